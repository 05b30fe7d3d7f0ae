#include "request/generators/quota.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "request/generators/new_object.hpp"

namespace yare {

namespace {

std::map<std::string, std::string> parse_limits(const std::string& text) {
    std::map<std::string, std::string> limits;
    for (const auto& statement : split(text, ',')) {
        const auto parts = split(statement, '=');
        if (parts.size() != 2) {
            throw Error("Invalid argument syntax " + statement + ", expected <resource>=<value>");
        }
        limits[go_utf8(parts[0])] = canonical_quantity(parts[1]);
    }
    return limits;
}

std::vector<std::string> parse_scopes(const std::string& text) {
    std::vector<std::string> scopes;
    for (const auto& scope : split(text, ',')) {
        if (scope.empty()) {
            throw Error("invalid resource quota scope \"\"");
        }
        scopes.push_back(go_utf8(scope));
    }
    return scopes;
}

}  // namespace

std::string make_quota(const QuotaOptions& options, const GeneratorSources& sources) {
    if (options.name.empty()) {
        throw Error("name must be specified");
    }
    auto spec = nlohmann::ordered_json::object();
    if (!options.hard.empty()) {
        spec["hard"] = parse_limits(options.hard);
    }
    if (!options.scopes.empty()) {
        spec["scopes"] = parse_scopes(options.scopes);
    }
    auto object = new_object("ResourceQuota", "v1", options.name, sources.name_space);
    object["spec"] = std::move(spec);
    object["status"] = nlohmann::ordered_json::object();
    return object.dump();
}

}  // namespace yare
