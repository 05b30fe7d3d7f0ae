#include "base/streams.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"

using namespace yare;

TEST_CASE("a closed standard stream is occupied, and stays an error to use") {
    const int saved = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    ::close(STDIN_FILENO);
    occupy_standard_streams();
    const bool occupied = ::fcntl(STDIN_FILENO, F_GETFD) != -1;
    std::string words;
    try {
        read_all(STDIN_FILENO, 100);
    } catch (const Error& error) {
        words = error.what();
    }
    ::close(STDIN_FILENO);
    if (saved != -1) {
        ::dup2(saved, STDIN_FILENO);
        ::close(saved);
    }
    CHECK(occupied);
    CHECK(words == "read /dev/stdin: bad file descriptor");
}

TEST_CASE("an open standard stream is left as it is") {
    const int before = ::fcntl(STDOUT_FILENO, F_GETFL);
    occupy_standard_streams();
    CHECK(::fcntl(STDOUT_FILENO, F_GETFL) == before);
}

TEST_CASE("held bytes come out whole, or not at all") {
    StringOutput out;
    {
        HeldOutput dropped(out, 10);
        dropped.write("never");
    }
    CHECK(out.text().empty());
    HeldOutput held(out, 10);
    held.write("12345");
    held.write("67890");
    CHECK(out.text().empty());
    held.write("!");
    CHECK(out.text() == "1234567890!");
    held.write("more");
    held.release();
    CHECK(out.text() == "1234567890!more");
    HeldOutput short_one(out, 10);
    short_one.write("+");
    short_one.release();
    short_one.write("-");
    CHECK(out.text() == "1234567890!more+-");
}
