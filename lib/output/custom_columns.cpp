#include "output/custom_columns.hpp"

#include "base/text.hpp"
#include "output/align.hpp"
#include "output/jsonpath/go_value.hpp"

namespace yare {

namespace {

// Go's unicode.IsSpace.
bool is_space(char32_t code) {
    return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    while (!line.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(line, code);
        const bool space = length != 0 && is_space(code);
        if (!space) {
            if (!in_word) {
                words.emplace_back();
            }
            words.back() += line.substr(0, length == 0 ? 1 : length);
        }
        in_word = !space;
        line.remove_prefix(length == 0 ? 1 : length);
    }
    return words;
}

// Takes the first line off `text`. False at its end.
bool take_line(std::string_view& text, std::string_view& line) {
    if (text.empty()) {
        return false;
    }
    const auto end = text.find('\n');
    line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r') {
        line.remove_suffix(1);
    }
    return true;
}

// As kubectl: all paths are completed before one is parsed.
std::vector<CustomColumn> columns_of(const std::vector<std::string>& headers,
                                     const std::vector<std::string>& paths) {
    std::vector<CustomColumn> columns;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        columns.push_back({headers[i], JsonPath::parse(paths[i])});
    }
    return columns;
}

// printers.EscapeTerminal of cli-runtime.
void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '\x1b') {
            out += "^[";
        } else if (c == '\r') {
            out += "\\r";
        } else {
            out += c;
        }
    }
}

class CustomColumnsPrinter final : public ObjectPrinter {
  public:
    CustomColumnsPrinter(std::vector<CustomColumn> columns, bool no_headers, Output& out)
        : columns_(std::move(columns)), needs_header_(!no_headers), out_(out) {}

    void single(const JsonValue& object) override {
        row(object, JsonNumbers::as_sent);
        lines_.print(out_);
    }

    void document(const JsonValue& object) override { single(object); }

    void element(const JsonValue& object) override { row(object, JsonNumbers::of_list); }

    void end_list() override {
        header();
        lines_.print(out_);
    }

  private:
    void header() {
        if (!needs_header_) {
            return;
        }
        needs_header_ = false;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            cell(columns_[i].header);
        }
        lines_.end_line();
    }

    void row(const JsonValue& object, JsonNumbers numbers) {
        header();
        texts_.resize(columns_.size());
        try {
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                print_value(texts_[i], columns_[i].path, object, numbers);
            }
        } catch (const Error&) {
            lines_.print(out_);
            throw;
        }
        for (const auto& text : texts_) {
            cell(text);
        }
        lines_.end_line();
    }

    void print_value(std::string& text, const JsonPath& path, const JsonValue& object, JsonNumbers numbers) {
        const auto groups = path.find_results(object, {true, numbers});
        text.clear();
        if (groups.empty() || groups.front().empty()) {
            text = "<none>";
        }
        for (const auto& group : groups) {
            for (const auto& value : group) {
                if (!text.empty() || &value != &groups.front().front()) {
                    text += ',';
                }
                value_.clear();
                jsonpath::append_sprint(value_, value, numbers);
                append_escaped(text, value_);
            }
        }
    }

    // Line breaks break the line, as they do in Go's tabwriter.
    void cell(std::string_view text) {
        for (;;) {
            const auto end = text.find_first_of("\n\f");
            lines_.cell(text.substr(0, end));
            if (end == std::string_view::npos) {
                return;
            }
            lines_.end_line();
            if (text[end] == '\f') {
                lines_.end_block();
            }
            text.remove_prefix(end + 1);
        }
    }

    std::vector<CustomColumn> columns_;
    bool needs_header_;
    Output& out_;
    AlignedLines lines_;
    std::vector<std::string> texts_;
    std::string value_;
};

}  // namespace

std::vector<CustomColumn> parse_custom_columns(std::string_view spec) {
    if (spec.empty()) {
        throw UsageError("custom-columns format specified but no custom columns given");
    }
    std::vector<std::string> headers;
    std::vector<std::string> paths;
    for (const auto& part : split(spec, ',')) {
        const auto colon = part.find(':');
        if (colon == std::string::npos) {
            throw UsageError("unexpected custom-columns spec: " + part +
                             ", expected <header>:<json-path-expr>");
        }
        headers.push_back(part.substr(0, colon));
        paths.push_back(relaxed_path(std::string_view(part).substr(colon + 1)));
    }
    return columns_of(headers, paths);
}

std::vector<CustomColumn> parse_custom_columns_file(std::string_view text) {
    constexpr const char* k_expected =
        " line. Expected format is one line of space separated headers, one line of space separated column "
        "specs.";
    std::string_view line;
    if (!take_line(text, line)) {
        throw UsageError(std::string("invalid template, missing header") + k_expected);
    }
    const auto headers = words_of(line);
    if (!take_line(text, line)) {
        throw UsageError(std::string("invalid template, missing spec") + k_expected);
    }
    const auto specs = words_of(line);
    if (headers.size() != specs.size()) {
        throw UsageError("number of headers (" + std::to_string(headers.size()) +
                         ") and field specifications (" + std::to_string(specs.size()) + ") don't match");
    }
    std::vector<std::string> paths;
    for (const auto& path : specs) {
        paths.push_back(relaxed_path(path));
    }
    return columns_of(headers, paths);
}

std::unique_ptr<ObjectPrinter> make_custom_columns_printer(std::vector<CustomColumn> columns, bool no_headers,
                                                           Output& out) {
    return std::make_unique<CustomColumnsPrinter>(std::move(columns), no_headers, out);
}

}  // namespace yare
