#include "verbs/cluster_words.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/load.hpp"
#include "config/resolve.hpp"
#include "discovery/cache_file.hpp"
#include "discovery/discovery.hpp"
#include "request/path.hpp"
#include "verbs/complete_types.hpp"

namespace yare {

namespace {

constexpr std::chrono::hours k_any_age{24 * 366};  // of a cache of types
constexpr std::chrono::seconds k_recent{60};       // a type that it lacks is not asked for again
constexpr std::chrono::seconds k_fresh{10};        // an answer is not asked for again
constexpr std::chrono::hours k_stale{24};          // serves when the server does not

// Only what may be inserted: see NameAnswer.
Candidates usable(NameAnswer answer, const std::string& typed) {
    const bool right = answer.is_whole || answer.has_right_prefix;
    if (!right && (answer.names.size() < 2 || common_prefix(answer.names).size() > typed.size())) {
        return {};
    }
    return std::move(answer.names);
}

Candidates only_beginning_with(Candidates words, const std::string& typed) {
    std::erase_if(words, [&](const Candidate& each) { return !each.value.starts_with(typed); });
    return words;
}

}  // namespace

const Connection* ClusterWords::connection() {
    if (!std::exchange(tried_connection_, true)) {
        try {
            connection_ =
                resolve_connection(options_.where, options_.environment, options_.service_account_dir);
            cache_.emplace(*connection_, options_.environment);
        } catch (const Error&) {
            // A completion has nobody to tell: without a server there are no words of its own.
        }
    }
    return connection_ ? &*connection_ : nullptr;
}

CompletionWire* ClusterWords::wire() {
    if (!std::exchange(tried_wire_, true) && connection() != nullptr) {
        const auto left = options_.deadline - std::chrono::steady_clock::now();
        connection_->login_terms.quiet = true;
        connection_->login_terms.limit =
            std::max(std::chrono::duration_cast<Milliseconds>(left), Milliseconds(1));
        try {
            transport_ = options_.transport(*connection_);
            wire_.emplace(*transport_, options_.deadline);
        } catch (const Error&) {
            // as above: certificates that cannot be used
        }
    }
    return wire_ ? &*wire_ : nullptr;
}

const ApiResources* ClusterWords::cached_types() {
    if (!std::exchange(tried_cache_, true) && connection() != nullptr) {
        const auto file = Discovery::cache_file(connection_->cache_dir, connection_->server);
        if (const auto text = file.empty() ? std::nullopt : read_cache_file(file, k_any_age)) {
            served_ = from_cache(*text);
            is_fresh_ = read_cache_file(file, k_recent).has_value();
        }
    }
    return served_ ? &*served_ : nullptr;
}

const ApiResources* ClusterWords::fetch_types() {
    if (is_fresh_ || wire() == nullptr) {
        return cached_types();
    }
    is_fresh_ = true;
    Discovery::Options options;
    options.cache_file = Discovery::cache_file(connection_->cache_dir, connection_->server);
    Discovery discovery(
        [this](const HttpRequest& request) {
            DiscoveryAnswer answer;
            const auto head = wire_->get(request, answer.body);
            if (head.status != 200 && head.status != 404 && head.status != 406) {
                throw Error("status " + std::to_string(head.status));
            }
            answer.status = head.status;
            answer.content_type = head.header("Content-Type");
            return answer;
        },
        options);
    try {
        served_ = discovery.all();
    } catch (const Error&) {
        // too late, or not allowed: the types known before it stay
    }
    return served_ ? &*served_ : nullptr;
}

Candidates ClusterWords::types(std::string_view typed) {
    auto found = type_candidates(cached_types(), typed);
    if (found.empty() && (typed.empty() || is_safe_word(typed))) {
        found = type_candidates(fetch_types(), typed);
    }
    return found;
}

std::optional<ResourceType> ClusterWords::find_type(std::string_view word) {
    if (!is_safe_word(word)) {
        return std::nullopt;
    }
    const TypeName name{std::string(word)};
    if (auto type = find_builtin(name)) {
        return type;
    }
    for (const auto* served : {cached_types(), static_cast<const ApiResources*>(nullptr)}) {
        served = served == nullptr ? fetch_types() : served;
        if (served == nullptr) {
            return std::nullopt;
        }
        if (auto type = served->find(name)) {
            return type;
        }
    }
    return std::nullopt;
}

std::string ClusterWords::path_of(const ResourceType& type) {
    try {
        return collection_path(type, options_.all_namespaces ? "" : connection_->namespace_name);
    } catch (const UsageError&) {
        return "";  // no name of a namespace
    }
}

std::optional<KeptAnswer> ClusterWords::kept(const std::string& question, const std::string& typed,
                                             std::chrono::seconds age) {
    if (auto answer = cache_->find(question + "?" + typed, age)) {
        return answer;
    }
    // What was the whole answer to a beginning of it has this one in it.
    for (auto length = typed.size(); length-- > 0;) {
        auto answer = cache_->find(question + "?" + typed.substr(0, length), age);
        if (answer && answer->is_whole) {
            answer->words = only_beginning_with(std::move(answer->words), typed);
            return answer;
        }
    }
    return std::nullopt;
}

NameAnswer ClusterWords::ask_names(std::string_view word, const std::string& typed) {
    auto type = find_type(word);
    auto answer = list_names(*wire_, path_of(*type), typed);
    if (answer.status == 404 && !is_fresh_) {
        // The built-in table, or an old cache, names a version that this server does not have.
        const auto* served = fetch_types();
        const auto other = served == nullptr ? std::nullopt : served->find(TypeName{std::string(word)});
        if (other && !other->same_endpoint(*type)) {
            answer = list_names(*wire_, path_of(*other), typed);
        }
    }
    return answer;
}

std::optional<Candidates> ClusterWords::names_of_one(std::string_view word, const std::string& typed) {
    const auto type = find_type(word);
    if (!type || connection() == nullptr || (type->namespaced && options_.all_namespaces)) {
        return Candidates();
    }
    const auto question = path_of(*type);
    if (question.empty()) {
        return Candidates();
    }
    if (auto answer = kept(question, typed, k_fresh)) {
        return std::move(answer->words);
    }
    if (wire() == nullptr) {
        return std::nullopt;
    }
    auto answer = ask_names(word, typed);
    const bool is_whole = answer.is_whole;
    const int status = answer.status;
    const bool is_known = answer.is_whole || answer.has_right_prefix;
    auto words = usable(std::move(answer), typed);
    if (is_known) {
        cache_->keep(question + "?" + typed, {words, is_whole});
    } else if (words.empty() && status != 401 && status != 403 && status != 404) {
        auto old = kept(question, typed, k_stale);
        return old ? std::optional(std::move(old->words)) : std::nullopt;
    }
    return words;
}

Candidates ClusterWords::names(std::string_view type, const std::string& typed) {
    constexpr std::size_t k_most_types = 4;
    Candidates found;
    const auto words = split(type, ',');
    if ((!typed.empty() && !is_safe_word(typed)) || words.size() > k_most_types) {
        return found;
    }
    bool is_known = true;
    for (const auto& word : words) {
        auto names = names_of_one(word, typed);
        is_known = is_known && names;
        for (auto& each : std::move(names).value_or(Candidates())) {
            if (std::find(found.begin(), found.end(), each) == found.end()) {
                found.push_back(std::move(each));
            }
        }
    }
    if (!is_known && (found.size() < 2 || common_prefix(found).size() > typed.size())) {
        return {};
    }
    return found;
}

Candidates ClusterWords::contexts() const {
    Candidates found;
    try {
        for (const auto& [name, entry] : load_kubeconfig(options_.where, options_.environment).contexts) {
            const auto user = entry.user.empty() ? "" : ", user " + entry.user;
            found.push_back({name, safe_description("cluster " + entry.cluster + user)});
        }
    } catch (const Error&) {
        // a kubeconfig that cannot be read has no names
    }
    std::erase_if(found, [](const Candidate& each) { return !is_safe_local_name(each.value); });
    return found;
}

Candidates ClusterWords::clusters() const {
    Candidates found;
    try {
        for (const auto& [name, entry] : load_kubeconfig(options_.where, options_.environment).clusters) {
            found.push_back({name, entry.server.find('@') == std::string::npos
                                       ? safe_description(entry.server)
                                       : ""});  // it may hold a password
        }
    } catch (const Error&) {
        // as above
    }
    std::erase_if(found, [](const Candidate& each) { return !is_safe_local_name(each.value); });
    return found;
}

Candidates ClusterWords::users() const {
    Candidates found;
    try {
        for (const auto& [name, entry] : load_kubeconfig(options_.where, options_.environment).users) {
            found.push_back({name, ""});
        }
    } catch (const Error&) {
        // as above
    }
    std::erase_if(found, [](const Candidate& each) { return !is_safe_local_name(each.value); });
    return found;
}

}  // namespace yare
