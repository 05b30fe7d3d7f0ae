#include "transport/url.hpp"

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
        const Url url = parse_url(each.text);
        CHECK(url.scheme == each.scheme);
        CHECK(url.host == each.host);
        CHECK(url.port == each.port);
        CHECK(url.prefix == each.prefix);
        CHECK(url.authority() == each.authority);
    }
    CHECK(parse_url("https://[fe80::1%25eth0]").zone == "eth0");
    CHECK(parse_url("https://[::1]").host_and_port() == "[::1]:443");
}

TEST_CASE("user and password are percent-decoded and stay out of names") {
    const Url url = parse_url("http://us%40er:p%3Aw@x@proxy:3128");
    REQUIRE(url.user.has_value());
    CHECK(url.user->first == "us@er");
    CHECK(url.user->second == "p:w@x");
    CHECK(url.host == "proxy");
    CHECK(url.name() == "http://proxy:3128");
    CHECK(parse_url("http://only@proxy").user->second == "");
}

TEST_CASE("what is no URL is refused in words, without showing a password") {
    const std::pair<std::string, std::string> cases[] = {
        {"", "parse \"\": missing protocol scheme"},
        {"10.0.0.1:6443", "parse \"10.0.0.1:6443\": missing protocol scheme"},
        {"https://", "parse \"https://\": no Host in request URL"},
        {"https:///x", "parse \"https://\": no Host in request URL"},
        {"https://h:x", "parse \"https://h:x\": invalid port \":x\" after host"},
        {"https://h:70000", "parse \"https://h:70000\": invalid port \":70000\" after host"},
        {"https://u:secret@h:x", "parse \"https://h:x\": invalid port \":x\" after host"},
        {"https://[::1", "parse \"https://[::1\": missing ']' in host"},
        {"https://[zz]", "parse \"https://[zz]\": invalid host \"[zz]\""},
        {"https://a b", "parse \"https://a b\": invalid character \" \" in host name"},
        {"https://a%0ab", "parse \"https://a%0ab\": invalid character \"\\n\" in host name"},
        {"https://a\nb", "net/url: invalid control character in URL"},
        {"https://[::1]x", "parse \"https://[::1]x\": invalid port \"x\" after host"},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        CHECK_THROWS_WITH_AS(parse_url(text), words.c_str(), ConfigError);
    }
}
