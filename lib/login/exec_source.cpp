#include "login/exec_source.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "config/load.hpp"
#include "login/credential_cache.hpp"
#include "login/exec_credential.hpp"
#include "login/plugin_command.hpp"

namespace yare {

namespace {

constexpr std::chrono::seconds k_failure_age{5};

constexpr const char* k_help =
    "\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n\n"
    "To learn more about this feature, consult the documentation available at:\n"
    "      https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
    "#client-go-credential-plugins";

// Variables that differ between two terminals of one user and choose no identity.
constexpr std::array<std::string_view, 26> k_session_variables = {"COLORTERM",
                                                                  "COLUMNS",
                                                                  "DISPLAY",
                                                                  "GPG_TTY",
                                                                  "HISTFILE",
                                                                  "ITERM_SESSION_ID",
                                                                  "LINES",
                                                                  "LS_COLORS",
                                                                  "OLDPWD",
                                                                  "PS1",
                                                                  "PWD",
                                                                  "SHLVL",
                                                                  "SSH_CLIENT",
                                                                  "SSH_CONNECTION",
                                                                  "SSH_TTY",
                                                                  "STY",
                                                                  "TERM",
                                                                  "TERM_PROGRAM",
                                                                  "TERM_SESSION_ID",
                                                                  "TMUX",
                                                                  "TMUX_PANE",
                                                                  "VTE_VERSION",
                                                                  "WINDOW",
                                                                  "WINDOWID",
                                                                  "XDG_SESSION_ID",
                                                                  "_"};

bool is_of_session(std::string_view name) {
    return std::find(k_session_variables.begin(), k_session_variables.end(), name) !=
               k_session_variables.end() ||
           name.starts_with("YARE_") || name.starts_with("COMP_");
}

void add(std::string& key, std::string_view part) {
    key.append(std::to_string(part.size())).append(":").append(part);
}

bool is_on(const std::string& value) { return value == "1" || to_lower(value) == "true"; }

class ExecSource final : public CredentialSource {
  public:
    ExecSource(const Connection& connection, LoginPlace place)
        : login_(*connection.exec),
          terms_(connection.login_terms),
          end_(std::chrono::steady_clock::now() + terms_.limit),
          server_(connection.server),
          place_(std::move(place)),
          cache_(is_on(variable(place_.environment, "YARE_CREDENTIAL_CACHE")) && !connection.cache_dir.empty()
                     ? connection.cache_dir + "/credentials"
                     : "") {}

    std::shared_ptr<const SuppliedCredentials> current() override {
        const std::lock_guard lock(mutex_);
        if (!credentials_ || (expires_ && place_.now() > *expires_)) {
            guarded("getting credentials: ", [&] { get(true); });
        }
        return credentials_;
    }

    std::shared_ptr<const SuppliedCredentials> renew(
        const std::shared_ptr<const SuppliedCredentials>& refused) override {
        const std::lock_guard lock(mutex_);
        if (!credentials_ || credentials_ == refused) {
            guarded("the server has asked for the client to provide credentials; refreshing credentials: ",
                    [&] { get(false); });
        }
        return credentials_;
    }

  private:
    // Turns errors into those of a transport, and repeats one that has just been.
    template <typename Action>
    void guarded(const char* start, const Action& action) {
        if (failure_ && place_.now() - failed_at_ < k_failure_age) {
            throw TransportError(TransportError::Cause::other, server_, *failure_);
        }
        try {
            action();
            failure_.reset();
        } catch (const Interrupted&) {
            throw;
        } catch (const Error& error) {
            failure_ = std::string(start) + error.what();
            failed_at_ = place_.now();
            throw TransportError(TransportError::Cause::other, server_, *failure_);
        }
    }

    void get(bool may_use_cache) {
        const FoundCommand command =
            allowed_command(login_.command, login_.policy, variable(place_.environment, "PATH"));
        const std::string name = cache_name(login_, command.path, place_.environment);
        if (!may_use_cache) {
            cache_.drop(name);
        } else if (auto kept = cache_.find(name, place_.now())) {
            take(*std::move(kept));
            return;
        }
        ExecAnswer answer = run(command);
        cache_.keep(name, answer, place_.now());
        take(std::move(answer));
    }

    void take(ExecAnswer answer) {
        credentials_ = std::make_shared<const SuppliedCredentials>(std::move(answer.credentials));
        expires_ = answer.expires;
    }

    // exec.go: isInteractive.
    bool is_interactive() const {
        const bool terminal = ::isatty(place_.stdin_descriptor) == 1;
        switch (login_.interactive_mode) {
            case InteractiveMode::never:
                return false;
            case InteractiveMode::if_available:
                return terminal && !terms_.stdin_in_use && !terms_.quiet;
            case InteractiveMode::always:
                break;
        }
        const std::string start = "exec plugin cannot support interactive mode: ";
        if (!terminal) {
            throw Error(start + "standard input is not a terminal");
        }
        if (terms_.stdin_in_use) {
            throw Error(start + "standard input is unavailable: used by stdin resource manifest reader");
        }
        if (terms_.quiet) {
            throw Error(start + "standard input is unavailable");
        }
        return true;
    }

    std::vector<std::string> environment(bool interactive) const {
        Environment all = place_.environment;
        for (const auto& [name, value] : login_.env) {
            all[name] = value;
        }
        all["KUBERNETES_EXEC_INFO"] = exec_info(login_, interactive);
        std::vector<std::string> out;
        for (const auto& [name, value] : all) {
            out.push_back(name + "=" + value);
        }
        return out;
    }

    ExecAnswer run(const FoundCommand& command) const {
        const bool interactive = is_interactive();
        if (!command.error.empty()) {
            throw Error("exec: executable " + login_.command + " not found" + k_help +
                        (login_.install_hint.empty() ? "" : "\n\n" + login_.install_hint));
        }
        ProgramCall call{.path = command.path,
                         .args = {login_.command},
                         .environment = environment(interactive),
                         .reads_stdin = interactive,
                         .shows_errors = !terms_.quiet,
                         .limit = time_left()};
        call.args.insert(call.args.end(), login_.args.begin(), login_.args.end());
        const ProgramResult result = run_or_explain(call);
        if (result.code != 0) {
            throw Error("exec: executable " + login_.command + " failed with exit code " +
                        std::to_string(result.code));
        }
        return read_exec_answer(result.output, login_.api_version);
    }

    // Of the limit for all runs together; 0 where there is none.
    Milliseconds time_left() const {
        const auto left = std::chrono::duration_cast<Milliseconds>(end_ - std::chrono::steady_clock::now());
        return terms_.limit.count() > 0 ? std::max(left, Milliseconds(1)) : Milliseconds(0);
    }

    ProgramResult run_or_explain(const ProgramCall& call) const {
        try {
            return run_program(call, place_.stop);
        } catch (const Interrupted&) {
            throw;
        } catch (const Error& error) {
            throw Error(std::string("exec: ") + error.what());
        }
    }

    const ExecLogin login_;
    const LoginTerms terms_;
    const std::chrono::steady_clock::time_point end_;
    const std::string server_;
    const LoginPlace place_;
    const CredentialCache cache_;
    std::mutex mutex_;  // also while the plugin runs: it runs once for all
    std::shared_ptr<const SuppliedCredentials> credentials_;
    std::optional<Moment> expires_;
    std::optional<std::string> failure_;
    Moment failed_at_{};
};

}  // namespace

std::shared_ptr<CredentialSource> make_exec_source(const Connection& connection, LoginPlace place) {
    return std::make_shared<ExecSource>(connection, std::move(place));
}

std::string cache_name(const ExecLogin& login, const std::string& program, const Environment& environment) {
    std::string key;
    add(key, program);
    add(key, exec_info(login, false));
    bool names_local_file = false;
    for (const auto& arg : login.args) {
        std::error_code error;
        add(key, arg);
        names_local_file =
            names_local_file || (!arg.empty() && arg[0] != '/' && std::filesystem::exists(arg, error));
    }
    for (const auto& [name, value] : login.env) {
        add(key, name);
        add(key, value);
    }
    for (const auto& [name, value] : environment) {
        if (!is_of_session(name)) {
            add(key, name);
            add(key, value);
        }
    }
    if (names_local_file) {
        std::error_code error;
        add(key, std::filesystem::current_path(error).string());
    }
    return sha256_hex(key);
}

}  // namespace yare
