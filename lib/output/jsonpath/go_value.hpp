// Values as Go sees, compares and prints them.
#pragma once

#include <string>
#include <string_view>

#include "output/jsonpath/jsonpath.hpp"

namespace yare::jsonpath {

/// A value that Go can compare; for the others `invalid`.
struct Comparable {
    enum class Kind : std::uint8_t { invalid, boolean, integer, natural, floating, string };
    Kind kind = Kind::invalid;
    bool boolean = false;
    std::int64_t integer = 0;  // a natural, too: it is a byte
    double floating = 0;
    std::string_view string;
    std::string decoded;  // what `string` may point to
};

/// Integer or float64, as Go has decoded a JSON number. Throws Error for one that no float64 can hold.
struct Number {
    bool is_integer = false;
    std::int64_t integer = 0;
    double floating = 0;
};
Number read_number(std::string_view raw, JsonNumbers numbers);

/// Throws Error for a number that no float64 can hold.
void read_comparable(Comparable& out, const JsonPathValue& value, JsonNumbers numbers);

/// Left OPERATOR right as text/template compares. Returns false after setting `error` to its words; `sign` is
/// one of the six operators.
bool compare(const Comparable& left, std::string_view sign, const Comparable& right, bool& result,
             std::string& error);

/// The name of its Go type: `map[string]interface {}`, `int64`, ...
std::string_view type_name(const JsonPathValue& value, JsonNumbers numbers);

/// Appends fmt.Sprint: maps as `map[a:1 b:2]`, lists as `[1 2]`, null as `<nil>`.
void append_sprint(std::string& out, const JsonPathValue& value, JsonNumbers numbers);

/// Appends what -o jsonpath prints: lists and maps as JSON, null as `null`, the rest as fmt.Sprint does.
void append_printed(std::string& out, const JsonPathValue& value, JsonNumbers numbers);

/// Appends indented JSON at `level`, as jsonpath-as-json prints.
void append_json(std::string& out, const JsonPathValue& value, int level);

/// Appends a float64 as Go's fmt prints it with %v: shortest form, with an exponent below 1e-4 and from 1e6
/// on.
void append_go_float(std::string& out, double value);

}  // namespace yare::jsonpath
