// Actions that control others: lists, branches, definitions.
#include "output/template/parser.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

struct TreeParser::Ending {
    const ListNode* list;
    const Node* end;
};

void parse_templates(Templates& templates) {
    Lexer lexer(templates.source);
    TreeParser(templates, lexer, std::string(k_main_template), 0).parse_text();
}

Token TreeParser::next() {
    if (peeked_ > 0) {
        --peeked_;
    } else {
        tokens_[0] = lexer_.next();
    }
    return tokens_[peeked_];
}

Token TreeParser::next_non_space() {
    Token token = next();
    while (token.kind == Token::Kind::space) {
        token = next();
    }
    return token;
}

const Token& TreeParser::peek() {
    if (peeked_ == 0) {
        peeked_ = 1;
        tokens_[0] = lexer_.next();
    }
    return tokens_[peeked_ - 1];
}

const Token& TreeParser::peek_non_space() {
    next_non_space();
    backup();
    return tokens_[peeked_ - 1];
}

void TreeParser::backup2(const Token& before) {
    tokens_[1] = before;
    peeked_ = 2;
}

void TreeParser::backup3(const Token& before, const Token& between) {
    tokens_[1] = between;
    tokens_[2] = before;
    peeked_ = 3;
}

Token TreeParser::expect(Token::Kind kind, const char* context) {
    Token token = next_non_space();
    if (token.kind != kind) {
        unexpected(token, context);
    }
    return token;
}

void TreeParser::nest() {
    if (++nested_ > k_most_nested) {
        fail("max expression depth exceeded");
    }
}

void TreeParser::unexpected(const Token& token, const char* context) {
    if (token.kind != Token::Kind::error) {
        fail("unexpected " + token.shown() + " in " + context);
    }
    std::string where;
    if (action_line_ != 0 && action_line_ != token.line) {
        const bool says_action = token.message.ends_with(" action");
        where = (says_action ? " started at " : " in action started at ") + std::string(k_main_template) +
                ":" + std::to_string(action_line_);
    }
    fail(token.message + where);
}

// The line is that of the last token read, which may be one ahead: Go's way.
void TreeParser::fail(const std::string& message) {
    throw UsageError("template: " + std::string(k_main_template) + ":" + std::to_string(tokens_[0].line) +
                     ": " + message);
}

void TreeParser::parse_text() {
    auto* const list = templates_.make<ListNode>(peek().pos);
    while (peek().kind != Token::Kind::eof) {
        if (peek().kind == Token::Kind::left_delim) {
            const Token delim = next();
            if (next_non_space().kind == Token::Kind::define) {
                TreeParser(templates_, lexer_, "definition", nested_).parse_definition();
                continue;
            }
            backup2(delim);
        }
        const Node* const node = text_or_action();
        if (node->kind == Node::Kind::end || node->kind == Node::Kind::else_mark) {
            fail("unexpected " + to_string(*node));
        }
        list->nodes.push_back(node);
    }
    add(list);
}

void TreeParser::parse_definition() {
    constexpr const char* context = "define clause";
    const Token name = next_non_space();
    name_ = template_name(name, context);
    expect(Token::Kind::right_delim, context);
    parse_rest(context);
}

// The list up to its end, as the template of this parser's name.
void TreeParser::parse_rest(const char* context) {
    const Ending found = item_list();
    if (found.end->kind != Node::Kind::end) {
        fail("unexpected " + to_string(*found.end) + " in " + context);
    }
    add(found.list);
}

void TreeParser::add(const ListNode* list) {
    auto& tree = templates_.trees[name_];
    if (tree == nullptr || is_empty(*tree)) {
        tree = list;
    } else if (!is_empty(*list)) {
        fail("template: multiple definition of template " + quote_text(name_, false));
    }
}

TreeParser::Ending TreeParser::item_list() {
    auto* const list = templates_.make<ListNode>(peek_non_space().pos);
    while (peek_non_space().kind != Token::Kind::eof) {
        const Node* const node = text_or_action();
        if (node->kind == Node::Kind::end || node->kind == Node::Kind::else_mark) {
            return {list, node};
        }
        list->nodes.push_back(node);
    }
    fail("unexpected EOF");
}

const Node* TreeParser::text_or_action() {
    const Token token = next_non_space();
    if (token.kind == Token::Kind::text) {
        return templates_.make<TextNode>(token.pos, token.value);
    }
    if (token.kind != Token::Kind::left_delim) {
        unexpected(token, "input");
    }
    action_line_ = token.line;
    const Node* const node = action();
    action_line_ = 0;
    return node;
}

const Node* TreeParser::action() {
    switch (next_non_space().kind) {
        case Token::Kind::block:
            return block_control();
        case Token::Kind::break_word:
            return loop_control(Node::Kind::break_loop, "{{break}}");
        case Token::Kind::continue_word:
            return loop_control(Node::Kind::continue_loop, "{{continue}}");
        case Token::Kind::else_word:
            return else_control();
        case Token::Kind::end:
            return templates_.make<Node>(Node::Kind::end, expect(Token::Kind::right_delim, "end").pos);
        case Token::Kind::if_word:
            return branch(Node::Kind::if_branch);
        case Token::Kind::range:
            return branch(Node::Kind::range_branch);
        case Token::Kind::template_word:
            return template_control();
        case Token::Kind::with:
            return branch(Node::Kind::with_branch);
        default:
            break;
    }
    backup();
    const auto pos = peek().pos;
    return templates_.make<ActionNode>(pos, pipeline("command", Token::Kind::right_delim));
}

const Node* TreeParser::loop_control(Node::Kind kind, const char* shown) {
    if (const Token token = next_non_space(); token.kind != Token::Kind::right_delim) {
        unexpected(token, shown);
    }
    if (range_depth_ == 0) {
        fail(std::string(shown) + " outside {{range}}");
    }
    return templates_.make<Node>(kind, 0);
}

// A whole branch. `else if` and `else with` make a branch that stands alone in the list behind else, and
// share the end with it.
const BranchNode* TreeParser::branch(Node::Kind kind) {
    nest();
    const std::size_t variables = variables_.size();
    const char* const context = kind == Node::Kind::if_branch     ? "if"
                                : kind == Node::Kind::with_branch ? "with"
                                                                  : "range";
    const bool chains = kind != Node::Kind::range_branch;
    const auto again = kind == Node::Kind::if_branch ? Token::Kind::if_word : Token::Kind::with;
    auto* const first = templates_.make<BranchNode>(kind, 0);
    int links = 0;
    for (auto* node = first;;) {
        node->pipe = pipeline(context, Token::Kind::right_delim);
        node->pos = node->pipe->pos;
        range_depth_ += chains ? 0 : 1;
        const Ending body = item_list();
        range_depth_ -= chains ? 0 : 1;
        node->list = body.list;
        if (body.end->kind == Node::Kind::end) {
            break;
        }
        if (chains && peek().kind == again) {
            next();
            if (++links > k_most_links) {
                fail("max expression depth exceeded");
            }
            auto* const list = templates_.make<ListNode>(body.end->pos);
            auto* const nested = templates_.make<BranchNode>(kind, 0);
            list->nodes.push_back(nested);
            node->else_list = list;
            node = nested;
            continue;
        }
        const Ending rest = item_list();
        if (rest.end->kind != Node::Kind::end) {
            fail("expected end; found " + to_string(*rest.end));
        }
        node->else_list = rest.list;
        break;
    }
    variables_.resize(variables);
    --nested_;
    return first;
}

const Node* TreeParser::else_control() {
    const Token& ahead = peek_non_space();
    if (ahead.kind == Token::Kind::if_word || ahead.kind == Token::Kind::with) {
        return templates_.make<Node>(Node::Kind::else_mark, ahead.pos);
    }
    return templates_.make<Node>(Node::Kind::else_mark, expect(Token::Kind::right_delim, "else").pos);
}

const Node* TreeParser::block_control() {
    constexpr const char* context = "block clause";
    nest();
    const Token token = next_non_space();
    std::string name = template_name(token, context);
    const PipeNode* const pipe = pipeline(context, Token::Kind::right_delim);
    TreeParser(templates_, lexer_, name, nested_).parse_rest(context);
    --nested_;
    return templates_.make<TemplateNode>(token.pos, std::move(name), pipe);
}

const Node* TreeParser::template_control() {
    constexpr const char* context = "template clause";
    const Token token = next_non_space();
    std::string name = template_name(token, context);
    const PipeNode* pipe = nullptr;
    if (next_non_space().kind != Token::Kind::right_delim) {
        backup();
        pipe = pipeline(context, Token::Kind::right_delim);
    }
    return templates_.make<TemplateNode>(token.pos, std::move(name), pipe);
}

std::string TreeParser::template_name(const Token& token, const char* context) {
    if (token.kind != Token::Kind::string && token.kind != Token::Kind::raw_string) {
        unexpected(token, context);
    }
    std::string name;
    if (!unquote_text(token.value, name)) {
        fail("invalid syntax");
    }
    return name;
}

}  // namespace yare::gotemplate
