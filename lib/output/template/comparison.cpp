// eq and lt, from which the other comparisons follow.
#include "output/template/format.hpp"
#include "output/template/functions.hpp"

namespace yare::gotemplate {

namespace {

enum class Basic { none, boolean, complex, signed_integer, real, string, unsigned_integer };

Basic basic_kind(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::boolean:
            return Basic::boolean;
        case Value::Kind::integer:
        case Value::Kind::int64:
            return Basic::signed_integer;
        case Value::Kind::uint8:
            return Basic::unsigned_integer;
        case Value::Kind::float64:
            return Basic::real;
        case Value::Kind::complex:
            return Basic::complex;
        case Value::Kind::string:
            return Basic::string;
        default:
            return Basic::none;
    }
}

bool are_integral(const Value& a, const Value& b) { return a.is_integral() && b.is_integral(); }

[[noreturn]] void fail_incompatible(const Value& a, const Value& b) {
    throw Error("incompatible types for comparison: " + std::string(a.type_name()) + " and " +
                std::string(b.type_name()));
}

// Lists, maps and nothing: all that can be asked is whether they are there.
bool equal_presence(const Value& a, const Value& b) {
    if (!a.is_valid() || !b.is_valid()) {
        return a.is_valid() == b.is_valid();
    }
    if (a.kind() != b.kind()) {
        throw Error("non-comparable types " + for_error(a, 's') + ": " + std::string(a.type_name()) + ", " +
                    std::string(b.type_name()) + ": " + for_error(b, 'v'));
    }
    throw Error("non-comparable type " + for_error(b, 's') + ": " + std::string(b.type_name()));
}

bool equal(const Value& a, const Value& b) {
    const Basic kind = basic_kind(a);
    if (are_integral(a, b)) {
        return a.as_integer() == b.as_integer();
    }
    if (kind != basic_kind(b)) {
        if (a.is_valid() && b.is_valid()) {
            fail_incompatible(a, b);
        }
        return false;
    }
    switch (kind) {
        case Basic::boolean:
            return a.as_bool() == b.as_bool();
        case Basic::real:
        case Basic::complex:
            return a.real() == b.real() && a.imaginary() == b.imaginary();
        case Basic::string:
            return a.text() == b.text();
        default:
            return equal_presence(a, b);
    }
}

}  // namespace

bool equal_to_any(const std::vector<Value>& args) {
    if (args.size() < 2) {
        throw Error("missing argument for comparison");
    }
    const Value first = args[0].concrete();
    for (std::size_t i = 1; i < args.size(); ++i) {
        if (equal(first, args[i].concrete())) {
            return true;
        }
    }
    return false;
}

bool less(const Value& left, const Value& right) {
    const Value a = left.concrete();
    const Value b = right.concrete();
    const Basic kind = basic_kind(a);
    if (kind == Basic::none || basic_kind(b) == Basic::none) {
        throw Error("invalid type for comparison");
    }
    if (are_integral(a, b)) {
        return a.as_integer() < b.as_integer();
    }
    if (kind != basic_kind(b)) {
        fail_incompatible(a, b);
    }
    if (kind == Basic::boolean || kind == Basic::complex) {
        throw Error("invalid type for comparison");
    }
    return kind == Basic::string ? a.text() < b.text() : a.real() < b.real();
}

}  // namespace yare::gotemplate
