#include "base/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/error.hpp"

namespace yare {

namespace {

// The names are those of resource/quantity.go and suffix.go.
enum class QuantityFormat { decimal_si, decimal_exponent, binary_si };

struct Suffix {
    QuantityFormat format;
    int exponent;  // of ten; of two for binary_si
};

// A quantity as it was typed.
struct Parts {
    bool negative = false;
    bool has_digits = false;
    std::string whole;  // without leading zeros, but never empty
    std::string fraction;
    std::string suffix;
};

constexpr std::string_view k_digits = "0123456789";
constexpr long long k_nano = -9;

// What is wrong with a text: apimachinery's ErrFormatWrong, ErrSuffix, ErrNumeric.
constexpr std::string_view k_wrong_form =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
constexpr std::string_view k_wrong_suffix = "unable to parse quantity's suffix";
constexpr std::string_view k_wrong_number = "unable to parse numeric part of quantity";

// Takes the leading characters that are in `set`.
std::string_view take_any(std::string_view& text, std::string_view set) {
    const auto part = text.substr(0, std::min(text.find_first_not_of(set), text.size()));
    text.remove_prefix(part.size());
    return part;
}

std::optional<Parts> parse_parts(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    Parts parts;
    if (text.front() == '-' || text.front() == '+') {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const bool has_zeros = !take_any(text, "0").empty();
    parts.whole = take_any(text, k_digits);
    parts.has_digits = has_zeros || !parts.whole.empty();
    if (parts.whole.empty()) {
        parts.whole = "0";
    }
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        parts.fraction = take_any(text, k_digits);
        parts.has_digits = parts.has_digits || !parts.fraction.empty();
    }
    parts.suffix = take_any(text, "eEinumkKMGTP");
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        parts.suffix += text.front();
        text.remove_prefix(1);
    }
    parts.suffix += take_any(text, k_digits);
    return text.empty() ? std::optional(std::move(parts)) : std::nullopt;
}

std::optional<Suffix> read_suffix(std::string_view text) {
    constexpr std::string_view tens[] = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    constexpr std::string_view twos[] = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    if (const auto* found = std::find(std::begin(tens), std::end(tens), text); found != std::end(tens)) {
        return Suffix{QuantityFormat::decimal_si, static_cast<int>(found - std::begin(tens)) * 3 - 9};
    }
    if (const auto* found = std::find(std::begin(twos), std::end(twos), text); found != std::end(twos)) {
        return Suffix{QuantityFormat::binary_si, static_cast<int>(found - std::begin(twos)) * 10 + 10};
    }
    if (text.size() > 1 && (text.front() == 'e' || text.front() == 'E')) {
        auto number = text.substr(1);
        number.remove_prefix(number.front() == '+' ? 1 : 0);
        std::int64_t exponent = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), exponent);
        if (read.ec == std::errc() && read.ptr == number.data() + number.size()) {
            // Cut as Go does.
            return Suffix{QuantityFormat::decimal_exponent, static_cast<std::int32_t>(exponent)};
        }
    }
    return std::nullopt;
}

std::string suffix_words(QuantityFormat format, long long exponent) {
    constexpr std::string_view tens = "num kMGTPE";
    if (format == QuantityFormat::decimal_exponent) {
        return exponent == 0 ? "" : "e" + std::to_string(exponent);
    }
    // What has no letter is written without one, as Go does.
    if (exponent % 3 != 0 || exponent < -9 || exponent > 18 || exponent == 0) {
        return "";
    }
    return std::string(1, tens[static_cast<std::size_t>(exponent / 3 + 3)]);
}

// digits * 10^exponent, never negative. Zero has no digits.
struct Decimal {
    std::string digits;
    long long exponent = 0;

    void normalize() {
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
        const auto zeros = digits.size() - (digits.find_last_not_of('0') + 1);
        digits.resize(digits.size() - zeros);
        exponent = digits.empty() ? 0 : exponent + static_cast<long long>(zeros);
    }

    void multiply(int factor) {
        int carry = 0;
        std::string product;
        for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
            carry += (*digit - '0') * factor;
            product += static_cast<char>('0' + carry % 10);
            carry /= 10;
        }
        for (; carry != 0; carry /= 10) {
            product += static_cast<char>('0' + carry % 10);
        }
        digits.assign(product.rbegin(), product.rend());
    }

    // To a multiple of 10^-9, away from zero.
    void round_to_nano() {
        if (exponent >= k_nano || digits.empty()) {
            return;
        }
        const auto dropped = static_cast<std::size_t>(k_nano - exponent);
        exponent = k_nano;
        if (dropped >= digits.size()) {
            digits = "1";
            return;
        }
        // Normalized, so that something is dropped.
        digits.resize(digits.size() - dropped);
        for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
            if (*digit != '9') {
                ++*digit;
                return;
            }
            *digit = '0';
        }
        digits.insert(0, 1, '1');
    }

    // Nothing when it has a fraction or is beyond 64 bits.
    std::optional<std::uint64_t> natural() const {
        if (digits.empty()) {
            return 0;
        }
        if (exponent < 0 || static_cast<long long>(digits.size()) + exponent > 20) {
            return std::nullopt;
        }
        const std::string text = digits + std::string(static_cast<std::size_t>(exponent), '0');
        std::uint64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        return read.ec == std::errc() ? std::optional(value) : std::nullopt;
    }

    // Digits before the point; not above zero for what is less than one.
    long long magnitude() const { return static_cast<long long>(digits.size()) + exponent; }
};

// The power of ten of the last digit; int32, as in Go.
std::int32_t scale_of(const Parts& parts, const Suffix& suffix) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(suffix.exponent) -
                                     static_cast<std::uint32_t>(parts.fraction.size()));
}

// What Go reads into 64 bits. It shows: only there may digits be missing (`k` is 0, `-Pi` is refused).
bool is_short(const Parts& parts, const Suffix& suffix) {
    if (suffix.format == QuantityFormat::binary_si) {
        const int room = 14 - static_cast<int>(parts.whole.size()) - suffix.exponent * 3 / 10;
        return parts.fraction.empty() && room >= 0;
    }
    return parts.whole.size() + parts.fraction.size() <= 18 && scale_of(parts, suffix) >= k_nano;
}

// Go keeps the text of a short number that is in canonical form already, as far as it can tell at a glance.
bool keeps_text(const Parts& parts, const Suffix& suffix) {
    if (!is_short(parts, suffix)) {
        return false;
    }
    if (suffix.format == QuantityFormat::binary_si) {
        return (std::stoll(parts.whole) & 7) != 0;
    }
    const std::string digits = parts.whole + parts.fraction;
    return scale_of(parts, suffix) % 3 == 0 && !digits.ends_with("000") && digits.front() != '0';
}

std::string write_decimal(Decimal amount, QuantityFormat format) {
    const auto surplus = ((amount.exponent % 3) + 3) % 3;
    amount.digits.append(static_cast<std::size_t>(surplus), '0');
    return amount.digits + suffix_words(format, amount.exponent - surplus);
}

std::string write_binary(std::uint64_t amount) {
    constexpr std::string_view letters = " KMGTPE";
    std::size_t times = 0;
    while (amount >= 1024 && amount % 1024 == 0) {
        amount /= 1024;
        ++times;
    }
    return std::to_string(amount) + (times == 0 ? "" : std::string(1, letters[times]) + "i");
}

// A text taken apart, and its amount where the text alone does not say it all.
struct Reading {
    Parts parts;
    Suffix suffix{};
    std::string_view refusal;  // empty when it is a quantity
};

Reading read_quantity(std::string_view text) {
    Reading reading;
    auto parts = parse_parts(text);
    if (!parts) {
        reading.refusal = k_wrong_form;
        return reading;
    }
    const auto suffix = read_suffix(parts->suffix);
    if (!suffix) {
        reading.refusal = k_wrong_suffix;
    } else if (!parts->has_digits && !is_short(*parts, *suffix)) {
        reading.refusal = k_wrong_number;
    } else {
        reading.parts = std::move(*parts);
        reading.suffix = *suffix;
    }
    return reading;
}

// The amount in units, rounded to nano; not negative.
Decimal amount_of(const Parts& parts, const Suffix& suffix) {
    const bool binary = suffix.format == QuantityFormat::binary_si;
    Decimal amount{parts.whole + parts.fraction,
                   (binary ? 0LL : suffix.exponent) - static_cast<long long>(parts.fraction.size())};
    for (int left = binary ? suffix.exponent : 0; left > 0; left -= 10) {
        amount.multiply(1024);
    }
    amount.normalize();
    amount.round_to_nano();
    amount.normalize();
    return amount;
}

// What a binary quantity is capped at.
constexpr std::uint64_t k_most = (std::uint64_t{1} << 63) - 1;

bool is_above_cap(const Decimal& amount) {
    constexpr std::string_view digits = "9223372036854775807";
    const auto magnitude = static_cast<long long>(digits.size());
    return amount.magnitude() > magnitude || (amount.magnitude() == magnitude && amount.digits > digits);
}

}  // namespace

std::string canonical_quantity(std::string_view text) {
    const auto [parts, suffix, refusal] = read_quantity(text);
    if (!refusal.empty()) {
        throw Error(std::string(refusal));
    }
    if (keeps_text(parts, suffix)) {
        return std::string(text);
    }
    const Decimal amount = amount_of(parts, suffix);
    if (amount.digits.empty()) {
        return "0";
    }
    const std::string sign = parts.negative ? "-" : "";
    if (suffix.format != QuantityFormat::binary_si) {
        return sign + write_decimal(amount, suffix.format);
    }
    if (is_above_cap(amount)) {
        return sign + write_binary(k_most);
    }
    const auto natural = amount.natural();
    // A fraction of a unit, or less than one Ki, has no binary form.
    return sign + (natural && *natural >= 1024 ? write_binary(*natural)
                                               : write_decimal(amount, QuantityFormat::decimal_si));
}

std::optional<QuantityValue> parse_quantity(std::string_view text) {
    const auto [parts, suffix, refusal] = read_quantity(text);
    if (!refusal.empty()) {
        return std::nullopt;
    }
    Decimal amount = amount_of(parts, suffix);
    if (suffix.format == QuantityFormat::binary_si && is_above_cap(amount)) {
        amount = {std::to_string(k_most), 0};
    }
    QuantityValue value;
    value.sign = amount.digits.empty() ? 0 : parts.negative ? -1 : 1;
    value.magnitude = amount.magnitude();
    value.digits = std::move(amount.digits);
    return value;
}

std::strong_ordering operator<=>(const QuantityValue& a, const QuantityValue& b) {
    if (a.sign != b.sign || a.sign == 0) {
        return a.sign <=> b.sign;
    }
    const QuantityValue& x = a.sign > 0 ? a : b;
    const QuantityValue& y = a.sign > 0 ? b : a;
    return x.magnitude != y.magnitude ? x.magnitude <=> y.magnitude : x.digits <=> y.digits;
}

}  // namespace yare
