#include "verbs/sinks.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace yare {

namespace {

std::uint64_t place_hash(const JsonValue& object) {
    const auto metadata = object.find("metadata");
    return std::hash<std::string>()(metadata.find("namespace").text() + "/" + metadata.find("name").text());
}

std::vector<TableColumn> page_columns(const ListScanner& page) {
    JsonTree tree;
    return read_columns(tree.parse(page.member("columnDefinitions")));
}

}  // namespace

JsonValue parse_element(JsonTree& tree, const ListScanner& page, std::string_view json) {
    const auto value = tree.parse(json);
    if (!value.is_object()) {
        throw Error(page.list_name() == "items"
                        ? "the server sent a list with an element that is not an object"
                        : "the server sent a table with a row that is not an object");
    }
    return value;
}

void VersionSink::element(const ListScanner& page, std::string_view json) {
    has_elements_ = true;
    sink_.element(page, json);
}

void VersionSink::page_end(const ListScanner& page) {
    sink_.page_end(page);
    JsonTree tree;
    const auto metadata = page.member("metadata");
    version_ = metadata.empty() ? "" : tree.parse(metadata).find("resourceVersion").text();
}

TableSink::TableSink(TablePrinter& table, const ResourceType& type) : table_(table), type_(type) {
    table_.begin(type_);
}

void RowSink::read_page_columns(const ListScanner& page) {
    auto columns = page_columns(page);
    if (columns.empty()) {
        throw Error("the server sent a table without columns");
    }
    this->columns(std::move(columns));
    has_columns_ = true;
}

void RowSink::element(const ListScanner& page, std::string_view json) {
    if (page.list_name() == "items") {
        item(page, json);
        return;
    }
    if (!has_columns_ && page.member("columnDefinitions").empty()) {
        held_.emplace_back(json);
        return;
    }
    if (!has_columns_) {
        read_page_columns(page);
    }
    row(parse_element(tree_, page, json));
}

void RowSink::page_end(const ListScanner& page) {
    if (!held_.empty()) {
        if (page.member("columnDefinitions").empty()) {
            throw Error("the server sent a table without column definitions");
        }
        read_page_columns(page);
        for (const auto& json : held_) {
            row(parse_element(tree_, page, json));
        }
        held_.clear();
    }
    has_columns_ = false;
}

void RowSink::restart() {
    held_.clear();
    has_columns_ = false;
    begin_again();
}

void TableSink::item(const ListScanner& page, std::string_view json) {
    table_.object(parse_element(tree_, page, json));
}

void TableSink::begin_again() {
    table_.drop_group();
    table_.begin(type_);
}

void ObjectSink::element(const ListScanner& page, std::string_view json) {
    if (page.list_name() != "items") {
        throw Error("the server sent a table where objects were asked for");
    }
    const auto item = item_.parse(json);
    const auto place = place_hash(item);
    if (restarted_) {
        if (std::binary_search(printed_.begin(), printed_.end(), place)) {
            return;
        }
    } else {
        printed_.push_back(place);
    }
    ++count_;
    printer_.element(item);
}

void ObjectSink::page_end(const ListScanner&) {}

void ObjectSink::restart() {
    std::sort(printed_.begin(), printed_.end());
    restarted_ = true;
}

void NameSink::element(const ListScanner& page, std::string_view json) {
    const auto element = parse_element(tree_, page, json);
    std::string name;
    if (page.list_name() == "items") {
        name = element.find("metadata").find("name").text();
    } else {
        if (!has_columns_) {
            const auto columns = page_columns(page);
            const auto found = std::find_if(columns.begin(), columns.end(), [](const TableColumn& column) {
                return column.format == "name";
            });
            if (found == columns.end()) {
                throw NoNameColumn();
            }
            name_column_ = static_cast<std::size_t>(found - columns.begin());
            has_columns_ = true;
        }
        auto cell = element.find("cells").first();
        for (std::size_t i = 0; i < name_column_; ++i) {
            cell = cell.next();
        }
        name = cell.text();
    }
    names_ += type_.lower_kind_group() + "/" + (name.empty() ? "<unknown>" : name) + "\n";
}

void NameSink::page_end(const ListScanner&) { has_columns_ = false; }

}  // namespace yare
