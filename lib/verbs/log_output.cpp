#include "verbs/log_output.hpp"

namespace yare {

void LogOutput::begin(std::size_t log) {
    if (within_line_ && last_ != log) {
        put("\n");
    }
    last_ = log;
}

void LogOutput::put(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    if (is_safe_) {
        out_.write_trusted(bytes);
        out_.flush();
    } else {
        out_.write(bytes);
    }
    within_line_ = bytes.back() != '\n';
}

void LogOutput::end() {
    if (at_once_ || is_safe_) {
        out_.flush();
    }
}

void LogOutput::write(std::size_t log, std::string_view lines) {
    if (lines.empty()) {
        return;
    }
    const std::lock_guard lock(mutex_);
    begin(log);
    put(lines);
    end();
}

void LogOutput::write(std::size_t log, LongLine& line) {
    const std::lock_guard lock(mutex_);
    begin(log);
    line.pass([&](std::string_view bytes) { put(bytes); });
    end();
}

}  // namespace yare
