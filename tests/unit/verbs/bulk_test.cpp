#include "verbs/bulk.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "scripted_session.hpp"

using namespace yare;

namespace {

std::string words_of(const std::exception_ptr& error) {
    if (!error) {
        return "done";
    }
    try {
        std::rethrow_exception(error);
    } catch (const Interrupted&) {
        return "not begun";
    } catch (const std::exception& known) {
        return known.what();
    }
}

class Switch final : public Interrupt {
  public:
    void begin() override {}
    bool requested() const override { return on; }
    std::atomic<bool> on = false;
};

Session with_interrupt(ScriptedSession& scripted, Interrupt& interrupt) {
    auto& session = scripted.session;
    return {session.connection,
            session.client,
            session.discovery,
            session.streams,
            session.now,
            session.program,
            session.get_url,
            session.open_line,
            interrupt,
            {},
            ""};
}

}  // namespace

TEST_CASE("every piece is done once and told in order, over so many lines at most") {
    for (const int concurrency : {1, 2, 7, 100}) {
        ScriptedSession scripted({});
        std::mutex mutex;
        std::multiset<std::size_t> done;
        std::string told;
        BulkWork work;
        work.count = 50;
        work.concurrency = concurrency;
        work.run = [&](Client&, std::size_t index) {
            std::this_thread::sleep_for(std::chrono::microseconds((index * 7919) % 500));
            const std::lock_guard lock(mutex);
            done.insert(index);
            if (index % 10 == 3) {
                throw Error("no " + std::to_string(index));
            }
        };
        std::string expected;
        for (std::size_t i = 0; i < work.count; ++i) {
            expected += (i % 10 == 3 ? "no " + std::to_string(i) : "done") + "\n";
        }
        work.done = [&](std::size_t, const std::exception_ptr& error) { told += words_of(error) + "\n"; };
        run_bulk(scripted.session, work);
        CHECK(told == expected);
        CHECK(done.size() == work.count);
        CHECK(std::set<std::size_t>(done.begin(), done.end()).size() == work.count);
        CHECK(scripted.lines < std::max(concurrency, 1));
    }
}

TEST_CASE("exceptions that are not of this library are told, not lost in a thread") {
    ScriptedSession scripted({});
    BulkWork work;
    work.count = 4;
    work.concurrency = 2;
    work.run = [](Client&, std::size_t) { throw std::bad_alloc(); };
    int told = 0;
    work.done = [&](std::size_t, const std::exception_ptr& error) {
        CHECK_THROWS_AS(std::rethrow_exception(error), std::bad_alloc);
        ++told;
    };
    run_bulk(scripted.session, work);
    CHECK(told == 4);
}

TEST_CASE("after an interrupt nothing more is begun, and what is not is told") {
    for (const int concurrency : {1, 4}) {
        ScriptedSession scripted({});
        Switch interrupt;
        auto session = with_interrupt(scripted, interrupt);
        std::atomic<int> begun = 0;
        int done = 0, not_begun = 0;
        BulkWork work;
        work.count = 100;
        work.concurrency = concurrency;
        work.run = [&](Client&, std::size_t) { interrupt.on = ++begun >= 10; };
        work.done = [&](std::size_t, const std::exception_ptr& error) { ++(error ? not_begun : done); };
        run_bulk(session, work);
        CHECK(begun >= 10);
        CHECK(begun < 10 + concurrency);
        CHECK(done == begun);
        CHECK(not_begun == 100 - begun);
    }
}

TEST_CASE("an output that fails stops the work, and what was begun is finished") {
    ScriptedSession scripted({});
    std::atomic<int> begun = 0, finished = 0;
    BulkWork work;
    work.count = 1000;
    work.concurrency = 3;
    work.run = [&](Client&, std::size_t) {
        ++begun;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ++finished;
    };
    work.done = [](std::size_t, const std::exception_ptr&) { throw BrokenPipe(); };
    CHECK_THROWS_AS(run_bulk(scripted.session, work), BrokenPipe);
    CHECK(begun == finished);
    CHECK(begun < 1000);
}
