#include "output/template/execution.hpp"

#include "output/template/format.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

constexpr std::size_t k_piece = 16 * 1024;
constexpr std::size_t k_any_size = std::string::npos / 2;

}  // namespace

// A range that is being gone through.
struct Execution::Range {
    const BranchNode* node;
    Value value;
    std::size_t begin;               // the variables when it began
    std::size_t mark;                // with its own
    std::vector<JsonValue> members;  // of a map
    JsonValue element;               // of a list: the next one
    std::size_t next = 0;
    bool streamed = false;
};

// A list of nodes that is being executed, or a range.
struct Execution::Frame {
    const ListNode* list = nullptr;
    std::size_t next = 0;
    Value dot;
    std::size_t mark = 0;      // the variables to leave when it ends
    bool is_template = false;  // then `scope` is to be gone back to
    Evaluator::Scope scope;
    std::unique_ptr<Range> range;
};

Execution::Execution(const Templates& templates, bool fail_on_missing_key, Output& out,
                     const BranchNode* streamed)
    : templates_(templates), out_(out), streamed_(streamed), evaluator_(templates, fail_on_missing_key) {}

Execution::~Execution() = default;

void Execution::start(const Value& root) {
    const auto scope = evaluator_.enter(k_main_template, root);
    push(templates_.trees.find(k_main_template)->second, root, 0);
    frames_.back().is_template = true;
    frames_.back().scope = scope;
    depth_ = 1;
}

bool Execution::run(std::size_t most_steps) {
    try {
        for (; !frames_.empty(); --most_steps) {
            if (most_steps == 0 || !step()) {
                flush();
                return false;
            }
            if (text_.size() >= k_piece) {
                flush();
            }
        }
    } catch (const TemplateError&) {
        flush();
        throw;
    }
    flush();
    return true;
}

void Execution::flush() {
    if (!text_.empty()) {
        out_.write(text_);
        text_.clear();
    }
}

void Execution::push(const ListNode* list, Value dot, std::size_t mark) {
    if (frames_.size() >= k_most_frames) {
        evaluator_.fail("exceeded maximum nesting (" + std::to_string(k_most_frames) + ")");
    }
    frames_.emplace_back();
    Frame& frame = frames_.back();
    frame.list = list;
    frame.dot = std::move(dot);
    frame.mark = mark;
}

void Execution::pop_frame() {
    const Frame& frame = frames_.back();
    if (frame.is_template) {
        evaluator_.leave(frame.scope);
        --depth_;
    } else {
        evaluator_.pop(frame.mark);
    }
    frames_.pop_back();
}

// False when there is nothing to do until an element comes.
bool Execution::step() {
    Frame& frame = frames_.back();
    if (frame.range != nullptr) {
        return step_range();
    }
    if (frame.next == frame.list->nodes.size()) {
        pop_frame();
    } else {
        execute(*frame.list->nodes[frame.next++]);
    }
    return true;
}

void Execution::execute(const Node& node) {
    evaluator_.at(node);
    switch (node.kind) {
        case Node::Kind::text:
            text_ += static_cast<const TextNode&>(node).text;
            return;
        case Node::Kind::action:
            return print(static_cast<const ActionNode&>(node));
        case Node::Kind::if_branch:
        case Node::Kind::with_branch:
            return branch(static_cast<const BranchNode&>(node));
        case Node::Kind::range_branch:
            return begin_range(static_cast<const BranchNode&>(node));
        case Node::Kind::template_call:
            return call_template(static_cast<const TemplateNode&>(node));
        case Node::Kind::break_loop:
            unwind_to_range();
            return pop_frame();
        case Node::Kind::continue_loop:
            return unwind_to_range();
        default:
            return;
    }
}

void Execution::print(const ActionNode& node) {
    const Value value = evaluator_.pipeline(frames_.back().dot, node.pipe);
    if (!node.pipe->variables.empty()) {
        return;
    }
    if (value.kind() == Value::Kind::string) {
        text_ += value.text();
    } else if (!value.is_valid()) {
        text_ += "<no value>";
    } else {
        Formatter(text_, k_any_size).value(value);
    }
}

void Execution::branch(const BranchNode& node) {
    const std::size_t mark = evaluator_.mark();
    Value value = evaluator_.pipeline(frames_.back().dot, node.pipe);
    const bool truth = value.truth();
    if (truth && node.kind == Node::Kind::with_branch) {
        push(node.list, std::move(value), mark);
    } else if (truth || node.else_list != nullptr) {
        push(truth ? node.list : node.else_list, frames_.back().dot, mark);
    } else {
        evaluator_.pop(mark);
    }
}

void Execution::begin_range(const BranchNode& node) {
    auto range = std::make_unique<Range>();
    range->node = &node;
    range->begin = evaluator_.mark();
    range->value = evaluator_.pipeline(frames_.back().dot, node.pipe);
    range->mark = evaluator_.mark();
    range->streamed = &node == streamed_;
    const Value& value = range->value;
    switch (value.kind()) {
        case Value::Kind::invalid:
            break;
        case Value::Kind::list:
            range->element = value.json().first();
            for (std::size_t i = value.offset(); i > 0; --i) {
                range->element = range->element.next();
            }
            break;
        case Value::Kind::map:
            range->members = sorted_members(value.json());
            break;
        default:
            if (!value.is_integral()) {
                evaluator_.fail("range can't iterate over " + for_error(value, 'v'));
            }
            if (node.pipe->variables.size() > 1) {
                evaluator_.fail("can't use " + for_error(value, 'v') +
                                " to iterate over more than one variable");
            }
    }
    push(node.list, frames_.back().dot, range->begin);
    frames_.back().range = std::move(range);
}

bool Execution::step_range() {
    Frame& frame = frames_.back();
    Range& range = *frame.range;
    evaluator_.pop(range.mark);
    if (range.streamed && !element_ && !ended_) {
        wait(range);
        return false;
    }
    Value index;
    Value item;
    if (next_item(range, index, item)) {
        ++range.next;
        bind(*range.node, index, item);
        push(range.node->list, std::move(item), range.mark);
        return true;
    }
    const ListNode* const rest = range.next == 0 ? range.node->else_list : nullptr;
    if (rest == nullptr) {
        pop_frame();
        return true;
    }
    // What stands behind else takes the place of the range.
    frame.list = rest;
    frame.next = 0;
    frame.range = nullptr;
    return true;
}

bool Execution::next_item(Range& range, Value& index, Value& item) {
    const auto number = static_cast<std::int64_t>(range.next);
    if (range.streamed) {
        if (!element_) {
            return false;
        }
        index = Value::integer(number);
        item = std::move(*element_);
        element_.reset();
        return true;
    }
    const Value& value = range.value;
    if (value.is_integral()) {
        item = Value::integer(number, value.kind());
        return number < value.as_integer();
    }
    if (value.kind() == Value::Kind::list && range.next < value.size()) {
        index = Value::integer(number);
        item = range.element ? value.child(range.element) : Value::nil();
        range.element = range.element.next();
        return true;
    }
    if (value.kind() == Value::Kind::map && range.next < range.members.size()) {
        const JsonValue& member = range.members[range.next];
        index = value.key(member);
        item = value.child(member);
        return true;
    }
    return false;
}

// Go's rules: one variable is the element; of two, the first is the index or key.
void Execution::bind(const BranchNode& node, const Value& index, const Value& item) {
    const auto& variables = node.pipe->variables;
    if (variables.empty()) {
        return;
    }
    if (!node.pipe->is_assign) {
        evaluator_.assign_top(1, item);
        if (variables.size() > 1) {
            evaluator_.assign_top(2, index);
        }
        return;
    }
    evaluator_.assign(variables[0]->names[0], variables.size() > 1 ? index : item);
    if (variables.size() > 1) {
        evaluator_.assign(variables[1]->names[0], item);
    }
}

void Execution::wait(const Range& range) {
    // Its own variables get new values before anybody can look at them; at the beginning they hold the list.
    for (std::size_t i = range.begin; i < range.mark && range.next > 0; ++i) {
        evaluator_.assign_top(range.mark - i, {});
    }
    evaluator_.detach_variables();
}

void Execution::unwind_to_range() {
    while (frames_.back().range == nullptr) {
        pop_frame();
    }
}

void Execution::call_template(const TemplateNode& node) {
    const auto found = templates_.trees.find(node.name);
    if (found == templates_.trees.end()) {
        evaluator_.fail("template " + quote_text(node.name, false) + " not defined");
    }
    if (depth_ > k_most_depth) {
        evaluator_.fail("exceeded maximum template depth (" + std::to_string(k_most_depth) + ")");
    }
    Value dot = evaluator_.pipeline(frames_.back().dot, node.pipe);
    const auto scope = evaluator_.enter(found->first, dot);
    push(found->second, std::move(dot), 0);
    frames_.back().is_template = true;
    frames_.back().scope = scope;
    ++depth_;
}

}  // namespace yare::gotemplate
