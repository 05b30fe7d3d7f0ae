// The tokens of a Go template.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yare::gotemplate {

struct Token {
    enum class Kind {
        error,  // text() is the message
        boolean,
        character,  // printable ASCII without a meaning of its own, e.g. a comma
        char_constant,
        complex,
        assign,
        declare,
        eof,
        field,
        identifier,
        left_delim,
        left_paren,
        number,
        pipe,
        raw_string,
        right_delim,
        right_paren,
        space,
        string,
        text,
        variable,
        keyword,  // marks where the keywords begin
        block,
        break_word,
        continue_word,
        dot,
        define,
        else_word,
        end,
        if_word,
        nil,
        range,
        template_word,
        with,
    };

    Kind kind = Kind::error;
    std::size_t pos = 0;
    std::string_view value;  // into the text that is read
    std::size_t line = 0;
    std::string message = {};  // of an error

    /// As errors show it: quoted and cut, keywords in angle brackets.
    std::string shown() const;
};

class Lexer {
  public:
    /// `text` must outlive the lexer and its tokens.
    explicit Lexer(std::string_view text) : input_(text) {}

    /// The next token. What follows an error is of no use.
    Token next();

  private:
    // A state either makes a token or names the state that goes on.
    enum class State { text, left_delim, comment, right_delim, inside, space, done };
    State lex_text();
    State lex_left_delim();
    State lex_comment();
    State lex_right_delim();
    State lex_inside();
    State lex_punctuation(char32_t code);
    State lex_space();
    State lex_identifier();
    State lex_path(Token::Kind kind);
    State lex_quoted(char quote, Token::Kind kind, const char* what);
    State lex_raw();
    State lex_number();

    State emit(Token::Kind kind);
    State fail(std::string message);
    Token cut(Token::Kind kind);
    char32_t advance();
    char32_t peek();
    void backup();
    void ignore();
    bool accept(std::string_view valid);
    void accept_run(std::string_view valid);
    bool scan_number();
    bool at_terminator();
    bool at_right_delim(bool& trims) const;
    std::string_view rest() const { return input_.substr(pos_); }

    std::string_view input_;
    std::size_t pos_ = 0;
    std::size_t start_ = 0;
    std::size_t line_ = 1;
    std::size_t start_line_ = 1;
    int paren_depth_ = 0;
    bool at_eof_ = false;
    bool inside_action_ = false;
    Token token_;
};

}  // namespace yare::gotemplate
