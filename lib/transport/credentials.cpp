#include "transport/credentials.hpp"

#include <utility>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"

namespace yare {
namespace {

constexpr std::chrono::seconds k_token_age{60};  // client-go transport/token_source.go: period
constexpr std::size_t k_token_limit = std::size_t{1} << 20;

std::vector<Header> impersonation_headers(const Impersonation& who) {
    std::vector<Header> out;
    if (who.user.empty() && who.uid.empty() && who.groups.empty() && who.extra.empty()) return out;
    out.emplace_back("Impersonate-User", who.user);
    if (!who.uid.empty()) out.emplace_back("Impersonate-Uid", who.uid);
    for (const auto& group : who.groups) out.emplace_back("Impersonate-Group", group);
    for (const auto& [key, value] : who.extra)
        out.emplace_back("Impersonate-Extra-" + escape_header_key(key), value);
    return out;
}

}  // namespace

Credentials::Credentials(const Connection& connection, bool secure, std::shared_ptr<CredentialSource> source,
                         Now now)
    : now_(std::move(now)), impersonation_(impersonation_headers(connection.impersonate)) {
    if (!secure) return;
    source_ = std::move(source);
    token_ = connection.token;
    token_file_ = connection.token_file;
    if (connection.basic) {
        basic_ = "Basic " + base64_encode(connection.basic->first + ":" + connection.basic->second);
    }
    if (!token_file_.empty()) read_token_file();
}

void Credentials::read_token_file() {
    read_at_ = now_();
    std::string why;
    try {
        const std::string text = read_file(token_file_, k_token_limit);
        const auto token = trim(text);
        if (!token.empty()) {
            token_ = token;
            return;
        }
        why = "read empty token from file " + go_quote(token_file_);
    } catch (const Error& error) {
        why = "failed to read token file " + go_quote(token_file_) + ": " + error.what();
    }
    if (token_.empty()) throw ConfigError(why);
}

std::vector<Header> Credentials::headers() {
    if (!token_file_.empty() && now_() - read_at_ >= k_token_age) read_token_file();
    std::vector<Header> out;
    if (source_) supplied_ = source_->current();
    if (supplied_ && !supplied_->token.empty()) {
        out.emplace_back("Authorization", "Bearer " + supplied_->token);
    } else if (!token_.empty()) {
        out.emplace_back("Authorization", "Bearer " + token_);
    } else if (!basic_.empty()) {
        out.emplace_back("Authorization", basic_);
    }
    out.insert(out.end(), impersonation_.begin(), impersonation_.end());
    return out;
}

bool Credentials::renew() {
    if (source_) {
        supplied_ = source_->renew(supplied_);
        return supplied_ != nullptr;
    }
    if (token_file_.empty()) return false;
    const std::string refused = token_;
    read_token_file();
    return token_ != refused;
}

std::string escape_header_key(const std::string& key) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : key) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        // The token characters of RFC 9110 without the percent sign itself.
        if (letter || (c != '\0' && std::string_view("!#$&'*+-.^_`|~").find(c) != std::string_view::npos)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

}  // namespace yare
