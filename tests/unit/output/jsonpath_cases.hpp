// Reads jsonpath_cases.jsonl: what kubectl has answered (tests/tables/jsonpath_cases.py).
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace yare_test {

struct JsonPathCase {
    std::string output;  // jsonpath, jsonpath-as-json, custom-columns
    std::string on;      // list, empty (a list), or an object's name
    bool allow_missing_keys = true;
    std::string path;
    std::string out;
    std::string error;
};

inline std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(std::string(YARE_TEST_DATA) + "/output/" + name);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    if (lines.empty()) {
        throw std::runtime_error("cannot read " + name);
    }
    return lines;
}

inline std::vector<JsonPathCase> jsonpath_cases() {
    std::vector<JsonPathCase> cases;
    for (const auto& line : lines_of("jsonpath_cases.jsonl")) {
        const auto json = nlohmann::json::parse(line);
        cases.push_back({json.at("output"), json.at("on"), json.at("allow"), json.at("template"),
                         json.at("out"), json.value("error", "")});
    }
    return cases;
}

}  // namespace yare_test
