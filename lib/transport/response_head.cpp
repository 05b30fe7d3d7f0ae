#include "transport/response_head.hpp"

#include <charconv>

#include "base/text.hpp"

namespace yare {
namespace {

constexpr std::size_t k_head_limit = std::size_t{1} << 20;
constexpr std::size_t k_field_limit = 1000;
constexpr std::size_t k_interim_limit = 10;  // 1xx heads before the final one
constexpr std::size_t k_quote_limit = 80;    // of the peer's text in a message

[[noreturn]] void broken(const Incoming& in, const std::string& words) {
    in.fail(TransportError::Cause::protocol, "net/http: HTTP/1.x transport connection broken: " + words);
}

std::string quoted(std::string_view text) { return go_quote(text.substr(0, k_quote_limit)); }

/// Length of the head at the start of `text` with its empty line, or 0 while that has not arrived. `searched`
/// is where the last call stopped.
std::size_t head_length(std::string_view text, std::size_t& searched) {
    for (;;) {
        const auto newline = text.find('\n', searched);
        if (newline == std::string_view::npos) return 0;
        const auto next = text.substr(newline + 1, 2);
        if (next.substr(0, 1) == "\n") return newline + 2;
        if (next == "\r\n") return newline + 3;
        if (next.size() < 2 && (next.empty() || next == "\r")) {  // not known yet
            searched = newline;
            return 0;
        }
        searched = newline + 1;
    }
}

/// The next line without its end. A bare LF ends a line as well (RFC 9112 section 2.2).
std::string_view next_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

bool is_token(std::string_view name) {
    if (name.empty()) return false;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos) return false;
    }
    return true;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void parse_status(const Incoming& in, std::string_view line, ResponseHead& head) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos) broken(in, "malformed HTTP response " + quoted(line));
    const auto version = line.substr(0, space);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        broken(in, "malformed HTTP version " + quoted(version));
    auto rest = trim(line.substr(space + 1));
    const auto code = rest.substr(0, rest.find(' '));
    if (code.size() != 3 || !is_digit(code[0]) || !is_digit(code[1]) || !is_digit(code[2]) ||
        code[0] == '0') {
        broken(in, "malformed HTTP status code " + quoted(code));
    }
    head.response.status = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
    head.reason = trim(rest.substr(3));
    head.keep_alive = version == "HTTP/1.1";
}

void parse_field(const Incoming& in, std::string_view line, HttpResponse& response) {
    for (const char c : line) {
        if (c == '\0' || c == '\r') broken(in, "malformed MIME header line: " + quoted(line));
    }
    if (line[0] == ' ' || line[0] == '\t') {  // a folded value (RFC 9112 section 5.2)
        if (response.headers.empty()) broken(in, "malformed MIME header line: " + quoted(line));
        response.headers.back().second.append(" ").append(trim(line));
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        broken(in, "malformed MIME header line: " + quoted(line));
    }
    if (response.headers.size() >= k_field_limit) {
        broken(in, "more than " + std::to_string(k_field_limit) + " header fields");
    }
    response.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
}

ResponseHead parse_head(const Incoming& in, std::string_view text) {
    ResponseHead head;
    parse_status(in, next_line(text), head);
    while (!text.empty()) {
        const auto line = next_line(text);
        if (!line.empty()) parse_field(in, line, head.response);
    }
    for (const auto& [name, value] : head.response.headers) {
        if (to_lower(name) != "connection") continue;
        for (const auto& option : split(to_lower(value), ',')) {
            if (trim(option) == "close") head.keep_alive = false;
        }
    }
    return head;
}

/// Bytes of the next head in `in`, waiting for them.
std::size_t await_head(Incoming& in, std::size_t limit) {
    std::size_t searched = 0;
    for (;;) {
        if (const auto length = head_length(in.view(), searched); length != 0 && length <= limit)
            return length;
        if (in.view().size() >= limit) {
            in.fail(TransportError::Cause::protocol, "net/http: server response headers exceeded " +
                                                         std::to_string(k_head_limit) + " bytes; aborted");
        }
        // Nothing that is not HTTP has to be read to its end.
        const auto start = in.view().substr(0, 5);
        if (start != std::string_view("HTTP/").substr(0, start.size())) {
            broken(in,
                   "malformed HTTP response " + quoted(in.view().substr(0, in.view().find_first_of("\r\n"))));
        }
        const bool nothing = in.view().empty();
        if (!in.fill()) in.fail(TransportError::Cause::closed, nothing ? "EOF" : "unexpected EOF");
    }
}

/// The one Content-Length, or nothing. Equal repetitions are one (RFC 9110 section 8.6).
bool read_length(const HttpResponse& response, const Incoming& in, std::uint64_t& length) {
    bool found = false;
    std::string first;
    for (const auto& [name, value] : response.headers) {
        if (to_lower(name) != "content-length") continue;
        for (const auto& part : split(value, ',')) {
            const std::string text(trim(part));
            if (found && text != first) {
                broken(in, "http: message cannot contain multiple Content-Length headers; got [" +
                               quoted(first) + " " + quoted(text) + "]");
            }
            first = text;
            found = true;
        }
    }
    if (!found) return false;
    const char* end = first.data() + first.size();
    const auto [stop, error] = std::from_chars(first.data(), end, length);
    if (first.empty() || !is_digit(first[0]) || error != std::errc() || stop != end || length > INT64_MAX) {
        broken(in, "bad Content-Length " + quoted(first));
    }
    return true;
}

}  // namespace

ResponseHead read_head(Incoming& in) {
    std::size_t budget = k_head_limit;
    for (std::size_t interim = 0; interim <= k_interim_limit; ++interim) {
        const std::size_t length = await_head(in, budget);
        ResponseHead head = parse_head(in, in.view().substr(0, length));
        in.take(length);
        budget -= length;
        if (head.response.status == 101) broken(in, "unexpected status 101 " + quoted(head.reason));
        if (head.response.status >= 200) return head;
    }
    broken(in, "too many 1xx informational responses");
}

Framing framing_of(ResponseHead& head, std::string_view method, const Incoming& in) {
    const int status = head.response.status;
    if (method == "HEAD" || status == 204 || status == 304) return {Framing::Kind::none, 0};
    std::string coding;
    for (const auto& [name, value] : head.response.headers) {
        if (to_lower(name) == "transfer-encoding") coding += (coding.empty() ? "" : ", ") + value;
    }
    if (!coding.empty()) {
        if (to_lower(coding) != "chunked") broken(in, "unsupported transfer encoding: " + quoted(coding));
        if (!head.response.header("Content-Length").empty()) head.keep_alive = false;  // RFC 9112 section 6.3
        return {Framing::Kind::chunked, 0};
    }
    std::uint64_t length = 0;
    if (read_length(head.response, in, length)) return {Framing::Kind::length, length};
    head.keep_alive = false;
    return {Framing::Kind::until_close, 0};
}

}  // namespace yare
