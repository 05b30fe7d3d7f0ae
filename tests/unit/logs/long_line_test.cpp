#include "logs/long_line.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <string>

#include "base/error.hpp"

using namespace yare;

namespace {

std::string bytes_of(LongLine& line) {
    std::string bytes;
    line.pass([&](std::string_view piece) { bytes.append(piece); });
    return bytes;
}

}  // namespace

TEST_CASE("a long line gives back its bytes, from memory and from a file") {
    for (const std::size_t limit : {0, 1, 5, 10, 100'000, 1'000'000}) {
        CAPTURE(limit);
        LongLine line(limit);
        CHECK(line.empty());
        CHECK(bytes_of(line).empty());
        std::string expected;
        for (int i = 0; i < 50'000; ++i) {
            const std::string word = std::to_string(i) + std::string(1, '\0');
            line.append(word);
            expected += word;
        }
        CHECK_FALSE(line.empty());
        CHECK(bytes_of(line) == expected);
        line.append("more");
        CHECK(bytes_of(line) == expected + "more");
        CHECK(bytes_of(line) == expected + "more");
        line.clear();
        CHECK(line.empty());
        line.append("anew");
        CHECK(bytes_of(line) == "anew");
    }
}

TEST_CASE("a temporary file that cannot be written is an error with the system's words") {
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 4096;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::string words;
    try {
        LongLine line(16);
        line.append(std::string(100'000, 'a'));
        line.pass([](std::string_view) {});
    } catch (const Error& error) {
        words = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(words == "a line of a log: cannot write a temporary file: File too large");
}
