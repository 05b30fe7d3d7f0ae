// From lines of one container's log to what is written.
#pragma once

#include <string>

#include "logs/line_reader.hpp"
#include "logs/style.hpp"

namespace yare {

/// One a stream. Cheap for lines in one part: nothing is allocated that the last line had not needed.
class LinePrinter {
  public:
    /// `style` must outlive it.
    LinePrinter(const LogStyle& style, std::string pod, std::string container);

    /// Appends what is to be written for `part`, newline included where the line had one (always with
    /// `json`); nothing for a line that include, exclude or until leaves out. Parts of a line come in order.
    /// Patterns see the message (without timestamp) as far as the first part holds it. With `harmless` the
    /// text is safe for a terminal: carriage returns at the end of a line are dropped, every other control is
    /// shown (base/terminal.hpp), and colours that a container sets end with its line.
    void print(std::string& out, const LinePart& part);

    /// The time of the line that was printed last, or left out; of the one before where it had none.
    std::optional<LogTime> time() const { return time_; }

  private:
    const LogStyle& style_;
    std::string pod_;
    std::string container_;
    std::optional<LogTime> time_;
};

}  // namespace yare
