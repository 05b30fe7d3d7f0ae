#include "csv.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace yare {

namespace {

[[noreturn]] void refuse(std::size_t line, std::size_t column, const char* what) {
    const std::string record = line > 1 ? "record on line 1; " : "";
    throw UsageError(record + "parse error on line " + std::to_string(line) + ", column " +
                     std::to_string(column) + ": " + what);
}

// Go reads a line break as \n even where it is \r\n.
std::string unix_lines(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
            lines += text[at];
        }
    }
    return lines;
}

// Reads the field behind the quote at `at`; returns the place behind its closing quote.
std::size_t read_quoted(std::string_view text, std::size_t at, std::string& field) {
    std::size_t line = 1;
    std::size_t line_start = 0;
    for (++at; at < text.size(); ++at) {
        if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            ++at;
        } else if (text[at] == '"') {
            if (at + 1 < text.size() && text[at + 1] != ',' && text[at + 1] != '\n') {
                refuse(line, at - line_start + 1, "extraneous or missing \" in quoted-field");
            }
            return at + 1;
        } else if (text[at] == '\n') {
            ++line;
            line_start = at + 1;
        }
        field += text[at];
    }
    refuse(line, at - line_start + 1, "extraneous or missing \" in quoted-field");
}

}  // namespace

std::vector<std::string> read_csv_record(std::string_view given) {
    const std::string lines = unix_lines(given);
    const auto start = lines.find_first_not_of('\n');
    std::vector<std::string> fields;
    if (given.empty()) {
        return fields;
    }
    if (start == std::string::npos) {
        throw UsageError("EOF");
    }
    const auto text = std::string_view(lines).substr(start);
    for (std::size_t at = 0;; ++at) {
        std::string field;
        if (at < text.size() && text[at] == '"') {
            at = read_quoted(text, at, field);
        } else {
            const auto end = std::min(text.find_first_of(",\n", at), text.size());
            field = text.substr(at, end - at);
            if (const auto quote = field.find('"'); quote != std::string::npos) {
                refuse(1, at + quote + 1, "bare \" in non-quoted-field");
            }
            at = end;
        }
        fields.push_back(std::move(field));
        if (at >= text.size() || text[at] == '\n') {
            return fields;
        }
    }
}

}  // namespace yare
