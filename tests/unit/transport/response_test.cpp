// What may come back from a server, in the clear.
#include <doctest/doctest.h>
#include <zlib.h>

#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;
using Cause = TransportError::Cause;

namespace {

/// A server that answers each connection's first request with `bytes` and closes.
struct Canned {
    explicit Canned(std::string bytes)
        : server([bytes = std::move(bytes)](Peer& peer) {
              peer.read_request();
              peer.send(bytes);
          }) {}
    TestServer server;
};

Answer answer_of(const std::string& bytes, const std::string& method = "GET") {
    const Canned canned(bytes);
    HttpRequest request = get();
    request.method = method;
    return ask(to(canned.server.url("http")), request);
}

std::string gzipped(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

const std::string k_chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const std::string k_gzip = "Content-Encoding: gzip\r\n";

}  // namespace

TEST_CASE("whole responses") {
    const std::string big(300000, 'x');
    struct Case {
        std::string bytes;
        int status;
        std::string body;
    };
    const Case cases[] = {
        {ok_response("hello"), 200, "hello"},
        {ok_response(""), 200, ""},
        {ok_response(big), 200, big},
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", 404, "no"},
        {"HTTP/1.1 404\r\nContent-Length: 2\r\n\r\nno", 404, "no"},
        {"HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
        {"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, ""},
        {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302, ""},
        {"HTTP/1.1 200 OK\r\n\r\nuntil close", 200, "until close"},
        {"HTTP/1.0 200 OK\r\n\r\nold", 200, "old"},
        {"HTTP/1.1 200 OK\nContent-Length: 2\n\nlf", 200, "lf"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nab", 200, "ab"},
        {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok_response("x"), 200,
         "x"},
        {k_chunked + "5\r\nhello\r\n6;ext=\"1\"\r\n world\r\n0\r\n\r\n", 200, "hello world"},
        {k_chunked + "0\r\n\r\n", 200, ""},
        {k_chunked + "00A \r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", 200, "0123456789"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         200, "hello"},
        {ok_response(gzipped("packed"), k_gzip), 200, "packed"},
        {ok_response(gzipped("one") + gzipped(" two"), k_gzip), 200, "one two"},
        {ok_response(gzipped(std::string(5000000, 'z')), k_gzip), 200, std::string(5000000, 'z')},
        {ok_response(gzipped(""), k_gzip), 200, ""},
        {ok_response("", k_gzip), 200, ""},
        {ok_response("as is", "Content-Encoding: identity\r\n"), 200, "as is"},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped("until close"), 200, "until close"},
        {k_chunked.substr(0, k_chunked.size() - 2) + k_gzip + "\r\n17\r\n" + gzipped("abc") + "\r\n0\r\n\r\n",
         200, "abc"},
    };
    REQUIRE(gzipped("abc").size() == 0x17);
    for (const auto& each : cases) {
        CAPTURE(each.bytes.substr(0, 200));
        const Answer answer = answer_of(each.bytes);
        CHECK(answer.error == "");
        CHECK(answer.response.status == each.status);
        CHECK((answer.body == each.body));
    }
}

TEST_CASE("HEAD has no body, whatever its headers say") {
    const Answer answer =
        answer_of("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: gzip\r\n\r\n", "HEAD");
    CHECK(answer.error == "");
    CHECK(answer.response.header("content-length") == "100");
}

TEST_CASE("header values arrive verbatim") {
    const Answer answer = answer_of(ok_response("",
                                                "Warning: 299 - \"100%25 of \x01 %41\"\r\nX-Fold: a\r\n  "
                                                "b\r\nwarning:299 - \"two\"\t\r\nX-Empty:\r\n"));
    REQUIRE(answer.error == "");
    REQUIRE(answer.response.headers.size() == 5);
    CHECK(answer.response.headers[0] == Header("Content-Length", "0"));
    CHECK(answer.response.headers[1] == Header("Warning", "299 - \"100%25 of \x01 %41\""));
    CHECK(answer.response.headers[2] == Header("X-Fold", "a b"));
    CHECK(answer.response.headers[3] == Header("warning", "299 - \"two\""));
    CHECK(answer.response.headers[4] == Header("X-Empty", ""));
}

TEST_CASE("malformed responses are errors in words") {
    const std::string broken = "net/http: HTTP/1.x transport connection broken: ";
    std::string flipped = gzipped(std::string(1000, 'a') + "tail");
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);  // in the CRC
    std::string corrupt = gzipped("some text that is packed");
    corrupt[10] = '\x07';  // a deflate block of a reserved type
    std::string many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 1001; ++i) many += "X: y\r\n";
    std::string tiny = k_chunked;
    for (int i = 0; i < 20000; ++i) tiny += "1;" + std::string(40, 'e') + "\r\nx\r\n";
    std::string interim;
    for (int i = 0; i < 12; ++i) interim += "HTTP/1.1 103 Early Hints\r\n\r\n";
    const std::pair<std::string, std::string> cases[] = {
        {"hello\r\n\r\n", broken + "malformed HTTP response \"hello\""},
        {"<html>", broken + "malformed HTTP response \"<html>\""},
        {"HTTP/2 200 OK\r\n\r\n", broken + "malformed HTTP version \"HTTP/2\""},
        {"HTTP/1.1 2x0 OK\r\n\r\n", broken + "malformed HTTP status code \"2x0\""},
        {"HTTP/1.1 20\r\n\r\n", broken + "malformed HTTP status code \"20\""},
        {"HTTP/1.1 099 X\r\n\r\n", broken + "malformed HTTP status code \"099\""},
        {"HTTP/1.1\r\n\r\n", broken + "malformed HTTP response \"HTTP/1.1\""},
        {"HTTP/1.1 101 Switching Protocols\r\n\r\n",
         broken + "unexpected status 101 \"Switching Protocols\""},
        {"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", broken + "malformed MIME header line: \"no colon\""},
        {"HTTP/1.1 200 OK\r\na b: c\r\n\r\n", broken + "malformed MIME header line: \"a b: c\""},
        {"HTTP/1.1 200 OK\r\n folded: c\r\n\r\n", broken + "malformed MIME header line: \" folded: c\""},
        {std::string("HTTP/1.1 200 OK\r\na: b\0c\r\n\r\n", 27),
         broken + "malformed MIME header line: \"a: b\\x00c\""},
        {"HTTP/1.1 200 OK\r\na: b\rc\r\n\r\n", broken + "malformed MIME header line: \"a: b\\rc\""},
        {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", broken + "bad Content-Length \"-1\""},
        {"HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nx", broken + "bad Content-Length \"+1\""},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\nx", broken + "bad Content-Length \"1x\""},
        {"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nx", broken + "bad Content-Length \"\""},
        {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx",
         broken + "bad Content-Length \"99999999999999999999\""},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
         broken + "http: message cannot contain multiple Content-Length headers; got [\"1\" \"2\"]"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
         broken + "unsupported transfer encoding: \"gzip, chunked\""},
        {many + "\r\n", broken + "more than 1000 header fields"},
        {"HTTP/1.1 200 OK\r\nX: " + std::string(1100000, 'y') + "\r\n\r\n",
         "net/http: server response headers exceeded 1048576 bytes; aborted"},
        {"HTTP/1.1 200 OK" + std::string(1100000, 'y'),
         "net/http: server response headers exceeded 1048576 bytes; aborted"},
        {interim + ok_response("x"), broken + "too many 1xx informational responses"},
        {k_chunked + "-5\r\nhello\r\n", "invalid byte in chunk length"},
        {k_chunked + "0x5\r\nhello\r\n", "invalid byte in chunk length"},
        {k_chunked + "\r\nhello\r\n", "empty hex number for chunk length"},
        {k_chunked + "ffffffffffffffff\r\nhello\r\n", "http chunk length too large"},
        {k_chunked + "5\nhello\r\n", "malformed chunked encoding"},
        {k_chunked + "5\r\nhello!\r\n0\r\n\r\n", "malformed chunked encoding"},
        {k_chunked + "5\r\nhello" + "0\r\n\r\n", "malformed chunked encoding"},
        {k_chunked + "5;" + std::string(5000, 'x') + "\r\nhello\r\n0\r\n\r\n", "chunked line too long"},
        {tiny, "chunked encoding contains too much non-data"},
        {ok_response("not gzip at all", k_gzip), "gzip: invalid header"},
        {ok_response(gzipped("x") + "garbage", k_gzip), "gzip: invalid header"},
        {ok_response(flipped, k_gzip), "gzip: invalid checksum"},
        {ok_response(corrupt, k_gzip), "flate: corrupt input"},
        {ok_response("x", "Content-Encoding: br\r\n"), "unsupported content encoding: \"br\""},
    };
    for (const auto& [bytes, words] : cases) {
        CAPTURE(bytes.substr(0, 200));
        const Answer answer = answer_of(bytes);
        CHECK(answer.failed);
        CHECK(answer.cause == Cause::protocol);
        CHECK(answer.error == words);
    }
}

TEST_CASE("a response that is cut anywhere is an error, never a short success") {
    const std::string packed = gzipped("the quick brown fox jumps over the lazy dog");
    const std::string whole[] = {
        ok_response("hello world", "X-More: yes\r\n"),
        k_chunked + "5\r\nhello\r\n6\r\n world\r\n0\r\nX: y\r\n\r\n",
        ok_response(packed, k_gzip),
        "HTTP/1.1 100 Continue\r\n\r\n" + ok_response("x"),
    };
    for (const auto& bytes : whole) {
        REQUIRE(!answer_of(bytes).failed);
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            CAPTURE(bytes.substr(0, length));
            const Answer answer = answer_of(bytes.substr(0, length));
            CHECK(answer.failed);
            CHECK(answer.cause == Cause::closed);
            CHECK(answer.error == (length == 0 || bytes.substr(0, length) == "HTTP/1.1 100 Continue\r\n\r\n"
                                       ? "EOF"
                                       : "unexpected EOF"));
        }
    }
    // Without a length, gzip's own trailer is what tells.
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    for (std::size_t length = 0; length < packed.size(); ++length) {
        const Answer answer = answer_of(head + packed.substr(0, length));
        CHECK(answer.error == "unexpected EOF");
    }
}

TEST_CASE("a reset says so") {
    const TestServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        peer.reset();
    });
    const Answer answer = ask(to(server.url("http")));
    CHECK(answer.failed);
    CHECK(answer.cause == Cause::closed);
    CHECK(answer.error.find("read: connection reset by peer") != std::string::npos);
    CHECK(answer.error.substr(0, 19) == "read tcp 127.0.0.1:");
}
