// The block structure around the scalars (libyaml's emitter, as go-yaml v2 drives it).
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include "base/object_members.hpp"
#include "base/yaml.hpp"
#include "base/yaml_key_order.hpp"
#include "base/yaml_scalar_writer.hpp"

namespace yare {

namespace {

constexpr std::size_t k_step = 2;
constexpr std::size_t k_width = 80;
constexpr std::size_t k_flush_size = 64 * 1024;

struct Frame {
    std::size_t begin;  // of its members in members_
    std::size_t next;
    std::size_t indent;
    bool is_map;
    ObjectRole role;
};

// Go's strconv.FormatFloat(value, 'g', -1, 64).
void append_go_float(std::string& out, double value) {
    constexpr int k_first_exponent = 6;  // of the e form when the shortest digits are asked for
    char text[64];
    const auto scientific = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    const std::string_view digits(text, static_cast<std::size_t>(scientific.ptr - text));
    const std::size_t mark = digits.find('e');
    int exponent = 0;
    std::from_chars(text + mark + (text[mark + 1] == '+' ? 2 : 1), scientific.ptr, exponent);
    if (exponent < -4 || exponent >= k_first_exponent) {
        out += digits;
        return;
    }
    const auto fixed = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
    out.append(text, fixed.ptr);
}

}  // namespace

struct YamlWriter::State {
    std::string out;
    std::string decoded;
    std::vector<Frame> frames;
    std::vector<JsonValue> members;  // of all open frames, one behind the other, sorted
    const Sink* sink = nullptr;
    std::size_t line_start = 0;  // in out
    bool skip_managed_fields = false;
    bool at_line_start = true;
    bool continues = true;  // the next line begins where the cursor stands, behind `- ` or at the very start

    void run(const JsonValue& root, bool skip, bool is_element, const Sink& to);

  private:
    void step();
    void value(const JsonValue& value, std::size_t indent, ObjectRole role, bool inside);
    bool open(const JsonValue& value, std::size_t indent, ObjectRole role);
    void collect(const JsonValue& value, bool without_managed_fields);
    bool key(std::string_view key, std::size_t indent);
    void scalar(const JsonValue& value, std::size_t indent);
    void string(std::string_view text, std::size_t indent);
    void number(std::string_view raw);
    void new_line(std::size_t indent);
    void flush();
    std::string_view text_of(const JsonValue& string_value);
};

// A new line with `indent` spaces, unless the cursor is on a fresh one or behind an indicator that the text
// may follow.
void YamlWriter::State::new_line(std::size_t indent) {
    if (continues) {
        continues = false;
    } else {
        if (!at_line_start) {
            out += '\n';
        }
        if (out.size() >= k_flush_size) {
            flush();
        }
        line_start = out.size();
        out.append(indent, ' ');
    }
    at_line_start = false;
}

void YamlWriter::State::flush() {
    (*sink)(out);
    out.clear();
    line_start = 0;
}

std::string_view YamlWriter::State::text_of(const JsonValue& string_value) {
    if (string_value.is_plain()) {
        return string_value.raw();
    }
    decoded.clear();
    append_json_string_decoded(decoded, string_value.raw());
    return decoded;
}

void YamlWriter::State::string(std::string_view text, std::size_t indent) {
    const std::size_t column = out.size() - line_start + k_step;
    if (!append_short_yaml_string(out, text, k_width > column ? k_width - column : 0)) {
        at_line_start = append_yaml_string(out, line_start, text, indent, false);
    }
}

// json.Marshal has turned the number into an integer or a float64; go-yaml reads that text and formats it
// anew.
void YamlWriter::State::number(std::string_view raw) {
    const std::size_t start = out.size();
    if (!append_go_number(out, raw)) {
        throw Error("json: cannot unmarshal number " + std::string(raw.substr(0, 64)) +
                    " into Go value of type float64");
    }
    const std::string_view token = std::string_view(out).substr(start);
    std::uint64_t natural = 0;
    const bool has_sign = token[0] == '-';
    const auto read =
        std::from_chars(token.data() + (has_sign ? 1 : 0), token.data() + token.size(), natural);
    constexpr std::uint64_t k_largest_negative = std::uint64_t{1} << 63;
    if (read.ec == std::errc() && read.ptr == token.data() + token.size() &&
        !(has_sign && natural > k_largest_negative)) {
        if (natural == 0 && has_sign) {
            out.erase(start, 1);
        }
        return;
    }
    double value = 0;
    std::from_chars(token.data(), token.data() + token.size(), value);
    out.resize(start);
    append_go_float(out, value);
}

void YamlWriter::State::scalar(const JsonValue& value, std::size_t indent) {
    switch (value.kind()) {
        case JsonValue::Kind::string:
            string(text_of(value), indent);
            break;
        case JsonValue::Kind::number:
            number(value.raw());
            break;
        case JsonValue::Kind::missing:
            out += "null";
            break;
        default:
            out += value.raw();
    }
}

// Returns whether it was a simple key; else the value stands on a line of its own, behind a `:`.
bool YamlWriter::State::key(std::string_view text, std::size_t indent) {
    if (is_simple_yaml_key(text)) {
        if (!append_short_yaml_string(out, text, text.size())) {
            append_yaml_string(out, line_start, text, indent, true);
        }
        out += ':';
        return true;
    }
    out += "? ";
    at_line_start = append_yaml_string(out, line_start, text, indent + k_step, false);
    new_line(indent);
    out += ':';
    return false;
}

void YamlWriter::State::collect(const JsonValue& value, bool without_managed_fields) {
    const std::size_t begin = members.size();
    bool sorted = true;
    const bool is_map = value.is_object();
    for (auto member = value.first(); member; member = member.next()) {
        if (is_map) {
            const std::string_view name = member.key();
            if (without_managed_fields && name == "managedFields") {
                continue;
            }
            sorted = sorted && (members.size() == begin || yaml_key_less(members.back().key(), name));
        }
        members.push_back(member);
    }
    if (sorted) {
        return;
    }
    const auto first = members.begin() + static_cast<std::ptrdiff_t>(begin);
    std::stable_sort(first, members.end(),
                     [](const JsonValue& a, const JsonValue& b) { return yaml_key_less(a.key(), b.key()); });
    // Of equal keys the last one counts.
    const auto kept = std::unique(members.rbegin(), std::make_reverse_iterator(first),
                                  [](const JsonValue& a, const JsonValue& b) { return a.key() == b.key(); });
    members.erase(first, kept.base());
}

// Opens a collection, to be written by step(), or writes an empty one and returns false.
bool YamlWriter::State::open(const JsonValue& value, std::size_t indent, ObjectRole role) {
    const std::size_t begin = members.size();
    collect(value, skip_managed_fields && role == ObjectRole::metadata);
    if (members.size() == begin) {
        out += value.is_object() ? "{}" : "[]";
        return false;
    }
    frames.push_back({begin, begin, indent, value.is_object(), role});
    return true;
}

// A value behind an indicator; `inside` when a collection begins on that line.
void YamlWriter::State::value(const JsonValue& value, std::size_t indent, ObjectRole role, bool inside) {
    const std::size_t end = out.size();
    out += ' ';
    if (!value.is_object() && !value.is_array()) {
        scalar(value, indent);
    } else if (open(value, indent, role)) {
        continues = inside;
        out.resize(inside ? end + 1 : end);
    }
}

// One member of the innermost open collection.
void YamlWriter::State::step() {
    Frame& frame = frames.back();
    if (frame.next == members.size()) {
        members.resize(frame.begin);
        frames.pop_back();
        return;
    }
    const JsonValue member = members[frame.next++];
    const std::size_t indent = frame.indent;
    const ObjectRole role = member_role(member, frame.role);
    new_line(indent);
    if (!frame.is_map) {
        out += '-';
        value(member, indent + k_step, role, true);
    } else if (key(member.key(), indent)) {
        value(member, member.is_array() ? indent : indent + k_step, role, false);
    } else {
        value(member, indent + k_step, role, true);
    }
}

void YamlWriter::State::run(const JsonValue& root, bool skip, bool is_element, const Sink& to) {
    out.clear();
    line_start = 0;
    frames.clear();
    members.clear();
    sink = &to;
    skip_managed_fields = skip;
    at_line_start = false;
    const ObjectRole role = root_role(root);
    if (is_element) {
        out = "-";
        value(root, k_step, role, true);
    } else if (root.is_object() || root.is_array()) {
        continues = open(root, 0, role);
    } else {
        scalar(root, k_step);
    }
    while (!frames.empty()) {
        step();
    }
    if (!at_line_start) {
        out += '\n';
    }
    flush();
}

YamlWriter::YamlWriter() : state_(new State) {}

YamlWriter::~YamlWriter() { delete state_; }

void YamlWriter::write(const JsonValue& value, bool skip_managed_fields, const Sink& sink) {
    state_->run(value, skip_managed_fields, false, sink);
}

void YamlWriter::write_element(const JsonValue& value, bool skip_managed_fields, const Sink& sink) {
    state_->run(value, skip_managed_fields, true, sink);
}

}  // namespace yare
