#include "create_flags.hpp"
#include "request/generators/service_account.hpp"

namespace yare {

namespace {

FlagTable serviceaccount_flags() { return k_generator_flags; }

void parse_serviceaccount(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const auto name = read_name(flags, program, k_create_serviceaccount_verb.name);
    set_generate_request(
        flags, [name](const GeneratorSources& sources) { return make_service_account(name, sources); },
        "failed to create serviceaccount: ", command);
}

}  // namespace

const Verb k_create_serviceaccount_verb = {
    "create serviceaccount",
    "Create a service account with the specified name",
    "Create a service account with the specified name.",
    "  # Create a new service account named my-service-account\n"
    "  %s create serviceaccount my-service-account",
    "NAME [--dry-run=server|client|none] [options]",
    serviceaccount_flags,
    parse_serviceaccount,
    "sa",
};

}  // namespace yare
