#include "verbs/access.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "output/align.hpp"
#include "verbs/change.hpp"

namespace yare {

namespace {

using Texts = std::vector<std::string>;

// kubectl/pkg/cmd/auth/cani.go
constexpr std::string_view k_resource_verbs[] = {
    "get", "list", "watch",       "create", "update",  "patch", "delete",   "deletecollection",
    "use", "bind", "impersonate", "*",      "approve", "sign",  "escalate", "attest"};
constexpr std::string_view k_path_verbs[] = {"get", "put", "post", "head", "options", "delete", "patch", "*"};

template <std::size_t size>
bool is_one_of(const std::string& word, const std::string_view (&words)[size]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Not as client.warn(): kubectl shows its own warnings each time and does not count them as errors. Most of
// them end with a newline of their own.
void warn(Session& session, const std::string& text) {
    const auto& environment = session.environment;
    const auto term = environment.find("TERM");
    const bool color = session.streams.err_is_terminal && environment.count("NO_COLOR") == 0 &&
                       (term == environment.end() || term->second != "dumb");
    session.streams.out.flush();
    if (color) {
        session.streams.err.write_trusted("\x1b[33;1mWarning:\x1b[0m ");
    }
    session.streams.err.write((color ? "" : "Warning: ") + text + "\n");
}

std::string group_words(std::string_view group) {
    return group.empty() ? "" : " in group '" + std::string(group) + "'";
}

// kubectl takes plural, singular and short names in any case, and no kinds.
bool is_named(const ResourceType& type, const std::string& word) {
    return word == type.plural || word == type.singular ||
           std::find(type.short_names.begin(), type.short_names.end(), word) != type.short_names.end();
}

// The type that was typed; nothing, after a warning, where there is none.
std::optional<ResourceType> find_type(Session& session, const std::string& typed) {
    if (typed == "*") {
        return std::nullopt;
    }
    const TypeName name{to_lower(typed)};
    std::string problem = "the server doesn't have a resource type '" + std::string(name.resource()) + "'" +
                          group_words(name.group());
    try {
        auto type = session.discovery.find(name);
        if (is_named(type, std::string(name.resource()))) {
            return type;
        }
    } catch (const UnknownType&) {
        // said below
    } catch (const TransportError&) {
        throw;
    } catch (const Interrupted&) {
        throw;
    } catch (const Error& error) {
        problem = error.what();
    }
    // For the verb impersonate: no client can discover these.
    if (name.text != "users" && name.text != "groups") {
        warn(session, problem + "\n");
    }
    return std::nullopt;
}

void append_member(std::string& out, const char* name, const std::string& text) {
    if (text.empty()) {
        return;
    }
    out += out.ends_with('{') ? "" : ",";
    append_go_json_string(out, name);
    out += ':';
    append_go_json_string(out, text);
}

std::string review(const char* kind, const std::string& spec) {
    return std::string(R"({"kind":")") + kind + R"(","apiVersion":"authorization.k8s.io/v1","spec":{)" +
           spec + "}}";
}

std::string send(Session& session, const char* resource, const std::string& body) {
    const auto http =
        change_request("POST", std::string("/apis/authorization.k8s.io/v1/") + resource, {}, body);
    return session.client.change(http, {std::string(resource) + ".authorization.k8s.io", ""}).body;
}

std::string path_attributes(Session& session, const CanIRequest& request) {
    if (!is_one_of(request.verb, k_path_verbs)) {
        warn(session, "verb '" + request.verb + "' is not a known verb\n");
    }
    std::string spec = R"("nonResourceAttributes":{)";
    append_member(spec, "path", request.path);
    append_member(spec, "verb", request.verb);
    return spec + "}";
}

std::string resource_attributes(Session& session, const CanIRequest& request) {
    const auto type = find_type(session, request.type);
    if (!request.all_namespaces) {
        if (type && !type->namespaced) {
            warn(session,
                 "resource '" + type->plural + "' is not namespace scoped" + group_words(type->group) + "\n");
        }
        if (!is_one_of(request.verb, k_resource_verbs)) {
            warn(session, "verb '" + request.verb + "' is not a known verb\n");
        }
    }
    std::string spec = R"("resourceAttributes":{)";
    append_member(spec, "namespace", request.all_namespaces ? "" : session.connection.namespace_name);
    append_member(spec, "verb", request.verb);
    append_member(spec, "group", type ? type->group : "");
    append_member(spec, "resource", type ? type->plural : request.type);
    append_member(spec, "subresource", request.subresource);
    append_member(spec, "name", request.name);
    return spec + "}";
}

// What is allowed, cut down to one verb, resource and name each (kubectl/pkg/util/rbac, BreakdownRule) and
// put together again where only verbs differ (CompactRules).
class Rules {
  public:
    void add_resources(const JsonValue& rule) {
        const auto names = element_texts(rule.find("resourceNames"));
        const auto verbs = element_texts(rule.find("verbs"));
        for (const auto& group : element_texts(rule.find("apiGroups"))) {
            for (const auto& resource : element_texts(rule.find("resources"))) {
                for (const auto& name : names) {
                    add_verbs({group, resource, name, true}, verbs);
                }
                if (names.empty()) {
                    add_verbs({group, resource, "", false}, verbs);
                }
            }
        }
    }

    void add_paths(const JsonValue& rule) {
        for (const auto& path : element_texts(rule.find("nonResourceURLs"))) {
            for (const auto& verb : element_texts(rule.find("verbs"))) {
                rows_.push_back(
                    {"[" + verb + "] [] [] [] [" + path + "]", {"", bracketed(path), "[]", bracketed(verb)}});
            }
        }
    }

    /// A table's lines, sorted as Go's text of each rule is.
    std::vector<Texts> lines() const {
        auto rows = rows_;
        for (const auto& [key, verbs] : simple_) {
            rows.push_back(row_of(key, verbs));
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.sort_key < b.sort_key; });
        std::vector<Texts> lines;
        for (auto& row : rows) {
            lines.push_back(std::move(row.cells));
        }
        return lines;
    }

  private:
    struct Key {
        std::string group, resource, name;
        bool has_name = false;
        auto operator<=>(const Key&) const = default;
    };
    struct Row {
        std::string sort_key;
        Texts cells;
    };

    // A slice of one string as Go prints it.
    static std::string bracketed(const std::string& text) { return "[" + text + "]"; }

    void add_verbs(const Key& key, const Texts& verbs) {
        for (const auto& verb : verbs) {
            auto& known = simple_[key];
            if (std::find(known.begin(), known.end(), verb) == known.end()) {
                known.push_back(verb);
            }
        }
    }

    static Row row_of(const Key& key, const Texts& verbs) {
        std::string all;
        for (const auto& verb : verbs) {
            all += (all.empty() ? "" : " ") + verb;
        }
        const auto slash = key.resource.find('/');
        std::string resource = key.resource.substr(0, slash) + (key.group.empty() ? "" : "." + key.group);
        resource += slash == std::string::npos ? "" : key.resource.substr(slash);
        const auto names = key.has_name ? bracketed(key.name) : "[]";
        return {go_text(all, key, names), {resource, "[]", names, bracketed(all)}};
    }

    // The order of rbac/v1 PolicyRule's String(): verbs, groups, resources, names, paths.
    static std::string go_text(const std::string& verbs, const Key& key, const std::string& names) {
        return bracketed(verbs) + " [" + key.group + "] [" + key.resource + "] " + names + " []";
    }

    std::map<Key, Texts> simple_;
    std::vector<Row> rows_;
};

}  // namespace

int can_i(Session& session, const CanIRequest& request) {
    const auto spec =
        request.path.empty() ? resource_attributes(session, request) : path_attributes(session, request);
    const auto answer = send(session, "selfsubjectaccessreviews", review("SelfSubjectAccessReview", spec));
    JsonTree tree;
    const auto status = tree.parse(answer).find("status");
    const bool is_allowed = status.find("allowed").is_true();
    std::string words = is_allowed ? "yes" : "no";
    for (const char* member : {"reason", "evaluationError"}) {
        const auto text = status.find(member).text();
        words += is_allowed || text.empty() ? "" : " - " + text;
    }
    if (!request.quiet) {
        session.streams.out.write(words + "\n");
    }
    return is_allowed ? 0 : 1;
}

void print_access_list(Session& session, const AccessListRequest& request) {
    std::string spec;
    append_go_json_string(spec, session.connection.namespace_name);
    const auto answer =
        send(session, "selfsubjectrulesreviews", review("SelfSubjectRulesReview", "\"namespace\":" + spec));
    JsonTree tree;
    const auto status = tree.parse(answer).find("status");
    if (status.find("incomplete").is_true()) {
        warn(session, "the list may be incomplete: " + status.find("evaluationError").text());
    }
    Rules rules;
    for (auto rule = status.find("resourceRules").first(); rule; rule = rule.next()) {
        rules.add_resources(rule);
    }
    for (auto rule = status.find("nonResourceRules").first(); rule; rule = rule.next()) {
        rules.add_paths(rule);
    }
    AlignedLines lines;
    const auto add = [&](const Texts& cells) {
        for (const auto& cell : cells) {
            lines.cell(cell);
        }
        lines.end_line();
    };
    if (!request.no_headers) {
        add({"Resources", "Non-Resource URLs", "Resource Names", "Verbs"});
    }
    for (const auto& line : rules.lines()) {
        add(line);
    }
    lines.print(session.streams.out);
}

}  // namespace yare
