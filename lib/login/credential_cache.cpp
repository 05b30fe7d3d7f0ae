#include "login/credential_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/go_time.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::chrono::seconds k_margin{60};
constexpr off_t k_max_size = off_t{2} << 20;
constexpr int k_version = 1;

bool is_private(const struct stat& status) {
    return status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
}

// The folder, if it is ours alone.
int open_folder(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status {};
    if (fd >= 0 && (::fstat(fd, &status) != 0 || !is_private(status))) {
        ::close(fd);
        return -1;
    }
    return fd;
}

int make_folder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        return -1;
    }
    return open_folder(path);
}

std::optional<std::string> read_private(const std::string& folder, const std::string& name) {
    const Descriptor parent(open_folder(folder));
    if (!parent) {
        return std::nullopt;
    }
    const Descriptor file(
        ::openat(parent.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || !is_private(status) ||
        status.st_nlink != 1 || status.st_size > k_max_size) {
        return std::nullopt;
    }
    return read_whole(file.get(), static_cast<std::size_t>(status.st_size));
}

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<ExecAnswer> parse(const std::string& text, const std::string& name) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || object.value("version", json()) != k_version ||
        text_of(object, "name") != name) {
        return std::nullopt;
    }
    ExecAnswer answer{.credentials = {.token = text_of(object, "token"),
                                      .certificate_pem = text_of(object, "certificate"),
                                      .key_pem = text_of(object, "key")},
                      .expires = parse_rfc3339(text_of(object, "expires"))};
    const SuppliedCredentials& given = answer.credentials;
    const bool has_pair = !given.certificate_pem.empty() && !given.key_pem.empty();
    const bool has_half = given.certificate_pem.empty() != given.key_pem.empty();
    if (!answer.expires || has_half || (!has_pair && given.token.empty())) {
        return std::nullopt;
    }
    return answer;
}

std::string file_name(const std::string& name) { return name + ".json"; }

}  // namespace

std::optional<ExecAnswer> CredentialCache::find(const std::string& name, Moment now) const {
    if (folder_.empty()) {
        return std::nullopt;
    }
    const auto text = read_private(folder_, file_name(name));
    auto answer = text ? parse(*text, name) : std::nullopt;
    if (answer && *answer->expires - k_margin <= now) {
        drop(name);
        return std::nullopt;
    }
    return answer;
}

void CredentialCache::keep(const std::string& name, const ExecAnswer& answer, Moment now) const {
    if (folder_.empty() || !answer.expires || *answer.expires - k_margin <= now) {
        return;
    }
    const Descriptor parent(make_folder(folder_));
    if (!parent) {
        return;
    }
    const SuppliedCredentials& given = answer.credentials;
    const json object = {{"version", k_version},
                         {"name", name},
                         {"expires", format_go_time(*answer.expires)},
                         {"token", given.token},
                         {"certificate", given.certificate_pem},
                         {"key", given.key_pem}};
    const std::string text = object.dump(-1, ' ', false, json::error_handler_t::replace);
    const std::string temporary = file_name(name) + "." + std::to_string(::getpid()) + ".new";
    ::unlinkat(parent.get(), temporary.c_str(), 0);  // of a process of that number that was killed
    bool is_whole = false;
    {
        const Descriptor file(::openat(parent.get(), temporary.c_str(),
                                       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file) {
            return;
        }
        is_whole = ::fchmod(file.get(), 0600) == 0 && write_whole(file.get(), text) == 0;
    }
    if (!is_whole ||
        ::renameat(parent.get(), temporary.c_str(), parent.get(), file_name(name).c_str()) != 0) {
        ::unlinkat(parent.get(), temporary.c_str(), 0);
    }
}

void CredentialCache::drop(const std::string& name) const {
    if (folder_.empty()) {
        return;
    }
    const Descriptor parent(open_folder(folder_));
    if (parent) {
        ::unlinkat(parent.get(), file_name(name).c_str(), 0);
    }
}

}  // namespace yare
