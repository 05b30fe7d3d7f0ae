// Pipelines: from nodes to values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "output/template/functions.hpp"
#include "output/template/node.hpp"
#include "output/template/value.hpp"

namespace yare::gotemplate {

/// Why a template could not be executed, in Go's words with name, line and column.
class TemplateError : public Error {
  public:
    using Error::Error;
};

/// Evaluates pipelines, keeps variables, and knows what an error is to name. Every failure is a
/// TemplateError.
class Evaluator {
  public:
    static constexpr std::size_t k_most_variables = 1'000'000;

    /// `fail_on_missing_key` is Go's option missingkey=error. `templates` must outlive the evaluator.
    Evaluator(const Templates& templates, bool fail_on_missing_key)
        : source_(templates.source), fail_on_missing_key_(fail_on_missing_key) {}

    /// Also declares or sets the variables of `pipe`. A null pipe has no value. The result is never an
    /// interface.
    Value pipeline(const Value& dot, const PipeNode* pipe);

    /// What an error from now on is about.
    void at(const Node& node) { node_ = &node; }
    [[noreturn]] void fail(const std::string& message) const;

    /// A template of its own: its name, and its variables, of which `$` is the first.
    struct Scope {
        std::string_view name = k_main_template;
        std::size_t base = 0;
        std::size_t end = 0;
    };
    /// Returns the scope to go back to with leave().
    Scope enter(std::string_view name, const Value& dot);
    void leave(const Scope& scope);

    std::size_t mark() const { return variables_.size(); }
    void pop(std::size_t mark) { variables_.resize(mark); }
    void assign(std::string_view name, const Value& value);
    /// The variable `from_top` places under the top, which is 1.
    void assign_top(std::size_t from_top, const Value& value) {
        variables_[variables_.size() - from_top].value = value;
    }
    /// Copies what the variables have borrowed.
    void detach_variables();

  private:
    struct Variable {
        std::string_view name;
        Value value;
    };
    // Of a call or field: what stands behind its name. `operands` is null where there can be none.
    struct Arguments {
        const std::vector<const Node*>* operands = nullptr;  // the first one is what is called
        const Value* final = nullptr;                        // from the pipeline

        std::size_t written() const { return operands == nullptr ? 0 : operands->size() - 1; }
        std::size_t count() const { return written() + (final == nullptr ? 0 : 1); }
    };

    Value command(const Value& dot, const CommandNode& command, const Value* final);
    Value literal(const Node& node);
    Value number(const NumberNode& node);
    Value variable(const PathNode& node, const Arguments& arguments);
    Value chain(const Value& dot, const ChainNode& node, const Arguments& arguments);
    Value path(const Value& receiver, const std::vector<std::string>& names, std::size_t first,
               const Arguments& arguments);
    Value field(const Value& receiver, const std::string& name, bool has_arguments);
    Value call(const Value& dot, const Function& function, const Node& node, const Arguments& arguments);
    Value call_logical(const Value& dot, const Function& function, const Arguments& arguments);
    Value argument(const Value& dot, Parameter type, const Node& node);
    Value validated(Value value, Parameter type);
    const Value& lookup(std::string_view name) const;
    void refuse_arguments(const Arguments& arguments) const;

    std::string_view source_;
    bool fail_on_missing_key_;
    TextBudget budget_;  // outlives the values
    std::vector<Variable> variables_;
    Scope scope_;
    const Node* node_ = nullptr;
};

}  // namespace yare::gotemplate
