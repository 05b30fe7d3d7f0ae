// A cursor over a template, or over a piece of one that is parsed by itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "output/jsonpath/parser.hpp"

namespace yare::jsonpath {

constexpr char32_t k_end = 0xffffffff;  // of the text

bool is_terminator(char32_t code);    // ends a name
bool is_alphanumeric(char32_t code);  // begins one

class Scanner {
  public:
    /// `origin` is where `text` would begin in the whole template (before its begin for a piece in braces
    /// that are not there).
    Scanner(std::string_view text, std::ptrdiff_t origin, std::size_t whole_size)
        : text_(text), origin_(origin), whole_size_(whole_size) {}

    std::size_t at() const { return at_; }
    void move_to(std::size_t at) { at_ = at; }
    bool at_end() const { return at_ >= text_.size(); }
    std::string_view text() const { return text_; }
    std::string_view between(std::size_t begin, std::size_t end) const {
        return text_.substr(begin, end - begin);
    }
    bool looking_at(std::string_view word) const { return text_.substr(at_, word.size()) == word; }
    /// The byte at the cursor; 0 at the end.
    char byte() const { return at_end() ? '\0' : text_[at_]; }

    /// The next character (U+FFFD for a byte that is no UTF-8) or k_end; next() passes it.
    char32_t peek() const;
    char32_t next();

    /// Where the byte at `at` stands in the whole template.
    std::size_t place(std::size_t at) const;
    [[noreturn]] void fail(const std::string& message, std::size_t at) const;

  private:
    std::size_t width(char32_t& code) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::ptrdiff_t origin_;
    std::size_t whole_size_;
};

}  // namespace yare::jsonpath
