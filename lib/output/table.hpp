// Tables for people, from the server's meta/v1 Tables or from plain objects.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "base/time.hpp"
#include "discovery/resource_type.hpp"
#include "output/align.hpp"
#include "output/format.hpp"
#include "output/sort_order.hpp"
#include "output/table_cells.hpp"

namespace yare {

/// Collects rows (as cells, not as documents) and prints them all at the end, aligned, in kubectl's layout
/// (cli-runtime/pkg/printers/tableprinter.go, kubectl/pkg/cmd/get/get.go). Where the format says sort_by, the
/// rows of each group come in that order.
class TablePrinter {
  public:
    TablePrinter(const Format& format, bool all_namespaces, Moment now)
        : format_(format), all_namespaces_(all_namespaces), now_(now) {}

    /// The rows that follow are of `type`. A type other than the one before begins a new group with its own
    /// header.
    void begin(const ResourceType& type);

    /// The columns of the rows that follow.
    void columns(std::vector<TableColumn> columns);
    bool has_columns() const { return !groups_.empty() && !groups_.back().columns.empty(); }

    /// A row of the server's Table: {cells, object}.
    void row(const JsonValue& row);

    /// A plain object, shown as NAME and AGE.
    void object(const JsonValue& object);

    /// Forgets the rows since the last begin().
    void drop_group();

    /// Prints everything. Returns whether there was anything. Throws Error for rows that cannot be sorted:
    /// none of them has the field, or no order is known for it.
    bool print(Output& out);

  private:
    struct Group {
        ResourceType type;
        std::vector<TableColumn> columns;
        std::string text;                      // of all cells
        std::vector<std::uint32_t> cell_ends;  // offsets in text
        std::vector<std::size_t> row_ends;     // offsets in cell_ends
        bool continues = false;                // the same type with other columns: no blank line before it
        bool has_namespaces = false;           // shown as its first column
        std::optional<SortOrder> order = {};   // where the format sorts
        std::vector<std::size_t> places = {};  // of the rows; empty: as they came
    };

    bool needs_namespace_column(const ResourceType& type) const;
    void add_cell(Group& group, std::string_view text);
    void print_group(const Group& group, bool with_kind, Output& out) const;
    void add_group(const ResourceType& type, std::vector<TableColumn> columns, bool continues,
                   bool has_namespaces);
    void settle_order();

    Format format_;
    bool all_namespaces_;
    Moment now_;
    std::vector<Group> groups_;
    std::size_t mark_group_ = 0;  // what there was at the last begin()
    std::size_t mark_rows_ = 0;
};

}  // namespace yare
