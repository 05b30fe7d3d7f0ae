#include "request/generators/pod_disruption_budget.hpp"

#include <charconv>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "request/generators/new_object.hpp"
#include "request/label_requirements.hpp"

namespace yare {

namespace {

using Operator = LabelRequirement::Operator;

bool is_number_or_percentage(std::string_view text) {
    text.remove_suffix(text.ends_with('%') ? 1 : 0);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// apimachinery/pkg/util/intstr, Parse: a number where it fits into 32 bits.
nlohmann::ordered_json int_or_string(const std::string& text) {
    std::int32_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec == std::errc() && read.ptr == end) {
        return value;
    }
    return text;
}

void check(const PodDisruptionBudgetOptions& options) {
    if (options.name.empty()) {
        throw Error("name must be specified");
    }
    if (options.selector.empty()) {
        throw Error("a selector must be specified");
    }
    if (options.max_unavailable.empty() && options.min_available.empty()) {
        throw Error("one of min-available or max-unavailable must be specified");
    }
    if (!options.max_unavailable.empty() && !options.min_available.empty()) {
        throw Error("min-available and max-unavailable cannot be both specified");
    }
    if (!options.min_available.empty() && !is_number_or_percentage(options.min_available)) {
        throw Error("invalid format specified for min-available");
    }
    if (!options.max_unavailable.empty() && !is_number_or_percentage(options.max_unavailable)) {
        throw Error("invalid format specified for max-unavailable");
    }
}

std::vector<LabelRequirement> parse_selector(const std::string& text) {
    try {
        return parse_label_requirements(text);
    } catch (const UsageError& error) {
        throw Error("couldn't parse the selector string \"" + text + "\": " + error.what());
    }
}

const char* operator_words(Operator test) {
    switch (test) {
        case Operator::in:
            return "In";
        case Operator::not_in:
            return "NotIn";
        case Operator::exists:
            return "Exists";
        case Operator::missing:
            return "DoesNotExist";
        case Operator::greater:
            throw Error("\"gt\" isn't supported in label selectors");
        case Operator::less:
            throw Error("\"lt\" isn't supported in label selectors");
        default:
            throw Error("\"!=\" is not a valid label selector operator");
    }
}

// apimachinery/pkg/apis/meta/v1/helpers.go, ParseToLabelSelector.
nlohmann::ordered_json label_selector(const std::string& text) {
    std::map<std::string, std::string> labels;
    auto expressions = nlohmann::ordered_json::array();
    for (const auto& requirement : parse_selector(text)) {
        if (requirement.test == Operator::equals) {
            labels[requirement.key] = requirement.values.front();
            continue;
        }
        nlohmann::ordered_json expression = {{"key", requirement.key},
                                             {"operator", operator_words(requirement.test)}};
        if (!requirement.values.empty()) {
            expression["values"] = requirement.values;
        }
        expressions.push_back(std::move(expression));
    }
    auto selector = nlohmann::ordered_json::object();
    if (!labels.empty()) {
        selector["matchLabels"] = labels;
    }
    if (!expressions.empty()) {
        selector["matchExpressions"] = std::move(expressions);
    }
    return selector;
}

}  // namespace

std::string make_pod_disruption_budget(const PodDisruptionBudgetOptions& options,
                                       const GeneratorSources& sources) {
    check(options);
    auto spec = nlohmann::ordered_json::object();
    if (!options.min_available.empty()) {
        spec["minAvailable"] = int_or_string(options.min_available);
    }
    spec["selector"] = label_selector(options.selector);
    if (!options.max_unavailable.empty()) {
        spec["maxUnavailable"] = int_or_string(options.max_unavailable);
    }
    auto object = new_object("PodDisruptionBudget", "policy/v1", options.name, sources.name_space);
    object["spec"] = std::move(spec);
    // Go writes the members of the status whose zero is not omitted.
    object["status"] = {
        {"disruptionsAllowed", 0}, {"currentHealthy", 0}, {"desiredHealthy", 0}, {"expectedPods", 0}};
    return object.dump();
}

}  // namespace yare
