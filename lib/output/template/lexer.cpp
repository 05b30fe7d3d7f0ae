#include "output/template/lexer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

constexpr std::string_view k_left = "{{";
constexpr std::string_view k_right = "}}";
constexpr std::string_view k_left_comment = "/*";
constexpr std::string_view k_right_comment = "*/";
constexpr std::string_view k_spaces = " \t\r\n";
constexpr std::size_t k_trim_length = 2;  // a minus sign and the space beside it
constexpr char32_t k_eof = 0xffffffff;

bool is_space(char32_t code) { return code == ' ' || code == '\t' || code == '\r' || code == '\n'; }

bool is_alphanumeric(char32_t code) { return code == '_' || (code != k_eof && is_name_rune(code)); }

bool has_left_trim(std::string_view text) {
    return text.size() >= 2 && text[0] == '-' && is_space(static_cast<unsigned char>(text[1]));
}

bool has_right_trim(std::string_view text) {
    return text.size() >= 2 && is_space(static_cast<unsigned char>(text[0])) && text[1] == '-';
}

std::size_t newlines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

Token::Kind word_kind(std::string_view word) {
    using Kind = Token::Kind;
    static constexpr std::array<std::pair<std::string_view, Kind>, 13> k_words{{
        {"block", Kind::block},
        {"break", Kind::break_word},
        {"continue", Kind::continue_word},
        {"define", Kind::define},
        {"else", Kind::else_word},
        {"end", Kind::end},
        {"if", Kind::if_word},
        {"range", Kind::range},
        {"nil", Kind::nil},
        {"template", Kind::template_word},
        {"with", Kind::with},
        {"true", Kind::boolean},
        {"false", Kind::boolean},
    }};
    for (const auto& [text, kind] : k_words) {
        if (text == word) {
            return kind;
        }
    }
    return Kind::identifier;
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
        return k_eof;
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
    const auto found = input_.find(k_left, pos_);
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
    if (has_left_trim(input_.substr(found + k_left.size()))) {
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
    pos_ += k_left.size();
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
    pos_ += k_right.size() + (trims ? k_trim_length : 0);
    if (trims) {
        pos_ = std::min(input_.find_first_not_of(k_spaces, pos_), input_.size());
    }
    ignore();
    return State::text;
}

bool Lexer::at_right_delim(bool& trims) const {
    trims = has_right_trim(rest()) && rest().substr(k_trim_length).starts_with(k_right);
    return trims || rest().starts_with(k_right);
}

Lexer::State Lexer::lex_right_delim() {
    bool trims = false;
    at_right_delim(trims);
    if (trims) {
        pos_ += k_trim_length;
        ignore();
    }
    pos_ += k_right.size();
    token_ = cut(Token::Kind::right_delim);
    if (trims) {
        pos_ = std::min(input_.find_first_not_of(k_spaces, pos_), input_.size());
        ignore();
    }
    inside_action_ = false;
    return State::done;
}

Lexer::State Lexer::lex_inside() {
    bool trims = false;
    if (at_right_delim(trims)) {
        return paren_depth_ == 0 ? State::right_delim : fail("unclosed left paren");
    }
    const char32_t code = advance();
    if (code == k_eof) {
        return fail("unclosed action");
    }
    if (is_space(code)) {
        backup();
        return State::space;
    }
    switch (code) {
        case '"':
            return lex_quoted('"', Token::Kind::string, "unterminated quoted string");
        case '\'':
            return lex_quoted('\'', Token::Kind::char_constant, "unterminated character constant");
        case '`':
            return lex_raw();
        case '$':
            return lex_path(Token::Kind::variable);
        default:
            break;
    }
    const bool digit_next = pos_ < input_.size() && input_[pos_] >= '0' && input_[pos_] <= '9';
    if (code == '.' && pos_ < input_.size() && !digit_next) {
        return lex_path(Token::Kind::field);
    }
    if (code == '.' || code == '+' || code == '-' || (code >= '0' && code <= '9')) {
        backup();
        return lex_number();
    }
    if (is_alphanumeric(code)) {
        backup();
        return lex_identifier();
    }
    return lex_punctuation(code);
}

Lexer::State Lexer::lex_punctuation(char32_t code) {
    switch (code) {
        case '=':
            return emit(Token::Kind::assign);
        case ':':
            return advance() == '=' ? emit(Token::Kind::declare) : fail("expected :=");
        case '|':
            return emit(Token::Kind::pipe);
        case '(':
            ++paren_depth_;
            return emit(Token::Kind::left_paren);
        case ')':
            return --paren_depth_ < 0 ? fail("unexpected right paren") : emit(Token::Kind::right_paren);
        default:
            break;
    }
    if (code > 0x20 && code < 0x7f) {
        return emit(Token::Kind::character);
    }
    return fail("unrecognized character in action: " + show_rune(code));
}

Lexer::State Lexer::lex_space() {
    int spaces = 0;
    while (is_space(peek())) {
        advance();
        ++spaces;
    }
    const std::string_view from_last = input_.substr(pos_ - 1);
    if (has_right_trim(from_last) && from_last.substr(k_trim_length).starts_with(k_right)) {
        backup();
        if (spaces == 1) {
            return State::right_delim;
        }
    }
    return emit(Token::Kind::space);
}

Lexer::State Lexer::lex_identifier() {
    char32_t code = advance();
    while (is_alphanumeric(code)) {
        code = advance();
    }
    backup();
    const auto word = input_.substr(start_, pos_ - start_);
    return at_terminator() ? emit(word_kind(word)) : fail("bad character " + show_rune(code));
}

Lexer::State Lexer::lex_path(Token::Kind kind) {
    if (at_terminator()) {
        return emit(kind == Token::Kind::variable ? kind : Token::Kind::dot);
    }
    char32_t code = advance();
    while (is_alphanumeric(code)) {
        code = advance();
    }
    backup();
    return at_terminator() ? emit(kind) : fail("bad character " + show_rune(code));
}

bool Lexer::at_terminator() {
    const char32_t code = peek();
    if (code == k_eof || is_space(code)) {
        return true;
    }
    if (code < 0x80 && std::string_view(".,|:)(").find(static_cast<char>(code)) != std::string_view::npos) {
        return true;
    }
    return rest().starts_with(k_right);
}

Lexer::State Lexer::lex_quoted(char quote, Token::Kind kind, const char* what) {
    for (;;) {
        char32_t code = advance();
        if (code == static_cast<unsigned char>(quote)) {
            return emit(kind);
        }
        code = code == '\\' ? advance() : code;
        if (code == k_eof || code == '\n') {
            return fail(what);
        }
    }
}

Lexer::State Lexer::lex_raw() {
    for (;;) {
        const char32_t code = advance();
        if (code == k_eof) {
            return fail("unterminated raw quoted string");
        }
        if (code == '`') {
            return emit(Token::Kind::raw_string);
        }
    }
}

Lexer::State Lexer::lex_number() {
    const auto bad = [&] {
        return fail("bad number syntax: " + go_quote(input_.substr(start_, pos_ - start_)));
    };
    if (!scan_number()) {
        return bad();
    }
    const char32_t sign = peek();
    if (sign != '+' && sign != '-') {
        return emit(Token::Kind::number);
    }
    if (!scan_number() || input_[pos_ - 1] != 'i') {
        return bad();
    }
    return emit(Token::Kind::complex);
}

// Takes more than numbers; what is none is found when it is read.
bool Lexer::scan_number() {
    constexpr std::string_view decimal = "0123456789_";
    std::string_view digits = decimal;
    accept("+-");
    if (accept("0")) {
        digits = accept("xX")   ? "0123456789abcdefABCDEF_"
                 : accept("oO") ? "01234567_"
                 : accept("bB") ? "01_"
                                : digits;
    }
    accept_run(digits);
    if (accept(".")) {
        accept_run(digits);
    }
    const bool is_decimal = digits == decimal;
    const bool is_hex = digits.size() > decimal.size();
    if ((is_decimal && accept("eE")) || (is_hex && accept("pP"))) {
        accept("+-");
        accept_run(decimal);
    }
    accept("i");
    if (is_alphanumeric(peek())) {
        advance();
        return false;
    }
    return true;
}

}  // namespace yare::gotemplate
