#include "login/run_program.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/error.hpp"

using namespace yare;

namespace {

ProgramCall shell(const std::string& script) {
    ProgramCall call;
    call.path = "/bin/sh";
    call.args = {"sh", "-c", script};
    call.environment = {"PATH=/usr/bin:/bin", "WORD=here"};
    return call;
}

std::string error_of(const ProgramCall& call) {
    try {
        run_program(call, {});
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

double seconds_of(const std::function<void()>& action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("run program: output, code and signals") {
    CHECK(run_program(shell("printf '%s' \"$WORD\""), {}).output == "here");
    CHECK(run_program(shell("exit 7"), {}).code == 7);
    CHECK(run_program(shell("kill -TERM $$"), {}).code == -1);
    CHECK(run_program(shell("cat"), {}).output.empty());  // standard input is empty
    CHECK(run_program(shell("exec >&-; sleep 0.2; exit 3"), {}).code == 3);
}

TEST_CASE("run program: errors in Go's words") {
    ProgramCall call = shell("");
    call.path = "/nonexistent/plugin";
    CHECK(error_of(call) == "fork/exec /nonexistent/plugin: no such file or directory");
    call.path = "/etc";
    CHECK(error_of(call) == "fork/exec /etc: permission denied");
    call = shell("");
    call.environment.push_back(std::string("A=\0b", 4));
    CHECK(error_of(call) == "exec: environment variable contains NUL");
}

TEST_CASE("run program: output and time are bounded") {
    ProgramCall call = shell("while :; do printf '%01000d' 0; done");
    call.output_limit = 5000;
    CHECK(error_of(call) == "more than 5000 bytes of output");
    call = shell("sleep 60 | sleep 60");
    call.limit = Milliseconds(100);
    CHECK(seconds_of([&] { CHECK(error_of(call) == "no answer within 100ms"); }) < 5);
}

TEST_CASE("run program: one that has ended while others hold its output") {
    CHECK(seconds_of([] { CHECK(run_program(shell("echo done; sleep 30 & "), {}).output == "done\n"); }) <
          10);
    CHECK(run_program(shell("(sleep 0.2; echo late) & exit 0"), {}).output == "late\n");
}

TEST_CASE("run program: who stops ends the program with SIGINT") {
    std::atomic<bool> requested = false;
    std::thread user([&] {
        std::this_thread::sleep_for(Milliseconds(200));
        requested = true;
    });
    const StopSignal stop{[&] { return requested.load(); }, {}};
    CHECK(seconds_of([&] { CHECK_THROWS_AS(run_program(shell("exec sleep 30"), stop), Interrupted); }) < 5);
    user.join();
}
