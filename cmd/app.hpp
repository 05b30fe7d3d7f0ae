// The program, as a function of what a process has.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/streams.hpp"
#include "base/time.hpp"
#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "transport/http.hpp"
#include "verbs/session.hpp"

namespace yare {

struct Process {
    std::string program;            // the name to use in messages
    std::vector<std::string> args;  // without the program's name
    Environment environment;
    Streams& streams;
    Moment now;
    /// Makes the way to a server; tests bring a scripted one.
    std::function<std::unique_ptr<Transport>(const Connection&)> transport;
    Interrupt& interrupt;
    std::size_t columns = 80;  // for text that is laid out: help
    std::string service_account_dir = "/var/run/secrets/kubernetes.io/serviceaccount";
    std::function<void()> before_completion{};  // called when the answer to a completion is there
};

/// Runs one command to its end and returns the exit code: 0, 1 for any failure, 130 after an interrupt, 141
/// when the reader of stdout has gone. Everything that can be said has been written and flushed.
int run(const Process& process);

}  // namespace yare
