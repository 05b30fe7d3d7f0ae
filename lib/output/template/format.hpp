// Go's package fmt, for the values of templates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "output/template/value.hpp"

namespace yare::gotemplate {

/// Appends to a text as Go's Sprint, Sprintln and Sprintf would. Throws Error when the text outgrows `limit`.
class Formatter {
  public:
    Formatter(std::string& out, std::size_t limit) : out_(out), limit_(limit) {}

    /// With spaces between operands of which neither is a string.
    void print(const std::vector<Value>& operands);
    /// With spaces between all operands, and a newline.
    void println(const std::vector<Value>& operands);
    /// With verbs, flags, widths and precisions, `[n]` and `*`; what is wrong is shown in the text, as in Go.
    void printf(std::string_view format, const std::vector<Value>& operands);
    /// `%v` of one value, or another verb without flags.
    void value(const Value& operand, char32_t verb = 'v');

  private:
    struct Flags {
        bool has_width = false;
        bool has_precision = false;
        bool minus = false;
        bool plus = false;
        bool sharp = false;
        bool space = false;
        bool zero = false;
        bool sharp_v = false;
        int width = 0;
        int precision = 0;
    };
    struct Directive;
    struct Open;

    // What stands between % and the verb.
    void read_directive(Directive& at);
    void read_flags(Directive& at);
    void read_index(Directive& at);
    void read_width(Directive& at);
    void read_precision(Directive& at);
    void write_directive(Directive& at);
    void write_extra(const std::vector<Value>& operands, std::size_t from);

    void operand(const Value& value, char32_t verb);
    void bad_verb(const Value& value, char32_t verb);
    void scalar(const Value& value, char32_t verb);
    void container(const Value& value, char32_t verb);
    void nested(const Value& value, char32_t verb, std::vector<Open>& open);
    void integer(const Value& value, char32_t verb);
    void number(std::uint64_t value, int base, bool is_signed, char32_t verb, bool upper);
    void code_point(std::uint64_t value);
    void float64(double value, char32_t verb);
    void complex(const Value& value, char32_t verb);
    void string(const Value& value, char32_t verb);
    void hex_bytes(std::string_view bytes, bool upper);
    void address(char32_t verb);
    std::string_view truncated(std::string_view text) const;

    void pad(std::string_view text);
    void padding(std::size_t count);
    void append(std::string_view text);

    std::string& out_;
    std::size_t limit_;
    Flags flags_;
};

/// `value` under `verb` as errors show it: no more than some KB of it.
std::string for_error(const Value& value, char32_t verb);

}  // namespace yare::gotemplate
