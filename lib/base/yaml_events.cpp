#include "base/yaml_events.hpp"

#include <yaml.h>

#include <algorithm>
#include <new>
#include <string>

namespace yare {

namespace {

std::string_view view(const yaml_char_t* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Whether the properties in front of a node's content hold a lone `!`.
bool has_lone_bang(std::string_view source) {
    std::size_t at = 0;
    while (at < source.size()) {
        if (source[at] == '!') {
            return at + 1 < source.size() && is_blank(source[at + 1]);
        }
        if (source[at] != '&') {
            return false;
        }
        while (at < source.size() && !is_blank(source[at])) {
            ++at;
        }
        while (at < source.size() && is_blank(source[at])) {
            ++at;
        }
    }
    return false;
}

}  // namespace

struct YamlEvents::Parser {
    yaml_parser_t parser;
    yaml_event_t raw;
    YamlEvent event;
    std::string_view text;
    std::size_t known_index = 0;   // a character's number in the text,
    std::size_t known_offset = 0;  // and its place in bytes

    explicit Parser(std::string_view source) : text(source) {
        if (yaml_parser_initialize(&parser) == 0) {
            throw std::bad_alloc();
        }
        raw = {};
        yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size());
    }

    ~Parser() {
        yaml_event_delete(&raw);
        yaml_parser_delete(&parser);
    }

    // libyaml does not tell the tag `!` from none; go-yaml keeps such a scalar a string.
    bool is_non_specific() {
        const std::size_t length = raw.end_mark.index - raw.start_mark.index;
        if (length == raw.data.scalar.length) {
            return false;
        }
        while (known_index < raw.start_mark.index && known_offset < text.size()) {
            ++known_offset;
            const bool continues =
                known_offset < text.size() && (static_cast<unsigned char>(text[known_offset]) & 0xc0) == 0x80;
            known_index += continues ? 0 : 1;
        }
        return has_lone_bang(text.substr(known_offset));
    }

    void take_scalar() {
        const auto& scalar = raw.data.scalar;
        event.kind = YamlEvent::Kind::scalar;
        event.value = std::string_view(reinterpret_cast<const char*>(scalar.value), scalar.length);
        event.anchor = view(scalar.anchor);
        event.tag = view(scalar.tag);
        event.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
        if (event.plain && event.tag.empty() && is_non_specific()) {
            event.tag = "!";
        }
    }

    void take() {
        event = {};
        event.line = raw.start_mark.line;
        event.column = raw.start_mark.column;
        event.begin = raw.start_mark.index;
        event.end = raw.end_mark.index;
        switch (raw.type) {
            case YAML_DOCUMENT_START_EVENT:
                event.kind = YamlEvent::Kind::document_start;
                break;
            case YAML_DOCUMENT_END_EVENT:
                event.kind = YamlEvent::Kind::document_end;
                break;
            case YAML_ALIAS_EVENT:
                event.kind = YamlEvent::Kind::alias;
                event.anchor = view(raw.data.alias.anchor);
                break;
            case YAML_SCALAR_EVENT:
                take_scalar();
                break;
            case YAML_SEQUENCE_START_EVENT:
                event.kind = YamlEvent::Kind::sequence_start;
                event.anchor = view(raw.data.sequence_start.anchor);
                event.flow = raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
                break;
            case YAML_MAPPING_START_EVENT:
                event.kind = YamlEvent::Kind::mapping_start;
                event.anchor = view(raw.data.mapping_start.anchor);
                event.flow = raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
                break;
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT:
                event.kind = YamlEvent::Kind::collection_end;
                break;
            default:
                event.kind = YamlEvent::Kind::stream_end;
                break;
        }
    }

    bool has_unknown_version() const {
        const auto* version =
            raw.type == YAML_DOCUMENT_START_EVENT ? raw.data.document_start.version_directive : nullptr;
        return version != nullptr && (version->major != 1 || version->minor != 1);
    }

    // go-yaml's parser.fail(): the line is the problem's, or the context's where the problem's is 0; only the
    // scanner's lines are counted from 1.
    std::string problem() const {
        std::size_t line = parser.problem_mark.line;
        if (line != 0) {
            line += parser.error == YAML_SCANNER_ERROR ? 1 : 0;
        } else {
            line = parser.context_mark.line;
        }
        const std::string where = line == 0 ? "" : "line " + std::to_string(line) + ": ";
        return "yaml: " + where +
               (parser.problem == nullptr ? "unknown problem parsing YAML content" : parser.problem);
    }

    std::size_t lines_before(std::size_t offset) const {
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
        return static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
    }

    // In the same line.
    std::size_t characters_before(std::size_t offset) const {
        const std::string_view before = text.substr(0, offset);
        const std::string_view line = before.substr(before.rfind('\n') + 1);
        return static_cast<std::size_t>(std::count_if(
            line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    }
};

YamlEvents::YamlEvents(std::string_view text, std::size_t first_line)
    : parser_(std::make_unique<Parser>(text)), first_line_(first_line) {}

YamlEvents::~YamlEvents() = default;

YamlError YamlEvents::error_at(const std::string& message, std::size_t line, std::size_t column) const {
    return YamlError(message, first_line_ + line, column + 1);
}

const YamlEvent& YamlEvents::next() {
    Parser& p = *parser_;
    do {
        yaml_event_delete(&p.raw);
        if (yaml_parser_parse(&p.parser, &p.raw) == 0) {
            if (p.parser.error == YAML_MEMORY_ERROR) {
                throw std::bad_alloc();
            }
            if (p.parser.error == YAML_READER_ERROR) {
                const std::size_t offset = p.parser.problem_offset;
                throw error_at(p.problem(), p.lines_before(offset), p.characters_before(offset));
            }
            throw error_at(p.problem(), p.parser.problem_mark.line, p.parser.problem_mark.column);
        }
        if (p.has_unknown_version()) {
            throw error_at("yaml: found incompatible YAML document", p.raw.start_mark.line,
                           p.raw.start_mark.column);
        }
    } while (p.raw.type == YAML_STREAM_START_EVENT);
    p.take();
    return p.event;
}

}  // namespace yare
