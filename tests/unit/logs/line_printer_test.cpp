#include "logs/line_printer.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/json_tree.hpp"

using namespace yare;

namespace {

// What is written for a log that comes in pieces of `piece` bytes, in parts of at most `limit`.
std::string written(const LogStyle& style, std::string_view log, std::size_t limit = 1000,
                    std::size_t piece = 1000) {
    LinePrinter printer(style, "web-0", "app");
    LineReader reader(limit);
    std::string out;
    const LineReader::Take take = [&](const LinePart& part) { printer.print(out, part); };
    for (std::size_t at = 0; at < log.size(); at += piece) {
        reader.feed(std::string(log.substr(at, piece)), take);
    }
    reader.finish(take);
    return out;
}

const std::string k_stamp = "2026-11-22T10:00:00.123456789Z";

}  // namespace

TEST_CASE("lines are passed on as they come") {
    CHECK(written({}, "a\r\n\n\x1b[31m\xff\nend") == "a\r\n\n\x1b[31m\xff\nend");
    CHECK(written({.prefix = true}, "a\n\nend") ==
          "[pod/web-0/app] a\n[pod/web-0/app] \n[pod/web-0/app] end");
    CHECK(written({.prefix = true}, "abcdef\n", 2, 3) == "[pod/web-0/app] abcdef\n");
}

TEST_CASE("timestamps are shown or not, and never guessed") {
    const std::string log = k_stamp + " a\n" + k_stamp + " \n" + k_stamp + "\nnone\n" + k_stamp + "x\n";
    CHECK(written({.stamped = true}, log) == "a\n\n\nnone\n" + k_stamp + "x\n");
    CHECK(written({.stamped = true, .show_stamps = true}, log) == log);
    CHECK(written({}, log) == log);
    CHECK(written({.stamped = true, .show_stamps = true, .prefix = true}, k_stamp + " a\n") ==
          "[pod/web-0/app] " + k_stamp + " a\n");
}

TEST_CASE("the time is that of the last line that had one") {
    LogStyle style{.stamped = true};
    style.exclude.emplace_back("out");
    LinePrinter printer(style, "p", "c");
    std::string out;
    CHECK_FALSE(printer.time());
    printer.print(out, {.text = "none"});
    CHECK_FALSE(printer.time());
    printer.print(out, {.text = "1970-01-01T00:00:00.5Z out"});
    CHECK(printer.time() == LogTime(std::chrono::milliseconds(500)));
    printer.print(out, {.text = "none"});
    CHECK(printer.time() == LogTime(std::chrono::milliseconds(500)));
    CHECK(out == "none\nnone\n");
}

TEST_CASE("patterns choose lines by their message") {
    const std::string log = k_stamp + " GET /a 200\n" + k_stamp + " GET /b 500\n" + k_stamp + " PUT /c 200\n";
    const auto chosen = [&](std::vector<std::string> include, std::vector<std::string> exclude) {
        LogStyle style{.stamped = true};
        style.include = std::vector<Regex>(include.begin(), include.end());
        style.exclude = std::vector<Regex>(exclude.begin(), exclude.end());
        return written(style, log);
    };
    CHECK(chosen({"^GET"}, {}) == "GET /a 200\nGET /b 500\n");
    CHECK(chosen({"/b", "^PUT"}, {}) == "GET /b 500\nPUT /c 200\n");
    CHECK(chosen({}, {"500$", "/c"}) == "GET /a 200\n");
    CHECK(chosen({"GET"}, {"200"}) == "GET /b 500\n");
    CHECK(chosen({"2026"}, {}).empty());
    CHECK(chosen({""}, {""}).empty());
}

TEST_CASE("the parts of a line share the fate of the first") {
    LogStyle style{.prefix = true};
    style.include.emplace_back("^ab");
    style.exclude.emplace_back("z");
    CHECK(written(style, "abcdefz\nxab\nabz\nabx", 3, 2) == "[pod/web-0/app] abcdefz\n[pod/web-0/app] abx");
}

TEST_CASE("lines from after a time are left out, and those without time that follow them") {
    LogStyle style{.stamped = true};
    style.until = LogTime(std::chrono::seconds(10));
    CHECK(written(style,
                  "first\n1970-01-01T00:00:09.999999999Z a\nb\n1970-01-01T00:00:10Z c\nd\n"
                  "1970-01-01T00:00:09Z e\nf\n1970-01-01T00:00:11Z g") == "first\na\nb\ne\nf\n");
}

TEST_CASE("a prefix has its pod's colour") {
    const LogStyle style{.prefix = true, .color = true};
    std::set<std::string> prefixes;
    for (int pod = 0; pod < 200; ++pod) {
        std::string name = "web-" + std::to_string(pod);
        std::string out;
        LinePrinter(style, name, "app").print(out, {.text = "a"});
        std::string again;
        LinePrinter(style, name, "app").print(again, {.text = "a"});
        CHECK(out == again);
        CHECK(out.ends_with("]\x1b[m a\n"));
        prefixes.insert(out.substr(0, out.find("[pod")));
    }
    CHECK(prefixes.size() == 12);
    for (const auto& prefix : prefixes) {
        CHECK(prefix.size() == 5);
        CHECK((prefix[2] == '3' || prefix[2] == '9'));
        CHECK((prefix[3] >= '1' && prefix[3] <= '6'));
    }
    CHECK(written(style, "a\n").find("[pod/web-0/\x1b[") != std::string::npos);
}

TEST_CASE("names from a server cannot drive a terminal") {
    std::string out;
    LinePrinter({.prefix = true, .harmless = true}, "a\x1b]0;b", "c\n").print(out, {.text = ""});
    CHECK(out == "[pod/a^[]0;b/c\n] \n");
    out.clear();
    LinePrinter({.json = true}, "a\"\x1b", "c\n").print(out, {.text = ""});
    CHECK(out == "{\"pod\":\"a\\\"\\u001b\",\"container\":\"c\\n\",\"timestamp\":null,\"message\":\"\"}\n");
}

TEST_CASE("lines are harmless") {
    struct Row {
        std::string line;
        std::string colored;
        std::string plain;
    };
    for (const Row& row : {
             Row{"plain\ttext \u00e9", "plain\ttext \u00e9", "plain\ttext \u00e9"},
             Row{"dos\r", "dos", "dos"},
             Row{"two\r\r", "two^M", "two^M"},
             Row{"10%\r20%", "10%^M20%", "10%^M20%"},
             Row{"\x1b[1;31mred\x1b[0m", "\x1b[1;31mred\x1b[0m\x1b[m", "red"},
             Row{"\x1b[38:2::1:2:3mx", "\x1b[38:2::1:2:3mx\x1b[m", "x"},
             Row{"\x1b[32mdos\r", "\x1b[32mdos\x1b[m", "dos"},
             Row{"\x1b[2J\x1b]0;title\x07", "^[[2J^[]0;title^G", "^[[2J^[]0;title^G"},
             Row{"\x1b[>4;2m\x1b[?25l", "^[[>4;2m^[[?25l", "^[[>4;2m^[[?25l"},
             Row{"\x1b", "^[", "^["},
             Row{"\x1b[", "^[[", "^[["},
             Row{"\x1b[31", "^[[31", "^[[31"},
             Row{"\x1b[31\r", "^[[31", "^[[31"},
             Row{"\x1b\x1b[31m", "^[\x1b[31m\x1b[m", "^["},
             Row{"\xe4\xb8\x1b[mx", "\\xe4\\xb8\x1b[mx\x1b[m", "\\xe4\\xb8x"},
             Row{"\xe4\xb8", "\\xe4\\xb8", "\\xe4\\xb8"},
             Row{"\u009b2J\x9b", "\\u009b2J\\x9b", "\\u009b2J\\x9b"},
             Row{"\u202e\u2028", "\\u202e\\u2028", "\\u202e\\u2028"},
             Row{"nul" + std::string(1, '\0') + "\x7f", "nul^@^?", "nul^@^?"},
         }) {
        CAPTURE(row.colored);
        for (std::size_t limit = 1; limit <= row.line.size() + 1; ++limit) {
            CAPTURE(limit);
            CHECK(written({.harmless = true, .color = true}, row.line + "\n", limit) == row.colored + "\n");
            CHECK(written({.harmless = true}, row.line + "\n", limit) == row.plain + "\n");
            CHECK(written({.harmless = true}, row.line, limit, 1) == row.plain);
        }
    }
}

TEST_CASE("a sequence of colours has an end") {
    const std::string most = "\x1b[" + std::string(61, '1') + "m";
    CHECK(written({.harmless = true, .color = true}, most + "x\n") == most + "x\x1b[m\n");
    const std::string more = "[" + std::string(62, '1') + "m";
    CHECK(written({.harmless = true, .color = true}, '\x1b' + more + "\n") == "^[" + more + "\n");
    CHECK(written({.harmless = true, .color = true}, '\x1b' + more + "\n", 64, 1) == "^[" + more + "\n");
}

TEST_CASE("a line that was given up leaves no colour") {
    const LogStyle style{.harmless = true, .color = true};
    LinePrinter printer(style, "p", "c");
    std::string out;
    printer.print(out, {.text = "\x1b[31mred\xe4", .last = false, .newline = false});
    printer.print(out, {.text = "next"});
    CHECK(out == "\x1b[31mred\x1b[mnext\n");
}

TEST_CASE("matches are shown") {
    const auto shown = [](std::string_view pattern, std::string_view line, bool is_harmless = true) {
        LogStyle style{.harmless = is_harmless, .color = true};
        style.highlight.emplace(pattern);
        std::string text = written(style, line);
        for (const auto& [sequence, mark] : {std::pair{"\x1b[1;31m", "<"}, {"\x1b[m", ">"}}) {
            for (auto at = text.find(sequence); at != std::string::npos; at = text.find(sequence)) {
                text.replace(at, std::string_view(sequence).size(), mark);
            }
        }
        return text;
    };
    CHECK(shown("o", "foo bo\n") == "f<o><o> b<o>\n");
    CHECK(shown("x*", "axxb\u00e9x\n") == "a<xx>b\u00e9<x>\n");
    CHECK(shown("^a|b$", "ab\nab") == "<a><b>\n<a><b>");
    CHECK(shown(".*", "all\r\n") == "<all>\n");
    CHECK(shown("[0-9]+", "\x1b[32m31 \x1b[0m7") == "\x1b[32m<31>\x1b[32m \x1b[0m<7>>");
    CHECK(shown("a.*b", "xa\x1b[32mb") == "x<a>\x1b[32m<b>\x1b[32m>");
    CHECK(shown("32", "\x1b[32ma") == "\x1b[32ma>");
    CHECK(shown("]0;", "\x1b]0;a\x07") == "^[<]0;>a^G");
    CHECK(shown("]0;|b",
                "\x1b]0;a\x07"
                "b\x1b[2Jb",
                false) == "\x1b]0;a\x07<b>\x1b[2J<b>");
    CHECK(shown("b|2", "\x1b[32mb\x1b[1;2mb", false) == "\x1b[32m<b>\x1b[32m\x1b[1;2m<b>\x1b[32m\x1b[1;2m");

    LogStyle plain{.harmless = true};
    plain.highlight.emplace("a");
    CHECK(written(plain, "a\n") == "a\n");
    CHECK(plain.is_verbatim() == false);
}

TEST_CASE("matches are looked for in the first part") {
    LogStyle style{.prefix = true, .harmless = true, .color = false};
    style.color = true;
    style.prefix = false;
    style.highlight.emplace("a+");
    CHECK(written(style, "aaaaaa\n", 4) == "\x1b[1;31maaaa\x1b[maa\n");
    CHECK(written(style,
                  "\xc3\xa9"
                  "a\xc3\xa9\n",
                  4) == "\u00e9\x1b[1;31ma\x1b[m\u00e9\n");
}

TEST_CASE("JSON lines") {
    const LogStyle style{.stamped = true, .json = true};
    const std::string head = R"({"pod":"web-0","container":"app","timestamp":)";
    CHECK(written(style, k_stamp + " a<b>&\"\\\n") == head + '"' + k_stamp +
                                                          R"(","message":"a<b>&\"\\"})"
                                                          "\n");
    CHECK(written(style, "none") == head + R"(null,"message":"none"})"
                                           "\n");
    CHECK(written(style, k_stamp) == head + '"' + k_stamp +
                                         R"(","message":""})"
                                         "\n");
    CHECK(written(style, "\xff\xe4\xb8|\t\r\x01\x7f\u009b\u2028\u202e\u00e9\n") ==
          head + R"(null,"message":"\ufffd\ufffd\ufffd|\t\r\u0001\u007f\u009b\u2028\u202e)"
                 "\u00e9\"}\n");
}

TEST_CASE("a JSON line is one string, whatever parts it comes in") {
    const LogStyle style{.json = true};
    std::mt19937 random(3);
    const std::vector<std::string> words = {"a",  "\u00e9", "\U0001F600", "\xe4\xb8",
                                            "\"", "\\",     "\x1b[",      "\xf0"};
    for (int round = 0; round < 300; ++round) {
        std::string line;
        for (auto count = random() % 20; count > 0; --count) {
            line += words[random() % words.size()];
        }
        const std::string whole = written(style, line + "\n");
        JsonTree tree;
        const auto message = tree.parse(whole).find("message").text();
        if (line.find('\\') == std::string::npos) {
            std::string expected;
            append_json_string_decoded(expected, line);  // bad UTF-8 becomes U+FFFD
            CHECK(message == expected);
        }
        for (std::size_t limit = 1; limit < 9; ++limit) {
            CHECK(written(style, line + "\n", limit, 1 + random() % 5) == whole);
        }
    }
}

TEST_CASE("harmless lines are the same, whatever parts they come in") {
    std::mt19937 random(4);
    const std::vector<std::string> words = {"a", "\u00e9", "\xe4\xb8", "\x1b",   "[", "31",
                                            "m", ";",      "\r",       "\x1b[m", "\n"};
    for (int round = 0; round < 500; ++round) {
        std::string log;
        for (auto count = random() % 30; count > 0; --count) {
            log += words[random() % words.size()];
        }
        for (const bool color : {false, true}) {
            const LogStyle style{.harmless = true, .color = color};
            const std::string whole = written(style, log);
            for (std::size_t limit = 1; limit < 9; ++limit) {
                CHECK(written(style, log, limit, 1 + random() % 5) == whole);
            }
        }
    }
}
