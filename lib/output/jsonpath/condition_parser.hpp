// What filters may hold beyond kubectl: && || ! ( ) and =~ /regex/.
#pragma once

#include "output/jsonpath/action_parser.hpp"

namespace yare::jsonpath {

class ConditionParser {
  public:
    /// The scanner of `parser` stands behind `[?(`.
    explicit ConditionParser(ActionParser& parser) : parser_(parser), scanner_(parser.scanner_) {}

    /// The whole condition and the `)]` behind it. Throws SyntaxError.
    Condition run();

    /// Whether anything was met that kubectl does not know.
    bool is_extended() const { return extended_; }

  private:
    Condition any(int depth);
    Condition all(int depth);
    Condition one(int depth);
    Condition comparison();
    Condition match(std::size_t begin, std::size_t end);
    Path operand(std::size_t begin, std::size_t end);
    void skip_operand();
    void skip_quoted();
    void skip_bracket();
    void skip_filter(std::size_t open);
    void skip_spaces();
    bool take(std::string_view word);
    std::string_view pattern_text();
    [[noreturn]] void unterminated(std::size_t open) const;

    ActionParser& parser_;
    Scanner& scanner_;
    bool extended_ = false;
};

}  // namespace yare::jsonpath
