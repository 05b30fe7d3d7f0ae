#include "config/environment_proxy.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace yare;

namespace {

std::string proxy(const Environment& environment, const std::string& server) {
    return environment_proxy(environment, parse_server(server));
}

}  // namespace

TEST_CASE("environment proxy: which variable") {
    struct Case {
        Environment environment;
        std::string server, proxy;
    };
    const std::vector<Case> cases = {
        {{}, "https://h", ""},
        {{{"HTTPS_PROXY", "http://p:1"}}, "https://h", "http://p:1"},
        {{{"https_proxy", "http://p:1"}}, "https://h", "http://p:1"},
        {{{"HTTPS_PROXY", "http://p:1"}, {"https_proxy", "http://q:1"}}, "https://h", "http://p:1"},
        {{{"HTTPS_PROXY", ""}, {"https_proxy", "http://q:1"}}, "https://h", "http://q:1"},
        {{{"HTTPS_PROXY", "http://p:1"}}, "http://h", ""},
        {{{"HTTP_PROXY", "http://p:1"}}, "https://h", ""},
        {{{"HTTP_PROXY", "http://p:1"}}, "http://h", "http://p:1"},
        {{{"http_proxy", "https://p"}}, "http://h", "https://p"},
        {{{"HTTPS_PROXY", "p:3128"}}, "https://h", "http://p:3128"},
        {{{"HTTPS_PROXY", "p"}}, "https://h", "http://p"},
        {{{"HTTPS_PROXY", "10.0.0.1:3128"}}, "https://h", "http://10.0.0.1:3128"},
        {{{"HTTPS_PROXY", "http://us:p%40w@p:1/x?y"}}, "https://h", "http://us:p%40w@p:1"},
        {{{"HTTPS_PROXY", "socks5://u:p%40w@p:1"}}, "https://h", "socks5://u:p%40w@p:1"},
        {{{"HTTP_PROXY", "SOCKS5h://p"}}, "http://h", "socks5h://p"},
        {{{"ALL_PROXY", "socks5://p"}, {"all_proxy", "socks5://p"}}, "https://h", ""},
        {{{"HTTPS_PROXY", "http://[::1]:1"}}, "https://h", "http://[::1]:1"},
        {{{"HTTPS_PROXY", "http://p:1"}, {"REQUEST_METHOD", "GET"}}, "https://h", "http://p:1"},
    };
    for (const auto& [environment, server, expected] : cases) {
        CAPTURE(server);
        CAPTURE(expected);
        CHECK(proxy(environment, server) == expected);
    }
}

TEST_CASE("environment proxy: NO_PROXY") {
    struct Case {
        std::string no_proxy, server;
        bool direct;
    };
    const std::vector<Case> cases = {
        {"", "https://localhost:1", true},
        {"", "https://LOCALHOST", true},
        {"", "https://127.0.0.1", true},
        {"", "https://127.9.9.9:6443", true},
        {"", "https://[::1]:6443", true},
        {"", "https://[::ffff:127.0.0.1]", true},
        {"", "https://128.0.0.1", false},
        {"", "https://localhost.example", false},
        {"*", "https://h", true},
        {"a, *", "https://1.2.3.4", true},
        {"foo.com", "https://foo.com", true},
        {"foo.com", "https://bar.foo.com", true},
        {"foo.com", "https://barfoo.com", false},
        {"FOO.com", "https://Bar.foo.COM", true},
        {".foo.com", "https://foo.com", false},
        {".foo.com", "https://bar.foo.com", true},
        {"*.foo.com", "https://foo.com", false},
        {"*.foo.com", "https://bar.foo.com", true},
        {"foo.com:443", "https://foo.com", true},
        {"foo.com:443", "https://foo.com:6443", false},
        {"foo.com:6443", "https://bar.foo.com:6443", true},
        {" x , foo.com ,", "https://foo.com", true},
        {"com", "https://foo.com", true},
        {"1.2.3.4", "https://1.2.3.4", true},
        {"1.2.3.4", "https://1.2.3.5", false},
        {"1.2.3.4:443", "https://1.2.3.4", true},
        {"1.2.3.4:80", "https://1.2.3.4", false},
        {"10.0.0.0/8", "https://10.9.8.7:6443", true},
        {"10.0.0.0/8", "https://11.0.0.1", false},
        {"10.1.2.3/8", "https://10.9.8.7", true},
        {"10.0.0.0/9", "https://10.128.0.0", false},
        {"10.0.0.0/9", "https://10.127.255.255", true},
        {"1.2.3.4/32", "https://1.2.3.4", true},
        {"0.0.0.0/0", "https://1.2.3.4", true},
        {"0.0.0.0/0", "https://[2001:db8::1]", false},
        {"::/0", "https://[2001:db8::1]", true},
        {"::/0", "https://1.2.3.4", false},
        {"2001:db8::/32", "https://[2001:db8:ffff::1]:6443", true},
        {"2001:db8::/33", "https://[2001:db8:ffff::1]", false},
        {"2001:db8::1", "https://[2001:db8:0::1]", true},
        {"[2001:db8::1]", "https://[2001:db8::1]", false},
        {"[2001:db8::1]:443", "https://[2001:db8::1]", true},
        {"[2001:db8::1]:80", "https://[2001:db8::1]", false},
        {"3.4", "https://1.2.3.4", false},
        {".3.4", "https://1.2.3.4", false},
        {"*.3.4:443", "https://1.2.3.4", false},
        {"1.2.3.4", "https://[::ffff:1.2.3.4]", true},
        {"1.2.3.0/24", "https://[::ffff:1.2.3.4]", true},
        {" 1.2.3.0/24 ", "https://1.2.3.4", true},
        {"1.2.3.0/24:443", "https://1.2.3.4", false},
        {"[1.2.3.4]:443", "https://1.2.3.4", true},
        {"[1.2.3.4]", "https://1.2.3.4", false},
        {"fe80::/10", "https://[fe80::1%25eth0]", true},
        {"fe80::1", "https://[fe80::1%25eth0]", true},
        {"fe80::2", "https://[fe80::1%25eth0]", false},
        {"", "https://[::1%25lo]", true},
        {"foo.com.", "https://foo.com", false},
        {"foo.com:", "https://foo.com", true},
        {"foo.com bar.com", "https://foo.com", false},
        {"https://foo.com", "https://foo.com", false},
        {"10.0.0.0/8", "https://10.example", false},
        {"10.0.0.0/33", "https://10.0.0.1", false},
        {"10.0.0.0/", "https://10.0.0.1", false},
        {":443", "https://h", false},
        {",,", "https://h", false},
        {"/", "https://h", false},
        {"[", "https://h", false},
        {"]:1", "https://h", false},
        {"[]:443", "https://h", false},
    };
    for (const auto& [no_proxy, server, direct] : cases) {
        CAPTURE(no_proxy);
        CAPTURE(server);
        CHECK(proxy({{"HTTPS_PROXY", "http://p"}, {"NO_PROXY", no_proxy}}, server).empty() == direct);
        CHECK(proxy({{"HTTPS_PROXY", "http://p"}, {"no_proxy", no_proxy}}, server).empty() == direct);
    }
}

TEST_CASE("environment proxy: what cannot be used") {
    struct Case {
        std::string value, message;
    };
    const std::vector<Case> cases = {
        {"ftp://h",
         "the environment's HTTPS_PROXY: unsupported scheme \"ftp\", must be http, https, or socks5"},
        {"socks4://h",
         "the environment's HTTPS_PROXY: unsupported scheme \"socks4\", must be http, https, or socks5"},
        {"http://a b", "the environment's HTTPS_PROXY is neither a URL nor HOST:PORT"},
        {"a\nb", "the environment's HTTPS_PROXY is neither a URL nor HOST:PORT"},
    };
    for (const auto& [value, message] : cases) {
        CAPTURE(value);
        CHECK_THROWS_WITH_AS(proxy({{"HTTPS_PROXY", value}}, "https://h"), message.c_str(), ConfigError);
        // not looked at where it is not used
        CHECK(proxy({{"HTTPS_PROXY", value}, {"NO_PROXY", "h"}}, "https://h").empty());
    }
    CHECK_THROWS_WITH_AS(proxy({{"http_proxy", "http://p"}, {"REQUEST_METHOD", "GET"}}, "http://h"),
                         "refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy",
                         TransportError);
}
