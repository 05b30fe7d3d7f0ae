#include "transport/http.hpp"

#include "base/encoding.hpp"

namespace yare {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

}  // namespace

std::string HttpRequest::target() const {
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == ' ' || byte >= 0x80) {  // a path that a person typed for --raw
            constexpr char digits[] = "0123456789ABCDEF";
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    char separator = path.find('?') == std::string::npos ? '?' : '&';
    if (separator == '&' && (path.back() == '?' || path.back() == '&')) separator = '\0';
    for (const auto& [key, value] : query) {
        if (separator != '\0') out += separator;
        out += percent_encode_query(key);
        out += '=';
        out += percent_encode_query(value);
        separator = '&';
    }
    return out;
}

std::string_view HttpResponse::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_name(key, name)) return value;
    }
    return {};
}

}  // namespace yare
