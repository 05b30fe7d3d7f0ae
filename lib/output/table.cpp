#include "output/table.hpp"

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

void TablePrinter::begin(const ResourceType& type) {
    if (groups_.empty() || !groups_.back().type.same_endpoint(type)) {
        add_group(type, {}, false, needs_namespace_column(type));
    }
}

// Behind a type with namespaces the column stays, blank, also for types without: kubectl never takes it back.
// It counts an empty type only where the server sent a table for it.
bool TablePrinter::needs_namespace_column(const ResourceType& type) const {
    return all_namespaces_ &&
           (type.namespaced || std::any_of(groups_.begin(), groups_.end(), [&](const Group& group) {
                return group.has_namespaces && (format_.server_print || !group.row_ends.empty());
            }));
}

void TablePrinter::columns(std::vector<TableColumn> columns) {
    auto& group = groups_.back();
    if (group.columns == columns) {
        return;
    }
    if (group.row_ends.empty()) {
        group.columns = std::move(columns);
        return;
    }
    add_group(ResourceType(group.type), std::move(columns), true, group.has_namespaces);
}

void TablePrinter::add_group(const ResourceType& type, std::vector<TableColumn> columns, bool continues,
                             bool has_namespaces) {
    groups_.push_back({type, std::move(columns), {}, {}, {}, continues, has_namespaces});
    if (!format_.sort_by.empty()) {
        groups_.back().order.emplace(format_.sort_by, format_.sort_natural);
    }
}

void TablePrinter::drop_group() {
    while (groups_.back().continues) {
        groups_.pop_back();
    }
    groups_.pop_back();
}

void TablePrinter::add_cell(Group& group, std::string_view text) {
    group.text.append(text);
    if (group.text.size() > UINT32_MAX) {
        throw Error("a table of more than 4 GiB");
    }
    group.cell_ends.push_back(static_cast<std::uint32_t>(group.text.size()));
}

void TablePrinter::row(const JsonValue& row) {
    auto& group = groups_.back();
    const JsonValue metadata = row.find("object").find("metadata");
    if (group.has_namespaces) {
        add_cell(group, metadata.find("namespace").text());
    }
    std::size_t index = 0;
    const auto shown = [&](const TableColumn& column) {
        return format_.kind == Format::Kind::wide || column.priority == 0;
    };
    for (auto cell = row.find("cells").first(); cell && index < group.columns.size(); cell = cell.next()) {
        if (shown(group.columns[index++])) {
            add_cell(group, cell_text(cell));
        }
    }
    const bool has_labels = format_.show_labels || !format_.label_columns.empty();
    for (; has_labels && index < group.columns.size(); ++index) {
        if (shown(group.columns[index])) {
            add_cell(group, {});
        }
    }
    add_label_cells(group, metadata);
    group.row_ends.push_back(group.cell_ends.size());
    if (group.order) {
        group.order->add(row.find("object"));
    }
}

void TablePrinter::object(const JsonValue& object) {
    auto& group = groups_.back();
    if (group.columns.empty()) {
        group.columns = {{"Name", "string", "name", 0}, {"Age", "string", "", 0}};
    }
    const JsonValue metadata = object.find("metadata");
    if (group.has_namespaces) {
        add_cell(group, metadata.find("namespace").text());
    }
    add_cell(group, cell_text(metadata.find("name")));
    add_cell(group, age_text(metadata.find("creationTimestamp").text(), now_));
    add_label_cells(group, metadata);
    group.row_ends.push_back(group.cell_ends.size());
    if (group.order) {
        group.order->add(object);
    }
}

void TablePrinter::add_label_cells(Group& group, const JsonValue& metadata) {
    const JsonValue labels = metadata.find("labels");
    for (const auto& name : format_.label_columns) {
        const JsonValue label = labels.find(name);
        add_cell(group, label ? cell_text(label) : "");
    }
    if (!format_.show_labels) {
        return;
    }
    std::vector<std::string> pairs;
    for (auto label = labels.first(); label; label = label.next()) {
        pairs.push_back(std::string(label.key()) + "=" + cell_text(label));
    }
    std::sort(pairs.begin(), pairs.end());
    add_cell(group, pairs.empty() ? (metadata ? "<none>" : "") : fmt::format("{}", fmt::join(pairs, ",")));
}

void TablePrinter::header_line(const Group& group, AlignedLines& lines) const {
    if (group.has_namespaces) {
        lines.cell("NAMESPACE");
    }
    for (const auto& column : group.columns) {
        if (format_.kind == Format::Kind::wide || column.priority == 0) {
            lines.cell(go_upper(column.name));
        }
    }
    for (const auto& label : format_.label_columns) {
        lines.cell(go_upper(label.substr(label.rfind('/') + 1)));
    }
    if (format_.show_labels) {
        lines.cell("LABELS");
    }
    lines.end_line();
}

void TablePrinter::print_group(const Group& group, bool with_kind, Output& out) const {
    AlignedLines lines;
    if (!format_.no_headers) {
        header_line(group, lines);
    }
    // Where in a row the name stands, to put the kind before it.
    std::size_t name_cell = group.has_namespaces ? 1 : 0;
    for (const auto& column : group.columns) {
        if (is_name_column(column)) {
            break;
        }
        name_cell += format_.kind == Format::Kind::wide || column.priority == 0 ? 1 : 0;
    }
    const std::string prefix = group.type.lower_kind_group() + "/";
    const auto print_row = [&](std::size_t row) {
        std::size_t cell = row == 0 ? 0 : group.row_ends[row - 1];
        for (std::size_t index = 0; cell < group.row_ends[row]; ++cell, ++index) {
            const std::size_t at = cell == 0 ? 0 : group.cell_ends[cell - 1];
            const auto text = std::string_view(group.text).substr(at, group.cell_ends[cell] - at);
            if (with_kind && index == name_cell) {
                lines.cell(prefix + std::string(text));
            } else {
                lines.cell(text);
            }
        }
        lines.end_line();
    };
    for (std::size_t row = 0; row < group.row_ends.size(); ++row) {
        print_row(group.places.empty() ? row : group.places[row]);
    }
    lines.print(out);
}

// A type that lacks the field stays as it came where another one has it. A single object that the server made
// no table of is not looked at (kubectl/pkg/cmd/get/get.go, RuntimeSorter).
void TablePrinter::settle_order() {
    std::size_t rows = 0;
    bool found = false;
    for (const auto& group : groups_) {
        rows += group.row_ends.size();
        found = found || (group.order && group.order->found());
    }
    const bool none = !found && rows > (format_.server_print ? 0 : 1);
    for (auto& group : groups_) {
        if (group.order && !group.row_ends.empty() && (none || group.order->found())) {
            group.places = group.order->order();
        }
    }
}

bool TablePrinter::print(Output& out) {
    settle_order();
    // An empty type counts only where the server sent a table for it.
    bool several = false;
    const Group* first = nullptr;
    for (const auto& group : groups_) {
        if (format_.server_print || !group.row_ends.empty()) {
            first = first == nullptr ? &group : first;
            several = several || !group.type.same_endpoint(first->type);
        }
    }
    bool printed = false;
    for (const auto& group : groups_) {
        if (group.row_ends.empty()) {
            continue;
        }
        if (printed && !format_.no_headers && !group.continues) {
            out.write("\n");
        }
        print_group(group, several || format_.show_kind, out);
        printed = true;
    }
    return printed;
}

}  // namespace yare
