// From the text of a Go template to its nodes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "output/template/lexer.hpp"
#include "output/template/node.hpp"

namespace yare::gotemplate {

/// Parses `templates.source` into the rest of it. Throws UsageError in Go's words: `template: output:1: ...`.
void parse_templates(Templates& templates);

/// Reads one template, with the errors and line numbers of Go's text/template/parse: what a definition or
/// block holds is read by a parser of its own, from the same tokens.
class TreeParser {
  public:
    /// Nesting of actions, and of parentheses, that is accepted. (Go: 10000 parentheses.)
    static constexpr int k_most_nested = 500;
    static constexpr int k_most_links = 20000;  // of one chain of `else if`; each is nested in the one before

    TreeParser(Templates& templates, Lexer& lexer, std::string name, int nested)
        : templates_(templates), lexer_(lexer), name_(std::move(name)), nested_(nested) {}

    /// The outermost template, to the end of the text.
    void parse_text();

  private:
    struct Ending;  // a list, and the end or else behind it

    void parse_definition();
    void parse_rest(const char* context);
    void add(const ListNode* list);
    Ending item_list();
    const Node* text_or_action();
    const Node* action();
    const Node* loop_control(Node::Kind kind, const char* shown);
    const BranchNode* branch(Node::Kind kind);
    const Node* else_control();
    const Node* block_control();
    const Node* template_control();
    std::string template_name(const Token& token, const char* context);

    PipeNode* pipeline(const char* context, Token::Kind end);
    void declarations(PipeNode& pipe, const char* context);
    void declare(PipeNode& pipe, const Token& variable);
    void check_pipeline(const PipeNode& pipe, const char* context);
    const CommandNode* command();
    const Node* operand();
    const Node* chain(const Node* term);
    const Node* term();
    const Node* number(const Token& token);
    const Node* string(const Token& token);
    const Node* use_variable(const Token& token);

    Token next();
    Token next_non_space();
    const Token& peek();
    const Token& peek_non_space();
    void backup() { ++peeked_; }
    void backup2(const Token& before);
    void backup3(const Token& before, const Token& between);
    Token expect(Token::Kind kind, const char* context);
    void nest();
    [[noreturn]] void unexpected(const Token& token, const char* context);
    [[noreturn]] void fail(const std::string& message);

    Templates& templates_;
    Lexer& lexer_;
    std::string name_;
    int nested_;
    Token tokens_[3];  // the last one read, and what was put back
    int peeked_ = 0;
    std::vector<std::string> variables_{"$"};
    std::size_t action_line_ = 0;
    int range_depth_ = 0;
};

}  // namespace yare::gotemplate
