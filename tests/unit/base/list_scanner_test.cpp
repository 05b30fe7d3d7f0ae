#include "base/list_scanner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace yare;

namespace {

struct Cut {
    std::vector<std::string> elements;
    std::string metadata, name, error;
    bool operator==(const Cut&) const = default;
};

Cut cut(const std::string& text, std::size_t piece) {
    Cut result;
    ListScanner scanner([&](std::string_view element) { result.elements.emplace_back(element); });
    try {
        for (std::size_t at = 0; at < text.size(); at += piece) {
            scanner.feed(std::string_view(text).substr(at, piece));
        }
        scanner.finish();
    } catch (const JsonError& error) {
        result.error = error.what();
    }
    result.metadata = scanner.member("metadata");
    result.name = scanner.list_name();
    return result;
}

}  // namespace

TEST_CASE("a list is cut into the same elements whatever the size of the pieces") {
    const std::string text =
        R"( {"kind":"PodList","metadata":{"continue":"a\"b]}","x":[1]}, "items" : [ {"a":"}]\\"} , 12,"s",null ,[{}]], "z":0 } )";
    const std::vector<std::string> expected = {R"({"a":"}]\\"})", "12", "\"s\"", "null", "[{}]"};
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        CAPTURE(piece);
        const auto result = cut(text, piece);
        CHECK(result.error == "");
        CHECK(result.elements == expected);
        CHECK(result.metadata == R"({"continue":"a\"b]}","x":[1]})");
        CHECK(result.name == "items");
    }
}

TEST_CASE("lists without elements, and objects that are no lists") {
    CHECK(cut(R"({"items":[]})", 3).name == "items");
    CHECK(cut(R"({"items":null})", 3).name == "items");
    CHECK(cut(R"({"rows":[1]})", 3).name == "rows");
    CHECK(cut(R"({"items":{"a":1}})", 3).name == "");
    CHECK(cut("{}", 1).error == "");
}

TEST_CASE("a text that breaks off or is malformed is never taken for whole") {
    const std::string text = R"({"kind":"List","items":[{"a":[1,2]},{"b":"c"}],"metadata":{}})";
    for (std::size_t length = 0; length < text.size(); ++length) {
        CAPTURE(length);
        CHECK(cut(text.substr(0, length), 5).error == "unexpected end of JSON input");
    }
    for (const char* bad : {"[]", "<html>", "{1:2}", R"({"a":1,})", R"({"items":[1,]})", R"({"items":[,1]})",
                            R"({"a" "b"})", R"({"a":1}x)", R"({"items":[1]]})", R"({"a":})"}) {
        CAPTURE(bad);
        CHECK(cut(bad, 2).error.starts_with("invalid character"));
    }
}
