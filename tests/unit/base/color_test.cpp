#include "base/color.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace yare;

namespace {

// Tells bytes of our own from others.
class Marked : public Output {
  public:
    void write(std::string_view bytes) override { text.append(bytes); }
    void write_trusted(std::string_view bytes) override {
        text.append("<").append(bytes.substr(1)).append(">");
    }
    std::string text;
};

}  // namespace

TEST_CASE("which streams are coloured") {
    struct Case {
        std::map<std::string, std::string, std::less<>> environment;
        ColorChoice choice;
        bool on_terminal, elsewhere;
    };
    const auto automatic = ColorChoice::automatic;
    const std::vector<Case> cases = {
        {{}, automatic, true, false},
        {{{"TERM", "xterm"}}, automatic, true, false},
        {{{"TERM", "dumb"}}, automatic, false, false},
        {{{"NO_COLOR", "1"}}, automatic, false, false},
        {{{"NO_COLOR", ""}}, automatic, true, false},
        {{{"CLICOLOR", "0"}}, automatic, false, false},
        {{{"CLICOLOR", "1"}}, automatic, true, false},
        {{{"CLICOLOR_FORCE", "1"}}, automatic, true, true},
        {{{"CLICOLOR_FORCE", "0"}}, automatic, true, false},
        {{{"CLICOLOR_FORCE", ""}}, automatic, true, false},
        {{{"CLICOLOR_FORCE", "1"}, {"TERM", "dumb"}, {"CLICOLOR", "0"}}, automatic, true, true},
        {{{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, automatic, false, false},
        {{{"NO_COLOR", "1"}, {"TERM", "dumb"}}, ColorChoice::always, true, true},
        {{{"CLICOLOR_FORCE", "1"}}, ColorChoice::never, false, false},
    };
    for (const auto& [environment, choice, on_terminal, elsewhere] : cases) {
        for (const auto& [name, value] : environment) {
            CAPTURE(name);
            CAPTURE(value);
        }
        CHECK(allows_color(choice, environment, true) == on_terminal);
        CHECK(allows_color(choice, environment, false) == elsewhere);
    }
    CHECK(parse_color_choice("auto") == ColorChoice::automatic);
    CHECK(parse_color_choice("always") == ColorChoice::always);
    CHECK(parse_color_choice("never") == ColorChoice::never);
    CHECK(!parse_color_choice(""));
    CHECK(!parse_color_choice("yes"));
}

TEST_CASE("what says that a line is an error is red, and nothing else is") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"error: no\n", "<[31m>error:<[0m> no\n"},
        {"Error from server (NotFound): pods \"x\" not found\n",
         "<[31m>Error from server (NotFound):<[0m> pods \"x\" not found\n"},
        {"Error from server: no\nError from server (Forbidden): b: c\n",
         "<[31m>Error from server:<[0m> no\n<[31m>Error from server (Forbidden):<[0m> b: c\n"},
        {"The Pod \"a\" is invalid: error: b\n", "The Pod \"a\" is invalid: error: b\n"},
        {"error: a\n\nDid you mean this?\n\tget", "<[31m>error:<[0m> a\n\nDid you mean this?\n\tget"},
        {"Error from server", "Error from server"},
        {"", ""},
    };
    for (const auto& [text, expected] : cases) {
        Marked out;
        write_error_colored(out, text);
        CHECK(out.text == expected);
    }
}

TEST_CASE("a coloured text passes as text") {
    Marked out;
    write_colored(out, Color::green, "a\x1b[2Jb");
    write_colored(out, Color::none, "c");
    write_colored(out, Color::red, "");
    CHECK(out.text == "<[32m>a\x1b[2Jb<[0m>c");
}
