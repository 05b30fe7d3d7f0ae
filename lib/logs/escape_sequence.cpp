#include "logs/escape_sequence.hpp"

namespace yare {

namespace {

constexpr char k_escape = '\x1b';

bool is_between(char c, char first, char last) { return c >= first && c <= last; }

// Where bytes from `first` to `last` end that begin at `at`.
std::size_t skip(std::string_view text, std::size_t at, char first, char last) {
    while (at < text.size() && is_between(text[at], first, last)) {
        ++at;
    }
    return at;
}

// A sequence whose last byte stands at `at`, from `first` on.
EscapeSequence ended_by(std::string_view text, std::size_t at, char first) {
    if (at == text.size()) {
        return {at, true};
    }
    return {is_between(text[at], first, '~') ? at + 1 : at, false};
}

// OSC, DCS and the like: up to BEL or ESC \.
EscapeSequence find_string(std::string_view text) {
    for (std::size_t at = 2; at < text.size(); ++at) {
        if (text[at] == '\a') {
            return {at + 1, false};
        }
        if (text[at] == k_escape) {
            const bool is_end = at + 1 < text.size() && text[at + 1] == '\\';
            return {is_end ? at + 2 : at, at + 1 == text.size()};
        }
    }
    return {text.size(), true};
}

}  // namespace

EscapeSequence find_sgr(std::string_view text) {
    if (text.size() > 1 && text[1] != '[') {
        return {};
    }
    const std::size_t end = skip(text.substr(0, k_longest_sgr), 2, '0', ';');  // digits, : and ;
    if (end >= text.size()) {
        return text.size() < k_longest_sgr ? EscapeSequence{text.size(), true} : EscapeSequence{};
    }
    return end < k_longest_sgr && text[end] == 'm' ? EscapeSequence{end + 1, false} : EscapeSequence{};
}

EscapeSequence find_escape(std::string_view text) {
    if (text.size() < 2) {
        return {1, true};
    }
    switch (text[1]) {
        case '[':
            return ended_by(text, skip(text, 2, ' ', '?'), '@');
        case ']':
        case 'P':
        case 'X':
        case '^':
        case '_':
            return find_string(text);
        default:
            return ended_by(text, skip(text, 1, ' ', '/'), '0');
    }
}

bool is_reset(std::string_view sgr) { return skip(sgr, 2, '0', '0') + 1 == sgr.size(); }

}  // namespace yare
