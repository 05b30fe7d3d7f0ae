#include "schema/word_wrap.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr char32_t k_no_break_space = 0xa0;
constexpr std::string_view k_code_indent = "    ";

// Go's unicode.IsSpace.
bool is_go_space(char32_t c) {
    return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == k_no_break_space || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

// The length of the character at the start of `text`; what is not UTF-8 counts byte by byte.
std::size_t next_character(std::string_view text, char32_t& code) {
    const auto length = decode_utf8(text, code);
    if (length == 0) {
        code = 0xfffd;
        return 1;
    }
    return length;
}

// Go's strings.Fields.
std::vector<std::string_view> fields(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        char32_t code = 0;
        const auto length = next_character(text.substr(at), code);
        if (is_go_space(code)) {
            if (at > begin) {
                words.push_back(text.substr(begin, at - begin));
            }
            begin = at + length;
        }
        at += length;
    }
    if (begin < text.size()) {
        words.push_back(text.substr(begin));
    }
    return words;
}

// `1. `, `1 `, `- `, `* ` at the start of a line of these words.
bool is_bullet(const std::vector<std::string_view>& words) {
    const std::string_view first = words.front();
    if (words.size() == 1) {
        return false;
    }
    if (first == "-" || first == "*") {
        return true;
    }
    const auto digits = std::min(first.find_first_not_of("0123456789"), first.size());
    return digits > 0 && (digits == first.size() || first.substr(digits) == ".");
}

class Lines {
  public:
    explicit Lines(std::size_t width) : width_(width) {}

    void flush() {
        if (!line_.empty()) {
            lines.push_back(std::exchange(line_, {}));
            last_word_.clear();
        }
    }

    void add_word(std::string_view word) {
        last_word_ = word;
        if (!line_.empty() && line_.size() + 1 + word.size() > width_) {
            flush();  // forgets the last word, as kubectl does
        }
        line_ += line_.empty() ? "" : " ";
        line_ += word;
    }

    bool ends_with_colon() const { return last_word_.ends_with(':'); }

    std::vector<std::string> lines;

  private:
    std::size_t width_;
    std::string line_;
    std::string last_word_;
};

}  // namespace

std::vector<std::string> fill_lines(std::string_view text, std::size_t width) {
    Lines out(width);
    for (const auto& line : split(text, '\n')) {
        if (line.starts_with(k_code_indent)) {
            out.flush();
            out.lines.push_back(line);
            continue;
        }
        const auto words = fields(line);
        if (words.empty() && !out.lines.empty()) {
            out.flush();
            out.lines.emplace_back();
            continue;
        }
        if (out.ends_with_colon() || words.empty() || is_bullet(words)) {
            out.flush();
        }
        for (const auto word : words) {
            out.add_word(word);
        }
    }
    out.flush();
    return std::move(out.lines);
}

std::string wrap_words(std::string_view text, std::size_t width) {
    std::string out;
    std::string word;
    std::string space;
    std::size_t column = 0;  // behind what is in `out`
    std::size_t word_width = 0;
    std::size_t space_width = 0;
    const auto drop_space = [&] {
        space.clear();
        space_width = 0;
    };
    const auto put = [&] {
        column += space_width + word_width;
        out += space;
        drop_space();
        out += word;
        word.clear();
        word_width = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        char32_t code = 0;
        const auto length = next_character(text.substr(at), code);
        const auto character = text.substr(at, length);
        at += length;
        if (code == '\n') {
            if (word.empty() && column + space_width > width) {
                drop_space();
            }
            put();
            out += '\n';
            column = 0;
        } else if (is_go_space(code) && code != k_no_break_space) {
            if (space.empty() || !word.empty()) {
                put();
            }
            space += character;
            ++space_width;
        } else {
            word += character;
            ++word_width;
            if (column + word_width + space_width > width && word_width < width) {
                out += '\n';
                column = 0;
                drop_space();
            }
        }
    }
    if (!word.empty() || column + space_width <= width) {
        put();
    }
    return out;
}

std::string indent_lines(std::string_view text, std::size_t blanks) {
    const std::string pad(blanks, ' ');
    std::string out = pad;
    for (const char c : text) {
        out += c;
        if (c == '\n') {
            out += pad;
        }
    }
    return out;
}

}  // namespace yare
