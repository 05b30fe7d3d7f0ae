#include "complete_arguments.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "verbs/complete_types.hpp"

namespace yare {

namespace {

using Place = UnfinishedLine::Place;

// Types that have pods, and so logs.
constexpr const char* k_log_types =
    "daemonsets deployments jobs pods replicasets replicationcontrollers services statefulsets";
constexpr const char* k_api_verbs =
    "create delete deletecollection get list patch update watch bind escalate impersonate";

bool has_slash(const std::string& text) { return text.find('/') != std::string::npos; }

// In front of or behind the first slash.
std::string front_of(const std::string& text) { return text.substr(0, text.find('/')); }
std::string behind(const std::string& text) { return text.substr(text.find('/') + 1); }

Candidates with_slash(Candidates types) {
    for (auto& each : types) {
        each.value += '/';
    }
    return types;
}

}  // namespace

void Completer::run() {
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
    // A word goes on behind these: as cobra, only where no other sort is offered.
    const auto goes_on = [](const Candidate& each) {
        return each.value.ends_with('=') || each.value.ends_with('/');
    };
    if (!found_.empty() && std::all_of(found_.begin(), found_.end(), goes_on)) {
        directive_ |= k_no_space;
    }
    std::set<std::string> seen;
    std::erase_if(found_, [&](const Candidate& each) { return !seen.insert(each.value).second; });
}

// A candidate in place of `current`.
void Completer::offer(const std::string& value, const std::string& description) {
    if (value.starts_with(line_.current)) {
        found_.push_back({line_.before + value, description});
    }
}

void Completer::offer_all(const Candidates& candidates, const std::string& before) {
    for (const auto& each : candidates) {
        offer(before + each.value, each.description);
    }
}

// Words of a list with commas: behind the last one, without those that stand there already.
void Completer::offer_listed(const Candidates& candidates) {
    const auto comma = line_.current.rfind(',');
    const std::string before = comma == std::string::npos ? "" : line_.current.substr(0, comma + 1);
    const auto taken = split(before, ',');
    for (const auto& each : candidates) {
        if (std::find(taken.begin(), taken.end(), each.value) == taken.end()) {
            offer(before + each.value, each.description);
        }
    }
}

void Completer::offer_words(const std::string& text, bool is_list) {
    Candidates words;
    for (auto& word : split(text, ' ')) {
        words.push_back({std::move(word), ""});
    }
    is_list ? offer_listed(words) : offer_all(words);
}

// What does not stand among the arguments from `first_argument` on.
void Completer::offer_new(Candidates candidates, std::size_t first_argument) {
    const auto& given = line_.arguments;
    std::erase_if(candidates, [&](const Candidate& each) {
        return std::find(given.begin() + static_cast<std::ptrdiff_t>(std::min(first_argument, given.size())),
                         given.end(), each.value) != given.end();
    });
    offer_all(candidates);
}

std::string Completer::behind_comma() const { return line_.current.substr(line_.current.rfind(',') + 1); }

void Completer::offer_verbs() {
    for (const auto* verb : verbs_behind(line_.verb)) {
        offer(std::string(last_word(*verb)), verb->summary);
    }
    if (line_.verb == nullptr && !line_.is_help) {
        offer("help", "Help about any command");
        offer("options", "Print the list of flags inherited by all commands");
    }
}

// The next word of plugins whose first words are those of the line. Only `create` takes plugins behind it.
void Completer::offer_plugins() {
    std::string typed = line_.verb == nullptr ? "" : line_.verb->name + std::string(" ");
    for (const auto& word : line_.arguments) {
        typed += word + " ";
    }
    for (const auto& name : plugins_()) {
        if (name.starts_with(typed)) {
            const auto rest = name.substr(typed.size());
            const auto word = rest.substr(0, rest.find(' '));
            if (is_safe_word(word)) {
                offer(word, "plugin");
            }
        }
    }
}

void Completer::offer_argument() {
    if (line_.may_name_verb) {
        offer_verbs();
    }
    const bool takes_plugins = line_.verb == nullptr || std::string_view(line_.verb->name) == "create";
    if (takes_plugins && !line_.is_help && line_.flags.empty()) {
        offer_plugins();
    }
    if (line_.verb != nullptr && !line_.is_help) {
        offer_arguments(offer_for_arguments(*line_.verb));
    }
}

void Completer::offer_arguments(const ArgumentOffer& what) {
    const bool is_first = line_.arguments.empty();
    switch (what.kind) {
        case ArgumentKind::none:
            break;
        case ArgumentKind::files:
            directive_ = 0;
            break;
        case ArgumentKind::words:
            if (is_first) {
                offer_words(what.text, false);
            }
            break;
        case ArgumentKind::types:
            if (is_first) {
                offer_listed(cluster_.types(behind_comma()));
            }
            break;
        case ArgumentKind::one_type:
            // Behind a dot stands a field.
            if (is_first && line_.current.find('.') == std::string::npos) {
                offer_all(cluster_.types(line_.current));
            }
            break;
        case ArgumentKind::objects:
            offer_target(what.text);
            break;
        case ArgumentKind::named:
            if (is_first) {
                offer_all(cluster_.names(what.text, line_.current));
            }
            break;
        case ArgumentKind::logs:
            offer_log_target();
            break;
        case ArgumentKind::verb_types:
            if (is_first) {
                offer_words(k_api_verbs, false);
            } else if (line_.arguments.size() == 1) {
                has_slash(line_.current) ? offer_slash_target() : offer_all(cluster_.types(line_.current));
            }
            break;
        case ArgumentKind::contexts:
            offer_new(cluster_.contexts(), 0);
            break;
        case ArgumentKind::one_context:
        case ArgumentKind::one_cluster:
        case ArgumentKind::one_user:
            if (is_first) {
                offer_all(what.kind == ArgumentKind::one_context   ? cluster_.contexts()
                          : what.kind == ArgumentKind::one_cluster ? cluster_.clusters()
                                                                   : cluster_.users());
            }
            break;
    }
}

// Types of the list `types`, those of the cluster where it is empty or has none that fits.
Candidates Completer::types_for(const std::string& types, const std::string& typed) {
    auto found = types.empty() ? Candidates() : listed_type_candidates(types, typed);
    return found.empty() ? cluster_.types(typed) : found;
}

// TYPE[,TYPE] NAME..., TYPE/NAME...
void Completer::offer_target(const std::string& types) {
    const std::string_view verb = line_.verb->name;
    const bool has_source = line_.has("filename") || line_.has("raw");
    if (has_source && verb != "update" && verb != "replace") {
        return;
    }
    if (has_slash(line_.current)) {
        if (line_.arguments.empty() || has_slash(line_.arguments.front())) {
            offer_slash_target();
        }
    } else if (line_.arguments.empty()) {
        offer_listed(types_for(types, behind_comma()));
    } else if (has_slash(line_.arguments.front())) {
        offer_all(with_slash(types_for(types, line_.current)));
    } else {
        offer_new(cluster_.names(line_.arguments.front(), line_.current), 1);
    }
}

// TYPE/NAME where the slash has been typed.
void Completer::offer_slash_target() {
    const auto type = front_of(line_.current);
    auto names = cluster_.names(type, behind(line_.current));
    for (auto& each : names) {
        each.value = type + "/" + each.value;
    }
    offer_new(std::move(names), 0);
}

// POD [CONTAINER], TYPE/NAME...; a word behind the first argument is a container, or TYPE/NAME.
void Completer::offer_log_target() {
    const auto& arguments = line_.arguments;
    if ((arguments.size() > 1 && !has_slash(arguments[1])) || line_.has("selector")) {
        return;
    }
    if (has_slash(line_.current)) {
        offer_slash_target();
        return;
    }
    if (arguments.empty()) {
        offer_all(cluster_.names("pods", line_.current));
    } else if (arguments.size() == 1 && !line_.has("container") && !line_.has("all-containers")) {
        offer_containers();
    }
    offer_all(with_slash(listed_type_candidates(k_log_types, line_.current)));
}

// The type that selectors are about; empty where none stands there.
std::string Completer::type_of_arguments() const {
    if (line_.verb != nullptr && std::string_view(line_.verb->name) == "logs") {
        return "pods";
    }
    if (line_.arguments.empty()) {
        return "";
    }
    const auto type = front_of(line_.arguments.front());
    return type.substr(0, type.find(','));
}

}  // namespace yare
