#include "login/exec_source.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "../config/temp_dir.hpp"
#include "base/error.hpp"
#include "login/logins.hpp"

using namespace yare;
using yare::test::TempDir;

namespace {

const std::string k_v1 = "client.authentication.k8s.io/v1";
const Moment k_now = Moment(std::chrono::hours(490000));  // 2025

/// A plugin that counts its runs in {dir}/runs, and a connection that uses it.
struct Plugin {
    explicit Plugin(const std::string& script) {
        const std::string path =
            dir.write("plug", dir.fill("#!/bin/sh\necho >> {dir}/runs\n" + script + "\n"));
        ::chmod(path.c_str(), 0755);
        connection.server = "https://h:6443";
        connection.cache_dir = dir / "cache";
        connection.exec = ExecLogin{.command = path,
                                    .args = {},
                                    .env = {{"A", "b"}},
                                    .api_version = k_v1,
                                    .install_hint = "install it",
                                    .interactive_mode = InteractiveMode::never,
                                    .cluster = "",
                                    .policy = {}};
        place.environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", dir.path()}};
        place.now = [this] { return now; };
    }

    int runs() const {
        std::ifstream file(dir / "runs");
        std::string line;
        int count = 0;
        while (std::getline(file, line)) {
            ++count;
        }
        return count;
    }

    TempDir dir;
    Connection connection;
    LoginPlace place;
    Moment now = k_now;
};

std::string token_script(const std::string& more = "") {
    return R"(echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"'t$(wc -l < {dir}/runs)'")" +
           more + "}}'";
}

const std::string k_expiring = R"(,"expirationTimestamp":"2025-11-25T17:00:00Z")";  // an hour past k_now

std::string line_of(CredentialSource& source) {
    try {
        return "token " + source.current()->token;
    } catch (const Error& error) {
        return error.line();
    }
}

}  // namespace

TEST_CASE("exec source: runs at the first request, and once for all that ask") {
    Plugin plugin("sleep 0.2\n" + token_script());
    Logins logins(plugin.place);
    const auto source = logins.source_for(plugin.connection);
    REQUIRE(source);
    CHECK(logins.source_for(plugin.connection) == source);
    CHECK(!logins.source_for(Connection()));
    CHECK(plugin.runs() == 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { source->current(); });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(plugin.runs() == 1);
    const auto first = source->current();
    CHECK(first->token == "t1");
    const auto second = source->renew(first);
    CHECK(second->token == "t2");
    CHECK(source->renew(first) == second);  // somebody else has renewed them
    CHECK(plugin.runs() == 2);
}

TEST_CASE("exec source: runs again when what it gave has expired") {
    Plugin plugin(token_script(k_expiring));
    plugin.now = *parse_rfc3339("2025-11-25T16:59:59Z");
    const auto source = make_exec_source(plugin.connection, plugin.place);
    CHECK(line_of(*source) == "token t1");
    plugin.now += std::chrono::seconds(1);
    CHECK(line_of(*source) == "token t1");
    plugin.now += std::chrono::microseconds(1);
    CHECK(line_of(*source) == "token t2");
}

TEST_CASE("exec source: failures, in kubectl's words") {
    const std::string start = "Unable to connect to the server: getting credentials: ";
    Plugin plugin("exit 7");
    const auto source = make_exec_source(plugin.connection, plugin.place);
    const std::string line = plugin.dir.fill(start + "exec: executable {dir}/plug failed with exit code 7");
    CHECK(line_of(*source) == line);
    CHECK(line_of(*source) == line);
    CHECK(plugin.runs() == 1);  // not again at once
    plugin.now += std::chrono::seconds(5);
    CHECK(line_of(*source) == line);
    CHECK(plugin.runs() == 2);

    plugin.connection.exec->command = "no-such-plugin";
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) ==
          start +
              "exec: executable no-such-plugin not found\n\nIt looks like you are trying to use a client-go "
              "credential plugin that is not installed.\n\nTo learn more about this feature, consult the "
              "documentation available at:\n      "
              "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
              "#client-go-credential-plugins\n\ninstall it");
    plugin.connection.exec->interactive_mode = InteractiveMode::always;
    plugin.place.stdin_descriptor = -1;
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) ==
          start + "exec plugin cannot support interactive mode: standard input is not a terminal");
    plugin.connection.exec->policy.kind = PluginPolicy::Kind::deny_all;
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) ==
          start + "plugin \"no-such-plugin\" not allowed: policy set to \"DenyAll\"");
}

TEST_CASE("exec source: a limit for tab completion") {
    Plugin plugin("sleep 60");
    plugin.connection.login_terms = {.stdin_in_use = false, .quiet = true, .limit = Milliseconds(100)};
    const auto line = line_of(*make_exec_source(plugin.connection, plugin.place));
    CHECK(line.starts_with("Unable to connect to the server: getting credentials: exec: no answer within "));
}

TEST_CASE("exec source: what the plugin is told") {
    Plugin plugin("env > {dir}/env\n" + token_script());
    plugin.place.environment["A"] = "other";
    plugin.connection.exec->cluster = "{\"server\":\"https://h\"}";
    line_of(*make_exec_source(plugin.connection, plugin.place));
    std::stringstream text;
    text << std::ifstream(plugin.dir / "env").rdbuf();
    CHECK(("\n" + text.str()).find("\nHOME=" + plugin.dir.path() + "\n") != std::string::npos);
    CHECK(("\n" + text.str()).find("\nA=b\n") != std::string::npos);
    CHECK(text.str().find("A=other") == std::string::npos);
    CHECK(text.str().find("KUBERNETES_EXEC_INFO={\"kind\":\"ExecCredential\",\"apiVersion\":\"" + k_v1 +
                          "\",\"spec\":{\"cluster\":{\"server\":\"https://h\"},\"interactive\":false}}\n") !=
          std::string::npos);
}

TEST_CASE("exec source: the cache is for those who ask for it, and is shared by processes") {
    Plugin plugin(token_script(k_expiring));
    line_of(*make_exec_source(plugin.connection, plugin.place));
    CHECK(!std::filesystem::exists(plugin.dir / "cache"));
    plugin.place.environment["YARE_CREDENTIAL_CACHE"] = "1";
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) == "token t2");
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) == "token t2");
    const auto third = make_exec_source(plugin.connection, plugin.place);
    CHECK(third->renew(third->current())->token == "t3");  // the server has refused what was kept
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)) == "token t3");
    CHECK(plugin.runs() == 3);
    plugin.connection.exec->policy.kind = PluginPolicy::Kind::deny_all;
    CHECK(line_of(*make_exec_source(plugin.connection, plugin.place)).ends_with("policy set to \"DenyAll\""));
}

TEST_CASE("exec source: without an expiry nothing is kept") {
    Plugin plugin(token_script());
    plugin.place.environment["YARE_CREDENTIAL_CACHE"] = "true";
    line_of(*make_exec_source(plugin.connection, plugin.place));
    line_of(*make_exec_source(plugin.connection, plugin.place));
    CHECK(plugin.runs() == 2);
    CHECK(!std::filesystem::exists(plugin.dir / "cache"));
}

TEST_CASE("cache name: everything that can choose an identity, and nothing else") {
    ExecLogin login;
    login.args = {"a", "b"};
    login.env = {{"N", "v"}};
    login.api_version = k_v1;
    const Environment environment = {{"AWS_PROFILE", "one"}, {"TERM", "xterm"}, {"PWD", "/a"}};
    const std::string name = cache_name(login, "/bin/plug", environment);
    CHECK(name.size() == 64);
    CHECK(cache_name(login, "/bin/plug", {{"AWS_PROFILE", "one"}, {"TERM", "vt100"}, {"SHLVL", "2"}}) ==
          name);
    CHECK(cache_name(login, "/bin/plug", {{"AWS_PROFILE", "two"}}) != name);
    CHECK(cache_name(login, "/bin/other", environment) != name);
    const auto changed = [&](auto change) {
        ExecLogin other = login;
        change(other);
        return cache_name(other, "/bin/plug", environment);
    };
    CHECK(changed([](ExecLogin& other) { other.args = {"ab"}; }) != name);
    CHECK(changed([](ExecLogin& other) { other.args = {"b", "a"}; }) != name);
    CHECK(changed([](ExecLogin& other) { other.env[0].second = "w"; }) != name);
    CHECK(changed([](ExecLogin& other) { other.cluster = "{}"; }) != name);
    CHECK(changed([](ExecLogin& other) { other.api_version += "beta1"; }) != name);
    CHECK(changed([](ExecLogin& other) { other.install_hint = "x"; }) == name);
}
