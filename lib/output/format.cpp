#include "output/format.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"
#include "output/objects.hpp"
#include "output/sort_order.hpp"

namespace yare {

namespace {

using Kind = Format::Kind;

constexpr std::size_t k_longest_expression = std::size_t{16} << 20;

struct Word {
    const char* word;
    Kind kind;
    bool reads_file;
};

// Formats with an expression behind them.
constexpr Word k_expressions[] = {
    {"go-template", Kind::go_template, false},
    {"go-template-file", Kind::go_template, true},
    {"template", Kind::go_template, false},
    {"templatefile", Kind::go_template, true},
    {"jsonpath", Kind::jsonpath, false},
    {"jsonpath-as-json", Kind::jsonpath_as_json, false},
    {"jsonpath-file", Kind::jsonpath, true},
    {"custom-columns", Kind::custom_columns, false},
    {"custom-columns-file", Kind::custom_columns, true},
};

// Formats without; any case will do (cli-runtime/pkg/genericclioptions/json_yaml_flags.go, name_flags.go).
constexpr Word k_plain[] = {
    {"json", Kind::json, false},
    {"yaml", Kind::yaml, false},
    {"kyaml", Kind::kyaml, false},
    {"name", Kind::name, false},
};

bool is_known(const Word& word, FormatSet set) {
    return set == FormatSet::reading || word.kind != Kind::custom_columns;
}

const Word* find_expression(std::string_view name, FormatSet set) {
    const auto found =
        std::find_if(std::begin(k_expressions), std::end(k_expressions),
                     [&](const Word& each) { return each.word == name && is_known(each, set); });
    return found == std::end(k_expressions) ? nullptr : found;
}

std::optional<Kind> find_plain(std::string_view output, FormatSet set) {
    if (output == "wide" && set == FormatSet::reading) {
        return Kind::wide;
    }
    const auto lower = to_lower(output);
    const auto found = std::find_if(std::begin(k_plain), std::end(k_plain),
                                    [&](const Word& each) { return each.word == lower; });
    return found == std::end(k_plain) ? std::nullopt : std::optional(found->kind);
}

[[noreturn]] void refuse(std::string_view output, FormatSet set) {
    auto words = format_words(set);
    std::sort(words.begin(), words.end());
    std::string all;
    for (const auto& word : words) {
        all += (all.empty() ? "" : ",") + word;
    }
    throw Error("unable to match a printer suitable for the output format " + go_quote(output) +
                ", allowed formats are: " + all);
}

void read_expression(Format& format) {
    try {
        format.expression = read_file(format.expression_file, k_longest_expression);
    } catch (const Error& error) {
        const bool columns = format.kind == Format::Kind::custom_columns;
        throw Error(std::string("error reading ") + (columns ? "template " : "--template ") +
                    format.expression_file + ", " + error.what());
    }
}

}  // namespace

void read_output(Format& format, std::string_view output, std::string_view expression, FormatSet set) {
    if (output.empty()) {
        format.kind = expression.empty() ? Kind::table : Kind::go_template;
        format.expression = expression;
        format.without_output = true;
        return;
    }
    if (const auto plain = find_plain(output, set)) {
        format.kind = *plain;
        return;
    }
    auto name = output;
    auto value = expression;
    if (expression.empty()) {
        const auto equals = output.find('=');
        name = output.substr(0, equals);
        value = equals == std::string_view::npos ? "" : output.substr(equals + 1);
    }
    const auto* word = find_expression(name, set);
    if (word == nullptr) {
        refuse(output, set);
    }
    if (value.empty()) {
        throw Error(word->kind == Kind::custom_columns
                        ? "custom-columns format specified but no custom columns given"
                        : "template format specified but no template given");
    }
    format.kind = word->kind;
    (word->reads_file ? format.expression_file : format.expression) = value;
}

std::vector<std::string> format_words(FormatSet set) {
    std::vector<std::string> words;
    for (const auto& word : k_plain) {
        words.emplace_back(word.word);
    }
    for (const auto& word : k_expressions) {
        if (is_known(word, set)) {
            words.emplace_back(word.word);
        }
    }
    if (set == FormatSet::reading) {
        words.emplace_back("wide");
    }
    return words;
}

void prepare_format(Format& format) {
    if (!format.expression_file.empty()) {
        read_expression(format);
    }
    StringOutput nowhere;
    if (!format.is_table()) {
        make_object_printer(format, nowhere);
    } else if (!format.sort_by.empty()) {
        SortOrder(format.sort_by, format.sort_natural);
    }
}

}  // namespace yare
