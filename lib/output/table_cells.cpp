#include "output/table_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "output/jsonpath/go_value.hpp"

namespace yare {

namespace {

constexpr int k_max_nesting = 100;

void append_cell_value(std::string& out, const JsonValue& value, int nesting = 0);

// Go's %v of a decoded list or map: `[a b]`, `map[k:v]`.
void append_composite(std::string& out, const JsonValue& value, int nesting) {
    if (nesting > k_max_nesting) {
        out += "...";
        return;
    }
    std::vector<JsonValue> members;
    for (auto member = value.first(); member; member = member.next()) {
        members.push_back(member);
    }
    if (value.is_object()) {
        std::stable_sort(members.begin(), members.end(),
                         [](const JsonValue& a, const JsonValue& b) { return a.key() < b.key(); });
    }
    out += value.is_object() ? "map[" : "[";
    for (std::size_t i = 0; i < members.size(); ++i) {
        out += i == 0 ? "" : " ";
        if (value.is_object()) {
            out.append(members[i].key()).append(":");
        }
        if (members[i].kind() == JsonValue::Kind::null) {
            out += "<nil>";
        } else {
            append_cell_value(out, members[i], nesting + 1);
        }
    }
    out += ']';
}

void append_cell_value(std::string& out, const JsonValue& value, int nesting) {
    switch (value.kind()) {
        case JsonValue::Kind::missing:
        case JsonValue::Kind::null:
            return;
        case JsonValue::Kind::array:
        case JsonValue::Kind::object:
            append_composite(out, value, nesting);
            return;
        default:
            jsonpath::append_sprint(out, value, JsonNumbers::as_sent);
    }
}

// A cell ends at its first line break; what a terminal would take for an escape is shown.
std::string cell_text(const JsonValue& value) {
    std::string text;
    append_cell_value(text, value);
    if (text.find_first_of("\f\n\r\x1b") == std::string::npos) {
        return text;
    }
    std::string shown;
    for (const char c : text) {
        if (c == '\f' || c == '\n' || c == '\r') {
            return shown + "...";
        }
        shown += c == '\x1b' ? std::string("^[") : std::string(1, c);
    }
    return shown;
}

bool is_name_column(const TableColumn& column) { return column.format == "name" && column.type == "string"; }

}  // namespace

std::vector<TableColumn> read_columns(const JsonValue& definitions) {
    std::vector<TableColumn> columns;
    if (!definitions.is_array()) {
        throw Error("the server sent a table without column definitions");
    }
    for (auto definition = definitions.first(); definition; definition = definition.next()) {
        if (!definition.is_object()) {
            throw Error("the server sent a table with a column definition that is not an object");
        }
        const auto priority = definition.find("priority").raw();
        columns.push_back({definition.find("name").text(), definition.find("type").text(),
                           definition.find("format").text(), priority.empty() || priority == "0" ? 0 : 1});
    }
    return columns;
}

std::vector<TableColumn> plain_columns() { return {{"Name", "string", "name", 0}, {"Age", "string", "", 0}}; }

void TableCells::header(const std::vector<TableColumn>& columns, const Add& add) const {
    if (has_namespaces_) {
        add("NAMESPACE");
    }
    for (const auto& column : columns) {
        if (is_shown(column)) {
            add(go_upper(column.name));
        }
    }
    for (const auto& label : format_.label_columns) {
        add(go_upper(label.substr(label.rfind('/') + 1)));
    }
    if (format_.show_labels) {
        add("LABELS");
    }
}

void TableCells::row(const std::vector<TableColumn>& columns, const JsonValue& row, const Add& add) const {
    const JsonValue metadata = row.find("object").find("metadata");
    if (has_namespaces_) {
        add(metadata.find("namespace").text());
    }
    std::size_t index = 0;
    for (auto cell = row.find("cells").first(); cell && index < columns.size(); cell = cell.next()) {
        if (is_shown(columns[index++])) {
            add(cell_text(cell));
        }
    }
    const bool has_labels = format_.show_labels || !format_.label_columns.empty();
    for (; has_labels && index < columns.size(); ++index) {
        if (is_shown(columns[index])) {
            add({});
        }
    }
    labels(metadata, add);
}

void TableCells::object(const JsonValue& object, Moment now, const Add& add) const {
    const JsonValue metadata = object.find("metadata");
    if (has_namespaces_) {
        add(metadata.find("namespace").text());
    }
    add(cell_text(metadata.find("name")));
    add(age_text(metadata.find("creationTimestamp").text(), now));
    labels(metadata, add);
}

void TableCells::labels(const JsonValue& metadata, const Add& add) const {
    const JsonValue labels = metadata.find("labels");
    for (const auto& name : format_.label_columns) {
        const JsonValue label = labels.find(name);
        add(label ? cell_text(label) : "");
    }
    if (!format_.show_labels) {
        return;
    }
    std::vector<std::string> pairs;
    for (auto label = labels.first(); label; label = label.next()) {
        pairs.push_back(std::string(label.key()) + "=" + cell_text(label));
    }
    std::sort(pairs.begin(), pairs.end());
    add(pairs.empty() ? (metadata ? "<none>" : "") : fmt::format("{}", fmt::join(pairs, ",")));
}

std::size_t TableCells::name_place(const std::vector<TableColumn>& columns) const {
    std::size_t place = has_namespaces_ ? 1 : 0;
    for (const auto& column : columns) {
        if (is_name_column(column)) {
            break;
        }
        place += is_shown(column) ? 1 : 0;
    }
    return place;
}

}  // namespace yare
