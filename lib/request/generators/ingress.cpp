#include "request/generators/ingress.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/generators/object_parts.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::size_t skip_words(const std::string& text, std::size_t at) {
    while (at < text.size() && is_word(text[at])) {
        ++at;
    }
    return at;
}

// kubectl's expression ^[\w*\-.]*/.*=[\w\-]+:[\w\-]+ (what may follow is free).
bool has_rule_form(const std::string& rule) {
    std::size_t at = 0;
    while (at < rule.size() && (is_word(rule[at]) || rule[at] == '*' || rule[at] == '.')) {
        ++at;
    }
    if (at == rule.size() || rule[at] != '/') {
        return false;
    }
    const auto end = std::min(rule.find('\n', at), rule.size());
    for (at = rule.find('=', at); at < end; at = rule.find('=', at + 1)) {
        const auto colon = skip_words(rule, at + 1);
        if (colon > at + 1 && colon < rule.size() && rule[colon] == ':' &&
            skip_words(rule, colon + 1) > colon + 1) {
            return true;
        }
    }
    return false;
}

[[noreturn]] void refuse_rule(const std::string& rule) {
    throw Error("rule " + rule +
                " is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]");
}

void check(const NewIngress& what) {
    if (what.default_backend.empty() && what.rules.empty()) {
        throw Error(
            "not enough information provided: every ingress has to either specify a default-backend (which "
            "catches all traffic) or a list of rules (which catch specific paths)");
    }
    for (const auto& rule : what.rules) {
        if (!has_rule_form(rule)) {
            refuse_rule(rule);
        }
    }
    for (const auto& annotation : what.annotations) {
        if (annotation.find('=') == std::string::npos) {
            throw Error("annotation " + annotation + " is invalid and should be in format key=[value]");
        }
    }
    const auto& backend = what.default_backend;
    if (!backend.empty() && std::count(backend.begin(), backend.end(), ':') != 1) {
        throw Error("default-backend should be in format servicename:serviceport");
    }
}

// Go leaves out a number that is 0 and a name that is empty.
Json make_backend(const std::string& name, const std::string& port_text) {
    auto port = Json::object();
    const auto number = read_decimal(port_text);
    using Limits = std::numeric_limits<std::int32_t>;
    if (!number || *number < Limits::min() || *number > Limits::max()) {
        set_if_any(port, "name", port_text);
    } else if (*number != 0) {
        port["number"] = *number;
    }
    return {{"service", {{"name", name}, {"port", port}}}};
}

// The parts of a rule as kubectl cuts them: TLS behind the first comma, the host before the first slash, the
// path before the first `=`.
struct Rule {
    std::string host;
    Json path;
    bool has_tls = false;
    std::string secret;
};

Rule read_rule(const std::string& text) {
    Rule rule;
    const auto parts = split(text, ',');
    const auto slash = text.find('/');
    rule.host = text.substr(0, slash);
    const auto halves = split(parts[0].substr(slash + 1), '=');
    const auto service = split(halves.size() > 1 ? halves[1] : "", ':');
    if (service.size() < 2) {
        refuse_rule(text);
    }
    std::string path = "/" + halves[0];
    const bool is_prefix = path.ends_with('*');
    if (is_prefix) {
        path.pop_back();
    }
    rule.path = {{"path", path},
                 {"pathType", is_prefix ? "Prefix" : "Exact"},
                 {"backend", make_backend(service[0], service[1])}};
    rule.has_tls = parts.size() == 2;
    if (rule.has_tls) {
        const auto tls = split(parts[1], '=');
        rule.secret = tls.size() > 1 ? tls[1] : "";
    }
    return rule;
}

template <class Matches>
Json* find_in(Json& list, const Matches& matches) {
    const auto found = std::find_if(list.begin(), list.end(), matches);
    return found == list.end() ? nullptr : &*found;
}

// The rules of a host together, in the order of their first ones.
Json make_rules(const std::vector<Rule>& rules) {
    auto made = Json::array();
    for (const auto& rule : rules) {
        auto* same_host =
            find_in(made, [&](const Json& each) { return each.value("host", "") == rule.host; });
        if (same_host == nullptr) {
            auto first = Json::object();
            set_if_any(first, "host", rule.host);
            first["http"]["paths"] = Json::array();
            made.push_back(std::move(first));
            same_host = &made.back();
        }
        (*same_host)["http"]["paths"].push_back(rule.path);
    }
    return made;
}

// The hosts of a secret together; a host counts once.
Json make_tls(const std::vector<Rule>& rules) {
    auto made = Json::array();
    std::set<std::string> hosts;
    for (const auto& rule : rules) {
        if (!rule.has_tls || !hosts.insert(rule.host).second) {
            continue;
        }
        auto* same_secret =
            find_in(made, [&](const Json& each) { return each.value("secretName", "") == rule.secret; });
        if (same_secret != nullptr) {
            (*same_secret)["hosts"].push_back(rule.host);
            continue;
        }
        auto tls = Json::object();
        if (!rule.host.empty()) {
            tls["hosts"].push_back(rule.host);
        }
        set_if_any(tls, "secretName", rule.secret);
        if (!tls.empty()) {
            made.push_back(std::move(tls));
        }
    }
    return made;
}

Json make_annotations(const std::vector<std::string>& annotations) {
    std::map<std::string, std::string> sorted;
    for (const auto& annotation : annotations) {
        const auto equals = annotation.find('=');
        sorted[annotation.substr(0, equals)] = annotation.substr(equals + 1);
    }
    return sorted;
}

Json make_spec(const NewIngress& what) {
    std::vector<Rule> rules;
    for (const auto& rule : what.rules) {
        rules.push_back(read_rule(rule));
    }
    auto spec = Json::object();
    set_if_any(spec, "ingressClassName", what.ingress_class);
    if (!what.default_backend.empty()) {
        const auto parts = split(what.default_backend, ':');
        spec["defaultBackend"] = make_backend(parts[0], parts[1]);
    }
    if (auto tls = make_tls(rules); !tls.empty()) {
        spec["tls"] = std::move(tls);
    }
    if (!rules.empty()) {
        spec["rules"] = make_rules(rules);
    }
    return spec;
}

}  // namespace

std::string make_ingress(const NewIngress& what, const GeneratorSources& sources) {
    check(what);
    auto metadata = object_meta(what.name, sources.name_space);
    if (!what.annotations.empty()) {
        metadata["annotations"] = make_annotations(what.annotations);
    }
    return object_text({{"kind", "Ingress"},
                        {"apiVersion", "networking.k8s.io/v1"},
                        {"metadata", std::move(metadata)},
                        {"spec", make_spec(what)},
                        {"status", {{"loadBalancer", Json::object()}}}});
}

}  // namespace yare
