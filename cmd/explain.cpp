#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_explain_flags[] = {
    {"api-version", 0, FlagType::text, "''",
     "Get different explanations for particular API version (API group/version)"},
    {"output", 'o', FlagType::text, "'plaintext'",
     "Format in which to render the schema (plaintext, plaintext-openapiv2)"},
    {"recursive", 'R', FlagType::boolean, "false", "Print the fields of fields, and theirs, in short"},
};

FlagTable explain_flags() { return k_explain_flags; }

void parse_explain(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    if (flags.arguments.empty()) {
        throw UsageError("You must specify the type of resource to explain. Use \"" + program +
                         " api-resources\" for a complete list of supported resources.");
    }
    if (flags.arguments.size() > 1) {
        throw UsageError("We accept only this format: explain RESOURCE");
    }
    ExplainRequest request;
    request.path = flags.arguments[0];
    request.api_version = flags.text_or("api-version", "");
    request.output = flags.text_or("output", "plaintext");
    request.recursive = flags.is_true("recursive");
    command.what = std::move(request);
}

}  // namespace

const Verb k_explain_verb = {
    "explain",
    "Get documentation for a resource",
    "Describe fields and structure of various resources.\n\n"
    " This command describes the fields associated with each supported API resource. Fields are identified "
    "via a simple JSONPath identifier:\n\n"
    "        TYPE.FIELDNAME[.FIELDNAME]\n\n"
    " Information about each field is retrieved from the server in OpenAPI format.",
    "  # Get the documentation of the resource and its fields\n"
    "  %s explain pods\n"
    "  \n"
    "  # Get all the fields in the resource\n"
    "  %s explain pods --recursive\n"
    "  \n"
    "  # Get the explanation for deployment in supported api versions\n"
    "  %s explain deployments --api-version=apps/v1\n"
    "  \n"
    "  # Get the documentation of a specific field of a resource\n"
    "  %s explain pods.spec.containers\n"
    "  \n"
    "  # Get the documentation of resources in different format\n"
    "  %s explain deployment --output=plaintext-openapiv2",
    "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] "
    "[-o|--output=plaintext|plaintext-openapiv2] [options]",
    explain_flags,
    parse_explain,
};

}  // namespace yare
