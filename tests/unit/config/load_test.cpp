#include "config/load.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "config/temp_dir.hpp"

using namespace yare;
using yare::test::TempDir;

namespace {

std::string loaded(const TempDir& dir, const std::string& list) {
    return load_kubeconfig({}, {{"KUBECONFIG", dir.fill(list)}, {"HOME", dir.path()}}).current_context;
}

std::string line_of(const Overrides& overrides, const Environment& environment) {
    try {
        load_kubeconfig(overrides, environment);
    } catch (const Error& error) {
        return error.line();
    }
    return "no error";
}

}  // namespace

TEST_CASE("load: the file is --kubeconfig, else the list, else the one at home") {
    const TempDir dir;
    dir.write(".kube/config", "current-context: home\n");
    dir.write("a", "current-context: a\n");
    dir.write("b", "current-context: b\nusers: [{name: u, user: {tokenFile: t}}]\n");
    dir.write("sub/c", "users: [{name: u, user: {tokenFile: t}}]\n");
    dir.write("empty", "");

    struct Case {
        std::string list, context;
    };
    for (const auto& [list, context] : std::vector<Case>{{"", "home"},
                                                         {"{dir}/a", "a"},
                                                         {"{dir}/b:{dir}/a", "b"},
                                                         {"{dir}/empty:{dir}/b:{dir}/a", "b"},
                                                         {"{dir}/missing:{dir}/a:{dir}/missing", "a"},
                                                         {":{dir}/a:", "a"},
                                                         {"{dir}/missing", ""},
                                                         {":", ""},
                                                         {"{dir}/a:{dir}/a", "a"}}) {
        CAPTURE(list);
        CHECK(loaded(dir, list) == context);
    }

    Overrides overrides;
    overrides.kubeconfig = dir / "b";
    CHECK(load_kubeconfig(overrides, {{"KUBECONFIG", dir / "a"}}).current_context == "b");
    overrides.kubeconfig = "";
    CHECK(load_kubeconfig(overrides, {{"KUBECONFIG", dir / "a"}}).current_context == "a");

    // each entry's paths are those of its own file
    const auto merged = load_kubeconfig({}, {{"KUBECONFIG", dir / "sub/c" + ":" + dir / "b"}});
    CHECK(merged.users.at("u").token_file == dir / "sub/t");
    CHECK(load_kubeconfig({}, {}).clusters.empty());
}

TEST_CASE("load: errors in kubectl's words") {
    const TempDir dir;
    dir.write("bad", "a: b\n c: d\n");
    dir.write("tab", "a:\n\tb: c");
    dir.write("good", "kind: Config\n");
    const std::string bad =
        "error loading config file \"{dir}/bad\": yaml: line 2: mapping values are not allowed in "
        "this context";
    const std::string tab =
        "error loading config file \"{dir}/tab\": yaml: line 2: found character that cannot start "
        "any token";

    struct Case {
        std::string flag, list, line;
    };
    const std::vector<Case> cases = {
        {"{dir}/missing", "", "error: stat {dir}/missing: no such file or directory"},
        {"{dir}", "", "error: error loading config file \"{dir}\": read {dir}: is a directory"},
        {"{dir}/good/x", "",
         "error: error loading config file \"{dir}/good/x\": open {dir}/good/x: not a directory"},
        {"", "{dir}/good/x",
         "error: error loading config file \"{dir}/good/x\": open {dir}/good/x: not a directory"},
        {"{dir}/bad", "", "error: " + bad},
        {"", "{dir}/good:{dir}/bad", "error: " + bad},
        {"", "{dir}/bad:{dir}/bad:{dir}/missing", "error: " + bad},
        {"", "{dir}/bad:{dir}/good:{dir}/tab", bad + "\n" + tab},
        {"", "{dir}:{dir}/good", "error: error loading config file \"{dir}\": read {dir}: is a directory"},
    };
    for (const auto& [flag, list, line] : cases) {
        CAPTURE(flag);
        CAPTURE(list);
        Overrides overrides;
        overrides.kubeconfig = dir.fill(flag);
        CHECK(line_of(overrides, {{"KUBECONFIG", dir.fill(list)}}) == dir.fill(line));
    }
}

TEST_CASE("load: a file without read permission") {
    const TempDir dir;
    const std::string file = dir.write("secret", "kind: Config\n");
    std::filesystem::permissions(file, std::filesystem::perms::none);
    Overrides overrides;
    overrides.kubeconfig = file;
    // root may read everything
    const std::string expected = ::geteuid() == 0 ? "no error"
                                                  : "error: error loading config file \"" + file +
                                                        "\": open " + file + ": permission denied";
    CHECK(line_of(overrides, {}) == expected);
}

TEST_CASE("load: an endless file is refused") {
    Overrides overrides;
    overrides.kubeconfig = "/dev/zero";
    CHECK(line_of(overrides, {}) ==
          "error: error loading config file \"/dev/zero\": read /dev/zero: file too large");
}

TEST_CASE("load: variables") {
    CHECK(variable({{"A", "b"}}, "A") == "b");
    CHECK(variable({{"A", "b"}}, "B").empty());
}
