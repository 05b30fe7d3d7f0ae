#include "login/plugin_command.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/plan_login.hpp"

namespace yare {

namespace {

bool has_slash(const std::string& text) { return text.find('/') != std::string::npos; }

// Why a file cannot be executed, in Go's words; empty where it can.
std::string executable_problem(const std::string& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        std::string words = std::generic_category().message(errno);
        words[0] = to_lower(words.substr(0, 1))[0];
        return "stat " + file + ": " + words;
    }
    if (S_ISDIR(status.st_mode)) {
        return "is a directory";
    }
    if (::faccessat(AT_FDCWD, file.c_str(), X_OK, AT_EACCESS) != 0 || (status.st_mode & 0111) == 0) {
        return "permission denied";
    }
    return "";
}

std::string exec_error(const std::string& name, const std::string& why) {
    return "exec: " + go_quote(name) + ": " + why;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool has(const std::vector<std::string>& list, const std::string& entry) {
    return std::find(list.begin(), list.end(), entry) != list.end();
}

// checkAllowlistLocked: the command, what it resolves to, and what entries of its name resolve to.
FoundCommand check_allowlist(const std::string& command, const std::vector<std::string>& list,
                             const std::string& search_path) {
    FoundCommand found = has_slash(command) ? FoundCommand{command, ""} : look_path(command, search_path);
    if (has(list, command) || has(list, found.path)) {
        return found;
    }
    if (found.path == command) {
        found = look_path(command, search_path);
    }
    if (!found.error.empty()) {
        throw Error("plugin path " + go_quote(found.path) +
                    " cannot be resolved for credential plugin allowlist check: " + found.error);
    }
    for (const auto& entry : list) {
        if (base_name(entry) != base_name(found.path)) {
            continue;
        }
        const FoundCommand allowed = look_path(entry, search_path);
        if (allowed.error.empty() && allowed.path == found.path) {
            return found;
        }
    }
    throw Error("plugin path " + go_quote(found.path) +
                " is not permitted by the credential plugin allowlist");
}

}  // namespace

FoundCommand look_path(const std::string& command, const std::string& search_path) {
    if (has_slash(command)) {
        const std::string problem = executable_problem(command);
        return {command, problem.empty() ? "" : exec_error(command, problem)};
    }
    if (!search_path.empty()) {
        for (const auto& folder : split(search_path, ':')) {
            const std::string path = folder.empty() ? command : clean_path(folder + "/" + command);
            if (!executable_problem(folder.empty() ? "./" + command : path).empty()) {
                continue;
            }
            if (path.front() != '/') {
                return {path,
                        exec_error(command, "cannot run executable found relative to current directory")};
            }
            return {path, ""};
        }
    }
    return {command, exec_error(command, "executable file not found in $PATH")};
}

FoundCommand allowed_command(const std::string& command, const PluginPolicy& policy,
                             const std::string& search_path) {
    if (policy.kind == PluginPolicy::Kind::deny_all) {
        throw Error("plugin " + go_quote(command) + " not allowed: policy set to \"DenyAll\"");
    }
    if (policy.kind == PluginPolicy::Kind::allowlist) {
        return check_allowlist(command, policy.allowlist, search_path);
    }
    return has_slash(command) ? FoundCommand{command, ""} : look_path(command, search_path);
}

}  // namespace yare
