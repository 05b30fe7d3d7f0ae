#include "verbs/config.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "config/kubeconfig_entries.hpp"
#include "output/align.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

// The cells of a context: whether it is the current one, name, cluster, user, namespace.
void add_row(AlignedLines& lines, const std::string& name, const ContextEntry& context, bool is_current) {
    for (const std::string& cell :
         {std::string(is_current ? "*" : " "), name, context.cluster, context.user, context.namespace_name}) {
        lines.cell(cell);
    }
    lines.end_line();
}

void get_contexts(const ConfigWork& work, const GetContextsRequest& what) {
    const auto config = merged(read_kubeconfig_files(work.paths));
    ErrorList errors;
    std::vector<std::string> names;
    for (const auto& name : what.names) {
        if (config.contexts.contains(name)) {
            names.push_back(name);
        } else {
            errors.add(ConfigError("context " + name + " not found"));
        }
    }
    if (what.names.empty()) {
        for (const auto& [name, context] : config.contexts) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    AlignedLines lines;
    if (!what.no_headers && !what.names_only) {
        for (const char* title : {"CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"}) {
            lines.cell(title);
        }
        lines.end_line();
    }
    for (const auto& name : names) {
        if (what.names_only) {
            lines.cell(name);
            lines.end_line();
        } else {
            add_row(lines, name, config.contexts.find(name)->second, name == config.current_context);
        }
    }
    lines.print(work.streams.out);
    errors.raise();
}

void get_entries(const ConfigWork& work, const GetEntriesRequest& what) {
    const auto config = merged(read_kubeconfig_files(work.paths));
    work.streams.out.write("NAME\n");
    const auto print = [&](const auto& entries) {
        for (const auto& [name, entry] : entries) {
            work.streams.out.write(name + "\n");
        }
    };
    if (what.list == GetEntriesRequest::List::clusters) {
        print(config.clusters);
    } else {
        print(config.users);
    }
}

void print_current_context(const ConfigWork& work) {
    const auto name = current_context(read_kubeconfig_files(work.paths));
    if (name.empty()) {
        throw ConfigError("current-context is not set");
    }
    work.streams.out.write(name + "\n");
}

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace

void configure(const ConfigRequest& what, const Overrides& where, const Environment& environment,
               const Format& format, Streams& streams) {
    const ConfigWork work{kubeconfig_paths(where, environment), where.context.value_or(""), format, streams};
    std::visit(Overloaded{
                   [&](const GetContextsRequest& each) { get_contexts(work, each); },
                   [&](const GetEntriesRequest& each) { get_entries(work, each); },
                   [&](const CurrentContextRequest&) { print_current_context(work); },
                   [&](const ViewConfigRequest& each) { view_config(work, each); },
                   [&](const UseContextRequest& each) { use_context(work, each); },
                   [&](const SetContextRequest& each) { set_context(work, each); },
                   [&](const SetClusterRequest& each) { set_cluster(work, each); },
                   [&](const SetCredentialsRequest& each) { set_credentials(work, each); },
                   [&](const SetPropertyRequest& each) { set_property(work, each); },
                   [&](const UnsetPropertyRequest& each) { unset_property(work, each); },
                   [&](const DeleteEntryRequest& each) { delete_entry(work, each); },
                   [&](const RenameContextRequest& each) { rename_context(work, each); },
               },
               what);
    streams.out.flush();
}

}  // namespace yare
