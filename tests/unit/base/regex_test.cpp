#include "base/regex.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

namespace {

std::string error_of(const std::string& pattern) {
    try {
        const yare::Regex regex(pattern);
    } catch (const yare::Error& error) {
        return error.what();
    }
    return "";
}

std::string found(const std::string& pattern, const std::string& text) {
    const yare::Regex regex(pattern);
    const auto match = regex.find(text);
    CHECK(regex.matches(text) == match.has_value());
    return match ? text.substr(match->begin, match->end - match->begin) : "none";
}

}  // namespace

TEST_CASE("Regex finds what Go's regexp finds") {
    const struct {
        std::string pattern;
        std::string text;
        std::string match;
    } rows[] = {
        {"", "abc", ""},
        {"b", "abc", "b"},
        {"b.", "abc", "bc"},
        {"a|ab", "ab", "a"},
        {"ab|a", "ab", "ab"},
        {"(a|ab)(c|bcd)", "abcd", "abcd"},
        {"a*", "baaa", ""},
        {"a+", "baaa", "aaa"},
        {"a+?", "baaa", "a"},
        {"a{2}", "aaaa", "aa"},
        {"a{2,}", "aaaa", "aaaa"},
        {"a{2,3}?", "aaaa", "aa"},
        {"a{,2}", "a{,2}", "a{,2}"},
        {"x{2,1000}y", std::string(1000, 'x') + "y", std::string(1000, 'x') + "y"},
        {"^b", "ab", "none"},
        {"(?m)^b$", "a\nb\nc", "b"},
        {"a$", "ba", "a"},
        {"a$", "a\n", "none"},
        {"\\Aa\\z", "a", "a"},
        {".", "\n", "none"},
        {"(?s).", "\n", "\n"},
        {"[^a]", "a\n", "\n"},
        {"\\d+", "ab12", "12"},
        {"\\w+", "-é_a1-", "_a1"},
        {"\\s", "a\vb c", " "},
        {"\\S+", " ab ", "ab"},
        {"\\bfoo\\b", "foobar foo", "foo"},
        {"\\Boo", "oo foo", "oo"},
        {"[a-c]+", "xabcd", "abc"},
        {"[^a-c]+", "abxyc", "xy"},
        {"[]a]+", "x]a", "]a"},
        {"[a-]+", "x-a", "-a"},
        {"[[:digit:]x]+", "a1x2", "1x2"},
        {"[[:^digit:]]+", "12ab3", "ab"},
        {"[\\d.]+", "v1.2", "1.2"},
        {"\\x41\\x{1F600}\\101", "A😀A", "A😀A"},
        {"\\Qa.b\\E+", "a.bb", "a.bb"},
        {"(?i)straße", "STRAßE", "STRAßE"},
        {"(?i)ПРИВЕТ", "привет", "привет"},
        {"(?i:A)b", "ab", "ab"},
        {"(?i:A)B", "ab", "none"},
        {"a(?i)b|c", "aB", "aB"},
        {"a(?i)b|c", "C", "C"},
        {"(?U)a+", "aaa", "a"},
        {"(?P<year>\\d{4})-(?<month>\\d\\d)", "on 2024-05-06", "2024-05"},
        {"é.", "aéü", "éü"},
        {"\\pL+", "12日本3", "日本"},
        {"\\PL+", "a12b", "12"},
        {"\\p{Nd}+", "a٣4b", "٣4"},
        {"(|a)*", "aa", ""},
        {"(|a)+", "aa", ""},
        {"(a|b)*c", "ababc", "ababc"},
        {"(a*)*", "b", ""},
        {"(a*)+$", "aab", ""},
        {"a\xef\xbf\xbd", "xa\xff", "a\xff"},  // broken text is U+FFFD
        {"a.b",
         "a\xff"
         "b",
         "a\xff"
         "b"},
        {"[à-ü]", "é", "é"},
        {"^$", "", ""},
        {"^\\s*$", "  ", "  "},
        {"(foo|bar)baz", "foobarbaz", "barbaz"},
        {"(?i)k", "\u212a", "\u212a"},
        {"$^", "", ""},
        {"(^|x)a", "ba xa", "xa"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pattern);
        CAPTURE(row.text);
        CHECK(found(row.pattern, row.text) == row.match);
    }
}

TEST_CASE("Regex refuses in Go's words") {
    const struct {
        std::string pattern;
        std::string message;
    } rows[] = {
        {"(a", "missing closing ): `(a`"},
        {"a)", "unexpected ): `a)`"},
        {"[a", "missing closing ]: `[a`"},
        {"x[b-a]", "invalid character class range: `b-a`"},
        {"[[:foo:]]", "invalid character class range: `[:foo:]`"},
        {"\\p{Foo}", "invalid character class range: `\\p{Foo}`"},
        {"*a", "missing argument to repetition operator: `*`"},
        {"(|*)", "missing argument to repetition operator: `*`"},
        {"a**", "invalid nested repetition operator: `**`"},
        {"a+??", "invalid nested repetition operator: `+??`"},
        {"a{1001}", "invalid repeat count: `{1001}`"},
        {"a{2,1}", "invalid repeat count: `{2,1}`"},
        {"(a{100}){100}", "invalid repeat count: `{100}`"},
        {"a\\", "trailing backslash at end of expression: ``"},
        {"\\q", "invalid escape sequence: `\\q`"},
        {"\\1", "invalid escape sequence: `\\1`"},
        {"\\x4", "invalid escape sequence: `\\x4`"},
        {"(?=a)", "invalid or unsupported Perl syntax: `(?=`"},
        {"(?P<n", "invalid named capture: `(?P<n`"},
        {"a\xff", "invalid UTF-8: `a\xff`"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pattern);
        CHECK(error_of(row.pattern) == "error parsing regexp: " + row.message);
    }
    CHECK(error_of(std::string(2000, '(') + std::string(2000, ')')).find("nests too deeply") !=
          std::string::npos);
    std::string large;
    for (int i = 0; i < 21; ++i) {
        large += "a{1000}";
    }
    CHECK(error_of(large).find("expression too large") != std::string::npos);
    CHECK(error_of(std::string(300000, 'a') + "|b") == "error parsing regexp: expression too large");
    CHECK(error_of(std::string(900, '(') + "a" + std::string(900, ')')) == "");
}

TEST_CASE("Regex options, positions and the text before") {
    const yare::Regex regex("error", {.ignore_case = true});
    const std::string text = "Error, eRROR and error";
    std::vector<yare::Regex::Match> matches;
    for (std::size_t at = 0;;) {
        const auto match = regex.find(text, at);
        if (!match) {
            break;
        }
        matches.push_back(*match);
        at = match->end;
    }
    CHECK(matches == std::vector<yare::Regex::Match>{{0, 5}, {7, 12}, {17, 22}});
    CHECK(!regex.find(text, 18));
    CHECK(!regex.find(text, 100));

    CHECK(!yare::Regex("^b").find("ab", 1));
    CHECK(!yare::Regex("\\bb").find("ab", 1));
    CHECK(yare::Regex("^b", {.multi_line = true}).find("a\nb", 2) == yare::Regex::Match{2, 3});
    CHECK(yare::Regex("a.b", {.dot_all = true}).matches("a\nb"));
    CHECK(yare::Regex("é", {.ignore_case = true}).find("xÉ", 1) == yare::Regex::Match{1, 3});
}

TEST_CASE("Regex takes time linear in the text") {
    const std::string text(200000, 'a');
    CHECK(!yare::Regex("(a*)*b").matches(text));
    CHECK(!yare::Regex("(a+a+)+b").matches(text));
    CHECK(!yare::Regex("(a|aa)+$b").matches(text));
    CHECK(!yare::Regex("^(a?){50}a{50}b").matches(text));
    CHECK(yare::Regex("(.*)(.*)(.*)(.*)(.*)x?").find(text) == yare::Regex::Match{0, text.size()});
}
