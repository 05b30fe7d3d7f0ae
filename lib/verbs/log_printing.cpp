#include "verbs/log_printing.hpp"

#include <chrono>

namespace yare {

namespace {

constexpr std::size_t k_batch = std::size_t{64} << 10;
constexpr std::chrono::seconds k_disorder{1};  // lines may stand before others that are older by so much

}  // namespace

LogPrinting::LogPrinting(const LogStyle& style, LogOutput& output, const std::string& pod,
                         const std::string& container, ByteLimit limit)
    : style_(style), output_(output), log_(output.open()), printer_(style, pod, container), limit_(limit) {}

bool LogPrinting::take(std::string_view piece) {
    if (style_.is_verbatim()) {
        pass(piece);
        return true;
    }
    reader_.feed(piece, [this](const LinePart& part) { print(part); });
    return !is_over();
}

void LogPrinting::pass(std::string_view piece) {
    const auto newline = piece.rfind('\n');
    if (newline == std::string_view::npos) {
        held_.append(piece);
        if (held_.size() >= k_batch) {
            output_.write(log_, held_);
            held_.clear();
        }
        return;
    }
    if (!held_.empty()) {
        // The rest of the line alone, so that the bulk is not copied.
        const auto end = piece.find('\n') + 1;
        held_.append(piece.substr(0, end));
        output_.write(log_, held_);
        held_.clear();
        output_.write(log_, piece.substr(end, newline + 1 - end));
    } else {
        output_.write(log_, piece.substr(0, newline + 1));
    }
    held_.append(piece.substr(newline + 1));
}

bool LogPrinting::is_over() const {
    return limit_.is_reached() ||
           (style_.until && printer_.time() && *printer_.time() >= *style_.until + k_disorder);
}

void LogPrinting::print(const LinePart& part) {
    if (limit_.is_reached()) {
        return;
    }
    printer_.print(batch_, limit_.cut(part, true));
    if (batch_.size() >= k_batch) {
        flush();
    }
}

void LogPrinting::flush() {
    output_.write(log_, batch_);
    batch_.clear();
}

void LogPrinting::finish() {
    reader_.finish([this](const LinePart& part) { print(part); });
    flush();
    output_.write(log_, held_);
    held_.clear();
}

}  // namespace yare
