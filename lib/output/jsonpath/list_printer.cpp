#include "output/jsonpath/list_printer.hpp"

#include <algorithm>

namespace yare::jsonpath {

ListPrinter::ListPrinter(const Template& parsed, ListPlan plan, const JsonPathOptions& options, bool as_json)
    : template_(parsed),
      plan_(std::move(plan)),
      evaluator_(parsed, options),
      text_(as_json, options.numbers),
      list_text_(std::string(k_list_begin) + std::string(k_list_end)) {
    list_.parse(list_text_);
    writer_.keep_order(true);
    const auto looks = [](const Block& block) { return !block.lanes.empty(); };
    flowing_ = static_cast<std::size_t>(std::find_if(plan_.blocks.begin(), plan_.blocks.end(), looks) -
                                        plan_.blocks.begin());
}

// What stands before the first value of an element.
void ListPrinter::start(std::string& out) {
    started_ = true;
    for (std::size_t i = 0; i < flowing_; ++i) {
        print_apart(plan_.blocks[i], out);
    }
    if (flowing_ < plan_.blocks.size() && !plan_.blocks[flowing_].is_range) {
        text_.begin(out);
    }
}

void ListPrinter::element(const JsonValue& element, std::string& out) {
    if (!started_) {
        start(out);
    }
    for (std::size_t i = flowing_; i < plan_.blocks.size(); ++i) {
        Block& block = plan_.blocks[i];
        for (std::size_t k = 0; k < block.lanes.size(); ++k) {
            Lane& lane = block.lanes[k];
            if (takes(*lane.selector, element)) {
                print_element(block, lane, element, i == flowing_ && k == 0 ? out : lane.kept);
            }
        }
    }
    keep(element);
    ++count_;
}

void ListPrinter::print_element(const Block& block, Lane& lane, const JsonValue& element, std::string& out) {
    values_.assign(1, element);
    run(lane, values_);
    print(block, lane, values_, out);
}

void ListPrinter::keep(const JsonValue& element) {
    if (plan_.most_from_end == 0) {
        return;
    }
    if (last_.size() == plan_.most_from_end) {
        last_.pop_front();
    }
    last_.emplace_back();
    writer_.write(last_.back(), element);
}

// What slices take that count from the end.
void ListPrinter::print_last(Block& block, std::string& out) {
    for (std::size_t k = 0; k < block.lanes.size(); ++k) {
        Lane& lane = block.lanes[k];
        if (lane.selector->kind != Node::Kind::slice || !counts_from_end(lane.selector->slice)) {
            continue;
        }
        const auto bounds = bounds_of(lane.selector->slice, count_);
        const auto kept_from = static_cast<std::int64_t>(count_ - last_.size());
        const std::int64_t step = std::min(bounds.step, bounds.end);  // one further is behind the end as well
        for (std::int64_t i = bounds.begin; !bounds.is_empty && i < bounds.end; i += step) {
            JsonTree tree;
            const auto element = tree.parse(last_[static_cast<std::size_t>(i - kept_from)]);
            print_element(block, lane, element,
                          &block == &plan_.blocks[flowing_] && k == 0 ? out : lane.kept);
        }
    }
}

bool ListPrinter::takes(const Node& selector, const JsonValue& element) {
    if (selector.kind == Node::Kind::filter) {
        return evaluator_.holds(*selector.condition, element);
    }
    if (selector.kind != Node::Kind::slice) {
        return true;
    }
    const Slice& slice = selector.slice;
    if (counts_from_end(slice)) {
        return false;  // it is known at the end
    }
    const auto index = static_cast<std::int64_t>(count_);
    const std::int64_t step = slice.has_step ? slice.step : 1;
    return index >= slice.start && (!slice.has_stop || index < slice.stop) && step > 0 &&
           (index - slice.start) % step == 0;
}

void ListPrinter::run(Lane& lane, Values& values) {
    for (auto* met : lane.steps) {
        if (values.empty()) {
            return;
        }
        const Node& node = *met->node;
        if (node.kind == Node::Kind::field) {
            // Missing is what no element has; that is known at the end.
            met->input = true;
            select_members(values, node.name);
            met->found = met->found || !values.empty();
        } else if (node.kind == Node::Kind::slice && met->ended) {
            values.clear();
        } else {
            evaluator_.apply(node, values);
            met->ended = node.kind == Node::Kind::slice && evaluator_.slice_was_empty();
        }
    }
}

void ListPrinter::print(const Block& block, Lane& lane, const Values& values, std::string& out) {
    for (const auto& value : values) {
        if (block.is_range) {
            text_.groups(out, evaluator_.find_in_range(block.node + 1, value));
        } else {
            text_.value(out, value, !lane.any);
        }
        lane.any = true;
    }
}

// A block that does not look at the elements.
void ListPrinter::print_apart(const Block& block, std::string& out) {
    const Node& node = template_.nodes[block.node];
    Values values{list_.root()};
    if (!block.is_range) {
        evaluator_.apply(node, values);
        text_.group(out, values);
        return;
    }
    const Path& path = node.paths.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        evaluator_.apply(path[i], values);
    }
    if (values.empty()) {
        evaluator_.find_in_range(block.node + 1, Value());
    }
    for (const auto& value : values) {
        text_.groups(out, evaluator_.find_in_range(block.node + 1, value));
    }
}

void ListPrinter::check_selectors(const Block& block) {
    for (const auto& lane : block.lanes) {
        if (lane.selector->kind == Node::Kind::slice) {
            const auto bounds = bounds_of(lane.selector->slice, count_);
            if (!bounds.error.empty()) {
                throw Error(bounds.error);
            }
        }
    }
}

// What can only be said when all elements are there.
void ListPrinter::check(const Block& block) {
    bool any = false;
    for (const auto& lane : block.lanes) {
        any = any || lane.any;
    }
    for (std::size_t i = block.met_begin; i < block.met_end; ++i) {
        const Met& met = plan_.met[i];
        if (met.input && !met.found && !evaluator_.options().allow_missing_keys) {
            throw Error(met.node->name + " is not found");
        }
    }
    if (block.is_range && !any) {
        evaluator_.find_in_range(block.node + 1, Value());  // kubectl does, and may fail at it
    }
}

void ListPrinter::end(std::string& out) {
    if (!started_) {
        start(out);
    }
    for (std::size_t i = flowing_; i < plan_.blocks.size(); ++i) {
        Block& block = plan_.blocks[i];
        if (block.lanes.empty()) {
            print_apart(block, out);
        } else {
            check_selectors(block);
            print_last(block, out);
            check(block);
            finish(block, i == flowing_, out);
        }
    }
}

// Puts the lanes together: what the first has printed has been written already where it is flowing.
void ListPrinter::finish(Block& block, bool is_flowing, std::string& out) {
    if (!is_flowing && !block.is_range) {
        text_.begin(out);
    }
    bool any = false;
    for (auto& lane : block.lanes) {
        if (any && lane.any && !block.is_range) {
            out += text_.separator();
        }
        out += lane.kept;
        lane.kept = {};
        any = any || lane.any;
    }
    if (!block.is_range) {
        text_.end(out, !any);
    }
}

}  // namespace yare::jsonpath
