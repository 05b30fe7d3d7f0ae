#include "output/jsonpath/evaluator.hpp"

#include <algorithm>

#include "output/jsonpath/go_value.hpp"

namespace yare::jsonpath {

namespace {

std::int64_t wrapping_sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

Value literal(const Node& node) {
    switch (node.kind) {
        case Node::Kind::integer:
            return node.integer;
        case Node::Kind::floating:
            return node.floating;
        case Node::Kind::boolean:
            return node.boolean;
        default:
            return std::string_view(node.name);
    }
}

std::string out_of_bounds(std::int64_t index, std::int64_t length) {
    return "array index out of bounds: index " + std::to_string(index) + ", length " + std::to_string(length);
}

}  // namespace

SliceBounds bounds_of(const Slice& slice, std::size_t size) {
    const auto length = static_cast<std::int64_t>(size);
    SliceBounds bounds;
    bounds.begin = slice.start < 0 ? wrapping_sum(slice.start, length) : slice.start;
    bounds.end = slice.has_stop ? slice.stop : length;
    if (bounds.end < 0 || (bounds.end == 0 && slice.derived)) {
        bounds.end = wrapping_sum(bounds.end, length);
    }
    if (bounds.begin == bounds.end) {
        bounds.is_empty = true;
    } else if (bounds.begin >= length || bounds.begin < 0) {
        bounds.error = out_of_bounds(bounds.begin, length);
    } else if (bounds.end > length || bounds.end < 0) {
        bounds.error = out_of_bounds(wrapping_sum(bounds.end, -1), length);
    } else if (bounds.begin > bounds.end) {
        bounds.error = "starting index " + std::to_string(bounds.begin) + " is greater than ending index " +
                       std::to_string(bounds.end);
    } else if (slice.has_step && slice.step <= 0) {
        bounds.error = "step must be > 0";
    } else if (slice.has_step) {
        bounds.step = slice.step;
    }
    return bounds;
}

void append_children(Values& children, const JsonValue& value) {
    const auto begin = static_cast<std::ptrdiff_t>(children.size());
    bool sorted = true;
    std::string_view last;
    for (auto child = value.first(); child; child = child.next()) {
        sorted = sorted && (children.size() == static_cast<std::size_t>(begin) || last < child.key());
        last = child.key();
        children.emplace_back(child);
    }
    if (!value.is_object() || sorted) {
        return;
    }
    const auto key = [](const Value& child) { return std::get<JsonValue>(child).key(); };
    const auto first = children.begin() + begin;
    std::stable_sort(first, children.end(), [&](const Value& a, const Value& b) { return key(a) < key(b); });
    const auto kept = std::unique(children.rbegin(), std::make_reverse_iterator(first),
                                  [&](const Value& a, const Value& b) { return key(a) == key(b); });
    children.erase(first, kept.base());
}

void select_members(Values& values, std::string_view name) {
    std::size_t kept = 0;
    for (const auto& value : values) {
        if (const auto found = json_of(value).find(name)) {
            values[kept++] = found;
        }
    }
    values.resize(kept);
}

bool Evaluator::fail(std::string message) {
    error_ = std::move(message);
    return false;
}

bool Evaluator::too_many() {
    return fail("too many results: more than " + std::to_string(k_most_values) + " values");
}

bool Evaluator::add(Values& values, const Value& value) {
    if (values.size() >= k_most_values) {
        return too_many();
    }
    values.push_back(value);
    return true;
}

bool Evaluator::path(const Path& path, Values& values) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool finds_below = path[i].kind == Node::Kind::recursive && i + 1 < path.size() &&
                                 path[i + 1].kind == Node::Kind::field;
        if (finds_below) {
            ++i;
        }
        if (finds_below ? !recursive(values, &path[i]) : !node(path[i], values)) {
            return false;
        }
    }
    return true;
}

bool Evaluator::node(const Node& node, Values& values) {
    switch (node.kind) {
        case Node::Kind::text:
            values.assign(1, literal(node));
            return true;
        case Node::Kind::action:
            return path(node.paths.front(), values);
        case Node::Kind::field:
            return field(node.name, values);
        case Node::Kind::identifier:
            return identifier(node, values);
        case Node::Kind::integer:
        case Node::Kind::floating:
        case Node::Kind::boolean:
            std::fill(values.begin(), values.end(), literal(node));
            return true;
        case Node::Kind::slice:
            return slice(node.slice, values);
        case Node::Kind::wildcard:
            return wildcard(values);
        case Node::Kind::recursive:
            return recursive(values, nullptr);
        case Node::Kind::join:
            return join(node, values);
        case Node::Kind::filter:
            return filter(*node.condition, values);
    }
    return true;
}

bool Evaluator::identifier(const Node& node, Values& values) {
    if (node.name == "range") {
        ++begin_range_;
        return true;
    }
    if (node.name != "end") {
        return fail("unrecognized identifier " + node.name);
    }
    values.clear();
    if (in_range_ == 0) {
        return fail("not in range, nothing to end");
    }
    ++end_range_;
    return true;
}

bool Evaluator::field(const std::string& name, Values& values) {
    if (values.empty()) {
        return true;
    }
    select_members(values, name);
    return !values.empty() || options_.allow_missing_keys || fail(name + " is not found");
}

bool Evaluator::slice(const Slice& slice, Values& values) {
    slice_was_empty_ = false;
    Values found;
    for (const auto& value : values) {
        if (is_null(value) || std::holds_alternative<std::monostate>(value)) {
            continue;
        }
        const JsonValue list = json_of(value);
        if (!list.is_array()) {
            return fail(std::string(type_name(value, options_.numbers)) + " is not array or slice");
        }
        const SliceBounds bounds = bounds_of(slice, list.size());
        if (!bounds.error.empty()) {
            return fail(bounds.error);
        }
        if (bounds.is_empty) {
            slice_was_empty_ = true;
            break;
        }
        std::int64_t index = 0;
        for (auto element = list.first(); index < bounds.end; element = element.next(), ++index) {
            const bool taken = index >= bounds.begin && (index - bounds.begin) % bounds.step == 0;
            if (taken && !add(found, element)) {
                return false;
            }
        }
    }
    values = std::move(found);
    return true;
}

bool Evaluator::wildcard(Values& values) {
    Values found;
    std::string decoded;
    for (const auto& value : values) {
        const JsonValue json = json_of(value);
        std::string_view text;
        if (json.is_string()) {
            decoded = json.text();
            text = decoded;
        } else if (const auto* said = std::get_if<std::string_view>(&value)) {
            text = *said;
        }
        for (const char c : text) {
            if (!add(found, static_cast<std::uint8_t>(c))) {
                return false;
            }
        }
        if (json.is_array() || json.is_object()) {
            append_children(found, json);
        }
    }
    values = std::move(found);
    return true;
}

// Everything that holds something: maps, lists, and (Go can index them) strings. With `then_field` only what
// they hold under that name, so that not all of them need memory.
bool Evaluator::recursive(Values& values, const Node* then_field) {
    Values found;
    Values open;
    bool any = false;
    for (const auto& value : values) {
        open.assign(1, value);
        while (!open.empty()) {
            const Value at = open.back();
            open.pop_back();
            const JsonValue json = json_of(at);
            const auto* said = std::get_if<std::string_view>(&at);
            const bool holds_bytes = (json.is_string() && !json.raw().empty()) || (said && !said->empty());
            if (!holds_bytes && (json.is_string() || json.size() == 0)) {
                continue;
            }
            any = true;
            const JsonValue member = then_field == nullptr ? JsonValue() : json.find(then_field->name);
            if ((then_field == nullptr || member) &&
                !add(found, then_field == nullptr ? at : Value(member))) {
                return false;
            }
            if (json.is_array() || json.is_object()) {
                const auto first = static_cast<std::ptrdiff_t>(open.size());
                append_children(open, json);
                std::reverse(open.begin() + first, open.end());
            }
        }
    }
    values = std::move(found);
    const bool missing = then_field != nullptr && any && values.empty() && !options_.allow_missing_keys;
    return !missing || fail(then_field->name + " is not found");
}

bool Evaluator::join(const Node& node, Values& values) {
    Values found;
    for (const auto& each : node.paths) {
        Values part = values;
        if (!path(each, part)) {
            return false;
        }
        if (found.size() + part.size() > k_most_values) {
            return too_many();
        }
        found.insert(found.end(), part.begin(), part.end());
    }
    values = std::move(found);
    return true;
}

bool Evaluator::filter(const Condition& condition, Values& values) {
    Values found;
    for (const auto& value : values) {
        const JsonValue list = json_of(value);
        if (!list.is_array()) {
            // kubectl shows the whole value here; a secret's, perhaps. Its type says what is wrong.
            const std::string shown = is_null(value) ? "<nil>"
                                      : std::holds_alternative<std::monostate>(value)
                                          ? "<invalid reflect.Value>"
                                          : std::string(type_name(value, options_.numbers));
            return fail(shown + " is not array or slice and cannot be filtered");
        }
        for (auto element = list.first(); element; element = element.next()) {
            const Answer answer = check(condition, element);
            if (answer == Answer::failed_comparing) {
                values = std::move(found);
                return false;
            }
            if (answer == Answer::failed || (answer == Answer::yes && !add(found, element))) {
                return false;
            }
        }
    }
    values = std::move(found);
    return true;
}

void Evaluator::apply(const Node& each, Values& values) {
    if (!node(each, values)) {
        throw Error(error_);
    }
}

bool Evaluator::holds(const Condition& condition, const JsonValue& element) {
    const Answer answer = check(condition, element);
    if (answer != Answer::yes && answer != Answer::no) {
        throw Error(error_);
    }
    return answer == Answer::yes;
}

}  // namespace yare::jsonpath
