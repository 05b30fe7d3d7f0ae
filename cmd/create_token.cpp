#include <algorithm>

#include "base/go_duration.hpp"
#include "base/text.hpp"
#include "create_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_token_flags[] = {
    k_missing_keys_flag,
    {"audience", 0, FlagType::array, "[]",
     "Audience of the requested token. If unset, defaults to requesting a token for use with the Kubernetes "
     "API server. May be repeated to request a token valid for multiple audiences."},
    {"bound-object-kind", 0, FlagType::text, "''",
     "Kind of an object to bind the token to. Supported kinds are Node, Pod, Secret. If set, "
     "--bound-object-name must be provided."},
    {"bound-object-name", 0, FlagType::text, "''",
     "Name of an object to bind the token to. The token will expire when the object is deleted. Requires "
     "--bound-object-kind."},
    {"bound-object-uid", 0, FlagType::text, "''",
     "UID of an object to bind the token to. Requires --bound-object-kind and --bound-object-name. If unset, "
     "the UID of the existing object is used."},
    {"duration", 0, FlagType::text, "0s",
     "Requested lifetime of the issued token. If not set or if set to 0, the lifetime will be determined by "
     "the server automatically. The server may return a token with a longer or shorter lifetime."},
    k_object_output_flag,
    k_object_managed_fields_flag,
    k_template_flag,
};

FlagTable token_flags() { return k_token_flags; }

// pflag's Duration.
std::chrono::nanoseconds read_duration(const ParsedFlags& flags, const std::string& program) {
    const auto text = flags.text_or("duration", "0s");
    try {
        return parse_go_duration(text);
    } catch (const UsageError& error) {
        throw UsageError("invalid argument " + go_quote(text) + " for \"--duration\" flag: " + error.what() +
                         "\nSee '" + program + " " + k_create_token_verb.name + " --help' for usage.");
    }
}

void check_token(const TokenRequest& request, std::chrono::nanoseconds lifetime) {
    if (request.service_account.empty()) {
        throw UsageError("service account name is required");
    }
    if (lifetime.count() < 0) {
        throw UsageError("--duration must be greater than or equal to 0");
    }
    if (lifetime % std::chrono::seconds(1) != std::chrono::nanoseconds(0)) {
        throw UsageError("--duration cannot be expressed in units less than seconds");
    }
    if (std::find(request.audiences.begin(), request.audiences.end(), "") != request.audiences.end()) {
        throw UsageError("--audience must not be an empty string");
    }
    const auto& kind = request.bound_kind;
    if (kind.empty() && !request.bound_name.empty()) {
        throw UsageError("--bound-object-name can only be set if --bound-object-kind is provided");
    }
    if (kind.empty() && !request.bound_uid.empty()) {
        throw UsageError("--bound-object-uid can only be set if --bound-object-kind is provided");
    }
    if (!kind.empty() && kind != "Node" && kind != "Pod" && kind != "Secret") {
        throw UsageError("supported --bound-object-kind values are Node, Pod, Secret");
    }
    if (!kind.empty() && request.bound_name.empty()) {
        throw UsageError("--bound-object-name is required if --bound-object-kind is provided");
    }
}

void parse_token(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const auto lifetime = read_duration(flags, program);
    TokenRequest request;
    request.service_account = read_name(flags, program, k_create_token_verb.name);
    request.audiences = flags.values("audience");
    request.lifetime = std::chrono::duration_cast<std::chrono::seconds>(lifetime);
    request.bound_kind = flags.text_or("bound-object-kind", "");
    request.bound_name = flags.text_or("bound-object-name", "");
    request.bound_uid = flags.text_or("bound-object-uid", "");
    command.how = read_object_format(flags);
    check_token(request, lifetime);
    command.what = std::move(request);
}

}  // namespace

const Verb k_create_token_verb = {
    "create token",
    "Request a service account token",
    "Request a service account token.",
    "  # Request a token to authenticate to the kube-apiserver as the service account \"myapp\" in the "
    "current namespace\n"
    "  %s create token myapp\n"
    "  \n"
    "  # Request a token for a service account in a custom namespace\n"
    "  %s create token myapp --namespace myns\n"
    "  \n"
    "  # Request a token with a custom expiration\n"
    "  %s create token myapp --duration 10m\n"
    "  \n"
    "  # Request a token with a custom audience\n"
    "  %s create token myapp --audience https://example.com\n"
    "  \n"
    "  # Request a token bound to an instance of a Secret object\n"
    "  %s create token myapp --bound-object-kind Secret --bound-object-name mysecret\n"
    "  \n"
    "  # Request a token bound to an instance of a Secret object with a specific UID\n"
    "  %s create token myapp --bound-object-kind Secret --bound-object-name mysecret --bound-object-uid "
    "0d4691ed-659b-4935-a832-355f77ee47cc",
    "SERVICE_ACCOUNT_NAME [options]",
    token_flags,
    parse_token,
};

}  // namespace yare
