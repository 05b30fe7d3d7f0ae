#include "output/template/lexer.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "output/template/lexer_chars.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

constexpr std::string_view k_left_comment = "/*";
constexpr std::string_view k_right_comment = "*/";
constexpr std::string_view k_spaces = " \t\r\n";

bool has_left_trim(std::string_view text) {
    return text.size() >= 2 && text[0] == '-' && is_template_space(static_cast<unsigned char>(text[1]));
}

std::size_t newlines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string Token::shown() const {
    if (kind == Kind::eof) {
        return "EOF";
    }
    if (kind == Kind::error) {
        return message;
    }
    if (kind > Kind::keyword) {
        return "<" + std::string(value) + ">";
    }
    return value.size() > 10 ? go_quote(first_runes(value, 10)) + "..." : go_quote(value);
}

Token Lexer::next() {
    token_ = {Token::Kind::eof, pos_, {}, start_line_};
    State state = inside_action_ ? State::inside : State::text;
    while (state != State::done) {
        switch (state) {
            case State::text:
                state = lex_text();
                break;
            case State::left_delim:
                state = lex_left_delim();
                break;
            case State::comment:
                state = lex_comment();
                break;
            case State::right_delim:
                state = lex_right_delim();
                break;
            case State::inside:
                state = lex_inside();
                break;
            default:
                state = lex_space();
        }
    }
    return token_;
}

char32_t Lexer::advance() {
    if (pos_ >= input_.size()) {
        at_eof_ = true;
        return k_end_of_text;
    }
    const auto rune = decode_rune(rest());
    pos_ += rune.length;
    line_ += rune.code == '\n' ? 1 : 0;
    return rune.code;
}

char32_t Lexer::peek() {
    const char32_t code = advance();
    backup();
    return code;
}

void Lexer::backup() {
    if (at_eof_ || pos_ == 0) {
        return;
    }
    std::size_t length = 1;
    for (std::size_t tried = 2; tried <= 4 && tried <= pos_; ++tried) {
        const auto rune = decode_rune(input_.substr(pos_ - tried, tried));
        length = rune.length == tried ? tried : length;
    }
    pos_ -= length;
    line_ -= input_[pos_] == '\n' ? 1 : 0;
}

Token Lexer::cut(Token::Kind kind) {
    Token token{kind, start_, input_.substr(start_, pos_ - start_), start_line_};
    start_ = pos_;
    start_line_ = line_;
    return token;
}

Lexer::State Lexer::emit(Token::Kind kind) {
    token_ = cut(kind);
    return State::done;
}

Lexer::State Lexer::fail(std::string message) {
    token_ = {Token::Kind::error, start_, {}, start_line_, std::move(message)};
    input_ = {};
    start_ = pos_ = 0;
    return State::done;
}

// Skips what was not read by advance().
void Lexer::ignore() {
    line_ += newlines(input_.substr(start_, pos_ - start_));
    start_ = pos_;
    start_line_ = line_;
}

bool Lexer::accept(std::string_view valid) {
    const char32_t code = advance();
    if (code < 0x80 && valid.find(static_cast<char>(code)) != std::string_view::npos) {
        return true;
    }
    backup();
    return false;
}

void Lexer::accept_run(std::string_view valid) {
    while (accept(valid)) {
    }
}

Lexer::State Lexer::lex_text() {
    const auto found = input_.find(k_left_delim, pos_);
    if (found == std::string_view::npos) {
        pos_ = input_.size();
        if (pos_ == start_) {
            return emit(Token::Kind::eof);
        }
        line_ += newlines(input_.substr(start_));
        return emit(Token::Kind::text);
    }
    if (found == pos_) {
        return State::left_delim;
    }
    const std::string_view text = input_.substr(start_, found - start_);
    std::size_t trimmed = 0;
    if (has_left_trim(input_.substr(found + k_left_delim.size()))) {
        trimmed = text.size() - (text.find_last_not_of(k_spaces) + 1);
    }
    pos_ = found - trimmed;
    line_ += newlines(input_.substr(start_, pos_ - start_));
    Token token = cut(Token::Kind::text);
    pos_ = found;
    ignore();
    if (token.value.empty()) {
        return State::left_delim;
    }
    token_ = std::move(token);
    return State::done;
}

Lexer::State Lexer::lex_left_delim() {
    pos_ += k_left_delim.size();
    const std::size_t marker = has_left_trim(rest()) ? k_trim_length : 0;
    if (input_.substr(pos_ + marker).starts_with(k_left_comment)) {
        pos_ += marker;
        ignore();
        return State::comment;
    }
    token_ = cut(Token::Kind::left_delim);
    inside_action_ = true;
    pos_ += marker;
    ignore();
    paren_depth_ = 0;
    return State::done;
}

Lexer::State Lexer::lex_comment() {
    const auto end = input_.find(k_right_comment, pos_ + k_left_comment.size());
    if (end == std::string_view::npos) {
        return fail("unclosed comment");
    }
    pos_ = end + k_right_comment.size();
    bool trims = false;
    if (!at_right_delim(trims)) {
        return fail("comment ends before closing delimiter");
    }
    pos_ += k_right_delim.size() + (trims ? k_trim_length : 0);
    if (trims) {
        pos_ = std::min(input_.find_first_not_of(k_spaces, pos_), input_.size());
    }
    ignore();
    return State::text;
}

bool Lexer::at_right_delim(bool& trims) const {
    trims = has_right_trim(rest()) && rest().substr(k_trim_length).starts_with(k_right_delim);
    return trims || rest().starts_with(k_right_delim);
}

Lexer::State Lexer::lex_right_delim() {
    bool trims = false;
    at_right_delim(trims);
    if (trims) {
        pos_ += k_trim_length;
        ignore();
    }
    pos_ += k_right_delim.size();
    token_ = cut(Token::Kind::right_delim);
    if (trims) {
        pos_ = std::min(input_.find_first_not_of(k_spaces, pos_), input_.size());
        ignore();
    }
    inside_action_ = false;
    return State::done;
}

}  // namespace yare::gotemplate
