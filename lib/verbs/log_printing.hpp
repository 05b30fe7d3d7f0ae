// One log on its way to standard output.
#pragma once

#include <string>
#include <string_view>

#include "logs/byte_limit.hpp"
#include "logs/line_printer.hpp"
#include "verbs/log_output.hpp"

namespace yare {

/// For logs that are read once. Writes end with a line wherever lines are of a size that can be held, so that
/// who is stopped between two writes leaves no half line.
class LogPrinting {
  public:
    /// `style` and `output` must outlive it.
    LogPrinting(const LogStyle& style, LogOutput& output, const std::string& pod,
                const std::string& container, ByteLimit limit);

    /// False: no line that may still come is wanted. Throws OutputError.
    bool take(std::string_view piece);
    /// The same for a line, or a part of one, that was cut out already. It may wait for flush().
    void print(const LinePart& part);
    /// The log has ended, or broken off.
    void finish();
    void flush();

  private:
    void pass(std::string_view piece);
    bool is_over() const;

    const LogStyle& style_;
    LogOutput& output_;
    std::size_t log_;  // its number there
    LineReader reader_;
    LinePrinter printer_;
    ByteLimit limit_;
    std::string batch_;
    std::string held_;  // the start of a line, of bytes that pass as they are
};

}  // namespace yare
