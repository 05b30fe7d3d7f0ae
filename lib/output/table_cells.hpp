// What stands in the cells of a table: of its header and of its rows.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/time.hpp"
#include "output/format.hpp"

namespace yare {

/// A column of a table: meta/v1 TableColumnDefinition, as much as printing needs.
struct TableColumn {
    std::string name;
    std::string type;
    std::string format;
    int priority = 0;  // other than 0: shown in wide tables only
    bool operator==(const TableColumn&) const = default;
};

/// Reads `columnDefinitions`. Throws Error when they are not an array of objects.
std::vector<TableColumn> read_columns(const JsonValue& definitions);

/// The columns of objects that the server made no table of: NAME and AGE.
std::vector<TableColumn> plain_columns();

/// Makes the cells of one table as kubectl decorates the server's rows: a namespace before them, labels
/// behind them, wide columns only where asked for (cli-runtime/pkg/printers/tableprinter.go).
class TableCells {
  public:
    /// Is given one cell after the other.
    using Add = std::function<void(std::string_view)>;

    /// `format` must outlive it.
    TableCells(const Format& format, bool has_namespaces)
        : format_(format), has_namespaces_(has_namespaces) {}

    void header(const std::vector<TableColumn>& columns, const Add& add) const;
    /// Of a row of the server's Table: {cells, object}.
    void row(const std::vector<TableColumn>& columns, const JsonValue& row, const Add& add) const;
    /// Of a plain object, shown in plain_columns().
    void object(const JsonValue& object, Moment now, const Add& add) const;
    /// Which cell of a row is the name, to put the kind before it.
    std::size_t name_place(const std::vector<TableColumn>& columns) const;

  private:
    bool is_shown(const TableColumn& column) const {
        return format_.kind == Format::Kind::wide || column.priority == 0;
    }
    void labels(const JsonValue& metadata, const Add& add) const;

    const Format& format_;
    bool has_namespaces_;
};

}  // namespace yare
