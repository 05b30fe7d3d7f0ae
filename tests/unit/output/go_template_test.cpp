#include "output/template/go_template.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace {

using yare::ListWay;

struct Answer {
    std::string out;
    std::string error;
};

// The cause that stands behind kubectl's `error executing template "TEXT": `.
std::string cause(const std::string& error) {
    const auto at = error.find("\": template: ");
    return at == std::string::npos ? error : error.substr(at + 3);
}

// Prints one object, or the elements of a list and its end.
Answer print(const std::string& text, const std::vector<std::string>& objects, bool is_list, bool strict,
             ListWay way = ListWay::streamed_where_possible) {
    yare::StringOutput out;
    std::string error;
    try {
        const auto printer = yare::make_template_printer(text, !strict, out, way);
        for (const auto& object : objects) {
            // Gone before the next one comes, as the contract has it.
            const auto copy = std::make_unique<std::string>(object);
            const auto tree = std::make_unique<yare::JsonTree>();
            const auto root = tree->parse(*copy);
            is_list ? printer->element(root) : printer->single(root);
            std::fill(copy->begin(), copy->end(), '#');
        }
        if (is_list) {
            printer->end_list();
        }
    } catch (const yare::Error& thrown) {
        error = cause(thrown.what());
    }
    return {out.text(), error};
}

nlohmann::json read_cases() {
    return nlohmann::json::parse(
        yare::read_file(std::string(YARE_TEST_DATA) + "/output/go_template_cases.json"));
}

// Bytes that are no UTF-8 stand in the table as hexadecimal digits.
std::string bytes_of(const nlohmann::json& value) {
    if (value.is_string()) {
        return value;
    }
    std::string out;
    const std::string digits = value["hex"];
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return out;
}

}  // namespace

TEST_CASE("go-template: kubectl's answers") {
    const auto table = read_cases();
    for (const auto& each : table["cases"]) {
        const std::string text = bytes_of(each["template"]);
        const std::string on = each["on"];
        const bool strict = each.value("strict", false);
        const bool is_list = on[0] == '@';
        std::vector<std::string> objects;
        if (is_list) {
            for (const auto& name : table["lists"][on.substr(1)]) {
                objects.push_back(table["objects"][name.get<std::string>()]);
            }
        } else {
            objects.push_back(table["objects"][on]);
        }
        CAPTURE(text);
        CAPTURE(on);
        const Answer found = print(text, objects, is_list, strict);
        CHECK(found.out == bytes_of(each["out"]));
        CHECK(found.error == bytes_of(each.value("error", nlohmann::json(""))));
        if (is_list) {
            const Answer whole = print(text, objects, true, strict, ListWay::whole);
            CHECK(whole.out == found.out);
            CHECK(whole.error == found.error);
        }
    }
}
