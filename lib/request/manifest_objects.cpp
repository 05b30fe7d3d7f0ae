#include "request/manifest_objects.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;

// The string member, or nothing of it: as apimachinery's NestedString.
std::string string_at(const json& object, const char* name) {
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

const char* go_kind(const json& value) {
    return value.is_array()     ? "array"
           : value.is_string()  ? "string"
           : value.is_boolean() ? "bool"
           : value.is_null()    ? "null"
                                : "number";
}

std::string cannot_unmarshal(const json& value, const char* name, const char* type) {
    return std::string("json: cannot unmarshal ") + (value.is_object() ? "object" : go_kind(value)) +
           " into Go struct field ObjectMeta.metadata." + name + " of type " + type;
}

// What is wrong with the type of a member of metadata, in the words of encoding/json; empty for nothing.
std::string wrong_type(const json& metadata, const char* name) {
    const auto member = metadata.find(name);
    if (member == metadata.end() || member->is_string() || member->is_null()) {
        return "";
    }
    return cannot_unmarshal(*member, name, "string");
}

// The same for labels and annotations.
std::string wrong_map(const json& metadata, const char* name) {
    const auto member = metadata.find(name);
    if (member == metadata.end() || member->is_null()) {
        return "";
    }
    if (!member->is_object()) {
        return cannot_unmarshal(*member, name, "map[string]string");
    }
    for (const auto& value : *member) {
        if (!value.is_string() && !value.is_null()) {
            return cannot_unmarshal(value, name, "string");
        }
    }
    return "";
}

std::string wrong_metadata(const json& metadata) {
    for (const char* name : {"annotations", "labels"}) {
        if (auto wrong = wrong_map(metadata, name); !wrong.empty()) {
            return wrong;
        }
    }
    for (const char* name : {"name", "namespace"}) {
        if (auto wrong = wrong_type(metadata, name); !wrong.empty()) {
            return wrong;
        }
    }
    return "";
}

// Lists may hold lists: `place_` is that of the value at hand.
class Collector {
  public:
    Collector(const std::string& source, std::size_t number, const YamlDocument& document,
              std::vector<ManifestObject>& out, const FailManifest& fail)
        : source_(source),
          number_(number),
          document_(document),
          place_{document.line, document.column, ""},
          out_(out),
          fail_(fail) {}

    void collect();

  private:
    void items(const json& list, const std::string& api_version, const std::string& kind);
    void item(const json& value, const std::string& list_version, const std::string& item_kind);
    void add(const json& object, const std::string& api_version, const std::string& kind);
    ManifestPlace place_of_item(std::size_t index) const;
    void fail_to_decode(const std::string& words) {
        fail_("unable to decode " + go_quote(source_) + ": " + words, place_);
    }

    const std::string& source_;
    std::size_t number_;
    const YamlDocument& document_;
    ManifestPlace place_;
    std::vector<ManifestObject>& out_;
    const FailManifest& fail_;
};

bool is_list(const json& object) {
    const auto items = object.find("items");
    return items != object.end() && !items->is_null();
}

void Collector::collect() {
    const json& value = document_.value;
    if (!value.is_object()) {
        fail_to_decode(std::string("json: cannot unmarshal ") + go_kind(value) +
                       " into Go value of type unstructured.detector");
        return;
    }
    const std::string api_version = string_at(value, "apiVersion");
    const std::string kind = string_at(value, "kind");
    const bool is_version = std::count(api_version.begin(), api_version.end(), '/') <= 1;
    if (kind.empty() || !is_version) {
        fail_to_decode("Object 'Kind' is missing in '" + to_go_json(value) + "'");
    } else if (api_version.empty()) {
        fail_to_decode("Object 'apiVersion' is missing in '" + to_go_json(value) + "'");
    } else if (is_list(value)) {
        items(value, api_version, kind);
    } else {
        add(value, api_version, kind);
    }
}

void Collector::items(const json& list, const std::string& api_version, const std::string& kind) {
    const json& elements = list["items"];
    if (!elements.is_array()) {
        fail_to_decode(std::string("json: cannot unmarshal ") +
                       (elements.is_object() ? "object" : go_kind(elements)) +
                       " into Go struct field decodeList.items of type []json.RawMessage");
        return;
    }
    const ManifestPlace list_place = place_;
    const auto wrong =
        std::find_if(elements.begin(), elements.end(), [](const json& e) { return !e.is_object(); });
    if (wrong != elements.end()) {
        place_ = place_of_item(static_cast<std::size_t>(wrong - elements.begin()));
        fail_to_decode(std::string("json: cannot unmarshal ") + go_kind(*wrong) +
                       " into Go value of type map[string]interface {}");
        place_ = list_place;
        return;
    }
    const std::string item_kind = kind.ends_with("List") ? kind.substr(0, kind.size() - 4) : kind;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        place_ = place_of_item(i);
        item(elements[i], api_version, item_kind);
        place_ = list_place;
    }
}

ManifestPlace Collector::place_of_item(std::size_t index) const {
    ManifestPlace place = place_;
    const bool is_outermost = place_.item.empty();
    if (is_outermost && index < document_.item_lines.size()) {
        place.line = document_.item_lines[index];
        place.column = 0;
    }
    place.item += (is_outermost ? "items[" : ".items[") + std::to_string(index) + "]";
    return place;
}

// An item that says neither is of the kind that its list is made of.
void Collector::item(const json& value, const std::string& list_version, const std::string& item_kind) {
    const bool inherits =
        string_at(value, "kind").empty() && string_at(value, "apiVersion").empty() && !item_kind.empty();
    const std::string api_version = inherits ? list_version : string_at(value, "apiVersion");
    const std::string kind = inherits ? item_kind : string_at(value, "kind");
    constexpr const char* k_untyped =
        "unable to get type info from the object \"*unstructured.Unstructured\": Object ";
    if (kind.empty()) {
        fail_(std::string(k_untyped) + "'Kind' is missing in 'object has no kind field '", place_);
    } else if (api_version.empty()) {
        fail_(std::string(k_untyped) + "'apiVersion' is missing in 'object has no apiVersion field'", place_);
    } else if (is_list(value)) {
        items(value, api_version, kind);
    } else if (inherits) {
        json typed = value;
        typed["apiVersion"] = api_version;
        typed["kind"] = kind;
        add(typed, api_version, kind);
    } else {
        add(value, api_version, kind);
    }
}

void Collector::add(const json& object, const std::string& api_version, const std::string& kind) {
    ManifestObject found;
    found.source = source_;
    found.document = number_;
    found.line = place_.line;
    found.api_version = api_version;
    found.kind = kind;
    const auto metadata = object.find("metadata");
    bool is_named = false;
    if (metadata != object.end() && metadata->is_object()) {
        if (const auto wrong = wrong_metadata(*metadata); !wrong.empty()) {
            fail_to_decode(wrong);
            return;
        }
        found.name = string_at(*metadata, "name");
        found.name_space = string_at(*metadata, "namespace");
        is_named = !found.name.empty() || !string_at(*metadata, "generateName").empty();
    }
    if (!is_named) {
        fail_("resource name may not be empty", place_);
        return;
    }
    found.json = to_go_json(object);
    out_.push_back(std::move(found));
}

}  // namespace

void collect_manifest_objects(const std::string& source, std::size_t number, const YamlDocument& document,
                              std::vector<ManifestObject>& out, const FailManifest& fail) {
    Collector(source, number, document, out, fail).collect();
}

}  // namespace yare
