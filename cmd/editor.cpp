#include "editor.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

std::string value_of(const Environment& environment, const char* name, const char* otherwise) {
    const auto found = environment.find(name);
    return found == environment.end() || found->second.empty() ? otherwise : found->second;
}

struct EditorCommand {
    std::vector<std::string> words;
    bool uses_shell = false;
};

EditorCommand find_editor(const Environment& environment) {
    const std::string fallback = value_of(environment, "EDITOR", "vi");
    const std::string editor = value_of(environment, "KUBE_EDITOR", fallback.c_str());
    if (editor.find(' ') == std::string::npos) {
        return {{editor}, false};
    }
    if (editor.find_first_of("\"'\\") == std::string::npos) {
        auto words = split(editor, ' ');
        std::erase(words, "");
        return {std::move(words), false};
    }
    return {{value_of(environment, "SHELL", "/bin/bash"), "-c", editor}, true};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) {
        out.push_back(text.data());
    }
    out.push_back(nullptr);
    return out;
}

// Ctrl-C and Ctrl-\ reach everything on the terminal: while it lives they are for the editor alone.
class IgnoredSignals {
  public:
    IgnoredSignals() {
        struct sigaction ignore = {};
        ignore.sa_handler = SIG_IGN;
        sigaction(SIGINT, &ignore, &interrupt_);
        sigaction(SIGQUIT, &ignore, &quit_);
    }
    ~IgnoredSignals() {
        sigaction(SIGINT, &interrupt_, nullptr);
        sigaction(SIGQUIT, &quit_, nullptr);
    }
    IgnoredSignals(const IgnoredSignals&) = delete;
    IgnoredSignals& operator=(const IgnoredSignals&) = delete;

  private:
    struct sigaction interrupt_ = {}, quit_ = {};
};

// An editor that dies leaves the terminal in its own mode.
class TerminalMode {
  public:
    TerminalMode() : known_(tcgetattr(STDIN_FILENO, &mode_) == 0) {}
    ~TerminalMode() {
        if (known_) {
            tcsetattr(STDIN_FILENO, TCSANOW, &mode_);
        }
    }
    TerminalMode(const TerminalMode&) = delete;
    TerminalMode& operator=(const TerminalMode&) = delete;

  private:
    termios mode_ = {};
    bool known_;
};

// The exit status as wait() gives it; nothing when the program could not be started.
std::optional<int> run(std::vector<std::string> words, const Environment& environment) {
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) {
        variables.push_back(name + "=" + value);
    }
    const TerminalMode mode;
    const IgnoredSignals ignored;
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults, none;
    sigemptyset(&none);
    sigfillset(&defaults);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child = 0;
    const int problem = posix_spawnp(&child, words[0].c_str(), nullptr, &attributes, pointers(words).data(),
                                     pointers(variables).data());
    posix_spawnattr_destroy(&attributes);
    if (problem != 0) {
        return std::nullopt;
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return std::nullopt;
        }
    }
    return status;
}

}  // namespace

void launch_editor(const Environment& environment, const std::string& path) {
    const auto editor = find_editor(environment);
    if (editor.words.empty()) {
        throw Error("no editor defined, can't open " + path);
    }
    std::string shown;
    for (const auto& word : editor.words) {
        shown += (shown.empty() ? "" : " ") + word;
    }
    auto words = editor.words;
    if (editor.uses_shell) {
        words.back() += " " + go_quote(path);
    } else {
        words.push_back(path);
    }
    const auto status = run(words, environment);
    if (!status && words[0].find('/') == std::string::npos) {
        throw Error("unable to launch the editor " + go_quote(shown));
    }
    if (status != 0) {
        throw Error("there was a problem with the editor " + go_quote(shown));
    }
}

std::string temporary_directory(const Environment& environment) {
    return value_of(environment, "TMPDIR", "/tmp");
}

}  // namespace yare
