#include "base/go_duration.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "base/error.hpp"
#include "base/go_time.hpp"

namespace yare {

namespace {

constexpr std::uint64_t k_limit = std::uint64_t{1} << 63;

struct Unit {
    std::string_view name;
    std::uint64_t nanoseconds;
};

constexpr Unit k_units[] = {
    {"ns", 1},
    {"us", 1'000},
    {"\xc2\xb5s", 1'000},  // micro sign
    {"\xce\xbcs", 1'000},  // Greek mu
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
};

class DurationReader {
  public:
    explicit DurationReader(std::string_view text) : text_(text), rest_(text) {}

    std::chrono::nanoseconds run() {
        const bool negative = rest_.starts_with('-');
        if (negative || rest_.starts_with('+')) {
            rest_.remove_prefix(1);
        }
        if (rest_ == "0") {
            return {};
        }
        if (rest_.empty()) {
            refuse();
        }
        std::uint64_t sum = 0;
        while (!rest_.empty()) {
            sum += piece();
            if (sum > k_limit) {
                refuse();
            }
        }
        if (sum == k_limit && !negative) {
            refuse();
        }
        if (sum == k_limit) {
            return std::chrono::nanoseconds::min();
        }
        const auto value = static_cast<std::int64_t>(sum);
        return std::chrono::nanoseconds(negative ? -value : value);
    }

  private:
    [[noreturn]] void refuse() const { throw UsageError("time: invalid duration " + go_time_quote(text_)); }

    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    // `1.5h`, at most 2^63.
    std::uint64_t piece() {
        const auto before = rest_.size();
        std::uint64_t whole = 0;
        for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1)) {
            if (whole > k_limit / 10) {
                refuse();
            }
            whole = whole * 10 + static_cast<std::uint64_t>(rest_.front() - '0');
            if (whole > k_limit) {
                refuse();
            }
        }
        bool has_digits = rest_.size() != before;
        double fraction = 0;
        double scale = 1;
        if (rest_.starts_with('.')) {
            rest_.remove_prefix(1);
            const auto after_point = rest_.size();
            read_fraction(fraction, scale);
            has_digits = has_digits || rest_.size() != after_point;
        }
        if (!has_digits) {
            refuse();
        }
        const auto unit = read_unit();
        if (whole > k_limit / unit) {
            refuse();
        }
        whole *= unit;
        whole += static_cast<std::uint64_t>(fraction * (static_cast<double>(unit) / scale));
        if (whole > k_limit) {
            refuse();
        }
        return whole;
    }

    // Digits beyond 63 bits do not count.
    void read_fraction(double& fraction, double& scale) {
        std::uint64_t value = 0;
        bool full = false;
        for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1)) {
            const auto next = value > (k_limit - 1) / 10
                                  ? k_limit + 1
                                  : value * 10 + static_cast<std::uint64_t>(rest_.front() - '0');
            full = full || next > k_limit;
            if (!full) {
                value = next;
                scale *= 10;
            }
        }
        fraction = static_cast<double>(value);
    }

    std::uint64_t read_unit() {
        const auto name = rest_.substr(0, std::min(rest_.find_first_of(".0123456789"), rest_.size()));
        if (name.empty()) {
            throw UsageError("time: missing unit in duration " + go_time_quote(text_));
        }
        const auto* unit = std::find_if(std::begin(k_units), std::end(k_units),
                                        [&](const Unit& each) { return each.name == name; });
        if (unit == std::end(k_units)) {
            throw UsageError("time: unknown unit " + go_time_quote(name) + " in duration " +
                             go_time_quote(text_));
        }
        rest_.remove_prefix(name.size());
        return unit->nanoseconds;
    }

    std::string_view text_;
    std::string_view rest_;
};

}  // namespace

std::chrono::nanoseconds parse_go_duration(std::string_view text) { return DurationReader(text).run(); }

}  // namespace yare
