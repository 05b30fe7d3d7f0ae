#include "base/url.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace yare;

TEST_CASE("url: servers become what client-go makes of them") {
    struct Case {
        std::string text, server;
    };
    const std::vector<Case> cases = {
        // as kubectl 1.36 -v=6 shows them
        {"127.0.0.1:1", "http://127.0.0.1:1"},
        {"localhost:1", "http://localhost:1"},
        {"localhost", "http://localhost"},
        {"[::1]:1", "http://[::1]:1"},
        {"127.0.0.1:1/", "http://127.0.0.1:1"},
        {"https://[::1]:1/a/b/?q=1#f", "https://[::1]:1/a/b"},
        {"https://127.0.0.1:1?q=1#f", "https://127.0.0.1:1"},
        {"HTTPS://127.0.0.1:1//a//b/../c/", "https://127.0.0.1:1/a/c"},
        {"https://127.0.0.1:1/a%20b/c%2Fd,;", "https://127.0.0.1:1/a%20b/c/d,;"},
        {"https://u:p%40@127.0.0.1:1", "https://127.0.0.1:1"},
        {"https://a_b:1", "https://a_b:1"},
        {"https://127.0.0.1:1/\xc3\xbc", "https://127.0.0.1:1/%C3%BC"},
        {"https://[fe80::1%25lo]:1", "https://[fe80::1%25lo]:1"},
        // more of the same
        {"https://Host.Example", "https://Host.Example"},
        {"https://h:", "https://h"},
        {"https://h/", "https://h"},
        {"https://h/k8s/clusters/c-1:p", "https://h/k8s/clusters/c-1:p"},
        {"https://h/../..", "https://h"},
        {"https://h/a%3Fb%23", "https://h/a%3Fb%23"},
        {"https://h:0443", "https://h:0443"},
        {"https://h:65535", "https://h:65535"},
    };
    for (const auto& [text, server] : cases) {
        CAPTURE(text);
        CHECK(to_text(parse_server(text)) == server);
    }
}

TEST_CASE("url: what is no server") {
    for (const std::string text : {"foo/bar",
                                   "/x",
                                   "https://",
                                   "https:///x",
                                   "https://127.0.0.1:abc",
                                   "https://a b",
                                   "https://127.0.0.1:1 ",
                                   "https://[::1",
                                   "https://[]",
                                   "https://[1.2.3.4]",
                                   "https://[::1]x",
                                   "https://127.0.0.1:1\n",
                                   "https://h/%zz",
                                   "https://h/%2",
                                   "https://h\r\nX: y",
                                   "https://h%41",
                                   "https:h",
                                   "://h",
                                   "1http://h",
                                   "",
                                   "https://a:b@",
                                   "https://::1",
                                   "https://h/a\x7f",
                                   "https://u^@h"}) {
        CAPTURE(text);
        const std::string quoted = text == "https://127.0.0.1:1\n" ? "https://127.0.0.1:1\\n" : text;
        CHECK_THROWS_AS(parse_server(text), ConfigError);
        if (text.find_first_of("\r\x7f") == std::string::npos) {
            const std::string expected = "host must be a URL or a host:port pair: \"" + quoted + "\"";
            CHECK_THROWS_WITH(parse_server(text), expected.c_str());
        }
    }
}

TEST_CASE("url: what cannot be dialled") {
    CHECK_THROWS_WITH_AS(parse_server("ftp://h"), "unsupported protocol scheme \"ftp\"", TransportError);
    CHECK_THROWS_WITH_AS(parse_server("https://h:99999"), "dial tcp: address 99999: invalid port",
                         TransportError);
    CHECK_THROWS_WITH_AS(parse_server("https://h:65536"), "dial tcp: address 65536: invalid port",
                         TransportError);
    CHECK_THROWS_AS(parse_server("https://h:" + std::string(1000, '9')), TransportError);
}

TEST_CASE("url: parts") {
    const auto url = parse_url("HTTP://us%20er:pa%3Ass@[::1]:80/a%20b?q");
    REQUIRE(url);
    CHECK(url->scheme == "http");
    CHECK(url->user_info == "us%20er:pa%3Ass");
    CHECK(url->user() == std::pair<std::string, std::string>("us er", "pa:ss"));
    CHECK(url->host == "::1");
    CHECK(url->port == "80");
    CHECK(url->path == "/a b");
    CHECK(url->authority() == "[::1]:80");
    CHECK(parse_url("http://name@h")->user() == std::pair<std::string, std::string>("name", ""));
    CHECK_FALSE(parse_url("http://h")->user());
    CHECK_FALSE(parse_url("h:80"));
}
