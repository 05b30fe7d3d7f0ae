// Inside of Regex: the parsed expression, the program made of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/regex.hpp"
#include "base/unicode.hpp"

namespace yare {

using RegexRange = CodeRange;

/// A parsed expression.
struct RegexNode {
    enum class Kind : std::uint8_t { empty, ranges, assertion, concat, alternate, repeat };
    enum class Assertion : std::uint8_t { text_begin, text_end, line_begin, line_end, word, no_word };

    Kind kind = Kind::empty;
    Assertion assertion = Assertion::text_begin;
    bool lazy = false;
    int min = 0;
    int max = 0;                     // -1: no limit
    std::vector<RegexRange> ranges;  // sorted, apart from each other
    std::vector<RegexNode> parts;
};

/// Throws Error in Go's words.
RegexNode parse_regex(std::string_view pattern, Regex::Options options);

/// Sorts ranges and joins those that touch.
void normalize(std::vector<RegexRange>& ranges);

/// Adds what differs from `ranges` in letter case only.
void add_other_case(std::vector<RegexRange>& ranges);

/// Instructions for the matcher; where each one goes on is an index.
struct RegexProgram {
    struct Instruction {
        enum class Op : std::uint8_t { one, ranges, split, assertion, match };
        Op op;
        RegexNode::Assertion assertion;
        std::uint32_t next;   // where to go on; for a split the preferred way
        std::uint32_t other;  // the other way of a split
        std::uint32_t first;  // one: the code point; ranges: where they begin in `ranges`
        std::uint32_t count;  // ranges: how many
    };

    std::vector<Instruction> instructions;
    std::vector<RegexRange> ranges;
    std::uint32_t start = 0;
    bool anchored = false;                // only a match at the beginning of the text is possible
    bool may_be_empty = false;            // a match may need no character
    std::array<bool, 256> first_bytes{};  // with which a match that is not empty begins
};

/// Throws Error when it gets too large.
RegexProgram compile_regex(const RegexNode& node, std::string_view pattern);

}  // namespace yare
