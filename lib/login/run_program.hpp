// Running another program for what it prints.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace yare {

/// Whether the user wants to stop. Both functions may be empty: then nobody does.
struct StopSignal {
    std::function<bool()> requested;
    std::function<int()> descriptor;  // readable when requested() becomes true; -1: none
};

struct ProgramCall {
    std::string path;
    std::vector<std::string> args;         // the program's name first
    std::vector<std::string> environment;  // NAME=VALUE
    bool reads_stdin = false;              // else it reads nothing
    bool shows_errors = true;              // its standard error is ours, else it is dropped
    std::size_t output_limit = std::size_t{1} << 20;
    Milliseconds limit{0};  // it is killed then, with all it started; 0: none
};

struct ProgramResult {
    int code = 0;  // -1 when a signal ended it
    std::string output;
};

/// Runs a program to its end and collects its standard output. Nothing else of ours is handed on: no socket,
/// no thread. A program that has ended while others hold its output is given a second for what they still
/// say. Throws Error in Go's words (`fork/exec PATH: no such file or directory`), also for too much output or
/// time, after which the program is killed; Interrupted when the user stops, after the program got SIGINT and
/// had two seconds to end.
ProgramResult run_program(const ProgramCall& call, const StopSignal& stop);

}  // namespace yare
