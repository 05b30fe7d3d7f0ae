#include "request/generators/object_parts.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace yare {

nlohmann::ordered_json object_meta(const std::string& name, const std::string& name_space) {
    auto metadata = nlohmann::ordered_json::object();
    set_if_any(metadata, "name", name);
    set_if_any(metadata, "namespace", name_space);
    return metadata;
}

void set_if_any(nlohmann::ordered_json& object, const char* member, const std::string& text) {
    if (!text.empty()) {
        object[member] = text;
    }
}

std::string object_text(const nlohmann::ordered_json& object) {
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string without_null_times(std::string_view object) {
    constexpr std::string_view member = "\"creationTimestamp\"";
    constexpr const char* space = " \t\r\n";
    const auto skip = [&](std::size_t at, std::string_view token) {
        at = std::min(object.find_first_not_of(space, at), object.size());
        return object.substr(at).starts_with(token) ? at + token.size() : std::string::npos;
    };
    std::string kept;
    std::size_t copied = 0;
    // Inside a string its quotes would be escaped: what is found is a member.
    for (auto at = object.find(member); at != std::string::npos; at = object.find(member, at + 1)) {
        const auto colon = skip(at + member.size(), ":");
        const auto end = colon == std::string::npos ? colon : skip(colon, "null");
        if (end == std::string::npos) {
            continue;
        }
        kept += object.substr(copied, at - copied);
        const auto comma = skip(end, ",");
        copied = comma == std::string::npos ? end : comma;
        const auto last = kept.find_last_not_of(space);
        if (comma == std::string::npos && last != std::string::npos && kept[last] == ',') {
            kept.resize(last);
        }
    }
    return kept += object.substr(copied);
}

std::optional<long long> read_decimal(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return std::nullopt;
        }
    }
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

}  // namespace yare
