#include "cmd/completion.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "cmd/command.hpp"

using namespace yare;

namespace {

std::string print(const std::string& shell, const std::string& program) {
    return std::get<TextCommand>(parse_command({"completion", shell}, program)).text;
}

std::string read(const std::string& name) {
    std::ifstream file(std::string(YARE_TEST_DATA) + "/../../completions/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the scripts that are printed are those that are installed") {
    CHECK(read("yare.bash").starts_with("# Bash"));
    CHECK(print("bash", "yare") == read("yare.bash"));
    CHECK(print("zsh", "yare") == read("_yare"));
    CHECK(print("fish", "yare") == read("yare.fish"));
}

TEST_CASE("a script is for the program that prints it, unless its name is no plain word") {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const auto own = print(shell, "yare");
        CHECK(print(shell, "kubectl").find("yare") == std::string::npos);
        CHECK(print(shell, "kubectl").size() > own.size());
        CHECK(print(shell, "a$(b)") == own);
    }
}
