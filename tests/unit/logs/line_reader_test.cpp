#include "logs/line_reader.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace yare;

namespace {

// Parts as text: `(` where a line begins, `)` where it ends, `$` for its newline.
struct Written {
    std::string text;
    LineReader::Take take = [this](const LinePart& part) {
        text += part.first ? "(" : "";
        text += part.text;
        text += part.newline ? "$" : "";
        text += part.last ? ")" : "|";
    };
};

}  // namespace

TEST_CASE("lines come whole, wherever pieces are cut") {
    const std::string log = "one\n\ntwo words\nthree";
    for (std::size_t piece = 1; piece <= log.size(); ++piece) {
        CAPTURE(piece);
        LineReader reader;
        Written written;
        for (std::size_t at = 0; at < log.size(); at += piece) {
            reader.feed(std::string(log.substr(at, piece)), written.take);
        }
        CHECK(reader.is_within_line());
        reader.finish(written.take);
        CHECK(written.text == "(one$)($)(two words$)(three)");
        CHECK_FALSE(reader.is_within_line());
        reader.finish(written.take);
        CHECK(written.text == "(one$)($)(two words$)(three)");
    }
}

TEST_CASE("whole lines within a piece are not copied") {
    const std::string log = "a\nbc\nd";
    std::vector<const char*> begins;
    LineReader reader;
    reader.feed(log, [&](const LinePart& part) { begins.push_back(part.text.data()); });
    CHECK(begins == std::vector<const char*>{log.data(), log.data() + 2});
}

TEST_CASE("a line above the limit comes in parts") {
    struct Row {
        std::vector<std::string> pieces;
        std::string expected;
    };
    for (const Row& row : {
             Row{{"abcd\n"}, "(abcd$)"},
             Row{{"abcd", "\n"}, "(abcd$)"},
             Row{{"abcde\n"}, "(abcd|e$)"},
             Row{{"abcd", "e\n"}, "(abcd|e$)"},
             Row{{"abcde", "\nx\n"}, "(abcd|e|$)(x$)"},
             Row{{"ab", "cdefgh", "ij", "k\n", "l\n"}, "(abcd|efgh|ij|k$)(l$)"},
             Row{{"a", "b", "c", "d", "e", "f"}, "(abcd|e|f|)"},
             Row{{"abcdefgh\nabcdefgh\n"}, "(abcd|efgh$)(abcd|efgh$)"},
         }) {
        CAPTURE(row.expected);
        LineReader reader(4);
        Written written;
        for (const auto& piece : row.pieces) {
            reader.feed(piece, written.take);
        }
        reader.finish(written.take);
        CHECK(written.text == row.expected);
    }
}

TEST_CASE("a dropped line leaves nothing behind") {
    LineReader reader(4);
    Written written;
    reader.feed("ab", written.take);
    reader.drop();
    reader.feed("c\nabcdef", written.take);
    CHECK(reader.is_within_line());
    reader.drop();
    CHECK_FALSE(reader.is_within_line());
    reader.feed("g\n", written.take);
    CHECK(written.text == "(c$)(abcd|ef|(g$)");
}

TEST_CASE("the parts of any stream are its bytes") {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        LineReader reader(1 + random() % 8);
        std::string log;
        std::string back;
        const auto take = [&](const LinePart& part) {
            back.append(part.text).append(part.newline ? "\n" : "");
        };
        for (int piece = 0; piece < 8; ++piece) {
            std::string text(random() % 12, 'a');
            for (char& c : text) {
                c = random() % 5 == 0 ? '\n' : static_cast<char>('a' + random() % 26);
            }
            log += text;
            reader.feed(text, take);
        }
        reader.finish(take);
        CHECK(back == log);
    }
}
