#include "verbs/lookout.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>

#include "base/error.hpp"
#include "served_session.hpp"

using namespace yare;

namespace {

constexpr auto k_content = Lookout::Clock::time_point::max();

std::string run_out(Lookout& lookout, const Lookout::Look& look) {
    try {
        lookout.run(look);
        return "";
    } catch (const BrokenPipe&) {
        return "broken pipe";
    } catch (const Error& error) {
        return error.line();
    }
}

// An output that ends in a descriptor.
class Ending final : public Output {
  public:
    explicit Ending(int fd) : fd_(fd) {}
    void write(std::string_view) override {}
    int descriptor() const override { return fd_; }

  private:
    int fd_;
};

}  // namespace

TEST_CASE("a lookout ends when its look says so, after all threads") {
    ServedSession served;
    std::atomic<int> ended = 0;
    Lookout lookout(served.session);
    for (int i = 0; i < 4; ++i) {
        lookout.start([&] { ++ended; });
    }
    CHECK(run_out(lookout, [&] { return ended == 4 ? std::nullopt : std::optional(k_content); }) == "");
    CHECK(lookout.is_stopped());
    lookout.start([&] { ++ended; });
    CHECK(ended == 4);
}

TEST_CASE("what a thread throws stops the others, and comes out") {
    ServedSession served;
    served.server.script["/never"] = {{"", Served::End::stall}};
    Lookout lookout(served.session);
    const auto ask = [&] {
        const auto client = lookout.open_line();
        HttpRequest request;
        request.path = "/never";
        client->get(request, {});
    };
    lookout.start(ask);
    lookout.start(ask);
    lookout.start([] { throw Error("it is so"); });
    CHECK(run_out(lookout, [] { return std::optional(k_content); }) == "error: it is so");
}

TEST_CASE("a lookout's session can ask again when it is over") {
    ServedSession served;
    served.server.script["/now"] = {{"yes"}, {"yes"}};
    HttpRequest request;
    request.path = "/now";
    {
        Lookout lookout(served.session);
        lookout.stop();
        CHECK_THROWS_AS(served.session.client.get(request, {}), TransportError);
    }
    CHECK(served.session.client.get(request, {}).body == "yes");
}

TEST_CASE("a line that is opened late is of no use any more") {
    ServedSession served;
    served.server.script["/never"] = {{"", Served::End::stall}};
    Lookout lookout(served.session);
    lookout.stop();
    const auto client = lookout.open_line();
    HttpRequest request;
    request.path = "/never";
    CHECK_THROWS_AS(client->get(request, {}), TransportError);
}

TEST_CASE("a reader that has gone is noticed while nothing happens") {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    ServedSession served;
    Ending out(ends[1]);
    Streams streams{-1, out, served.err, false};
    Session session{served.connection,
                    served.client,
                    served.discovery,
                    streams,
                    {},
                    "yare",
                    {},
                    served.session.open_line,
                    served.interrupt,
                    {},
                    ""};
    Lookout lookout(session);
    lookout.start([&] { close(ends[0]); });
    CHECK(run_out(lookout, [] { return std::optional(k_content); }) == "broken pipe");
    close(ends[1]);
}
