#include "schema/member_scanner.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace yare {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool ends_scalar(char c) { return is_space(c) || c == ',' || c == ']' || c == '}'; }

}  // namespace

void MemberScanner::fail(char c, const char* where) const {
    const std::string text = go_quote(std::string_view(&c, 1));
    throw JsonError("invalid character '" + text.substr(1, text.size() - 2) + "' " + where, bytes_);
}

void MemberScanner::feed(std::string_view piece) {
    const char* at = piece.data();
    const char* const end = at + piece.size();
    while (at != end) {
        at = inside_ ? inside(at, end) : between(at);
    }
    bytes_ += piece.size();
}

// One character between keys and values.
const char* MemberScanner::between(const char* at) {
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
                break;
            }
            if (c != '"') {
                fail(c, "looking for beginning of object key string");
            }
            begin_token(c, true);
            return at;
        case State::colon:
            if (c != ':') {
                fail(c, "after object key");
            }
            state_ = State::value;
            return at + 1;
        case State::value:
            begin_value(c);
            return inside_ ? at : at + 1;
        case State::after_value:
            if (c != ',' && c != '}') {
                fail(c, "after object key:value pair");
            }
            if (c == '}') {
                break;
            }
            after_comma_ = true;
            state_ = State::key;
            return at + 1;
        case State::done:
            fail(c, "after top-level value");
    }
    // The end of an object that was entered.
    after_comma_ = false;
    state_ = place_.empty() ? State::done : State::after_value;
    if (!place_.empty()) {
        place_.pop_back();
    }
    return at + 1;
}

void MemberScanner::begin_value(char first) {
    if (first == ',' || first == ']' || first == '}' || first == ':') {
        fail(first, "looking for beginning of value");
    }
    after_comma_ = false;
    const Choice choice = choose_(place_, key_);
    if (choice == Choice::enter && first == '{') {
        place_.push_back(std::move(key_));
        state_ = State::key;
        return;
    }
    begin_token(first, choice == Choice::keep);
}

void MemberScanner::begin_token(char first, bool keeps) {
    inside_ = true;
    keeps_ = keeps;
    in_string_ = false;
    escaped_ = false;
    depth_ = 0;
    scalar_ = first != '{' && first != '[' && first != '"';
    token_.clear();
}

// Goes on behind a string's closing quote, or to the end of the piece.
const char* MemberScanner::skip_string(const char* at, const char* end) {
    if (escaped_) {
        escaped_ = false;
        ++at;
    }
    while (at != end) {
        at = std::find_if(at, end, [](char c) { return c == '"' || c == '\\'; });
        if (at == end) {
            break;
        }
        if (*at == '"') {
            in_string_ = false;
            return at + 1;
        }
        if (at + 1 == end) {
            escaped_ = true;
            return end;
        }
        at += 2;
    }
    return at;
}

const char* MemberScanner::inside(const char* const begin, const char* const end) {
    const char* at = begin;
    bool whole = false;
    while (at != end && !whole) {
        if (in_string_) {
            at = skip_string(at, end);
            whole = !in_string_ && depth_ == 0;
            continue;
        }
        if (scalar_) {
            at = std::find_if(at, end, ends_scalar);
            whole = at != end;
            break;
        }
        const char c = *at++;
        if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (c == '}' || c == ']') {
            --depth_;
            whole = depth_ == 0;
        }
    }
    if (keeps_) {
        const auto size = static_cast<std::size_t>(at - begin);
        if (kept_ + size > k_limit) {
            throw JsonError("a JSON text of which more than 64 MiB are wanted", bytes_);
        }
        kept_ += size;
        token_.append(begin, size);
    }
    if (whole) {
        inside_ = false;
        end_token();
    }
    return at;
}

void MemberScanner::end_token() {
    if (state_ == State::key) {
        JsonTree tree;
        key_ = tree.parse(token_).text();
        state_ = State::colon;
        return;
    }
    state_ = State::after_value;
    if (keeps_) {
        token_.shrink_to_fit();
        on_member_(place_, key_, std::exchange(token_, {}));
    }
}

void MemberScanner::finish() const {
    if (state_ != State::done) {
        throw JsonError("unexpected end of JSON input", bytes_);
    }
}

}  // namespace yare
