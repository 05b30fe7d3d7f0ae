#include "login/id_token.hpp"

#include <cmath>
#include <cstdlib>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::chrono::seconds k_margin{10};  // client-go's expiryDelta
constexpr double k_latest = 4e11;             // seconds; beyond is as good as never

bool is_digit_of(char c, bool url) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           c == (url ? '-' : '+') || c == (url ? '_' : '/');
}

std::string decode_part(std::string part) {
    for (char& c : part) {
        c = c == '-' ? '+' : c == '_' ? '/' : c == '+' || c == '/' ? '!' : c;
    }
    const std::string written = part;
    part.append((4 - part.size() % 4) % 4, '=');
    auto bytes = written.find('=') == std::string::npos ? base64_decode(part) : std::nullopt;
    return bytes ? *std::move(bytes) : std::string();
}

}  // namespace

std::string base64_problem(const std::string& text, bool url) {
    std::size_t good = 0;  // digits so far
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\n' || text[at] == '\r') {
            continue;
        }
        if (!is_digit_of(text[at], url)) {
            break;
        }
        ++good;
    }
    const bool is_cut = at == text.size();
    const std::size_t byte = is_cut && good % 4 != 0 ? (url ? at - good % 4 : at) : at;
    return "illegal base64 data at input byte " + std::to_string(byte);
}

bool is_current_id_token(const std::string& token, Moment now) {
    const auto parts = split(token, '.');
    if (parts.size() != 3) {
        throw Error("ID Token is not a valid JWT");
    }
    const std::string claims = decode_part(parts[1]);
    if (claims.empty() && !parts[1].empty()) {
        throw Error(base64_problem(parts[1], true));
    }
    JsonTree tree;
    JsonValue expiry;
    try {
        expiry = tree.parse(claims).find("exp");
    } catch (const JsonError& error) {
        throw Error(std::string("parsing claims: ") + error.what());
    }
    if (expiry.kind() != JsonValue::Kind::number && !expiry.is_string()) {
        return false;
    }
    const double seconds = std::strtod(expiry.text().c_str(), nullptr);
    if (!(seconds > 0)) {
        return false;
    }
    const auto end = std::chrono::duration_cast<Moment::duration>(
        std::chrono::seconds(static_cast<long long>(std::min(seconds, k_latest))));
    return now + k_margin < Moment(end);
}

}  // namespace yare
