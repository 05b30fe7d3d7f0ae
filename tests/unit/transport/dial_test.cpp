#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <vector>

#include "transport/route.hpp"
#include "transport/socket.hpp"
#include "transport/test_certificates.hpp"
#include "transport/test_server.hpp"
#include "transport/tls.hpp"

using namespace yare;
using namespace std::chrono_literals;

namespace {

/// A port whose queue of unaccepted connections is full: a further SYN gets no answer.
class DeafPort {
  public:
    DeafPort() {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* generic = reinterpret_cast<sockaddr*>(&address_);
        descriptors_.push_back(socket(AF_INET, SOCK_STREAM, 0));
        REQUIRE(bind(descriptors_[0], generic, size) == 0);
        REQUIRE(listen(descriptors_[0], 0) == 0);
        getsockname(descriptors_[0], generic, &size);
        for (int i = 0; i < 4; ++i) {
            descriptors_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            static_cast<void>(connect(descriptors_.back(), generic, size));
        }
    }
    ~DeafPort() {
        for (const int descriptor : descriptors_) close(descriptor);
    }
    DeafPort(const DeafPort&) = delete;
    DeafPort& operator=(const DeafPort&) = delete;
    std::string where() const { return "127.0.0.1:" + std::to_string(ntohs(address_.sin_port)); }

  private:
    sockaddr_in address_{};
    std::vector<int> descriptors_;
};

int option(int descriptor, int level, int name) {
    int value = 0;
    socklen_t size = sizeof value;
    getsockopt(descriptor, level, name, &value, &size);
    return value;
}

}  // namespace

TEST_CASE("dialling ends at its deadline") {
    const DeafPort port;
    const auto start = Clock::now();
    try {
        dial(parse_origin("https://" + port.where()), start + 200ms);
        FAIL("connected");
    } catch (const TransportError& error) {
        CHECK(error.cause() == TransportError::Cause::timeout);
        CHECK(std::string(error.what()) == "dial tcp " + port.where() + ": i/o timeout");
    }
    CHECK(Clock::now() - start >= 200ms);
    CHECK(Clock::now() - start < 5s);
}

TEST_CASE("dialling and a handshake end when their family of sockets is shut") {
    const DeafPort port;
    const test::TestServer silent([](test::Peer& peer) { peer.wait_for_end(); });
    Connection connection;
    connection.insecure_skip_tls_verify = true;
    for (const auto& server : {"https://" + port.where(), silent.url("https")}) {
        CAPTURE(server);
        connection.server = server;
        const auto family = std::make_shared<OpenSockets>();
        Route route(connection, family);
        std::thread shutter([&] {
            std::this_thread::sleep_for(100ms);
            family->shut();
        });
        CHECK_THROWS_AS(route.open(k_never), TransportError);
        shutter.join();
        CHECK_THROWS_AS(route.open(k_never), TransportError);
    }
}

TEST_CASE("a TLS handshake ends at its deadline") {
    const test::TestServer server([](test::Peer& peer) { peer.wait_for_end(); });
    const Origin url = parse_origin(server.url("https"));
    Connection connection;
    connection.insecure_skip_tls_verify = true;
    Tls tls(connection, false);
    const auto start = Clock::now();
    CHECK_THROWS_WITH_AS(
        tls.connect(dial(url, k_never), {"127.0.0.1", url.authority(), false}, start + 200ms),
        "net/http: TLS handshake timeout", TransportError);
    CHECK(Clock::now() - start >= 200ms);
}

TEST_CASE("sockets send at once, are kept alive, and do not outlive an exec") {
    const test::TestServer server([](test::Peer& peer) { peer.wait_for_end(); });
    const auto socket = dial(parse_origin(server.url("http", "localhost")), Clock::now() + 5s);
    CHECK(option(socket->descriptor(), IPPROTO_TCP, TCP_NODELAY) == 1);
    CHECK(option(socket->descriptor(), SOL_SOCKET, SO_KEEPALIVE) == 1);
    CHECK((fcntl(socket->descriptor(), F_GETFD) & FD_CLOEXEC) != 0);
    char byte;
    socket->set_deadline(Clock::now() + 50ms);
    CHECK(socket->read(&byte, 1).status == WireStatus::timeout);
}

TEST_CASE("writing to a peer that has gone is an error, not a signal") {
    static volatile std::sig_atomic_t signals = 0;
    const auto before = std::signal(SIGPIPE, [](int) { signals = signals + 1; });
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0);
    Socket socket(ends[0]);
    close(ends[1]);
    CHECK(socket.write("x") == WireStatus::failed);
    CHECK(socket.failure().cause == TransportError::Cause::closed);
    CHECK(signals == 0);
    std::signal(SIGPIPE, before);
}
