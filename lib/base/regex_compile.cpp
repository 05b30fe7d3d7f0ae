// From a parsed expression to a program for Pike's machine.
#include <string>

#include "base/error.hpp"
#include "base/regex_program.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_most_instructions = 20000;
constexpr std::size_t k_most_ranges = 200000;

using Kind = RegexNode::Kind;
using Instruction = RegexProgram::Instruction;
using Op = Instruction::Op;

bool may_be_empty(const RegexNode& node) {
    switch (node.kind) {
        case Kind::ranges:
            return false;
        case Kind::concat:
            for (const auto& part : node.parts) {
                if (!may_be_empty(part)) {
                    return false;
                }
            }
            return true;
        case Kind::alternate:
            for (const auto& part : node.parts) {
                if (may_be_empty(part)) {
                    return true;
                }
            }
            return false;
        case Kind::repeat:
            return node.min == 0 || may_be_empty(node.parts.front());
        default:
            return true;
    }
}

// Built from the end to the front: each part knows already where it goes on.
class RegexCompiler {
  public:
    explicit RegexCompiler(std::string_view pattern) : pattern_(pattern) {}

    RegexProgram run(const RegexNode& node) {
        const auto end = add({Op::match, {}, 0, 0, 0, 0});
        program_.start = compile(node, end);
        find_beginnings();
        return std::move(program_);
    }

  private:
    [[noreturn]] void too_large() const {
        throw Error("error parsing regexp: expression too large: `" + std::string(pattern_) + "`");
    }

    std::uint32_t add(Instruction instruction) {
        if (program_.instructions.size() >= k_most_instructions) {
            too_large();
        }
        program_.instructions.push_back(instruction);
        return static_cast<std::uint32_t>(program_.instructions.size() - 1);
    }

    std::uint32_t split(std::uint32_t preferred, std::uint32_t other, bool lazy) {
        return lazy ? add({Op::split, {}, other, preferred, 0, 0})
                    : add({Op::split, {}, preferred, other, 0, 0});
    }

    // The place where `node` begins when it goes on at `next`.
    std::uint32_t compile(const RegexNode& node, std::uint32_t next) {
        switch (node.kind) {
            case Kind::empty:
                return next;
            case Kind::ranges:
                return ranges(node, next);
            case Kind::assertion:
                return add({Op::assertion, node.assertion, next, 0, 0, 0});
            case Kind::concat:
                for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) {
                    next = compile(*part, next);
                }
                return next;
            case Kind::alternate: {
                std::uint32_t begin = compile(node.parts.back(), next);
                for (auto part = node.parts.rbegin() + 1; part != node.parts.rend(); ++part) {
                    begin = split(compile(*part, next), begin, false);
                }
                return begin;
            }
            case Kind::repeat:
                return repeat(node, next);
        }
        return next;
    }

    std::uint32_t ranges(const RegexNode& node, std::uint32_t next) {
        if (node.ranges.size() == 1 && node.ranges.front().first == node.ranges.front().last) {
            return add({Op::one, {}, next, 0, static_cast<std::uint32_t>(node.ranges.front().first), 0});
        }
        const auto first = static_cast<std::uint32_t>(program_.ranges.size());
        if (first + node.ranges.size() > k_most_ranges) {
            too_large();
        }
        program_.ranges.insert(program_.ranges.end(), node.ranges.begin(), node.ranges.end());
        return add({Op::ranges, {}, next, 0, first, static_cast<std::uint32_t>(node.ranges.size())});
    }

    std::uint32_t repeat(const RegexNode& node, std::uint32_t next) {
        const RegexNode& part = node.parts.front();
        if (node.max < 0) {
            next = node.min == 0 ? star(part, next, node.lazy) : plus(part, next, node.lazy);
            return copies(part, next, node.min - 1);
        }
        // a{2,4} is aa(a(a)?)?, so that one way out leads past all that may be missing.
        const std::uint32_t end = next;
        for (int i = node.min; i < node.max; ++i) {
            next = split(compile(part, next), end, node.lazy);
        }
        return copies(part, next, node.min);
    }

    std::uint32_t copies(const RegexNode& part, std::uint32_t next, int count) {
        for (int i = 0; i < count; ++i) {
            next = compile(part, next);
        }
        return next;
    }

    std::uint32_t plus(const RegexNode& part, std::uint32_t next, bool lazy) {
        const std::uint32_t loop = split(0, next, false);
        const std::uint32_t begin = compile(part, loop);
        auto& instruction = program_.instructions[loop];
        instruction.next = lazy ? next : begin;
        instruction.other = lazy ? begin : next;
        return begin;
    }

    // What may be empty repeats as (x+)?, as in Go, so that (|a)* prefers what (|a)+ prefers.
    std::uint32_t star(const RegexNode& part, std::uint32_t next, bool lazy) {
        if (may_be_empty(part)) {
            return split(plus(part, next, lazy), next, lazy);
        }
        const std::uint32_t loop = split(0, next, false);
        const std::uint32_t begin = compile(part, loop);
        auto& instruction = program_.instructions[loop];
        instruction.next = lazy ? next : begin;
        instruction.other = lazy ? begin : next;
        return loop;
    }

    // Fills in what lets the matcher pass over text where no match can begin.
    void find_beginnings() {
        std::vector<bool> seen(program_.instructions.size(), false);
        std::vector<std::uint32_t> open{program_.start};
        bool anchored = true;
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            if (seen[at]) {
                continue;
            }
            seen[at] = true;
            const auto& instruction = program_.instructions[at];
            switch (instruction.op) {
                case Op::match:
                    program_.may_be_empty = true;
                    anchored = false;
                    break;
                case Op::split:
                    open.push_back(instruction.next);
                    open.push_back(instruction.other);
                    break;
                case Op::assertion:
                    if (instruction.assertion != RegexNode::Assertion::text_begin) {
                        open.push_back(instruction.next);
                    } else {
                        anchored_nexts_.push_back(instruction.next);
                    }
                    break;
                default:
                    anchored = false;
                    add_first_bytes(instruction);
            }
        }
        program_.anchored = anchored;
        if (!anchored_nexts_.empty()) {
            program_.may_be_empty = true;  // what follows a \A was not looked at
        }
    }

    void add_first_bytes(const Instruction& instruction) {
        const auto add_range = [&](char32_t first, char32_t last) {
            for (char32_t code = first; code <= last && code < 0x80; ++code) {
                program_.first_bytes[code] = true;
            }
            if (last < 0x80) {
                return;
            }
            std::string one;
            append_utf8(one, first);
            // A single character has one first byte; broken text counts as U+FFFD, whatever its bytes.
            for (unsigned byte = 0x80; byte < 0x100; ++byte) {
                const bool exact = first == last && first != 0xfffd;
                program_.first_bytes[byte] =
                    program_.first_bytes[byte] || !exact || byte == static_cast<unsigned char>(one.front());
            }
        };
        if (instruction.op == Op::one) {
            add_range(instruction.first, instruction.first);
        }
        for (std::uint32_t i = 0; i < instruction.count; ++i) {
            const auto& range = program_.ranges[instruction.first + i];
            add_range(range.first, range.last);
        }
    }

    std::string_view pattern_;
    RegexProgram program_;
    std::vector<std::uint32_t> anchored_nexts_;
};

}  // namespace

RegexProgram compile_regex(const RegexNode& node, std::string_view pattern) {
    return RegexCompiler(pattern).run(node);
}

}  // namespace yare
