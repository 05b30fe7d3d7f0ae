#include "request/generators/data_sources.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/error.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"
#include "request/label_names.hpp"
#include "request/manifest_paths.hpp"

namespace yare {

namespace {

namespace fs = std::filesystem;

struct FileSource {
    std::string key;
    std::string path;
};

// Go's path.Base.
std::string base_name(std::string_view path) {
    if (path.empty()) {
        return ".";
    }
    const auto last = path.find_last_not_of('/');
    if (last == std::string_view::npos) {
        return "/";
    }
    path = path.substr(0, last + 1);
    return std::string(path.substr(path.rfind('/') + 1));
}

// kubectl/pkg/util/util.go, ParseFileSource.
FileSource parse_file_source(const std::string& source) {
    const auto equals = source.find('=');
    if (equals == std::string::npos) {
        return {base_name(source), source};
    }
    if (source.find('=', equals + 1) != std::string::npos) {
        throw Error("key names or file paths cannot contain '='");
    }
    FileSource parts{source.substr(0, equals), source.substr(equals + 1)};
    if (parts.key.empty()) {
        throw Error("key name for file path " + parts.path + " missing");
    }
    if (parts.path.empty()) {
        throw Error("file path for key name " + parts.key + " missing");
    }
    return parts;
}

bool is_directory(const std::string& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found && !error) {
        error = std::make_error_code(std::errc::no_such_file_or_directory);
    }
    if (error) {
        throw Error("error reading " + path + ": " + go_errno_words(error.value()));
    }
    return fs::is_directory(status);
}

// The regular files of a directory, by name.
std::vector<std::string> regular_files(const std::string& directory) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = fs::directory_iterator(directory, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code gone;
        if (entry->symlink_status(gone).type() == fs::file_type::regular) {
            names.push_back(entry->path().filename().string());
        }
    }
    if (error) {
        throw Error("error listing files in " + directory + ": open " + directory + ": " +
                    go_errno_words(error.value()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

// Go's unicode.IsSpace.
bool is_space(char32_t code) {
    return (code >= 0x09 && code <= 0x0d) || code == 0x20 || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

std::string_view skip_space(std::string_view line) {
    while (!line.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(line, code);
        if (length == 0 || !is_space(code)) {
            break;
        }
        line.remove_prefix(length);
    }
    return line;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

// Bytes as Go's %v prints them: `[97 61 255]`.
std::string byte_list(std::string_view bytes) {
    std::string text = "[";
    for (const char c : bytes) {
        text += (text.size() == 1 ? "" : " ") + std::to_string(static_cast<unsigned char>(c));
    }
    return text + "]";
}

class EnvFile {
  public:
    EnvFile(const std::string& path, const std::function<std::string(const std::string&)>& variable,
            const AddData& add)
        : path_(path), variable_(variable), add_(add) {}

    void run() {
        const std::string text = read_file(path_);
        std::string_view rest = text;
        for (std::size_t number = 1; !rest.empty(); ++number) {
            const auto end = std::min(rest.find('\n'), rest.size());
            auto content = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            content.remove_suffix(content.ends_with('\r') ? 1 : 0);
            line(content, number);
        }
    }

  private:
    void line(std::string_view content, std::size_t number) {
        if (!is_utf8(content)) {
            throw Error("env file " + path_ + " contains invalid utf8 bytes at line " +
                        std::to_string(number) + ": " + byte_list(content));
        }
        if (number == 1 && content.starts_with("\xef\xbb\xbf")) {
            content.remove_prefix(3);
        }
        content = skip_space(content);
        if (content.empty() || content.front() == '#') {
            return;
        }
        const auto equals = content.find('=');
        const std::string key(content.substr(0, equals));
        if (const auto problems = variable_name_problems(key); !problems.empty()) {
            throw Error(go_quote(key) + " is not a valid key name: " + join(problems, ";"));
        }
        add_(key,
             equals == std::string_view::npos ? variable_(key) : std::string(content.substr(equals + 1)));
    }

    const std::string& path_;
    const std::function<std::string(const std::string&)>& variable_;
    const AddData& add_;
};

}  // namespace

void check_data_sources(const DataSources& sources) {
    if (!sources.env_files.empty() && (!sources.files.empty() || !sources.literals.empty())) {
        throw Error("from-env-file cannot be combined with from-file or from-literal");
    }
}

void add_literals(const std::vector<std::string>& literals, const AddData& add) {
    for (const auto& literal : literals) {
        const auto equals = literal.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw Error("invalid literal source " + literal + ", expected key=value");
        }
        add(literal.substr(0, equals), literal.substr(equals + 1));
    }
}

void add_files(const std::vector<std::string>& files, const AddData& add) {
    for (const auto& source : files) {
        const auto [key, path] = parse_file_source(source);
        if (!is_directory(path)) {
            add(key, read_file(path));
            continue;
        }
        if (source.find('=') != std::string::npos) {
            throw Error("cannot give a key name for a directory path");
        }
        for (const auto& name : regular_files(path)) {
            add(name, read_file((fs::path(path) / name).lexically_normal().string()));
        }
    }
}

void add_env_files(const std::vector<std::string>& files, const char* kind,
                   const std::function<std::string(const std::string& name)>& variable, const AddData& add) {
    for (const auto& path : files) {
        if (is_directory(path)) {
            throw Error(std::string("env ") + kind + " file cannot be a directory");
        }
        EnvFile(path, variable, add).run();
    }
}

}  // namespace yare
