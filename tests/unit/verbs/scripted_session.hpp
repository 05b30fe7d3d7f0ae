// A session whose server answers exactly what a test wrote down.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "config/connection.hpp"
#include "no_interrupt.hpp"
#include "scripted_transport.hpp"
#include "verbs/change.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Hands on to a transport that outlives it.
class BorrowedTransport final : public Transport {
  public:
    explicit BorrowedTransport(Transport& lender) : lender_(lender) {}
    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
        return lender_.send(request, receive);
    }

  private:
    Transport& lender_;
};

/// One script for the session's own line and all others.
class ScriptedSession {
  public:
    explicit ScriptedSession(std::deque<Scripted> script)
        : transport(std::move(script)),
          client(transport, {Milliseconds(0), {}, [](Milliseconds) {}}),
          discovery(
              [](const HttpRequest&) {
                  return DiscoveryAnswer{404, "", ""};
              },
              {}),
          streams{-1, out, err, false},
          session{connection,
                  client,
                  discovery,
                  streams,
                  std::chrono::sys_seconds{},
                  "yare",
                  {},
                  [this] {
                      ++lines;
                      auto wire = std::make_unique<BorrowedTransport>(transport);
                      Transport& own = *wire;
                      return std::unique_ptr<Line>(
                          new Line{std::move(wire), Client(own, {Milliseconds(0), {}, [](Milliseconds) {}})});
                  },
                  interrupt,
                  {},
                  ""} {}

    Connection connection;
    ScriptedTransport transport;
    Client client;
    Discovery discovery;
    StringOutput out, err;
    Streams streams;
    NoInterrupt interrupt;
    std::atomic<int> lines = 0;
    Session session;
};

inline ResourceType config_map_type() {
    ResourceType type;
    type.version = "v1";
    type.plural = "configmaps";
    type.singular = "configmap";
    type.kind = "ConfigMap";
    type.namespaced = true;
    return type;
}

inline ObjectPlace config_map_place(const std::string& name) { return {config_map_type(), "default", name}; }

}  // namespace yare
