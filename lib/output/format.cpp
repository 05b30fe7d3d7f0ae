#include "output/format.hpp"

namespace yare {

std::optional<Format::Kind> parse_format(std::string_view word) {
    if (word.empty()) {
        return Format::Kind::table;
    }
    if (word == "wide") {
        return Format::Kind::wide;
    }
    if (word == "json") {
        return Format::Kind::json;
    }
    if (word == "yaml") {
        return Format::Kind::yaml;
    }
    if (word == "name") {
        return Format::Kind::name;
    }
    return std::nullopt;
}

std::vector<std::string> format_words() { return {"json", "name", "wide", "yaml"}; }

}  // namespace yare
