#include "verbs/list_item.hpp"

#include "base/error.hpp"

namespace yare {

JsonValue ListItem::parse(std::string_view json) {
    if (!json.starts_with("{\"metadata\":")) {
        const auto item = tree_.parse(json);
        if (!item.is_object()) {
            throw Error("the server sent a list with an element that is not an object");
        }
        if (item.find("kind").is_string()) {
            return item;
        }
    }
    text_ = "{\"apiVersion\":";
    append_go_json_string(text_, type_.api_version());
    text_ += ",\"kind\":";
    append_go_json_string(text_, type_.kind);
    const auto rest = json.substr(1);
    const bool is_empty = rest.find_first_not_of(" \t\r\n") == rest.find('}');
    text_ += is_empty ? "" : ",";
    text_ += rest;
    return tree_.parse(text_);
}

}  // namespace yare
