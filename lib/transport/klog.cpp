#include "transport/klog.hpp"

#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "base/text.hpp"

namespace yare {
namespace {

/// klog's internal/serialize: text with a newline is shown line by line, indented by a tab, ended by ` >`.
std::string value_words(const LogValue& value) {
    if (value.bare) return "=" + value.text;
    if (value.text.find('\n') == std::string::npos) return "=" + go_quote(value.text);
    std::string out = "=<\n";
    std::string_view rest = value.text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        out.append("\t").append(rest.substr(0, end)).append("\n");
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return out + " >";
}

}  // namespace

std::string klog_entry(std::chrono::system_clock::time_point when, std::string_view place,
                       std::string_view message,
                       const std::vector<std::pair<std::string, LogValue>>& values) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
    const auto fraction =
        std::chrono::duration_cast<std::chrono::microseconds>(when.time_since_epoch()).count() % 1000000;
    std::tm local{};
    localtime_r(&seconds, &local);
    char prefix[96];
    std::snprintf(prefix, sizeof prefix, "I%02d%02d %02d:%02d:%02d.%06lld %7ld ", local.tm_mon + 1,
                  local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec, static_cast<long long>(fraction),
                  static_cast<long>(getpid()));
    std::string out = prefix;
    out.append(place).append("] ").append(go_quote(message));
    for (const auto& [key, value] : values) out.append(" ").append(key).append(value_words(value));
    return out;
}

std::string hex_dump(std::string_view bytes) {
    std::string out;
    char text[24];
    for (std::size_t start = 0; start < bytes.size(); start += 16) {
        const auto row = bytes.substr(start, 16);
        std::snprintf(text, sizeof text, "%08zx", start);
        out += text;
        for (std::size_t i = 0; i < 16; ++i) {
            if (i % 8 == 0) out += ' ';
            if (i < row.size()) {
                std::snprintf(text, sizeof text, " %02x", static_cast<unsigned char>(row[i]));
                out += text;
            } else {
                out += "   ";
            }
        }
        out += "  |";
        for (const char c : row) out += c >= 0x20 && c < 0x7f ? c : '.';
        out += "|\n";
    }
    return out;
}

}  // namespace yare
