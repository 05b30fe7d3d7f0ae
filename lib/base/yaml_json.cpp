#include "base/yaml_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/json_tree.hpp"

namespace yare {

namespace {

using nlohmann::json;

void append_scalar(std::string& out, const json& value) {
    if (value.is_string()) {
        append_go_json_string(out, value.get_ref<const std::string&>());
    } else if (!value.is_number_float()) {
        out += value.dump();
    } else if (!append_go_number(out, value.dump())) {
        throw Error("json: unsupported value");
    }
}

// A collection that is being written.
struct Open {
    const json* value;
    json::const_iterator next;
};

}  // namespace

std::string to_go_json(const json& value) {
    std::string out;
    std::vector<Open> open;
    const auto begin = [&](const json& v) {
        if (v.is_structured()) {
            out += v.is_object() ? '{' : '[';
            open.push_back({&v, v.begin()});
        } else {
            append_scalar(out, v);
        }
    };
    begin(value);
    while (!open.empty()) {
        Open& frame = open.back();
        if (frame.next == frame.value->end()) {
            out += frame.value->is_object() ? '}' : ']';
            open.pop_back();
            continue;
        }
        if (frame.next != frame.value->begin()) {
            out += ',';
        }
        if (frame.value->is_object()) {
            append_go_json_string(out, frame.next.key());
            out += ':';
        }
        begin(*frame.next++);
    }
    return out;
}

json copy_json(const json& value) {
    json copy;
    std::vector<std::pair<const json*, json*>> pending = {{&value, &copy}};
    while (!pending.empty()) {
        const auto [from, to] = pending.back();
        pending.pop_back();
        if (from->is_object()) {
            *to = json::object();
            for (const auto& [key, member] : from->items()) {
                pending.emplace_back(&member, &(*to)[key]);
            }
        } else if (from->is_array()) {
            // All elements first: they must not move any more.
            *to = json::array_t(from->size());
            for (std::size_t i = 0; i < from->size(); ++i) {
                pending.emplace_back(&(*from)[i], &(*to)[i]);
            }
        } else {
            *to = *from;
        }
    }
    return copy;
}

nlohmann::json parse_object(std::string_view text) {
    JsonTree tree;
    if (!tree.parse(text).is_object()) {
        throw Error("the server's answer is not an object");
    }
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::exception& error) {
        throw Error(std::string("the server's answer: ") + error.what());
    }
}

}  // namespace yare
