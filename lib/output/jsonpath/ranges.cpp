// The actions of a template one after the other, and again for each value of a range.
#include "output/jsonpath/evaluator.hpp"

namespace yare::jsonpath {

namespace {

constexpr int k_deepest_range = 500;
constexpr std::size_t k_most_odd_steps = 1'000'000;  // of a template whose ranges are not balanced

}  // namespace

JsonPathGroups Evaluator::find_all(const JsonValue& root) {
    begin_range_ = in_range_ = end_range_ = 0;
    last_end_ = found_ = steps_ = 0;
    JsonPathGroups groups;
    if (!find(0, root, groups, 0)) {
        throw Error(error_);
    }
    return groups;
}

JsonPathGroups Evaluator::find_in_range(std::size_t from, const Value& value) {
    begin_range_ = end_range_ = 0;
    in_range_ = 1;
    last_end_ = found_ = steps_ = 0;
    JsonPathGroups groups;
    if (!find(from, is_null(value) ? Value() : value, groups, 0)) {
        throw Error(error_);
    }
    return groups;
}

bool Evaluator::find(std::size_t from, const Value& value, JsonPathGroups& groups, int depth) {
    if (depth > k_deepest_range) {
        return fail("ranges nested too deeply");
    }
    const Path& nodes = template_.nodes;
    for (std::size_t i = from; i < nodes.size(); ++i) {
        if (!template_.balanced && ++steps_ > k_most_odd_steps) {
            return fail("too many steps: a range has no end");
        }
        Values results{value};
        if (!node(nodes[i], results)) {
            return false;
        }
        if (end_range_ > 0 && end_range_ <= in_range_) {
            --end_range_;
            last_end_ = i;
            return true;
        }
        if (begin_range_ == 0) {
            found_ += results.size() + 1;
            if (found_ > k_most_values) {
                return too_many();
            }
            groups.push_back(std::move(results));
            continue;
        }
        --begin_range_;
        ++in_range_;
        if (!find_each(i + 1, results, groups, depth)) {
            return false;
        }
        --in_range_;
        // Goes on behind the end that was met last, or where none was, with what stands in the range.
        i = last_end_ > i ? last_end_ : i;
    }
    return true;
}

bool Evaluator::find_each(std::size_t at, const Values& values, JsonPathGroups& groups, int depth) {
    if (values.empty()) {
        // kubectl walks the range once over nothing to find its end; what it finds there does not count.
        JsonPathGroups dropped;
        return find(at, Value(), dropped, depth + 1);
    }
    for (const auto& value : values) {
        if (!find(at, is_null(value) ? Value() : value, groups, depth + 1)) {
            return false;
        }
    }
    return true;
}

}  // namespace yare::jsonpath
