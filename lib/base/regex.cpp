// Pike's machine: all ways through the program go on side by side, one step a character, the preferred first.
#include "base/regex.hpp"

#include <algorithm>
#include <cstring>

#include "base/regex_program.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Instruction = RegexProgram::Instruction;
using Op = Instruction::Op;
using Assertion = RegexNode::Assertion;

constexpr char32_t k_no_character = 0xffffffff;
constexpr char32_t k_broken = 0xfffd;

bool is_word(char32_t code) {
    return code < 0x80 && ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
                           (code >= 'A' && code <= 'Z') || code == '_');
}

// Ways through the program at one place of the text, by preference; each instruction stands there once.
struct Ways {
    struct Way {
        std::uint32_t at;
        std::size_t begin;  // of the match
    };
    std::vector<Way> list;
    std::vector<std::uint32_t> place;  // of an instruction in list, if it is there

    explicit Ways(std::size_t size) : place(size, 0) { list.reserve(size); }
    bool has(std::uint32_t at) const { return place[at] < list.size() && list[place[at]].at == at; }
    void add(std::uint32_t at, std::size_t begin) {
        place[at] = static_cast<std::uint32_t>(list.size());
        list.push_back({at, begin});
    }
};

class Search {
  public:
    Search(const RegexProgram& program, std::string_view text)
        : program_(program),
          text_(text),
          now_(program.instructions.size()),
          then_(program.instructions.size()) {}

    std::optional<Regex::Match> run(std::size_t at, bool any) {
        previous_ = before(at);
        for (;;) {
            if (now_.list.empty() && (match_ || !find_beginning(at))) {
                return match_;
            }
            const std::size_t length = read(at);
            if (!match_) {
                enter(now_, program_.start, at);
            }
            step(at, at + length);
            if (match_ && any) {
                return match_;
            }
            if (length == 0) {
                return match_;
            }
            std::swap(now_, then_);
            then_.list.clear();
            previous_ = next_;
            at += length;
        }
    }

  private:
    // The character before `at`.
    char32_t before(std::size_t at) const {
        if (at == 0) {
            return k_no_character;
        }
        for (std::size_t length = 1; length <= std::min<std::size_t>(4, at); ++length) {
            char32_t code = 0;
            if (decode_utf8(text_.substr(at - length, length), code) == length) {
                return code;
            }
        }
        return k_broken;
    }

    // Moves `at` to the next place where a match could begin.
    bool find_beginning(std::size_t& at) {
        if (program_.anchored && at > 0) {
            return false;
        }
        if (program_.may_be_empty || program_.anchored) {
            return true;
        }
        const std::size_t begin = at;
        while (at < text_.size() && !program_.first_bytes[static_cast<unsigned char>(text_[at])]) {
            ++at;
        }
        if (at > begin) {
            previous_ = before(at);
        }
        return at < text_.size();
    }

    // The character at `at` into next_; its length in bytes.
    std::size_t read(std::size_t at) {
        if (at >= text_.size()) {
            next_ = k_no_character;
            return 0;
        }
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (byte < 0x80) {
            next_ = byte;
            return 1;
        }
        const auto length = decode_utf8(text_.substr(at), next_);
        if (length == 0) {
            next_ = k_broken;
            return 1;
        }
        return length;
    }

    bool holds(Assertion assertion) const {
        switch (assertion) {
            case Assertion::text_begin:
                return previous_ == k_no_character;
            case Assertion::text_end:
                return next_ == k_no_character;
            case Assertion::line_begin:
                return previous_ == k_no_character || previous_ == '\n';
            case Assertion::line_end:
                return next_ == k_no_character || next_ == '\n';
            case Assertion::word:
                return is_word(previous_) != is_word(next_);
            case Assertion::no_word:
                return is_word(previous_) == is_word(next_);
        }
        return false;
    }

    // Adds `at` and what can be reached from it without a character.
    void enter(Ways& ways, std::uint32_t at, std::size_t begin) {
        open_.push_back(at);
        while (!open_.empty()) {
            at = open_.back();
            open_.pop_back();
            if (ways.has(at)) {
                continue;
            }
            ways.add(at, begin);
            const auto& instruction = program_.instructions[at];
            if (instruction.op == Op::split) {
                open_.push_back(instruction.other);
                open_.push_back(instruction.next);
            } else if (instruction.op == Op::assertion && holds(instruction.assertion)) {
                open_.push_back(instruction.next);
            }
        }
    }

    bool takes(const Instruction& instruction) const {
        if (instruction.op == Op::one) {
            return instruction.first == next_;
        }
        const auto* const first = program_.ranges.data() + instruction.first;
        const auto* const last = first + instruction.count;
        const auto* const found = std::lower_bound(
            first, last, next_, [](const RegexRange& range, char32_t code) { return range.last < code; });
        return found != last && found->first <= next_;
    }

    // Takes next_ on every way; a match ends those that are preferred less.
    void step(std::size_t at, std::size_t after) {
        const char32_t taken = next_;
        waiting_.clear();
        for (const auto& way : now_.list) {
            const auto& instruction = program_.instructions[way.at];
            if (instruction.op == Op::match) {
                match_ = Regex::Match{way.begin, at};
                break;
            }
            const bool reads = instruction.op == Op::one || instruction.op == Op::ranges;
            if (reads && taken != k_no_character && takes(instruction)) {
                waiting_.push_back({instruction.next, way.begin});
            }
        }
        now_.list.clear();
        if (waiting_.empty()) {
            return;
        }
        // What follows without a character depends on the two characters around the new place.
        const char32_t previous = previous_;
        previous_ = taken;
        read(after);
        for (const auto& way : waiting_) {
            enter(then_, way.at, way.begin);
        }
        previous_ = previous;
        next_ = taken;
    }

    const RegexProgram& program_;
    std::string_view text_;
    Ways now_;
    Ways then_;
    std::vector<Ways::Way> waiting_;
    std::vector<std::uint32_t> open_;
    std::optional<Regex::Match> match_;
    char32_t previous_ = k_no_character;
    char32_t next_ = k_no_character;
};

// Whether no byte of `text` can begin a match.
bool has_no_beginning(const RegexProgram& program, std::string_view text, std::size_t from) {
    if (program.anchored) {
        return from > 0;
    }
    if (program.may_be_empty) {
        return false;
    }
    return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                        [&](char c) { return program.first_bytes[static_cast<unsigned char>(c)]; });
}

}  // namespace

Regex::Regex(std::string_view pattern, Options options)
    : program_(std::make_shared<const RegexProgram>(compile_regex(parse_regex(pattern, options), pattern))) {}

std::optional<Regex::Match> Regex::find(std::string_view text, std::size_t from) const {
    if (from > text.size() || has_no_beginning(*program_, text, from)) {
        return std::nullopt;
    }
    return Search(*program_, text).run(from, false);
}

bool Regex::matches(std::string_view text) const {
    return !has_no_beginning(*program_, text, 0) && Search(*program_, text).run(0, true).has_value();
}

}  // namespace yare
