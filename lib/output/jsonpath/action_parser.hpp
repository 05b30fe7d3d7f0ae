// The parser of what stands in braces.
#pragma once

#include <string>
#include <string_view>

#include "output/jsonpath/scanner.hpp"

namespace yare::jsonpath {

/// What all parsers of one template share.
struct ParserBounds {
    std::size_t whole_size = 0;
    int pieces = 0;  // parsed so far; bounds what trying twice can cost
};

class ActionParser {
  public:
    /// `text` is a template of its own; the arguments behind it say where it stands in the whole one.
    ActionParser(std::string_view text, std::ptrdiff_t origin, int depth, ParserBounds& bounds)
        : scanner_(text, origin, bounds.whole_size), depth_(depth), bounds_(bounds) {}

    /// Everything to the end: texts and actions.
    Path whole();

  private:
    Path action();
    void identifier(Path& path);
    void recursive(Path& path);
    void number(Path& path);
    void quote(Path& path, char end);
    void field(Path& path);
    void bracket(Path& path);
    void join(Path& path, std::size_t begin, std::size_t end);
    Slice slice(std::size_t begin, std::size_t end) const;
    bool slice_part(std::string_view text, std::size_t at, std::int64_t& value) const;
    void filter(Path& path);
    Condition plain_filter();
    Condition extended_filter(bool& extended);

    /// The first action of `{piece}`; further ones only when `only` is false, where they are ignored as
    /// kubectl does. The piece stands at `begin` of this text, behind `before` that is put in front of it.
    Path piece(const std::string& before, std::size_t begin, std::size_t end, const std::string& after = {},
               bool only = false);

    friend class ConditionParser;
    Scanner scanner_;
    int depth_;
    ParserBounds& bounds_;
};

/// A quoted string's meaning as Go's strconv.Unquote has it, single quotes around any number of characters
/// allowed. False for what is none.
bool unquote(std::string_view quoted, std::string& out);

}  // namespace yare::jsonpath
