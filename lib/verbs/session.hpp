// What a verb needs to run: the wire, the types, the streams, the time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/streams.hpp"
#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "discovery/discovery.hpp"
#include "verbs/client.hpp"

namespace yare {

/// A connection of its own to the server, for work at the same time. Used by one thread at a time.
struct Line {
    std::unique_ptr<Transport> transport;
    Client client;
};

/// Whether the user wants to stop (Ctrl-C).
class Interrupt {
  public:
    virtual ~Interrupt() = default;
    virtual bool requested() const = 0;

    /// Becomes readable when it is requested; -1 where there is no such thing.
    virtual int descriptor() const = 0;
};

struct Session {
    const Connection& connection;
    Client& client;
    Discovery& discovery;
    Streams& streams;
    std::chrono::sys_seconds now;
    std::string program;  // the name to use in messages
    /// Reads a file:, http: or https: manifest that -f names, without this cluster's credentials.
    std::function<std::string(const std::string& url)> get_url;
    /// Makes a Line; connects with its first request. May be called from any thread.
    std::function<std::unique_ptr<Line>()> open_line;
    const Interrupt& interrupt;
    Environment environment = {};
};

}  // namespace yare
