// The text of a line as a person is to see it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/regex.hpp"
#include "logs/style.hpp"

namespace yare {

/// Makes a line harmless and shows matches in it, as a LogStyle says.
///
/// Harmless: every control but tab is shown (base/terminal.hpp), a carriage return at the end is dropped;
/// colours (SGR) pass where `color`, and end with the line; without `color` they are dropped.
///
/// Matches (where `color`) are bold and red. They are those of the pattern in the first part as it came;
/// what belongs to an escape sequence within one is left as it is, and colours that were set before it go on
/// behind it. At most k_most_matches are looked for in a line (an empty one counts, and is not shown).
class LineText {
  public:
    static constexpr std::size_t k_most_matches = 4096;

    /// `style` must outlive it.
    explicit LineText(const LogStyle& style);

    /// Whether lines are left as they come.
    bool is_verbatim() const { return is_verbatim_; }

    /// A line begins; `message` is its first part, given to add() next.
    void begin(std::string& out, std::string_view message);

    /// Appends more of the line, without newline. Nothing is shown as cut that goes on in the next part.
    void add(std::string& out, std::string_view text, bool last) {
        if (is_verbatim_) {
            out.append(text);
        } else {
            walk(out, text, last);
        }
    }

  private:
    void walk(std::string& out, std::string_view text, bool last);
    void pass(std::string& out, std::string_view text, bool last);
    std::size_t escape(std::string& out, std::string_view text, bool last);
    void stretch(std::string& out, std::string_view text);
    void plain(std::string& out, std::string_view text);
    void flush(std::string& out);
    void colored(std::string& out, std::string_view sgr);
    void next_match();

    const LogStyle& style_;
    bool is_verbatim_;
    bool highlights_;
    bool colored_ = false;  // the container set a colour in this line
    std::string held_;      // the end of the last part: an escape sequence without its end, a carriage return
    std::string utf8_;      // the beginning of a character

    std::string_view message_;  // the part in which matches are shown; empty in the next
    std::optional<Regex::Match> match_;
    std::size_t matches_ = 0;
    std::string colors_;  // that are set
};

}  // namespace yare
