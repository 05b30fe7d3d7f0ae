#include "login/credential_cache.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "../config/temp_dir.hpp"

using namespace yare;
using yare::test::TempDir;

namespace {

const Moment k_now = Moment(std::chrono::hours(500000));

ExecAnswer answer(std::chrono::seconds lifetime = std::chrono::hours(1)) {
    return {.credentials = {.token = "t\"é", .certificate_pem = "", .key_pem = ""},
            .expires = k_now + lifetime};
}

unsigned mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

std::string text_of(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("credential cache: keeps, finds and drops, for this user alone") {
    const TempDir dir;
    const CredentialCache cache(dir / "deep/credentials");
    CHECK(!cache.find("name", k_now));
    const mode_t mask = ::umask(0);
    cache.keep("name", answer(), k_now);
    ::umask(mask);
    CHECK(mode_of(dir / "deep/credentials") == 0700);
    CHECK(mode_of(dir / "deep/credentials/name.json") == 0600);
    const auto found = cache.find("name", k_now);
    REQUIRE(found);
    CHECK(found->credentials.token == "t\"é");
    CHECK(found->expires == answer().expires);
    CHECK(!cache.find("other", k_now));
    cache.drop("name");
    CHECK(!cache.find("name", k_now));
    CHECK(std::filesystem::is_empty(dir / "deep/credentials"));
}

TEST_CASE("credential cache: time") {
    const TempDir dir;
    const CredentialCache cache(dir / "c");
    cache.keep("short", answer(std::chrono::seconds(60)), k_now);
    ExecAnswer endless = answer();
    endless.expires.reset();
    cache.keep("endless", endless, k_now);
    CHECK(!std::filesystem::exists(dir / "c"));
    cache.keep("name", answer(std::chrono::seconds(100)), k_now);
    CHECK(cache.find("name", k_now + std::chrono::seconds(39)));
    CHECK(!cache.find("name", k_now + std::chrono::seconds(40)));
    CHECK(!cache.find("name", k_now));  // it is gone
}

TEST_CASE("credential cache: what is damaged, foreign or open to others is not used") {
    const TempDir dir;
    const std::string file = dir / "c/name.json";
    const CredentialCache cache(dir / "c");
    cache.keep("name", answer(), k_now);
    const std::string good = text_of(file);
    for (const std::string& text : {std::string(), good.substr(0, good.size() / 2), std::string("[]"),
                                    std::string("{}"), std::string(300000, '['), good + "x"}) {
        std::ofstream(file, std::ios::trunc) << text;
        CHECK(!cache.find("name", k_now));
    }
    std::ofstream(file, std::ios::trunc) << good;
    CHECK(cache.find("name", k_now));
    std::ofstream(dir / "c/other.json") << good;  // another configuration's
    ::chmod((dir / "c/other.json").c_str(), 0600);
    CHECK(!cache.find("other", k_now));

    ::chmod(file.c_str(), 0640);
    CHECK(!cache.find("name", k_now));
    ::chmod(file.c_str(), 0600);
    ::chmod((dir / "c").c_str(), 0711);
    CHECK(!cache.find("name", k_now));
    ::chmod((dir / "c").c_str(), 0700);
    CHECK(cache.find("name", k_now));

    std::filesystem::rename(file, dir / "elsewhere");
    REQUIRE(::symlink((dir / "elsewhere").c_str(), file.c_str()) == 0);
    CHECK(!cache.find("name", k_now));
    cache.keep("name", answer(), k_now);  // takes the link's place
    CHECK(text_of(dir / "elsewhere") == good);
    CHECK(cache.find("name", k_now));
    std::filesystem::create_hard_link(file, dir / "second");
    CHECK(!cache.find("name", k_now));

    REQUIRE(::symlink((dir / "c").c_str(), (dir / "link").c_str()) == 0);
    std::filesystem::remove(dir / "second");
    CHECK(!CredentialCache(dir / "link").find("name", k_now));
    CHECK(!CredentialCache("").find("name", k_now));
}
