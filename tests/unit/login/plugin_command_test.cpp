#include "login/plugin_command.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "../config/temp_dir.hpp"
#include "base/error.hpp"

using namespace yare;
using yare::test::TempDir;

namespace {

std::string program(const TempDir& dir, const std::string& name) {
    const std::string path = dir.write(name, "#!/bin/sh\n");
    ::chmod(path.c_str(), 0755);
    return path;
}

PluginPolicy allow(std::vector<std::string> list) { return {PluginPolicy::Kind::allowlist, std::move(list)}; }

std::string outcome(const TempDir& dir, const std::string& command, const PluginPolicy& policy) {
    try {
        const FoundCommand found = allowed_command(dir.fill(command), policy, dir / "bin");
        return found.error.empty() ? "runs " + found.path : found.error;
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("look path: folders in order, executables only") {
    const TempDir dir;
    dir.write("a/plug", "");
    dir.write("b/plug/file", "");
    const std::string good = program(dir, "c/plug");
    const std::string path = dir / "a" + ":" + dir / "b" + ":" + dir / "c";
    CHECK(look_path("plug", path).path == good);
    CHECK(look_path("plug", path).error.empty());
    CHECK(look_path("other", path).error == "exec: \"other\": executable file not found in $PATH");
    CHECK(look_path("plug", "").error == "exec: \"plug\": executable file not found in $PATH");
    CHECK(look_path(dir / "a/plug", path).error == dir.fill("exec: \"{dir}/a/plug\": permission denied"));
    CHECK(look_path(dir / "b/plug", path).error == dir.fill("exec: \"{dir}/b/plug\": is a directory"));
    CHECK(look_path(dir / "no/plug", path).error ==
          dir.fill("exec: \"{dir}/no/plug\": stat {dir}/no/plug: no such file or directory"));
}

TEST_CASE("allowed command: policies, in client-go's words") {
    const TempDir dir;
    program(dir, "bin/plug");
    program(dir, "other/plug");
    struct Case {
        std::string command;
        PluginPolicy policy;
        std::string outcome;
    };
    const std::vector<Case> cases = {
        {"plug", {}, "runs {dir}/bin/plug"},
        {"{dir}/other/plug", {}, "runs {dir}/other/plug"},
        {"{dir}/none", {}, "runs {dir}/none"},
        {"plug",
         {PluginPolicy::Kind::deny_all, {}},
         "plugin \"plug\" not allowed: policy set to \"DenyAll\""},
        {"plug", allow({"plug"}), "runs {dir}/bin/plug"},
        {"plug", allow({dir / "bin/plug"}), "runs {dir}/bin/plug"},
        {"{dir}/bin/plug", allow({"plug"}), "runs {dir}/bin/plug"},
        {"{dir}/other/plug", allow({"plug"}),
         "plugin path \"{dir}/other/plug\" is not permitted by the credential plugin allowlist"},
        {"plug", allow({dir / "other/plug"}),
         "plugin path \"{dir}/bin/plug\" is not permitted by the credential plugin allowlist"},
        {"none", allow({"plug"}),
         "plugin path \"none\" cannot be resolved for credential plugin allowlist check: exec: \"none\": "
         "executable file not found in $PATH"},
    };
    for (const auto& [command, policy, expected] : cases) {
        CAPTURE(command);
        CHECK(outcome(dir, command, policy) == dir.fill(expected));
    }
}
