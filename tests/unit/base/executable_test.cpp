#include "base/executable.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "../config/temp_dir.hpp"

using namespace yare;

namespace {

class Folder : public test::TempDir {
  public:
    std::string program(std::string_view name, mode_t mode = 0755) const {
        const std::string file = write(name, "#!/bin/sh\n");
        ::chmod(file.c_str(), mode);
        return file;
    }
};

// The current folder for as long as it lives.
class Here {
  public:
    explicit Here(const std::string& folder) : before_(std::filesystem::current_path()) {
        std::filesystem::current_path(folder);
    }
    ~Here() {
        std::error_code ignored;
        std::filesystem::current_path(before_, ignored);
    }
    Here(const Here&) = delete;
    Here& operator=(const Here&) = delete;

  private:
    std::filesystem::path before_;
};

}  // namespace

TEST_CASE("the first executable file on PATH is found") {
    const Folder folder;
    folder.program("first/plain", 0644);
    std::filesystem::create_directories(folder / "first/tool");
    const std::string second = folder.program("second/plain");
    const std::string tool = folder.program("second/tool");
    folder.program("third/tool");
    const std::string path = folder.fill("{dir}/none::{dir}/first:{dir}/second:{dir}/third");
    CHECK(find_executable("plain", path).path == second);
    CHECK(find_executable("tool", path).path == tool);
    CHECK(find_executable("tool", path).problem.empty());
    CHECK(find_executable("tool", folder.fill("{dir}/first/..//./second/")).path == tool);
}

TEST_CASE("what is not there is not found, in Go's words") {
    const Folder folder;
    folder.program("tool");
    const std::string missing = ": executable file not found in $PATH";
    for (const std::string name : {"other", "", ".", "..", "too", "tool\n"}) {
        CAPTURE(name);
        const auto found = find_executable(name, folder.path());
        CHECK(found.path.empty());
        CHECK(found.problem.ends_with(missing));
    }
    CHECK(find_executable("a\"b", "").problem == "exec: \"a\\\"b\"" + missing);
    CHECK(find_executable(std::string_view("tool\0x", 6), folder.path()).path.empty());
}

TEST_CASE("a name with a slash is never looked for on PATH") {
    const Folder folder;
    const std::string tool = folder.program("bin/tool");
    const std::string plain = folder.program("bin/plain", 0644);
    CHECK(find_executable(tool, "").path == tool);
    CHECK(find_executable("bin/tool", folder.path()).path.empty());
    CHECK(find_executable("bin/tool", folder.path()).problem ==
          "exec: \"bin/tool\": stat bin/tool: no such file or directory");
    CHECK(find_executable(plain, "").problem == "exec: \"" + plain + "\": permission denied");
    CHECK(find_executable(folder / "bin", "").problem ==
          "exec: \"" + (folder / "bin") + "\": is a directory");
    const Here here(folder.path());
    CHECK(find_executable("bin/tool", "").path == "bin/tool");
    CHECK(find_executable("bin/tool", "").problem.empty());
}

TEST_CASE("what lies behind a relative entry of PATH is told apart") {
    const Folder folder;
    const std::string tool = folder.program("bin/tool");
    const Here here(folder / "bin");
    const std::string words = "exec: \"tool\": cannot run executable found relative to current directory";
    struct Case {
        std::string path, found;
    };
    for (const auto& each : {Case{":", "tool"}, Case{".", "tool"}, Case{"/nowhere:", "tool"},
                             Case{"../bin", "../bin/tool"}, Case{"./../bin", "../bin/tool"}}) {
        CAPTURE(each.path);
        CHECK(find_executable("tool", each.path).path == each.found);
        CHECK(find_executable("tool", each.path).problem == words);
    }
    CHECK(find_executable("tool", "").path.empty());
    CHECK(find_executable("tool", folder.path() + "/bin:.").path == tool);
    CHECK(find_executable("tool", folder.path() + "/bin:.").problem.empty());
}
