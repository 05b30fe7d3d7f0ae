#include "login/exec_credential.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/go_time.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "transport/certificates.hpp"

namespace yare {

namespace {

constexpr std::string_view k_group = "client.authentication.k8s.io/";

// apimachinery's json.SimpleMetaFactory, and exec.go's scheme, as Go prints them.
constexpr const char* k_meta_type =
    "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string "
    "\"json:\\\"kind,omitempty\\\"\" }";
constexpr const char* k_scheme = "pkg/client/auth/exec/exec.go:64";

const char* go_kind(const JsonValue& value) {
    switch (value.kind()) {
        case JsonValue::Kind::boolean:
            return "bool";
        case JsonValue::Kind::number:
            return "number";
        case JsonValue::Kind::string:
            return "string";
        case JsonValue::Kind::array:
            return "array";
        default:
            return "object";
    }
}

[[noreturn]] void throw_type(const JsonValue& value, const std::string& what) {
    throw Error("json: cannot unmarshal " + std::string(go_kind(value)) + " into Go " + what);
}

bool is_absent(const JsonValue& value) {
    return value.kind() == JsonValue::Kind::missing || value.kind() == JsonValue::Kind::null;
}

// As encoding/json, whatever the case of the name.
std::string meta_text(const JsonValue& root, std::string_view name) {
    std::string text;
    for (auto member = root.first(); member; member = member.next()) {
        if (to_lower(member.key()) != to_lower(name) || is_absent(member)) {
            continue;
        }
        if (!member.is_string()) {
            throw_type(member, "struct field ." + std::string(name) + " of type string");
        }
        text = member.text();
    }
    return text;
}

std::string text_field(const JsonValue& status, const char* name) {
    const JsonValue value = status.find(name);
    if (!is_absent(value) && !value.is_string()) {
        throw_type(value,
                   "struct field ExecCredentialStatus.status." + std::string(name) + " of type string");
    }
    return is_absent(value) ? "" : value.text();
}

struct Meta {
    std::string version;
    std::string kind;
};

Meta read_meta(const JsonValue& root) {
    const std::string start = "couldn't get version/kind; json parse error: ";
    try {
        if (root.kind() != JsonValue::Kind::null && !root.is_object()) {
            throw_type(root, std::string("value of type ") + k_meta_type);
        }
        return {meta_text(root, "apiVersion"), meta_text(root, "kind")};
    } catch (const Error& error) {
        throw Error(start + error.what());
    }
}

// Whether the scheme has such a kind; the decoder fills in the kind where only a version was said.
void check_known(const Meta& meta) {
    const auto slash = meta.version.find('/');
    if (slash != std::string::npos && meta.version.find('/', slash + 1) != std::string::npos) {
        throw Error("unexpected GroupVersion string: " + meta.version);
    }
    const bool known =
        meta.version == std::string(k_group) + "v1" || meta.version == std::string(k_group) + "v1beta1";
    if (!known || (!meta.kind.empty() && meta.kind != "ExecCredential")) {
        throw Error("no kind " + go_quote(meta.kind.empty() ? "ExecCredential" : meta.kind) +
                    " is registered for version " + go_quote(meta.version) + " in scheme " +
                    go_quote(k_scheme));
    }
}

void check_object(const JsonValue& value, const std::string& field, const std::string& type) {
    if (!is_absent(value) && !value.is_object()) {
        throw_type(value, "struct field ExecCredential." + field + " of type " + type);
    }
}

struct Decoded {
    std::string version;
    bool has_status = false;
    ExecAnswer answer;
};

Decoded decode(const JsonValue& root) {
    const Meta meta = read_meta(root);
    if (meta.version.empty()) {
        return {.version = std::string(k_group) + "__internal", .has_status = false, .answer = {}};
    }
    check_known(meta);
    const std::string short_version = meta.version.substr(k_group.size());
    check_object(root.find("spec"), "spec", short_version + ".ExecCredentialSpec");
    const JsonValue status = root.find("status");
    check_object(status, "status", short_version + ".ExecCredentialStatus");
    Decoded out{.version = meta.version, .has_status = status.is_object(), .answer = {}};
    if (!out.has_status) {
        return out;
    }
    out.answer.credentials = {.token = text_field(status, "token"),
                              .certificate_pem = text_field(status, "clientCertificateData"),
                              .key_pem = text_field(status, "clientKeyData")};
    if (!is_absent(status.find("expirationTimestamp"))) {
        out.answer.expires = parse_go_time(text_field(status, "expirationTimestamp"));
    }
    return out;
}

// The output as JSON: itself when it begins with a brace, else its first YAML document.
std::string json_of(std::string_view output) {
    const auto start = trim(output);
    if (start.starts_with('{')) {
        return std::string(output);
    }
    const auto documents = read_yaml(output);
    return documents.empty()
               ? "null"
               : documents.front().value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Decoded decode_text(std::string_view output) {
    try {
        const std::string json = json_of(output);
        JsonTree tree;
        JsonValue root;
        try {
            root = tree.parse(json);
        } catch (const JsonError& error) {
            throw Error(std::string("couldn't get version/kind; json parse error: ") + error.what());
        }
        return decode(root);
    } catch (const Error& error) {
        throw Error(std::string("decoding stdout: ") + error.what());
    }
}

void check_credentials(const SuppliedCredentials& given) {
    if (given.token.empty() && given.certificate_pem.empty() && given.key_pem.empty()) {
        throw Error("exec plugin didn't return a token or cert/key pair");
    }
    if (given.certificate_pem.empty() != given.key_pem.empty()) {
        throw Error("exec plugin returned only certificate or key, not both");
    }
    if (given.certificate_pem.empty()) {
        return;
    }
    try {
        read_identity(given.certificate_pem, given.key_pem);
    } catch (const Error& error) {
        throw Error(std::string("failed parsing client key/certificate: ") + error.what());
    }
}

}  // namespace

std::string exec_info(const ExecLogin& login, bool interactive) {
    return R"({"kind":"ExecCredential","apiVersion":")" + login.api_version + R"(","spec":{)" +
           (login.cluster.empty() ? "" : "\"cluster\":" + login.cluster + ",") +
           "\"interactive\":" + (interactive ? "true" : "false") + "}}\n";
}

ExecAnswer read_exec_answer(std::string_view output, const std::string& api_version) {
    Decoded decoded = decode_text(output);
    if (decoded.version != api_version) {
        throw Error("exec plugin is configured to use API version " + api_version +
                    ", plugin returned version " + decoded.version);
    }
    if (!decoded.has_status) {
        throw Error("exec plugin didn't return a status field");
    }
    check_credentials(decoded.answer.credentials);
    return std::move(decoded.answer);
}

}  // namespace yare
