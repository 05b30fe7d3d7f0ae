#include "config/kubeconfig_edit.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/error.hpp"
#include "base/streams.hpp"
#include "config/file_replace.hpp"
#include "config/kubeconfig_text.hpp"
#include "temp_dir.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr const char* k_text =
    "# mine\napiVersion: v1\nkind: Config\ncurrent-context: a # now\nother: {keep: me}\n"
    "contexts:\n- name: a\n  context: {cluster: c, user: u}\n- name: b\n  context: {cluster: c, user: u}\n";

std::string words_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

std::string replaced(std::string text, const std::string& old, const std::string& now) {
    return text.replace(text.find(old), old.size(), now);
}

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("a changed kubeconfig keeps its other bytes, mode and links") {
    const test::TempDir dir;
    const std::string file = dir.write("config", k_text);
    ::chmod(file.c_str(), 0640);
    const std::string link = (dir / "link");
    REQUIRE(::symlink("config", link.c_str()) == 0);
    edit_kubeconfig_file(link, [](json& root) { root["current-context"] = "b"; });
    CHECK(read_file(file) == replaced(k_text, "a # now", "b # now"));
    struct stat status {};
    REQUIRE(::lstat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
    REQUIRE(::lstat(link.c_str(), &status) == 0);
    CHECK(S_ISLNK(status.st_mode));
    CHECK(names_in(dir.path()) == std::vector<std::string>{"config", "link"});
}

TEST_CASE("a kubeconfig that is not there is made, with its folders") {
    const test::TempDir dir;
    const std::string file = (dir / "x/y/config");
    edit_kubeconfig_file(file, [](json& root) { root["current-context"] = "b"; });
    CHECK(read_file(file) ==
          "apiVersion: v1\nclusters: null\ncontexts: null\ncurrent-context: b\nkind: Config\nusers: null\n");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
    CHECK(names_in((dir / "x/y")) == std::vector<std::string>{"config"});
}

TEST_CASE("what is no kubeconfig is left alone") {
    const test::TempDir dir;
    for (const std::string text :
         {"[1]\n", "a: b: c\n", "contexts: {}\n", "contexts: [{name: a}, {name: a}]\n",
          "current-context: [x]\n", "\x01\n", "a: \xff\n", "kind: Pod\n"}) {
        const std::string file = dir.write("config", text);
        CHECK_MESSAGE(words_of([&] {
                          edit_kubeconfig_file(file, [](json& root) { root["current-context"] = "b"; });
                      }).starts_with("error loading config file \"" + file + "\": "),
                      text);
        CHECK(read_file(file) == text);
    }
    const std::string deep = dir.write("deep", std::string(2000, '[') + std::string(2000, ']'));
    CHECK(words_of([&] { edit_kubeconfig_file(deep, [](json&) {}); }) != "");
    CHECK(words_of([&] { edit_kubeconfig_file(dir.path(), [](json&) {}); }).find("is a directory") !=
          std::string::npos);
}

TEST_CASE("an edit that throws changes nothing, one that changes nothing writes nothing") {
    const test::TempDir dir;
    const std::string file = dir.write("config", k_text);
    struct stat before {};
    REQUIRE(::stat(file.c_str(), &before) == 0);
    CHECK(words_of([&] { edit_kubeconfig_file(file, [](json&) { throw ConfigError("no"); }); }) == "no");
    edit_kubeconfig_file(file, [](json& root) { root["current-context"] = "a"; });
    struct stat after {};
    REQUIRE(::stat(file.c_str(), &after) == 0);
    CHECK(before.st_ino == after.st_ino);
    CHECK(names_in(dir.path()) == std::vector<std::string>{"config"});
}

TEST_CASE("a lock of somebody else's is waited for, and named") {
    const test::TempDir dir;
    const std::string file = dir.write("config", k_text);
    const std::string lock = dir.write("config.lock", "");
    const std::string words = words_of([&] { const FileLocks locks({file}, std::chrono::milliseconds(30)); });
    CHECK(words.starts_with("open " + lock + ": file exists: made by "));
    CHECK(names_in(dir.path()) == std::vector<std::string>{"config", "config.lock"});
    std::thread other([&] {
        ::usleep(60000);
        ::unlink(lock.c_str());
    });
    edit_kubeconfig_file(file, [](json& root) { root["current-context"] = "b"; });
    other.join();
    CHECK(names_in(dir.path()) == std::vector<std::string>{"config"});
}

TEST_CASE("changes at the same time are all kept") {
    const test::TempDir dir;
    const std::string file = dir.write("config", k_text);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int j = 0; j < 5; ++j) {
                edit_kubeconfig_file(file, [&](json& root) {
                    root["contexts"].push_back({{"name", std::to_string(i) + "-" + std::to_string(j)},
                                                {"context", {{"cluster", ""}, {"user", ""}}}});
                });
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(read_kubeconfig_value(read_file(file)).at("contexts").size() == 22);
    CHECK(names_in(dir.path()) == std::vector<std::string>{"config"});
}

TEST_CASE("what cannot be changed in the text is written anew with every field") {
    const std::string text = "a: &x {n: 1}\nb: *x\ncurrent-context: c\n";
    const json before = read_kubeconfig_value(text);
    json after = before;
    after["a"]["n"] = 2;
    const std::string now = change_kubeconfig_text(text, before, after);
    CHECK(now == "a:\n  \"n\": 2\nb:\n  \"n\": 1\ncurrent-context: c\n");
    CHECK(read_kubeconfig_value(now) == after);
}

TEST_CASE("byte order marks, other documents and comments stay") {
    const auto change = [](const std::string& text) {
        const json before = read_kubeconfig_value(text);
        json after = before;
        after["current-context"] = "b";
        return change_kubeconfig_text(text, before, after);
    };
    CHECK(change("\xef\xbb\xbf"
                 "current-context: a\n") ==
          "\xef\xbb\xbf"
          "current-context: b\n");
    CHECK(change("current-context: a\n---\ncurrent-context: z\n") ==
          "current-context: b\n---\ncurrent-context: z\n");
    CHECK(change("# only words") == "# only words\ncurrent-context: b\n");
    CHECK(change(std::string("\xff\xfe"
                             "a\0:\0 \0b\0\n\0",
                             12)) == "a: b\ncurrent-context: b\n");
}

}  // namespace yare
