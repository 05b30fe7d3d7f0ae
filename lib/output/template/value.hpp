// What a template computes with: Go's reflect.Value of what encoding/json makes of JSON, and of constants and
// results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"

namespace yare::gotemplate {

class Value {
  public:
    enum class Kind : std::uint8_t {
        invalid,  // the zero reflect.Value: no value
        nil,      // a nil interface
        boolean,
        integer,  // Go's int
        int64,
        uint8,
        float64,
        complex,
        string,
        list,
        map,
    };

    Value() = default;  // invalid
    static Value nil();
    static Value boolean(bool value);
    static Value integer(std::int64_t value, Kind kind = Kind::integer);
    static Value float64(double value);
    static Value complex(double real, double imaginary);
    /// `text` must outlive the value.
    static Value constant(std::string_view text);
    static Value string(std::string text);
    /// `owner` keeps `text` alive.
    static Value string(std::string_view text, std::shared_ptr<const void> owner);
    /// As it stands in a map or list: an interface. Nothing for what is missing. A `borrowed` value is good
    /// only as long as the tree of `json`; see detach(). Throws Error for a number out of range.
    static Value from_json(JsonValue json, bool borrowed);

    Kind kind() const { return kind_; }
    bool is_valid() const { return kind_ != Kind::invalid; }
    /// Whether it is held in an interface, which shows in the names of types only.
    bool is_interface() const { return interface_; }
    /// What the interface holds: nothing for nil.
    Value concrete() const;
    /// The same in place.
    void drop_interface();

    bool as_bool() const { return integer_ != 0; }
    bool is_int() const { return kind_ == Kind::integer || kind_ == Kind::int64; }
    bool is_integral() const { return is_int() || kind_ == Kind::uint8; }
    std::int64_t as_integer() const { return integer_; }
    double real() const { return real_; }
    double imaginary() const { return imaginary_; }
    std::string_view text() const { return text_; }
    /// The list or map itself, of a list the array that it is a part of.
    const JsonValue& json() const { return json_; }

    /// Length of a string in bytes, of a list, of a map.
    std::size_t size() const;
    std::size_t capacity() const { return capacity_; }
    /// Where a list begins in its array; what is past the array's end is nil.
    std::size_t offset() const { return offset_; }
    /// Element of a list, as an interface. `index` must be under capacity().
    Value element(std::size_t index) const;
    /// A part of a list, which shares its elements.
    Value slice(std::size_t begin, std::size_t end, std::size_t capacity) const;
    /// A part of a string.
    Value substring(std::size_t begin, std::size_t end) const;
    /// The name of a member of this map.
    Value key(const JsonValue& member) const;
    /// Member of a map, as an interface; invalid when there is none.
    Value member(std::string_view key) const;
    /// The value of a member or element of json(), as an interface.
    Value child(const JsonValue& json) const;

    /// Go's truth: not the zero of its type.
    bool truth() const;
    /// Go's name of the type: `map[string]interface {}`, `int64`; `interface {}` for an interface.
    std::string_view type_name() const;

    /// Copies what is borrowed, so that the value outlives the tree it came from.
    void detach();

  private:
    void set_number(std::string_view raw);

    Kind kind_ = Kind::invalid;
    bool interface_ = false;
    bool borrowed_ = false;
    std::int64_t integer_ = 0;
    double real_ = 0;
    double imaginary_ = 0;
    std::string_view text_;
    JsonValue json_;
    std::size_t offset_ = 0;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
    std::shared_ptr<const void> owner_;
};

/// Members of an object by name, each name once with its last value: the order of Go's maps when printed.
std::vector<JsonValue> sorted_members(const JsonValue& object);

}  // namespace yare::gotemplate
