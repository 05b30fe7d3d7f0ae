#include "verbs/answer_cache.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "discovery/cache_file.hpp"
#include "discovery/discovery.hpp"
#include "login/exec_source.hpp"

namespace yare {

namespace {

constexpr std::string_view k_header = "yareCompletion 1 ";
constexpr std::size_t k_largest = std::size_t{1} << 20;
constexpr std::size_t k_most_files = 200;
constexpr std::time_t k_oldest = 24 * 3600;

// Every part with its length, so that no two lists of parts come to the same text.
void append_part(std::string& text, std::string_view part) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
}

std::string identity_of(const Connection& connection, const Environment& environment) {
    std::string text;
    append_part(text, connection.server);
    append_part(text, connection.tls_server_name);
    append_part(text, connection.proxy_url);
    append_part(text, connection.ca_pem.value_or(""));
    append_part(text, connection.client_certificate_pem);
    append_part(text, connection.token_file.empty() ? connection.token : connection.token_file);
    if (connection.exec) {
        // all that the plugin is told: who it logs in may hang on a variable
        append_part(text, cache_name(*connection.exec, connection.exec->command, environment));
    }
    if (connection.oidc) {
        append_part(text, connection.oidc->file);
        append_part(text, connection.oidc->user);
    }
    append_part(text, connection.impersonate.user);
    append_part(text, connection.impersonate.uid);
    for (const auto& group : connection.impersonate.groups) {
        append_part(text, group);
    }
    for (const auto& [key, value] : connection.impersonate.extra) {
        append_part(text, key);
        append_part(text, value);
    }
    return text;
}

// Beside the cache of the server's types.
std::string folder_of(const Connection& connection) {
    const auto types = Discovery::cache_file(connection.cache_dir, connection.server);
    return types.empty() || connection.basic ? "" : types.substr(0, types.rfind('/')) + "/completion";
}

bool is_private(const std::string& folder) {
    struct stat status {};
    return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
           (status.st_mode & 077) == 0;
}

// Its parents as the cache of types has them, itself for this user alone.
void make_private(const std::string& folder) {
    for (auto slash = folder.find('/', 1); slash != std::string::npos; slash = folder.find('/', slash + 1)) {
        static_cast<void>(::mkdir(folder.substr(0, slash).c_str(), 0750));
    }
    static_cast<void>(::mkdir(folder.c_str(), 0700));
}

}  // namespace

AnswerCache::AnswerCache(const Connection& connection, const Environment& environment)
    : folder_(folder_of(connection)), identity_(identity_of(connection, environment)) {}

std::string AnswerCache::file(std::string_view question) const {
    std::string text = identity_;
    append_part(text, question);
    return folder_ + "/" + sha256_hex(text).substr(0, 32);
}

std::optional<KeptAnswer> AnswerCache::find(std::string_view question, std::chrono::seconds age) const {
    if (folder_.empty()) {
        return std::nullopt;
    }
    const auto text = read_cache_file(file(question), age);
    if (!text || !text->starts_with(k_header) || !text->ends_with("\n")) {
        return std::nullopt;
    }
    KeptAnswer answer;
    std::string_view rest = *text;
    auto line = rest.substr(0, rest.find('\n'));
    answer.is_whole = line.substr(k_header.size()) == "whole";
    rest.remove_prefix(line.size() + 1);
    while (!rest.empty()) {
        line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        const auto tab = line.find('\t');
        const auto word = line.substr(0, tab);
        if (!is_safe_word(word)) {
            return std::nullopt;
        }
        answer.words.push_back(
            {std::string(word), tab == std::string_view::npos ? "" : safe_description(line.substr(tab + 1))});
    }
    return answer;
}

void AnswerCache::keep(std::string_view question, const KeptAnswer& answer) const {
    if (folder_.empty()) {
        return;
    }
    std::string text(k_header);
    text += answer.is_whole ? "whole\n" : "part\n";
    for (const auto& [word, description] : answer.words) {
        text += word + "\t" + description + "\n";
    }
    if (text.size() > k_largest) {
        return;
    }
    if (!is_private(folder_)) {
        make_private(folder_);
    }
    if (is_private(folder_) && write_cache_file(file(question), text)) {
        sweep();
    }
}

void AnswerCache::sweep() const {
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(folder_.c_str()), ::closedir);
    if (!directory) {
        return;
    }
    std::vector<std::pair<std::time_t, std::string>> files;
    while (const auto* entry = ::readdir(directory.get())) {
        const std::string path = folder_ + "/" + entry->d_name;
        struct stat status {};
        if (entry->d_name[0] != '.' && ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
            files.emplace_back(status.st_mtim.tv_sec, path);
        }
    }
    std::sort(files.begin(), files.end());
    const auto now = ::time(nullptr);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (now - files[i].first > k_oldest || files.size() - i > k_most_files) {
            static_cast<void>(::unlink(files[i].second.c_str()));
        }
    }
}

}  // namespace yare
