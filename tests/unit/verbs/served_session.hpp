// A session whose server answers each target by a script of its own, in whatever order threads ask.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "config/connection.hpp"
#include "no_interrupt.hpp"
#include "transport/http.hpp"
#include "verbs/session.hpp"

namespace yare {

struct Served {
    enum class End { whole, cut, stall };  // stall: nothing more comes until the client gives up
    std::string body;
    End end = End::whole;
    int status = 200;
    std::vector<Header> headers = {};  // besides Content-Type
};

class ScriptedServer {
  public:
    /// What `GET target` is answered, one after the other; the last one again and again.
    std::map<std::string, std::deque<Served>> script;

    Served next(const std::string& target) {
        const std::lock_guard lock(mutex_);
        seen_.push_back(target);
        const auto found = script.find(target);
        if (found == script.end()) {
            return {R"({"kind":"Status","message":"not scripted: )" + target + R"("})", Served::End::whole,
                    418};
        }
        auto& answers = found->second;
        const auto answer = answers.front();
        if (answers.size() > 1) {
            answers.pop_front();
        }
        return answer;
    }

    /// All targets, in the order in which they were asked for.
    std::vector<std::string> seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<std::string> seen_;
};

/// Ends what it is in when cancel() comes, as the real one does.
class ServedTransport final : public Transport {
  public:
    explicit ServedTransport(ScriptedServer& server) : server_(server) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
        throw_if_cancelled();
        const auto answer = server_.next(request.target());
        HttpResponse head{answer.status, {{"Content-Type", "application/json"}}};
        head.headers.insert(head.headers.end(), answer.headers.begin(), answer.headers.end());
        constexpr std::size_t k_piece = 11;
        // A log's receiver hears of the head even where nothing follows.
        if (request.path.ends_with("/log") && answer.status == 200 && !receive(head, {})) {
            return head;
        }
        for (std::size_t at = 0; at < answer.body.size(); at += k_piece) {
            if (!receive(head, std::string_view(answer.body).substr(at, k_piece))) {
                return head;
            }
        }
        if (answer.end == Served::End::cut) {
            throw TransportError(TransportError::Cause::protocol, "server:443", "unexpected EOF");
        }
        if (answer.end == Served::End::stall) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return cancelled_; });
            lock.unlock();
            throw_if_cancelled();
        }
        return head;
    }

    void cancel() override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        changed_.notify_all();
    }

    void resume() override {
        const std::lock_guard lock(mutex_);
        cancelled_ = false;
    }

  private:
    void throw_if_cancelled() {
        const std::lock_guard lock(mutex_);
        if (cancelled_) {
            throw TransportError(TransportError::Cause::cancelled, "server:443", "the request was cancelled");
        }
    }

    ScriptedServer& server_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool cancelled_ = false;
};

class ServedSession {
  public:
    ServedSession()
        : transport(server),
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
                      auto wire = std::make_unique<ServedTransport>(server);
                      Transport& own = *wire;
                      return std::unique_ptr<Line>(
                          new Line{std::move(wire), {own, {Milliseconds(0), {}, [](Milliseconds) {}}}});
                  },
                  interrupt,
                  {},
                  ""} {
        connection.namespace_name = "default";
    }

    ScriptedServer server;
    Connection connection;
    ServedTransport transport;
    Client client;
    Discovery discovery;
    StringOutput out, err;
    Streams streams;
    NoInterrupt interrupt;
    Session session;
};

}  // namespace yare
