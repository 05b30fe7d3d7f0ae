#include "base/text.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_resources_flags[] = {
    {"api-group", 0, FlagType::text, "''", "Limit to resources in the specified API group."},
    {"cached", 0, FlagType::boolean, "false", "Use the cached list of resources if available."},
    {"categories", 0, FlagType::list, "[]", "Limit to resources that belong to the specified categories."},
    {"namespaced", 0, FlagType::boolean, "true",
     "If false, non-namespaced resources will be returned, otherwise returning namespaced resources by "
     "default."},
    {"no-headers", 0, FlagType::boolean, "false",
     "When using the default or custom-column output format, don't print headers (default print headers)."},
    {"output", 'o', FlagType::text, "''", "Output format. One of: (json, yaml, kyaml, name, wide)."},
    k_object_managed_fields_flag,
    {"sort-by", 0, FlagType::text, "''",
     "If non-empty, sort list of resources using specified field. The field can be either 'name' or "
     "'kind'."},
    {"verbs", 0, FlagType::list, "[]", "Limit to resources that support the specified verbs."},
};

FlagTable resources_flags() { return k_resources_flags; }
FlagTable versions_flags() { return {}; }

void refuse_arguments(const ParsedFlags& flags, const std::string& program, const char* verb) {
    if (flags.arguments.empty()) {
        return;
    }
    std::string words;
    for (const auto& word : flags.arguments) {
        words += (words.empty() ? "" : " ") + word;
    }
    throw usage_error("unexpected arguments: [" + words + "]", program, verb);
}

// kubectl/pkg/cmd/apiresources/print_flags.go: json, yaml and kyaml in any case, wide and name as written.
Format read_resources_format(const ParsedFlags& flags) {
    using Kind = Format::Kind;
    constexpr std::pair<const char*, Kind> k_any_case[] = {
        {"json", Kind::json}, {"yaml", Kind::yaml}, {"kyaml", Kind::kyaml}};
    constexpr std::pair<const char*, Kind> k_as_written[] = {
        {"", Kind::table}, {"wide", Kind::wide}, {"name", Kind::name}};
    Format format;
    format.no_headers = flags.is_true("no-headers");
    const auto word = flags.text_or("output", "");
    for (const auto& [name, kind] : k_any_case) {
        if (to_lower(word) == name) {
            format.kind = kind;
            return format;
        }
    }
    for (const auto& [name, kind] : k_as_written) {
        if (word == name) {
            format.kind = kind;
            return format;
        }
    }
    throw UsageError("unable to match a printer suitable for the output format " + go_quote(word) +
                     ", allowed formats are: json,kyaml,name,wide,yaml");
}

void parse_resources(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    using Order = ApiResourcesRequest::Order;
    refuse_arguments(flags, program, k_api_resources_verb.name);
    command.how = read_resources_format(flags);
    const auto order = flags.text_or("sort-by", "");
    if (!order.empty() && order != "name" && order != "kind") {
        throw UsageError("--sort-by accepts only name or kind");
    }
    ApiResourcesRequest request;
    request.group = flags.text("api-group");
    if (flags.given("namespaced")) {
        request.namespaced = flags.is_true("namespaced");
    }
    request.verbs = flags.values("verbs");
    request.categories = flags.values("categories");
    request.order = order == "name" ? Order::by_name : order == "kind" ? Order::by_kind : Order::by_group;
    request.cached = flags.is_true("cached");
    command.what = std::move(request);
}

void parse_versions(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    refuse_arguments(flags, program, k_api_versions_verb.name);
    command.what = ApiVersionsRequest{};
}

}  // namespace

const Verb k_api_resources_verb = {
    "api-resources",
    "Print the supported API resources on the server",
    "Print the supported API resources on the server.",
    "  # Print the supported API resources\n"
    "  %s api-resources\n"
    "  \n"
    "  # Print the supported API resources with more information\n"
    "  %s api-resources -o wide\n"
    "  \n"
    "  # Print the supported API resources sorted by a column\n"
    "  %s api-resources --sort-by=name\n"
    "  \n"
    "  # Print the supported namespaced resources\n"
    "  %s api-resources --namespaced=true\n"
    "  \n"
    "  # Print the supported non-namespaced resources\n"
    "  %s api-resources --namespaced=false\n"
    "  \n"
    "  # Print the supported API resources with a specific APIGroup\n"
    "  %s api-resources --api-group=rbac.authorization.k8s.io",
    "[flags] [options]",
    resources_flags,
    parse_resources,
};

const Verb k_api_versions_verb = {
    "api-versions",
    "Print the supported API versions on the server, in the form of \"group/version\"",
    "Print the supported API versions on the server, in the form of \"group/version\".",
    "  # Print the supported API versions\n"
    "  %s api-versions",
    "[options]",
    versions_flags,
    parse_versions,
};

}  // namespace yare
