#include "schema/member_scanner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace yare;

namespace {

using Choice = MemberScanner::Choice;

// Enters `in`, keeps what begins with k; what was kept as `place/name=text`, then the error.
std::vector<std::string> cut_members(const std::string& text, std::size_t piece) {
    std::vector<std::string> found;
    MemberScanner scanner(
        [](const std::vector<std::string>&, const std::string& name) {
            return name == "in" ? Choice::enter : name.starts_with('k') ? Choice::keep : Choice::skip;
        },
        [&](const std::vector<std::string>& place, const std::string& name, const std::string& json) {
            std::string path;
            for (const auto& each : place) {
                path += each + "/";
            }
            found.push_back(path + name + "=" + json);
        });
    try {
        for (std::size_t at = 0; at < text.size(); at += piece) {
            scanner.feed(std::string_view(text).substr(at, piece));
        }
        scanner.finish();
    } catch (const JsonError& error) {
        found.push_back(std::string("error: ") + error.what());
    }
    return found;
}

}  // namespace

TEST_CASE("members are cut out whatever the size of the pieces") {
    const std::string text =
        R"( {"no":{"k":1,"x":"}\"{\\"},"k1":[1,{"a":"]\""}], "in" : {"k2":"a\\","z":null,"in":{"k3" : -1e5 ,"y":[[]]},"k4":{}},)"
        R"("in":7,"in":{},"k5":true,"k\u0036":"" } )";
    const std::vector<std::string> expected = {
        R"(k1=[1,{"a":"]\""}])", R"(in/k2="a\\")", "in/in/k3=-1e5", "in/k4={}", "k5=true", R"(k6="")"};
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        CAPTURE(piece);
        CHECK(cut_members(text, piece) == expected);
    }
}

TEST_CASE("what is no object, or not whole, is an error") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "unexpected end of JSON input"},
        {"{", "unexpected end of JSON input"},
        {R"({"k)", "unexpected end of JSON input"},
        {R"({"a":"x)", "unexpected end of JSON input"},
        {R"({"a":1)", "unexpected end of JSON input"},
        {R"({"in":{"a":1})", "unexpected end of JSON input"},
        {"[]", "invalid character '[' looking for beginning of value"},
        {"404 page not found", "invalid character '4' looking for beginning of value"},
        {"{1}", "invalid character '1' looking for beginning of object key string"},
        {R"({"a":1,})", "invalid character '}' looking for beginning of object key string"},
        {R"({"a" 1})", "invalid character '1' after object key"},
        {R"({"a":})", "invalid character '}' looking for beginning of value"},
        {R"({"a":1 2})", "invalid character '2' after object key:value pair"},
        {R"({"a":[]]})", "invalid character ']' after object key:value pair"},
        {R"({} x)", "invalid character 'x' after top-level value"},
    };
    for (const auto& [text, message] : cases) {
        CAPTURE(text);
        CHECK(cut_members(text, 3) == std::vector<std::string>{"error: " + message});
    }
}

TEST_CASE("nesting of what is passed over costs no stack") {
    const std::string deep(1000000, '[');
    CHECK(cut_members(R"({"a":)" + deep, 65536) ==
          std::vector<std::string>{"error: unexpected end of JSON input"});
}
