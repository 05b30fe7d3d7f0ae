#include "verbs/watched_collection.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

std::string key_of(const JsonValue& metadata) {
    const auto name = metadata.find("name").text();
    return name.empty() ? "" : metadata.find("namespace").text() + "/" + name;
}

bool is_table(const JsonValue& object) {
    return object.find("kind").raw() == "Table" &&
           object.find("apiVersion").raw().starts_with("meta.k8s.io/");
}

}  // namespace

bool WatchedCollection::is_wanted(const JsonValue& metadata) const {
    return options_.names.empty() || options_.names.count(metadata.find("name").text()) > 0;
}

void WatchedCollection::saw(const WatchedItem& item, Moment now) {
    const auto metadata = item.metadata();
    if (!is_wanted(metadata)) {
        return;
    }
    const auto key = key_of(metadata);
    const auto version = metadata.find("resourceVersion").text();
    const auto known = key.empty() ? known_.end() : known_.find(key);
    if (known != known_.end()) {
        known->second.round = round_;
        if (!version.empty() && known->second.version == version) {
            return;
        }
    }
    auto kept = printer_.keep(item, now);
    if (known != known_.end() && version.empty() && known->second.kept == kept) {
        return;  // of a type that has no versions
    }
    if (has_started_) {
        printer_.change(known == known_.end() ? "ADDED" : "MODIFIED", item, kept);
    } else if (options_.shows_start) {
        printer_.start(item, kept);
    }
    if (!key.empty()) {
        known_[key] = {version, std::move(kept), round_};
    }
}

void WatchedCollection::end() {
    const bool shows = has_started_ || options_.shows_start;
    has_started_ = true;
    for (auto each = known_.begin(); each != known_.end();) {
        if (each->second.round == round_) {
            ++each;
            continue;
        }
        const auto slash = each->first.find('/');
        const std::string_view key = each->first;
        if (shows) {
            printer_.gone({type_, key.substr(0, slash), key.substr(slash + 1), each->second.kept});
        }
        each = known_.erase(each);
    }
}

void WatchedCollection::each_item(const JsonValue& object,
                                  const std::function<void(const WatchedItem&)>& take) {
    if (!is_table(object)) {
        if (!object.find("metadata").find("name").is_string()) {
            throw Error("the server sent something without a name where an object was asked for");
        }
        take({object, false});
        return;
    }
    if (!options_.takes_tables) {
        throw Error("the server sent a table where objects were asked for");
    }
    // Only the first event of a watch has columns.
    if (const auto definitions = object.find("columnDefinitions"); definitions.size() > 0) {
        printer_.columns(read_columns(definitions));
    }
    for (auto row = object.find("rows").first(); row; row = row.next()) {
        if (!row.is_object()) {
            throw Error("the server sent a table with a row that is not an object");
        }
        take({row, true});
    }
}

void WatchedCollection::first(const JsonValue& object, Moment now) {
    each_item(object, [&](const WatchedItem& item) { saw(item, now); });
}

void WatchedCollection::event(std::string_view event, const JsonValue& object, Moment now) {
    if (event != "ADDED" && event != "MODIFIED" && event != "DELETED") {
        throw Error("the server sent a watch event of the unknown type " + go_quote(event));
    }
    each_item(object, [&](const WatchedItem& item) { happened(event, item, now); });
}

void WatchedCollection::happened(std::string_view event, const WatchedItem& item, Moment now) {
    const auto metadata = item.metadata();
    if (!is_wanted(metadata)) {
        return;
    }
    const auto key = key_of(metadata);
    auto version = metadata.find("resourceVersion").text();
    if (event == "DELETED") {
        printer_.change(event, item, printer_.keep(item, now));
        known_.erase(key);
        return;
    }
    const auto known = known_.find(key);
    if (known != known_.end() && !version.empty() && known->second.version == version) {
        return;
    }
    auto kept = printer_.keep(item, now);
    printer_.change(event, item, kept);
    if (!key.empty()) {
        known_[key] = {std::move(version), std::move(kept), round_};
    }
}

void WatchedPages::row(const JsonValue& row) {
    if (!collection_.takes_tables()) {
        throw Error("the server sent a table where objects were asked for");
    }
    collection_.saw({row, true}, now_());
}

void WatchedPages::item(const ListScanner&, std::string_view json) {
    collection_.saw({item_.parse(json), false}, now_());
}

}  // namespace yare
