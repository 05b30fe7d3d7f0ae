#include "request/label_selector.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Operator = LabelRequirement::Operator;

std::optional<long long> to_number(std::string_view text) {
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                           : std::nullopt;
}

std::vector<LabelRequirement> parse(std::string_view text) {
    try {
        return parse_label_requirements(text);
    } catch (const UsageError& error) {
        throw UsageError("the provided selector " + go_quote(text) + " is not valid: " + error.what());
    }
}

}  // namespace

LabelSelector::LabelSelector(std::string_view text) : requirements_(parse(text)) {}

bool LabelSelector::matches(const std::map<std::string, std::string>& labels) const {
    return std::all_of(requirements_.begin(), requirements_.end(), [&](const LabelRequirement& requirement) {
        const auto label = labels.find(requirement.key);
        const bool there = label != labels.end();
        const auto& values = requirement.values;
        const bool listed = there && std::find(values.begin(), values.end(), label->second) != values.end();
        switch (requirement.test) {
            case Operator::exists:
                return there;
            case Operator::missing:
                return !there;
            case Operator::equals:
            case Operator::in:
                return listed;
            case Operator::not_equals:
            case Operator::not_in:
                return !listed;
            default:
                break;
        }
        const auto number = there ? to_number(label->second) : std::nullopt;
        const auto bound = to_number(values.front());
        return number && bound &&
               (requirement.test == Operator::greater ? *number > *bound : *number < *bound);
    });
}

bool LabelSelector::matches(const JsonValue& object) const {
    std::map<std::string, std::string> labels;
    const auto found = object.find("metadata").find("labels");
    for (auto label = found.first(); label; label = label.next()) {
        labels[std::string(label.key())] = label.text();
    }
    return matches(labels);
}

}  // namespace yare
