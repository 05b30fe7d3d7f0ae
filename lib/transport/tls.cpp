#include "transport/tls.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdlib>

#include "base/error.hpp"
#include "transport/certificates.hpp"
#include "transport/openssl_start.hpp"
#include "transport/origin.hpp"
#include "transport/tls_wire.hpp"
#include "transport/tls_words.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

struct FreeMethod {
    void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};

/// OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void*) { return 0; }

[[noreturn]] void throw_setup(const std::string& what) {
    const std::string why = tls_error_words(ERR_get_error());
    ERR_clear_error();
    throw ConfigError(what + ": " + why);
}

/// The name as it is checked: without the root's dot and without an IPv6 zone.
std::string checked_name(std::string name) {
    if (!name.empty() && name.back() == '.') name.pop_back();
    if (const auto zone = name.find('%'); zone != std::string::npos) name.resize(zone);
    return name;
}

/// Makes `ssl` look for `name` in the certificate and, for a name, send it as SNI.
bool expect_name(SSL* ssl, const std::string& name) {
    X509_VERIFY_PARAM* param = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(
        param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    unsigned char address[16];
    // An IPv4 address must be four bytes, or it would match an IPv6 SAN that begins with them.
    if (inet_pton(AF_INET, name.c_str(), address) == 1)
        return X509_VERIFY_PARAM_set1_ip(param, address, 4) == 1;
    if (inet_pton(AF_INET6, name.c_str(), address) == 1)
        return X509_VERIFY_PARAM_set1_ip(param, address, 16) == 1;
    return !name.empty() && X509_VERIFY_PARAM_set1_host(param, name.c_str(), name.size()) == 1 &&
           SSL_set_tlsext_host_name(ssl, name.c_str()) == 1;
}

void use_identity(SSL* ssl, const Identity& identity) {
    if (identity.chain.empty()) return;
    const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> chain(
        sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
    for (std::size_t i = 1; i < identity.chain.size(); ++i)
        sk_X509_push(chain.get(), identity.chain[i].get());
    if (SSL_use_cert_and_key(ssl, identity.chain.front().get(), identity.key.get(), chain.get(), 1) != 1) {
        throw_setup("tls: the client certificate cannot be used");
    }
}

// An OpenSSL that came along from another system looks for roots where that one has them. Go's list
// (crypto/x509/root_linux.go) of where systems keep theirs; what OpenSSL or the environment names comes
// first.
void add_roots_of_other_systems(SSL_CTX* out) {
    const auto is_there = [](const char* variable, const char* usual) {
        const char* set = std::getenv(variable);
        return set != nullptr || access(usual, R_OK) == 0;
    };
    if (is_there(X509_get_default_cert_file_env(), X509_get_default_cert_file()) ||
        is_there(X509_get_default_cert_dir_env(), X509_get_default_cert_dir())) {
        return;
    }
    for (const char* file : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                             "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
                             "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        if (access(file, R_OK) == 0 && SSL_CTX_load_verify_file(out, file) == 1) return;
    }
}

}  // namespace

struct Tls::State {
    bool insecure = false;
    bool own_roots = false;
    std::vector<Certificate> roots;
    Identity identity;
    std::unique_ptr<BIO_METHOD, FreeMethod> method;
    Context context;

    /// Made at the first connection: it costs two milliseconds.
    SSL_CTX* open_context();
    void set_trust(SSL_CTX* out) const;
};

void Tls::State::set_trust(SSL_CTX* out) const {
    if (insecure) return;
    if (!own_roots) {
        // An empty or missing system store means that nothing is trusted; the handshake then says so.
        SSL_CTX_set_default_verify_paths(out);
        add_roots_of_other_systems(out);
        ERR_clear_error();
        return;
    }
    X509_STORE* store = SSL_CTX_get_cert_store(out);
    for (const auto& root : roots) {
        if (X509_STORE_add_cert(store, root.get()) != 1) throw_setup("unable to load root certificates");
    }
    // As in Go, every certificate in the pool is a root, also one that another has signed.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
}

SSL_CTX* Tls::State::open_context() {
    if (context) return context.get();
    Context out(SSL_CTX_new(TLS_client_method()));
    method.reset(new_wire_method());
    if (!out || !method) throw_setup("tls: no context");
    SSL_CTX_set_min_proto_version(out.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(out.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(out.get(), SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_session_cache_mode(out.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_default_passwd_cb(out.get(), no_passphrase);
    SSL_CTX_set_read_ahead(out.get(),
                           1);  // whole buffers off the socket instead of five bytes and then a record
    SSL_CTX_set_default_read_buffer_len(out.get(), std::size_t{64} << 10);
    constexpr unsigned char protocols[] = "\x08http/1.1";
    SSL_CTX_set_alpn_protos(out.get(), protocols, sizeof protocols - 1);
    set_trust(out.get());
    context = std::move(out);
    return context.get();
}

Tls::Tls(const Connection& connection, bool with_identity) : state_(std::make_unique<State>()) {
    start_openssl();
    state_->insecure = connection.insecure_skip_tls_verify;
    if (connection.ca_pem) {
        state_->own_roots = true;
        state_->roots = read_roots(*connection.ca_pem);
    }
    if (with_identity && !(connection.client_certificate_pem.empty() && connection.client_key_pem.empty())) {
        state_->identity = read_identity(connection.client_certificate_pem, connection.client_key_pem);
    }
}

Tls::~Tls() = default;

void Tls::set_identity(const std::string& certificate_pem, const std::string& key_pem) {
    state_->identity = certificate_pem.empty() ? Identity() : read_identity(certificate_pem, key_pem);
}

std::unique_ptr<Wire> Tls::connect(std::unique_ptr<Wire> below, const TlsPeer& peer, Deadline deadline) {
    const std::string name = checked_name(peer.name);
    SSL* ssl = SSL_new(state_->open_context());
    if (ssl == nullptr) throw_setup("tls: no connection");
    auto wire = std::make_unique<TlsWire>(std::move(below), ssl, name);
    wire->set_deadline(deadline);
    if (!wire->attach(state_->method.get())) throw_setup("tls: no connection");
    if (!expect_name(ssl, name)) throw_setup("tls: the server name " + name + " cannot be used");
    if (peer.show_identity) use_identity(ssl, state_->identity);
    wire->verify_peer(!state_->insecure);
    const auto [status, failure] = wire->shake_hands();
    if (status == WireStatus::ok) return wire;
    if (status == WireStatus::timeout) {
        throw TransportError(Cause::timeout, peer.where, "net/http: TLS handshake timeout");
    }
    throw TransportError(failure.cause, peer.where, failure.words);
}

}  // namespace yare
