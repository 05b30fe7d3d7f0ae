#include "schema/near_names.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_longest = 100;
constexpr std::size_t k_most = 3;

// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

}  // namespace

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names) {
    std::vector<std::pair<std::size_t, std::string>> near;
    const std::string lower = to_lower(name);
    const std::size_t allowed = name.size() < 5 ? 1 : 2;
    for (const auto& each : names) {
        if (name.size() > k_longest || each.size() > k_longest) {
            continue;
        }
        if (const auto far = distance(lower, to_lower(each)); far <= allowed) {
            near.emplace_back(far, each);
        }
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::vector<std::string> found;
    for (std::size_t i = 0; i < std::min(near.size(), k_most); ++i) {
        found.push_back(std::move(near[i].second));
    }
    return found;
}

}  // namespace yare
