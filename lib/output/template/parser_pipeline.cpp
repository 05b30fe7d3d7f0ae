// What stands in an action: pipelines, commands, operands.
#include <algorithm>

#include "base/text.hpp"
#include "output/template/functions.hpp"
#include "output/template/number.hpp"
#include "output/template/parser.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

bool begins_operand(Token::Kind kind) {
    switch (kind) {
        case Token::Kind::boolean:
        case Token::Kind::char_constant:
        case Token::Kind::complex:
        case Token::Kind::dot:
        case Token::Kind::field:
        case Token::Kind::identifier:
        case Token::Kind::number:
        case Token::Kind::nil:
        case Token::Kind::raw_string:
        case Token::Kind::string:
        case Token::Kind::variable:
        case Token::Kind::left_paren:
            return true;
        default:
            return false;
    }
}

bool is_constant(Node::Kind kind) {
    return kind == Node::Kind::boolean || kind == Node::Kind::dot || kind == Node::Kind::nil ||
           kind == Node::Kind::number || kind == Node::Kind::string;
}

}  // namespace

PipeNode* TreeParser::pipeline(const char* context, Token::Kind end) {
    auto* const pipe = templates_.make<PipeNode>(peek_non_space().pos);
    declarations(*pipe, context);
    for (;;) {
        const Token token = next_non_space();
        if (token.kind == end) {
            check_pipeline(*pipe, context);
            return pipe;
        }
        if (!begins_operand(token.kind)) {
            unexpected(token, context);
        }
        backup();
        pipe->commands.push_back(command());
    }
}

// `$x :=`, `$x =`, and in range `$i, $x :=`.
void TreeParser::declarations(PipeNode& pipe, const char* context) {
    while (peek_non_space().kind == Token::Kind::variable) {
        const Token variable = next();
        const Token behind = peek();
        const Token ahead = peek_non_space();
        if (ahead.kind == Token::Kind::assign || ahead.kind == Token::Kind::declare) {
            pipe.is_assign = ahead.kind == Token::Kind::assign;
            next_non_space();
            declare(pipe, variable);
            return;
        }
        if (ahead.kind != Token::Kind::character || ahead.value != ",") {
            // No declaration: the variable is an operand.
            behind.kind == Token::Kind::space ? backup3(variable, behind) : backup2(variable);
            return;
        }
        next_non_space();
        declare(pipe, variable);
        if (std::string_view(context) != "range" || pipe.variables.size() >= 2) {
            fail("too many declarations in " + std::string(context));
        }
        const auto kind = peek_non_space().kind;
        if (kind != Token::Kind::variable && kind != Token::Kind::right_delim &&
            kind != Token::Kind::right_paren) {
            fail("range can only initialize variables");
        }
    }
}

void TreeParser::declare(PipeNode& pipe, const Token& variable) {
    std::string name(variable.value);
    pipe.variables.push_back(
        templates_.make<PathNode>(Node::Kind::variable, variable.pos, std::vector<std::string>{name}));
    variables_.push_back(std::move(name));
}

void TreeParser::check_pipeline(const PipeNode& pipe, const char* context) {
    if (pipe.commands.empty()) {
        fail("missing value for " + std::string(context));
    }
    for (std::size_t i = 1; i < pipe.commands.size(); ++i) {
        if (is_constant(pipe.commands[i]->args[0]->kind)) {
            fail("non executable command in pipeline stage " + std::to_string(i + 1));
        }
    }
}

const CommandNode* TreeParser::command() {
    auto* const made = templates_.make<CommandNode>(peek_non_space().pos);
    for (bool more = true; more;) {
        peek_non_space();
        if (const Node* const found = operand()) {
            made->args.push_back(found);
        }
        const Token token = next();
        more = token.kind == Token::Kind::space;
        if (token.kind == Token::Kind::right_delim || token.kind == Token::Kind::right_paren) {
            backup();
        } else if (!more && token.kind != Token::Kind::pipe) {
            unexpected(token, "operand");
        }
    }
    if (made->args.empty()) {
        fail("empty command");
    }
    return made;
}

const Node* TreeParser::operand() {
    const Node* const found = term();
    return found != nullptr && peek().kind == Token::Kind::field ? chain(found) : found;
}

// Fields behind a term. Behind a field or variable they make it longer, and its place is then that of the
// second field, as in Go.
const Node* TreeParser::chain(const Node* term) {
    const auto pos = peek().pos;
    std::vector<std::string> fields;
    while (peek().kind == Token::Kind::field) {
        fields.emplace_back(next().value.substr(1));
    }
    if (term->kind == Node::Kind::field || term->kind == Node::Kind::variable) {
        auto names = static_cast<const PathNode*>(term)->names;
        names.insert(names.end(), fields.begin(), fields.end());
        return templates_.make<PathNode>(term->kind, pos, std::move(names));
    }
    if (is_constant(term->kind)) {
        fail("unexpected . after term " + quote_text(to_string(*term), false));
    }
    auto* const made = templates_.make<ChainNode>(pos, term);
    made->fields = std::move(fields);
    return made;
}

const Node* TreeParser::term() {
    const Token token = next_non_space();
    switch (token.kind) {
        case Token::Kind::identifier: {
            const auto* const function = find_function(token.value);
            if (function == nullptr) {
                fail("function " + quote_text(token.value, false) + " not defined");
            }
            return templates_.make<IdentifierNode>(token.pos, *function);
        }
        case Token::Kind::dot:
            return templates_.make<Node>(Node::Kind::dot, token.pos);
        case Token::Kind::nil:
            return templates_.make<Node>(Node::Kind::nil, token.pos);
        case Token::Kind::variable:
            return use_variable(token);
        case Token::Kind::field:
            return templates_.make<PathNode>(Node::Kind::field, token.pos,
                                             std::vector<std::string>{std::string(token.value.substr(1))});
        case Token::Kind::boolean:
            return templates_.make<BoolNode>(token.pos, token.value == "true");
        case Token::Kind::char_constant:
        case Token::Kind::complex:
        case Token::Kind::number:
            return number(token);
        case Token::Kind::left_paren: {
            nest();
            const Node* const pipe = pipeline("parenthesized pipeline", Token::Kind::right_paren);
            --nested_;
            return pipe;
        }
        case Token::Kind::string:
        case Token::Kind::raw_string:
            return string(token);
        default:
            backup();
            return nullptr;
    }
}

const Node* TreeParser::number(const Token& token) {
    auto* const made = templates_.make<NumberNode>(token.pos, token.value);
    if (token.kind == Token::Kind::char_constant) {
        char32_t code = 0;
        if (const char* const wrong = unquote_rune(token.value, code)) {
            const bool malformed = std::string_view(wrong) != "invalid syntax";
            fail(malformed ? std::string(wrong) + ": " + made->text : wrong);
        }
        made->is_int = true;
        made->integer = code;
        return made;
    }
    const std::string wrong = token.kind == Token::Kind::complex ? read_complex(*made) : read_number(*made);
    if (!wrong.empty()) {
        fail(wrong);
    }
    return made;
}

const Node* TreeParser::string(const Token& token) {
    std::string text;
    if (!unquote_text(token.value, text)) {
        fail("invalid syntax");
    }
    return templates_.make<StringNode>(token.pos, token.value, std::move(text));
}

const Node* TreeParser::use_variable(const Token& token) {
    const std::string name(token.value);
    if (std::find(variables_.begin(), variables_.end(), name) == variables_.end()) {
        fail("undefined variable " + quote_text(name, false));
    }
    return templates_.make<PathNode>(Node::Kind::variable, token.pos, std::vector<std::string>{name});
}

}  // namespace yare::gotemplate
