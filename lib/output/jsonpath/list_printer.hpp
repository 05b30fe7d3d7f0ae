// A template over a list, element by element.
#pragma once

#include <deque>
#include <string>

#include "base/json_write.hpp"
#include "output/jsonpath/group_text.hpp"
#include "output/jsonpath/list_plan.hpp"

namespace yare::jsonpath {

/// The List around the elements as kubectl makes it, in two parts.
constexpr std::string_view k_list_begin = R"({"apiVersion":"v1","items":[)";
constexpr std::string_view k_list_end = R"(],"kind":"List","metadata":{"resourceVersion":""}})";

class ListPrinter {
  public:
    ListPrinter(const Template& parsed, ListPlan plan, const JsonPathOptions& options, bool as_json);

    /// Both append what can be written now. Throw Error.
    void element(const JsonValue& element, std::string& out);
    void end(std::string& out);

  private:
    void start(std::string& out);
    bool takes(const Node& selector, const JsonValue& element);
    void print_element(const Block& block, Lane& lane, const JsonValue& element, std::string& out);
    void print_last(Block& block, std::string& out);
    void keep(const JsonValue& element);
    void run(Lane& lane, Values& values);
    void print(const Block& block, Lane& lane, const Values& values, std::string& out);
    void print_apart(const Block& block, std::string& out);
    void finish(Block& block, bool is_flowing, std::string& out);
    void check(const Block& block);
    void check_selectors(const Block& block);

    const Template& template_;
    ListPlan plan_;
    Evaluator evaluator_;
    GroupText text_;
    JsonTree list_;            // without elements
    std::size_t flowing_ = 0;  // the first block that looks at elements: its first lane is written at once
    std::size_t count_ = 0;
    bool started_ = false;
    std::deque<std::string> last_;  // elements as JSON, where a slice counts from the end
    JsonWriter writer_{0};
    Values values_;
    std::string list_text_;
};

}  // namespace yare::jsonpath
