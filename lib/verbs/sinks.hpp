// Where the elements of a collection go: rows of a table, whole objects, names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "output/objects.hpp"
#include "output/table.hpp"
#include "verbs/collection.hpp"
#include "verbs/list_item.hpp"

namespace yare {

/// Rows of server-made Tables, each after its columns, or plain objects where the server sends those.
class RowSink : public CollectionSink {
  public:
    void element(const ListScanner& page, std::string_view json) override;
    void page_end(const ListScanner& page) override;
    void restart() override;

  protected:
    virtual void columns(std::vector<TableColumn> columns) = 0;
    virtual void row(const JsonValue& row) = 0;
    /// A plain object, as JSON text.
    virtual void item(const ListScanner& page, std::string_view json) = 0;
    /// All comes again.
    virtual void begin_again() = 0;

  private:
    void read_page_columns(const ListScanner& page);

    JsonTree tree_;
    bool has_columns_ = false;       // those of this page
    std::vector<std::string> held_;  // rows that came before their columns
};

/// Passes all on, and notes which version of the collection it is.
class VersionSink final : public CollectionSink {
  public:
    explicit VersionSink(CollectionSink& sink) : sink_(sink) {}
    void element(const ListScanner& page, std::string_view json) override;
    void page_end(const ListScanner& page) override;
    void restart() override { sink_.restart(); }
    /// The resourceVersion of the list; empty where it has none.
    const std::string& version() const { return version_; }
    bool has_elements() const { return has_elements_; }

  private:
    CollectionSink& sink_;
    std::string version_;
    bool has_elements_ = false;
};

/// Rows that are collected in a table.
class TableSink final : public RowSink {
  public:
    /// Begins a group for `type` in `table`.
    TableSink(TablePrinter& table, const ResourceType& type);

  private:
    void columns(std::vector<TableColumn> columns) override { table_.columns(std::move(columns)); }
    void row(const JsonValue& row) override { table_.row(row); }
    void item(const ListScanner& page, std::string_view json) override;
    void begin_again() override;

    TablePrinter& table_;
    ResourceType type_;
    JsonTree tree_;
};

/// An element of a page as a value. Throws Error for what is no object.
JsonValue parse_element(JsonTree& tree, const ListScanner& page, std::string_view json);

/// Whole objects, printed as they come and counted in `printed`. After a restart, those printed already are
/// left out.
class ObjectSink final : public CollectionSink {
  public:
    ObjectSink(ObjectPrinter& printer, const ResourceType& type, std::size_t& printed)
        : printer_(printer), item_(type), count_(printed) {}
    void element(const ListScanner& page, std::string_view json) override;
    void page_end(const ListScanner& page) override;
    void restart() override;
    bool restarted() const { return restarted_; }

  private:
    ObjectPrinter& printer_;
    ListItem item_;
    std::size_t& count_;
    std::vector<std::uint64_t> printed_;  // hashes of namespace/name; sorted after a restart
    bool restarted_ = false;
};

/// Thrown by NameSink when the server's table does not say which cell is the name.
class NoNameColumn final : public Error {
  public:
    NoNameColumn() : Error("the server sent a table without a column of names") {}
};

/// `kind.group/name` of each row of a Table, or of each plain object; kept in `names`.
class NameSink final : public CollectionSink {
  public:
    NameSink(std::string& names, const ResourceType& type)
        : names_(names), begin_(names.size()), type_(type) {}
    void element(const ListScanner& page, std::string_view json) override;
    void page_end(const ListScanner& page) override;
    void restart() override { names_.resize(begin_); }

  private:
    std::string& names_;
    std::size_t begin_;
    ResourceType type_;
    JsonTree tree_;
    std::size_t name_column_ = 0;
    bool has_columns_ = false;
};

}  // namespace yare
