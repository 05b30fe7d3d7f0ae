#include "request/goals.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::string_view k_condition = "condition=";
constexpr std::string_view k_jsonpath = "jsonpath=";

// Cut at each single `=`: `a==b=c` has the parts `a==b` and `c`.
std::vector<std::string> split_at_equals(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '=') {
            parts.back() += text[at];
        } else if (text.substr(at).starts_with("==")) {
            parts.back() += "==";
            ++at;
        } else {
            parts.emplace_back();
        }
    }
    return parts;
}

std::string without_quotes(std::string_view text) {
    constexpr std::string_view k_quotes = "'\"";
    const auto first = text.find_first_not_of(k_quotes);
    return first == std::string_view::npos
               ? std::string()
               : std::string(text.substr(first, text.find_last_not_of(k_quotes) + 1 - first));
}

Goal parse_condition(const std::string& text) {
    const auto equals = text.find('=');
    return equals == std::string::npos
               ? Goal{Goal::Kind::condition, text, "true"}
               : Goal{Goal::Kind::condition, text.substr(0, equals), text.substr(equals + 1)};
}

Goal parse_jsonpath(std::string_view text) {
    const auto parts = split_at_equals(text);
    if (parts.size() > 2) {
        throw UsageError(
            "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or "
            "--for=jsonpath='{.status.readyReplicas}'");
    }
    Goal goal{Goal::Kind::jsonpath, parts[0], parts.size() == 2 ? without_quotes(parts[1]) : ""};
    if (parts.size() == 2 && goal.value.empty()) {
        throw UsageError(
            "jsonpath wait has to have a value after equal sign, like "
            "--for=jsonpath='{.status.readyReplicas}'=3");
    }
    return goal;
}

std::optional<Goal> parse_content(const std::string& word) {
    if (word.starts_with(k_condition)) {
        return parse_condition(word.substr(k_condition.size()));
    }
    if (word.starts_with(k_jsonpath)) {
        return parse_jsonpath(std::string_view(word).substr(k_jsonpath.size()));
    }
    return std::nullopt;
}

// A condition without a name is never met.
void check_name(const Goal& goal) {
    if (goal.kind == Goal::Kind::condition && goal.name.empty()) {
        throw UsageError("a condition needs a name: condition=NAME[=VALUE]");
    }
}

std::optional<Goal> parse_presence(const std::string& word) {
    const auto lower = to_lower(word);
    if (lower == "delete" || lower == "create") {
        return Goal{lower == "delete" ? Goal::Kind::deleted : Goal::Kind::exists};
    }
    return parse_content(word);
}

}  // namespace

Goal parse_wait_goal(const std::string& word) {
    if (auto goal = parse_presence(word)) {
        return *goal;
    }
    throw UsageError("unrecognized condition: " + go_quote(word));
}

Goal parse_status_goal(const std::string& word) {
    const auto lower = to_lower(word);
    if (lower == "current" || lower == "complete") {
        return Goal{lower == "current" ? Goal::Kind::current : Goal::Kind::complete};
    }
    if (lower == "deleted" || lower == "exists") {
        return Goal{lower == "deleted" ? Goal::Kind::deleted : Goal::Kind::exists};
    }
    if (auto goal = parse_presence(word)) {
        check_name(*goal);
        return *goal;
    }
    throw UsageError("unrecognized condition: " + go_quote(word) +
                     ", must be one of: current, complete, deleted, exists, condition=NAME[=VALUE], "
                     "jsonpath=EXPRESSION[=VALUE]");
}

Goal parse_failure(const std::string& word) {
    if (to_lower(word) == "failed") {
        return Goal{Goal::Kind::failed};
    }
    if (auto goal = parse_content(word)) {
        check_name(*goal);
        return *goal;
    }
    throw UsageError("unrecognized condition: " + go_quote(word) +
                     ", must be one of: failed, none, condition=NAME[=VALUE], jsonpath=EXPRESSION[=VALUE]");
}

}  // namespace yare
