// How long the stages of connecting may take.
#pragma once

#include <chrono>

namespace yare {

constexpr std::chrono::seconds k_dial_limit{30};       // client-go transport/cache.go: Dialer.Timeout
constexpr std::chrono::seconds k_handshake_limit{10};  // client-go transport/cache.go: TLSHandshakeTimeout
constexpr std::chrono::seconds k_tunnel_limit{60};     // net/http: answer to CONNECT

}  // namespace yare
