#include "app.hpp"

#include <fmt/format.h>

#include "command.hpp"
#include "config/resolve.hpp"
#include "fetch_url.hpp"
#include "transport/trace.hpp"
#include "verbs/get.hpp"

namespace yare {

namespace {

constexpr int k_broken_pipe = 141;  // what a shell reports for a process that SIGPIPE ended

bool allows_color(const Process& process) {
    const auto term = process.environment.find("TERM");
    const bool dumb = term != process.environment.end() && term->second == "dumb";
    return process.streams.err_is_terminal && !dumb && process.environment.count("NO_COLOR") == 0;
}

// Warnings of the server: on stderr as they come, in client-go's form (rest/warnings.go), and counted.
class Warnings {
  public:
    explicit Warnings(const Process& process) : err_(process.streams.err), color_(allows_color(process)) {}

    void show(const std::string& text) {
        ++count_;
        err_.write_trusted(color_ ? "\x1b[33;1mWarning:\x1b[0m " : "Warning: ");
        err_.write(text + "\n");
        err_.flush();
    }

    void raise() const {
        if (count_ > 0) {
            throw Error(fmt::format("{} {} received", count_, count_ == 1 ? "warning" : "warnings"));
        }
    }

  private:
    Output& err_;
    bool color_;
    int count_ = 0;
};

Discovery make_discovery(Client& client, const Connection& connection) {
    Discovery::Options options;
    options.cache_file = Discovery::cache_file(connection.cache_dir, connection.server);
    return Discovery(
        [&client](const HttpRequest& request) {
            auto answer = client.get_or_missing(request);
            return DiscoveryAnswer{answer.status, std::move(answer.content_type), std::move(answer.body)};
        },
        std::move(options));
}

void run_api(const Process& process, const ApiCommand& command) {
    const auto connection =
        resolve_connection(command.where, process.environment, process.service_account_dir);
    auto transport = process.transport(connection);
    if (command.verbosity >= 6) {
        transport =
            trace(std::move(transport), command.verbosity, connection.server, [&](const std::string& line) {
                process.streams.err.write(line + "\n");
                process.streams.err.flush();
            });
    }
    Warnings warnings(process);
    Client::Options options;
    options.timeout = connection.request_timeout;
    options.warn = [&](const std::string& text) { warnings.show(text); };
    Client client(*transport, std::move(options));
    Discovery discovery = make_discovery(client, connection);
    Session session{connection,
                    client,
                    discovery,
                    process.streams,
                    process.now,
                    [&](const std::string& url) {
                        return fetch_url(url, process.environment, process.transport); }};
    if (const auto* get_request = std::get_if<GetRequest>(&command.what)) {
        get(session, *get_request, command.how);
    } else if (const auto* list_request = std::get_if<ListRequest>(&command.what)) {
        list(session, *list_request, command.how);
    } else {
        get_raw(session, std::get<RawRequest>(command.what));
    }
    process.streams.out.flush();
    if (command.warnings_as_errors) {
        warnings.raise();
    }
}

void run_command(const Process& process) {
    const auto command = parse_command(process.args, process.program);
    if (const auto* text = std::get_if<TextCommand>(&command)) {
        process.streams.out.write(text->text);
        process.streams.out.flush();
    } else {
        run_api(process, std::get<ApiCommand>(command));
    }
}

int fail(const Process& process, const std::string& line) {
    try {
        // What was printed before the failure belongs before its message.
        process.streams.out.flush();
        process.streams.err.write(line.ends_with('\n') ? line : line + "\n");
        process.streams.err.flush();
    } catch (const BrokenPipe&) {
        return k_broken_pipe;
    } catch (const OutputError&) {
        return 1;  // nowhere left to say it
    }
    return 1;
}

}  // namespace

int run(const Process& process) {
    try {
        run_command(process);
        process.streams.err.flush();
        return 0;
    } catch (const BrokenPipe&) {
        return k_broken_pipe;
    } catch (const UsageHint& error) {
        return fail(process, error.before() + error.line());
    } catch (const Error& error) {
        return fail(process, error.line());
    } catch (const std::bad_alloc&) {
        return fail(process, "error: out of memory");
    } catch (const std::exception& error) {
        return fail(process, std::string("error: ") + error.what());
    }
}

}  // namespace yare
