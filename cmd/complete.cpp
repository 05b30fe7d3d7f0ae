#include "complete.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "complete_line.hpp"
#include "complete_table.hpp"
#include "flag_tables.hpp"
#include "verbs/cluster_words.hpp"

namespace yare {

namespace {

constexpr Milliseconds k_deadline{450};  // of the 500 that the whole may take

using Place = UnfinishedLine::Place;

constexpr FlagSpec k_help_flag = {"help", 'h', FlagType::boolean, "false", "Say what the command does"};
constexpr FlagSpec k_version_flag = {"version", 0, FlagType::boolean, "false", "Print the version"};

bool is_repeatable(const FlagSpec& flag) {
    return flag.type == FlagType::list || flag.type == FlagType::array;
}

// A value that can only come behind an equals sign, or a flag that is true without one.
bool needs_equals(const FlagSpec& flag) {
    return flag.alone != nullptr || (flag.type == FlagType::boolean && flag.default_text[0] == 't');
}

// Finds what may stand at the cursor of one line.
class Completer {
  public:
    Completer(UnfinishedLine line, ClusterWords& cluster) : line_(std::move(line)), cluster_(cluster) {}

    void run() {
        switch (line_.place) {
            case Place::flag_name:
                offer_flags();
                break;
            case Place::whole_flags:
                offer(line_.current, "");
                break;
            case Place::flag_value:
                offer_flag_value();
                break;
            case Place::argument:
                offer_argument();
                break;
            case Place::nothing:
                break;
        }
        const auto is_open = [](const Candidate& each) {
            return each.value.ends_with('=') || each.value.ends_with('/') || each.value.ends_with('.');
        };
        if (!found_.empty() && std::all_of(found_.begin(), found_.end(), is_open) &&
            (directive_ & k_extensions) == 0) {
            directive_ |= k_no_space;
        }
    }

    const Candidates& found() const { return found_; }
    int directive() const { return directive_; }

  private:
    // A candidate for `current`.
    void offer(const std::string& value, const std::string& description) {
        if (value.starts_with(line_.current)) {
            found_.push_back({line_.before + value, description});
        }
    }

    void offer_all(const Candidates& candidates, const std::string& before = "") {
        for (const auto& each : candidates) {
            offer(before + each.value, each.description);
        }
    }

    // Words of a list with commas: those behind the last one, without what stands there already.
    void offer_listed(const Candidates& candidates) {
        const auto comma = line_.current.rfind(',');
        const std::string before = comma == std::string::npos ? "" : line_.current.substr(0, comma + 1);
        const auto taken = split(before, ',');
        for (const auto& each : candidates) {
            if (std::find(taken.begin(), taken.end(), each.value) == taken.end()) {
                offer(before + each.value, each.description);
            }
        }
    }

    std::string behind_comma() const { return line_.current.substr(line_.current.rfind(',') + 1); }

    void offer_flag(const FlagSpec& flag, std::vector<std::string_view>& offered) {
        if ((line_.has(flag.name) && !is_repeatable(flag)) ||
            std::find(offered.begin(), offered.end(), flag.name) != offered.end()) {
            return;
        }
        offered.emplace_back(flag.name);
        const auto description = first_sentence(flag.help);
        offer("--" + std::string(flag.name) + (needs_equals(flag) ? "=" : ""), description);
        if (flag.shorthand != 0) {
            offer(std::string("-") + flag.shorthand, description);
        }
    }

    void offer_flags() {
        std::vector<std::string_view> offered;
        if (line_.verb != nullptr) {
            for (const auto& flag : line_.verb->flags()) {
                offer_flag(flag, offered);
            }
        } else {
            offer_flag(k_version_flag, offered);
        }
        for (const auto& flag : global_flags()) {
            offer_flag(flag, offered);
        }
        offer_flag(k_help_flag, offered);
    }

    void offer_flag_value() {
        const auto what = offer_for_flag(line_.verb, *line_.flag);
        const bool is_list = line_.flag->type == FlagType::list;
        switch (what.kind) {
            case Offer::Kind::words:
                offer_words(what.text, is_list || line_.flag->name == std::string_view("verb"));
                break;
            case Offer::Kind::files:
                directive_ = 0;
                break;
            case Offer::Kind::manifests:
                offer_manifests();
                break;
            case Offer::Kind::directories:
                directive_ = k_directories;
                break;
            case Offer::Kind::types:
                offer_listed(cluster_.types(behind_comma()));
                break;
            default:
                break;
        }
        if (found_.empty() && what.kind == Offer::Kind::nothing && line_.current.empty()) {
            if (!line_.before.empty()) {
                found_.push_back({line_.before, ""});  // `-p`: complete, its value is the next word
            }
        }
    }

    void offer_words(const std::string& text, bool is_list) {
        Candidates words;
        for (auto& word : split(text, ' ')) {
            words.push_back({std::move(word), ""});
        }
        is_list ? offer_listed(words) : offer_all(words);
    }

    void offer_manifests() {
        if (!line_.before.empty()) {
            directive_ = 0;
            return;
        }
        directive_ = k_extensions;
        found_ = {{"json", ""}, {"yaml", ""}, {"yml", ""}};
    }

    void offer_verbs() {
        for (const auto* verb : verbs_behind(line_.verb)) {
            offer(std::string(last_word(*verb)), verb->summary);
        }
        if (line_.verb == nullptr && !line_.is_help) {
            offer("help", "Help about any command");
            offer("options", "Print the list of flags inherited by all commands");
            offer("version", "Print the version of this program");
        }
    }

    void offer_argument() {
        if (line_.may_name_verb) {
            offer_verbs();
        }
        if (line_.verb == nullptr || line_.is_help) {
            return;
        }
        const auto what = offer_for_arguments(*line_.verb);
        switch (what.kind) {
            case ArgumentKind::words:
                if (line_.arguments.empty()) {
                    offer_words(what.text, false);
                }
                break;
            case ArgumentKind::types:
            case ArgumentKind::objects:
                if (line_.arguments.empty()) {
                    offer_listed(cluster_.types(behind_comma()));
                }
                break;
            default:
                break;
        }
    }

    UnfinishedLine line_;
    ClusterWords& cluster_;
    Candidates found_;
    int directive_ = k_no_files;
};

std::string print(const Completer& completer, bool with_descriptions) {
    std::string text;
    for (const auto& each : completer.found()) {
        text += each.value;
        if (with_descriptions && !each.description.empty()) {
            text += "\t" + each.description;
        }
        text += '\n';
    }
    return text + ":" + std::to_string(completer.directive()) + "\n";
}

}  // namespace

bool asks_completion(const std::vector<std::string>& args) {
    return !args.empty() && (args.front() == "__complete" || args.front() == "__completeNoDesc");
}

int complete(const Process& process) {
    const auto& args = process.args;
    const bool has_current = args.size() > 1;
    const std::vector<std::string> words(args.begin() + 1, args.end() - (has_current ? 1 : 0));
    ClusterWords cluster({.where = {},
                          .environment = process.environment,
                          .service_account_dir = process.service_account_dir,
                          .transport = process.transport,
                          .deadline = std::chrono::steady_clock::now() + k_deadline});
    Completer completer(read_unfinished(words, has_current ? args.back() : ""), cluster);
    completer.run();
    process.streams.out.write(print(completer, args.front() == "__complete"));
    process.streams.out.flush();
    return 0;
}

}  // namespace yare
