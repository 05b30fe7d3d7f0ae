#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/kubeconfig_edit.hpp"
#include "config/kubeconfig_entries.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

constexpr const char* k_contexts = "contexts";

// The words for a list: its name, and that of one of its entries.
struct ListWords {
    const char* list;
    const char* entry;
};

ListWords words_of(DeleteEntryRequest::List list) {
    switch (list) {
        case DeleteEntryRequest::List::clusters:
            return {"clusters", "cluster"};
        case DeleteEntryRequest::List::users:
            return {"users", "user"};
        default:
            return {k_contexts, "context"};
    }
}

}  // namespace

void use_context(const ConfigWork& work, const UseContextRequest& what) {
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        if (what.name.empty()) {
            throw ConfigError("empty context names are not allowed");
        }
        if (!edit.has(k_contexts, what.name)) {
            throw ConfigError("no context exists with the name: " + go_quote(what.name));
        }
        edit.set_current_context(what.name);
    });
    work.streams.out.write("Switched to context " + go_quote(what.name) + ".\n");
}

void set_context(const ConfigWork& work, const SetContextRequest& what) {
    std::string name;
    bool exists = false;
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        name = what.name ? *what.name : current_context(files);
        if (name.empty()) {
            throw ConfigError("no current context is set");
        }
        exists = edit.has(k_contexts, name);
        if (exists && !what.cluster && !what.user && !what.name_space) {
            return;
        }
        auto& context = edit.entry(k_contexts, name);
        if (what.cluster) {
            set_text(context, "cluster", *what.cluster, true);
        }
        if (what.user) {
            set_text(context, "user", *what.user, true);
        }
        if (what.name_space) {
            set_text(context, "namespace", *what.name_space);
        }
    });
    work.streams.out.write("Context " + go_quote(name) + (exists ? " modified.\n" : " created.\n"));
}

void rename_context(const ConfigWork& work, const RenameContextRequest& what) {
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        if (!edit.has(k_contexts, what.name)) {
            throw ConfigError("cannot rename the context " + go_quote(what.name) + ", it's not in " +
                              work.paths.default_file());
        }
        if (edit.has(k_contexts, what.new_name)) {
            throw ConfigError("cannot rename the context " + go_quote(what.name) + ", the context " +
                              go_quote(what.new_name) + " already exists in " + work.paths.default_file());
        }
        const bool is_current = current_context(files) == what.name;
        edit.rename(k_contexts, what.name, what.new_name);
        if (is_current) {
            edit.set_current_context(what.new_name);
        }
    });
    work.streams.out.write("Context " + go_quote(what.name) + " renamed to " + go_quote(what.new_name) +
                           ".\n");
}

void delete_entry(const ConfigWork& work, const DeleteEntryRequest& what) {
    const auto words = words_of(what.list);
    bool was_current = false;
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        if (!edit.has(words.list, what.name)) {
            throw ConfigError(std::string("cannot delete ") + words.entry + " " + what.name + ", not in " +
                              work.paths.default_file());
        }
        was_current = words.list == std::string_view(k_contexts) && current_context(files) == what.name;
        edit.remove(words.list, what.name);
    });
    if (was_current) {
        work.streams.err.write(
            "warning: this removed your active context, use \"kubectl config use-context\" to select a "
            "different one\n");
    }
    work.streams.out.write(std::string("deleted ") + words.entry + " " + what.name + " from " +
                           work.paths.default_file() + "\n");
}

}  // namespace yare
