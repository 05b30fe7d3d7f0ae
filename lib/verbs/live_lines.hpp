// Lines that show how far something is, while it takes its time.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/streams.hpp"
#include "config/overrides.hpp"

namespace yare {

/// On a terminal: a block of lines, drawn anew over itself. Elsewhere: each line that changed, once.
class LiveLines {
  public:
    /// `environment` TERM=dumb is no terminal to draw on.
    LiveLines(Output& err, bool is_terminal, const Environment& environment);
    /// clear()
    ~LiveLines();
    LiveLines(const LiveLines&) = delete;
    LiveLines& operator=(const LiveLines&) = delete;

    bool draws() const { return draws_; }

    /// Draws these lines in the place of the last ones, as many and as much of each as the terminal has room
    /// for; does nothing where nothing changed.
    void draw(const std::vector<std::string>& lines);

    /// A line for good: above what is drawn.
    void say(const std::string& line);

    /// Takes away what is drawn.
    void clear();

    /// How many lines fit: what does not is to be summed up by the caller.
    std::size_t room() const;

  private:
    std::string erasure() const;

    Output& err_;
    bool draws_;
    std::string drawn_;
};

}  // namespace yare
