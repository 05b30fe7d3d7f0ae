// Compares the writer with libyaml's emitter on random values.
#include <doctest/doctest.h>
#include <yaml.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "base/yaml_key_order.hpp"
#include "base/yaml_scalar.hpp"

using namespace yare;

namespace {

// libyaml's emitter, driven as go-yaml v2 drives its port of it.
class Reference {
  public:
    Reference() {
        yaml_emitter_initialize(&emitter_);
        yaml_emitter_set_unicode(&emitter_, 1);
        yaml_emitter_set_output(
            &emitter_,
            [](void* out, unsigned char* bytes, std::size_t size) {
                static_cast<std::string*>(out)->append(reinterpret_cast<char*>(bytes), size);
                return 1;
            },
            &out_);
    }
    ~Reference() { yaml_emitter_delete(&emitter_); }
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;

    std::string document(const JsonValue& value) {
        yaml_event_t event;
        yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
        emit(event);
        yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr, 1);
        emit(event);
        node(value);
        yaml_document_end_event_initialize(&event, 1);
        emit(event);
        yaml_emitter_flush(&emitter_);
        return out_;
    }

  private:
    void emit(yaml_event_t& event) {
        if (yaml_emitter_emit(&emitter_, &event) == 0) {
            throw std::runtime_error(emitter_.problem);
        }
    }

    void scalar(const std::string& text, yaml_scalar_style_t style) {
        yaml_event_t event;
        yaml_scalar_event_initialize(&event, nullptr, nullptr,
                                     reinterpret_cast<const yaml_char_t*>(text.data()),
                                     static_cast<int>(text.size()), 1, 1, style);
        emit(event);
    }

    void string(const std::string& text) {
        const bool has_newline = text.find('\n') != std::string::npos;
        scalar(text, has_newline                  ? YAML_LITERAL_SCALAR_STYLE
                     : yaml_plain_is_string(text) ? YAML_PLAIN_SCALAR_STYLE
                                                  : YAML_DOUBLE_QUOTED_SCALAR_STYLE);
    }

    void map(const JsonValue& value) {
        yaml_event_t event;
        yaml_mapping_start_event_initialize(&event, nullptr, nullptr, 1, YAML_BLOCK_MAPPING_STYLE);
        emit(event);
        std::vector<JsonValue> members;
        for (auto member = value.first(); member; member = member.next()) {
            members.push_back(member);
        }
        std::stable_sort(members.begin(), members.end(), [](const JsonValue& a, const JsonValue& b) {
            return yaml_key_less(a.key(), b.key());
        });
        for (const auto& member : members) {
            string(std::string(member.key()));
            node(member);
        }
        yaml_mapping_end_event_initialize(&event);
        emit(event);
    }

    void node(const JsonValue& value) {
        yaml_event_t event;
        switch (value.kind()) {
            case JsonValue::Kind::object:
                map(value);
                break;
            case JsonValue::Kind::array:
                yaml_sequence_start_event_initialize(&event, nullptr, nullptr, 1, YAML_BLOCK_SEQUENCE_STYLE);
                emit(event);
                for (auto element = value.first(); element; element = element.next()) {
                    node(element);
                }
                yaml_sequence_end_event_initialize(&event);
                emit(event);
                break;
            case JsonValue::Kind::string:
                string(value.text());
                break;
            default:
                scalar(value.text(), YAML_PLAIN_SCALAR_STYLE);
        }
    }

    yaml_emitter_t emitter_;
    std::string out_;
};

// Random JSON made of what is awkward in YAML; without U+2028, U+2029 and byte order marks, where go-yaml and
// libyaml differ.
class Generator {
  public:
    explicit Generator(std::uint32_t seed) : random_(seed) {}

    std::string value(int depth) {
        const auto kind = pick(10);
        if (depth > 0 && kind < 3) {
            return collection('{', '}', [&](std::size_t i) {
                return quoted(text() + std::to_string(i)) + ":" + value(depth - 1);
            });
        }
        if (depth > 0 && kind < 5) {
            return collection('[', ']', [&](std::size_t) { return value(depth - 1); });
        }
        static const std::vector<std::string> k_words = {"null", "true", "false", "0", "-17", "{}", "[]"};
        return kind < 6 ? k_words[pick(k_words.size())] : quoted(text());
    }

  private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    template <class Member>
    std::string collection(char open, char close, Member member) {
        std::string out(1, open);
        const std::size_t count = pick(5);
        for (std::size_t i = 0; i < count; ++i) {
            out += (i == 0 ? "" : ",") + member(i);
        }
        return out + close;
    }

    std::string text() {
        static const std::vector<std::string> k_pieces = {"a",
                                                          "word",
                                                          "longer",
                                                          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                                                          " ",
                                                          " ",
                                                          " ",
                                                          "  ",
                                                          "\n",
                                                          "\n",
                                                          "\n\n",
                                                          "\t",
                                                          "\r",
                                                          ": ",
                                                          ":",
                                                          " #",
                                                          "#",
                                                          "- ",
                                                          "-",
                                                          "? ",
                                                          "%",
                                                          "@",
                                                          "`",
                                                          "\"",
                                                          "'",
                                                          "\\",
                                                          "{",
                                                          "}",
                                                          "[",
                                                          "]",
                                                          ", ",
                                                          "&",
                                                          "*",
                                                          "!",
                                                          "|",
                                                          ">",
                                                          "\xc3\xa9",
                                                          "\x01",
                                                          "\x1b",
                                                          "\x7f",
                                                          "true",
                                                          "~",
                                                          "0123",
                                                          "1e3",
                                                          "1:30",
                                                          "2001-12-14",
                                                          "=",
                                                          "<<",
                                                          "---",
                                                          "...",
                                                          "\xf0\x9f\x98\x80",
                                                          "\xc2\x85",
                                                          "\xc2\xa0",
                                                          "\xee\x80\x80"};
        const std::size_t count = pick(3) == 0 ? pick(40) : pick(5);
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            out += pick(2) == 0 ? k_pieces[pick(8)] : k_pieces[pick(k_pieces.size())];
        }
        return out;
    }

    static std::string quoted(const std::string& text) {
        std::string out;
        append_go_json_string(out, text);
        return out;
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("the writer gives the bytes of libyaml's emitter") {
    Generator generator(20240501);
    YamlWriter writer;
    JsonTree tree;
    for (int i = 0; i < 4000; ++i) {
        // A bare string at the root is followed by `...` in libyaml, never in go-yaml.
        const std::string json = "{\"k\":" + generator.value(i % 6) + "}";
        const JsonValue value = tree.parse(json);
        std::string written;
        writer.write(value, false, [&](std::string_view piece) { written += piece; });
        const std::string expected = Reference().document(value);
        CAPTURE(json);
        REQUIRE(written == expected);
    }
}
