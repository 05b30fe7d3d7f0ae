#include "output/jsonpath/group_text.hpp"

#include "output/jsonpath/go_value.hpp"

namespace yare::jsonpath {

void GroupText::begin(std::string& out) const {
    if (as_json_) {
        out += '[';
    }
}

void GroupText::value(std::string& out, const Value& value, bool is_first) const {
    if (!is_first) {
        out += separator();
    }
    if (as_json_) {
        out += "\n    ";
        append_json(out, value, 1);
    } else {
        append_printed(out, value, numbers_);
    }
}

void GroupText::end(std::string& out, bool is_empty) const {
    if (as_json_) {
        out += is_empty ? "]\n" : "\n]\n";
    }
}

void GroupText::group(std::string& out, const Values& values) const {
    begin(out);
    for (std::size_t i = 0; i < values.size(); ++i) {
        value(out, values[i], i == 0);
    }
    end(out, values.empty());
}

void GroupText::groups(std::string& out, const JsonPathGroups& groups) const {
    for (const auto& each : groups) {
        group(out, each);
    }
}

}  // namespace yare::jsonpath
