#include "create_flags.hpp"
#include "request/generators/namespace.hpp"

namespace yare {

namespace {

FlagTable namespace_flags() { return k_generator_flags; }

void parse_namespace(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const auto name = read_name(flags, program, k_create_namespace_verb.name);
    set_generate_request(
        flags, [name](const GeneratorSources&) { return make_namespace(name); }, "", command);
}

}  // namespace

const Verb k_create_namespace_verb = {
    "create namespace",
    "Create a namespace with the specified name",
    "Create a namespace with the specified name.",
    "  # Create a new namespace named my-namespace\n"
    "  %s create namespace my-namespace",
    "NAME [--dry-run=server|client|none] [options]",
    namespace_flags,
    parse_namespace,
    "ns",
};

}  // namespace yare
