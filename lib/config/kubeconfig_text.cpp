#include "config/kubeconfig_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "base/yaml_documents.hpp"
#include "base/yaml_edit.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
constexpr int k_deepest = 1000;

bool is_deeper(const json& value, int limit) {
    if (!value.is_structured()) {
        return false;
    }
    return limit == 0 || std::any_of(value.begin(), value.end(),
                                     [&](const json& inner) { return is_deeper(inner, limit - 1); });
}

std::string written_anew(const json& value) {
    const std::string text = to_go_json(value);
    JsonTree tree;
    YamlWriter writer;
    std::string out;
    writer.write(tree.parse(text), false, [&](std::string_view bytes) { out += bytes; });
    return out;
}

std::optional<std::string> edited(std::string_view document, const json& before, const json& after) {
    try {
        auto text = edit_yaml(document, before, after);
        if (text && read_kubeconfig_value(*text) == after) {
            return text;
        }
    } catch (const Error&) {
        // what cannot be changed in its place is written anew
    }
    return std::nullopt;
}

}  // namespace

std::string_view first_document(std::string_view text) {
    bool content = false;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = trim(text.substr(start, end - start));
        if (line.starts_with("---") && text[start] == '-' && content) {
            return text.substr(0, start);
        }
        content = content || (!line.empty() && line.front() != '#' && line.front() != '%' && line != "---");
        start = end + 1;
    }
    return text;
}

json read_kubeconfig_value(std::string_view text) {
    auto documents = read_yaml(first_document(text));
    json value = documents.empty() ? json::object() : std::move(documents.front().value);
    if (value.is_null()) {
        value = json::object();
    }
    if (!value.is_object()) {
        throw ConfigError("expected a map");
    }
    if (is_deeper(value, k_deepest)) {
        throw ConfigError("nested deeper than " + std::to_string(k_deepest) + " levels");
    }
    return value;
}

std::string change_kubeconfig_text(const std::string& text, const json& before, const json& after) {
    if (before == after) {
        return text;
    }
    const std::string plain = yaml_text_in_utf8(text);
    const std::string mark(text.starts_with(k_byte_order_mark) ? k_byte_order_mark : std::string_view());
    const std::string_view document = first_document(plain);
    const std::string_view rest = std::string_view(plain).substr(document.size());
    if (before.empty() && rest.empty() && read_yaml(document).empty()) {
        const bool is_open = !document.empty() && document.back() != '\n';  // comments
        return mark + std::string(document) + (is_open ? "\n" : "") + written_anew(after);
    }
    if (const auto found = edited(document, before, after)) {
        return mark + *found + std::string(rest);
    }
    return mark + written_anew(after) + std::string(rest);
}

json empty_kubeconfig() {
    return {{"apiVersion", "v1"},    {"clusters", nullptr}, {"contexts", nullptr},
            {"current-context", ""}, {"kind", "Config"},    {"users", nullptr}};
}

}  // namespace yare
