#include "base/text.hpp"
#include "flag_tables.hpp"
#include "verb.hpp"

namespace yare {

namespace {

void parse_list(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const std::string see = "\nSee '" + program + " list -h' for help and examples";
    if (flags.arguments.empty()) {
        throw UsageHint("You must specify the type of resource to list.\n\n",
                        "Required resource not specified." + see);
    }
    const auto targets = parse_targets(flags.arguments, program);
    if (!targets.objects.empty()) {
        throw UsageError("list takes types and no names: use '" + program + " get' for single objects" + see);
    }
    command.what = ListRequest{targets.types, read_selection(flags), read_watching(flags, command)};
    command.how = read_format(flags);
}

}  // namespace

const Verb k_list_verb = {
    "list",
    "Display whole collections",
    "Display the members of collections.\n\n"
    " Takes types and no names: the collection verb of the API, with selectors, paging and any query "
    "parameter that the "
    "API knows.",
    "  # List all pods in every namespace\n"
    "  %s list pods -A\n"
    "  \n"
    "  # List the running pods that carry a label\n"
    "  %s list pods -l app=web --field-selector status.phase=Running\n"
    "  \n"
    "  # List from the server's cache, which may lag behind\n"
    "  %s list deployments --query resourceVersion=0",
    "TYPE[.VERSION][.GROUP][,TYPE...] [flags] [options]",
    list_flags,
    parse_list,
};

}  // namespace yare
