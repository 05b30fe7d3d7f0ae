#include "base/regex_classes.hpp"

#include <algorithm>

#include "base/unicode.hpp"

namespace yare {

namespace {

// Letters that differ in case by a fixed distance, in both directions.
struct CaseStep {
    char32_t first;
    char32_t last;
    int distance;
};
constexpr CaseStep k_case_steps[] = {
    {'A', 'Z', 32},
    {0xc0, 0xd6, 32},
    {0xd8, 0xde, 32},
    {0x391, 0x3a1, 32},
    {0x3a3, 0x3ab, 32},
    {0x410, 0x42f, 32},
    {0x400, 0x40f, 80},
    {'K', 'K', 0x212a - 'K'},
    {'k', 'k', 0x212a - 'k'},
    {'S', 'S', 0x17f - 'S'},
    {'s', 's', 0x17f - 's'},
    {0xb5, 0xb5, 0x3bc - 0xb5},
    {0xff, 0xff, 0x178 - 0xff},
};

// Where capitals and small letters alternate, beginning with a capital.
constexpr RegexRange k_case_pairs[] = {
    {0x100, 0x12f}, {0x132, 0x137}, {0x14a, 0x177},   {0x460, 0x481},
    {0x48a, 0x4bf}, {0x4d0, 0x52f}, {0x1e00, 0x1e95}, {0x1ea0, 0x1eff},
};
constexpr RegexRange k_case_pairs_odd[] = {{0x139, 0x148}, {0x179, 0x17e}};

void add_moved(RegexClass& ranges, RegexRange range, char32_t first, char32_t last, int distance) {
    const char32_t low = std::max(range.first, first);
    const char32_t high = std::min(range.last, last);
    if (low <= high) {
        ranges.push_back({static_cast<char32_t>(static_cast<int>(low) + distance),
                          static_cast<char32_t>(static_cast<int>(high) + distance)});
    }
}

void add_pairs(RegexClass& ranges, RegexRange range, RegexRange pairs, char32_t capital_parity) {
    const char32_t low = std::max(range.first, pairs.first);
    const char32_t high = std::min(range.last, pairs.last);
    for (char32_t code = low; code <= high && low <= high; ++code) {
        const char32_t other = code % 2 == capital_parity ? code + 1 : code - 1;
        ranges.push_back({other, other});
    }
}

}  // namespace

void normalize(std::vector<RegexRange>& ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const RegexRange& a, const RegexRange& b) { return a.first < b.first; });
    std::size_t kept = 0;
    for (const auto& range : ranges) {
        if (kept > 0 && range.first <= ranges[kept - 1].last + 1) {
            ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
        } else {
            ranges[kept++] = range;
        }
    }
    ranges.resize(kept);
}

void add_other_case(std::vector<RegexRange>& ranges) {
    // Twice, since k, K and the Kelvin sign are three.
    for (int round = 0; round < 2; ++round) {
        const RegexClass before = ranges;
        for (const auto& range : before) {
            for (const auto& step : k_case_steps) {
                add_moved(ranges, range, step.first, step.last, step.distance);
                add_moved(ranges, range, static_cast<char32_t>(static_cast<int>(step.first) + step.distance),
                          static_cast<char32_t>(static_cast<int>(step.last) + step.distance), -step.distance);
            }
            for (const auto& pairs : k_case_pairs) {
                add_pairs(ranges, range, pairs, 0);
            }
            for (const auto& pairs : k_case_pairs_odd) {
                add_pairs(ranges, range, pairs, 1);
            }
        }
        normalize(ranges);
    }
}

bool find_perl_class(char letter, RegexClass& found) {
    switch (letter) {
        case 'd':
        case 'D':
            found = {{'0', '9'}};
            return true;
        case 's':
        case 'S':
            found = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
            return true;
        case 'w':
        case 'W':
            found = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
            return true;
        default:
            return false;
    }
}

bool find_posix_class(std::string_view name, RegexClass& found) {
    const struct {
        std::string_view name;
        RegexClass ranges;
    } classes[] = {
        {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
        {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
        {"ascii", {{0, 0x7f}}},
        {"blank", {{'\t', '\t'}, {' ', ' '}}},
        {"cntrl", {{0, 0x1f}, {0x7f, 0x7f}}},
        {"digit", {{'0', '9'}}},
        {"graph", {{'!', '~'}}},
        {"lower", {{'a', 'z'}}},
        {"print", {{' ', '~'}}},
        {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
        {"space", {{'\t', '\r'}, {' ', ' '}}},
        {"upper", {{'A', 'Z'}}},
        {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
        {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
    };
    for (const auto& each : classes) {
        if (each.name == name) {
            found = each.ranges;
            return true;
        }
    }
    return false;
}

bool find_unicode_class(std::string_view name, RegexClass& found) {
    if (name == "Any") {
        found = {{0, k_last_code}};
        return true;
    }
    if (name != "L" && name != "Nd") {
        return false;
    }
    found = name == "L" ? RegexClass{{'A', 'Z'}, {'a', 'z'}} : RegexClass{{'0', '9'}};
    for (const auto& range : name == "L" ? letter_ranges() : digit_ranges()) {
        found.push_back(range);
    }
    return true;
}

void negate(RegexClass& ranges) {
    RegexClass others;
    char32_t next = 0;
    for (const auto& range : ranges) {
        if (range.first > next) {
            others.push_back({next, range.first - 1});
        }
        next = range.last + 1;
    }
    if (next <= k_last_code) {
        others.push_back({next, k_last_code});
    }
    ranges = std::move(others);
}

void add_class(RegexClass& ranges, RegexClass more, bool negated) {
    if (negated) {
        normalize(more);
        negate(more);
    }
    ranges.insert(ranges.end(), more.begin(), more.end());
}

}  // namespace yare
