#include "base/yaml_timestamp.hpp"

#include <cstddef>

namespace yare {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes a timestamp apart from the left, as Go's time.Parse does.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) {}

    bool at_end() const { return text_.empty(); }

    bool literal(char c) {
        if (text_.empty() || text_[0] != c) {
            return false;
        }
        text_.remove_prefix(1);
        return true;
    }

    // One or two digits; -1 when there is none.
    int number() {
        if (text_.empty() || !is_digit(text_[0])) {
            return -1;
        }
        int value = text_[0] - '0';
        text_.remove_prefix(1);
        if (!text_.empty() && is_digit(text_[0])) {
            value = value * 10 + (text_[0] - '0');
            text_.remove_prefix(1);
        }
        return value;
    }

    int two_digits() { return text_.size() >= 2 && is_digit(text_[0]) && is_digit(text_[1]) ? number() : -1; }

    bool spaces() {
        const std::size_t before = text_.size();
        while (literal(' ')) {
        }
        return text_.size() < before;
    }

    // A fraction is optional, of any length, behind a dot or a comma.
    void fraction() {
        if (text_.size() < 2 || (text_[0] != '.' && text_[0] != ',') || !is_digit(text_[1])) {
            return;
        }
        text_.remove_prefix(1);
        while (!text_.empty() && is_digit(text_[0])) {
            text_.remove_prefix(1);
        }
    }

  private:
    std::string_view text_;
};

constexpr bool in_range(int value, int low, int high) { return value >= low && value <= high; }

int days_in(int year, int month) {
    constexpr int k_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return k_days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool clock(Cursor& cursor) {
    if (!in_range(cursor.number(), 0, 23) || !cursor.literal(':') || !in_range(cursor.number(), 0, 59) ||
        !cursor.literal(':') || !in_range(cursor.number(), 0, 59)) {
        return false;
    }
    cursor.fraction();
    return true;
}

// Z07:00. Go allows 24 hours and 60 minutes here.
bool zone(Cursor& cursor) {
    if (cursor.literal('Z')) {
        return true;
    }
    return (cursor.literal('+') || cursor.literal('-')) && in_range(cursor.two_digits(), 0, 24) &&
           cursor.literal(':') && in_range(cursor.two_digits(), 0, 60);
}

}  // namespace

bool is_yaml_timestamp(std::string_view text) {
    constexpr std::size_t k_year = 4;
    if (text.size() <= k_year || text[k_year] != '-') {
        return false;
    }
    int year = 0;
    for (const char c : text.substr(0, k_year)) {
        if (!is_digit(c)) {
            return false;
        }
        year = year * 10 + (c - '0');
    }
    Cursor cursor(text.substr(k_year + 1));
    const int month = cursor.number();
    if (!in_range(month, 1, 12) || !cursor.literal('-') ||
        !in_range(cursor.number(), 1, days_in(year, month))) {
        return false;
    }
    if (cursor.at_end()) {
        return true;
    }
    const bool has_zone = cursor.literal('T') || cursor.literal('t');
    if (!has_zone && !cursor.spaces()) {
        return false;
    }
    return clock(cursor) && (!has_zone || zone(cursor)) && cursor.at_end();
}

}  // namespace yare
