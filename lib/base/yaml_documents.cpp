#include "base/yaml_documents.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

std::string utf16_to_utf8(std::string_view text, bool big_endian) {
    const auto unit_at = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(text[i + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    constexpr char32_t k_replacement = 0xfffd;
    std::string out;
    std::size_t i = 0;
    while (i + 1 < text.size()) {
        char32_t code = unit_at(i);
        i += 2;
        if (code >= 0xd800 && code < 0xe000) {
            const char32_t low = code < 0xdc00 && i + 1 < text.size() ? unit_at(i) : 0;
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            } else {
                code = k_replacement;
            }
        }
        append_utf8(out, code);
    }
    if (i < text.size()) {
        append_utf8(out, k_replacement);
    }
    return out;
}

}  // namespace

std::string yaml_text_in_utf8(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) {
        return std::string(text.substr(3));
    }
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
        return utf16_to_utf8(text.substr(2), text[0] == '\xfe');
    }
    return std::string(text);
}

std::size_t yaml_line_at(std::string_view text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

bool YamlDocumentCutter::next(std::string& document) {
    constexpr std::string_view k_separator = "---";
    document.clear();
    first_line_ = line_;
    bool has_directive = false;
    bool has_content = false;
    while (!rest_.empty()) {
        const std::size_t end = rest_.find('\n');
        std::string_view line = rest_.substr(0, end);
        if (end != std::string_view::npos && line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const bool separates = line.starts_with(k_separator);
        if (separates) {
            const std::string_view behind = trim(line.substr(k_separator.size()));
            if (!behind.empty() && behind[0] != '#') {
                throw YamlError("invalid Yaml document separator: " + std::string(behind), line_,
                                k_separator.size() + 1, YamlError::Stage::cutting);
            }
        }
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        ++line_;
        // kubectl also cuts behind directives, and then can read neither part.
        const bool ends_directives = has_directive && !has_content;
        if (separates && !document.empty() && !ends_directives) {
            return true;
        }
        has_directive = has_directive || line.starts_with('%');
        has_content = has_content || separates || !(line.empty() || line[0] == '%' || line[0] == '#');
        // A separator in front of everything stays: kubectl counts its line.
        document += line;
        document += '\n';
    }
    return !document.empty();
}

}  // namespace yare
