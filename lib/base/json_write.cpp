#include "base/json_write.hpp"

namespace yare {

void JsonWriter::write(std::string& out, const JsonValue& value, int level) {
    level_ = level;
    frames_.clear();
    members_.clear();
    if (!value.is_object() && !value.is_array()) {
        scalar(out, value);
        return;
    }
    open(out, value, root_role(value));
    while (!frames_.empty()) {
        Frame& frame = frames_.back();
        if (frame.next == members_.size()) {
            members_.resize(frame.begin);
            const bool is_object = frame.is_object;
            frames_.pop_back();
            new_line(out, frames_.size());
            out += is_object ? '}' : ']';
            continue;
        }
        if (frame.next != frame.begin) {
            out += ',';
        }
        new_line(out, frames_.size());
        const JsonValue member = members_[frame.next++];
        if (frame.is_object) {
            append_go_json_string(out, member.key());
            out += indent_ > 0 ? ": " : ":";
        }
        if (member.is_object() || member.is_array()) {
            open(out, member, member_role(member, frame.role));
        } else {
            scalar(out, member);
        }
    }
}

void JsonWriter::open(std::string& out, const JsonValue& value, ObjectRole role) {
    const std::size_t begin = members_.size();
    append_members(members_, value, keep_order_, skip_managed_fields_ && role == ObjectRole::metadata);
    if (members_.size() == begin) {
        out += value.is_object() ? "{}" : "[]";
        return;
    }
    out += value.is_object() ? '{' : '[';
    frames_.push_back({begin, begin, value.is_object(), role});
}

void JsonWriter::scalar(std::string& out, const JsonValue& value) {
    switch (value.kind()) {
        case JsonValue::Kind::string:
            if (value.is_plain()) {
                append_go_json_string(out, value.raw());
            } else {
                append_go_json_string(out, value.text());
            }
            break;
        case JsonValue::Kind::number:
            if (!append_go_number(out, value.raw())) {
                throw Error("json: cannot unmarshal number " + std::string(value.raw().substr(0, 64)) +
                            " into Go value of type float64");
            }
            break;
        case JsonValue::Kind::missing:
            out += "null";
            break;
        default:
            out += value.raw();
    }
}

void JsonWriter::new_line(std::string& out, std::size_t depth) const {
    if (indent_ > 0) {
        out += '\n';
        out.append((depth + static_cast<std::size_t>(level_)) * static_cast<std::size_t>(indent_), ' ');
    }
}

std::string to_go_json(const JsonValue& value) {
    std::string out;
    JsonWriter(0).write(out, value);
    return out;
}

}  // namespace yare
