#include "output/template/evaluation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

// A text is a float where Go's syntax says so: 0xE is none, and neither is 'e'.
bool is_float_text(std::string_view text) {
    const bool hex = text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') &&
                     text.find_first_of("pP") == text.npos;
    return !hex && text[0] != '\'' && text.find_first_of(".eEpP") != text.npos;
}

// Go's reflect.Value.String.
std::string reflected(const Value& value) {
    if (value.kind() == Value::Kind::string && !value.is_interface()) {
        return std::string(value.text());
    }
    return value.is_valid() ? "<" + std::string(value.type_name()) + " Value>" : "<invalid Value>";
}

}  // namespace

void Evaluator::fail(const std::string& message) const {
    std::string where;
    std::string context;
    if (node_ != nullptr) {
        const std::string_view before = source_.substr(0, node_->pos);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const auto newline = before.rfind('\n');
        const auto column = newline == before.npos ? before.size() : before.size() - newline - 1;
        where = ":" + std::to_string(line) + ":" + std::to_string(column) + ": executing " +
                quote_text(scope_.name, false) + " at <" + to_string(*node_) + ">";
    }
    std::string text = "template: " + std::string(k_main_template) + where + ": " + message;
    std::replace(text.begin(), text.end(), '\0', '?');  // an error's text would end there
    throw TemplateError(text);
}

Evaluator::Scope Evaluator::enter(std::string_view name, const Value& dot) {
    Scope before = scope_;
    before.end = variables_.size();
    scope_.name = name;
    scope_.base = variables_.size();
    variables_.push_back({"$", dot});
    return before;
}

void Evaluator::leave(const Scope& scope) {
    scope_ = scope;
    pop(scope.end);
}

const Value& Evaluator::lookup(std::string_view name) const {
    for (std::size_t i = variables_.size(); i > scope_.base; --i) {
        if (variables_[i - 1].name == name) {
            return variables_[i - 1].value;
        }
    }
    fail("undefined variable: " + std::string(name));
}

void Evaluator::assign(std::string_view name, const Value& value) {
    const_cast<Value&>(lookup(name)) = value;
}

void Evaluator::detach_variables() {
    for (auto& each : variables_) {
        each.value.detach();
    }
}

Value Evaluator::pipeline(const Value& dot, const PipeNode* pipe) {
    if (pipe == nullptr) {
        return {};
    }
    at(*pipe);
    Value value;
    const Value* final = nullptr;
    for (const auto* each : pipe->commands) {
        Value result = command(dot, *each, final);
        value = std::move(result);
        value.drop_interface();
        final = &value;
    }
    for (const auto* declared : pipe->variables) {
        const std::string& name = declared->names[0];
        if (pipe->is_assign) {
            assign(name, value);
        } else if (variables_.size() >= k_most_variables) {
            fail("more than " + std::to_string(k_most_variables) + " variables");
        } else {
            variables_.push_back({name, value});
        }
    }
    return value;
}

void Evaluator::refuse_arguments(const Arguments& arguments) const {
    if (arguments.count() > 0) {
        fail("can't give argument to non-function " +
             (arguments.operands == nullptr ? "" : to_string(*arguments.operands->front())));
    }
}

Value Evaluator::command(const Value& dot, const CommandNode& command, const Value* final) {
    const Node& first = *command.args[0];
    const Arguments arguments{&command.args, final};
    switch (first.kind) {
        case Node::Kind::field:
            at(first);
            return path(dot, static_cast<const PathNode&>(first).names, 0, arguments);
        case Node::Kind::chain:
            return chain(dot, static_cast<const ChainNode&>(first), arguments);
        case Node::Kind::identifier:
            at(first);
            return call(dot, static_cast<const IdentifierNode&>(first).function, command, arguments);
        case Node::Kind::pipe:
            refuse_arguments(arguments);
            return pipeline(dot, &static_cast<const PipeNode&>(first));
        case Node::Kind::variable:
            return variable(static_cast<const PathNode&>(first), arguments);
        default:
            break;
    }
    at(first);
    refuse_arguments(arguments);
    if (first.kind == Node::Kind::dot) {
        return dot;
    }
    if (first.kind == Node::Kind::nil) {
        fail("nil is not a command");
    }
    return literal(first);
}

Value Evaluator::literal(const Node& node) {
    at(node);
    switch (node.kind) {
        case Node::Kind::boolean:
            return Value::boolean(static_cast<const BoolNode&>(node).value);
        case Node::Kind::number:
            return number(static_cast<const NumberNode&>(node));
        default:
            return Value::constant(static_cast<const StringNode&>(node).text);
    }
}

Value Evaluator::number(const NumberNode& node) {
    if (node.is_complex) {
        return Value::complex(node.real, node.imaginary);
    }
    if (node.is_float && is_float_text(node.text)) {
        return Value::float64(node.real);
    }
    if (!node.is_int) {
        fail(node.text + " overflows int");
    }
    return Value::integer(node.integer);
}

Value Evaluator::variable(const PathNode& node, const Arguments& arguments) {
    at(node);
    const Value& value = lookup(node.names[0]);
    if (node.names.size() == 1) {
        refuse_arguments(arguments);
        return value;
    }
    return path(value, node.names, 1, arguments);
}

Value Evaluator::chain(const Value& dot, const ChainNode& node, const Arguments& arguments) {
    at(node);
    return path(argument(dot, Parameter::untyped, *node.term), node.fields, 0, arguments);
}

Value Evaluator::path(const Value& receiver, const std::vector<std::string>& names, std::size_t first,
                      const Arguments& arguments) {
    Value value = receiver;
    for (std::size_t i = first; i < names.size(); ++i) {
        value = field(value, names[i], i + 1 == names.size() && arguments.count() > 0);
    }
    return value;
}

Value Evaluator::field(const Value& receiver, const std::string& name, bool has_arguments) {
    if (!receiver.is_valid()) {
        if (fail_on_missing_key_) {
            fail("nil data; no entry for key " + quote_text(name, false));
        }
        return {};
    }
    if (receiver.kind() == Value::Kind::nil) {
        fail("nil pointer evaluating interface {}." + name);
    }
    if (receiver.kind() != Value::Kind::map) {
        fail("can't evaluate field " + name + " in type " + std::string(receiver.type_name()));
    }
    if (has_arguments) {
        fail(name + " is not a method but has arguments");
    }
    Value found = receiver.member(name);
    if (!found.is_valid() && fail_on_missing_key_) {
        fail("map has no entry for key " + quote_text(name, false));
    }
    return found;
}

Value Evaluator::call(const Value& dot, const Function& function, const Node& node,
                      const Arguments& arguments) {
    const std::size_t count = arguments.count();
    const std::string name(function.name);
    if (function.is_variadic && count < function.fixed_count) {
        fail("wrong number of args for " + name + ": want at least " + std::to_string(function.fixed_count) +
             " got " + std::to_string(arguments.written()));
    }
    if (!function.is_variadic && count != function.fixed_count) {
        fail("wrong number of args for " + name + ": want " + std::to_string(function.fixed_count) + " got " +
             std::to_string(count));
    }
    if (function.run == nullptr) {
        return call_logical(dot, function, arguments);
    }
    std::vector<Value> values;
    values.reserve(count);
    const auto type = [&] {
        return values.size() < function.fixed_count ? function.fixed_type : function.variadic_type;
    };
    for (std::size_t i = 0; i < arguments.written(); ++i) {
        values.push_back(argument(dot, type(), *(*arguments.operands)[i + 1]));
    }
    if (arguments.final != nullptr) {
        values.push_back(validated(*arguments.final, type()));
    }
    std::string callee;
    if (function.name == "call") {
        callee =
            arguments.written() == 0 ? reflected(*arguments.final) : to_string(*(*arguments.operands)[1]);
    }
    CallContext context{budget_, callee};
    try {
        return function.run(context, values);
    } catch (const Error& error) {
        at(node);
        fail("error calling " + name + ": " + error.what());
    }
}

// and, or: evaluated up to the first argument that decides.
Value Evaluator::call_logical(const Value& dot, const Function& function, const Arguments& arguments) {
    const bool decides = function.name == "or";
    Value value;
    for (std::size_t i = 0; i < arguments.written(); ++i) {
        value = argument(dot, function.fixed_type, *(*arguments.operands)[i + 1]);
        if (value.truth() == decides) {
            return value;
        }
    }
    return arguments.final == nullptr ? value : validated(*arguments.final, function.fixed_type);
}

Value Evaluator::argument(const Value& dot, Parameter type, const Node& node) {
    at(node);
    switch (node.kind) {
        case Node::Kind::dot:
            return validated(dot, type);
        case Node::Kind::nil:
            if (type == Parameter::string) {
                fail("cannot assign nil to string");
            }
            return type == Parameter::any ? Value::nil() : Value();
        case Node::Kind::field:
            return validated(path(dot, static_cast<const PathNode&>(node).names, 0, {}), type);
        case Node::Kind::variable:
            return validated(variable(static_cast<const PathNode&>(node), {}), type);
        case Node::Kind::pipe:
            return validated(pipeline(dot, &static_cast<const PipeNode&>(node)), type);
        case Node::Kind::identifier:
            return validated(call(dot, static_cast<const IdentifierNode&>(node).function, node, {}), type);
        case Node::Kind::chain:
            return validated(chain(dot, static_cast<const ChainNode&>(node), {}), type);
        default:
            break;
    }
    if (type == Parameter::string && node.kind != Node::Kind::string) {
        fail("expected string; found " + to_string(node));
    }
    return literal(node);
}

Value Evaluator::validated(Value value, Parameter type) {
    if (type == Parameter::untyped || type == Parameter::whole) {
        return value;
    }
    if (!value.is_valid()) {
        if (type == Parameter::string) {
            fail("invalid value; expected string");
        }
        return Value::nil();
    }
    if (type == Parameter::any || value.kind() == Value::Kind::string) {
        return value;
    }
    const bool is_nil = value.kind() == Value::Kind::nil;
    const Value held = is_nil ? std::move(value) : value.concrete();
    fail("wrong type for value; expected string; got " + std::string(held.type_name()));
}

}  // namespace yare::gotemplate
