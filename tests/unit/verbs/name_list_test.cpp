#include "verbs/name_list.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "discovery/temporary_directory.hpp"
#include "verbs/answer_cache.hpp"

using namespace yare;

namespace {

// A collection in a store: limits, continue tokens and what servers do wrong.
class Store final : public Transport {
  public:
    explicit Store(std::set<std::string> names) : names_(std::move(names)) {}

    bool refuses_tokens = false;  // 410 for a token that is not its own
    bool ignores_tokens = false;  // begins at the first name whatever the token
    bool has_tables = true;
    bool sends_full_lists = false;  // no limit, no continue, no revision
    int fail_after = 1000;          // answers: the connection breaks then
    std::vector<std::string> asked;

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
        asked.push_back(request.target());
        if (static_cast<int>(asked.size()) > fail_after) {
            throw TransportError(TransportError::Cause::timeout, "server", "too late");
        }
        std::size_t limit = sends_full_lists ? names_.size() : 1000;
        std::string start;
        bool wants_names = request.headers.front().second.find("Table") == std::string::npos;
        for (const auto& [key, value] : request.query) {
            if (key == "limit" && !sends_full_lists) {
                limit = std::stoul(value);
            }
            if (key == "continue") {
                std::string padded = value + std::string((4 - value.size() % 4) % 4, '=');
                std::replace(padded.begin(), padded.end(), '-', '+');
                std::replace(padded.begin(), padded.end(), '_', '/');
                const auto token = base64_decode(padded).value_or("");
                if (refuses_tokens && token.find("\"rv\":-1") != std::string::npos) {
                    return answer(410, "{}", receive);
                }
                const auto at = token.find("\"start\":\"") + 9;
                start = token.substr(at, token.find('"', at) - at);
            }
        }
        if (ignores_tokens || sends_full_lists) {
            start.clear();
        }
        return answer(200, list(start, limit, has_tables && !wants_names), receive);
    }

    std::size_t sent = 0;  // bytes that were taken

  private:
    std::string list(const std::string& start, std::size_t limit, bool as_table) const {
        std::string rows;
        std::string next;
        std::size_t count = 0;
        for (auto at = names_.lower_bound(start); at != names_.end(); ++at) {
            if (count++ == limit) {
                next = base64_encode("{\"v\":\"meta.k8s.io/v1\",\"rv\":7,\"start\":\"" + *at + "\"}");
                break;
            }
            rows += rows.empty() ? "" : ",";
            rows += as_table ? "{\"cells\":[1,\"" + *at + "\"],\"object\":null}"
                             : "{\"metadata\":{\"name\":\"" + *at + "\"}}";
        }
        const std::string revision = sends_full_lists ? "" : "7";
        return "{\"metadata\":{\"resourceVersion\":\"" + revision + "\",\"continue\":\"" + next + "\"}," +
               (as_table ? R"("columnDefinitions":[{"name":"N"},{"name":"Name","format":"name"}],"rows":[)"
                         : R"("items":[)") +
               rows + "]}";
    }

    HttpResponse answer(int status, const std::string& body, const BodyReceiver& receive) {
        const HttpResponse head{status, {{"Content-Type", "application/json"}}};
        for (std::size_t at = 0; at < body.size(); at += 100) {
            sent += 100;
            if (!receive(head, std::string_view(body).substr(at, 100))) {
                return head;
            }
        }
        return head;
    }

    std::set<std::string> names_;
};

std::set<std::string> numbered(const std::string& name, int count) {
    std::set<std::string> names;
    for (int i = 0; i < count; ++i) {
        auto digits = std::to_string(i);
        names.insert(name + std::string(5 - digits.size(), '0') + digits);
    }
    return names;
}

NameAnswer ask(Store& store, const std::string& typed) {
    CompletionWire wire(store, std::chrono::steady_clock::now() + std::chrono::seconds(60));
    return list_names(wire, "/api/v1/namespaces/a/pods", typed);
}

// What all names with the prefix have in common.
std::string true_prefix(const std::set<std::string>& names, const std::string& typed) {
    Candidates all;
    for (const auto& name : names) {
        if (name.starts_with(typed)) {
            all.push_back({name, ""});
        }
    }
    return common_prefix(all);
}

}  // namespace

TEST_CASE("a list that fits is one request") {
    Store store(numbered("app-", 500));
    const auto answer = ask(store, "");
    CHECK(answer.names.size() == 500);
    CHECK(answer.is_whole);
    CHECK(store.asked.size() == 1);
}

TEST_CASE("with a prefix one request reads what has it and no further") {
    auto names = numbered("b-", 9000);
    names.merge(numbered("c-", 3));
    names.merge(numbered("d-", 9000));
    Store store(names);
    const auto answer = ask(store, "c-");
    CHECK(answer.names.size() == 3);
    CHECK(answer.is_whole);
    CHECK(store.asked.size() == 1);
    CHECK(store.sent < 2000);
    CHECK(ask(store, "e").is_whole);
    CHECK(ask(store, "a").names.empty());
}

TEST_CASE("the common beginning is right whatever the page shows") {
    std::vector<std::set<std::string>> worlds = {numbered("app-", 10000), numbered("app-", 501), {}};
    auto mixed = numbered("app-", 700);
    mixed.insert({"app-00000.x", "app-5", "apple", "b", "app-00000-0", "ap"});
    worlds.push_back(mixed);
    auto deep = numbered("web-7d4b9c-", 600);
    deep.insert("web-7d4b9cx");
    worlds.push_back(deep);
    for (const auto& world : worlds) {
        for (const std::string typed :
             {"", "a", "app", "app-", "app-0", "app-00", "app-00000", "app-1", "we", "web-7d4b9c-", "z"}) {
            CAPTURE(world.size());
            CAPTURE(typed);
            Store store(world);
            const auto answer = ask(store, typed);
            CHECK((answer.is_whole || answer.has_right_prefix));
            CHECK(common_prefix(answer.names) == true_prefix(world, typed));
            CHECK(store.asked.size() <= 8);
        }
    }
}

TEST_CASE("servers that refuse, or do not heed, a token are read page by page") {
    auto names = numbered("a-", 1200);
    names.merge(numbered("b-", 700));
    for (const bool refuses : {true, false}) {
        Store store(names);
        (refuses ? store.refuses_tokens : store.ignores_tokens) = true;
        if (refuses) {
            const auto answer = ask(store, "b");
            CHECK(answer.names.size() == 700);
            CHECK(answer.is_whole);
            CHECK(store.asked.size() == 5);
        } else {
            // its own tokens do not work either: cut, and said so
            store.fail_after = 3;
            const auto answer = ask(store, "b");
            CHECK_FALSE(answer.is_whole);
            CHECK_FALSE(answer.has_right_prefix);
        }
    }
}

TEST_CASE("a server without limits sends everything, sorted or not; nothing of it is missed") {
    auto names = numbered("a-", 600);
    names.insert({"b-1", "c-1"});
    Store store(names);
    store.sends_full_lists = true;
    CHECK(ask(store, "b").names.size() == 1);
    CHECK(ask(store, "a").names.size() == 600);
    CHECK(ask(store, "a").is_whole);
}

TEST_CASE("a server without tables, or whose table has no names, sends metadata") {
    Store store(numbered("a-", 3));
    store.has_tables = false;
    CHECK(ask(store, "").names.size() == 3);
    CHECK(store.asked.size() == 1);
}

TEST_CASE("a seek that fails leaves the answer in doubt") {
    Store store(numbered("app-", 10000));
    store.fail_after = 1;
    const auto answer = ask(store, "");
    CHECK(answer.names.size() == 500);
    CHECK_FALSE(answer.is_whole);
    CHECK_FALSE(answer.has_right_prefix);
}

TEST_CASE("no request is sent behind the deadline") {
    Store store(numbered("a-", 3));
    CompletionWire wire(store, std::chrono::steady_clock::now() - std::chrono::seconds(1));
    CHECK(list_names(wire, "/x", "").names.empty());
    CHECK(store.asked.empty());
}

TEST_CASE("words of servers and of kubeconfigs") {
    for (const char* good : {"web-0", "app.kubernetes.io/name", "system:node", "a_b", "_x", "A+b@c"}) {
        CHECK(is_safe_word(good));
        CHECK(is_safe_local_name(good));
    }
    for (const char* bad : {"", "-f", "$(x)", "a;b", "a b", "a\nb", "a\tb", "`x`", "a'b", "~x", "=x", "a*",
                            "a?", "a{b}", "a!", "a#", "\x1b[2J", "\xc3\xa9"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_safe_word(bad));
    }
    CHECK_FALSE(is_safe_word(std::string(254, 'a')));
    for (const char* good : {"my cluster", "arn:aws:eks:eu-1:1:cluster/x", "k=v",
                             "\xc3\xa9"
                             "a"}) {
        CHECK(is_safe_local_name(good));
    }
    for (const char* bad : {"", " a", "--all", "$(x)", "a`b", "a\nb", "a'b", "a\\b", "\xff",
                            "\xc2\x9b"
                            "a"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_safe_local_name(bad));
    }
    CHECK(safe_description("<none>\x1b[2J$(x)`\n") == "<none>[2J(x)");
}

TEST_CASE("answers are kept for their identity alone, in private files without credentials") {
    const TemporaryDirectory directory;
    Connection connection;
    connection.server = "https://server:1";
    connection.cache_dir = directory.path();
    connection.token = "t0ps3cret";
    const KeptAnswer answer{{{"web-0", "Running"}, {"web-1", ""}}, true};
    AnswerCache(connection, {}).keep("pods?", answer);
    const auto kept = AnswerCache(connection, {}).find("pods?", std::chrono::seconds(10));
    REQUIRE(kept.has_value());
    CHECK(kept->words == answer.words);
    CHECK(kept->is_whole);
    CHECK_FALSE(AnswerCache(connection, {}).find("pods?w", std::chrono::seconds(10)).has_value());
    CHECK_FALSE(AnswerCache(connection, {}).find("pods?", std::chrono::seconds(0)).has_value());

    auto other = connection;
    other.token = "other";
    CHECK_FALSE(AnswerCache(other, {}).find("pods?", std::chrono::seconds(10)).has_value());
    other = connection;
    other.impersonate.user = "u";
    CHECK_FALSE(AnswerCache(other, {}).find("pods?", std::chrono::seconds(10)).has_value());
    other = connection;
    other.exec = ExecLogin{};
    other.exec->command = "login-helper";
    CHECK_FALSE(AnswerCache(other, {}).find("pods?", std::chrono::seconds(10)).has_value());
    other = connection;
    other.basic = {"u", "p"};
    AnswerCache(other, {}).keep("x", answer);
    CHECK_FALSE(AnswerCache(other, {}).find("x", std::chrono::seconds(10)).has_value());

    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory.path())) {
        struct stat status {};
        REQUIRE(::stat(entry.path().c_str(), &status) == 0);
        CHECK((status.st_mode & 007) == 0);
        if (entry.is_regular_file()) {
            ++files;
            CHECK((status.st_mode & 077) == 0);
            CHECK((std::filesystem::status(entry.path().parent_path()).permissions() &
                   std::filesystem::perms(077)) == std::filesystem::perms::none);
            std::ifstream file(entry.path());
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            CHECK(text.find("t0ps3cret") == std::string::npos);
            CHECK(entry.path().string().find("t0ps3cret") == std::string::npos);
        }
    }
    CHECK(files == 1);
}

TEST_CASE("a folder that others can read is not used, a file that was changed by hand is not believed") {
    const TemporaryDirectory directory;
    Connection connection;
    connection.server = "https://server:1";
    connection.cache_dir = directory.path();
    const AnswerCache cache(connection, {});
    cache.keep("a", {{{"x", ""}}, true});
    const auto folder = directory.path() + "/yare/https%3A%2F%2Fserver%3A1/completion";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ofstream(entry.path()) << "yareCompletion 1 whole\n$(reboot)\n";
    }
    CHECK_FALSE(cache.find("a", std::chrono::seconds(10)).has_value());
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    cache.keep("b", {{{"x", ""}}, true});
    CHECK_FALSE(cache.find("b", std::chrono::seconds(10)).has_value());
}

TEST_CASE("old answers, and those beyond a number, are swept") {
    const TemporaryDirectory directory;
    Connection connection;
    connection.server = "https://server:1";
    connection.cache_dir = directory.path();
    const AnswerCache cache(connection, {});
    for (int i = 0; i < 250; ++i) {
        cache.keep(std::to_string(i), {{{"x", ""}}, true});
    }
    const auto folder = directory.path() + "/yare/https%3A%2F%2Fserver%3A1/completion";
    const auto count = [&] {
        return std::distance(std::filesystem::directory_iterator(folder),
                             std::filesystem::directory_iterator());
    };
    CHECK(count() == 200);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::filesystem::last_write_time(
            entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    }
    cache.keep("new", {{{"x", ""}}, true});
    CHECK(count() == 1);
}
