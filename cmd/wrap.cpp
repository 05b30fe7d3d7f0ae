#include "wrap.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// Where the text of a list's item begins (`  1.  TEXT`, `  * TEXT`); 0: it is none.
std::size_t item_indent(std::string_view line) {
    const auto mark = std::min(line.find_first_not_of(' '), line.size());
    const auto digits = std::min(line.find_first_not_of("0123456789", mark), line.size());
    const auto rest = line.substr(digits);
    const bool is_numbered = digits > mark && (rest.starts_with(". ") || rest.starts_with(") "));
    if (!is_numbered && !rest.starts_with("* ") && !rest.starts_with("- ")) {
        return 0;
    }
    const auto text = line.find_first_not_of(' ', digits + 1);
    return text == std::string_view::npos ? 0 : text;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t columns, std::size_t hang, std::size_t start) {
    std::string out;
    std::size_t used = start;
    bool first = true;
    for (const std::string_view line : split(text, '\n')) {
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        if (!first) {
            out += '\n' + std::string(indent == line.size() ? 0 : hang, ' ');
            used = hang;
        }
        first = false;
        if (indent == line.size()) {
            continue;
        }
        out.append(indent, ' ');
        used += indent;
        bool begins = true;
        for (const std::string_view word : split(line.substr(indent), ' ')) {
            if (word.empty()) {
                continue;
            }
            const std::size_t width = width_of(word);
            if (!begins && used + 1 + width > columns) {
                out += '\n' + std::string(hang + indent, ' ');
                used = hang + indent;
                begins = true;
            }
            out += begins ? "" : " ";
            out += word;
            used += width + (begins ? 0 : 1);
            begins = false;
        }
    }
    return out;
}

std::string wrap_paragraphs(std::string_view text, std::size_t columns) {
    std::string out;
    for (std::string_view line : split(trim(text), '\n')) {
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        if (!out.empty()) {
            out += '\n';
        }
        if (indent == line.size()) {
            continue;
        }
        const auto hang = indent > 1 ? item_indent(line) : 0;
        if (hang > 0) {
            out += std::string(line.substr(0, hang)) + wrap(trim(line.substr(hang)), columns, hang, hang);
        } else {
            out += indent > 1 ? std::string(line) : wrap(trim(line), columns);
        }
    }
    return out;
}

}  // namespace yare
