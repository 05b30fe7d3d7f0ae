// A JSON text parsed without copying it: strings and numbers stay slices of the text. For reading and
// printing what a server sent, at the speed of the wire; nlohmann::json (8 bytes of heap per byte of text, 50
// MB/s) serves where JSON is built or changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace yare {

class JsonTree;

/// A value inside a JsonTree, cheap to copy; valid while the tree, and the text it was parsed from, are. A
/// default constructed one, and what find() returns for a missing key, is `missing`: every question about it
/// has a harmless answer.
class JsonValue {
  public:
    enum class Kind : std::uint8_t { missing, null, boolean, number, string, array, object };

    JsonValue() = default;
    Kind kind() const;
    bool is_object() const { return kind() == Kind::object; }
    bool is_array() const { return kind() == Kind::array; }
    bool is_string() const { return kind() == Kind::string; }
    explicit operator bool() const { return kind() != Kind::missing; }

    /// A scalar's token as it stands in the text (a string without its quotes, escapes untouched).
    std::string_view raw() const;
    /// Whether a string's raw() has no backslash and only well-formed UTF-8, so that raw() is the string.
    bool is_plain() const;
    /// A string decoded (bad UTF-8 and lone surrogates become U+FFFD, as in Go); for other scalars raw().
    std::string text() const;
    /// True only for the boolean true.
    bool is_true() const { return kind() == Kind::boolean && raw() == "true"; }

    /// Number of elements or members.
    std::size_t size() const;
    /// The first element or member; missing when there is none. Then next() for the following ones.
    JsonValue first() const;
    JsonValue next() const;
    /// The name of this value in its object, decoded; empty elsewhere. Valid as long as the tree.
    std::string_view key() const;
    /// The member of that name (the last one if it repeats, as in Go).
    JsonValue find(std::string_view name) const;

    bool operator==(const JsonValue&) const = default;

  private:
    friend class JsonTree;
    JsonValue(const JsonTree* tree, std::uint32_t index, std::uint32_t end)
        : tree_(tree), index_(index), end_(end) {}
    const JsonTree* tree_ = nullptr;
    std::uint32_t index_ = 0;
    std::uint32_t end_ = 0;  // one past the last sibling's subtree
};

/// JSON text that is not JSON. offset() counts bytes from the start of the text.
class JsonError : public Error {
  public:
    JsonError(const std::string& message, std::size_t offset) : Error(message), offset_(offset) {}
    std::size_t offset() const { return offset_; }

  private:
    std::size_t offset_;
};

/// Owns the nodes; parse() may be called again and again and reuses their memory.
class JsonTree {
  public:
    /// Parses one JSON value (RFC 8259) with nothing but white space around it. `text` must outlive the tree
    /// and be under 4 GiB. Throws JsonError in Go's words (`invalid character 'x' looking for beginning of
    /// value`, `unexpected end of JSON input`, `exceeded max depth`). Nesting deeper than `k_max_depth` is
    /// refused.
    JsonValue parse(std::string_view text);
    JsonValue root() const;

    /// Members of that name are left out of what is parsed from here on, at any depth: they take a fraction
    /// of the time, because of their values only strings and brackets are looked at. `name` must outlive the
    /// tree.
    void leave_out(std::string_view name) { left_out_ = name; }

    static constexpr std::size_t k_max_depth = 10000;  // as Go's encoding/json

  private:
    friend class JsonValue;
    struct Node {
        const char* start;     // scalar: token (strings: behind the quote)
        std::uint32_t length;  // of the token
        std::uint32_t end;     // index one past this subtree
        std::uint32_t count;   // elements or members
        std::uint32_t key_length;
        const char* key;  // raw key, or into `decoded_keys_` when it had escapes
        JsonValue::Kind kind;
        bool plain;
    };
    std::string_view left_out_;
    std::vector<Node> nodes_;
    std::vector<std::unique_ptr<std::string>> decoded_keys_;
    class Parser;
};

/// text() of each element; none for what is no array.
std::vector<std::string> element_texts(const JsonValue& array);

/// Appends `value` decoded, as text() does.
void append_json_string_decoded(std::string& out, std::string_view raw);

/// Appends a decoded string as a JSON string with its quotes, as Go's encoding/json writes it: `<`, `>`, `&`,
/// U+2028 and U+2029 escaped, \b \f \n \r \t, other controls \u00XX, bad UTF-8 as \ufffd.
void append_go_json_string(std::string& out, std::string_view text);

/// Appends a JSON number token as Go prints it after decoding: integers that fit 64 bits stay, anything else
/// goes through float64 (shortest form, exponent below 1e-6 and from 1e21). Returns false when it does not
/// fit a float64.
bool append_go_number(std::string& out, std::string_view raw);

}  // namespace yare
