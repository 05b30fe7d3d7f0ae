// What is known of a watched collection, and what of it is news.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>

#include "output/change_printer.hpp"
#include "verbs/sinks.hpp"

namespace yare {

/// Remembers of each object its resourceVersion and what its printer keeps, and hands on to the printer what
/// is new: all that a first list holds, then events, and what another list shows to have changed. An object
/// in the version that is known already is not shown again. What it holds grows with the objects there are.
class WatchedCollection {
  public:
    struct Options {
        std::set<std::string> names = {};  // only these; empty: all
        bool shows_start = true;           // else the first list is only remembered
        bool takes_tables = false;         // rows are what is printed
    };
    /// `printer` must outlive it.
    WatchedCollection(ResourceType type, Options options, ChangePrinter& printer)
        : type_(std::move(type)), options_(std::move(options)), printer_(printer) {}

    /// A list begins, or begins again. Until the first end() objects are there from the start.
    void begin() { ++round_; }
    void columns(std::vector<TableColumn> columns) { printer_.columns(std::move(columns)); }
    void saw(const WatchedItem& item, Moment now);
    /// The list is whole, and where it was the first one, all has been shown: what it did not hold is gone.
    void end();

    /// `object` is what an event holds: an object, or a Table of its rows. Throws Error for what is neither,
    /// and for an event of another type than ADDED, MODIFIED and DELETED.
    void event(std::string_view event, const JsonValue& object, Moment now);

    /// An object, or a Table of it, that was fetched by its name before any list. Throws as event() does.
    void first(const JsonValue& object, Moment now);
    /// One more object is wanted.
    void add_name(const std::string& name) { options_.names.insert(name); }

    const ResourceType& type() const { return type_; }
    bool takes_tables() const { return options_.takes_tables; }
    std::size_t size() const { return known_.size(); }

  private:
    struct Known {
        std::string version;
        std::string kept;
        std::uint32_t round = 0;  // the last list that held it
    };
    void each_item(const JsonValue& object, const std::function<void(const WatchedItem&)>& take);
    bool is_wanted(const JsonValue& metadata) const;
    void happened(std::string_view event, const WatchedItem& item, Moment now);

    ResourceType type_;
    Options options_;
    ChangePrinter& printer_;
    std::unordered_map<std::string, Known> known_;  // by `namespace/name`
    std::uint32_t round_ = 0;
    bool has_started_ = false;  // the first list is over
};

/// Feeds the pages of a list to a WatchedCollection.
class WatchedPages final : public RowSink {
  public:
    /// `now` tells the moment that ages are of.
    WatchedPages(WatchedCollection& collection, std::function<Moment()> now)
        : collection_(collection), now_(std::move(now)), item_(collection.type()) {}

  private:
    void columns(std::vector<TableColumn> columns) override { collection_.columns(std::move(columns)); }
    void row(const JsonValue& row) override;
    void item(const ListScanner& page, std::string_view json) override;
    void begin_again() override { collection_.begin(); }

    WatchedCollection& collection_;
    std::function<Moment()> now_;
    ListItem item_;
};

}  // namespace yare
