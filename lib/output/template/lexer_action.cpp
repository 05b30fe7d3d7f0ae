// Tokens between the delimiters.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "output/template/lexer.hpp"
#include "output/template/lexer_chars.hpp"

namespace yare::gotemplate {

namespace {

bool is_alphanumeric(char32_t code) {
    return code == '_' || (code != k_end_of_text && (is_letter(code) || is_digit(code)));
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

Lexer::State Lexer::lex_inside() {
    bool trims = false;
    if (at_right_delim(trims)) {
        return paren_depth_ == 0 ? State::right_delim : fail("unclosed left paren");
    }
    const char32_t code = advance();
    if (code == k_end_of_text) {
        return fail("unclosed action");
    }
    if (is_template_space(code)) {
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
    while (is_template_space(peek())) {
        advance();
        ++spaces;
    }
    const std::string_view from_last = input_.substr(pos_ - 1);
    if (has_right_trim(from_last) && from_last.substr(k_trim_length).starts_with(k_right_delim)) {
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
    if (code == k_end_of_text || is_template_space(code)) {
        return true;
    }
    if (code < 0x80 && std::string_view(".,|:)(").find(static_cast<char>(code)) != std::string_view::npos) {
        return true;
    }
    return rest().starts_with(k_right_delim);
}

Lexer::State Lexer::lex_quoted(char quote, Token::Kind kind, const char* what) {
    for (;;) {
        char32_t code = advance();
        if (code == static_cast<unsigned char>(quote)) {
            return emit(kind);
        }
        code = code == '\\' ? advance() : code;
        if (code == k_end_of_text || code == '\n') {
            return fail(what);
        }
    }
}

Lexer::State Lexer::lex_raw() {
    for (;;) {
        const char32_t code = advance();
        if (code == k_end_of_text) {
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
