// Go's format strings.
#include <cstdlib>
#include <optional>

#include "base/text.hpp"
#include "output/template/format.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

constexpr int k_most = 1'000'000;  // of a width or precision; what is more counts as wrong

bool is_too_large(std::int64_t value) { return value > k_most || value < -k_most; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Parsed {
    int value = 0;
    bool is_number = false;
    std::size_t end = 0;
};

// The digits at text[begin, end). A number that is too long takes all of it and is none.
Parsed parse_digits(std::string_view text, std::size_t begin, std::size_t end) {
    Parsed parsed{0, false, begin};
    for (; parsed.end < end && is_digit(text[parsed.end]); ++parsed.end) {
        if (is_too_large(parsed.value)) {
            return {0, false, end};
        }
        parsed.value = parsed.value * 10 + (text[parsed.end] - '0');
        parsed.is_number = true;
    }
    return parsed;
}

bool is_string(const Value& value) { return value.kind() == Value::Kind::string; }

}  // namespace

// Where the reading of a format string stands.
struct Formatter::Directive {
    std::string_view format;
    const std::vector<Value>& operands;
    std::size_t at = 0;        // in format
    std::size_t next = 0;      // operand
    bool reordered = false;    // some index was given
    bool after_index = false;  // the last thing read was an index
    bool good_index = true;

    bool ended() const { return at >= format.size(); }
    char current() const { return ended() ? '\0' : format[at]; }

    // The integer that a `*` takes, if it is one.
    std::optional<int> star() {
        ++at;
        if (next >= operands.size()) {
            return std::nullopt;
        }
        const Value& value = operands[next++];
        if (!value.is_integral() || is_too_large(value.as_integer())) {
            return std::nullopt;
        }
        return static_cast<int>(value.as_integer());
    }
};

void Formatter::print(const std::vector<Value>& operands) {
    flags_ = {};
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (i > 0 && !is_string(operands[i]) && !is_string(operands[i - 1])) {
            append(" ");
        }
        operand(operands[i], 'v');
    }
}

void Formatter::println(const std::vector<Value>& operands) {
    flags_ = {};
    for (std::size_t i = 0; i < operands.size(); ++i) {
        append(i == 0 ? "" : " ");
        operand(operands[i], 'v');
    }
    append("\n");
}

void Formatter::printf(std::string_view format, const std::vector<Value>& operands) {
    Directive at{format, operands};
    while (!at.ended()) {
        const auto percent = format.find('%', at.at);
        append(format.substr(at.at, percent - at.at));
        if (percent == std::string_view::npos) {
            break;
        }
        at.at = percent + 1;
        at.good_index = true;
        flags_ = {};
        read_directive(at);
        if (at.ended()) {
            append("%!(NOVERB)");
            break;
        }
        write_directive(at);
    }
    if (!at.reordered && at.next < operands.size()) {
        write_extra(operands, at.next);
    }
}

void Formatter::read_directive(Directive& at) {
    read_flags(at);
    at.after_index = false;
    read_index(at);
    read_width(at);
    read_precision(at);
    if (!at.after_index) {
        read_index(at);
    }
}

void Formatter::read_flags(Directive& at) {
    for (; !at.ended(); ++at.at) {
        switch (at.current()) {
            case '#':
                flags_.sharp = true;
                break;
            case '0':
                flags_.zero = true;
                break;
            case '+':
                flags_.plus = true;
                break;
            case '-':
                flags_.minus = true;
                break;
            case ' ':
                flags_.space = true;
                break;
            default:
                return;
        }
    }
}

void Formatter::read_index(Directive& at) {
    at.after_index = false;
    if (at.current() != '[') {
        return;
    }
    at.reordered = true;
    const auto close = at.format.find(']', at.at);
    if (close == std::string_view::npos || at.format.size() - at.at < 3) {
        at.good_index = false;
        ++at.at;
        return;
    }
    const Parsed parsed = parse_digits(at.format, at.at + 1, close);
    const bool ok = parsed.is_number && parsed.end == close;
    at.at = close + 1;
    if (ok && parsed.value >= 1 && static_cast<std::size_t>(parsed.value) <= at.operands.size()) {
        at.next = static_cast<std::size_t>(parsed.value) - 1;
        at.after_index = true;
        return;
    }
    at.good_index = false;
    at.after_index = ok;
}

void Formatter::read_width(Directive& at) {
    if (at.current() == '*') {
        const auto width = at.star();
        flags_.has_width = width.has_value();
        if (!width) {
            append("%!(BADWIDTH)");
        } else if (*width < 0) {
            flags_.minus = true;
        }
        flags_.width = std::abs(width.value_or(0));
        at.after_index = false;
        return;
    }
    const Parsed parsed = parse_digits(at.format, at.at, at.format.size());
    flags_.width = parsed.value;
    flags_.has_width = parsed.is_number;
    at.at = parsed.end;
    if (at.after_index && parsed.is_number) {
        at.good_index = false;
    }
}

void Formatter::read_precision(Directive& at) {
    if (at.at + 1 >= at.format.size() || at.current() != '.') {
        return;
    }
    ++at.at;
    at.good_index = at.good_index && !at.after_index;
    read_index(at);
    if (at.current() == '*') {
        const auto precision = at.star();
        flags_.has_precision = precision && *precision >= 0;
        flags_.precision = flags_.has_precision ? *precision : 0;
        if (!flags_.has_precision) {
            append("%!(BADPREC)");
        }
        at.after_index = false;
        return;
    }
    const Parsed parsed = parse_digits(at.format, at.at, at.format.size());
    flags_.has_precision = true;
    flags_.precision = parsed.value;
    at.at = parsed.end;
}

void Formatter::write_directive(Directive& at) {
    const Rune verb = decode_rune(at.format.substr(at.at));
    at.at += verb.length;
    const auto complain = [&](std::string_view what) {
        append("%!");
        append_utf8(out_, verb.code);
        append(what);
    };
    if (verb.code == '%') {
        append("%");
    } else if (!at.good_index) {
        complain("(BADINDEX)");
    } else if (at.next >= at.operands.size()) {
        complain("(MISSING)");
    } else {
        if (verb.code == 'v' || verb.code == 'w') {
            // %#v is Go syntax, and %+v shows names of fields, of which there are none.
            flags_.sharp_v = flags_.sharp;
            flags_.sharp = flags_.plus = false;
        }
        operand(at.operands[at.next++], verb.code);
    }
}

void Formatter::write_extra(const std::vector<Value>& operands, std::size_t from) {
    flags_ = {};
    append("%!(EXTRA ");
    for (std::size_t i = from; i < operands.size(); ++i) {
        append(i == from ? "" : ", ");
        if (operands[i].is_valid() && operands[i].kind() != Value::Kind::nil) {
            append(operands[i].concrete().type_name());
            append("=");
        }
        operand(operands[i], 'v');
    }
    append(")");
}

}  // namespace yare::gotemplate
