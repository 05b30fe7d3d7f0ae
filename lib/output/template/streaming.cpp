#include "output/template/streaming.hpp"

namespace yare::gotemplate {

namespace {

constexpr std::string_view k_items = "items";

// Goes through the main template, to find all that looks at the List.
class Search {
  public:
    bool refused() const { return refused_; }
    const BranchNode* range() const { return range_; }

    void list(const ListNode* list, bool dot_is_root, bool repeats) {
        if (list == nullptr) {
            return;
        }
        for (const auto* node : list->nodes) {
            if (node->kind == Node::Kind::action) {
                pipe(static_cast<const ActionNode*>(node)->pipe, dot_is_root);
            } else if (node->kind == Node::Kind::template_call) {
                pipe(static_cast<const TemplateNode*>(node)->pipe, dot_is_root);
            } else if (node->kind == Node::Kind::if_branch || node->kind == Node::Kind::with_branch ||
                       node->kind == Node::Kind::range_branch) {
                branch(*static_cast<const BranchNode*>(node), dot_is_root, repeats);
            }
        }
    }

  private:
    static bool is_items(const PipeNode& pipe, bool dot_is_root) {
        if (pipe.commands.size() != 1 || pipe.commands[0]->args.size() != 1) {
            return false;
        }
        const Node& only = *pipe.commands[0]->args[0];
        if (only.kind != Node::Kind::field && only.kind != Node::Kind::variable) {
            return false;
        }
        const auto& names = static_cast<const PathNode&>(only).names;
        if (only.kind == Node::Kind::variable) {
            return names.size() == 2 && names[0] == "$" && names[1] == k_items;
        }
        return dot_is_root && names.size() == 1 && names[0] == k_items;
    }

    void branch(const BranchNode& node, bool dot_is_root, bool repeats) {
        const bool is_range = node.kind == Node::Kind::range_branch;
        if (is_range && range_ == nullptr && !repeats && is_items(*node.pipe, dot_is_root)) {
            range_ = &node;
        } else {
            pipe(node.pipe, dot_is_root);
        }
        const bool keeps_dot = node.kind == Node::Kind::if_branch;
        list(node.list, dot_is_root && keeps_dot, repeats || is_range);
        list(node.else_list, dot_is_root, repeats);
    }

    void pipe(const PipeNode* pipe, bool dot_is_root) {
        if (pipe == nullptr) {
            return;
        }
        for (const auto* command : pipe->commands) {
            for (const auto* arg : command->args) {
                operand(*arg, dot_is_root);
            }
        }
    }

    void operand(const Node& node, bool dot_is_root) {
        switch (node.kind) {
            case Node::Kind::dot:
                refused_ = refused_ || dot_is_root;
                return;
            case Node::Kind::field:
                refused_ =
                    refused_ || (dot_is_root && static_cast<const PathNode&>(node).names[0] == k_items);
                return;
            case Node::Kind::variable: {
                const auto& names = static_cast<const PathNode&>(node).names;
                refused_ = refused_ || (names[0] == "$" && (names.size() == 1 || names[1] == k_items));
                return;
            }
            case Node::Kind::chain:
                return operand(*static_cast<const ChainNode&>(node).term, dot_is_root);
            case Node::Kind::pipe:
                return pipe(&static_cast<const PipeNode&>(node), dot_is_root);
            default:
                return;
        }
    }

    bool refused_ = false;
    const BranchNode* range_ = nullptr;
};

bool is_main_called(const Templates& templates) {
    for (const auto& node : templates.nodes) {
        if (node->kind == Node::Kind::template_call &&
            static_cast<const TemplateNode&>(*node).name == k_main_template) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<Streaming> find_streaming(const Templates& templates) {
    Search search;
    search.list(templates.trees.find(k_main_template)->second, true, false);
    if (search.refused() || is_main_called(templates)) {
        return std::nullopt;
    }
    return Streaming{search.range()};
}

}  // namespace yare::gotemplate
