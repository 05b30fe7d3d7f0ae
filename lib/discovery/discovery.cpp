#include "discovery/discovery.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/suggestions.hpp"
#include "base/text.hpp"
#include "discovery/cache_file.hpp"

namespace yare {

namespace {

// client-go discovery/discovery_client.go; v2 since Kubernetes 1.30, v2beta1 since 1.26.
constexpr const char* k_accept_aggregated =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
constexpr const char* k_accept_plain = "application/json";
constexpr const char* k_not_found = "the server could not find the requested resource";

// Where an answer's Content-Type is that of aggregated discovery, whatever the order of its parameters.
bool is_aggregated(std::string_view content_type) {
    bool group = false;
    bool kind = false;
    for (const auto& part : split(content_type, ';')) {
        const std::string_view parameter = trim(part);
        group = group || parameter == "g=apidiscovery.k8s.io";
        kind = kind || parameter == "as=APIGroupDiscoveryList";
    }
    return group && kind;
}

HttpRequest get_request(std::string path, const char* accept) {
    HttpRequest request;
    request.path = std::move(path);
    request.headers.emplace_back("Accept", accept);
    return request;
}

std::string group_version_path(std::string_view name) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) {
        return "/api/" + percent_encode_segment(name);
    }
    return "/apis/" + percent_encode_segment(name.substr(0, slash)) + "/" +
           percent_encode_segment(name.substr(slash + 1));
}

// Runs `read` on an answer of the server; what it throws is told with the path.
template <typename Read>
auto reading(const std::string& path, const Read& read) {
    try {
        return read();
    } catch (const Error& error) {
        throw Error("cannot read the server's answer to " + path + ": " + error.what());
    }
}

// The resources of one group version. An answer that is an error, or unreadable, is that group's alone;
// without any answer the exception of `get` comes out.
void ask_group_version(const Discovery::Get& get, const std::string& name, ApiResources& out) {
    const std::string path = group_version_path(name);
    DiscoveryAnswer answer;
    try {
        answer = get(get_request(path, k_accept_plain));
    } catch (const ApiError& error) {
        out.failed.push_back({name, error.what()});
        return;
    }
    if (answer.status != 200) {
        out.failed.push_back({name, k_not_found});
        return;
    }
    try {
        reading(path, [&] { read_resource_list(answer.body, out); });
    } catch (const Error& error) {
        out.failed.push_back({name, error.what()});
    }
}

// Asks /api or /apis and, where the server knows only the older form, each of its group versions.
void ask_root(const Discovery::Get& get, const std::string& path, ApiResources& out) {
    DiscoveryAnswer answer = get(get_request(path, k_accept_aggregated));
    if (answer.status == 406) {
        answer = get(get_request(path, k_accept_plain));
    }
    if (answer.status == 404 && path == "/api") {
        return;  // an API server without core resources, such as an aggregated one
    }
    if (answer.status == 404) {
        ApiError::Fields fields;
        fields.code = 404;
        fields.reason = "NotFound";
        fields.message = k_not_found;
        throw ApiError(fields);
    }
    if (answer.status != 200) {
        throw Error("the server answered " + path + " with status " + std::to_string(answer.status));
    }
    if (is_aggregated(answer.content_type)) {
        reading(path, [&] { read_aggregated(answer.body, out); });
        return;
    }
    for (const auto& name : reading(path, [&] { return read_group_versions(answer.body); })) {
        ask_group_version(get, name, out);
    }
}

// The group versions in `failed` that `concerns`, in the words of client-go's ErrGroupDiscoveryFailed; empty
// for none.
template <typename Concerns>
std::string incomplete_words(const std::vector<FailedGroupVersion>& failed, const Concerns& concerns) {
    std::vector<std::string> causes;
    for (const auto& group_version : failed) {
        if (concerns(group_version.name)) {
            causes.push_back(group_version.name + ": " + group_version.reason);
        }
    }
    std::sort(causes.begin(), causes.end());
    std::string words;
    for (const auto& cause : causes) {
        words += (words.empty() ? "unable to retrieve the complete list of server APIs: " : ", ") + cause;
    }
    return words;
}

// What may have been meant: with a group where one was typed.
std::string similar_types(const TypeName& name, const ApiResources& resources) {
    const bool with_group = name.text.find('.') != std::string::npos;
    Suggestions suggestions(with_group ? std::string_view(name.text) : name.resource());
    for (const auto& type : resources.types) {
        if (with_group) {
            suggestions.consider(type.group_resource());
            suggestions.consider(type.plural + "." + type.version + "." + type.group);
            continue;
        }
        suggestions.consider(type.plural);
        suggestions.consider(type.singular, type.plural);
        for (const auto& short_name : type.short_names) {
            if (short_name.size() > 2) {  // any two letters are near to one
                suggestions.consider(short_name, type.plural);
            }
        }
    }
    return suggestions.text();
}

[[noreturn]] void throw_unknown(const TypeName& name, const ApiResources& resources) {
    const std::string quoted = go_quote(name.resource());
    const std::string incomplete = incomplete_words(resources.failed, [&](const std::string& group_version) {
        return group_version.starts_with(name.group()) ||
               (name.has_version_reading() && group_version.starts_with(name.versioned_group()));
    });
    if (!incomplete.empty()) {
        throw Error("cannot tell whether the server has a resource type " + quoted + ": " + incomplete);
    }
    throw UnknownType("the server doesn't have a resource type " + quoted + similar_types(name, resources));
}

}  // namespace

Discovery::Discovery(Get get, Options options) : get_(std::move(get)), options_(std::move(options)) {}

std::string Discovery::cache_file(const std::string& cache_dir, const std::string& server) {
    std::string place = server;
    const auto scheme_end = place.find("://");
    const auto host = scheme_end == std::string::npos ? 0 : scheme_end + 3;
    const auto at = place.substr(0, place.find('/', host)).rfind('@');
    if (at != std::string::npos && at >= host) {
        place.erase(host, at + 1 - host);  // a password is nothing for a file name
    }
    std::string escaped = percent_encode_query(place);
    if (cache_dir.empty() || escaped.find_first_not_of('.') == std::string::npos) {
        return "";
    }
    constexpr std::size_t longest = 200;  // a file name may have 255 bytes
    for (std::size_t end = longest; end < escaped.size(); end += longest + 2) {
        escaped.insert(end, "/%");  // never a part `..`
    }
    return cache_dir + "/yare/" + escaped + "/resources.json";
}

void Discovery::refresh() {
    ApiResources answer;
    ask_root(get_, "/api", answer);
    ask_root(get_, "/apis", answer);
    resources_ = std::move(answer);
    fresh_ = true;
    if (!options_.cache_file.empty() && resources_->failed.empty() && !resources_->types.empty()) {
        // Not being able to keep it costs the next run two requests and is not worth a word.
        static_cast<void>(write_cache_file(options_.cache_file, to_cache(*resources_)));
    }
}

const ApiResources& Discovery::resources() {
    if (!resources_ && !options_.cache_file.empty()) {
        if (const auto text = read_cache_file(options_.cache_file, options_.ttl)) {
            resources_ = from_cache(*text);
        }
    }
    if (!resources_) {
        refresh();
    }
    return *resources_;
}

ResourceType Discovery::find(const TypeName& name) {
    if (auto type = find_builtin(name)) {
        return *type;
    }
    if (auto type = resources().find(name)) {
        return *type;
    }
    return find_again(name);
}

ResourceType Discovery::find_again(const TypeName& name) {
    if (!fresh_) {
        refresh();
    }
    if (auto type = resources_->find(name)) {
        return *type;
    }
    throw_unknown(name, *resources_);
}

std::vector<ResourceType> Discovery::category(const TypeName& name) {
    if (find_builtin(name)) {
        return {};
    }
    auto members = resources().category(name.text);
    if (members.empty() && !fresh_ && !resources_->find(name)) {
        refresh();
        members = resources_->category(name.text);
    }
    return members;
}

std::vector<ResourceType> Discovery::all_named(std::string_view name) {
    std::vector<ResourceType> named;
    for (const auto& type : resources().types) {
        if (type.plural == name || type.singular == name) {
            named.push_back(type);
        }
    }
    return named;
}

const ApiResources& Discovery::all() {
    if (!fresh_) {
        refresh();
    }
    return *resources_;
}

ResourceType Discovery::find_kind(const std::string& api_version, const std::string& kind) {
    if (auto type = find_builtin_kind(api_version, kind)) {
        return *type;
    }
    if (auto type = resources().find_kind(api_version, kind)) {
        return *type;
    }
    return find_kind_again(api_version, kind);
}

ResourceType Discovery::find_kind_again(const std::string& api_version, const std::string& kind) {
    if (!fresh_) {
        refresh();
    }
    if (auto type = resources_->find_kind(api_version, kind)) {
        return *type;
    }
    const std::string incomplete = incomplete_words(
        resources_->failed, [&](const std::string& group_version) { return group_version == api_version; });
    if (!incomplete.empty()) {
        throw Error(incomplete);
    }
    throw NoKindMatch("no matches for kind " + go_quote(kind) + " in version " + go_quote(api_version));
}

}  // namespace yare
