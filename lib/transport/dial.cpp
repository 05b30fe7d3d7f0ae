#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "transport/socket.hpp"
#include "transport/socket_address.hpp"

namespace yare {
namespace {

constexpr std::chrono::milliseconds k_look_up{50};      // whether a slow resolver is still waited for
constexpr std::chrono::milliseconds k_head_start{300};  // Go's net.Dialer.FallbackDelay

using Cause = TransportError::Cause;

/// The answer of getaddrinfo.
struct Lookup {
    int error = 0;
    int system_error = 0;
    std::shared_ptr<addrinfo> addresses;
};

Lookup look_up(const std::string& host, std::uint16_t port, int flags) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    Lookup out;
    out.error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    out.system_error = errno;
    if (out.error == 0) out.addresses.reset(found, freeaddrinfo);
    return out;
}

/// The resolver knows no deadline, so it works in a thread of its own that is left behind when it is too
/// slow. Nothing when the deadline passed, or the family was shut.
std::optional<Lookup> look_up_until(const std::string& host, std::uint16_t port, Deadline deadline,
                                    const OpenSockets* family) {
    struct Shared {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<Lookup> result;
    };
    auto shared = std::make_shared<Shared>();
    std::thread([shared, host, port] {
        Lookup result = look_up(host, port, 0);
        const std::lock_guard<std::mutex> lock(shared->mutex);
        shared->result = std::move(result);
        shared->done.notify_one();
    }).detach();
    std::unique_lock<std::mutex> lock(shared->mutex);
    while (!shared->result && Clock::now() < deadline && (family == nullptr || !family->is_shut())) {
        shared->done.wait_until(lock, std::min(deadline, Clock::now() + k_look_up));
    }
    return shared->result;
}

[[noreturn]] void throw_lookup(const Origin& url, const Lookup& result) {
    std::string why;
    auto cause = Cause::unknown_host;
    switch (result.error) {
        case EAI_NONAME:
#ifdef EAI_NODATA
        case EAI_NODATA:
#endif
            why = "no such host";
            break;
        case EAI_SYSTEM:
            why = system_words(result.system_error);
            cause = Cause::other;
            break;
        default:
            why = gai_strerror(result.error);
            cause = Cause::other;
    }
    throw TransportError(cause, url.authority(), "dial tcp: lookup " + url.host + ": " + why);
}

Lookup resolve(const Origin& url, Deadline deadline, const OpenSockets* family) {
    const std::string host = url.zone.empty() ? url.host : url.host + "%" + url.zone;
    if (is_ip_address(url.host)) {
        Lookup numeric = look_up(host, url.port, AI_NUMERICHOST);
        if (numeric.error != 0) throw_lookup(url, numeric);
        return numeric;
    }
    auto result = look_up_until(host, url.port, deadline, family);
    if (!result)
        throw TransportError(Cause::timeout, url.authority(), "dial tcp: lookup " + host + ": i/o timeout");
    if (result->error != 0) throw_lookup(url, *result);
    return *result;
}

/// One address being tried.
struct Attempt {
    std::unique_ptr<Socket> socket;
    const addrinfo* address;
};

/// Connects to several addresses at a time and keeps the first that answers.
class Race {
  public:
    Race(const addrinfo* addresses, Deadline deadline, std::shared_ptr<OpenSockets> family)
        : next_(addresses), deadline_(deadline), family_(std::move(family)) {}

    std::unique_ptr<Socket> run(const Origin& url) {
        while (next_ != nullptr || !attempts_.empty()) {
            if (next_ != nullptr && (attempts_.empty() || Clock::now() >= next_start_)) {
                if (auto ready = start()) return ready;
                continue;
            }
            if (auto ready = wait()) return ready;
            if (Clock::now() >= deadline_) throw_timeout(url);
        }
        throw_first_error(url);
    }

  private:
    void failed(const addrinfo* address, int error) {
        next_start_ = Clock::now();  // no reason to wait for the next one
        if (first_failed_ != nullptr) return;
        first_failed_ = address;
        first_error_ = error;
    }

    std::unique_ptr<Socket> start() {
        const addrinfo* address = next_;
        next_ = next_->ai_next;
        next_start_ = Clock::now() + k_head_start;
        const int descriptor = socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
                                      address->ai_protocol);
        if (descriptor < 0) {
            failed(address, errno);
            return nullptr;
        }
        auto out = std::make_unique<Socket>(descriptor, family_);
        const bool is_connected = connect(descriptor, address->ai_addr, address->ai_addrlen) == 0;
        const int error = errno;
        if (family_) family_->add(descriptor);  // a socket that does not connect yet cannot be shut
        if (is_connected) return out;
        if (error == EINPROGRESS || error == EINTR) {
            attempts_.push_back({std::move(out), address});
        } else {
            failed(address, error);
        }
        return nullptr;
    }

    std::unique_ptr<Socket> wait() {
        std::vector<pollfd> entries;
        for (const auto& attempt : attempts_) entries.push_back({attempt.socket->descriptor(), POLLOUT, 0});
        const Deadline until = next_ != nullptr ? std::min(deadline_, next_start_) : deadline_;
        if (poll(entries.data(), entries.size(), poll_milliseconds(until)) <= 0) return nullptr;
        for (std::size_t i = entries.size(); i-- > 0;) {
            if (entries[i].revents == 0) continue;
            int error = 0;
            socklen_t size = sizeof error;
            getsockopt(entries[i].fd, SOL_SOCKET, SO_ERROR, &error, &size);
            if (error == 0) return std::move(attempts_[i].socket);
            failed(attempts_[i].address, error);
            attempts_.erase(attempts_.begin() + static_cast<std::ptrdiff_t>(i));
        }
        return nullptr;
    }

    [[noreturn]] void throw_timeout(const Origin& url) const {
        const addrinfo* address = attempts_.empty() ? first_failed_ : attempts_.front().address;
        const std::string where = address == nullptr ? url.host_and_port() : address_words(*address->ai_addr);
        throw TransportError(Cause::timeout, url.authority(), "dial tcp " + where + ": i/o timeout");
    }

    [[noreturn]] void throw_first_error(const Origin& url) const {
        const std::string where =
            first_failed_ == nullptr ? url.host_and_port() : address_words(*first_failed_->ai_addr);
        const auto cause = first_error_ == ECONNREFUSED ? Cause::refused
                           : first_error_ == ETIMEDOUT  ? Cause::timeout
                                                        : Cause::other;
        throw TransportError(cause, url.authority(),
                             "dial tcp " + where + ": connect: " + system_words(first_error_));
    }

    const addrinfo* next_;
    Deadline deadline_;
    std::shared_ptr<OpenSockets> family_;
    Deadline next_start_{};
    std::vector<Attempt> attempts_;
    const addrinfo* first_failed_ = nullptr;
    int first_error_ = 0;
};

void set_option(int descriptor, int level, int name, int value) {
    // A wish, not a need: without it the connection works all the same.
    static_cast<void>(setsockopt(descriptor, level, name, &value, sizeof value));
}

}  // namespace

std::unique_ptr<Socket> dial(const Origin& url, Deadline deadline, std::shared_ptr<OpenSockets> family) {
    const Lookup found = resolve(url, deadline, family.get());
    auto out = Race(found.addresses.get(), deadline, std::move(family)).run(url);
    set_option(out->descriptor(), IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(out->descriptor(), SOL_SOCKET, SO_KEEPALIVE, 1);
    // client-go's dialer: KeepAlive 30 s (idle and interval); nine probes are the kernel's default.
    set_option(out->descriptor(), IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set_option(out->descriptor(), IPPROTO_TCP, TCP_KEEPINTVL, 30);
    return out;
}

}  // namespace yare
