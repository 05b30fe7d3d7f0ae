// Go's fmt and encoding/json for what a path leads to.
#include <charconv>

#include "base/json_write.hpp"
#include "output/jsonpath/evaluator.hpp"
#include "output/jsonpath/go_value.hpp"

namespace yare::jsonpath {

namespace {

void append_number(std::string& out, std::string_view raw, JsonNumbers numbers) {
    const Number number = read_number(raw, numbers);
    if (number.is_integer) {
        out += std::to_string(number.integer);
    } else {
        append_go_float(out, number.floating);
    }
}

void append_json_scalar(std::string& out, const JsonValue& value, JsonNumbers numbers) {
    switch (value.kind()) {
        case JsonValue::Kind::string:
            if (value.is_plain()) {
                out += value.raw();
            } else {
                append_json_string_decoded(out, value.raw());
            }
            break;
        case JsonValue::Kind::number:
            append_number(out, value.raw(), numbers);
            break;
        case JsonValue::Kind::boolean:
            out += value.raw();
            break;
        default:
            out += "<nil>";
    }
}

// What the template says itself. False for a value of the object.
bool append_literal(std::string& out, const JsonPathValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        out += *text;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        out += std::to_string(*integer);
    } else if (const auto* floating = std::get_if<double>(&value)) {
        append_go_float(out, *floating);
    } else if (const auto* boolean = std::get_if<bool>(&value)) {
        out += *boolean ? "true" : "false";
    } else if (const auto* byte = std::get_if<std::uint8_t>(&value)) {
        out += std::to_string(*byte);
    } else {
        return false;
    }
    return true;
}

// Maps and lists as fmt prints them, without recursion.
class Sprinter {
  public:
    Sprinter(std::string& out, JsonNumbers numbers) : out_(out), numbers_(numbers) {}

    void run(const JsonValue& value) {
        put(value);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            if (frame.next == members_.size()) {
                members_.resize(frame.begin);
                frames_.pop_back();
                out_ += ']';
                continue;
            }
            if (frame.next != frame.begin) {
                out_ += ' ';
            }
            const auto member = std::get<JsonValue>(members_[frame.next++]);
            if (frame.is_map) {
                out_ += member.key();
                out_ += ':';
            }
            put(member);
        }
    }

  private:
    struct Frame {
        std::size_t begin;
        std::size_t next;
        bool is_map;
    };

    void put(const JsonValue& value) {
        if (!value.is_object() && !value.is_array()) {
            append_json_scalar(out_, value, numbers_);
            return;
        }
        out_ += value.is_object() ? "map[" : "[";
        frames_.push_back({members_.size(), members_.size(), value.is_object()});
        append_children(members_, value);
    }

    std::string& out_;
    JsonNumbers numbers_;
    std::vector<Frame> frames_;
    Values members_;  // of all open maps and lists, one behind the other
};

}  // namespace

void append_sprint(std::string& out, const JsonPathValue& value, JsonNumbers numbers) {
    if (!append_literal(out, value)) {
        Sprinter(out, numbers).run(json_of(value));
    }
}

void append_printed(std::string& out, const JsonPathValue& value, JsonNumbers numbers) {
    if (append_literal(out, value)) {
        return;
    }
    const JsonValue json = json_of(value);
    if (json.kind() == JsonValue::Kind::missing) {
        out += "<no value>";
    } else if (json.kind() == JsonValue::Kind::null) {
        out += "null";
    } else if (json.is_object() || json.is_array()) {
        JsonWriter(0).write(out, json);
    } else {
        append_json_scalar(out, json, numbers);
    }
}

void append_json(std::string& out, const JsonPathValue& value, int level) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        append_go_json_string(out, *text);
    } else if (const auto* floating = std::get_if<double>(&value)) {
        char digits[64];
        const auto end = std::to_chars(digits, digits + sizeof digits, *floating).ptr;
        append_go_number(out, {digits, static_cast<std::size_t>(end - digits)});
    } else if (!append_literal(out, value)) {
        JsonWriter(4).write(out, json_of(value), level);
    }
}

void append_go_float(std::string& out, double value) {
    char text[400];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    const std::string_view scientific(text, static_cast<std::size_t>(end - text));
    const auto e = scientific.find('e');
    int exponent = 0;
    std::from_chars(scientific.data() + e + 2, scientific.data() + scientific.size(), exponent);
    exponent = scientific[e + 1] == '-' ? -exponent : exponent;
    if (exponent < -4 || exponent >= 6) {
        out += scientific;
        return;
    }
    const auto plain_end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
    out.append(text, static_cast<std::size_t>(plain_end - text));
}

}  // namespace yare::jsonpath
