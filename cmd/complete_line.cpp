#include "complete_line.hpp"

#include <algorithm>

#include "flag_tables.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_help_and_version[] = {
    {"help", 'h', FlagType::boolean, "false", "Say what the command does"},
    {"version", 0, FlagType::boolean, "false", "Print the version"},
};

using Place = UnfinishedLine::Place;
using Words = std::vector<std::string>;

// strconv.ParseBool
bool is_true_text(std::string_view text) {
    return text == "true" || text == "1" || text == "t" || text == "T" || text == "TRUE" || text == "True";
}

bool stands_alone(const FlagSpec& flag) { return flag.type == FlagType::boolean || flag.alone != nullptr; }

template <class Matches>
const FlagSpec* find_flag(const std::vector<FlagTable>& tables, const Matches& matches) {
    for (const auto& table : tables) {
        for (const auto& flag : table) {
            if (matches(flag)) {
                return &flag;
            }
        }
    }
    return nullptr;
}

const FlagSpec* find_long(const std::vector<FlagTable>& tables, std::string_view name) {
    return find_flag(tables, [&](const FlagSpec& flag) { return name == flag.name; });
}

const FlagSpec* find_short(const std::vector<FlagTable>& tables, char letter) {
    return find_flag(tables, [&](const FlagSpec& flag) { return flag.shorthand == letter; });
}

/// `-Aojson`: what the letters of a word say.
struct ShortFlags {
    std::vector<const FlagSpec*> alone;
    const FlagSpec* valued = nullptr;  // the last one, that takes a value
    std::size_t value_at = 0;          // where in the word its value begins; the word's size: nowhere
    bool has_equals = false;
    bool is_known = true;
};

ShortFlags read_short_flags(const std::vector<FlagTable>& tables, std::string_view word) {
    ShortFlags out;
    for (std::size_t at = 1; at < word.size(); ++at) {
        const auto* flag = find_short(tables, word[at]);
        const bool has_equals = at + 1 < word.size() && word[at + 1] == '=';
        if (flag == nullptr) {
            out.is_known = false;
            return out;
        }
        if (has_equals || !stands_alone(*flag)) {
            out.valued = flag;
            out.has_equals = has_equals;
            out.value_at = at + (has_equals ? 2 : 1);
            return out;
        }
        out.alone.push_back(flag);
    }
    return out;
}

// Walks over the words as the parser of flags does.
class LineReader {
  public:
    LineReader(const Words& words, UnfinishedLine& line) : words_(words), line_(line) {}

    // Finds the verb and takes its words out.
    void find_verb_words() {
        for (;;) {
            const auto tables = tables_for(line_.verb);
            const auto at = first_argument(tables);
            if (at == words_.size()) {
                line_.may_name_verb = true;
                return;
            }
            const bool is_help = line_.verb == nullptr && !line_.is_help && words_[at] == "help";
            const auto* inner = is_help ? nullptr : find_verb(words_[at], line_.verb);
            if (inner == nullptr && !is_help) {
                line_.may_name_verb = false;
                return;
            }
            line_.is_help = line_.is_help || is_help;
            line_.verb = inner;
            words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(at));
            if (inner != nullptr && verbs_behind(inner).empty()) {
                return;
            }
        }
    }

    // Sorts out flags and arguments.
    void read() {
        const auto tables = tables_for(line_.verb);
        for (std::size_t at = 0; at < words_.size(); ++at) {
            const auto& word = words_[at];
            if (line_.flags_ended || word.size() < 2 || word[0] != '-') {
                line_.arguments.push_back(word);
            } else if (word == "--") {
                line_.flags_ended = true;
            } else if (const auto* waiting = note_flags(tables, word)) {
                ++at;
                if (at == words_.size()) {
                    line_.place = Place::flag_value;
                    line_.flag = waiting;
                } else {
                    line_.flags.push_back({waiting, words_[at]});
                }
            }
        }
    }

  private:
    // The place of the first word that is neither a flag nor its value; the end where there is none or `--`
    // comes before it.
    std::size_t first_argument(const std::vector<FlagTable>& tables) {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            const auto& word = words_[at];
            if (word == "--") {
                return words_.size();
            }
            if (word.size() < 2 || word[0] != '-') {
                return at;
            }
            at += takes_next(tables, word) != nullptr ? 1 : 0;
        }
        return words_.size();
    }

    // The flag in `word` whose value is the next word.
    static const FlagSpec* takes_next(const std::vector<FlagTable>& tables, const std::string& word) {
        if (word.starts_with("--")) {
            const auto* flag =
                word.find('=') == std::string::npos ? find_long(tables, word.substr(2)) : nullptr;
            return flag == nullptr || stands_alone(*flag) ? nullptr : flag;
        }
        const auto letters = read_short_flags(tables, word);
        return letters.value_at == word.size() && !letters.has_equals ? letters.valued : nullptr;
    }

    void note(const FlagSpec* flag, std::string value) {
        if (flag != nullptr) {
            line_.flags.push_back({flag, std::move(value)});
        }
    }

    // Notes the flags of a word but the one whose value comes next, which it returns.
    const FlagSpec* note_flags(const std::vector<FlagTable>& tables, const std::string& word) {
        const auto* waiting = takes_next(tables, word);
        const auto equals = word.find('=');
        if (word.starts_with("--")) {
            if (equals != std::string::npos) {
                note(find_long(tables, word.substr(2, equals - 2)), word.substr(equals + 1));
            } else if (const auto* flag = find_long(tables, word.substr(2)); flag != waiting) {
                note(flag, flag == nullptr || flag->alone == nullptr ? "true" : flag->alone);
            }
            return waiting;
        }
        const auto letters = read_short_flags(tables, word);
        for (const auto* flag : letters.alone) {
            note(flag, flag->alone == nullptr ? "true" : flag->alone);
        }
        if (letters.valued != nullptr && waiting == nullptr) {
            note(letters.valued, word.substr(letters.value_at));
        }
        return waiting;
    }

    Words words_;
    UnfinishedLine& line_;
};

// What is wanted at the cursor where flags may still stand there.
void read_cursor(UnfinishedLine& line, const std::string& word) {
    const auto tables = tables_for(line.verb);
    const auto equals = word.find('=');
    if (word.starts_with("--") && equals != std::string::npos) {
        // As cobra: the script puts `--flag=` back.
        line.flag = find_long(tables, word.substr(2, equals - 2));
        line.place = line.flag == nullptr ? Place::nothing : Place::flag_value;
        line.current = word.substr(equals + 1);
        return;
    }
    if (word.starts_with("--") || word == "-") {
        line.place = Place::flag_name;
        return;
    }
    const auto letters = read_short_flags(tables, word);
    if (!letters.is_known) {
        line.place = Place::nothing;
    } else if (letters.valued == nullptr) {
        line.place = Place::whole_flags;
    } else {
        line.place = Place::flag_value;
        line.flag = letters.valued;
        line.current = word.substr(letters.value_at);
        line.before = letters.has_equals ? "" : word.substr(0, letters.value_at);  // `-o=` is put back, too
    }
}

void append_family(const Verb& verb, std::vector<FlagTable>& tables) {
    tables.push_back(verb.flags());
    for (const auto* inner : verbs_behind(&verb)) {
        append_family(*inner, tables);
    }
}

}  // namespace

std::string UnfinishedLine::value(std::string_view name) const {
    const auto found = std::find_if(flags.rbegin(), flags.rend(),
                                    [&](const GivenFlag& given) { return name == given.spec->name; });
    return found == flags.rend() ? "" : found->value;
}

bool UnfinishedLine::has(std::string_view name) const {
    return std::any_of(flags.begin(), flags.end(),
                       [&](const GivenFlag& given) { return name == given.spec->name; });
}

bool UnfinishedLine::is_true(std::string_view name) const { return is_true_text(value(name)); }

Overrides overrides_of(const UnfinishedLine& line) {
    Overrides where;
    const std::pair<std::string_view, std::optional<std::string>*> texts[] = {
        {"kubeconfig", &where.kubeconfig},
        {"context", &where.context},
        {"cluster", &where.cluster},
        {"user", &where.user},
        {"namespace", &where.namespace_name},
        {"server", &where.server},
        {"tls-server-name", &where.tls_server_name},
        {"certificate-authority", &where.certificate_authority},
        {"client-certificate", &where.client_certificate},
        {"client-key", &where.client_key},
        {"token", &where.token},
        {"username", &where.username},
        {"password", &where.password},
        {"as", &where.as},
        {"as-uid", &where.as_uid},
        {"cache-dir", &where.cache_dir},
        {"kuberc", &where.kuberc},
    };
    for (const auto& [flag, value] : line.flags) {
        const std::string_view name = flag->name;
        if (!is_global(*flag)) {
            continue;  // `create rolebinding` has a --user of its own
        }
        if (name == "as-group") {
            where.as_groups.push_back(value);
        } else if (name == "as-user-extra") {
            where.as_user_extra.push_back(value);
        } else if (name == "insecure-skip-tls-verify") {
            where.insecure_skip_tls_verify = is_true_text(value);
        } else if (name == "disable-compression") {
            where.disable_compression = is_true_text(value);
        }
        for (const auto& [text, field] : texts) {
            if (name == text) {
                *field = value;
            }
        }
    }
    return where;
}

bool is_global(const FlagSpec& spec) {
    const auto table = global_flags();
    return std::any_of(table.begin(), table.end(), [&](const FlagSpec& each) { return &each == &spec; });
}

std::vector<FlagTable> tables_for(const Verb* verb) {
    std::vector<FlagTable> tables;
    if (verb != nullptr) {
        append_family(*verb, tables);
        tables.insert(tables.begin() + 1, global_flags());
    } else {
        tables.push_back(global_flags());
        for (const auto* each : verbs()) {
            tables.push_back(each->flags());
        }
    }
    tables.emplace_back(k_help_and_version);
    return tables;
}

UnfinishedLine read_unfinished(const std::vector<std::string>& words, const std::string& current) {
    UnfinishedLine line;
    LineReader reader(words, line);
    reader.find_verb_words();
    reader.read();
    line.current = current;
    if (line.place == Place::argument && !line.flags_ended && current.starts_with('-')) {
        read_cursor(line, current);
    } else if (line.flags_ended) {
        line.may_name_verb = false;
    }
    return line;
}

}  // namespace yare
