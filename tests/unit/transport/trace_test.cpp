#include "transport/trace.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transport/klog.hpp"

using namespace yare;

namespace {

/// Answers every request with one response, in pieces.
class Fixed : public Transport {
  public:
    HttpResponse response;
    std::vector<std::string> pieces;
    bool fails = false;

    HttpResponse send(const HttpRequest&, const BodyReceiver& receive) override {
        for (const auto& piece : pieces) receive(response, piece);
        if (fails) throw TransportError(TransportError::Cause::closed, "h:1", "EOF");
        return response;
    }
    std::vector<Header> own_headers(const HttpRequest&) override {
        return {{"Authorization", "Bearer secret"}, {"User-Agent", "yare/test"}};
    }
};

/// Without klog's time and process number, which take 29 characters behind the `I`, and with N for the
/// milliseconds.
std::string without_times(std::string line) {
    if (!line.empty() && line[0] == 'I') {
        CHECK(line.size() > 30);
        CHECK(std::string({line[5], line[8], line[11], line[14], line[29]}) == " ::. ");
        line.replace(1, 28, "");
    }
    const std::string key = "milliseconds=";
    if (const auto at = line.find(key); at != std::string::npos)
        line.replace(at + key.size(), std::string::npos, "N");
    return line;
}

struct Outcome {
    std::vector<std::string> lines;
    std::string body;
};

/// What is shown of one exchange, each line without klog's time and process.
Outcome shown(int verbosity, const HttpRequest& request, std::vector<std::string> pieces,
              bool fails = false) {
    auto inner = std::make_unique<Fixed>();
    inner->response.status = 200;
    inner->response.headers = {{"Set-Cookie", "secret"}, {"Content-Type", "application/json"}};
    inner->pieces = std::move(pieces);
    inner->fails = fails;
    Outcome out;
    auto transport = trace(std::move(inner), verbosity, "https://user:secret@h:1/p",
                           [&](const std::string& line) { out.lines.push_back(without_times(line)); });
    try {
        transport->send(request, [&](const HttpResponse&, std::string_view piece) {
            out.body += piece;
            return true;
        });
    } catch (const TransportError& error) {
        out.body += error.what();
    }
    for (const auto& line : out.lines) CHECK(line.find("secret") == std::string::npos);
    return out;
}

HttpRequest pods() {
    HttpRequest request;
    request.path = "/api/v1/pods";
    request.query = {{"limit", "1"}};
    request.headers = {{"Accept", "application/json"}};
    return request;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("levels") {
    CHECK(shown(5, pods(), {"x"}).lines.empty());
    CHECK(shown(6, pods(), {"x"}).lines ==
          Lines{"I round_trippers.go:632] \"Response\" verb=\"GET\" "
                "url=\"https://h:1/p/api/v1/pods?limit=1\" status=\"200 OK\" milliseconds=N"});
    CHECK(shown(7, pods(), {"x"}).lines ==
          Lines{"I round_trippers.go:527] \"Request\" verb=\"GET\" url=\"https://h:1/p/api/v1/pods?limit=1\" "
                "headers=<",
                "\tAccept: application/json", "\tAuthorization: Bearer <masked>", "\tUser-Agent: yare/test",
                " >", "I round_trippers.go:632] \"Response\" status=\"200 OK\" milliseconds=N"});
    const auto at_8 = shown(8, pods(), {"{\"a\":", "1}"}).lines;
    REQUIRE(at_8.size() == 10);
    CHECK(at_8[5] == "I round_trippers.go:632] \"Response\" status=\"200 OK\" headers=<");
    CHECK(at_8[6] == "\tContent-Type: application/json");
    CHECK(at_8[7] == "\tSet-Cookie: <masked>");
    CHECK(at_8[8] == " > milliseconds=N");
    CHECK(at_8[9] == "I helper.go:113] \"Response Body\" body=\"{\\\"a\\\":1}\"");
    const auto at_9 = shown(9, pods(), {}).lines;
    CHECK(at_9[0] == "I round_trippers.go:527] \"Request\" curlCommand=<");
    CHECK(at_9[1] ==
          "\tcurl -v -XGET  -H \"Accept: application/json\" -H \"Authorization: Bearer <masked>\" -H "
          "\"User-Agent: yare/test\" "
          "'https://h:1/p/api/v1/pods?limit=1'");
    CHECK(at_9[2] == " >");
    CHECK(at_9[3] ==
          "I round_trippers.go:632] \"Response\" verb=\"GET\" url=\"https://h:1/p/api/v1/pods?limit=1\" "
          "status=\"200 OK\" headers=<");
}

TEST_CASE("bodies pass untouched and are cut in the trace") {
    const std::string text(3000, 'a');
    const auto at_8 = shown(8, pods(), {text.substr(0, 2000), text.substr(2000)});
    CHECK(at_8.body == text);
    CHECK(at_8.lines.back() ==
          "I helper.go:113] \"Response Body\" body=\"" + text.substr(0, 1024) + " [truncated 1976 chars]\"");
    CHECK(shown(9, pods(), {text}).lines.back().find("truncated") == std::string::npos);
    const std::string long_text(20000, 'b');
    CHECK(shown(9, pods(), {long_text}).lines.back().find(" [truncated 9760 chars]") != std::string::npos);
    CHECK(shown(10, pods(), {long_text}).lines.back().find(long_text) != std::string::npos);
    HttpRequest post = pods();
    post.method = "POST";
    post.body = "{\"token\": \"secret\\\"secret\",\"x\":\"token\"}";
    CHECK(shown(8, post, {}).lines[0] ==
          "I helper.go:246] \"Request Body\" "
          "body=\"{\\\"token\\\":\\\"<masked>\\\",\\\"x\\\":\\\"token\\\"}\"");
    CHECK(shown(8, pods(), {"{\"token\":\"secre"}).lines.back() ==
          "I helper.go:113] \"Response Body\" body=\"{\\\"token\\\":\\\"<masked>\\\"\"");
}

TEST_CASE("what is no text is dumped in hex") {
    const auto lines = shown(8, pods(), {std::string("k8s\0\n\x0f", 6), "\xff and some more bytes"}).lines;
    REQUIRE(lines.size() > 4);
    CHECK(lines[lines.size() - 4] == "I helper.go:113] \"Response Body\" body=<");
    CHECK(lines[lines.size() - 3] ==
          "\t00000000  6b 38 73 00 0a 0f ff 20  61 6e 64 20 73 6f 6d 65  |k8s.... and some|");
    CHECK(lines[lines.size() - 2] ==
          "\t00000010  20 6d 6f 72 65 20 62 79  74 65 73                 | more bytes|");
    CHECK(lines[lines.size() - 1] == " >");
    const std::string binary(5000, '\x01');
    const auto cut = shown(8, pods(), {binary}).lines;
    const std::size_t whole = hex_dump(binary).size();
    CHECK(cut[cut.size() - 2].find(" [truncated " + std::to_string(whole - 1024) + " chars]") !=
          std::string::npos);
}

TEST_CASE("a failed exchange is shown, too") {
    const auto failed = shown(6, pods(), {}, true);
    CHECK(failed.body == "EOF");
    CHECK(failed.lines == Lines{"I round_trippers.go:632] \"Response\" verb=\"GET\" "
                                "url=\"https://h:1/p/api/v1/pods?limit=1\" status=\"\" milliseconds=N"});
}
