// The order in which Go's sort.Sort leaves elements, equal ones too, which is not the order they came in.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace yare {

/// sort.Sort of Go (pattern-defeating quicksort, zsortinterface.go; random numbers as since Go 1.21).
/// `less(i, j)` and `swap(i, j)` take positions below `size`; no answer of `less` makes it leave them, and
/// the time stays within O(n log n).
template <class Less, class Swap>
class GoSort {
  public:
    GoSort(Less less, Swap swap) : less_(std::move(less)), swap_(std::move(swap)) {}

    void run(std::size_t size) {
        if (size > 1) {
            sort(0, static_cast<Index>(size), static_cast<int>(std::bit_width(size)));
        }
    }

  private:
    using Index = std::ptrdiff_t;

    enum class Hint { unknown, increasing, decreasing };
    struct Pivot {
        Index at;
        Hint hint;
    };
    struct Partition {
        Index middle;
        bool was_partitioned;
    };

    static constexpr Index k_insertion_most = 12;
    static constexpr Index k_ninther_least = 50;
    static constexpr Index k_shifting_least = 50;
    static constexpr Index k_median_least = 8;
    static constexpr int k_most_steps = 5;
    static constexpr int k_most_swaps = 12;  // of four medians

    bool less(Index i, Index j) { return less_(static_cast<std::size_t>(i), static_cast<std::size_t>(j)); }
    void swap(Index i, Index j) { swap_(static_cast<std::size_t>(i), static_cast<std::size_t>(j)); }

    // Sorts [begin, end). `bad_left`: how many unbalanced partitions may come before it is heap sort's turn.
    void sort(Index begin, Index end, int bad_left) {
        bool was_balanced = true;
        bool was_partitioned = true;
        for (;;) {
            const Index size = end - begin;
            if (size <= k_insertion_most) {
                sort_by_insertion(begin, end);
                return;
            }
            if (bad_left == 0) {
                sort_by_heap(begin, size);
                return;
            }
            if (!was_balanced) {
                scatter(begin, size);
                --bad_left;
            }
            Pivot pivot = choose_pivot(begin, size);
            if (pivot.hint == Hint::decreasing) {
                reverse(begin, end);
                pivot = {end - 1 - (pivot.at - begin), Hint::increasing};
            }
            if (was_balanced && was_partitioned && pivot.hint == Hint::increasing &&
                finish_by_insertion(begin, end)) {
                return;
            }
            // Nothing is less than the element in front: where the pivot is not above it, many are equal.
            if (begin > 0 && !less(begin - 1, pivot.at)) {
                begin = part_equal(begin, end, pivot.at);
                continue;
            }
            const Partition parts = part(begin, end, pivot.at);
            was_partitioned = parts.was_partitioned;
            const Index left = parts.middle - begin;
            const Index right = end - parts.middle;
            was_balanced = (left < right ? left : right) >= size / 8;
            if (left < right) {
                sort(begin, parts.middle, bad_left);
                begin = parts.middle + 1;
            } else {
                sort(parts.middle + 1, end, bad_left);
                end = parts.middle;
            }
        }
    }

    void sort_by_insertion(Index begin, Index end) {
        for (Index i = begin + 1; i < end; ++i) {
            for (Index j = i; j > begin && less(j, j - 1); --j) {
                swap(j, j - 1);
            }
        }
    }

    void sort_by_heap(Index begin, Index size) {
        for (Index root = (size - 1) / 2; root >= 0; --root) {
            sift_down(begin, root, size);
        }
        for (Index last = size - 1; last >= 0; --last) {
            swap(begin, begin + last);
            sift_down(begin, 0, last);
        }
    }

    void sift_down(Index begin, Index root, Index size) {
        for (Index child = 2 * root + 1; child < size; child = 2 * root + 1) {
            if (child + 1 < size && less(begin + child, begin + child + 1)) {
                ++child;
            }
            if (!less(begin + root, begin + child)) {
                return;
            }
            swap(begin + root, begin + child);
            root = child;
        }
    }

    // Moves three elements from the middle to places that depend on the size only.
    void scatter(Index begin, Index size) {
        auto random = static_cast<std::uint64_t>(size);
        const std::uint64_t mask = (std::uint64_t{1} << std::bit_width(random)) - 1;
        const Index middle = begin + size / 4 * 2;
        for (Index at = middle - 1; at <= middle + 1; ++at) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            const auto other = static_cast<Index>(random & mask);
            swap(at, begin + (other >= size ? other - size : other));
        }
    }

    Pivot choose_pivot(Index begin, Index size) {
        int swaps = 0;
        Index low = begin + size / 4;
        Index middle = begin + size / 4 * 2;
        Index high = begin + size / 4 * 3;
        if (size >= k_median_least) {
            if (size >= k_ninther_least) {
                low = median(low - 1, low, low + 1, swaps);
                middle = median(middle - 1, middle, middle + 1, swaps);
                high = median(high - 1, high, high + 1, swaps);
            }
            middle = median(low, middle, high, swaps);
        }
        return {middle, swaps == 0              ? Hint::increasing
                        : swaps == k_most_swaps ? Hint::decreasing
                                                : Hint::unknown};
    }

    Index median(Index a, Index b, Index c, int& swaps) {
        order(a, b, swaps);
        order(b, c, swaps);
        order(a, b, swaps);
        return b;
    }

    void order(Index& a, Index& b, int& swaps) {
        if (less(b, a)) {
            ++swaps;
            std::swap(a, b);
        }
    }

    void reverse(Index begin, Index end) {
        for (--end; begin < end; ++begin, --end) {
            swap(begin, end);
        }
    }

    // Puts a few elements right and returns whether all are.
    bool finish_by_insertion(Index begin, Index end) {
        Index at = begin + 1;
        for (int step = 0; step < k_most_steps; ++step) {
            while (at < end && !less(at, at - 1)) {
                ++at;
            }
            if (at == end) {
                return true;
            }
            if (end - begin < k_shifting_least) {
                return false;
            }
            swap(at, at - 1);
            if (at - begin >= 2) {
                // To the front of everything, not only of the part, as Go does.
                for (Index j = at - 1; j >= 1 && less(j, j - 1); --j) {
                    swap(j, j - 1);
                }
            }
            if (end - at >= 2) {
                for (Index j = at + 1; j < end && less(j, j - 1); ++j) {
                    swap(j, j - 1);
                }
            }
        }
        return false;
    }

    // What is less than the pivot to the left of it, the rest to its right.
    Partition part(Index begin, Index end, Index pivot) {
        swap(begin, pivot);
        Index i = begin + 1;
        Index j = end - 1;
        for (bool first = true;; first = false) {
            while (i <= j && less(i, begin)) {
                ++i;
            }
            while (i <= j && !less(j, begin)) {
                --j;
            }
            if (i > j) {
                swap(j, begin);
                return {j, first};
            }
            swap(i++, j--);
        }
    }

    // What equals the pivot first, then what is more; there is nothing less.
    Index part_equal(Index begin, Index end, Index pivot) {
        swap(begin, pivot);
        Index i = begin + 1;
        Index j = end - 1;
        for (;;) {
            while (i <= j && !less(begin, i)) {
                ++i;
            }
            while (i <= j && less(begin, j)) {
                --j;
            }
            if (i > j) {
                return i;
            }
            swap(i++, j--);
        }
    }

    Less less_;
    Swap swap_;
};

template <class Less, class Swap>
void go_sort(std::size_t size, Less less, Swap swap) {
    GoSort<Less, Swap>(std::move(less), std::move(swap)).run(size);
}

}  // namespace yare
