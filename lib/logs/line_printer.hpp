// From lines of one container's log to what is written.
#pragma once

#include <optional>
#include <string>

#include "logs/line_reader.hpp"
#include "logs/line_text.hpp"
#include "logs/style.hpp"
#include "logs/timestamp.hpp"

namespace yare {

/// One a stream. Cheap for lines in one part: nothing is allocated that the last line had not needed.
class LinePrinter {
  public:
    /// `style` must outlive it.
    LinePrinter(const LogStyle& style, std::string pod, std::string container);

    /// Appends what is to be written for `part`, newline included where the line had one (always with
    /// `json`); nothing for a line that include, exclude or until leaves out. Parts of a line come in order.
    /// Patterns see the message (without timestamp) as far as the first part holds it; a line without time
    /// is before `until` where the line before it was. With `harmless` the text is safe for a terminal:
    /// a carriage return at the end of a line is dropped, every other control is shown (base/terminal.hpp),
    /// and colours that a container sets end with its line. `json` is harmless always: by JSON's escapes.
    void print(std::string& out, const LinePart& part);

    /// The same where split_stamp() took the line apart already; `line` counts for its first part alone.
    void print(std::string& out, const LinePart& part, const StampedLine& line);

    /// The time of the line that was printed last, or left out; of the one before where it had none.
    std::optional<LogTime> time() const { return time_; }

  private:
    bool is_wanted(const StampedLine& line);
    void begin(std::string& out, const LinePart& part, const StampedLine& line);
    void add(std::string& out, std::string_view text, const LinePart& part);

    const LogStyle& style_;
    std::string head_;  // of each line: the prefix, or how a JSON object begins
    LineText text_;
    bool is_plain_;    // the text of a line is written as it came
    bool chooses_;     // lines, by patterns
    std::string cut_;  // with `json`: the beginning of a character
    std::optional<LogTime> time_;
    bool is_late_ = false;  // not from before `until`
    bool is_shown_ = false;
};

}  // namespace yare
