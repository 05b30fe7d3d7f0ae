#include "verbs/resumed_log.hpp"

#include <doctest/doctest.h>

#include "log_script.hpp"

using namespace yare;
using namespace yare::log_script;

namespace {

struct Resumed {
    explicit Resumed(std::optional<std::int64_t> limit = {}) : log(style, output, "web", "app", limit) {
        style.stamped = true;
    }
    LogSpan span_after(LogSpan span = {}) {
        log.go_on_from(span);
        return span;
    }
    void answer(const std::string& body, std::size_t piece = 5) {
        log.begin({200, {{"Date", "Sun, 22 Nov 2026 10:00:30 GMT"}}});
        for (std::size_t at = 0; at < body.size(); at += piece) {
            if (!log.take(std::string_view(body).substr(at, piece))) {
                break;
            }
        }
    }

    LogStyle style = [] {
        LogStyle stamped;
        stamped.stamped = true;
        return stamped;
    }();
    StringOutput out;
    LogOutput output{out, false, true};
    ResumedLog log;
};

}  // namespace

TEST_CASE("a log that breaks at any byte is printed once, however it is cut into pieces") {
    const std::string all = line(1, "a") + line(1, "a") + line(2, "") + line(4, "no end").substr(0, 37);
    const std::string expected = "a\na\n\nno end";
    for (std::size_t piece : {1, 7, 1000}) {
        for (std::size_t at = 0; at <= all.size(); ++at) {
            Resumed resumed;
            resumed.span_after();
            resumed.answer(all.substr(0, at), piece);
            const auto span = resumed.span_after();
            CHECK((span.since_time.empty() || span.since_time == "2026-11-22T10:00:00Z" ||
                   span.since_time == "2026-11-22T10:00:01Z"));
            resumed.answer(span.since_time < "2026-11-22T10:00:02Z" ? all : all.substr(all.size() - 37),
                           piece);
            resumed.log.finish();
            CAPTURE(at);
            CHECK(resumed.out.text() == expected);
        }
    }
}

TEST_CASE("what is asked for next") {
    Resumed resumed;
    LogSpan wanted;
    wanted.tail = 5;
    wanted.since = 60;
    auto span = resumed.span_after(wanted);
    CHECK(span.tail == 5);
    CHECK(span.since == 60);
    CHECK(span.since_time == "");
    resumed.answer(line(7, "a"));
    CHECK(resumed.log.had_line());
    span = resumed.span_after(wanted);
    CHECK_FALSE(span.tail);
    CHECK_FALSE(span.since);
    CHECK(span.since_time == "2026-11-22T10:00:06Z");
    resumed.answer(line(7, "a"));
    CHECK_FALSE(resumed.log.had_line());
}

TEST_CASE("--tail=0: from the first answer on, by the server's clock") {
    Resumed resumed;
    LogSpan wanted;
    wanted.tail = 0;
    CHECK(resumed.span_after(wanted).tail == 0);
    resumed.answer("");
    const auto span = resumed.span_after(wanted);
    CHECK_FALSE(span.tail);
    CHECK(span.since_time == "2026-11-22T10:00:30Z");
}

TEST_CASE("lines without any time come once, though they are read from the start again and again") {
    Resumed resumed;
    for (int tries = 0; tries < 5; ++tries) {
        resumed.span_after();
        resumed.answer("<html>\nhello\nhello\n");
        CHECK(resumed.log.had_line() == (tries == 0));
    }
    resumed.answer("<html>\nhello\nhello\nmore\n");
    CHECK(resumed.out.text() == "<html>\nhello\nhello\nmore\n");
}

TEST_CASE("times that go back before the first line, taken up again") {
    const std::string all = line(3, "a") + line(2, "back") + line(4, "c");
    Resumed resumed;
    resumed.span_after();
    resumed.answer(line(3, "a"));
    resumed.span_after();
    resumed.answer(all);
    CHECK(resumed.out.text() == "a\nback\nc\n");
}

TEST_CASE("--limit-bytes counts what is shown, over breaks, and within long lines") {
    const std::string all = line(1, "abc") + line(2, std::string(200000, 'x')) + line(3, "d");
    const std::string shown = "abc\n" + std::string(200000, 'x') + "\nd\n";
    for (const std::size_t limit :
         {1, 3, 4, 5, 65536, 199999, 200003, 200004, 200005, 200006, 200007, 300000}) {
        Resumed resumed(static_cast<std::int64_t>(limit));
        resumed.span_after();
        resumed.answer(all.substr(0, 100000), 4096);
        resumed.span_after();
        resumed.answer(all, 4096);
        resumed.log.finish();
        CAPTURE(limit);
        CHECK(resumed.out.text() == shown.substr(0, limit));
        CHECK(resumed.log.is_over() == (limit <= shown.size()));
    }
}

TEST_CASE("a long line that breaks in the middle is printed once, whole") {
    const std::string all = line(1, "a") + line(2, std::string(300000, 'x')) + line(3, "c");
    for (const std::size_t at : {100, 65536, 65600, 200000, 300000, 300060}) {
        Resumed resumed;
        resumed.answer(all.substr(0, at), 1 << 14);
        resumed.answer(all, 1 << 14);
        CAPTURE(at);
        CHECK((resumed.out.text() == "a\n" + std::string(300000, 'x') + "\nc\n"));
    }
}
