#include "cmd/editor.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.hpp"
#include "base/streams.hpp"

using namespace yare;

namespace {

namespace fs = std::filesystem;

struct Place {
    Place() {
        std::string name = (fs::temp_directory_path() / "yare-editor-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        directory = name;
        path = directory + "/a file";
        std::ofstream(path) << "before\n";
        script("say",
               "#!/bin/sh\nfor word in \"$@\"; do last=$word; done\necho \"$MARK $#\" \"$@\" > \"$last\"\n");
        script("kill", "#!/bin/sh\nkill -INT $$\n");
    }
    ~Place() { fs::remove_all(directory); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    void script(const std::string& name, const std::string& text) const {
        const std::string file = directory + "/" + name;
        std::ofstream(file) << text;
        fs::permissions(file, fs::perms::owner_all);
    }

    // What the file holds afterwards, or the error.
    std::string open(Environment environment) const {
        environment["MARK"] = "mark";
        try {
            launch_editor(environment, path);
            return read_file(path);
        } catch (const Error& error) {
            return error.line();
        }
    }

    std::string directory, path;
};

}  // namespace

TEST_CASE("the editor is found and gets the file") {
    const Place place;
    const std::string say = place.directory + "/say";
    CHECK(place.open({{"EDITOR", say}}) == "mark 1 " + place.path + "\n");
    CHECK(place.open({{"KUBE_EDITOR", say}, {"EDITOR", "false"}}) == "mark 1 " + place.path + "\n");
    CHECK(place.open({{"KUBE_EDITOR", ""}, {"EDITOR", say + "  -w x"}}) ==
          "mark 3 -w x " + place.path + "\n");
    CHECK(place.open({{"EDITOR", say + " 'a b' \"$MARK\""}, {"SHELL", "/bin/sh"}}) ==
          "mark 3 a b mark " + place.path + "\n");
    CHECK(place.open({{"EDITOR", "true"}}).starts_with("mark 3"));
}

TEST_CASE("an editor that cannot be started or fails is an error") {
    const Place place;
    CHECK(place.open({{"EDITOR", "false"}}) == "error: there was a problem with the editor \"false\"");
    CHECK(place.open({{"EDITOR", "no-such-editor -x"}}) ==
          "error: unable to launch the editor \"no-such-editor -x\"");
    CHECK(place.open({{"EDITOR", "/no/such/editor"}}) ==
          "error: there was a problem with the editor \"/no/such/editor\"");
    CHECK(place.open({{"EDITOR", "exit '3'"}, {"SHELL", "/bin/sh"}}) ==
          "error: there was a problem with the editor \"/bin/sh -c exit '3'\"");
    CHECK(place.open({{"EDITOR", place.directory + "/kill"}}) ==
          "error: there was a problem with the editor \"" + place.directory + "/kill\"");
    CHECK(place.open({{"EDITOR", " "}}) == "error: no editor defined, can't open " + place.path);
}

TEST_CASE("temporary files have their directory") {
    CHECK(temporary_directory({}) == "/tmp");
    CHECK(temporary_directory({{"TMPDIR", "/x"}}) == "/x");
}
