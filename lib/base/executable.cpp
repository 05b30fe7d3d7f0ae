#include "base/executable.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/text.hpp"

namespace yare {

namespace {

std::string system_words(int number) {
    std::string words = std::strerror(number);
    words[0] = to_lower(words.substr(0, 1))[0];
    return words;
}

// Why `file` cannot be executed; empty: it can be.
std::string refusal(const std::string& file) {
    struct stat about = {};
    if (::stat(file.c_str(), &about) != 0) {
        return "stat " + file + ": " + system_words(errno);
    }
    if (S_ISDIR(about.st_mode)) {
        return system_words(EISDIR);
    }
    if (::faccessat(AT_FDCWD, file.c_str(), X_OK, AT_EACCESS) != 0) {
        return system_words(errno);
    }
    return (about.st_mode & 0111) != 0 ? "" : system_words(EACCES);
}

}  // namespace

Executable find_executable(std::string_view name, std::string_view path_variable) {
    const auto problem = [&](const std::string& words) { return "exec: " + go_quote(name) + ": " + words; };
    if (name.find('\0') != std::string_view::npos) {
        return {"", problem("stat " + std::string(name) + ": invalid argument")};
    }
    if (name.find('/') != std::string_view::npos) {
        const std::string words = refusal(std::string(name));
        return words.empty() ? Executable{std::string(name), ""} : Executable{"", problem(words)};
    }
    const bool is_sought = !name.empty() && name != "." && name != ".." && !path_variable.empty();
    for (const auto& folder : is_sought ? split(path_variable, ':') : std::vector<std::string>()) {
        const std::filesystem::path joined = std::filesystem::path(folder.empty() ? "." : folder) / name;
        const std::string path = joined.lexically_normal().string();
        if (!refusal(path).empty()) {
            continue;
        }
        const bool is_absolute = path.starts_with('/');
        return {path,
                is_absolute ? "" : problem("cannot run executable found relative to current directory")};
    }
    return {"", problem("executable file not found in $PATH")};
}

}  // namespace yare
