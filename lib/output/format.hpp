// What -o and its companions ask for, as typed values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct Format {
    enum class Kind { table, wide, json, yaml, name };

    Kind kind = Kind::table;
    bool no_headers = false;
    bool show_kind = false;
    bool show_labels = false;
    std::vector<std::string> label_columns;  // -L
    bool show_managed_fields = false;
    bool server_print = true;  // tables made by the server
    bool keep_order = false;   // JSON members in the order they came in, as Go's structs are written

    /// For people: a table, plain or wide.
    bool is_table() const { return kind == Kind::table || kind == Kind::wide; }
};

/// The value of -o. Nothing for a word that is no format.
std::optional<Format::Kind> parse_format(std::string_view word);

/// The words that -o takes, in the order of kubectl's message.
std::vector<std::string> format_words();

}  // namespace yare
