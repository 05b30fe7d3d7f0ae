// Texts of several documents, YAML or JSON (apimachinery pkg/util/yaml/decoder.go, YAMLOrJSONDecoder).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/json_write.hpp"
#include "base/yaml.hpp"
#include "base/yaml_builder.hpp"
#include "base/yaml_documents.hpp"
#include "base/yaml_events.hpp"

namespace yare {

namespace {

constexpr std::string_view k_json_space = " \t\r\n";

// Reads `text`, whose first line has the number `first_line`. An error in its first document is replaced by
// `instead`.
void read_yaml_documents(std::string_view text, std::size_t first_line,
                         const std::optional<YamlError>& instead, const YamlReading& reading) {
    YamlDocumentCutter cutter(text, first_line);
    std::string piece;
    bool is_first = true;
    const auto read_piece = [&] {
        if (!cutter.next(piece)) {
            return false;
        }
        YamlEvents events(piece, cutter.first_line());
        // kubectl stops at the first document's end and silently drops what stands behind `...`.
        while (auto document = build_yaml_document(events, piece.size(), reading.differences)) {
            if (!document->value.is_null()) {
                reading.take(std::move(*document));
            }
        }
        return true;
    };
    for (;; is_first = false) {
        try {
            if (!read_piece()) {
                return;
            }
        } catch (const YamlError& found) {
            const YamlError& error = is_first && instead ? *instead : found;
            if (!reading.fail) {
                throw error;
            }
            reading.fail(error);
            if (found.stage() == YamlError::Stage::cutting) {
                return;
            }
        }
    }
}

// The end of a string that begins at `at`, behind its quote; npos when it is cut off.
std::size_t json_string_end(std::string_view text, std::size_t at) {
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            return i + 1;
        }
        i += text[i] == '\\' ? 1 : 0;
    }
    return std::string_view::npos;
}

// The end of the JSON value that begins at `at`, not caring whether it is well-formed; npos when it is cut
// off.
std::size_t json_value_end(std::string_view text, std::size_t at) {
    if (text[at] == '"') {
        return json_string_end(text, at);
    }
    if (text[at] != '{' && text[at] != '[') {
        return std::min(text.find_first_of(" \t\r\n,:[]{}\"", at + 1), text.size());
    }
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = json_string_end(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

// A number that fits no float64.
class JsonRangeError : public YamlError {
  public:
    using YamlError::YamlError;
};

class JsonStream {
  public:
    explicit JsonStream(std::string_view text) : text_(text) {}

    // The next value; nullopt at the end. Throws YamlError and stays in front of the value that it cannot
    // read.
    std::optional<YamlDocument> next();
    // With two values read the text is JSON and nothing else.
    bool is_certain() const { return count_ > 1; }
    std::string_view rest() const { return text_.substr(at_); }

  private:
    YamlError error(const std::string& message, std::size_t offset) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;  // of at_
    std::size_t count_ = 0;
    JsonTree tree_;
};

std::size_t column_at(std::string_view text, std::size_t offset) {
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? offset + 1 : offset - before;
}

std::optional<YamlDocument> JsonStream::next() {
    const std::size_t begin = text_.find_first_not_of(k_json_space, at_);
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t end = std::min(json_value_end(text_, begin), text_.size());
    YamlDocument document;
    try {
        // JSON in Go's own form first: nlohmann's parser would refuse lone surrogates and knows no limit of
        // depth.
        const std::string json = to_go_json(tree_.parse(text_.substr(begin, end - begin)));
        document.value = nlohmann::json::parse(json);
    } catch (const JsonError& json_error) {
        throw error(json_error.what(), begin + json_error.offset());
    } catch (const Error& number_error) {
        // JSON it is, so there is no second try as YAML.
        throw JsonRangeError(number_error.what(), yaml_line_at(text_, begin), column_at(text_, begin),
                             YamlError::Stage::cutting);
    }
    document.line = line_ + yaml_line_at(text_.substr(at_), begin - at_) - 1;
    document.column = column_at(text_, begin);
    line_ = document.line + yaml_line_at(text_.substr(begin), end - begin) - 1;
    at_ = end;
    ++count_;
    return document;
}

YamlError JsonStream::error(const std::string& message, std::size_t offset) const {
    const std::size_t column = column_at(text_, offset);
    const std::size_t line = yaml_line_at(text_, offset);
    if (message == "unexpected end of JSON input") {
        return YamlError("unexpected EOF", line, column, YamlError::Stage::cutting);
    }
    const std::string where = is_certain() ? "" : "json: offset " + std::to_string(offset + 1) + ": ";
    return YamlError(where + message, line, column, YamlError::Stage::cutting);
}

// What JSON's reader has left in front of the next line is not for the YAML reader. Nothing when fewer than
// four bytes are left: kubectl looks at as many, and takes the text for JSON then.
std::optional<std::string_view> yaml_behind_json(std::string_view text) {
    constexpr std::size_t k_looked_at = 4;
    while (text.size() >= k_looked_at) {
        const char c = text[0];
        if (c != ' ' && c != '\t' && c != '\r' && c != '\v' && c != '\f' && c != '\n') {
            return text;
        }
        text.remove_prefix(1);
        if (c == '\n') {
            return text;
        }
    }
    return std::nullopt;
}

}  // namespace

void read_yaml(std::string_view text, const YamlReading& reading) {
    const std::string utf8 = yaml_text_in_utf8(text);
    const std::size_t start = utf8.find_first_not_of(" \t\r\n\v\f");
    if (start == std::string::npos || utf8[start] != '{') {
        read_yaml_documents(utf8, 1, std::nullopt, reading);
        return;
    }
    JsonStream stream(utf8);
    try {
        while (auto document = stream.next()) {
            if (!document->value.is_null()) {
                reading.take(std::move(*document));
            }
        }
    } catch (const YamlError& error) {
        // Text that begins with `{` may be YAML as well.
        const bool may_be_yaml =
            !stream.is_certain() && dynamic_cast<const JsonRangeError*>(&error) == nullptr;
        const auto rest = may_be_yaml ? yaml_behind_json(stream.rest()) : std::nullopt;
        if (rest) {
            const auto offset = static_cast<std::size_t>(rest->data() - utf8.data());
            read_yaml_documents(*rest, yaml_line_at(utf8, offset), error, reading);
        } else if (reading.fail) {
            reading.fail(error);
        } else {
            throw;
        }
    }
}

void read_yaml(std::string_view text, const std::function<void(YamlDocument&&)>& take) {
    read_yaml(text, YamlReading{take, nullptr, nullptr});
}

std::vector<YamlDocument> read_yaml(std::string_view text) {
    std::vector<YamlDocument> documents;
    read_yaml(text, [&](YamlDocument&& document) { documents.push_back(std::move(document)); });
    return documents;
}

}  // namespace yare
