#include "transport/origin.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

TEST_CASE("URLs are taken apart") {
    struct Case {
        std::string text, scheme, host;
        int port;
        std::string prefix, authority;
    };
    const Case cases[] = {
        {"https://10.0.0.1:6443", "https", "10.0.0.1", 6443, "", "10.0.0.1:6443"},
        {"HTTPS://Example.com", "https", "Example.com", 443, "", "Example.com"},
        {"http://localhost/", "http", "localhost", 80, "", "localhost"},
        {"https://rancher.example/k8s/clusters/c-1//", "https", "rancher.example", 443, "/k8s/clusters/c-1",
         "rancher.example"},
        {"https://[::1]:8443/x?y#z", "https", "::1", 8443, "/x", "[::1]:8443"},
        {"https://[fd00::1]", "https", "fd00::1", 443, "", "[fd00::1]"},
        {"https://[fe80::1%25eth0]:1", "https", "fe80::1", 1, "", "[fe80::1]:1"},
        {"http://h:", "http", "h", 80, "", "h"},
        {"socks5://h", "socks5", "h", 1080, "", "h"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.text);
        const Origin url = parse_origin(each.text);
        CHECK(url.scheme == each.scheme);
        CHECK(url.host == each.host);
        CHECK(url.port == each.port);
        CHECK(url.prefix == each.prefix);
        CHECK(url.authority() == each.authority);
    }
    CHECK(parse_origin("https://[fe80::1%25eth0]").zone == "eth0");
    CHECK(parse_origin("https://[::1]").host_and_port() == "[::1]:443");
}

TEST_CASE("user and password are percent-decoded and stay out of names") {
    const Origin url = parse_origin("http://us%40er:p%3Aw@x@proxy:3128");
    REQUIRE(url.user.has_value());
    CHECK(url.user->first == "us@er");
    CHECK(url.user->second == "p:w@x");
    CHECK(url.host == "proxy");
    CHECK(url.name() == "http://proxy:3128");
    CHECK(parse_origin("http://only@proxy").user->second == "");
}

TEST_CASE("what is no URL is refused in words, without showing a password") {
    const std::string no_url = "not a URL with a host";
    const std::pair<std::string, std::string> cases[] = {
        {"", "parse \"\": " + no_url},
        {"10.0.0.1:6443", "parse \"10.0.0.1:6443\": " + no_url},
        {"https:///x", "parse \"https:///x\": " + no_url},
        {"https://h:x", "parse \"https://h:x\": " + no_url},
        {"https://h:70000", "parse \"https://h:70000\": invalid port"},
        {"https://u:secret@h:x/@y", "parse \"https://h:x/@y\": " + no_url},
        {"https://[::1", "parse \"https://[::1\": " + no_url},
        {"https://[zz]", "parse \"https://[zz]\": " + no_url},
        {"https://a b", "parse \"https://a b\": " + no_url},
        {"https://a%0ab", "parse \"https://a%0ab\": " + no_url},
        {"https://a\nb", "parse \"https://a\\nb\": " + no_url},
        {"https://[::1]x", "parse \"https://[::1]x\": " + no_url},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        CHECK_THROWS_WITH_AS(parse_origin(text), words.c_str(), ConfigError);
    }
}
