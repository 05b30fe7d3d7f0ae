#include <optional>

#include "output/align.hpp"
#include "output/change_printer.hpp"
#include "output/sort_order.hpp"

namespace yare {

namespace {

// All of one width, as kubectl writes them.
std::string_view event_cell(std::string_view event) {
    if (event == "ADDED") {
        return "ADDED   ";
    }
    return event == "DELETED" ? "DELETED " : event;
}

class TableChanges final : public ChangePrinter {
  public:
    TableChanges(const Format& format, const ChangeStyle& style, const ResourceType& type, Output& out)
        : format_(format),
          style_(style),
          prefix_(style.with_kind || format.show_kind ? type.lower_kind_group() + "/" : ""),
          cells_(format_, style.with_namespaces),
          out_(out) {
        if (!format_.sort_by.empty()) {
            order_.emplace(format_.sort_by, format_.sort_natural);
        }
    }

    void columns(std::vector<TableColumn> columns) override {
        // Where a watch begins its columns come again.
        if (columns != columns_) {
            columns_ = std::move(columns);
            has_header_ = false;
            paint();
        }
    }

    // Cells apart by tabs, as AlignedLines takes them.
    std::string keep(const WatchedItem& item, Moment now) override {
        std::string row;
        std::size_t place = 0;
        if (!item.is_row) {
            columns(plain_columns());
        }
        const auto name_place = prefix_.empty() ? std::string::npos : cells_.name_place(columns_);
        const auto add = [&](std::string_view cell) {
            row += place == 0 ? "" : "\t";
            row += place++ == name_place ? prefix_ : "";
            row += cell;
        };
        if (item.is_row) {
            cells_.row(columns_, item.value, add);
        } else {
            cells_.object(item.value, now, add);
        }
        return row;
    }

    void start(const WatchedItem& item, const std::string& kept) override {
        rows_.push_back(kept);
        if (order_) {
            order_->add(item.is_row ? item.value.find("object") : item.value);
        }
    }

    void end_start() override {
        if (rows_.empty()) {
            return;
        }
        header();
        const auto places =
            order_ && rows_.size() > 1 ? order_->order() : std::vector<std::size_t>();  // throws: no field
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            line("ADDED", rows_[places.empty() ? i : places[i]]);
        }
        lines_.print(out_);
        rows_ = {};
        order_.reset();
    }

    void change(std::string_view event, const WatchedItem&, const std::string& kept) override {
        show(event, kept);
    }

    void gone(const GoneObject& object) override { show("DELETED", object.kept); }

  private:
    void show(std::string_view event, const std::string& row) {
        header();
        line(event, row);
        lines_.print(out_);
    }

    void header() {
        if (has_header_ || format_.no_headers) {
            return;
        }
        has_header_ = true;
        if (style_.with_events) {
            lines_.cell("EVENT");
        }
        cells_.header(columns_, [&](std::string_view cell) { lines_.cell(cell); });
        lines_.end_header();
    }

    void paint() {
        if (!format_.color) {
            return;
        }
        std::vector<std::string> names;
        if (style_.with_events) {
            names.emplace_back("EVENT");
        }
        cells_.header(columns_, [&](std::string_view cell) { names.emplace_back(cell); });
        lines_.paint(names);
    }

    void line(std::string_view event, const std::string& row) {
        if (style_.with_events) {
            lines_.cell(event_cell(event));
        }
        lines_.cell(row);
        if (event == "DELETED" && !style_.with_events) {
            lines_.cell("(deleted)");
        }
        lines_.end_line();
    }

    const Format format_;
    const ChangeStyle style_;
    const std::string prefix_;
    const TableCells cells_;
    Output& out_;
    AlignedLines lines_;
    std::vector<TableColumn> columns_;
    std::vector<std::string> rows_;  // of the start
    std::optional<SortOrder> order_;
    bool has_header_ = false;
};

}  // namespace

std::unique_ptr<ChangePrinter> make_table_changes(const Format& format, const ChangeStyle& style,
                                                  const ResourceType& type, Output& out) {
    return std::make_unique<TableChanges>(format, style, type, out);
}

}  // namespace yare
