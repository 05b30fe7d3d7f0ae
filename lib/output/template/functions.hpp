// The functions that templates can call: Go's predefined ones, and kubectl's exists and base64decode.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "output/template/value.hpp"

namespace yare::gotemplate {

/// Bounds what templates make: the texts that functions return.
class TextBudget {
  public:
    static constexpr std::size_t k_most = std::size_t{1} << 28;       // bytes of one text
    static constexpr std::size_t k_most_live = std::size_t{1} << 30;  // bytes of all that are still held

    /// `text` as a value, counted until the value and all its copies are gone. Throws Error when it is too
    /// much.
    Value hold(std::string text);

  private:
    std::size_t live_ = 0;
};

/// Go's type of a parameter.
enum class Parameter {
    any,    // interface {}
    whole,  // reflect.Value: interfaces and missing values arrive as they are
    string,
    untyped  // the operand of a field access
};

struct CallContext {
    TextBudget& budget;
    std::string_view callee;  // for `call`: its first argument as it stands in the template
};

struct Function {
    std::string_view name;
    Parameter fixed_type;
    std::size_t fixed_count;
    bool is_variadic;
    Parameter variadic_type;
    /// Throws Error with what Go's function returns as its error. Null for `and` and `or`, which do not
    /// evaluate all of their arguments.
    Value (*run)(CallContext& context, std::vector<Value>& args);
};

/// Null when there is no function of that name.
const Function* find_function(std::string_view name);

/// Comparisons (eq, ne, lt, le, gt, ge), with Go's errors for what cannot be compared.
bool equal_to_any(const std::vector<Value>& args);
bool less(const Value& a, const Value& b);

/// Go's html, js, and base64.StdEncoding.DecodeString (which throws Error for what is no base64).
std::string escape_html(std::string_view text);
std::string escape_js(std::string_view text);
std::string decode_base64(std::string_view text);

}  // namespace yare::gotemplate
