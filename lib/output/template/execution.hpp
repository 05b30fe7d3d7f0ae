// Executes a template: without recursion, so that its depth is memory, and so that it can wait for elements.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/streams.hpp"
#include "output/template/evaluation.hpp"

namespace yare::gotemplate {

class Execution {
  public:
    static constexpr std::size_t k_most_depth = 100'000;  // of templates in templates, as in Go
    static constexpr std::size_t k_no_limit = static_cast<std::size_t>(-1);
    static constexpr std::size_t k_most_frames = 1'000'000;

    /// `templates` and `out` must outlive the execution. `streamed` is a range whose elements feed() brings,
    /// one at a time, in place of its pipeline's; null when there is none.
    Execution(const Templates& templates, bool fail_on_missing_key, Output& out,
              const BranchNode* streamed = nullptr);
    ~Execution();

    /// Begins with the main template over `root`.
    void start(const Value& root);

    /// Goes on to the end, or until the streamed range needs an element; then it returns false, and nothing
    /// that the last element lent is kept. It also returns false after `most_steps` nodes. Throws
    /// TemplateError, when what was printed before has been written.
    bool run(std::size_t most_steps = k_no_limit);

    /// The next element for the streamed range, or that there is no further one.
    void feed(const Value& element) { element_ = element; }
    void end_elements() { ended_ = true; }

  private:
    struct Range;
    struct Frame;

    bool step();
    void execute(const Node& node);
    void print(const ActionNode& node);
    void branch(const BranchNode& node);
    void begin_range(const BranchNode& node);
    bool step_range();
    bool next_item(Range& range, Value& index, Value& item);
    void bind(const BranchNode& node, const Value& index, const Value& item);
    void wait(const Range& range);
    void call_template(const TemplateNode& node);
    void unwind_to_range();
    void push(const ListNode* list, Value dot, std::size_t mark);
    void pop_frame();
    void flush();

    const Templates& templates_;
    Output& out_;
    const BranchNode* streamed_;
    Evaluator evaluator_;
    std::vector<Frame> frames_;
    std::size_t depth_ = 0;  // of templates, the main one counted
    std::string text_;       // not yet written
    std::optional<Value> element_;
    bool ended_ = false;
};

}  // namespace yare::gotemplate
