// The text of logs: lines in any parts, in any style. Pieces make no difference; what is harmless cannot drive a
// terminal, what is JSON parses, and what is verbatim is the log itself.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "logs/line_printer.hpp"
#include "logs/long_line.hpp"
#include "logs/resume_point.hpp"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

std::string written(const yare::LogStyle& style, std::string_view log, std::size_t limit, std::size_t piece) {
    yare::LinePrinter printer(style, "web-0", "app");
    yare::LineReader reader(limit);
    std::string out;
    const yare::LineReader::Take take = [&](const yare::LinePart& part) {
        require(!part.first || part.last || part.text.size() == limit);
        printer.print(out, part);
    };
    for (std::size_t at = 0; at < log.size(); at += piece) {
        reader.feed(log.substr(at, piece), take);
    }
    reader.finish(take);
    require(!reader.is_within_line());
    return out;
}

// The length of an SGR sequence; 0: none.
std::size_t sgr_length(std::string_view text) {
    std::size_t at = 1;
    if (at < text.size() && text[at] == '[') {
        do {
            ++at;
        } while (at < text.size() && text[at] >= '0' && text[at] <= ';');
        return at < text.size() && text[at] == 'm' && at < 64 ? at + 1 : 0;
    }
    return 0;
}

// No control but newline, tab and, with `color`, SGR, which no line leaves set.
void require_harmless(std::string_view text, bool color) {
    bool is_set = false;
    while (!text.empty()) {
        std::size_t length = 1;
        if (text.front() == '\x1b') {
            length = sgr_length(text);
            require(color && length != 0);
            is_set = text.substr(0, length) != "\x1b[m";
        } else {
            require((text.front() & 0xe0) != 0 || text.front() == '\n' || text.front() == '\t');
            require(text.front() != 0x7f && (text.front() != '\n' || !is_set));
        }
        text.remove_prefix(length);
    }
    require(!is_set);
}

void require_json(std::string_view text) {
    yare::JsonTree tree;
    while (!text.empty()) {
        const auto end = text.find('\n');
        require(end != std::string_view::npos);
        const auto line = tree.parse(text.substr(0, end));
        require(line.size() == 4 && line.find("message").is_string());
        const auto stamp = line.find("timestamp");
        require(stamp.is_string() || stamp.kind() == yare::JsonValue::Kind::null);
        require_harmless(text.substr(0, end), false);
        text.remove_prefix(end + 1);
    }
}

// A log that is read twice gives nothing new, and the stamp and the message of a line are the line.
void require_had(std::string_view log) {
    yare::ResumePoint point;
    for (int time = 0; time < 2; ++time) {
        yare::LineReader reader(64);
        bool is_timed = false;
        const yare::LineReader::Take take = [&](const yare::LinePart& part) {
            const auto line = yare::split_stamp(part.text);
            const std::size_t space = line.time && line.stamp.size() < part.text.size() ? 1 : 0;
            require(line.stamp.size() + space + line.message.size() == part.text.size());
            is_timed = is_timed || line.time;
            // What comes before the first time has none, and then that of the last line.
            require(!is_timed || !point.take(line.time, line.message) || time == 0);
        };
        reader.feed(log, take);
        reader.finish(take);
        point.again();
    }
}

}  // namespace

// Two bytes of style, one for the limit of a part, one for the size of pieces; a line is the pattern of
// --highlight, the rest the log.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) {
        return 0;
    }
    const std::string_view input(reinterpret_cast<const char*>(data) + 4, size - 4);
    const auto line = input.find('\n');
    const auto log = line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
    const auto bit = [&](int index) { return (data[index / 8] >> (index % 8) & 1) != 0; };
    yare::LogStyle style;
    style.stamped = bit(0);
    style.show_stamps = bit(0) && bit(1);
    style.prefix = bit(2);
    style.json = bit(3);
    style.harmless = bit(4);
    style.color = bit(5);
    try {
        if (bit(6)) {
            style.highlight.emplace(input.substr(0, line));
        }
        if (bit(7)) {
            style.include.emplace_back(input.substr(0, line));
        }
        if (bit(8)) {
            style.exclude.emplace_back(input.substr(0, line));
        }
    } catch (const yare::Error&) {
        return 0;
    }
    if (bit(9)) {
        style.until = yare::LogTime();
    }
    const std::size_t limit = bit(10) ? 1000 : data[2] + std::size_t{1};
    const std::size_t piece = data[3] + std::size_t{1};
    const std::string out = written(style, log, limit, piece);
    // Parts depend on the pieces behind the first one; what is written does not.
    require(out == written(style, log, limit, log.size() + 1));
    if (style.json) {
        require_json(out);
    } else if (style.harmless) {
        require_harmless(out, style.color);
    }
    if (style.is_verbatim()) {
        require(out == log);
    }
    require_had(log);
    return 0;
}
