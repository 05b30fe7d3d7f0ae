// What the cache file holds: {"yareDiscovery":2,"types":[[group, version, plural, singular, kind, namespaced,
// [short names], [categories], [verbs], storage version hash], ...]}; the singular is empty where the server
// names none.
#include "base/json_tree.hpp"
#include "discovery/api_resources.hpp"

namespace yare {

namespace {

constexpr std::string_view k_version_field = "yareDiscovery";
constexpr std::string_view k_version = "2";  // counts changes of the form

void append_texts(std::string& out, const std::vector<std::string>& texts) {
    out += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_go_json_string(out, texts[i]);
    }
    out += ']';
}

bool read_text(const JsonValue& value, std::string& out) {
    out = value.text();
    return value.is_string();
}

bool read_bool(const JsonValue& value, bool& out) {
    out = value.is_true();
    return value.kind() == JsonValue::Kind::boolean;
}

bool read_texts(const JsonValue& array, std::vector<std::string>& out) {
    for (JsonValue value = array.is_array() ? array.first() : JsonValue(); value; value = value.next()) {
        if (!read_text(value, out.emplace_back())) {
            return false;
        }
    }
    return array.is_array();
}

bool read_type(const JsonValue& row, ServedType& type) {
    JsonValue value = row.is_array() ? row.first() : JsonValue();
    for (std::string* text : {&type.group, &type.version, &type.plural, &type.singular, &type.kind}) {
        const bool may_be_empty = text == &type.group || text == &type.singular;
        if (!read_text(value, *text) || (!may_be_empty && text->empty())) {
            return false;
        }
        value = value.next();
    }
    type.guess_singular();
    if (!read_bool(value, type.namespaced)) {
        return false;
    }
    for (auto* texts : {&type.short_names, &type.categories, &type.verbs}) {
        value = value.next();
        if (!read_texts(value, *texts)) {
            return false;
        }
    }
    value = value.next();
    return read_text(value, type.storage_version_hash) && !value.next();
}

}  // namespace

std::string to_cache(const ApiResources& resources) {
    std::string out = "{";
    append_go_json_string(out, k_version_field);
    out += ':';
    out += k_version;
    out += ",\"types\":[";
    for (const auto& type : resources.types) {
        out += &type == resources.types.data() ? "\n[" : ",\n[";
        const std::string singular = type.singular_is_guess ? "" : type.singular;
        for (const std::string* text : {&type.group, &type.version, &type.plural, &singular, &type.kind}) {
            append_go_json_string(out, *text);
            out += ',';
        }
        out += type.namespaced ? "true," : "false,";
        append_texts(out, type.short_names);
        out += ',';
        append_texts(out, type.categories);
        out += ',';
        append_texts(out, type.verbs);
        out += ',';
        append_go_json_string(out, type.storage_version_hash);
        out += ']';
    }
    return out + "]}\n";
}

std::optional<ApiResources> from_cache(std::string_view text) {
    JsonTree tree;
    JsonValue root;
    try {
        root = tree.parse(text);
    } catch (const JsonError&) {
        return std::nullopt;  // a damaged cache is no cache
    }
    const JsonValue version = root.find(k_version_field);
    const JsonValue rows = root.find("types");
    if (version.kind() != JsonValue::Kind::number || version.raw() != k_version || !rows.is_array()) {
        return std::nullopt;
    }
    ApiResources resources;
    for (JsonValue row = rows.first(); row; row = row.next()) {
        if (!read_type(row, resources.types.emplace_back())) {
            return std::nullopt;
        }
    }
    return resources;
}

}  // namespace yare
