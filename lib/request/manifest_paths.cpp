#include "request/manifest_paths.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"

namespace yare {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_in_pattern() { throw Error("syntax error in pattern"); }

// Takes one character off `text` (not empty); a byte that is not UTF-8 is unlike every character.
char32_t take_character(std::string_view& text) {
    constexpr char32_t k_beyond_unicode = 0x110000;
    char32_t code = 0;
    std::size_t size = decode_utf8(text, code);
    if (size == 0) {
        size = 1;
        code = k_beyond_unicode + static_cast<unsigned char>(text[0]);
    }
    text.remove_prefix(size);
    return code;
}

// One character of a class, maybe behind a backslash.
char32_t class_character(std::string_view& pattern) {
    if (pattern.empty() || pattern[0] == '-' || pattern[0] == ']') {
        fail_in_pattern();
    }
    pattern.remove_prefix(pattern[0] == '\\' ? 1 : 0);
    if (pattern.empty()) {
        fail_in_pattern();
    }
    const char32_t c = take_character(pattern);
    if (pattern.empty()) {
        fail_in_pattern();
    }
    return c;
}

// Takes a class, whose `[` is already gone, off the pattern.
bool matches_class(std::string_view& pattern, char32_t c) {
    const bool negated = pattern.starts_with('^');
    pattern.remove_prefix(negated ? 1 : 0);
    bool matches = false;
    for (bool is_first = true;; is_first = false) {
        if (pattern.starts_with(']') && !is_first) {
            pattern.remove_prefix(1);
            return matches != negated;
        }
        const char32_t low = class_character(pattern);
        char32_t high = low;
        if (pattern[0] == '-') {
            pattern.remove_prefix(1);
            high = class_character(pattern);
        }
        matches = matches || (low <= c && c <= high);
    }
}

// Takes the next element that is not a star off the pattern.
bool matches_element(std::string_view& pattern, char32_t c) {
    const char32_t kind = take_character(pattern);
    if (kind == '[') {
        return matches_class(pattern, c);
    }
    if (kind == '?') {
        return c != '/';
    }
    if (kind != '\\') {
        return kind == c;
    }
    if (pattern.empty()) {
        fail_in_pattern();
    }
    return take_character(pattern) == c;
}

void check_pattern(std::string_view pattern) {
    while (!pattern.empty()) {
        matches_element(pattern, 0);
    }
}

bool has_pattern(std::string_view path) { return path.find_first_of("*?[\\") != std::string_view::npos; }

std::vector<std::string> sorted_names(const fs::path& directory, std::error_code& error) {
    std::vector<std::string> names;
    for (auto entry = fs::directory_iterator(directory, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string join_path(const std::string& directory, const std::string& name) {
    return (fs::path(directory) / name).lexically_normal().string();
}

std::vector<std::string> glob(const std::string& pattern) {
    if (!has_pattern(pattern)) {
        std::error_code ignored;
        return fs::exists(fs::symlink_status(pattern, ignored)) ? std::vector<std::string>{pattern}
                                                                : std::vector<std::string>();
    }
    const std::size_t slash = pattern.rfind('/');
    std::string directory =
        slash == std::string::npos ? "." : pattern.substr(0, std::max<std::size_t>(slash, 1));
    const std::string last = slash == std::string::npos ? pattern : pattern.substr(slash + 1);
    const auto directories = has_pattern(directory) ? glob(directory) : std::vector<std::string>{directory};
    std::vector<std::string> found;
    for (const auto& parent : directories) {
        // As in Go, what is no directory or cannot be read matches nothing.
        std::error_code unreadable;
        for (const auto& name : sorted_names(parent, unreadable)) {
            if (matches_file_pattern(last, name)) {
                found.push_back(join_path(parent, name));
            }
        }
    }
    return found;
}

bool has_manifest_extension(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    const std::string extension = dot == std::string::npos ? "" : name.substr(dot);
    return extension == ".json" || extension == ".yaml" || extension == ".yml";
}

void walk(const std::string& directory, bool recursive, std::vector<std::string>& files) {
    std::error_code error;
    const auto names = sorted_names(directory, error);
    if (error) {
        throw Error("open " + directory + ": " + go_errno_words(error.value()));
    }
    for (const auto& name : names) {
        const std::string path = join_path(directory, name);
        std::error_code gone;
        if (fs::symlink_status(path, gone).type() == fs::file_type::directory) {
            if (recursive) {
                walk(path, true, files);
            }
        } else if (has_manifest_extension(name)) {
            files.push_back(path);
        }
    }
}

}  // namespace

std::string go_errno_words(int code) {
    std::string words = std::generic_category().message(code);
    if (!words.empty()) {
        words[0] = to_lower(words.substr(0, 1))[0];
    }
    return words;
}

bool matches_file_pattern(std::string_view pattern, std::string_view name) {
    check_pattern(pattern);
    // The last star takes one character more at each mismatch; what stands before it need not be tried again.
    std::string_view behind_star;
    std::string_view retry;
    bool has_star = false;
    for (;;) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            behind_star = pattern;
            retry = name;
            has_star = true;
            continue;
        }
        if (pattern.empty() && name.empty()) {
            return true;
        }
        if (!pattern.empty() && !name.empty()) {
            const char32_t c = take_character(name);
            if (matches_element(pattern, c)) {
                continue;
            }
        }
        if (!has_star || retry.empty() || retry[0] == '/') {
            return false;
        }
        take_character(retry);
        name = retry;
        pattern = behind_star;
    }
}

std::vector<std::string> expand_manifest_path(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0 || errno != ENOENT) {
        return {path};
    }
    std::vector<std::string> matches;
    try {
        check_pattern(path);
        matches = glob(path);
    } catch (const Error& error) {
        throw Error("pattern " + go_quote(path) + " is not valid: " + error.what());
    }
    if (matches.empty()) {
        throw Error("the path " + go_quote(path) + " does not exist");
    }
    return matches;
}

std::vector<std::string> find_manifest_files(const std::string& path, bool recursive) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
        const std::string words = go_errno_words(errno);
        throw Error(errno == ENOENT
                        ? "the path " + go_quote(path) + " does not exist"
                        : "the path " + go_quote(path) + " cannot be accessed: stat " + path + ": " + words);
    }
    // A link to a directory is a file, as in Go, unless a slash follows it.
    if (lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
        return {path};
    }
    std::vector<std::string> files;
    try {
        walk(path, recursive, files);
    } catch (const Error& error) {
        throw Error("error reading " + go_quote(path) + ": " + error.what());
    }
    return files;
}

}  // namespace yare
