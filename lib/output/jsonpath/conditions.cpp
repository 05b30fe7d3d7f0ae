// Whether an element passes a filter.
#include "output/jsonpath/evaluator.hpp"
#include "output/jsonpath/go_value.hpp"

namespace yare::jsonpath {

Evaluator::Answer Evaluator::check(const Condition& condition, const JsonValue& element) {
    switch (condition.kind) {
        case Condition::Kind::exists: {
            // An error does not count, only whether it left any value.
            Values values{element};
            path(condition.left, values);
            return values.empty() ? Answer::no : Answer::yes;
        }
        case Condition::Kind::compare:
            return check_compare(condition, element);
        case Condition::Kind::match:
            return check_match(condition, element);
        case Condition::Kind::negated: {
            const Answer answer = check(condition.parts.front(), element);
            return answer == Answer::yes ? Answer::no : answer == Answer::no ? Answer::yes : answer;
        }
        case Condition::Kind::all:
        case Condition::Kind::any: {
            const Answer decisive = condition.kind == Condition::Kind::any ? Answer::yes : Answer::no;
            for (const auto& part : condition.parts) {
                const Answer answer = check(part, element);
                if (answer == decisive || answer == Answer::failed || answer == Answer::failed_comparing) {
                    return answer;
                }
            }
            return decisive == Answer::yes ? Answer::no : Answer::yes;
        }
    }
    return Answer::no;
}

// The one value that `path` leads to; `values` may stay empty.
bool Evaluator::operand(const Path& path_there, const JsonValue& element, Values& values) {
    values.assign(1, element);
    if (!path(path_there, values)) {
        return false;
    }
    return values.size() <= 1 || fail("can only compare one element at a time");
}

Evaluator::Answer Evaluator::check_compare(const Condition& condition, const JsonValue& element) {
    Values left;
    Values right;
    if (!operand(condition.left, element, left)) {
        return Answer::failed;
    }
    if (left.empty()) {
        return Answer::no;
    }
    if (!operand(condition.right, element, right)) {
        return Answer::failed;
    }
    if (right.empty()) {
        return Answer::no;
    }
    Comparable one;
    Comparable other;
    read_comparable(one, left.front(), options_.numbers);
    read_comparable(other, right.front(), options_.numbers);
    bool result = false;
    if (!compare(one, condition.comparison, other, result, error_)) {
        return Answer::failed_comparing;
    }
    return result ? Answer::yes : Answer::no;
}

Evaluator::Answer Evaluator::check_match(const Condition& condition, const JsonValue& element) {
    Values left;
    if (!operand(condition.left, element, left)) {
        return Answer::failed;
    }
    if (left.empty()) {
        return Answer::no;
    }
    Comparable text;
    read_comparable(text, left.front(), options_.numbers);
    if (text.kind != Comparable::Kind::string) {
        fail(text.kind == Comparable::Kind::invalid ? "invalid type for comparison"
                                                    : "incompatible types for comparison");
        return Answer::failed_comparing;
    }
    return condition.pattern->matches(text.string) ? Answer::yes : Answer::no;
}

}  // namespace yare::jsonpath
