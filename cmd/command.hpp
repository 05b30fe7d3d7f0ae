// What a command line says, as a plain value.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/color.hpp"
#include "base/error.hpp"
#include "config/overrides.hpp"
#include "output/format.hpp"
#include "request/config_request.hpp"
#include "request/model.hpp"

namespace yare {

/// A call of the API: where, what, how.
struct ApiCommand {
    Overrides where;
    Request what;
    Format how;
    int verbosity = 0;
    bool warnings_as_errors = false;
    ColorChoice color = ColorChoice::automatic;
    std::vector<std::string> notes;  // lines for stderr about the call itself
};

/// Text that needs no server: help, version.
struct TextCommand {
    std::string text;
    int code = 0;  // to end with
    /// In place of `text`: what is laid out to a number of columns.
    std::function<std::string(std::size_t columns)> layout = nullptr;
    std::string error = {};  // what is wrong with the call, said behind the text; then the code is 1

    std::string shown(std::size_t columns) const { return layout ? layout(columns) : text; }
};

/// A call that works on kubeconfig files.
struct ConfigCommand {
    Overrides where;
    ConfigRequest what;
    Format how = {};
    ColorChoice color = ColorChoice::automatic;
};

struct Process;

/// A call that needs this machine and no server.
struct LocalCommand {
    std::function<int(const Process&)> run;  // returns the exit code
    ColorChoice color = ColorChoice::automatic;
};

using Command = std::variant<ApiCommand, TextCommand, ConfigCommand, LocalCommand>;

/// A call that is wrong: what to say before the error (may be empty) is kubectl's habit for `get` without a
/// type.
class UsageHint : public UsageError {
  public:
    UsageHint(std::string before, const std::string& message)
        : UsageError(message), before_(std::move(before)) {}
    const std::string& before() const { return before_; }

  private:
    std::string before_;
};

/// A call that is wrong: its message is all that is said.
class UsageText : public UsageError {
  public:
    using UsageError::UsageError;
    std::string line() const override { return what(); }
};

/// Parses `args` (without the program's name). `program` is the name to use in messages. Pure: reads nothing,
/// sends nothing. Throws UsageError.
Command parse_command(const std::vector<std::string>& args, const std::string& program);

}  // namespace yare
