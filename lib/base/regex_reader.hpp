// Inside of Regex: characters and classes as they are written in a pattern.
#pragma once

#include <string>
#include <string_view>

#include "base/regex_classes.hpp"

namespace yare {

/// A letter, a digit or an underscore (ASCII).
bool is_regex_word(char c);

class RegexReader {
  protected:
    explicit RegexReader(std::string_view pattern) : rest_(pattern) {}

    /// Throws Error with Go's words.
    [[noreturn]] static void fail(const std::string& what, std::string_view where);

    bool take(std::string_view word);
    char32_t take_code();
    /// What has been read since `before`, which was rest_ then.
    std::string_view since(std::string_view before) const;

    /// \d and its like, \pL and its like: adds them to `ranges`. False when there stands something else.
    bool escaped_class(RegexClass& ranges, bool fold);
    /// One escaped character: \n, \x41, \., ...
    char32_t escaped_code();
    /// [...]
    RegexClass bracket_class(bool fold);

    std::string_view rest_;

  private:
    void unicode_class(RegexClass& ranges, bool negated, std::string_view before);
    char32_t hexadecimal(std::string_view before);
    void class_range(RegexClass& ranges, std::string_view whole, bool fold);
    char32_t class_code(std::string_view whole);
    bool posix_class(RegexClass& ranges, bool fold);
};

}  // namespace yare
