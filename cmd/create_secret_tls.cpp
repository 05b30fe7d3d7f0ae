#include "create_flags.hpp"
#include "request/generators/secret.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_tls_flags[] = {
    k_missing_keys_flag,
    k_append_secret_hash_flag,
    {"cert", 0, FlagType::text, "''", "Path to PEM encoded public key certificate."},
    k_dry_run_flag,
    k_create_manager_flag,
    {"key", 0, FlagType::text, "''", "Path to private key associated with given certificate."},
    k_object_output_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable tls_flags() { return k_tls_flags; }

void parse_tls(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    TlsSecretOptions options;
    options.name = read_name(flags, program, k_create_secret_tls_verb.name);
    options.certificate_file = flags.text_or("cert", "");
    options.key_file = flags.text_or("key", "");
    options.append_hash = flags.is_true("append-hash");
    set_generate_request(
        flags, [options](const GeneratorSources& sources) { return make_tls_secret(options, sources); },
        "failed to create secret ", command);
}

}  // namespace

const Verb k_create_secret_tls_verb = {
    "create secret tls",
    "Create a TLS secret",
    "Create a TLS secret from the given public/private key pair.\n\n"
    " The public/private key pair must exist beforehand. The public key certificate must be .PEM encoded and "
    "match the given private key.",
    "  # Create a new TLS secret named tls-secret with the given key pair\n"
    "  %s create secret tls tls-secret --cert=path/to/tls.crt --key=path/to/tls.key",
    "NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]",
    tls_flags,
    parse_tls,
};

}  // namespace yare
