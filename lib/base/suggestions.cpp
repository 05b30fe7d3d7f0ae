#include "base/suggestions.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_most = 3;
constexpr std::size_t k_longest = 100;  // of a word for which it is worth looking

bool is_plain(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == '_' || c == '/';
    });
}

std::size_t limit_for(std::size_t length) {
    if (length < 2 || length > k_longest) {
        return 0;
    }
    return length <= 5 ? 1 : 2;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
    }
    return row.back();
}

Suggestions::Suggestions(std::string_view typed)
    : typed_(to_lower(typed.substr(0, k_longest + 1))), limit_(limit_for(typed.size())) {}

void Suggestions::consider(std::string_view candidate, std::string_view shown) {
    if (limit_ == 0 || candidate.size() > k_longest || !is_plain(shown)) {
        return;
    }
    const std::string word = to_lower(candidate);
    std::size_t distance = limit_ + 1;
    if (word.size() <= typed_.size() + limit_ && typed_.size() <= word.size() + limit_) {
        distance = edit_distance(typed_, word);
    }
    if (distance > limit_ && !word.starts_with(typed_)) {
        return;
    }
    const auto same =
        std::find_if(found_.begin(), found_.end(), [&](const Found& found) { return found.shown == shown; });
    if (same != found_.end()) {
        if (same->distance <= distance) {
            return;
        }
        found_.erase(same);
    }
    const auto behind =
        std::upper_bound(found_.begin(), found_.end(), distance,
                         [](std::size_t value, const Found& found) { return value < found.distance; });
    found_.insert(behind, {distance, std::string(shown)});
    if (found_.size() > k_most) {
        found_.pop_back();
    }
}

std::string Suggestions::text() const {
    std::string text = found_.empty() ? "" : "\n\nDid you mean this?";
    for (const auto& found : found_) {
        text += "\n\t" + found.shown;
    }
    return text;
}

}  // namespace yare
