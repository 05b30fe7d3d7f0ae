#include "output/template/value.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>

#include "base/json_write.hpp"

namespace yare::gotemplate {

namespace {

// The room that Go's append leaves in a list that grew one element at a time, as encoding/json's do: first
// what its allocator has for doubled sizes, then a quarter and a bit more, in pages. (Asked of
// kubectl 1.36.4.)
std::size_t go_capacity(std::size_t size) {
    constexpr std::size_t k_small[] = {0, 1, 2, 4, 8, 16, 32, 71, 143, 303, 591, 1023, 1535};
    if (size <= 1535) {
        return *std::lower_bound(std::begin(k_small), std::end(k_small), size);
    }
    constexpr std::size_t k_page = 512;  // elements
    std::size_t capacity = 1535;
    while (capacity < size) {
        capacity = (capacity + (capacity + 768) / 4 + k_page - 1) / k_page * k_page;
    }
    return capacity;
}

// An object or array of its own.
struct OwnedTree {
    std::string text;
    JsonTree tree;
};

}  // namespace

Value Value::nil() {
    Value value;
    value.kind_ = Kind::nil;
    value.interface_ = true;
    return value;
}

Value Value::boolean(bool truth) { return integer(truth ? 1 : 0, Kind::boolean); }

Value Value::integer(std::int64_t number, Kind kind) {
    Value value;
    value.kind_ = kind;
    value.integer_ = number;
    return value;
}

Value Value::float64(double number) {
    Value value;
    value.kind_ = Kind::float64;
    value.real_ = number;
    return value;
}

Value Value::complex(double real, double imaginary) {
    Value value;
    value.kind_ = Kind::complex;
    value.real_ = real;
    value.imaginary_ = imaginary;
    return value;
}

Value Value::constant(std::string_view text) { return string(text, nullptr); }

Value Value::string(std::string text) {
    auto owned = std::make_shared<const std::string>(std::move(text));
    const std::string_view view = *owned;
    return string(view, std::move(owned));
}

Value Value::string(std::string_view text, std::shared_ptr<const void> owner) {
    Value value;
    value.kind_ = Kind::string;
    value.text_ = text;
    value.owner_ = std::move(owner);
    return value;
}

Value Value::from_json(JsonValue json, bool borrowed) {
    Value value;
    switch (json.kind()) {
        case JsonValue::Kind::missing:
            return value;
        case JsonValue::Kind::null:
            return nil();
        case JsonValue::Kind::boolean:
            value = boolean(json.is_true());
            break;
        case JsonValue::Kind::number:
            value.set_number(json.raw());
            break;
        case JsonValue::Kind::string:
            value = json.is_plain() ? constant(json.raw()) : string(json.text());
            value.borrowed_ = borrowed && json.is_plain();
            break;
        default:
            value.kind_ = json.is_array() ? Kind::list : Kind::map;
            value.json_ = json;
            value.borrowed_ = borrowed;
            if (json.is_array()) {
                value.size_ = json.size();
                value.capacity_ = go_capacity(value.size_);
            }
    }
    value.interface_ = true;
    return value;
}

// kubectl writes a float as JSON and reads it again, so that one without a fraction becomes an int64 if it
// fits.
void Value::set_number(std::string_view raw) {
    const auto as_int64 = [this](std::string_view token) {
        const char* const end = token.data() + token.size();
        const auto read = std::from_chars(token.data(), end, integer_);
        return read.ec == std::errc() && read.ptr == end;
    };
    kind_ = Kind::int64;
    if (as_int64(raw)) {
        return;
    }
    std::string normal;
    if (!append_go_number(normal, raw)) {
        throw Error("json: cannot unmarshal number " + std::string(raw) + " into Go value of type float64");
    }
    if (as_int64(normal)) {
        return;
    }
    kind_ = Kind::float64;
    real_ = std::strtod(normal.c_str(), nullptr);
}

Value Value::concrete() const {
    Value value = *this;
    value.drop_interface();
    return value;
}

void Value::drop_interface() {
    interface_ = false;
    if (kind_ == Kind::nil) {
        kind_ = Kind::invalid;
    }
}

std::size_t Value::size() const {
    if (kind_ == Kind::string) {
        return text_.size();
    }
    return kind_ == Kind::map ? sorted_members(json_).size() : size_;
}

Value Value::element(std::size_t index) const {
    JsonValue found = json_.first();
    for (std::size_t i = offset_ + index; i > 0 && found; --i) {
        found = found.next();
    }
    return found ? child(found) : nil();
}

Value Value::slice(std::size_t begin, std::size_t end, std::size_t capacity) const {
    Value value = *this;
    value.offset_ += begin;
    value.size_ = end - begin;
    value.capacity_ = capacity;
    value.interface_ = false;
    return value;
}

Value Value::substring(std::size_t begin, std::size_t end) const {
    Value value = *this;
    value.text_ = text_.substr(begin, end - begin);
    value.interface_ = false;
    return value;
}

Value Value::key(const JsonValue& member) const {
    Value value = string(member.key(), owner_);
    value.borrowed_ = borrowed_;
    return value;
}

Value Value::member(std::string_view key) const { return child(json_.find(key)); }

Value Value::child(const JsonValue& json) const {
    Value value = from_json(json, borrowed_);
    if (value.owner_ == nullptr) {
        value.owner_ = owner_;
    }
    return value;
}

bool Value::truth() const {
    switch (kind_) {
        case Kind::invalid:
        case Kind::nil:
            return false;
        case Kind::float64:
        case Kind::complex:
            return real_ != 0 || imaginary_ != 0;
        case Kind::string:
            return !text_.empty();
        case Kind::list:
            return size_ != 0;
        case Kind::map:
            return json_.size() != 0;
        default:
            return integer_ != 0;
    }
}

std::string_view Value::type_name() const {
    if (interface_) {
        return "interface {}";
    }
    switch (kind_) {
        case Kind::boolean:
            return "bool";
        case Kind::integer:
            return "int";
        case Kind::int64:
            return "int64";
        case Kind::uint8:
            return "uint8";
        case Kind::float64:
            return "float64";
        case Kind::complex:
            return "complex128";
        case Kind::string:
            return "string";
        case Kind::list:
            return "[]interface {}";
        case Kind::map:
            return "map[string]interface {}";
        default:
            return "<nil>";
    }
}

void Value::detach() {
    if (!borrowed_) {
        return;
    }
    borrowed_ = false;
    if (kind_ == Kind::string) {
        auto owned = std::make_shared<const std::string>(text_);
        text_ = *owned;
        owner_ = std::move(owned);
        return;
    }
    auto owned = std::make_shared<OwnedTree>();
    owned->text = to_go_json(json_);
    json_ = owned->tree.parse(owned->text);
    owner_ = std::move(owned);
}

std::vector<JsonValue> sorted_members(const JsonValue& object) {
    std::vector<JsonValue> members;
    members.reserve(object.size());
    bool is_sorted = true;
    for (auto member = object.first(); member; member = member.next()) {
        is_sorted = is_sorted && (members.empty() || members.back().key() < member.key());
        members.push_back(member);
    }
    if (is_sorted) {
        return members;
    }
    std::stable_sort(members.begin(), members.end(),
                     [](const JsonValue& a, const JsonValue& b) { return a.key() < b.key(); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (kept > 0 && members[kept - 1].key() == members[i].key()) {
            --kept;
        }
        members[kept++] = members[i];
    }
    members.resize(kept);
    return members;
}

}  // namespace yare::gotemplate
