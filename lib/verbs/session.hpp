// What a verb needs to run: the wire, the types, the streams, the time.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/streams.hpp"
#include "config/connection.hpp"
#include "discovery/discovery.hpp"
#include "verbs/client.hpp"

namespace yare {

struct Session {
    const Connection& connection;
    Client& client;
    Discovery& discovery;
    Streams& streams;
    std::chrono::sys_seconds now;
    /// Reads a file:, http: or https: manifest that -f names, without this cluster's credentials.
    std::function<std::string(const std::string& url)> get_url;
};

}  // namespace yare
