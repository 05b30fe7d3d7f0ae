// The parsed form of a Go template: text/template/parse's nodes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yare::gotemplate {

struct Function;

struct Node {
    enum class Kind {
        text,
        action,
        break_loop,
        continue_loop,
        if_branch,
        with_branch,
        range_branch,
        template_call,
        list,
        pipe,
        command,
        dot,
        nil,
        boolean,
        number,
        string,
        field,
        variable,
        chain,
        identifier,
        end,        // only while parsing
        else_mark,  // only while parsing
    };

    Node(Kind its_kind, std::size_t its_pos) : kind(its_kind), pos(its_pos) {}
    virtual ~Node() = default;

    Kind kind;
    std::size_t pos;  // in the template's text, for errors
};

struct ListNode : Node {
    explicit ListNode(std::size_t its_pos) : Node(Kind::list, its_pos) {}
    std::vector<const Node*> nodes;
};

struct TextNode : Node {
    TextNode(std::size_t its_pos, std::string_view its_text) : Node(Kind::text, its_pos), text(its_text) {}
    std::string_view text;  // into the template's text
};

/// `.a.b`, or `$x.a.b` with `$x` as the first name.
struct PathNode : Node {
    PathNode(Kind its_kind, std::size_t its_pos, std::vector<std::string> its_names)
        : Node(its_kind, its_pos), names(std::move(its_names)) {}
    std::vector<std::string> names;
};

struct ChainNode : Node {
    ChainNode(std::size_t its_pos, const Node* its_term) : Node(Kind::chain, its_pos), term(its_term) {}
    const Node* term;
    std::vector<std::string> fields;
};

struct BoolNode : Node {
    BoolNode(std::size_t its_pos, bool its_value) : Node(Kind::boolean, its_pos), value(its_value) {}
    bool value;
};

/// A number with every type that can hold it: Go's ideal constants.
struct NumberNode : Node {
    NumberNode(std::size_t its_pos, std::string_view its_text)
        : Node(Kind::number, its_pos), text(its_text) {}
    std::string text;
    bool is_int = false;
    bool is_uint = false;
    bool is_float = false;
    bool is_complex = false;
    std::int64_t integer = 0;
    double real = 0;
    double imaginary = 0;
};

struct StringNode : Node {
    StringNode(std::size_t its_pos, std::string_view its_quoted, std::string its_text)
        : Node(Kind::string, its_pos), quoted(its_quoted), text(std::move(its_text)) {}
    std::string quoted;
    std::string text;
};

struct IdentifierNode : Node {
    IdentifierNode(std::size_t its_pos, const Function& its_function)
        : Node(Kind::identifier, its_pos), function(its_function) {}
    const Function& function;
};

struct CommandNode : Node {
    explicit CommandNode(std::size_t its_pos) : Node(Kind::command, its_pos) {}
    std::vector<const Node*> args;
};

struct PipeNode : Node {
    explicit PipeNode(std::size_t its_pos) : Node(Kind::pipe, its_pos) {}
    bool is_assign = false;
    std::vector<const PathNode*> variables;
    std::vector<const CommandNode*> commands;
};

struct ActionNode : Node {
    ActionNode(std::size_t its_pos, const PipeNode* its_pipe) : Node(Kind::action, its_pos), pipe(its_pipe) {}
    const PipeNode* pipe;
};

struct BranchNode : Node {
    BranchNode(Kind its_kind, std::size_t its_pos) : Node(its_kind, its_pos) {}
    const PipeNode* pipe = nullptr;
    const ListNode* list = nullptr;
    const ListNode* else_list = nullptr;  // null when there is none
};

struct TemplateNode : Node {
    TemplateNode(std::size_t its_pos, std::string its_name, const PipeNode* its_pipe)
        : Node(Kind::template_call, its_pos), name(std::move(its_name)), pipe(its_pipe) {}
    std::string name;
    const PipeNode* pipe;  // may be null
};

/// What a text holds: the template `output` itself and those it defines. Nodes point at each other and into
/// `source`, so that it must stay where it is.
struct Templates {
    std::string source;
    std::vector<std::unique_ptr<Node>> nodes;
    std::map<std::string, const ListNode*, std::less<>> trees;

    template <typename N, typename... Args>
    N* make(Args&&... args) {
        auto made = std::make_unique<N>(std::forward<Args>(args)...);
        N* const node = made.get();
        nodes.push_back(std::move(made));
        return node;
    }
};

/// The name of the outermost template, as kubectl calls it.
inline constexpr std::string_view k_main_template = "output";

/// `node` as Go writes it into errors. For what can stand in a pipeline, calls of templates, and end and
/// else.
std::string to_string(const Node& node);

/// Whether a template's list holds nothing but white space.
bool is_empty(const ListNode& list);

}  // namespace yare::gotemplate
