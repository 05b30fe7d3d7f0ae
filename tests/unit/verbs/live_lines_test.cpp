#include "verbs/live_lines.hpp"

#include <doctest/doctest.h>

using namespace yare;

TEST_CASE("lines are drawn over themselves, and only when they changed") {
    StringOutput err;
    {
        LiveLines progress(err, true, {{"TERM", "xterm"}});
        REQUIRE(progress.draws());
        progress.draw({"a 1", "b 2"});
        progress.draw({"a 1", "b 2"});
        CHECK(err.text() == "a 1\nb 2\n");
        progress.draw({"a 3"});
        CHECK(err.text() == "a 1\nb 2\n\x1b[2A\r\x1b[Ja 3\n");
        progress.say("for good");
        CHECK(err.text().ends_with("\x1b[1A\r\x1b[Jfor good\n"));
        progress.draw({"a 4"});
    }
    CHECK(err.text().ends_with("a 4\n\x1b[1A\r\x1b[J"));
}

TEST_CASE("a line is no wider than the terminal, and cannot drive it") {
    StringOutput err;
    LiveLines progress(err, true, {});
    progress.draw({std::string(100, 'x'), "\x1b[2J", "é\n"});
    CHECK(err.text() == std::string(78, 'x') + "…\n^[[2J\né\n\n");
}

TEST_CASE("a line of just the width is whole") {
    StringOutput err;
    LiveLines progress(err, true, {});
    progress.draw({std::string(79, 'x')});
    CHECK(err.text() == std::string(79, 'x') + "\n");
}

TEST_CASE("no more lines than the terminal has") {
    StringOutput err;
    LiveLines progress(err, true, {});
    progress.draw(std::vector<std::string>(100, "x"));
    CHECK(err.text().size() == 2 * progress.room());
    CHECK(progress.room() == 23);
}

TEST_CASE("what is no terminal is not drawn on") {
    StringOutput err;
    LiveLines file(err, false, {{"TERM", "xterm"}});
    LiveLines dumb(err, true, {{"TERM", "dumb"}});
    file.draw({"a"});
    dumb.draw({"a"});
    CHECK_FALSE(file.draws());
    CHECK_FALSE(dumb.draws());
    CHECK(err.text().empty());
    dumb.say("b");
    CHECK(err.text() == "b\n");
}
