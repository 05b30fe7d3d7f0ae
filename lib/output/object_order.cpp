#include "output/object_order.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "base/go_sort.hpp"
#include "base/natural_order.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

// Exactly, without rounding the integer.
std::weak_ordering order_of(std::int64_t a, double b) {
    constexpr double k_beyond = 9223372036854775808.0;  // 2^63
    if (b >= k_beyond || b < -k_beyond) {
        return b > 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    }
    const double whole = std::floor(b);
    const auto floor = static_cast<std::int64_t>(whole);
    if (a == floor) {
        return whole < b ? std::weak_ordering::less : std::weak_ordering::equivalent;
    }
    return a <=> floor;
}

// There is no NaN in JSON.
std::weak_ordering order_of(double a, double b) {
    return a < b   ? std::weak_ordering::less
           : b < a ? std::weak_ordering::greater
                   : std::weak_ordering::equivalent;
}

std::weak_ordering reversed(std::weak_ordering order) { return 0 <=> order; }

}  // namespace

// As apimachinery decodes JSON: int64 what fits, else float64.
SortKey::SortKey(const JsonValue& value, bool natural) : natural_(natural), json_kind_(value.kind()) {
    switch (json_kind_) {
        case JsonValue::Kind::missing:
            break;
        case JsonValue::Kind::null:
            kind_ = Kind::null;
            break;
        case JsonValue::Kind::number: {
            const std::string_view raw = value.raw();
            const auto read = std::from_chars(raw.data(), raw.data() + raw.size(), integer_);
            const bool fits = read.ec == std::errc() && read.ptr == raw.data() + raw.size();
            kind_ = fits ? Kind::integer : Kind::floating;
            floating_ = fits ? 0 : std::strtod(std::string(raw).c_str(), nullptr);
            break;
        }
        case JsonValue::Kind::string:
            kind_ = Kind::string;
            text_ = value.text();
            quantity_ = natural ? std::nullopt : parse_quantity(text_);
            break;
        default:
            kind_ = Kind::unsortable;
    }
}

const char* SortKey::type_name() const {
    switch (json_kind_) {
        case JsonValue::Kind::boolean:
            return "bool";
        case JsonValue::Kind::number:
            return kind_ == Kind::integer ? "int64" : "float64";
        case JsonValue::Kind::string:
            return "string";
        case JsonValue::Kind::array:
            return "[]interface {}";
        case JsonValue::Kind::object:
            return "map[string]interface {}";
        default:
            return "nil";
    }
}

std::weak_ordering SortKey::compare(const SortKey& other, const std::string& field) const {
    if (kind_ <= Kind::null || other.kind_ <= Kind::null) {
        return std::min(kind_, Kind::integer) <=> std::min(other.kind_, Kind::integer);
    }
    if (kind_ == Kind::string && other.kind_ == Kind::string) {
        if (natural_) {
            return natural_order(text_, other.text_);
        }
        return quantity_ && other.quantity_ ? *quantity_ <=> *other.quantity_ : text_ <=> other.text_;
    }
    if (kind_ == Kind::integer && other.kind_ == Kind::integer) {
        return integer_ <=> other.integer_;
    }
    if (kind_ <= Kind::floating && other.kind_ <= Kind::floating) {
        return kind_ == Kind::integer         ? order_of(integer_, other.floating_)
               : other.kind_ == Kind::integer ? reversed(order_of(other.integer_, floating_))
                                              : order_of(floating_, other.floating_);
    }
    std::string type = kind_ == Kind::unsortable ? type_name() : other.type_name();
    if (kind_ != Kind::unsortable && other.kind_ != Kind::unsortable) {
        type = std::string(type_name()) + " and " + type + " in one list";
    }
    throw Error("Field " + field + " is an unsortable type: " + type);
}

void ObjectOrder::add(std::span<const JsonValue> firsts) {
    for (std::size_t term = 0; term < terms_.size(); ++term) {
        keys_.emplace_back(term < firsts.size() ? firsts[term] : JsonValue(), terms_[term].natural);
    }
}

bool ObjectOrder::less(std::size_t a, std::size_t b) const {
    if (terms_.size() == 1 && !terms_[0].reverse && !terms_[0].natural) {
        // To kubectl, what is missing is less than anything, even than what is missing, too.
        return key(a, 0).is_missing() || key(a, 0).compare(key(b, 0), terms_[0].field) < 0;
    }
    for (std::size_t term = 0; term < terms_.size(); ++term) {
        const auto order = key(a, term).compare(key(b, term), terms_[term].field);
        if (order != 0) {
            return terms_[term].reverse ? order > 0 : order < 0;
        }
    }
    return a < b;
}

void ObjectOrder::truncate(std::size_t count) {
    keys_.erase(keys_.begin() + static_cast<std::ptrdiff_t>(count * terms_.size()), keys_.end());
}

std::vector<std::size_t> ObjectOrder::sorted() const {
    std::vector<std::size_t> places(size());
    std::iota(places.begin(), places.end(), 0);
    for (std::size_t term = 0; term < terms_.size() && !places.empty(); ++term) {
        const bool is_found = std::any_of(places.begin(), places.end(), [&](std::size_t object) {
            return !key(object, term).is_missing();
        });
        if (!is_found) {
            throw Error("couldn't find any field with path " + go_quote(terms_[term].field) +
                        " in the list of objects");
        }
    }
    go_sort(
        places.size(), [&](std::size_t i, std::size_t j) { return less(places[i], places[j]); },
        [&](std::size_t i, std::size_t j) { std::swap(places[i], places[j]); });
    return places;
}

}  // namespace yare
