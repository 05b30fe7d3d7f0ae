#include "output/kyaml.hpp"

#include <string>
#include <vector>

#include "base/object_members.hpp"
#include "output/kyaml_scalar.hpp"

namespace yare {

namespace {

constexpr std::size_t k_step = 2;
constexpr std::size_t k_flush_size = 64 * 1024;

// Only a sequence of collections has its brackets on one line with theirs.
bool is_cuddled(const JsonValue& sequence) {
    for (auto element = sequence.first(); element; element = element.next()) {
        if (!element.is_object() && !element.is_array()) {
            return false;
        }
    }
    return true;
}

class KyamlPrinter final : public ObjectPrinter {
  public:
    KyamlPrinter(const Format& format, Output& out)
        : skip_managed_fields_(!format.show_managed_fields), keep_order_(format.keep_order), out_(out) {}

    void single(const JsonValue& object) override {
        text_ = "---\n";
        write(object, 0);
        text_ += '\n';
        flush();
    }

    void document(const JsonValue& object) override { single(object); }

    void element(const JsonValue& object) override {
        text_ = any_ ? ", " : "---\n{\n  apiVersion: \"v1\",\n  items: [";
        any_ = true;
        write(object, k_step);
        flush();
    }

    void end_list() override {
        out_.write(any_ ? "],\n" : "---\n{\n  apiVersion: \"v1\",\n  items: [],\n");
        out_.write("  kind: \"List\",\n  metadata: {\n    resourceVersion: \"\",\n  },\n}\n");
    }

  private:
    struct Frame {
        std::size_t begin;  // of its members in members_
        std::size_t next;
        std::size_t indent;  // of the line with the closing bracket
        bool is_map;
        bool is_cuddled;
        ObjectRole role;
    };

    void write(const JsonValue& root, std::size_t indent);
    void step();
    void value(const JsonValue& value, std::size_t indent, ObjectRole role);
    void scalar(const JsonValue& value, std::size_t indent);
    bool open(const JsonValue& value, std::size_t indent, ObjectRole role);
    void flush();

    bool skip_managed_fields_;
    bool keep_order_;
    Output& out_;
    bool any_ = false;
    std::string text_;
    std::string decoded_;
    std::vector<Frame> frames_;
    std::vector<JsonValue> members_;  // of all open frames, one behind the other
};

void KyamlPrinter::flush() {
    out_.write(text_);
    text_.clear();
}

// The value at the cursor, whose line is indented by `indent`.
void KyamlPrinter::write(const JsonValue& root, std::size_t indent) {
    frames_.clear();
    members_.clear();
    value(root, indent, root_role(root));
    while (!frames_.empty()) {
        step();
        if (text_.size() >= k_flush_size) {
            flush();
        }
    }
}

// One member of the innermost open collection.
void KyamlPrinter::step() {
    Frame& frame = frames_.back();
    if (frame.next == members_.size()) {
        if (!frame.is_cuddled) {
            text_.append(frame.indent, ' ');
        }
        text_ += frame.is_map ? '}' : ']';
        members_.resize(frame.begin);
        frames_.pop_back();
        if (!frames_.empty() && !frames_.back().is_cuddled) {
            text_ += ",\n";
        }
        return;
    }
    const JsonValue member = members_[frame.next++];
    const ObjectRole role = member_role(member, frame.role);
    if (frame.is_cuddled) {
        if (frame.next != frame.begin + 1) {
            text_ += ", ";
        }
        value(member, frame.indent, role);
        return;
    }
    const std::size_t indent = frame.indent + k_step;
    text_.append(indent, ' ');
    if (frame.is_map) {
        append_kyaml_key(text_, member.key());
        text_ += ' ';
    }
    const std::size_t depth = frames_.size();
    value(member, indent, role);
    if (frames_.size() == depth) {
        text_ += ",\n";
    }
}

// Writes a value whole, or its opening bracket, and step() goes on.
void KyamlPrinter::value(const JsonValue& value, std::size_t indent, ObjectRole role) {
    if (!value.is_object() && !value.is_array()) {
        scalar(value, indent);
    } else if (!open(value, indent, role)) {
        text_ += value.is_object() ? "{}" : "[]";
    }
}

bool KyamlPrinter::open(const JsonValue& value, std::size_t indent, ObjectRole role) {
    const std::size_t begin = members_.size();
    append_members(members_, value, keep_order_, skip_managed_fields_ && role == ObjectRole::metadata);
    if (members_.size() == begin) {
        return false;
    }
    const bool cuddled = value.is_array() && is_cuddled(value);
    text_ += value.is_object() ? "{" : "[";
    text_ += cuddled ? "" : "\n";
    frames_.push_back({begin, begin, indent, value.is_object(), cuddled, role});
    return true;
}

void KyamlPrinter::scalar(const JsonValue& value, std::size_t indent) {
    switch (value.kind()) {
        case JsonValue::Kind::string:
            if (value.is_plain()) {
                append_kyaml_string(text_, value.raw(), indent + k_step);
            } else {
                decoded_.clear();
                append_json_string_decoded(decoded_, value.raw());
                append_kyaml_string(text_, decoded_, indent + k_step);
            }
            break;
        case JsonValue::Kind::number:
            if (!append_go_number(text_, value.raw())) {
                throw Error("json: cannot unmarshal number " + std::string(value.raw().substr(0, 64)) +
                            " into Go value of type float64");
            }
            break;
        case JsonValue::Kind::missing:
            text_ += "null";
            break;
        default:
            text_ += value.raw();
    }
}

}  // namespace

std::unique_ptr<ObjectPrinter> make_kyaml_printer(const Format& format, Output& out) {
    return std::make_unique<KyamlPrinter>(format, out);
}

}  // namespace yare
