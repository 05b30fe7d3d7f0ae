// Regular expressions in the syntax of Go's regexp (RE2's), matched in time linear in the text: no pattern
// and no text can make it hang or recurse.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace yare {

/// A compiled pattern; cheap to copy, and safe to use from several threads.
///
/// Known: literals, `.`, classes `[a-z]` `[^x]` `[[:alpha:]]`, \d \w \s \D \W \S, \pL \p{Nd} (letters and
/// digits only), \b \B \A \z ^ $, groups `(...)` `(?:...)` `(?P<name>...)`, flags `(?i)` `(?m)` `(?s)`
/// `(?U)`,
/// `|`, `*` `+` `?` `{m,n}` and their lazy forms, \Q...\E, \n \t \x41 \x{1F600} \101. Letter case is ignored
/// for ASCII, Latin, Greek and Cyrillic. A byte that is no UTF-8 counts as U+FFFD.
class Regex {
  public:
    struct Options {
        bool ignore_case = false;  // (?i)
        bool multi_line = false;   // (?m): ^ and $ match at lines, too
        bool dot_all = false;      // (?s): . matches \n
    };

    /// Throws Error in Go's words: "error parsing regexp: missing closing ): `(a`". Repetitions beyond 1000,
    /// nesting beyond 1000 and programs beyond 20,000 instructions are refused.
    explicit Regex(std::string_view pattern, Options options);
    explicit Regex(std::string_view pattern) : Regex(pattern, Options{}) {}

    /// Where a match lies: bytes [begin, end) of the text.
    struct Match {
        std::size_t begin;
        std::size_t end;
        bool operator==(const Match&) const = default;
    };

    /// The leftmost match that begins at or behind byte `from` (of those that begin there, the one that the
    /// pattern prefers, as in Perl). What stands before `from` still counts for ^ and \b.
    std::optional<Match> find(std::string_view text, std::size_t from = 0) const;

    /// Whether `text` holds a match.
    bool matches(std::string_view text) const;

  private:
    std::shared_ptr<const struct RegexProgram> program_;
};

}  // namespace yare
