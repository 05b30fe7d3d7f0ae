// Reads yaml-values.txt, what sigs.k8s.io/yaml does with 250 texts.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace yare_test {

struct YamlRow {
    std::string text;      // a scalar, or a document
    std::string expected;  // JSON, or `ERR=` and a message
};

struct YamlValues {
    std::vector<YamlRow> plain;   // scalars: read as `v: TEXT`
    std::vector<YamlRow> quoted;  // the same, with quotes, tags or several lines
    std::vector<YamlRow> documents;
    std::string emitted_json;
    std::string emitted_yaml;
};

// A Python string literal.
inline std::string unquoted(const std::string& literal) {
    std::string out;
    for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
        if (literal[i] != '\\') {
            out += literal[i];
            continue;
        }
        switch (const char c = literal[++i]) {
            case 'n':
                out += '\n';
                break;
            case 't':
                out += '\t';
                break;
            case 'u': {
                yare::append_utf8(out,
                                  static_cast<char32_t>(std::stoul(literal.substr(i + 1, 4), nullptr, 16)));
                i += 4;
                break;
            }
            default:
                out += c;
        }
    }
    return out;
}

inline YamlValues read_yaml_values() {
    std::ifstream file(YARE_TEST_DATA "/base/yaml-values.txt");
    if (!file) {
        throw std::runtime_error("no yaml-values.txt");
    }
    YamlValues values;
    std::string line;
    bool in_documents = false;
    while (std::getline(file, line) && !line.starts_with("# --- emission truth")) {
        const bool is_literal = line.starts_with('\'') || line.starts_with('"');
        const std::size_t bar = is_literal ? line.rfind(" | ") : line.find(" | ");
        if (line.starts_with('#') || bar == std::string::npos) {
            continue;
        }
        const std::string text(yare::trim(line.substr(0, bar)));
        std::string expected = line.substr(bar + 2);
        expected = expected.substr(0, is_literal ? std::string::npos : expected.find(" | "));
        const YamlRow row{is_literal ? unquoted(text) : text, std::string(yare::trim(expected))};
        in_documents = in_documents || text == "''";
        (in_documents ? values.documents : is_literal ? values.quoted : values.plain).push_back(row);
    }
    std::getline(file, values.emitted_json);
    std::ostringstream rest;
    rest << file.rdbuf();
    values.emitted_yaml = rest.str();
    return values;
}

}  // namespace yare_test
