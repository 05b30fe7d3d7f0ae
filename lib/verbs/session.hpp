// What a verb needs to run: the wire, the types, the streams, the time.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/streams.hpp"
#include "base/time.hpp"
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

    /// From here on Ctrl-C only sets requested(), so that what is on the wire can be finished; a second one
    /// ends the process. Before that it ends the process at once.
    virtual void begin() = 0;
    virtual bool requested() const = 0;

    /// A file descriptor that becomes readable when requested() becomes true; -1: none. Good from begin() on.
    virtual int descriptor() const { return -1; }

    /// Ends the process as the second Ctrl-C would.
    virtual void end_process() {}
};

struct Session {
    const Connection& connection;
    Client& client;
    Discovery& discovery;
    Streams& streams;
    Moment now;
    std::string program;  // the name to use in messages
    /// Reads a file:, http: or https: manifest that -f names, without this cluster's credentials.
    std::function<std::string(const std::string& url)> get_url;
    /// Makes a Line; connects with its first request. May be called from any thread.
    std::function<std::unique_ptr<Line>()> open_line;
    Interrupt& interrupt;
    /// Lets the user edit a file in that directory; throws Error where the editor failed.
    std::function<void(const std::string& path)> open_editor;
    std::string temporary_directory;
    Environment environment = {};
};

}  // namespace yare
