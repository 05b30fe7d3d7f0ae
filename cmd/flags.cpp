#include "flags.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/error.hpp"
#include "base/go_duration.hpp"
#include "base/suggestions.hpp"
#include "base/text.hpp"
#include "csv.hpp"

namespace yare {

namespace {

// strconv.ParseBool
std::optional<bool> parse_bool(std::string_view text) {
    for (const std::string_view word : {"1", "t", "T", "TRUE", "true", "True"}) {
        if (text == word) {
            return true;
        }
    }
    for (const std::string_view word : {"0", "f", "F", "FALSE", "false", "False"}) {
        if (text == word) {
            return false;
        }
    }
    return std::nullopt;
}

// strconv.ParseInt with base 0; `too_large` says why there is nothing.
std::optional<long long> parse_integer(std::string_view text, bool* too_large = nullptr) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text.front() == '0') {
        base = 8;
        text.remove_prefix(text[1] == 'o' || text[1] == 'O' ? 2 : 1);
    }
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (too_large != nullptr) {
        *too_large = read.ec == std::errc::result_out_of_range && read.ptr == text.data() + text.size();
    }
    if (text.starts_with('-') || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

std::string flag_words(const FlagSpec& flag) {
    const std::string name = std::string("--") + flag.name;
    return flag.shorthand == 0 ? name : std::string("-") + flag.shorthand + ", " + name;
}

[[noreturn]] void refuse_value(const FlagSpec& flag, std::string_view value, const std::string& why) {
    throw UsageError("invalid argument " + go_quote(value) + " for \"" + flag_words(flag) +
                     "\" flag: " + why);
}

[[noreturn]] void refuse_conversion(const FlagSpec& flag, std::string_view value, const char* function,
                                    bool too_large) {
    refuse_value(flag, value,
                 std::string("strconv.") + function + ": parsing " + go_quote(value) +
                     (too_large ? ": value out of range" : ": invalid syntax"));
}

}  // namespace

class FlagParser {
  public:
    FlagParser(const std::vector<std::string>& args, const std::vector<FlagTable>& tables, bool leading_only)
        : args_(args), tables_(tables), leading_only_(leading_only) {}

    ParsedFlags run() {
        while (at_ < args_.size()) {
            const std::string& arg = args_[at_++];
            if (arg == "--") {
                result_.dash_at = result_.arguments.size();
                take_rest();
            } else if (arg.starts_with("--")) {
                long_flag(std::string_view(arg).substr(2));
            } else if (arg.size() > 1 && arg.front() == '-') {
                short_flags(std::string_view(arg).substr(1));
            } else if (leading_only_) {
                --at_;
                take_rest();
            } else {
                result_.arguments.push_back(arg);
            }
        }
        return std::move(result_);
    }

  private:
    void take_rest() {
        result_.arguments.insert(result_.arguments.end(), args_.begin() + static_cast<std::ptrdiff_t>(at_),
                                 args_.end());
        at_ = args_.size();
    }

    template <class Matches>
    const FlagSpec* find(const Matches& matches) const {
        for (const auto& table : tables_) {
            for (const auto& flag : table) {
                if (matches(flag)) {
                    return &flag;
                }
            }
        }
        return nullptr;
    }

    std::string similar_flags(std::string_view name) const {
        Suggestions suggestions(name);
        for (const auto& table : tables_) {
            for (const auto& flag : table) {
                suggestions.consider(flag.name, std::string("--") + flag.name);
            }
        }
        return suggestions.text();
    }

    void long_flag(std::string_view text) {
        const auto equals = text.find('=');
        const auto name = text.substr(0, equals);
        if (name.empty() || name.front() == '-') {
            throw UsageError("bad flag syntax: --" + std::string(text));
        }
        const auto* flag = find([&](const FlagSpec& spec) { return name == spec.name; });
        if (flag == nullptr && name == "help") {
            result_.help = true;
        } else if (flag == nullptr) {
            throw UnknownFlag("unknown flag: --" + std::string(name), similar_flags(name));
        } else if (equals != std::string_view::npos) {
            store(*flag, text.substr(equals + 1));
        } else if (const char* alone = value_alone(*flag)) {
            store(*flag, alone);
        } else if (at_ < args_.size()) {
            store(*flag, args_[at_++]);
        } else {
            throw UsageError("flag needs an argument: --" + std::string(name));
        }
    }

    void short_flags(std::string_view letters) {
        while (!letters.empty()) {
            const char letter = letters.front();
            // A verb's own flag hides the global one of its name, its letter too (pflag's AddFlagSet).
            const auto* flag = find([&](const FlagSpec& spec) {
                return spec.shorthand == letter && find([&](const FlagSpec& first) {
                                                       return std::string_view(first.name) == spec.name;
                                                   }) == &spec;
            });
            if (flag == nullptr && letter == 'h') {
                result_.help = true;
                return;
            }
            if (flag == nullptr) {
                throw UsageError("unknown shorthand flag: " + quoted(letters) + " in -" +
                                 std::string(letters));
            }
            const auto rest = letters.substr(1);
            if (rest.size() > 1 && rest.front() == '=') {
                store(*flag, rest.substr(1));
                return;
            }
            if (const char* alone = value_alone(*flag)) {
                store(*flag, alone);
                letters = rest;
                continue;
            }
            if (!rest.empty()) {
                store(*flag, rest);
            } else if (at_ < args_.size()) {
                store(*flag, args_[at_++]);
            } else {
                throw UsageError("flag needs an argument: " + quoted(letters) + " in -" +
                                 std::string(letters));
            }
            return;
        }
    }

    static const char* value_alone(const FlagSpec& flag) {
        return flag.type == FlagType::boolean ? "true" : flag.alone;
    }

    static std::string quoted(std::string_view letters) {
        const std::string text = go_quote(letters.substr(0, 1));
        return "'" + text.substr(1, text.size() - 2) + "'";
    }

    void store(const FlagSpec& flag, std::string_view value) {
        result_.given_.push_back(&flag);
        if (flag.type == FlagType::boolean && !parse_bool(value)) {
            refuse_conversion(flag, value, "ParseBool", false);
        }
        bool too_large = false;
        if (is_integer(flag) && !fits(flag, parse_integer(value, &too_large), too_large)) {
            refuse_conversion(flag, value, "ParseInt", too_large);
        }
        if (flag.type == FlagType::duration) {
            check_duration(flag, value);
        }
        if (flag.type == FlagType::list) {
            store_list(flag, value);
            return;
        }
        result_.found_.emplace_back(&flag, value);
    }

    static bool is_integer(const FlagSpec& flag) {
        return flag.type == FlagType::integer || flag.type == FlagType::integer32;
    }

    static bool fits(const FlagSpec& flag, std::optional<long long> value, bool& too_large) {
        using Limits = std::numeric_limits<std::int32_t>;
        if (value && flag.type == FlagType::integer32) {
            too_large = *value < Limits::min() || *value > Limits::max();
            return !too_large;
        }
        return value.has_value();
    }

    static void check_duration(const FlagSpec& flag, std::string_view value) {
        try {
            parse_go_duration(value);
        } catch (const UsageError& error) {
            refuse_value(flag, value, error.what());
        }
    }

    void store_list(const FlagSpec& flag, std::string_view value) {
        try {
            for (auto& field : read_csv_record(value)) {
                result_.found_.emplace_back(&flag, std::move(field));
            }
        } catch (const UsageError& error) {
            refuse_value(flag, value, error.what());
        }
    }

    const std::vector<std::string>& args_;
    const std::vector<FlagTable>& tables_;
    bool leading_only_;
    std::size_t at_ = 0;
    ParsedFlags result_;
};

bool ParsedFlags::given(std::string_view name) const {
    return std::any_of(given_.begin(), given_.end(),
                       [&](const FlagSpec* flag) { return name == flag->name; });
}

std::optional<std::string> ParsedFlags::text(std::string_view name) const {
    for (auto entry = found_.rbegin(); entry != found_.rend(); ++entry) {
        if (name == entry->first->name) {
            return entry->second;
        }
    }
    return std::nullopt;
}

std::string ParsedFlags::text_or(std::string_view name, std::string_view otherwise) const {
    return text(name).value_or(std::string(otherwise));
}

bool ParsedFlags::is_true(std::string_view name, bool otherwise) const {
    const auto value = text(name);
    return value ? parse_bool(*value).value_or(otherwise) : otherwise;
}

std::optional<long long> ParsedFlags::integer(std::string_view name) const {
    const auto value = text(name);
    return value ? parse_integer(*value) : std::nullopt;
}

std::vector<std::string> ParsedFlags::values(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [flag, value] : found_) {
        if (name == flag->name) {
            values.push_back(value);
        }
    }
    return values;
}

ParsedFlags ParsedFlags::only(FlagTable table) const {
    const auto outside = [&](const FlagSpec* flag) {
        return std::none_of(table.begin(), table.end(), [&](const FlagSpec& spec) { return &spec == flag; });
    };
    ParsedFlags kept = *this;
    std::erase_if(kept.found_, [&](const auto& entry) { return outside(entry.first); });
    std::erase_if(kept.given_, outside);
    return kept;
}

ParsedFlags parse_flags(const std::vector<std::string>& args, const std::vector<FlagTable>& tables) {
    return FlagParser(args, tables, false).run();
}

ParsedFlags parse_leading_flags(const std::vector<std::string>& args, const std::vector<FlagTable>& tables) {
    return FlagParser(args, tables, true).run();
}

}  // namespace yare
