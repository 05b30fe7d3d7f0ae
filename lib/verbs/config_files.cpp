#include "verbs/config_files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "config/file_replace.hpp"
#include "config/load.hpp"

namespace yare {

using nlohmann::json;

std::string absolute_file(const std::string& path) {
    if (path.empty()) {
        return path;
    }
    std::error_code error;
    const auto whole = std::filesystem::absolute(path, error).lexically_normal().string();
    if (error) {
        throw ConfigError("could not determine the absolute path of " + path + ": " + error.message());
    }
    return whole.size() > 1 && whole.ends_with('/') ? whole.substr(0, whole.size() - 1) : whole;
}

std::string read_embedded(const std::string& path, const std::string& flag) {
    constexpr std::size_t k_limit = std::size_t{16} << 20;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        throw ConfigError("could not stat " + flag + " file " + path + ": stat " + path + ": " +
                          file_error_words(errno));
    }
    return read_config_file(path, k_limit);
}

void change_config_entry(ConfigEdit& edit, std::string_view list, std::string_view name,
                         const std::function<void(json&)>& change) {
    const bool is_new = !edit.has(list, name);
    std::string file;
    auto& entry = edit.entry(list, name, &file);
    const json before = entry;
    change(entry);
    if (is_new || entry != before) {
        make_paths_relative(entry, list, file);
    }
}

}  // namespace yare
