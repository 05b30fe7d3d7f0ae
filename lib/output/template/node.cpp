#include "output/template/node.hpp"

#include "base/text.hpp"
#include "output/template/functions.hpp"

namespace yare::gotemplate {

namespace {

void append(std::string& out, const Node& node);

void append_path(std::string& out, const std::vector<std::string>& names, bool dot_first) {
    for (const auto& name : names) {
        if (dot_first) {
            out += '.';
        }
        dot_first = true;
        out += name;
    }
}

void append_term(std::string& out, const Node& node) {
    if (node.kind != Node::Kind::pipe) {
        append(out, node);
        return;
    }
    out += '(';
    append(out, node);
    out += ')';
}

void append_command(std::string& out, const CommandNode& command) {
    for (std::size_t i = 0; i < command.args.size(); ++i) {
        out += i == 0 ? "" : " ";
        append_term(out, *command.args[i]);
    }
}

void append_pipe(std::string& out, const PipeNode& pipe) {
    for (std::size_t i = 0; i < pipe.variables.size(); ++i) {
        out += i == 0 ? "" : ", ";
        append(out, *pipe.variables[i]);
    }
    if (!pipe.variables.empty()) {
        out += pipe.is_assign ? " = " : " := ";
    }
    for (std::size_t i = 0; i < pipe.commands.size(); ++i) {
        out += i == 0 ? "" : " | ";
        append_command(out, *pipe.commands[i]);
    }
}

void append_call(std::string& out, const TemplateNode& call) {
    out += "{{template " + go_quote(call.name);
    if (call.pipe != nullptr) {
        out += ' ';
        append_pipe(out, *call.pipe);
    }
    out += "}}";
}

void append(std::string& out, const Node& node) {
    switch (node.kind) {
        case Node::Kind::pipe:
            return append_pipe(out, static_cast<const PipeNode&>(node));
        case Node::Kind::command:
            return append_command(out, static_cast<const CommandNode&>(node));
        case Node::Kind::dot:
            out += '.';
            return;
        case Node::Kind::nil:
            out += "nil";
            return;
        case Node::Kind::boolean:
            out += static_cast<const BoolNode&>(node).value ? "true" : "false";
            return;
        case Node::Kind::number:
            out += static_cast<const NumberNode&>(node).text;
            return;
        case Node::Kind::string:
            out += static_cast<const StringNode&>(node).quoted;
            return;
        case Node::Kind::field:
            return append_path(out, static_cast<const PathNode&>(node).names, true);
        case Node::Kind::variable:
            return append_path(out, static_cast<const PathNode&>(node).names, false);
        case Node::Kind::chain: {
            const auto& chain = static_cast<const ChainNode&>(node);
            append_term(out, *chain.term);
            return append_path(out, chain.fields, true);
        }
        case Node::Kind::identifier:
            out += static_cast<const IdentifierNode&>(node).function.name;
            return;
        case Node::Kind::template_call:
            return append_call(out, static_cast<const TemplateNode&>(node));
        case Node::Kind::end:
            out += "{{end}}";
            return;
        case Node::Kind::else_mark:
            out += "{{else}}";
            return;
        default:
            return;
    }
}

// Go's unicode.IsSpace.
bool is_space(char32_t code) {
    return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        if (length == 0 || !is_space(code)) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace

std::string to_string(const Node& node) {
    std::string out;
    append(out, node);
    return out;
}

bool is_empty(const ListNode& list) {
    for (const auto* node : list.nodes) {
        if (node->kind != Node::Kind::text || !is_blank(static_cast<const TextNode*>(node)->text)) {
            return false;
        }
    }
    return true;
}

}  // namespace yare::gotemplate
