#include "output/table.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace yare {

void TablePrinter::begin(const ResourceType& type) {
    if (groups_.empty() || !groups_.back().type.same_endpoint(type)) {
        add_group(type, {}, false, needs_namespace_column(type));
    }
    mark_group_ = groups_.size() - 1;
    mark_rows_ = groups_.back().row_ends.size();
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
    groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(mark_group_) + 1, groups_.end());
    auto& group = groups_.back();
    if (mark_rows_ == 0 && !group.continues) {
        groups_.pop_back();
        return;
    }
    group.row_ends.resize(mark_rows_);
    group.cell_ends.resize(mark_rows_ == 0 ? 0 : group.row_ends.back());
    group.text.resize(group.cell_ends.empty() ? 0 : group.cell_ends.back());
    if (group.order) {
        group.order->truncate(mark_rows_);
    }
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
    TableCells(format_, group.has_namespaces).row(group.columns, row, [&](std::string_view text) {
        add_cell(group, text);
    });
    group.row_ends.push_back(group.cell_ends.size());
    if (group.order) {
        group.order->add(row.find("object"));
    }
}

void TablePrinter::object(const JsonValue& object) {
    auto& group = groups_.back();
    if (group.columns.empty()) {
        group.columns = plain_columns();
    }
    TableCells(format_, group.has_namespaces).object(object, now_, [&](std::string_view text) {
        add_cell(group, text);
    });
    group.row_ends.push_back(group.cell_ends.size());
    if (group.order) {
        group.order->add(object);
    }
}

void TablePrinter::print_group(const Group& group, bool with_kind, Output& out) const {
    AlignedLines lines;
    const TableCells cells(format_, group.has_namespaces);
    if (format_.color) {
        std::vector<std::string> names;
        cells.header(group.columns, [&](std::string_view text) { names.emplace_back(text); });
        lines.paint(names);
    }
    if (!format_.no_headers) {
        cells.header(group.columns, [&](std::string_view text) { lines.cell(text); });
        lines.end_header();
    }
    const std::size_t name_cell = cells.name_place(group.columns);
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
