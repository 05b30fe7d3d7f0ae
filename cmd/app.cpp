#include "app.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "command.hpp"
#include "complete.hpp"
#include "config/resolve.hpp"
#include "editor.hpp"
#include "fetch_url.hpp"
#include "plugin.hpp"
#include "transport/trace.hpp"
#include "verbs/access.hpp"
#include "verbs/api_resources.hpp"
#include "verbs/apply.hpp"
#include "verbs/cluster.hpp"
#include "verbs/config.hpp"
#include "verbs/create.hpp"
#include "verbs/delete.hpp"
#include "verbs/explain.hpp"
#include "verbs/get.hpp"
#include "verbs/logs.hpp"
#include "verbs/patch.hpp"
#include "verbs/raw.hpp"
#include "verbs/scale.hpp"
#include "verbs/status.hpp"
#include "verbs/token.hpp"
#include "verbs/update.hpp"
#include "verbs/version.hpp"
#include "verbs/wait.hpp"
#include "verbs/whoami.hpp"

namespace yare {

namespace {

constexpr int k_interrupted = 130;  // what a shell reports for a process that SIGINT ended
constexpr int k_broken_pipe = 141;  // what a shell reports for a process that SIGPIPE ended

// Standard error for several threads: each line is written whole.
class LockedOutput final : public Output {
  public:
    explicit LockedOutput(Output& out) : out_(out) {}
    void write(std::string_view bytes) override {
        const std::lock_guard lock(mutex_);
        out_.write(bytes);
        out_.flush();
    }
    void write_trusted(std::string_view bytes) override {
        const std::lock_guard lock(mutex_);
        out_.write_trusted(bytes);
        out_.flush();
    }
    int descriptor() const override { return out_.descriptor(); }

  private:
    Output& out_;
    std::mutex mutex_;
};

// Warnings of the server: on stderr as they come, in client-go's form (rest/warnings.go), and counted.
class Warnings {
  public:
    Warnings(Output& err, bool color) : err_(err), color_(color) {}

    void show(const std::string& text) {
        const std::lock_guard lock(mutex_);
        if (!shown_.insert(text).second) {
            return;
        }
        ++count_;
        if (color_) {
            err_.write_trusted("\x1b[33;1mWarning:\x1b[0m ");
        }
        err_.write((color_ ? "" : "Warning: ") + text + "\n");
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
    std::mutex mutex_;  // several connections warn
    std::set<std::string> shown_;
};

void sleep_unless_interrupted(Milliseconds time, const Interrupt& interrupt) {
    constexpr Milliseconds k_look_up{100};
    const auto end = std::chrono::steady_clock::now() + time;
    while (!interrupt.requested()) {
        const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return;
        }
        std::this_thread::sleep_for(std::min(left, k_look_up));
    }
    throw Interrupted("interrupted");
}

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

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

// Whether manifests come from standard input, which a credential plugin cannot have then.
bool reads_stdin(const Request& request) {
    const auto names_stdin = [](const auto& what) {
        if constexpr (requires { what.files.names; }) {
            return std::find(what.files.names.begin(), what.files.names.end(), "-") != what.files.names.end();
        }
        return false;
    };
    return std::visit(names_stdin, request);
}

// Returns the exit code.
int run_request(Session& session, const Request& request, const Format& format) {
    int code = 0;
    std::visit(Overloaded{
                   [&](const GetRequest& what) { get(session, what, format); },
                   [&](const ListRequest& what) { list(session, what, format); },
                   [&](const RawRequest& what) { send_raw(session, what); },
                   [&](const CreateRequest& what) { create(session, what, format); },
                   [&](const GenerateRequest& what) { generate(session, what, format); },
                   [&](const TokenRequest& what) { create_token(session, what, format); },
                   [&](const DeleteRequest& what) { delete_objects(session, what); },
                   [&](const DeleteCollectionRequest& what) { delete_collections(session, what); },
                   [&](const PatchRequest& what) { patch(session, what, format); },
                   [&](const UpdateRequest& what) { update(session, what, format); },
                   [&](const ScaleRequest& what) { scale(session, what, format); },
                   [&](const ApplyRequest& what) { apply(session, what, format); },
                   [&](const LogsRequest& what) { logs(session, what); },
                   [&](const StatusRequest& what) { code = status(session, what, format); },
                   [&](const WaitRequest& what) { wait_for(session, what, format); },
                   [&](const RolloutStatusRequest& what) { rollout_status(session, what); },
                   [&](const ApiResourcesRequest& what) { print_api_resources(session, what, format); },
                   [&](const ApiVersionsRequest&) { print_api_versions(session); },
                   [&](const VersionRequest& what) { print_version(session, what); },
                   [&](const CanIRequest& what) { code = can_i(session, what); },
                   [&](const AccessListRequest& what) { print_access_list(session, what); },
                   [&](const WhoAmIRequest&) { who_am_i(session, format); },
                   [&](const ClusterInfoRequest& what) { print_cluster_info(session, what); },
                   [&](const ClusterDumpRequest& what) { dump_cluster(session, what, format); },
                   [&](const ExplainRequest& what) { explain(session, what); },
               },
               request);
    return code;
}

int run_api(const Process& process, const ApiCommand& command) {
    Format format = command.how;
    prepare_format(format);
    format.color = process.streams.out_color;
    auto connection = resolve_connection(command.where, process.environment, process.service_account_dir);
    connection.login_terms.stdin_in_use = reads_stdin(command.what);
    LockedOutput err(process.streams.err);
    Streams streams{process.streams.in,
                    process.streams.out,
                    err,
                    process.streams.err_is_terminal,
                    process.streams.out_is_terminal,
                    process.streams.out_color,
                    process.streams.err_color};
    const auto make_line = [&] {
        auto transport = process.transport(connection);
        if (command.verbosity < 6) {
            return transport;
        }
        return trace(std::move(transport), command.verbosity, connection.server,
                     [&](const std::string& line) { err.write(line + "\n"); });
    };
    Warnings warnings(err, streams.err_color);
    for (const auto& note : connection.notes) {
        err.write(note + "\n");
    }
    for (const auto& note : command.notes) {
        err.write(note + "\n");
    }
    Client::Options options;
    options.timeout = connection.request_timeout;
    options.warn = [&](const std::string& text) { warnings.show(text); };
    options.sleep = [&](Milliseconds time) { sleep_unless_interrupted(time, process.interrupt); };
    const auto transport = make_line();
    Client client(*transport, options);
    Discovery discovery = make_discovery(client, connection);
    Session session{
        connection,
        client,
        discovery,
        streams,
        process.now,
        process.program,
        [&](const std::string& url) { return fetch_url(url, process.environment, process.transport); },
        [&] {
            auto own = make_line();
            Transport& wire = *own;
            return std::unique_ptr<Line>(new Line{std::move(own), Client(wire, options)});
        },
        process.interrupt,
        [&](const std::string& path) { launch_editor(process.environment, path); },
        temporary_directory(process.environment),
        process.environment};
    const int code = run_request(session, command.what, format);
    process.streams.out.flush();
    if (command.warnings_as_errors) {
        warnings.raise();
    }
    return code;
}

int run_config(const Process& process, const ConfigCommand& command) {
    Format format = command.how;
    prepare_format(format);
    format.color = process.streams.out_color;
    configure(command.what, command.where, process.environment, format, process.streams);
    return 0;
}

void choose_colors(const Process& process, ColorChoice choice) {
    auto& streams = process.streams;
    streams.out_color = allows_color(choice, process.environment, streams.out_is_terminal);
    streams.err_color = allows_color(choice, process.environment, streams.err_is_terminal);
}

int run_command(const Process& process) {
    if (asks_completion(process.args)) {
        return complete(process);
    }
    choose_colors(process, ColorChoice::automatic);
    if (const auto plugin = find_plugin(process.args, process.program, process.environment)) {
        become_plugin(*plugin, process.environment);
    }
    const auto command = parse_command(process.args, process.program);
    if (const auto* text = std::get_if<TextCommand>(&command)) {
        process.streams.out.write(text->shown(process.columns));
        process.streams.out.flush();
        if (!text->error.empty()) {
            throw UsageError(text->error);
        }
        return text->code;
    }
    if (const auto* config = std::get_if<ConfigCommand>(&command)) {
        choose_colors(process, config->color);
        return run_config(process, *config);
    }
    if (const auto* local = std::get_if<LocalCommand>(&command)) {
        choose_colors(process, local->color);
        return local->run(process);
    }
    const auto& call = std::get<ApiCommand>(command);
    choose_colors(process, call.color);
    return run_api(process, call);
}

int fail(const Process& process, const std::string& line, int code = 1) {
    try {
        // What was printed before the failure belongs before its message.
        process.streams.out.flush();
        if (!line.empty()) {
            const std::string lines = line.ends_with('\n') ? line : line + "\n";
            if (process.streams.err_color) {
                write_error_colored(process.streams.err, lines);
            } else {
                process.streams.err.write(lines);
            }
        }
        process.streams.err.flush();
    } catch (const BrokenPipe&) {
        return k_broken_pipe;
    } catch (const OutputError&) {
        return code;  // nowhere left to say it
    }
    return code;
}

}  // namespace

int run(const Process& process) {
    try {
        const int code = run_command(process);
        process.streams.err.flush();
        return code;
    } catch (const BrokenPipe&) {
        return k_broken_pipe;
    } catch (const Interrupted& error) {
        return fail(process, error.line(), k_interrupted);
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
