#include "base/list_scanner.hpp"

#include <cstdint>
#include <cstring>

#include "base/text.hpp"

namespace yare {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Whether none of eight bytes is a quote or a backslash.
bool is_quiet(const char* p) {
    constexpr std::uint64_t ones = 0x0101010101010101ull;
    std::uint64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    const auto zero_byte = [](std::uint64_t x) { return (x - ones) & ~x & (ones << 7); };
    return (zero_byte(v ^ (ones * '"')) | zero_byte(v ^ (ones * '\\'))) == 0;
}

}  // namespace

void ListScanner::fail(char c, const char* where) const {
    const std::string text = go_quote(std::string_view(&c, 1));
    throw JsonError("invalid character '" + text.substr(1, text.size() - 2) + "' " + where, bytes_);
}

void ListScanner::feed(std::string_view piece) {
    const char* at = piece.data();
    const char* const end = at + piece.size();
    while (at != end) {
        at = capturing_ ? capture(at, end) : between(at);
    }
    bytes_ += piece.size();
}

// One character that belongs to the outer structure.
const char* ListScanner::between(const char* at) {
    const char c = *at;
    if (is_space(c)) {
        return at + 1;
    }
    switch (state_) {
        case State::start:
            if (c != '{') {
                fail(c, "looking for beginning of value");
            }
            state_ = State::key;
            return at + 1;
        case State::key:
            if (c == '}' && !after_comma_) {
                state_ = State::done;
                return at + 1;
            }
            if (c != '"') {
                fail(c, "looking for beginning of object key string");
            }
            begin_capture(c);
            return at;
        case State::colon:
            if (c != ':') {
                fail(c, "after object key");
            }
            state_ = State::value;
            return at + 1;
        case State::value:
            if (c == '[' && (key_ == "items" || key_ == "rows")) {
                list_name_ = key_;
                state_ = State::element;
                after_comma_ = false;
                return at + 1;
            }
            begin_capture(c);
            return at;
        case State::after_value:
            if (c != ',' && c != '}') {
                fail(c, "after object key:value pair");
            }
            after_comma_ = c == ',';
            state_ = c == ',' ? State::key : State::done;
            return at + 1;
        case State::element:
            if (c == ']' && !after_comma_) {
                state_ = State::after_value;
                return at + 1;
            }
            begin_capture(c);
            return at;
        case State::after_element:
            if (c != ',' && c != ']') {
                fail(c, "after array element");
            }
            after_comma_ = c == ',';
            state_ = c == ',' ? State::element : State::after_value;
            return at + 1;
        case State::done:
            break;
    }
    fail(c, "after top-level value");
}

void ListScanner::begin_capture(char first) {
    if (first == ',' || first == ']' || first == '}' || first == ':') {
        fail(first, "looking for beginning of value");
    }
    capturing_ = true;
    in_string_ = false;
    escaped_ = false;
    depth_ = 0;
    scalar_ = first != '{' && first != '[' && first != '"';
}

// Goes on behind a string's closing quote, or to the end of the piece.
const char* ListScanner::skip_string(const char* at, const char* end) {
    while (at != end) {
        if (escaped_) {
            escaped_ = false;
            ++at;
            continue;
        }
        while (end - at >= 8 && is_quiet(at)) {
            at += 8;
        }
        if (at == end) {
            break;
        }
        const char c = *at++;
        if (c == '"') {
            in_string_ = false;
            return at;
        }
        escaped_ = c == '\\';
    }
    return at;
}

const char* ListScanner::capture(const char* const begin, const char* const end) {
    const char* at = begin;
    bool whole = false;
    while (at != end && !whole) {
        if (in_string_) {
            at = skip_string(at, end);
            whole = !in_string_ && depth_ == 0;
            continue;
        }
        const char c = *at;
        if (scalar_) {
            if (is_space(c) || c == ',' || c == ']' || c == '}') {
                whole = true;
                break;
            }
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (c == '}' || c == ']') {
            --depth_;
            whole = depth_ == 0;
        }
        ++at;
    }
    const std::string_view part(begin, static_cast<std::size_t>(at - begin));
    if (buffer_.size() + part.size() > k_limit) {
        throw JsonError("one JSON value of more than 256 MiB", bytes_);
    }
    if (!whole || !buffer_.empty()) {
        buffer_.append(part);
    }
    if (whole) {
        capturing_ = false;
        captured(buffer_.empty() ? part : std::string_view(buffer_));
        buffer_.clear();
    }
    return at;
}

void ListScanner::captured(std::string_view text) {
    if (state_ == State::key) {
        JsonTree tree;
        key_ = tree.parse(text).text();
        state_ = State::colon;
        return;
    }
    if (state_ == State::element) {
        state_ = State::after_element;
        ++elements_;
        on_element_(text);
        return;
    }
    state_ = State::after_value;
    member_bytes_ += key_.size() + text.size();
    if (member_bytes_ > k_limit) {
        throw JsonError("members of more than 256 MiB beside the items of a list", bytes_);
    }
    members_[key_] = text;
    // Go writes a list without elements as null where the slice was never made.
    if (text == "null" && (key_ == "items" || key_ == "rows")) {
        list_name_ = key_;
    }
}

void ListScanner::finish() const {
    if (state_ != State::done) {
        throw JsonError("unexpected end of JSON input", bytes_);
    }
}

std::string_view ListScanner::member(std::string_view name) const {
    const auto found = members_.find(name);
    return found == members_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace yare
