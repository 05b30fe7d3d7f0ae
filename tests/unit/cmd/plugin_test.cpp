#include "cmd/plugin.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "../config/temp_dir.hpp"
#include "cmd/command.hpp"

using namespace yare;

namespace {

class Path : public test::TempDir {
  public:
    explicit Path(const std::vector<std::string>& programs) {
        for (const auto& name : programs) {
            const std::string file = write(name, "#!/bin/sh\n");
            ::chmod(file.c_str(), 0755);
        }
    }
    Environment environment() const { return {{"PATH", fill("{dir}/a:{dir}/b:{dir}/none")}}; }
};

// `PROGRAM ARG ARG`, or what is said instead, or nothing.
std::string found(const Path& path, const std::vector<std::string>& args,
                  const std::string& program = "yare") {
    try {
        const auto call = find_plugin(args, program, path.environment());
        if (!call) {
            return "";
        }
        std::string text = call->path.substr(path.path().size() + 1);
        for (const auto& arg : call->args) {
            text += " " + arg;
        }
        return text;
    } catch (const UsageText& error) {
        return error.line();
    }
}

}  // namespace

TEST_CASE("the longest name on PATH is the plugin that is called") {
    const Path path({"a/kubectl-foo", "b/kubectl-foo-bar", "b/kubectl-foo", "a/kubectl-foo_bar", "b/yare-foo",
                     "b/kubectl-old", "a/kubectl-create-foo", "a/kubectl-create-namespace", "a/kubectl-get",
                     "a/kubectl-version", "a/kubectl-help", "a/kubectl-", "a/kubectl-x/y"});
    struct Case {
        std::vector<std::string> args;
        std::string yare, kubectl;
    };
    const std::string long_word(300, 'l');
    const std::vector<Case> cases = {
        {{"foo"}, "b/yare-foo", "a/kubectl-foo"},
        {{"foo", "bar", "baz"}, "b/kubectl-foo-bar baz", "b/kubectl-foo-bar baz"},
        {{"foo", "baz", "bar"}, "b/yare-foo baz bar", "a/kubectl-foo baz bar"},
        {{"foo-bar"}, "a/kubectl-foo_bar", "a/kubectl-foo_bar"},
        {{"foo_bar"}, "a/kubectl-foo_bar", "a/kubectl-foo_bar"},
        {{"foo", "-x", "bar"}, "b/yare-foo -x bar", "a/kubectl-foo -x bar"},
        {{"foo", "--", "bar"}, "b/yare-foo -- bar", "a/kubectl-foo -- bar"},
        {{"foo", "--help"}, "b/yare-foo --help", "a/kubectl-foo --help"},
        {{"foo", "a/b"}, "b/yare-foo a/b", "a/kubectl-foo a/b"},
        {{"foo", ""}, "b/yare-foo ", "a/kubectl-foo "},
        {{"foo", long_word}, "b/yare-foo " + long_word, "a/kubectl-foo " + long_word},
        {{"old"}, "b/kubectl-old", "b/kubectl-old"},
        {{"create", "foo", "-f"}, "a/kubectl-create-foo -f", "a/kubectl-create-foo -f"},
        {{"create", "namespace"}, "", ""},
        {{"create", "ns"}, "", ""},
        {{"create", "bar"}, "", ""},
        {{"create", "-f", "foo"}, "", ""},
        {{"create"}, "", ""},
        {{"get", "foo"}, "", ""},
        {{"version"}, "", ""},
        {{"help", "foo"}, "", ""},
        {{"FOO"}, "", ""},
        {{"x/y"}, "", ""},
        {{"../a/kubectl-foo"}, "", ""},
        {{long_word}, "", ""},
        {{""}, "", ""},
        {{"", "foo"}, "", ""},
        {{}, "", ""},
        {{"-n", "x", "foo"},
         "Error: flags cannot be placed before plugin name: -n",
         "Error: flags cannot be placed before plugin name: -n"},
        {{"-n", "x", "nosuch"}, "", ""},
        {{"-n", "foo", "get", "pods"}, "", ""},
        {{"--nosuch", "foo"}, "", ""},
        {{"-n"}, "", ""},
        {{"--", "foo"}, "", ""},
    };
    for (const auto& [args, yare, kubectl] : cases) {
        CAPTURE(args.size());
        CAPTURE((args.empty() ? "" : args.back().substr(0, 40)));
        CHECK(found(path, args) == yare);
        CHECK(found(path, args, "kubectl") == kubectl);
    }
    CHECK(found(path, std::vector<std::string>(100000, "foo")).starts_with("b/yare-foo foo foo "));
    CHECK(!find_plugin({"foo"}, "yare", {}));
}

TEST_CASE("what cannot be executed is no plugin") {
    const Path path({"a/kubectl-foo", "b/kubectl-foo", "b/kubectl-bar"});
    ::chmod((path / "a/kubectl-foo").c_str(), 0644);
    std::filesystem::create_directories(path / "a/kubectl-bar");
    CHECK(found(path, {"foo"}) == "b/kubectl-foo");
    CHECK(found(path, {"bar"}) == "b/kubectl-bar");
}

TEST_CASE("plugins are listed as they are typed") {
    const Path path({"a/kubectl-foo", "b/kubectl-foo", "b/yare-foo", "a/kubectl-foo-bar", "a/kubectl-foo_bar",
                     "b/kubectl-get", "b/kubectl-get-foo", "b/kubectl-create-foo",
                     "b/kubectl-create-namespace", "b/kubectl-", "b/kubectl--x", "b/kubectl-_x", "b/kubectl",
                     "b/other-foo", "b/kubectl-plain", "b/kubectl-a_b-c_d", "b/kubectl-version"});
    ::chmod((path / "b/kubectl-plain").c_str(), 0644);
    CHECK(plugin_names(path.fill("{dir}/a:{dir}/b:{dir}/none::"), "yare") ==
          std::vector<std::string>{"a-b c-d", "create foo", "foo", "foo bar", "foo-bar"});
    CHECK(plugin_names("", "yare").empty());
}

TEST_CASE("files of plugins come in the order of PATH, each folder once") {
    const Path path({"b/kubectl-z", "b/kubectl-a", "a/kubectl-m", "a/yare-m"});
    std::vector<std::string> complaints;
    std::string names;
    const auto files = plugin_files(path.fill("{dir}/b:{dir}/none: :{dir}/a:{dir}/b"), "yare", complaints);
    for (const auto& file : files) {
        names += file.path().substr(path.path().size()) + " ";
    }
    CHECK(names == "/b/kubectl-a /b/kubectl-z /a/kubectl-m /a/yare-m ");
    CHECK(complaints ==
          std::vector<std::string>{
              path.fill("Unable to read directory \"{dir}/none\" from your PATH: open {dir}/none: no such "
                        "file or directory. Skipping...")});
    CHECK(plugin_files(path / "a", "kubectl", complaints).size() == 1);
}
