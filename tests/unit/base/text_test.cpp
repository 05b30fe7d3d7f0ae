#include "base/text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/terminal.hpp"
#include "base/time.hpp"

using namespace yare;
using namespace std::chrono_literals;

TEST_CASE("go_quote writes what %q writes") {
    CHECK(go_quote("plain \u00e9") == "\"plain \u00e9\"");
    CHECK(go_quote("a\"b\\c\n\t\r\x01\x7f") == R"("a\"b\\c\n\t\r\x01\x7f")");
    CHECK(go_quote("\xff\u2028\u00ad\u200b") == R"("\xff\u2028\u00ad\u200b")");
}

TEST_CASE("base64") {
    for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xff\xfe"}) {
        CHECK(base64_decode(base64_encode(text)) == text);
    }
    CHECK(base64_encode("foob") == "Zm9vYg==");
    CHECK(base64_decode("Zm9v\nYg==\n") == "foob");
    for (const char* bad : {"Zg", "Zg=", "Zg===", "====", "Z===", "Zm9v!", "Zg==Zg=="}) {
        CAPTURE(bad);
        CHECK_FALSE(base64_decode(bad));
    }
}

TEST_CASE("percent-encoding") {
    CHECK(percent_encode_segment("a b/c%d?é\n:@") == "a%20b%2Fc%25d%3F%C3%A9%0A:@");
    CHECK(percent_encode_query("a=b&c d+é") == "a%3Db%26c+d%2B%C3%A9");
    CHECK(percent_decode("a%20b%2fc%zz%4") == "a b/c%zz%4");
}

TEST_CASE("ages are written as HumanDuration writes them") {
    struct Row {
        std::chrono::microseconds age;
        const char* expected;
    };
    const Row rows[] = {{-2s, "<invalid>"},
                        {-1999999us, "0s"},
                        {-1s, "0s"},
                        {-1us, "0s"},
                        {0s, "0s"},
                        {999999us, "0s"},
                        {119s, "119s"},
                        {120s - 1us, "119s"},
                        {120s, "2m"},
                        {121s, "2m1s"},
                        {150s, "2m30s"},
                        {599s, "9m59s"},
                        {600s, "10m"},
                        {10799s, "179m"},
                        {3h, "3h"},
                        {3h + 59s, "3h"},
                        {3h + 4min, "3h4m"},
                        {8h - 1s, "7h59m"},
                        {8h + 59min, "8h"},
                        {48h - 1s, "47h"},
                        {48h, "2d"},
                        {49h, "2d1h"},
                        {192h - 1s, "7d23h"},
                        {192h, "8d"},
                        {24h * 365, "365d"},
                        {24h * 730 - 1s, "729d"},
                        {24h * 730, "2y"},
                        {24h * 741, "2y11d"},
                        {24h * 365 * 3, "3y"},
                        {24h * 365 * 8 - 1s, "7y364d"},
                        {24h * 365 * 8, "8y"},
                        {24h * 365 * 300, "292y"},
                        {-24h * 365 * 300, "<invalid>"}};
    for (const auto& row : rows) {
        CAPTURE(row.age.count());
        CHECK(human_duration(row.age) == row.expected);
    }
}

TEST_CASE("RFC 3339 times are those that Go takes") {
    const auto at = [](const char* text) {
        const auto moment = parse_rfc3339(text);
        REQUIRE(moment);
        return moment->time_since_epoch();
    };
    CHECK(at("1970-01-01T00:00:00Z") == 0s);
    CHECK(at("2026-11-22T10:00:00Z") == 1795341600s);
    CHECK(at("2026-11-22T10:00:00.123456Z") == 1795341600s + 123456us);
    CHECK(at("2026-11-22T10:00:00.123456789123456789123456789Z") == 1795341600s + 123456us);
    CHECK(at("2026-11-22T10:00:00,5Z") == 1795341600s + 500ms);
    CHECK(at("2026-11-22T12:30:00+02:30") == 1795341600s);
    CHECK(at("2026-11-22T12:30:00.5-24:60") == 1795341600s + 27h + 30min + 500ms);
    CHECK(at("2026-11-22T1:00:00Z") == 1795341600s - 9h);
    CHECK(at("2024-02-29T00:00:00Z") == 1709164800s);
    CHECK(at("0000-01-01T00:00:00Z") == -62167219200s);
    CHECK(at("9999-12-31T23:59:59Z") == 253402300799s);
    for (const char* bad : {"",
                            "2026-11-22",
                            "2026-13-22T10:00:00Z",
                            "2026-00-22T10:00:00Z",
                            "2026-02-30T10:00:00Z",
                            "2026-02-29T10:00:00Z",
                            "2026-11-00T10:00:00Z",
                            "2026-11-22T10:00:00",
                            "2026-11-22T10:00Z",
                            "2026-11-22T25:00:00Z",
                            "2026-11-22T24:00:00Z",
                            "2026-11-22T10:60:00Z",
                            "2026-11-22T10:00:60Z",
                            "2026-11-22T10:00:00.Z",
                            "2026-11-22T10:00:00Zx",
                            "2026-11-22t10:00:00Z",
                            "2026-11-22T10:00:00z",
                            "2026-11-22 10:00:00Z",
                            "2026-11-22T10:0:00Z",
                            "2026-11-22T10:00:0Z",
                            "2026-11-22T100:00:00Z",
                            "2026-11-22T:00:00Z",
                            "2026-11-22T-1:00:00Z",
                            "2026-1-22T10:00:00Z",
                            "12026-11-22T10:00:00Z",
                            "+026-11-22T10:00:00Z",
                            "2026-11-22T10:00:00+25:00",
                            "2026-11-22T10:00:00+01:61",
                            "2026-11-22T10:00:00+0100",
                            "2026-11-22T10:00:00+1:00",
                            "2026-11-22T10:00:00+",
                            "null"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_rfc3339(bad));
    }
}

TEST_CASE("an age needs a time") {
    const Moment now = *parse_rfc3339("2026-11-22T10:00:00.7Z");
    CHECK(age_text("2026-11-22T09:59:55Z", now) == "5s");
    CHECK(age_text("2026-11-22T10:00:02Z", now) == "0s");
    CHECK(age_text("2026-11-22T10:00:03Z", now) == "<invalid>");
    CHECK(age_text("1500-01-01T00:00:00Z", now) == "292y");
    CHECK(age_text("0001-01-01T00:00:01Z", now) == "292y");
    for (const char* none : {"", "null", "yesterday", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0Z",
                             "0001-01-01T01:00:00+01:00"}) {
        CAPTURE(none);
        CHECK(age_text(none, now) == "<unknown>");
    }
}

TEST_CASE("durations of flags") {
    CHECK(parse_duration("0") == 0ms);
    CHECK(parse_duration("5") == 5000ms);
    CHECK(parse_duration("1.5h") == 5400s);
    CHECK(parse_duration("2h45m") == 165min);
    CHECK(parse_duration("300ms") == 300ms);
    CHECK(parse_duration("1ns") == 1ms);
    CHECK(parse_duration("-3s") == -3000ms);
    CHECK(parse_duration("-1ns") == -1ms);
    CHECK(parse_duration("0.1s") == 100ms);
    CHECK(parse_duration("0.3s") == 300ms);
    CHECK(parse_duration("1.001s") == 1001ms);
    CHECK(parse_duration("+5") == 5000ms);
    CHECK(parse_duration("-5") == -5000ms);
    CHECK(parse_duration(".5m") == 30s);
    CHECK(parse_duration("9223372036") == 9223372036s);
    CHECK(parse_duration("2562047h47m16.854775807s") == 9223372036855ms);
    for (const char* bad : {"", "abc", "5x", "s", "1h2", "-", "1e3s", "99999999999999999h", "9223372037",
                            "+-5", "--5", "+", "1.5", "2562047h47m16.854775808s", ".s", "1.2.3s", "5 s"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_duration(bad));
    }
}

TEST_CASE("what could drive a terminal is shown instead") {
    CHECK(harmless("a\x1b[31mb\x07\x7f\tc\n") == "a^[[31mb^G^?\tc\n");
    CHECK(harmless("\u009b31m\u202e") == "\\u009b31m\\u202e");
    CHECK(harmless("\x9b"
                   "31m\xff") == "\\x9b31m\\xff");
    CHECK(harmless("h\u00e9llo \U0001F600") == "h\u00e9llo \U0001F600");
    CHECK(harmless("cut \xf0\x9f") == "cut \\xf0\\x9f");
}

TEST_CASE("a sequence cut between two writes is put together again") {
    const std::string text = "x\u00e9\U0001F600\u009b\xff.";
    const std::string whole = harmless(text);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        std::string pending;
        std::string shown = harmless(text.substr(0, cut), pending);
        shown += harmless(text.substr(cut), pending);
        CHECK(shown == whole);
    }
}

TEST_CASE("errors speak kubectl's words") {
    CHECK(Error("x").line() == "error: x");
    CHECK(Error("error: x").line() == "error: x");
    CHECK(Error("x").words() == "x");
    CHECK(InvalidConfigError({"a"}).line() == "Error in configuration: a");
    CHECK(InvalidConfigError({"a", "b"}).line() == "Error in configuration: \n* a\n* b");
    CHECK(TransportError(TransportError::Cause::refused, "h:1", "x").line() ==
          "The connection to the server h:1 was refused - did you specify the right host or port?");
    CHECK(TransportError(TransportError::Cause::timeout, "h:1", "x").line() ==
          "Unable to connect to the server: x");
    ApiError::Fields fields;
    fields.reason = "NotFound";
    fields.message = "pods \"a\" not found";
    CHECK(ApiError(fields).line() == "Error from server (NotFound): pods \"a\" not found");
    fields.reason = "";
    CHECK(ApiError(fields).line() == "Error from server: pods \"a\" not found");
    fields.reason = "Unauthorized";
    fields.message = "Unauthorized";
    CHECK(ApiError(fields).line() == "error: You must be logged in to the server (Unauthorized)");
    fields.reason = "Invalid";
    fields.has_details = true;
    fields.details_kind = "Pod";
    fields.details_name = "q";
    fields.causes = {{"spec", "Required value"}, {"spec", "Required value"}};
    CHECK(ApiError(fields).line() == "The Pod \"q\" is invalid: spec: Required value");
    fields.causes.push_back({"meta", "bad"});
    CHECK(ApiError(fields).line() == "The Pod \"q\" is invalid: \n* spec: Required value\n* meta: bad");
}

TEST_CASE("several errors are a line each, one is as if alone") {
    const auto raised = [](const std::vector<std::string>& messages) {
        ErrorList list;
        for (const auto& message : messages) {
            list.add(Error(message));
        }
        try {
            list.raise();
        } catch (const Error& error) {
            return error.line();
        }
        return std::string();
    };
    CHECK(raised({}) == "");
    CHECK(raised({"a"}) == "error: a");
    CHECK(raised({"a", "b"}) == "a\nb");
    ErrorList list;
    list.raise_words();
    list.add(Error("a"));
    try {
        list.raise_words();
        FAIL("nothing was raised");
    } catch (const Error& error) {
        CHECK(error.line() == "a");
    }
}
