// Scalars with and without tags (go-yaml v2 resolve.go and decode.go).
#include <nlohmann/json.hpp>
#include <string>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "base/yaml_builder.hpp"
#include "base/yaml_scalar.hpp"

namespace yare {

namespace {

using nlohmann::json;
using Kind = YamlScalar::Kind;

constexpr std::string_view k_long_prefix = "tag:yaml.org,2002:";

json to_json(const YamlScalar& scalar, std::string_view text) {
    switch (scalar.kind) {
        case Kind::null:
            return nullptr;
        case Kind::boolean:
            return scalar.boolean;
        case Kind::integer:
            return scalar.integer;
        case Kind::unsigned_integer:
            return scalar.unsigned_integer;
        case Kind::floating:
            return scalar.floating;
        default:
            return text;
    }
}

// Bytes that are not UTF-8 become U+FFFD, as in Go's JSON.
std::string in_valid_utf8(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
        char32_t code = 0;
        const std::size_t length = decode_utf8(bytes, code);
        append_utf8(out, length == 0 ? U'\ufffd' : code);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

json binary_value(std::string_view text) {
    const auto bytes = base64_decode(text);
    if (!bytes) {
        throw YamlError("yaml: !!binary value contains invalid base64 data", 0, 0);
    }
    return in_valid_utf8(*bytes);
}

json typed_value(std::string_view text, std::string_view wanted) {
    YamlScalar scalar =
        wanted == "timestamp" ? resolve_yaml_scalar(text) : resolve_yaml_scalar_without_time(text);
    if (wanted == "float" && scalar.kind == Kind::integer) {
        return static_cast<double>(scalar.integer);
    }
    const std::string_view found = yaml_short_tag(scalar.kind);
    if (found.substr(2) != wanted) {
        throw YamlError("yaml: cannot decode " + std::string(found) + " `" + std::string(text) + "` as a !!" +
                            std::string(wanted),
                        0, 0);
    }
    return to_json(scalar, text);
}

}  // namespace

json yaml_scalar_value(const YamlEvent& scalar) {
    if (scalar.tag.empty()) {
        return scalar.plain ? to_json(resolve_yaml_scalar(scalar.value), scalar.value) : json(scalar.value);
    }
    if (!scalar.tag.starts_with(k_long_prefix)) {
        return scalar.value;
    }
    const std::string_view tag = scalar.tag.substr(k_long_prefix.size());
    if (tag == "binary") {
        return binary_value(scalar.value);
    }
    if (tag == "bool" || tag == "int" || tag == "float" || tag == "null" || tag == "timestamp") {
        return typed_value(scalar.value, tag);
    }
    return scalar.value;
}

}  // namespace yare
