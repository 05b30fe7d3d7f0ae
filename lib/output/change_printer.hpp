// Printing objects that are watched: those there at the start, and what happens to them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "base/time.hpp"
#include "discovery/resource_type.hpp"
#include "output/format.hpp"
#include "output/table_cells.hpp"

namespace yare {

/// An object as the server sent it: whole, or a row of its Table ({cells, object}).
struct WatchedItem {
    JsonValue value;
    bool is_row = false;
    JsonValue metadata() const { return (is_row ? value.find("object") : value).find("metadata"); }
};

/// An object that went away while nobody looked.
struct GoneObject {
    const ResourceType& type;
    std::string_view name_space;
    std::string_view name;
    const std::string& kept;  // what keep() made of it
};

/// Throws PrintError for an object that the format's expression does not fit.
class ChangePrinter {
  public:
    virtual ~ChangePrinter() = default;

    /// The columns of the rows that follow; only tables have any.
    virtual void columns(std::vector<TableColumn> columns) { static_cast<void>(columns); }

    /// What is to be remembered of an object so that it can be shown once it is gone: of a table its row,
    /// else its uid. `now` is the moment that ages are of, where the server did not write them.
    virtual std::string keep(const WatchedItem& item, Moment now) = 0;

    /// One of the objects there at the start, with what keep() made of it. They are shown by end_start() at
    /// the latest, in one block of columns.
    virtual void start(const WatchedItem& item, const std::string& kept) = 0;
    virtual void end_start() = 0;

    /// ADDED, MODIFIED or DELETED.
    virtual void change(std::string_view event, const WatchedItem& item, const std::string& kept) = 0;

    /// As a DELETED, of an object of which only this is known.
    virtual void gone(const GoneObject& object) = 0;
};

/// How a ChangePrinter shows what it is given.
struct ChangeStyle {
    bool with_events = false;      // what happened, too
    bool with_namespaces = false;  // as a column of a table
    bool with_kind = false;        // before the names in a table
};

/// Rows of one type in kubectl's layout (cli-runtime/pkg/printers/tableprinter.go): the header before the
/// first row, columns that never get narrower. A row of a DELETED object ends in one more cell, `(deleted)`,
/// unless events are shown. `out` must outlive it.
std::unique_ptr<ChangePrinter> make_table_changes(const Format& format, const ChangeStyle& style,
                                                  const ResourceType& type, Output& out);

/// Every other format: one document an object; with events one of {type, object}, as kubectl prints a
/// WatchEvent (-o name: the name all the same). Throws Error for an expression that cannot be parsed.
std::unique_ptr<ChangePrinter> make_object_changes(const Format& format, const ChangeStyle& style,
                                                   Output& out);

}  // namespace yare
