#include "base/go_sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace yare;

namespace {

// The inputs of tests/tables/go_sort.go.
int key(int shape, int i, int size, int distinct, const auto& random) {
    switch (shape) {
        case 0:
        case 6:
        case 7:
        case 8:
            return random() % distinct;
        case 1:
            return i / distinct;
        case 2:
            return -(i / distinct);
        case 3:
            return i % distinct;
        case 4:
            return std::min(i, size - i);
        default:
            return random() % 50 == 0 ? random() % size : i;
    }
}

bool less(int shape, int a, int b) {
    switch (shape) {
        case 6:
            return ((std::int64_t{a} * 7919 + std::int64_t{b} * 104729) >> 3 & 1) == 1;
        case 7:
            return true;
        case 8:
            return a % 3 == 0 || (b % 3 != 0 && a < b);
        default:
            return a < b;
    }
}

}  // namespace

TEST_CASE("elements end where Go's sort.Sort leaves them") {
    std::ifstream table(YARE_TEST_DATA "/base/go-sort.txt");
    int rows = 0;
    int shape = 0, size = 0, distinct = 0, expected_asked = 0;
    for (std::uint32_t expected_hash = 0;
         table >> shape >> size >> distinct >> expected_asked >> expected_hash; ++rows) {
        CAPTURE(shape);
        CAPTURE(size);
        CAPTURE(distinct);
        auto state = static_cast<std::uint32_t>(shape * 7 + size * 31 + distinct);
        const auto random = [&] {
            state = state * 1664525 + 1013904223;
            return static_cast<int>(state >> 8);
        };
        std::vector<int> keys;
        for (int i = 0; i < size; ++i) {
            keys.push_back(key(shape, i, size, distinct, random));
        }
        std::vector<std::uint32_t> order(keys.size());
        std::iota(order.begin(), order.end(), 0);
        int asked = 0;
        go_sort(
            keys.size(),
            [&](std::size_t i, std::size_t j) {
                ++asked;
                return less(shape, keys.at(i), keys.at(j));
            },
            [&](std::size_t i, std::size_t j) {
                std::swap(keys.at(i), keys.at(j));
                std::swap(order.at(i), order.at(j));
            });
        std::uint32_t hash = 2166136261;
        for (const auto place : order) {
            hash = (hash ^ place) * 16777619;
        }
        CHECK(asked == expected_asked);
        CHECK(hash == expected_hash);
        const bool is_an_order = shape < 6;
        CHECK((!is_an_order || std::is_sorted(keys.begin(), keys.end())));
    }
    CHECK(rows == 630);
}

TEST_CASE("nothing and one element need no comparison") {
    const auto never = [](std::size_t, std::size_t) -> bool { throw std::size_t{1}; };
    CHECK_NOTHROW(go_sort(0, never, never));
    CHECK_NOTHROW(go_sort(1, never, never));
}
