#include "writing_flags.hpp"

#include "base/text.hpp"

namespace yare {

std::optional<bool> old_boolean(const std::string& text) {
    for (const char* word : {"1", "t", "T", "TRUE", "true", "True"}) {
        if (text == word) {
            return true;
        }
    }
    for (const char* word : {"0", "f", "F", "FALSE", "false", "False"}) {
        if (text == word) {
            return false;
        }
    }
    return std::nullopt;
}

DryRun read_dry_run(const ParsedFlags& flags, ApiCommand& command) {
    const auto text = flags.text_or("dry-run", "none");
    if (const auto boolean = old_boolean(text)) {
        command.notes.push_back("Warning: --dry-run=" + text +
                                " is deprecated (boolean value) and can be replaced with --dry-run=" +
                                (*boolean ? "client." : "none."));
        return *boolean ? DryRun::client : DryRun::none;
    }
    if (text == "unchanged") {
        command.notes.emplace_back(
            "Warning: --dry-run is deprecated and can be replaced with --dry-run=client.");
        return DryRun::client;
    }
    if (text == "client" || text == "server") {
        return text == "client" ? DryRun::client : DryRun::server;
    }
    if (text != "none") {
        throw UsageError("Invalid dry-run value (" + text +
                         "). Must be \"none\", \"server\", or \"client\".");
    }
    return DryRun::none;
}

FieldValidation read_validation(const ParsedFlags& flags) {
    const auto text = flags.text_or("validate", "strict");
    if (const auto boolean = old_boolean(text)) {
        return *boolean ? FieldValidation::strict : FieldValidation::ignore;
    }
    if (text == "strict" || text == "warn" || text == "ignore") {
        return text == "strict" ? FieldValidation::strict
               : text == "warn" ? FieldValidation::warn
                                : FieldValidation::ignore;
    }
    throw UsageError("invalid - validate option " + go_quote(text) +
                     "; must be one of: strict (or true), warn, ignore (or false)");
}

Writing read_writing(const ParsedFlags& flags, const char* default_manager, ApiCommand& command) {
    Writing how;
    how.dry_run = read_dry_run(flags, command);
    how.validation = read_validation(flags);
    how.field_manager = flags.text_or("field-manager", default_manager);
    return how;
}

Format read_object_format(const ParsedFlags& flags) {
    Format format;
    // An empty -o that was given asks for the sentence, whatever --template says.
    const auto expression = flags.given("output") && flags.text_or("output", "").empty()
                                ? std::string()
                                : flags.text_or("template", "");
    read_output(format, flags.text_or("output", ""), expression, FormatSet::changing);
    format.allow_missing_keys = flags.is_true("allow-missing-template-keys", true);
    format.show_managed_fields = flags.is_true("show-managed-fields");
    return format;
}

int read_concurrency(const ParsedFlags& flags) {
    constexpr long long k_most = 256;
    const auto count = flags.integer("concurrency").value_or(k_default_concurrency);
    if (count < 1 || count > k_most) {
        throw UsageError("--concurrency must be from 1 to 256");
    }
    return static_cast<int>(count);
}

ManifestFiles read_files(const ParsedFlags& flags) {
    return {flags.values("filename"), flags.is_true("recursive")};
}

void check_raw_file(const ParsedFlags& flags, const ManifestFiles& files) {
    if (files.names.size() > 1) {
        throw UsageError("--raw can only use a single local file or stdin");
    }
    if (!files.names.empty() &&
        (files.names.front().starts_with("http://") || files.names.front().starts_with("https://"))) {
        throw UsageError("--raw cannot read from a url");
    }
    if (files.recursive) {
        throw UsageError("--raw and --recursive are mutually exclusive");
    }
    if (!flags.text_or("selector", "").empty()) {
        throw UsageError("--raw and --selector (-l) are mutually exclusive");
    }
    if (!flags.text_or("output", "").empty()) {
        throw UsageError("--raw and --output are mutually exclusive");
    }
}

UsageError usage_error(const std::string& message, const std::string& program, const char* verb) {
    return UsageError(message + "\nSee '" + program + " " + verb + " -h' for help and examples");
}

}  // namespace yare
