#include "transport/test_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <stdexcept>

namespace yare::test {
namespace {

/// A BIO cannot sit on an SSL without a filter; BIO_f_ssl does that for TLS in TLS.
BIO* bio_over(ssl_st* layer) {
    BIO* bio = BIO_new(BIO_f_ssl());
    BIO_set_ssl(bio, layer, BIO_NOCLOSE);
    return bio;
}

int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                    unsigned in_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    const int result =
        SSL_select_next_proto(const_cast<unsigned char**>(out), size, ours, sizeof ours - 1, in, in_size);
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

Peer::~Peer() { close(); }

bool Peer::start_tls(ssl_ctx_st* context) {
    SSL* ssl = SSL_new(context);
    if (layers_.empty()) {
        SSL_set_fd(ssl, descriptor_);
    } else {
        BIO* bio = bio_over(layers_.back());
        SSL_set_bio(ssl, bio, bio);
    }
    ERR_clear_error();
    if (SSL_accept(ssl) != 1) {
        SSL_free(ssl);
        ERR_clear_error();
        return false;
    }
    layers_.push_back(ssl);
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    server_name = name == nullptr ? "" : name;
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl, &chosen, &size);
    protocol.assign(reinterpret_cast<const char*>(chosen), size);
    if (X509* certificate = SSL_get0_peer_certificate(ssl)) {
        char text[256] = "";
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text, sizeof text);
        client_certificate = text;
    }
    return true;
}

long Peer::read_some(char* into, std::size_t size) {
    if (layers_.empty()) return recv(descriptor_, into, size, 0);
    return SSL_read(layers_.back(), into, static_cast<int>(size));
}

std::string Peer::read_request() {
    std::string out;
    char buffer[16384];
    for (;;) {
        const auto end = out.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto at = out.find("Content-Length: ");
            const std::size_t length = at < end ? std::stoul(out.substr(at + 16)) : 0;
            if (out.size() >= end + 4 + length) return out;
        }
        const long count = read_some(buffer, sizeof buffer);
        if (count <= 0) return out;
        out.append(buffer, static_cast<std::size_t>(count));
    }
}

std::string Peer::read_bytes(std::size_t size) {
    std::string out(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const long count = read_some(out.data() + got, size - got);
        if (count <= 0) break;
        got += static_cast<std::size_t>(count);
    }
    out.resize(got);
    return out;
}

std::string Peer::read_some_bytes() {
    char buffer[4096];
    const long count = read_some(buffer, sizeof buffer);
    return count <= 0 ? "" : std::string(buffer, static_cast<std::size_t>(count));
}

void Peer::finish_sending() { shutdown(descriptor_, SHUT_WR); }

void Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const long count = layers_.empty()
                               ? ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
                               : SSL_write(layers_.back(), bytes.data(), static_cast<int>(bytes.size()));
        if (count <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void Peer::wait_for_end() {
    char buffer[4096];
    while (read_some(buffer, sizeof buffer) > 0) {
    }
}

void Peer::close(bool say_goodbye) {
    if (descriptor_ < 0) return;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        if (say_goodbye) SSL_shutdown(*layer);
        SSL_free(*layer);
    }
    layers_.clear();
    ERR_clear_error();
    ::close(descriptor_);
    descriptor_ = -1;
}

void Peer::reset() {
    const linger now{1, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(false);
}

std::shared_ptr<ssl_ctx_st> make_context(const ServerTls& tls) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), tls.certificate.certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), tls.certificate.key.get());
    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    if (tls.newest_version != 0) {
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), tls.newest_version);
    }
    if (!tls.ask_for_client_ca.empty()) {
        BIO* bio = BIO_new_mem_buf(tls.ask_for_client_ca.data(), -1);
        X509* ca = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), ca);
        X509_free(ca);
        BIO_free(bio);
        const int demand = tls.demand ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | demand, nullptr);
    }
    return context;
}

TestServer::TestServer(Script script, const std::string& address) : script_(std::move(script)) {
    signal(SIGPIPE, SIG_IGN);  // for SSL_write of this server; the client has MSG_NOSIGNAL
    const bool v6 = address.find(':') != std::string::npos;
    sockaddr_storage storage{};
    socklen_t size = v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    storage.ss_family = v6 ? AF_INET6 : AF_INET;
    void* where = v6 ? static_cast<void*>(&reinterpret_cast<sockaddr_in6&>(storage).sin6_addr)
                     : static_cast<void*>(&reinterpret_cast<sockaddr_in&>(storage).sin_addr);
    inet_pton(storage.ss_family, address.c_str(), where);
    listener_ = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto* generic = reinterpret_cast<sockaddr*>(&storage);
    if (bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0)
        throw std::runtime_error("cannot listen");
    getsockname(listener_, generic, &size);
    port_ = ntohs(v6 ? reinterpret_cast<sockaddr_in6&>(storage).sin6_port
                     : reinterpret_cast<sockaddr_in&>(storage).sin_port);
    thread_ = std::thread([this] { serve(); });
}

TestServer::TestServer(const ServerTls& tls, Script script, const std::string& address)
    : TestServer(
          [context = make_context(tls), script](Peer& peer) {
              if (peer.start_tls(context.get())) script(peer);
          },
          address) {}

TestServer::~TestServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
}

void TestServer::serve() {
    for (;;) {
        const int descriptor = accept(listener_, nullptr, nullptr);
        if (descriptor < 0) return;
        const int on = 1;  // or the answer behind two TLS tickets waits for the client's ACK
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const timeval limit{5, 0};
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        ++connections_;
        Peer peer(descriptor);
        script_(peer);
    }
}

std::string TestServer::url(const std::string& scheme, const std::string& host) const {
    return scheme + "://" + host + ":" + std::to_string(port_);
}

bool has_ipv6() {
    const int descriptor = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    const bool good =
        descriptor >= 0 && bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    if (descriptor >= 0) ::close(descriptor);
    return good;
}

std::string ok_response(std::string_view body, std::string_view more_headers) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace yare::test
