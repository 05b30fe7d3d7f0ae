#include "output/template/functions.hpp"

#include <array>
#include <optional>
#include <utility>

#include "base/encoding.hpp"
#include "output/template/format.hpp"

namespace yare::gotemplate {

namespace {

using Kind = Value::Kind;
using Args = std::vector<Value>;

std::string type_text(const Value& value) { return std::string(value.type_name()); }

bool is_absent(const Value& value) { return !value.is_valid() || value.kind() == Kind::nil; }

// An index into something of that capacity; equal to it counts as inside here, as in Go.
std::size_t checked_index(const Value& index, std::size_t capacity) {
    if (!index.is_valid()) {
        throw Error("cannot index slice/array with nil");
    }
    if (!index.is_integral() || index.is_interface()) {
        throw Error("cannot index slice/array with type " + type_text(index));
    }
    const std::int64_t at = index.as_integer();
    if (at < 0 || static_cast<std::uint64_t>(at) > capacity) {
        throw Error("index out of range: " + std::to_string(at));
    }
    return static_cast<std::size_t>(at);
}

Value at_index(const Value& item, const Value& arg) {
    const bool is_string = item.kind() == Kind::string;
    const std::size_t at = checked_index(arg.concrete(), item.size());
    if (at == item.size()) {
        throw Error(is_string ? "reflect: string index out of range" : "reflect: slice index out of range");
    }
    return is_string ? Value::integer(static_cast<unsigned char>(item.text()[at]), Kind::uint8)
                     : item.element(at);
}

Value at_key(const Value& item, const Value& arg) {
    const Value key = arg.concrete();
    if (!key.is_valid()) {
        throw Error("value is nil; should be of type string");
    }
    if (key.kind() != Kind::string) {
        throw Error("value has type " + type_text(key) + "; should be string");
    }
    const Value found = item.member(key.text());
    return found.is_valid() ? found : Value::nil();
}

Value run_index(CallContext&, Args& args) {
    Value item = args[0].concrete();
    if (!item.is_valid()) {
        throw Error("index of untyped nil");
    }
    for (std::size_t i = 1; i < args.size(); ++i) {
        if (item.kind() == Kind::nil) {
            throw Error("index of nil pointer");
        }
        if (item.kind() == Kind::list || item.kind() == Kind::string) {
            item = at_index(item, args[i]);
        } else if (item.kind() == Kind::map) {
            item = at_key(item, args[i]);
        } else {
            throw Error("can't index item of type " + type_text(item.concrete()));
        }
    }
    return item;
}

Value run_slice(CallContext&, Args& args) {
    const Value item = args[0].concrete();
    const std::size_t count = args.size() - 1;
    if (!item.is_valid()) {
        throw Error("slice of untyped nil");
    }
    if (count > 3) {
        throw Error("too many slice indexes: " + std::to_string(count));
    }
    const bool is_string = item.kind() == Kind::string;
    if (!is_string && item.kind() != Kind::list) {
        throw Error("can't slice item of type " + type_text(item));
    }
    if (is_string && count == 3) {
        throw Error("cannot 3-index slice a string");
    }
    const std::size_t capacity = is_string ? item.size() : item.capacity();
    std::array<std::size_t, 3> bounds{0, item.size(), capacity};
    for (std::size_t i = 0; i < count; ++i) {
        // Go's slice, unlike index, does not look into an interface: a field of an object is no index.
        bounds[i] = checked_index(args[i + 1], capacity);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (bounds[i] > bounds[i + 1]) {
            throw Error("invalid slice index: " + std::to_string(bounds[i]) + " > " +
                        std::to_string(bounds[i + 1]));
        }
    }
    return is_string ? item.substring(bounds[0], bounds[1])
                     : item.slice(bounds[0], bounds[1], bounds[2] - bounds[0]);
}

Value run_len(CallContext&, Args& args) {
    const Value& item = args[0];
    switch (item.kind()) {
        case Kind::invalid:
            throw Error("reflect: call of reflect.Value.Type on zero Value");
        case Kind::nil:
            throw Error("len of nil pointer");
        case Kind::string:
        case Kind::list:
        case Kind::map:
            return Value::integer(static_cast<std::int64_t>(item.size()));
        default:
            throw Error("len of type " + type_text(item.concrete()));
    }
}

// There are no functions among the values.
Value run_call(CallContext& context, Args& args) {
    const Value callee = args[0].concrete();
    if (!callee.is_valid()) {
        throw Error("call of nil");
    }
    throw Error("non-function " + std::string(context.callee) + " of type " + type_text(callee));
}

// What kubectl's exists says of a path of indices.
Value run_exists(CallContext&, Args& args) {
    Value item = args[0].concrete();
    for (std::size_t i = 1; i < args.size(); ++i) {
        const Value index = args[i].concrete();
        const bool is_list = item.kind() == Kind::list || item.kind() == Kind::string;
        if (is_list && index.is_integral()) {
            const std::int64_t at = index.as_integer();
            if (at < 0 || static_cast<std::uint64_t>(at) >= item.size()) {
                return Value::boolean(false);
            }
            item = at_index(item, index);
        } else if (item.kind() == Kind::map && (!index.is_valid() || index.kind() == Kind::string)) {
            item = at_key(item, index.is_valid() ? index : Value::constant(""));
        } else {
            return Value::boolean(false);
        }
    }
    return Value::boolean(item.kind() != Kind::nil);
}

Value run_base64decode(CallContext& context, Args& args) {
    return context.budget.hold(decode_base64(args[0].text()));
}

template <void (Formatter::*write)(const Args&)>
Value run_printing(CallContext& context, Args& args) {
    std::string text;
    (Formatter(text, TextBudget::k_most).*write)(args);
    return context.budget.hold(std::move(text));
}

Value run_printf(CallContext& context, Args& args) {
    const Value format = std::move(args.front());
    args.erase(args.begin());
    std::string text;
    Formatter(text, TextBudget::k_most).printf(format.text(), args);
    return context.budget.hold(std::move(text));
}

// An escape makes up to six bytes of one.
void check_escapable(std::string_view text) {
    if (text.size() > TextBudget::k_most / 6) {
        throw Error("text longer than " + std::to_string(TextBudget::k_most / 6) + " bytes");
    }
}

// The operands of html, js and urlquery as one text, where nil is `<no value>`.
template <std::string (*escape)(std::string_view)>
Value run_escape(CallContext& context, Args& args) {
    if (args.size() == 1 && args[0].kind() == Kind::string) {
        check_escapable(args[0].text());
        return context.budget.hold(escape(args[0].text()));
    }
    for (auto& arg : args) {
        arg = is_absent(arg) ? Value::constant("<no value>") : std::move(arg);
    }
    std::string text;
    Formatter(text, TextBudget::k_most).print(args);
    check_escapable(text);
    return context.budget.hold(escape(text));
}

Value run_not(CallContext&, Args& args) { return Value::boolean(!args[0].truth()); }
Value run_eq(CallContext&, Args& args) { return Value::boolean(equal_to_any(args)); }
Value run_ne(CallContext&, Args& args) { return Value::boolean(!equal_to_any(args)); }
Value run_lt(CallContext&, Args& args) { return Value::boolean(less(args[0], args[1])); }
Value run_le(CallContext&, Args& args) {
    return Value::boolean(less(args[0], args[1]) || equal_to_any(args));
}
Value run_gt(CallContext&, Args& args) {
    return Value::boolean(!less(args[0], args[1]) && !equal_to_any(args));
}
Value run_ge(CallContext&, Args& args) { return Value::boolean(!less(args[0], args[1])); }

// Sorted by name.
constexpr std::array<Function, 21> k_functions{{
    {"and", Parameter::whole, 1, true, Parameter::whole, nullptr},
    {"base64decode", Parameter::string, 1, false, Parameter::any, run_base64decode},
    {"call", Parameter::whole, 1, true, Parameter::whole, run_call},
    {"eq", Parameter::whole, 1, true, Parameter::whole, run_eq},
    {"exists", Parameter::any, 1, true, Parameter::any, run_exists},
    {"ge", Parameter::whole, 2, false, Parameter::any, run_ge},
    {"gt", Parameter::whole, 2, false, Parameter::any, run_gt},
    {"html", Parameter::any, 0, true, Parameter::any, run_escape<escape_html>},
    {"index", Parameter::whole, 1, true, Parameter::whole, run_index},
    {"js", Parameter::any, 0, true, Parameter::any, run_escape<escape_js>},
    {"le", Parameter::whole, 2, false, Parameter::any, run_le},
    {"len", Parameter::whole, 1, false, Parameter::any, run_len},
    {"lt", Parameter::whole, 2, false, Parameter::any, run_lt},
    {"ne", Parameter::whole, 2, false, Parameter::any, run_ne},
    {"not", Parameter::whole, 1, false, Parameter::any, run_not},
    {"or", Parameter::whole, 1, true, Parameter::whole, nullptr},
    {"print", Parameter::any, 0, true, Parameter::any, run_printing<&Formatter::print>},
    {"printf", Parameter::string, 1, true, Parameter::any, run_printf},
    {"println", Parameter::any, 0, true, Parameter::any, run_printing<&Formatter::println>},
    {"slice", Parameter::whole, 1, true, Parameter::whole, run_slice},
    {"urlquery", Parameter::any, 0, true, Parameter::any, run_escape<percent_encode_query>},
}};

struct HeldText {
    std::string text;
    std::size_t* live;
    HeldText(std::string its_text, std::size_t* its_live) : text(std::move(its_text)), live(its_live) {
        *live += text.size();
    }
    HeldText(const HeldText&) = delete;
    HeldText& operator=(const HeldText&) = delete;
    ~HeldText() { *live -= text.size(); }
};

}  // namespace

Value TextBudget::hold(std::string text) {
    if (text.size() > k_most) {
        throw Error("text longer than " + std::to_string(k_most) + " bytes");
    }
    if (text.size() > k_most_live - live_) {
        throw Error("texts longer than " + std::to_string(k_most_live) + " bytes in all");
    }
    auto held = std::make_shared<const HeldText>(std::move(text), &live_);
    const std::string_view view = held->text;
    return Value::string(view, std::move(held));
}

const Function* find_function(std::string_view name) {
    for (const auto& function : k_functions) {
        if (function.name == name) {
            return &function;
        }
    }
    return nullptr;
}

}  // namespace yare::gotemplate
