// JSON as Go's encoding/json writes a decoded value: sorted keys, Go's escapes and numbers.
#pragma once

#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "base/object_members.hpp"

namespace yare {

class JsonWriter {
  public:
    /// `indent` spaces a level, each member on a line of its own; 0: compact, nothing between tokens.
    explicit JsonWriter(int indent) : indent_(indent) {}

    /// Leaves out metadata.managedFields of the object or, where it has an array `items`, of each of them.
    void skip_managed_fields(bool skip) { skip_managed_fields_ = skip; }

    /// Leaves members in the order they came in, as Go writes a struct. (A key that repeats stays twice.)
    void keep_order(bool keep) { keep_order_ = keep; }

    /// Appends `value`; its first line continues the current one, the others stand `level` levels deep. No
    /// newline at the end. A key that repeats is written once, with its last value. Throws Error for a number
    /// out of range.
    void write(std::string& out, const JsonValue& value, int level = 0);

  private:
    struct Frame {
        std::size_t next;   // into members_
        std::size_t begin;  // where this frame's members begin
        bool is_object;
        ObjectRole role;
    };

    void scalar(std::string& out, const JsonValue& value);
    void open(std::string& out, const JsonValue& value, ObjectRole role);
    void new_line(std::string& out, std::size_t depth) const;

    int indent_;
    int level_ = 0;
    bool skip_managed_fields_ = false;
    bool keep_order_ = false;
    std::vector<Frame> frames_;
    std::vector<JsonValue> members_;  // of all open frames, one behind the other, sorted
};

/// `value` compactly: Go's json.Marshal.
std::string to_go_json(const JsonValue& value);

}  // namespace yare
