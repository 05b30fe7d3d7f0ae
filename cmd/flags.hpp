// The flag grammar of kubectl (spf13/pflag): parsed to the letter, so that what is accepted and what is said
// about what is not are the same. CLI11 was measured against it and differs (`-A=false`, `-o=json`, flags
// that repeat, words of errors).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace yare {

enum class FlagType {
    boolean,    // --flag, --flag=false
    text,       // the last one counts
    list,       // repeatable, each cut at commas outside of quotes
    array,      // repeatable, taken whole
    integer,    // 64 bit, decimal, octal, hexadecimal
    integer32,  // the same, 32 bit
    duration,   // Go's: 300ms, 1m30s, 0
};

/// One flag. Its texts stand in help, man page and completions.
struct FlagSpec {
    const char* name;
    char shorthand;  // 0: none
    FlagType type;
    const char* default_text;  // as help shows it
    const char* help;
    /// The value when the flag stands alone, for a flag that can: then its value must come behind `=` (pflag:
    /// NoOptDefVal).
    const char* alone = nullptr;
};

using FlagTable = std::span<const FlagSpec>;

/// What was found on a command line.
class ParsedFlags {
  public:
    /// Whether the flag was there, be it with an empty list.
    bool given(std::string_view name) const;
    /// The last value; nothing when the flag was not given.
    std::optional<std::string> text(std::string_view name) const;
    std::string text_or(std::string_view name, std::string_view otherwise) const;
    bool is_true(std::string_view name, bool otherwise = false) const;
    std::optional<long long> integer(std::string_view name) const;
    /// All values of a list (cut at commas) or an array.
    std::vector<std::string> values(std::string_view name) const;
    /// Only the flags of `table`: where a verb has a flag of a global one's name, the two are apart.
    ParsedFlags only(FlagTable table) const;
    /// How many arguments are no command: those before `--`, all without it (cobra's ArgsLenAtDash).
    std::size_t plain_arguments() const { return dash_at.value_or(arguments.size()); }

    std::vector<std::string> arguments;  // everything that is no flag, in order
    bool help = false;                   // -h or --help
    std::optional<std::size_t> dash_at;  // how many arguments stood before `--`

  private:
    friend class FlagParser;
    std::vector<std::pair<const FlagSpec*, std::string>> found_;
    std::vector<const FlagSpec*> given_;  // also those whose list is empty
};

/// A flag that does not exist, and what may have been meant: text to put behind the message, may be empty.
class UnknownFlag : public UsageError {
  public:
    UnknownFlag(const std::string& message, std::string suggestion)
        : UsageError(message), suggestion_(std::move(suggestion)) {}
    const std::string& suggestion() const { return suggestion_; }

  private:
    std::string suggestion_;
};

/// Parses `args` against the tables. Flags and arguments may mix; `--` ends the flags. Throws UsageError with
/// pflag's words
/// (UnknownFlag `unknown flag: --foo`, `flag needs an argument: 'o' in -o`, `invalid argument "x" for
/// "--chunk-size" flag: ...`).
ParsedFlags parse_flags(const std::vector<std::string>& args, const std::vector<FlagTable>& tables);

/// As parse_flags, but stops at the first argument and puts it and the rest of `args` into `arguments`: for
/// what stands before the verb.
ParsedFlags parse_leading_flags(const std::vector<std::string>& args, const std::vector<FlagTable>& tables);

}  // namespace yare
