#include "verbs/version.hpp"

#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_version_flags[] = {
    {"client", 0, FlagType::boolean, "false", "If true, shows client version only (no server required)."},
    {"output", 'o', FlagType::text, "''", "One of 'yaml' or 'json'."},
};

FlagTable version_flags() { return k_version_flags; }

VersionFormat read_version_format(const ParsedFlags& flags) {
    const auto word = flags.text_or("output", "");
    if (word == "json" || word == "yaml") {
        return word == "json" ? VersionFormat::json : VersionFormat::yaml;
    }
    if (!word.empty()) {
        throw UsageError("--output must be 'yaml' or 'json'");
    }
    return VersionFormat::lines;
}

bool is_client_only(const ParsedFlags& flags) { return flags.is_true("client"); }

TextCommand say_version(const ParsedFlags& flags, const std::string&) {
    return {client_version_text(read_version_format(flags))};
}

void parse_version(const ParsedFlags& flags, const std::string&, ApiCommand& command) {
    if (!flags.arguments.empty()) {
        std::string words;
        for (const auto& word : flags.arguments) {
            words += (words.empty() ? "" : " ") + word;
        }
        throw UsageError("extra arguments: [" + words + "]");
    }
    command.what = VersionRequest{read_version_format(flags), command.warnings_as_errors};
}

}  // namespace

const Verb k_version_verb = {
    .name = "version",
    .summary = "Print the client and server version information",
    .description =
        "Print the client and server version information for the current context.\n\n"
        " The client's version is that of kubectl whose behaviour this program follows, with its own behind "
        "a '+'.",
    .examples =
        "  # Print the client and server versions for the current context\n"
        "  %s version\n"
        "  \n"
        "  # Print the client version as JSON, without asking any server\n"
        "  %s version --client -o json",
    .usage = "[flags] [options]",
    .flags = version_flags,
    .parse = parse_version,
    .say = say_version,
    .says = is_client_only,
};

}  // namespace yare
