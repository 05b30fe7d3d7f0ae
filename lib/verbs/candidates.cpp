#include "verbs/candidates.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace yare {

namespace {

constexpr std::size_t k_longest_word = 253;
constexpr std::size_t k_longest_local_name = 1024;
constexpr std::size_t k_longest_description = 80;

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

}  // namespace

bool is_safe_word(std::string_view word) {
    const auto is_safe = [](char c) { return is_alphanumeric(c) || is_one_of(c, "-._:@+/"); };
    return !word.empty() && word.size() <= k_longest_word && (is_alphanumeric(word[0]) || word[0] == '_') &&
           std::all_of(word.begin(), word.end(), is_safe);
}

bool is_safe_local_name(std::string_view name) {
    if (name.empty() || name.size() > k_longest_local_name || is_one_of(name[0], " -,=#%^~./:@+")) {
        return false;
    }
    while (!name.empty()) {
        char32_t code = 0;
        const std::size_t length = decode_utf8(name, code);
        const bool is_plain = is_alphanumeric(name[0]) || is_one_of(name[0], "-._:@+/ ,=#%^~");
        if (length == 0 || !is_printable(code) || (length == 1 && !is_plain)) {
            return false;
        }
        name.remove_prefix(length);
    }
    return true;
}

std::string safe_description(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, k_longest_description)) {
        if (is_alphanumeric(c) || is_one_of(c, "-._:@+/ ,=#%()<>[]*")) {
            out += c;
        }
    }
    return out;
}

std::string common_prefix(const Candidates& candidates) {
    if (candidates.empty()) {
        return "";
    }
    std::string_view common = candidates.front().value;
    for (const auto& candidate : candidates) {
        const auto end =
            std::mismatch(common.begin(), common.end(), candidate.value.begin(), candidate.value.end());
        common = common.substr(0, static_cast<std::size_t>(end.first - common.begin()));
    }
    return std::string(common);
}

}  // namespace yare
