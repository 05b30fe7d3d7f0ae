#include <unistd.h>

#include <chrono>

#include "app.hpp"
#include "columns.hpp"
#include "complete.hpp"
#include "complete_watchdog.hpp"
#include "interrupt.hpp"
#include "login/logins.hpp"
#include "transport/https.hpp"

extern char** environ;

namespace {

yare::Environment read_environment() {
    yare::Environment environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return environment;
}

// The name it was called by, so that a link named kubectl speaks as kubectl.
std::string program_name(const char* path) {
    const std::string_view text = path == nullptr ? "yare" : path;
    return std::string(text.substr(text.rfind('/') + 1));
}

}  // namespace

int main(int argc, char** argv) {
    yare::occupy_standard_streams();
    yare::FdOutput out(STDOUT_FILENO);
    yare::FdOutput err(STDERR_FILENO);
    yare::Streams streams{STDIN_FILENO, out, err, err.is_terminal(), out.is_terminal()};
    yare::SignalInterrupt interrupt;
    const auto environment = read_environment();
    const auto columns = yare::help_columns(environment, yare::terminal_columns(STDOUT_FILENO));
    yare::Logins logins(
        {.environment = environment,
         .stop = {[&] { return interrupt.requested(); }, [&] { return interrupt.descriptor(); }},
         .stdin_descriptor = STDIN_FILENO});
    yare::Process process{
        program_name(argc > 0 ? argv[0] : nullptr),
        std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc),
        environment,
        streams,
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
        [&](const yare::Connection& connection) {
            return yare::make_transport(connection, "yare/" YARE_VERSION " (" YARE_PLATFORM ")",
                                        logins.source_for(connection));
        },
        interrupt,
        columns,
    };
    yare::CompletionWatchdog watchdog;
    if (yare::asks_completion(process.args)) {
        watchdog.arm(yare::k_completion_limit);
        process.before_completion = [&] { watchdog.disarm(); };
    }
    return yare::run(process);
}
