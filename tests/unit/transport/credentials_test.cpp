#include "transport/credentials.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/error.hpp"

using namespace yare;

namespace {

/// A file of its own that is gone with it.
class TokenFile {
  public:
    TokenFile() {
        const int descriptor = mkstemp(path_);
        REQUIRE(descriptor >= 0);
        close(descriptor);
    }
    ~TokenFile() { std::remove(path_); }
    void hold(const std::string& text) const { std::ofstream(path_, std::ios::trunc) << text; }
    std::string path() const { return path_; }

  private:
    char path_[32] = "/tmp/yare-token-XXXXXX";
};

std::string authorization(Credentials& credentials) {
    const auto headers = credentials.headers();
    return headers.empty() ? "" : headers[0].second;
}

}  // namespace

TEST_CASE("a token file wins over the token and is read again after a minute") {
    const TokenFile file;
    file.hold(" one\n");
    Connection connection;
    connection.token = "start";
    connection.token_file = file.path();
    Clock::time_point now{};
    Credentials credentials(connection, true, nullptr, [&] { return now; });
    CHECK(authorization(credentials) == "Bearer one");
    file.hold("two");
    now += std::chrono::seconds(59);
    CHECK(authorization(credentials) == "Bearer one");
    now += std::chrono::seconds(1);
    CHECK(authorization(credentials) == "Bearer two");
    file.hold("\n");  // being rewritten: the last good one stays
    now += std::chrono::seconds(60);
    CHECK(authorization(credentials) == "Bearer two");
    std::remove(file.path().c_str());
    now += std::chrono::seconds(60);
    CHECK(authorization(credentials) == "Bearer two");
}

TEST_CASE("a token file that cannot be read") {
    Connection connection;
    connection.token_file = "/nonexistent/token";
    CHECK_THROWS_WITH_AS(Credentials(connection, true),
                         "failed to read token file \"/nonexistent/token\": open /nonexistent/token: no such "
                         "file or directory",
                         ConfigError);
    CHECK(Credentials(connection, false).headers().empty());
    connection.token = "start";
    Credentials credentials(connection, true);
    CHECK(authorization(credentials) == "Bearer start");
    const TokenFile empty;
    connection.token.clear();
    connection.token_file = empty.path();
    CHECK_THROWS_WITH_AS(Credentials(connection, true),
                         ("read empty token from file \"" + empty.path() + "\"").c_str(), ConfigError);
}

TEST_CASE("impersonation") {
    Connection connection;
    connection.impersonate.user = "jane";
    connection.impersonate.uid = "7";
    connection.impersonate.groups = {"a", "b"};
    connection.impersonate.extra = {{"example.com/Key %", "v1"}, {"example.com/Key %", "v2"}};
    const std::vector<Header> wanted = {
        {"Impersonate-User", "jane"},
        {"Impersonate-Uid", "7"},
        {"Impersonate-Group", "a"},
        {"Impersonate-Group", "b"},
        {"Impersonate-Extra-example.com%2FKey%20%25", "v1"},
        {"Impersonate-Extra-example.com%2FKey%20%25", "v2"},
    };
    CHECK(Credentials(connection, false).headers() == wanted);
}
