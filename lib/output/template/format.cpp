// The verbs of Go's fmt.
#include "output/template/format.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "output/template/number.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

constexpr std::string_view k_nil = "<nil>";

bool is_one_of(char32_t verb, std::string_view verbs) {
    return verb < 0x80 && verbs.find(static_cast<char>(verb)) != std::string_view::npos;
}

// The character that the number stands for, as %c and %q have it.
char32_t to_rune(std::uint64_t value) { return value > 0x10ffff ? 0xfffd : static_cast<char32_t>(value); }

}  // namespace

// A list or map on whose elements the printing is.
struct Formatter::Open {
    Value value;
    std::vector<JsonValue> members;  // of a map
    JsonValue element;               // of a list: the next one
    std::size_t next = 0;

    bool is_map() const { return value.kind() == Value::Kind::map; }
    std::size_t count() const { return is_map() ? members.size() : value.size(); }
};

void Formatter::value(const Value& operand_value, char32_t verb) {
    flags_ = {};
    operand(operand_value, verb);
}

void Formatter::append(std::string_view text) {
    if (text.size() > limit_ || out_.size() > limit_ - text.size()) {
        throw Error("text longer than " + std::to_string(limit_) + " bytes");
    }
    out_ += text;
}

void Formatter::padding(std::size_t count) {
    append({});
    if (count > limit_ - out_.size()) {
        append(std::string(count, ' '));
    }
    out_.append(count, flags_.zero && !flags_.minus ? '0' : ' ');
}

void Formatter::pad(std::string_view text) {
    const auto width = static_cast<std::size_t>(flags_.has_width ? flags_.width : 0);
    const std::size_t runes = width == 0 ? 0 : rune_count(text);
    const std::size_t missing = width > runes ? width - runes : 0;
    if (!flags_.minus) {
        padding(missing);
    }
    append(text);
    if (flags_.minus) {
        padding(missing);
    }
}

void Formatter::operand(const Value& value, char32_t verb) {
    const bool is_nil = !value.is_valid() || value.kind() == Value::Kind::nil;
    if (is_nil && (verb == 'T' || verb == 'v')) {
        pad(k_nil);
    } else if (is_nil) {
        bad_verb(value, verb);
    } else if (verb == 'T') {
        pad(truncated(value.concrete().type_name()));
    } else if (verb == 'p') {
        value.kind() == Value::Kind::list || value.kind() == Value::Kind::map ? address(verb)
                                                                              : bad_verb(value, verb);
    } else if (value.kind() == Value::Kind::list || value.kind() == Value::Kind::map) {
        // %w is refused for the whole, other verbs by each element.
        verb == 'w' ? bad_verb(value, verb) : container(value, verb);
    } else {
        scalar(value, verb);
    }
}

// What Go makes of a verb that does not suit: `%!d(string=hi)`.
void Formatter::bad_verb(const Value& value, char32_t verb) {
    append("%!");
    append_utf8(out_, verb);
    append("(");
    if (!value.is_valid() || value.kind() == Value::Kind::nil) {
        append(k_nil);
    } else {
        append(value.concrete().type_name());
        append("=");
        operand(value, 'v');
    }
    append(")");
}

void Formatter::scalar(const Value& value, char32_t verb) {
    switch (value.kind()) {
        case Value::Kind::boolean:
            return is_one_of(verb, "tv") ? pad(value.as_bool() ? "true" : "false") : bad_verb(value, verb);
        case Value::Kind::float64:
            return is_one_of(verb, "vbgGxXfFeE") ? float64(value.real(), verb) : bad_verb(value, verb);
        case Value::Kind::complex:
            return is_one_of(verb, "vbgGxXfFeE") ? complex(value, verb) : bad_verb(value, verb);
        case Value::Kind::string:
            return string(value, verb);
        default:
            return integer(value, verb);
    }
}

// Lists and maps in lists and maps, without recursion.
void Formatter::container(const Value& value, char32_t verb) {
    std::vector<Open> open;
    nested(value, verb, open);
    while (!open.empty()) {
        Open& top = open.back();
        if (top.next == top.count()) {
            append(flags_.sharp_v ? "}" : "]");
            open.pop_back();
            continue;
        }
        if (top.next > 0) {
            append(flags_.sharp_v ? ", " : " ");
        }
        Value child;
        if (top.is_map()) {
            const JsonValue& member = top.members[top.next];
            scalar(top.value.key(member), verb);
            append(":");
            child = top.value.child(member);
        } else {
            child = top.element ? top.value.child(top.element) : Value::nil();
            top.element = top.element.next();
        }
        ++top.next;
        nested(child, verb, open);
    }
}

void Formatter::nested(const Value& value, char32_t verb, std::vector<Open>& open) {
    if (value.kind() == Value::Kind::nil) {
        append(flags_.sharp_v ? "interface {}(nil)" : k_nil);
        return;
    }
    const bool is_list = value.kind() == Value::Kind::list;
    if (!is_list && value.kind() != Value::Kind::map) {
        scalar(value, verb);
        return;
    }
    if (flags_.sharp_v) {
        append(value.concrete().type_name());
    }
    append(flags_.sharp_v ? "{" : is_list ? "[" : "map[");
    Open made{value, {}, {}, 0};
    if (is_list) {
        made.element = value.json().first();
        for (std::size_t i = value.offset(); i > 0; --i) {
            made.element = made.element.next();
        }
    } else {
        made.members = sorted_members(value.json());
    }
    open.push_back(std::move(made));
}

void Formatter::integer(const Value& value, char32_t verb) {
    const auto bits = static_cast<std::uint64_t>(value.as_integer());
    const bool is_signed = value.is_int();
    switch (verb) {
        case 'v':
            if (flags_.sharp_v && !is_signed) {
                flags_.sharp = true;
                number(bits, 16, is_signed, verb, false);
                flags_.sharp = false;
                return;
            }
            return number(bits, 10, is_signed, verb, false);
        case 'd':
            return number(bits, 10, is_signed, verb, false);
        case 'b':
            return number(bits, 2, is_signed, verb, false);
        case 'o':
        case 'O':
            return number(bits, 8, is_signed, verb, false);
        case 'x':
        case 'X':
            return number(bits, 16, is_signed, verb, verb == 'X');
        case 'c': {
            std::string text;
            const char32_t rune = to_rune(bits);
            append_utf8(text, rune >= 0xd800 && rune <= 0xdfff ? 0xfffd : rune);
            return pad(text);
        }
        case 'q':
            return pad(quote_rune(to_rune(bits), flags_.plus));
        case 'U':
            return code_point(bits);
        default:
            bad_verb(value, verb);
    }
}

void Formatter::number(std::uint64_t value, int base, bool is_signed, char32_t verb, bool upper) {
    const bool negative = is_signed && (value >> 63) != 0;
    value = negative ? ~value + 1 : value;
    const bool zero = flags_.zero;
    std::size_t least = 0;
    if (flags_.has_precision) {
        least = static_cast<std::size_t>(flags_.precision);
        if (least == 0 && value == 0) {
            flags_.zero = false;
            padding(static_cast<std::size_t>(flags_.width));
            flags_.zero = zero;
            return;
        }
    } else if (zero && !flags_.minus && flags_.has_width) {
        const bool sign = negative || flags_.plus || flags_.space;
        least = static_cast<std::size_t>(std::max(flags_.width - (sign ? 1 : 0), 0));
    }
    std::string text;  // from the last digit to the first
    for (const char* const alphabet = upper ? "0123456789ABCDEF" : "0123456789abcdef";;) {
        text += alphabet[value % static_cast<unsigned>(base)];
        value /= static_cast<unsigned>(base);
        if (value == 0) {
            break;
        }
    }
    text.append(least > text.size() ? least - text.size() : 0, '0');
    if (flags_.sharp && base == 8) {
        text += text.back() == '0' ? "" : "0";
    } else if (flags_.sharp && base != 10) {
        text += base == 2 ? "b0" : upper ? "X0" : "x0";
    }
    text += verb == 'O' ? "o0" : "";
    text += negative ? "-" : flags_.plus ? "+" : flags_.space ? " " : "";
    std::reverse(text.begin(), text.end());
    flags_.zero = false;
    pad(text);
    flags_.zero = zero;
}

void Formatter::code_point(std::uint64_t value) {
    std::string text;
    for (std::uint64_t rest = value; rest != 0; rest >>= 4) {
        text += "0123456789ABCDEF"[rest & 0xf];
    }
    const std::size_t least =
        flags_.has_precision && flags_.precision > 4 ? static_cast<std::size_t>(flags_.precision) : 4;
    text.append(least > text.size() ? least - text.size() : 0, '0');
    text += "+U";
    std::reverse(text.begin(), text.end());
    if (flags_.sharp && value <= 0x10ffff && is_printable(static_cast<char32_t>(value))) {
        text += " '";
        append_utf8(text, static_cast<char32_t>(value));
        text += '\'';
    }
    const bool zero = flags_.zero;
    flags_.zero = false;
    pad(text);
    flags_.zero = zero;
}

// %p of a list or map: addresses differ from run to run in Go, too.
void Formatter::address(char32_t verb) {
    const bool sharp = flags_.sharp;
    flags_.sharp = !sharp;
    number(0xc000010000, 16, false, verb, false);
    flags_.sharp = sharp;
}

std::string_view Formatter::truncated(std::string_view text) const {
    return flags_.has_precision ? first_runes(text, static_cast<std::size_t>(flags_.precision)) : text;
}

void Formatter::string(const Value& value, char32_t verb) {
    const std::string_view text = value.text();
    const bool quoted = verb == 'q' || (verb == 'v' && flags_.sharp_v);
    if (quoted) {
        const std::string_view shown = truncated(text);
        const bool raw = flags_.sharp && can_backquote(shown);
        append({});
        return pad(raw ? "`" + std::string(shown) + "`" : quote_text(shown, flags_.plus));
    }
    if (verb == 'v' || verb == 's') {
        return pad(truncated(text));
    }
    if (verb == 'x' || verb == 'X') {
        return hex_bytes(text, verb == 'X');
    }
    bad_verb(value, verb);
}

void Formatter::hex_bytes(std::string_view bytes, bool upper) {
    if (flags_.has_precision) {
        bytes = bytes.substr(0, static_cast<std::size_t>(flags_.precision));
    }
    const char* const alphabet = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    const std::string_view prefix = !flags_.sharp ? "" : upper ? "0X" : "0x";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += i > 0 && flags_.space ? " " : "";
        text += i == 0 || flags_.space ? prefix : "";
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += alphabet[byte >> 4];
        text += alphabet[byte & 0xf];
    }
    pad(text);
}

std::string for_error(const Value& value, char32_t verb) {
    constexpr std::size_t k_most = 4096;
    std::string text;
    if (value.kind() == Value::Kind::string) {
        const bool is_long = value.text().size() > k_most;
        text = std::string(value.text().substr(0, k_most)) + (is_long ? "..." : "");
    } else {
        try {
            Formatter(text, k_most).value(value, verb);
        } catch (const Error&) {
            text += "...";
        }
    }
    std::replace(text.begin(), text.end(), '\0', '?');  // an error's text would end there
    return text;
}

}  // namespace yare::gotemplate
