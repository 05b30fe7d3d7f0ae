#include "base/json_tree.hpp"

#include <bit>
#include <cstring>
#include <utility>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::uint64_t k_ones = 0x0101010101010101ull;
constexpr std::uint64_t k_highs = 0x8080808080808080ull;

// How many of eight bytes come before the first one that ends, escapes or complicates a string. A borrow
// makes bits wrong only behind the first right one.
int simple_bytes(const char* p) {
    static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
    std::uint64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    const auto zero_byte = [](std::uint64_t x) { return (x - k_ones) & ~x & k_highs; };
    const std::uint64_t control = (v - k_ones * 0x20) & ~v & k_highs;
    const std::uint64_t others =
        (v & k_highs) | zero_byte(v ^ (k_ones * '"')) | zero_byte(v ^ (k_ones * '\\')) | control;
    return others == 0 ? 8 : std::countr_zero(others) / 8;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string quoted_char(char c) {
    if (c == '\'') {
        return "'\\''";
    }
    if (c == '"') {
        return "'\"'";
    }
    const std::string text = go_quote(std::string_view(&c, 1));
    return "'" + text.substr(1, text.size() - 2) + "'";
}

}  // namespace

// One pass over the text, no recursion: open containers are kept in a stack of node indexes.
class JsonTree::Parser {
  public:
    Parser(JsonTree& tree, std::string_view text)
        : tree_(tree), begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

    void run() {
        skip_space();
        value({});
        while (!open_.empty()) {
            step();
        }
        skip_space();
        if (at_ != end_) {
            fail("after top-level value");
        }
    }

  private:
    struct Key {
        const char* start = nullptr;
        std::uint32_t length = 0;
    };

    [[noreturn]] void fail(const std::string& where) const {
        const auto offset = static_cast<std::size_t>(at_ - begin_);
        if (at_ == end_) {
            throw JsonError("unexpected end of JSON input", offset);
        }
        throw JsonError("invalid character " + quoted_char(*at_) + " " + where, offset);
    }

    void skip_space() {
        while (at_ != end_ && is_space(*at_)) {
            ++at_;
        }
    }

    Node& add(JsonValue::Kind kind, Key key) {
        const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
        if (!open_.empty()) {
            ++tree_.nodes_[open_.back()].count;
        }
        tree_.nodes_.push_back({at_, 0, index + 1, 0, key.length, key.start, kind, true});
        return tree_.nodes_.back();
    }

    void open(JsonValue::Kind kind, Key key) {
        if (open_.size() >= k_max_depth) {
            throw JsonError("exceeded max depth", static_cast<std::size_t>(at_ - begin_));
        }
        const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
        add(kind, key);
        open_.push_back(index);
        ++at_;
    }

    void close() {
        auto& node = tree_.nodes_[open_.back()];
        node.end = static_cast<std::uint32_t>(tree_.nodes_.size());
        open_.pop_back();
        ++at_;
    }

    // The next member, element or closing bracket of the innermost open container.
    void step() {
        const auto& container = tree_.nodes_[open_.back()];
        const bool is_object = container.kind == JsonValue::Kind::object;
        const bool is_first = !std::exchange(has_passed_, false) && container.count == 0;
        const char closing = is_object ? '}' : ']';
        skip_space();
        if (at_ != end_ && *at_ == closing) {
            close();
            return;
        }
        if (!is_first) {
            if (at_ == end_ || *at_ != ',') {
                fail(is_object ? "after object key:value pair" : "after array element");
            }
            ++at_;
            skip_space();
        }
        if (!is_object) {
            value({});
            return;
        }
        const Key name = key();
        if (!tree_.left_out_.empty() && std::string_view(name.start, name.length) == tree_.left_out_) {
            pass_over();
            has_passed_ = true;
        } else {
            value(name);
        }
    }

    // Over a value of which only strings and brackets are looked at.
    void pass_over() {
        bool plain = true;
        std::size_t depth = 0;
        do {
            if (at_ == end_) {
                fail("");
            }
            switch (*at_) {
                case '"':
                    string(plain);
                    break;
                case '{':
                case '[':
                    ++depth;
                    ++at_;
                    break;
                case '}':
                case ']':
                    if (depth == 0) {
                        return;  // of what the value is in
                    }
                    --depth;
                    ++at_;
                    break;
                case ',':
                    if (depth == 0) {
                        return;
                    }
                    [[fallthrough]];
                default:
                    ++at_;
            }
        } while (depth > 0 || (at_ != end_ && *at_ != ',' && *at_ != '}'));
    }

    Key key() {
        if (at_ == end_ || *at_ != '"') {
            fail("looking for beginning of object key string");
        }
        bool plain = true;
        const std::string_view raw = string(plain);
        Key key{raw.data(), static_cast<std::uint32_t>(raw.size())};
        if (!plain) {
            auto decoded = std::make_unique<std::string>();
            append_json_string_decoded(*decoded, raw);
            key = {decoded->data(), static_cast<std::uint32_t>(decoded->size())};
            tree_.decoded_keys_.push_back(std::move(decoded));
        }
        skip_space();
        if (at_ == end_ || *at_ != ':') {
            fail("after object key");
        }
        ++at_;
        skip_space();
        return key;
    }

    void value(Key key) {
        if (at_ == end_) {
            fail("");
        }
        switch (*at_) {
            case '{':
                open(JsonValue::Kind::object, key);
                return;
            case '[':
                open(JsonValue::Kind::array, key);
                return;
            case '"': {
                auto& node = add(JsonValue::Kind::string, key);
                const std::string_view raw = string(node.plain);
                node.start = raw.data();
                node.length = static_cast<std::uint32_t>(raw.size());
                return;
            }
            case 't':
                literal("true", JsonValue::Kind::boolean, key);
                return;
            case 'f':
                literal("false", JsonValue::Kind::boolean, key);
                return;
            case 'n':
                literal("null", JsonValue::Kind::null, key);
                return;
            default:
                number(key);
        }
    }

    void literal(std::string_view word, JsonValue::Kind kind, Key key) {
        auto& node = add(kind, key);
        node.length = static_cast<std::uint32_t>(word.size());
        for (const char c : word) {
            if (at_ == end_ || *at_ != c) {
                fail("in literal " + std::string(word) + " (expecting " + quoted_char(c) + ")");
            }
            ++at_;
        }
    }

    void digits(const char* where) {
        if (at_ == end_ || !is_digit(*at_)) {
            fail(where);
        }
        while (at_ != end_ && is_digit(*at_)) {
            ++at_;
        }
    }

    void number(Key key) {
        auto& node = add(JsonValue::Kind::number, key);
        const char* const start = at_;
        if (*at_ == '-') {
            ++at_;
            if (at_ == end_ || !is_digit(*at_)) {
                fail("in numeric literal");
            }
        } else if (!is_digit(*at_)) {
            fail("looking for beginning of value");
        }
        if (*at_ == '0') {
            ++at_;
        } else {
            digits("in numeric literal");
        }
        if (at_ != end_ && *at_ == '.') {
            ++at_;
            digits("after decimal point in numeric literal");
        }
        if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
            ++at_;
            if (at_ != end_ && (*at_ == '+' || *at_ == '-')) {
                ++at_;
            }
            digits("in exponent of numeric literal");
        }
        node.length = static_cast<std::uint32_t>(at_ - start);
    }

    // From the opening quote to behind the closing one; what stands between them.
    std::string_view string(bool& plain) {
        const char* const start = ++at_;
        plain = true;
        for (;;) {
            while (end_ - at_ >= 8) {
                const int simple = simple_bytes(at_);
                at_ += simple;
                if (simple < 8) {
                    break;
                }
            }
            if (at_ == end_) {
                fail("");
            }
            const auto c = static_cast<unsigned char>(*at_);
            if (c == '"') {
                const std::string_view raw(start, static_cast<std::size_t>(at_ - start));
                ++at_;
                return raw;
            }
            if (c == '\\') {
                plain = false;
                escape();
            } else if (c < 0x20) {
                fail("in string literal");
            } else if (c < 0x80) {
                ++at_;
            } else {
                char32_t code = 0;
                const auto length = decode_utf8({at_, static_cast<std::size_t>(end_ - at_)}, code);
                plain = plain && length != 0;
                at_ += length == 0 ? 1 : length;
            }
        }
    }

    void escape() {
        ++at_;
        if (at_ == end_) {
            fail("");
        }
        if (*at_ != 'u') {
            if (std::string_view("\"\\/bfnrt").find(*at_) == std::string_view::npos) {
                fail("in string escape code");
            }
            ++at_;
            return;
        }
        ++at_;
        for (int i = 0; i < 4; ++i, ++at_) {
            if (at_ == end_ || std::strchr("0123456789abcdefABCDEF", *at_) == nullptr || *at_ == '\0') {
                fail("in \\u hexadecimal character escape");
            }
        }
    }

    JsonTree& tree_;
    const char* begin_;
    const char* at_;
    const char* end_;
    std::vector<std::uint32_t> open_;
    bool has_passed_ = false;  // the member before was left out
};

JsonValue JsonTree::parse(std::string_view text) {
    nodes_.clear();
    decoded_keys_.clear();
    if (text.size() >= UINT32_MAX) {
        throw JsonError("JSON value too long", 0);
    }
    Parser(*this, text).run();
    return root();
}

JsonValue JsonTree::root() const {
    return nodes_.empty() ? JsonValue() : JsonValue(this, 0, static_cast<std::uint32_t>(nodes_.size()));
}

}  // namespace yare
