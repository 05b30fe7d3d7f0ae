#include "help_groups.hpp"

#include <algorithm>
#include <span>

#include "flag_tables.hpp"

namespace yare {

namespace {

struct Heading {
    const char* title;
    const char* names;  // between spaces
};

constexpr Heading k_flag_headings[] = {
    {"Selection flags",
     " all all-namespaces api-group chunk-size field-selector filename ignore-not-found namespaced query "
     "recursive selector subresource uid "},
    {"Line flags", " exclude highlight include limit-bytes since since-time tail until "},
    {"Output flags",
     " allow-missing-template-keys categories label-columns merge no-headers output prefix raw-control "
     "server-print show-kind show-labels show-managed-fields sort-by sort-natural template timestamps "
     "tree "},
    {"Writing flags",
     " append-hash concurrency dry-run edit field-manager force-conflicts local resource-version "
     "save-config server-side validate windows-line-endings "},
    {"Deletion flags", " cascade force grace-period interactive now "},
    {"Waiting flags", " pod-running-timeout timeout wait "},
    {"Watching flags", " follow follow-new output-watch-events watch watch-only "},
};

constexpr Heading k_global_headings[] = {
    {"Cluster flags", " cluster context kubeconfig namespace server user "},
    {"Credential flags",
     " as as-group as-uid as-user-extra client-certificate client-key kuberc password token username "},
    {"Connection flags",
     " cache-dir certificate-authority disable-compression insecure-skip-tls-verify request-timeout "
     "tls-server-name "},
    {"Message flags", " color v warnings-as-errors "},
    {"Flags for scripts written for kubectl", " log-flush-frequency vmodule "},
};

constexpr Heading k_verb_headings[] = {
    {"Reading", " describe explain get list logs "},
    {"Changing", " apply create delete delete-collection patch replace scale update "},
    {"Waiting", " rollout status wait "},
    {"Cluster and settings", " api-resources api-versions auth cluster-info config version "},
    {"This program", " completion plugin "},
};

using Headings = std::span<const Heading>;

bool names(const Heading& heading, std::string_view name) {
    return std::string_view(heading.names).find(" " + std::string(name) + " ") != std::string_view::npos;
}

bool is_named(Headings headings, std::string_view name) {
    return std::any_of(headings.begin(), headings.end(),
                       [&](const Heading& heading) { return names(heading, name); });
}

std::vector<FlagGroup> group(FlagTable flags, Headings headings) {
    std::vector<FlagGroup> groups = {{"Flags", {}}};
    for (const auto& flag : flags) {
        if (!is_named(headings, flag.name)) {
            groups.front().flags.push_back(&flag);
        }
    }
    for (const auto& heading : headings) {
        FlagGroup one{heading.title, {}};
        for (const auto& flag : flags) {
            if (names(heading, flag.name)) {
                one.flags.push_back(&flag);
            }
        }
        groups.push_back(std::move(one));
    }
    std::erase_if(groups, [](const FlagGroup& each) { return each.flags.empty(); });
    return groups;
}

}  // namespace

std::vector<FlagGroup> group_flags(const Verb& verb) {
    constexpr std::size_t k_few = 4;  // need no headings
    const auto flags = verb.flags();
    return flags.size() <= k_few ? group(flags, {}) : group(flags, k_flag_headings);
}

std::vector<FlagGroup> group_global_flags() { return group(global_flags(), k_global_headings); }

std::vector<VerbGroup> group_verbs() {
    std::vector<VerbGroup> groups;
    const auto collect = [&](const std::string& title, const auto& belongs) {
        VerbGroup one{title, {}};
        for (const auto* verb : verbs_behind(nullptr)) {
            if (belongs(verb->name)) {
                one.verbs.push_back(verb);
            }
        }
        if (!one.verbs.empty()) {
            groups.push_back(std::move(one));
        }
    };
    for (const auto& heading : k_verb_headings) {
        collect(heading.title, [&](std::string_view name) { return names(heading, name); });
    }
    collect("Other commands", [](std::string_view name) { return !is_named(k_verb_headings, name); });
    return groups;
}

}  // namespace yare
