// What -o and its companions ask for, as typed values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct Format {
    enum class Kind {
        table,
        wide,
        json,
        yaml,
        kyaml,
        name,
        jsonpath,
        jsonpath_as_json,
        go_template,
        custom_columns
    };

    Kind kind = Kind::table;
    bool no_headers = false;
    bool show_kind = false;
    bool show_labels = false;
    std::vector<std::string> label_columns;  // -L
    bool show_managed_fields = false;
    bool server_print = true;        // tables made by the server
    bool keep_order = false;         // JSON members in the order they came in, as Go's structs are written
    std::string expression;          // of the four last kinds: template, path, columns
    std::string expression_file;     // where it comes from; prepare_format() brings it
    bool without_output = false;     // --template asked for the expression, and -o for nothing
    bool allow_missing_keys = true;  // in templates and paths
    std::string sort_by;             // fields, as parse_sort_fields() takes them
    bool sort_natural = false;       // numbers within texts count as numbers
    bool color = false;              // of tables

    /// For people: a table, plain or wide.
    bool is_table() const { return kind == Kind::table || kind == Kind::wide; }

    /// Made by an expression of the user's.
    bool has_expression() const {
        return kind == Kind::jsonpath || kind == Kind::jsonpath_as_json || kind == Kind::go_template ||
               kind == Kind::custom_columns;
    }
};

/// Which formats a verb knows: those for reading have tables and columns.
enum class FormatSet { reading, changing };

/// Sets kind, expression and expression_file from the value of -o (`jsonpath={.a}`, `go-template-file=x`) and
/// of --template, which is the expression where -o names none, and asks for a Go template where -o is empty.
/// For `changing`, Kind::table is what an empty -o means. Throws Error in the words of cli-runtime's
/// genericclioptions for what is no format, or lacks its expression.
void read_output(Format& format, std::string_view output, std::string_view expression, FormatSet set);

/// The formats of a set, in the order of kubectl's help; sorted, they stand in its message.
std::vector<std::string> format_words(FormatSet set);

/// Puts what expression_file holds into expression. Throws Error for what cannot be read, and for an
/// expression or a field of sort_by that cannot be parsed: before anything is asked or changed for its sake.
void prepare_format(Format& format);

}  // namespace yare
