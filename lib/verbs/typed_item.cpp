#include "verbs/typed_item.hpp"

namespace yare {

JsonValue parse_typed_item(JsonTree& tree, std::string_view json, const ResourceType& type,
                           std::string& text) {
    if (!json.starts_with("{\"metadata\":")) {
        const auto item = tree.parse(json);
        if (!item.is_object() || item.find("kind").is_string()) {
            return item;
        }
    }
    text = "{\"apiVersion\":";
    append_go_json_string(text, type.api_version());
    text += ",\"kind\":";
    append_go_json_string(text, type.kind);
    const auto rest = json.substr(1);
    const bool is_empty = rest.find_first_not_of(" \t\r\n") == rest.find('}');
    text += is_empty ? "" : ",";
    text += rest;
    return tree.parse(text);
}

}  // namespace yare
