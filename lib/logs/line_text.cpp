#include "logs/line_text.hpp"

#include <algorithm>
#include <utility>

#include "base/terminal.hpp"
#include "base/text.hpp"
#include "logs/escape_sequence.hpp"

namespace yare {

namespace {

constexpr char k_escape = '\x1b';
constexpr std::string_view k_reset = "\x1b[m";
constexpr std::string_view k_match = "\x1b[1;31m";
constexpr std::size_t k_most_colors = 256;  // bytes of sequences

}  // namespace

LineText::LineText(const LogStyle& style)
    : style_(style),
      is_verbatim_(!style.harmless && !(style.color && style.highlight)),
      highlights_(style.color && style.highlight) {}

void LineText::begin(std::string& out, std::string_view message) {
    if (is_verbatim_) {
        return;
    }
    if (std::exchange(colored_, false) && style_.harmless) {
        out += k_reset;  // of a line that was given up
    }
    held_.clear();
    utf8_.clear();
    if (highlights_) {
        colors_.clear();
        message_ = message;
        matches_ = 0;
        match_.reset();
        next_match();
    }
}

void LineText::walk(std::string& out, std::string_view text, bool last) {
    if (held_.empty()) {
        pass(out, text, last);
    } else {
        const std::string joined = std::exchange(held_, {}).append(text);
        pass(out, joined, last);
    }
    message_ = {};
    match_.reset();
    if (last) {
        flush(out);
        if (std::exchange(colored_, false) && style_.harmless) {
            out += k_reset;
        }
    }
}

void LineText::pass(std::string& out, std::string_view text, bool last) {
    const bool returns = style_.harmless && text.ends_with('\r');
    if (returns) {
        text.remove_suffix(1);
    }
    while (!text.empty()) {
        const auto begin = std::min(text.find(k_escape), text.size());
        stretch(out, text.substr(0, begin));
        text.remove_prefix(begin);
        if (text.empty()) {
            break;
        }
        flush(out);
        const auto length = escape(out, text, last);
        if (length == 0) {
            held_ = text;
            break;
        }
        text.remove_prefix(length);
    }
    if (returns && !last) {
        held_ += '\r';
    }
}

// Passes on or shows what begins with ESC. Returns its length; 0 where the rest of it is to come.
std::size_t LineText::escape(std::string& out, std::string_view text, bool last) {
    const auto sgr = find_sgr(text);
    if (sgr.length != 0 && !sgr.is_cut) {
        colored(out, text.substr(0, sgr.length));
        return sgr.length;
    }
    if (style_.harmless) {
        if (sgr.is_cut && !last) {
            return 0;
        }
        append_harmless(out, text.substr(0, 1));
        return 1;
    }
    const auto length = find_escape(text).length;
    out.append(text.substr(0, length));
    return length;
}

void LineText::colored(std::string& out, std::string_view sgr) {
    if (style_.harmless && !style_.color) {
        return;
    }
    colored_ = true;
    out.append(sgr);
    if (highlights_ && is_reset(sgr)) {
        colors_.clear();
    } else if (highlights_) {
        colors_ += sgr;
        while (colors_.size() > k_most_colors) {
            colors_.erase(0, colors_.find('m') + 1);
        }
    }
}

// Text without escape sequences, of message_ as long as there are matches.
void LineText::stretch(std::string& out, std::string_view text) {
    while (match_ && !text.empty()) {
        const auto at = static_cast<std::size_t>(text.data() - message_.data());
        if (match_->end <= at) {
            next_match();
            continue;
        }
        if (match_->begin >= at + text.size()) {
            break;
        }
        const auto before = std::max(match_->begin, at) - at;
        const auto length = std::min(match_->end - at, text.size()) - before;
        plain(out, text.substr(0, before));
        flush(out);
        out += k_match;
        plain(out, text.substr(before, length));
        text.remove_prefix(before + length);
        if (!text.empty()) {
            flush(out);
        }
        out += k_reset;
        out += colors_;
    }
    plain(out, text);
}

void LineText::plain(std::string& out, std::string_view text) {
    if (style_.harmless) {
        append_harmless(out, text, utf8_);
    } else {
        out.append(text);
    }
}

// No character goes on from here.
void LineText::flush(std::string& out) {
    if (!utf8_.empty()) {
        append_harmless(out, utf8_);
        utf8_.clear();
    }
}

void LineText::next_match() {
    std::size_t from = match_ ? match_->end : 0;
    match_.reset();
    while (matches_++ < k_most_matches) {
        const auto match = style_.highlight->find(message_, from);
        if (!match || match->begin < match->end) {
            match_ = match;
            return;
        }
        if (match->end == message_.size()) {
            return;
        }
        char32_t code = 0;
        from = match->end + std::max<std::size_t>(decode_utf8(message_.substr(match->end), code), 1);
    }
}

}  // namespace yare
