// A server that does what a test's script says, byte by byte.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "transport/test_certificates.hpp"

struct ssl_ctx_st;
struct ssl_st;

namespace yare::test {

/// The server's side of one connection. Everything gives up after five seconds.
class Peer {
  public:
    explicit Peer(int descriptor) : descriptor_(descriptor) {}
    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// Becomes a TLS server. False when the handshake fails; the peer may do it again for TLS in TLS.
    bool start_tls(ssl_ctx_st* context);

    /// A request head, and the body that its Content-Length tells. Empty when the client has gone.
    std::string read_request();
    /// So many bytes; fewer when the client has gone.
    std::string read_bytes(std::size_t size);
    /// What comes next, at least one byte; empty when the client has gone.
    std::string read_some_bytes();
    void send(std::string_view bytes);
    /// The client reads an end; what it sends is still taken.
    void finish_sending();
    /// Waits until the client closes.
    void wait_for_end();
    void close(bool say_goodbye = true);
    void reset();  // RST instead of FIN

    std::string server_name;         // SNI of the last handshake
    std::string client_certificate;  // its subject's CN, from the last handshake
    std::string protocol;            // chosen by ALPN

  private:
    long read_some(char* into, std::size_t size);
    int descriptor_;
    std::vector<ssl_st*> layers_;
};

struct ServerTls {
    Certificate certificate;
    std::string ask_for_client_ca;  // PEM; when set, a client certificate is asked for
    int newest_version = 0;         // OpenSSL's number, 0 for all
    bool demand = true;             // whether a client without one is refused
};

/// A context for Peer::start_tls.
std::shared_ptr<ssl_ctx_st> make_context(const ServerTls& tls);

class TestServer {
  public:
    using Script = std::function<void(Peer&)>;

    /// `script` runs for every connection, one after the other.
    explicit TestServer(Script script, const std::string& address = "127.0.0.1");
    /// The same behind a TLS handshake.
    TestServer(const ServerTls& tls, Script script, const std::string& address = "127.0.0.1");
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string url(const std::string& scheme, const std::string& host = "127.0.0.1") const;
    int connections() const { return connections_; }

  private:
    void serve();

    Script script_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    std::thread thread_;
};

/// Whether this machine has an IPv6 loopback address.
bool has_ipv6();

/// `HTTP/1.1 200 OK` with that body and its length.
std::string ok_response(std::string_view body, std::string_view more_headers = "");

}  // namespace yare::test
