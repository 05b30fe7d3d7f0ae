#include "verbs/pod_selector.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Requirement = std::pair<std::string, std::string>;  // key, text

std::string joined(std::vector<Requirement> requirements) {
    std::stable_sort(requirements.begin(), requirements.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text;
    for (const auto& requirement : requirements) {
        text += (text.empty() ? "" : ",") + requirement.second;
    }
    return text;
}

void add_labels(const JsonValue& labels, std::vector<Requirement>& requirements) {
    for (auto label = labels.first(); labels.is_object() && label; label = label.next()) {
        const std::string key(label.key());
        requirements.emplace_back(key, key + "=" + label.text());
    }
}

std::string expression_text(const JsonValue& expression) {
    const auto key = expression.find("key").text();
    const auto test = expression.find("operator").text();
    auto values = element_texts(expression.find("values"));
    std::sort(values.begin(), values.end());
    std::string list;
    for (const auto& value : values) {
        list += (list.empty() ? "" : ",") + value;
    }
    if (key.empty()) {
        throw Error("invalid label selector: an expression without key");
    }
    if (test == "In" || test == "NotIn") {
        if (values.empty()) {
            throw Error(
                "invalid label selector: values: Invalid value: []: for 'in', 'notin' operators, "
                "values set can't be empty");
        }
        return key + (test == "In" ? " in (" : " notin (") + list + ")";
    }
    if (test == "Exists" || test == "DoesNotExist") {
        return (test == "Exists" ? "" : "!") + key;
    }
    throw Error("invalid label selector: " + go_quote(test) + " is not a valid label selector operator");
}

}  // namespace

std::string labels_text(const JsonValue& labels) {
    std::vector<Requirement> requirements;
    add_labels(labels, requirements);
    return joined(std::move(requirements));
}

std::string label_selector_text(const JsonValue& selector) {
    std::vector<Requirement> requirements;
    add_labels(selector.find("matchLabels"), requirements);
    const auto expressions = selector.find("matchExpressions");
    for (auto each = expressions.first(); expressions.is_array() && each; each = each.next()) {
        requirements.emplace_back(each.find("key").text(), expression_text(each));
    }
    return joined(std::move(requirements));
}

std::string own_pod_selector(const JsonValue& object) {
    const auto spec = object.find("spec");
    const auto selector = spec.find("selector");
    if (!selector.is_object()) {
        return "";
    }
    const bool is_expression =
        selector.find("matchLabels").is_object() || selector.find("matchExpressions").is_array();
    bool is_plain = !is_expression && selector.size() > 0;
    for (auto label = selector.first(); label; label = label.next()) {
        is_plain = is_plain && label.is_string();
    }
    if (is_expression && spec.find("template").is_object()) {
        const auto text = label_selector_text(selector);
        if (text.empty()) {
            throw Error("its selector selects every pod");
        }
        return text;
    }
    return is_plain ? labels_text(selector) : "";
}

}  // namespace yare
