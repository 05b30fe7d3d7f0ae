#include "base/yaml_pieces.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;

template <class Write>
std::string written(const json& value, const Write& write) {
    const std::string text = to_go_json(value);
    JsonTree tree;
    std::string out;
    YamlWriter writer;
    write(writer, tree.parse(text), [&](std::string_view bytes) { out += bytes; });
    return out;
}

std::string block_text(const json& value) {
    return written(value, [](YamlWriter& writer, const JsonValue& root, const YamlWriter::Sink& sink) {
        writer.write(root, false, sink);
    });
}

std::string indented(const std::string& block, std::size_t indent, std::string_view line_end) {
    std::string out;
    for (std::size_t start = 0; start < block.size();) {
        const std::size_t end = std::min(block.find('\n', start), block.size());
        if (end > start) {
            out.append(indent, ' ');
        }
        out.append(block, start, end - start);
        out += line_end;
        start = end + 1;
    }
    return out;
}

bool is_printable(char32_t code) {
    return code >= 0x20 && code != 0x7f && !(code >= 0x80 && code < 0xa0) && code != 0x2028 &&
           code != 0x2029 && code != 0xfeff && (code < 0xfffe || code > 0xffff);
}

// Between double quotes, with escapes that JSON has too.
std::string double_quoted(std::string_view text) {
    constexpr std::string_view k_digits = "0123456789abcdef";
    std::string out = "\"";
    while (!text.empty()) {
        char32_t code = 0;
        const std::size_t length = std::max<std::size_t>(decode_utf8(text, code), 1);
        if (text.front() == '"' || text.front() == '\\') {
            out += '\\';
            out += text.front();
        } else if (text.front() == '\n' || text.front() == '\t') {
            out += text.front() == '\n' ? "\\n" : "\\t";
        } else if (is_printable(code)) {
            out += text.substr(0, length);
        } else {
            out += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4) {
                out += k_digits[(code >> shift) & 0xf];
            }
        }
        text.remove_prefix(length);
    }
    return out + "\"";
}

bool can_be_single_quoted(std::string_view text) {
    while (!text.empty()) {
        char32_t code = 0;
        const std::size_t length = decode_utf8(text, code);
        if (length == 0 || !is_printable(code)) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string single_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'') {
            out += c;
        }
    }
    return out + "'";
}

std::string string_on_line(const std::string& text, const YamlSurroundings& where) {
    if (where.as_json || where.quote == '"') {
        return double_quoted(text);
    }
    if (where.quote == '\'' && can_be_single_quoted(text)) {
        return single_quoted(text);
    }
    std::string out = block_text(text);
    out.pop_back();
    const bool breaks_flow = where.flow && out.front() != '"' && out.front() != '\'' &&
                             out.find_first_of(",[]{}?:#") != std::string::npos;
    return breaks_flow || out.find('\n') != std::string::npos ? double_quoted(text) : out;
}

}  // namespace

bool fits_on_line(const json& value) { return !value.is_structured() || value.empty(); }

std::string yaml_on_line(const json& value, const YamlSurroundings& where) {
    return value.is_string() ? string_on_line(value.get_ref<const std::string&>(), where) : to_go_json(value);
}

std::string yaml_member_on_line(const std::string& key, const json& value, const YamlSurroundings& where) {
    YamlSurroundings of_key = where;
    of_key.quote = 0;
    return string_on_line(key, of_key) + ": " + yaml_on_line(value, of_key);
}

std::string yaml_member_lines(const std::string& key, const json& value, std::size_t indent,
                              std::string_view line_end) {
    return indented(block_text(json{{key, value}}), indent, line_end);
}

std::string yaml_value_lines(const json& value, std::size_t indent, std::string_view line_end) {
    const std::string lines = yaml_member_lines("k", value, indent, line_end);
    return lines.substr(lines.find('\n') + 1);
}

std::string yaml_element_lines(const json& value, std::size_t indent, std::string_view line_end) {
    const std::string lines =
        written(value, [](YamlWriter& writer, const JsonValue& root, const YamlWriter::Sink& sink) {
            writer.write_element(root, false, sink);
        });
    return indented(lines, indent, line_end);
}

}  // namespace yare
