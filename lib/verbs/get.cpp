#include "verbs/get.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "verbs/accept.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/get_watch.hpp"
#include "verbs/named_objects.hpp"
#include "verbs/sinks.hpp"

namespace yare {

namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

// One run of get or list: what both need along the way.
class Reading {
  public:
    Reading(Session& session, const Format& format, Selection selection, bool ignore_not_found,
            std::string subresource)
        : session_(session),
          format_(format),
          selection_(std::move(selection)),
          ignore_not_found_(ignore_not_found),
          subresource_(std::move(subresource)),
          name_space_(selection_.all_namespaces ? "" : session.connection.namespace_name),
          shows_namespaces_(selection_.all_namespaces) {
        if (!format.sort_by.empty()) {
            selection_.chunk_size = 0;  // what comes first is not known before all is there
        }
    }

    void collections(const std::vector<Endpoint>& endpoints);
    void named(const Targets& targets);
    void manifests(const ManifestFiles& files);

  private:
    bool wants_tables() const { return format_.is_table() && format_.server_print; }
    // Text of the user's making does not show that a list broke off.
    bool holds_back() const { return format_.has_expression(); }
    bool needs_metadata() const;
    Query table_query() const;
    void note(const Error& error);
    void note(const ApiError& error);
    template <class Action>
    bool attempt(const Action& action);

    void tables(std::vector<CollectionPlace>& places);
    void names(std::vector<CollectionPlace>& places);
    void documents(std::vector<CollectionPlace>& places);
    void read_names(const ResourceType& type, const std::string& name_space, std::string& names);
    void read_documents(const ResourceType& type, const std::string& name_space, ObjectPrinter& printer,
                        std::size_t& printed);
    void objects(std::vector<NamedObject> objects, bool single, Output& out);
    void objects_table(std::vector<NamedObject>& objects);
    JsonValue fetch_value(NamedObject& object, JsonTree& tree, std::string& body);
    void add_to_table(TablePrinter& table, const ResourceType& type, const JsonValue& answer);
    void finish_table(TablePrinter& table, bool all_namespaced);

    Session& session_;
    const Format& format_;
    Selection selection_;
    bool ignore_not_found_;
    std::string subresource_;
    std::string name_space_;
    bool shows_namespaces_;
    ErrorList errors_;
    bool lost_ = false;  // an answer did not come, or was nonsense: a List of the others would look whole
};

bool Reading::needs_metadata() const {
    return shows_namespaces_ || format_.show_labels || !format_.label_columns.empty();
}

// Without labels and namespaces to show, the server can leave the objects behind its rows out (meta/v1
// TableOptions).
Query Reading::table_query() const {
    if (!format_.sort_by.empty()) {
        return {{"includeObject", "Object"}};
    }
    return needs_metadata() ? Query{} : Query{{"includeObject", "None"}};
}

void Reading::note(const ApiError& error) {
    if (!ignore_not_found_ || !error.is_not_found()) {
        errors_.add(error);
    }
}

void Reading::note(const Error& error) { errors_.add(error); }

// Runs `action`; an error is kept for the end. Only a failing output ends the whole call.
template <class Action>
bool Reading::attempt(const Action& action) {
    try {
        action();
        return true;
    } catch (const OutputError&) {
        throw;
    } catch (const ApiError& error) {
        note(error);
    } catch (const UsageError& error) {
        note(error);
    } catch (const Error& error) {
        lost_ = true;
        note(error);
    }
    return false;
}

void Reading::collections(const std::vector<Endpoint>& endpoints) {
    auto places = find_collections(session_.connection, endpoints, selection_.all_namespaces);
    shows_namespaces_ = selection_.all_namespaces || split_name_spaces(session_.connection).size() > 1;
    if (format_.is_table()) {
        tables(places);
    } else if (format_.kind == Format::Kind::name && format_.sort_by.empty()) {
        names(places);
    } else {
        documents(places);
    }
    errors_.raise();
}

void Reading::tables(std::vector<CollectionPlace>& places) {
    TablePrinter table(format_, shows_namespaces_, session_.now);
    bool all_namespaced = !shows_namespaces_;
    for (auto& [endpoint, name_space] : places) {
        attempt([&] {
            with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
                TableSink sink(table, type);
                try {
                    read_collection(session_.client, type, name_space, selection_,
                                    wants_tables() ? k_accept_table : k_accept_json,
                                    wants_tables() ? table_query() : Query{}, sink);
                } catch (...) {
                    table.drop_group();
                    throw;
                }
            });
            // kubectl goes by what it received: a table even when empty, but else only objects.
            all_namespaced = all_namespaced && (endpoint.type.namespaced || !wants_tables());
        });
    }
    finish_table(table, all_namespaced);
}

void Reading::finish_table(TablePrinter& table, bool all_namespaced) {
    const bool printed = table.print(session_.streams.out);
    if (!printed && !ignore_not_found_ && errors_.empty()) {
        session_.streams.err.write(all_namespaced ? "No resources found in " + name_space_ + " namespace.\n"
                                                  : "No resources found\n");
    }
}

void Reading::read_names(const ResourceType& type, const std::string& name_space, std::string& names) {
    NameSink sink(names, type);
    // The server sorts this table by precedence (pkg/printers/internalversion), while its list is in the
    // order of names.
    if (type.plural == "flowschemas") {
        read_collection(session_.client, type, name_space, selection_, k_accept_json, {}, sink);
        return;
    }
    try {
        read_collection(session_.client, type, name_space, selection_, k_accept_table,
                        {{"includeObject", "None"}}, sink);
    } catch (const NoNameColumn&) {
        sink.restart();
        read_collection(session_.client, type, name_space, selection_, k_accept_json, {}, sink);
    }
}

void Reading::names(std::vector<CollectionPlace>& places) {
    std::string all;
    for (auto& [endpoint, name_space] : places) {
        attempt([&] {
            with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
                std::string names;
                read_names(type, name_space, names);
                all += names;
            });
        });
    }
    session_.streams.out.write(all);
}

void Reading::documents(std::vector<CollectionPlace>& places) {
    HeldOutput held(session_.streams.out);
    const auto printer = make_object_printer(format_, holds_back() ? held : session_.streams.out);
    std::size_t printed = 0;
    for (auto& [endpoint, name_space] : places) {
        const std::size_t before = printed;
        const bool whole = attempt([&] {
            with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
                read_documents(type, name_space, *printer, printed);
            });
        });
        if (lost_ || (!whole && printed > before)) {
            return;  // a collection, or the rest of it, is lost: nothing more is printed, and the List stays
                     // open
        }
    }
    if (printed > 0 || !ignore_not_found_) {
        attempt([&] {
            printer->end_list();
            held.release();
        });
    }
}

// Adds to `printed` as it goes, also when it throws.
void Reading::read_documents(const ResourceType& type, const std::string& name_space, ObjectPrinter& printer,
                             std::size_t& printed) {
    ObjectSink sink(printer, type, printed);
    read_collection(session_.client, type, name_space, selection_, k_accept_json, {}, sink);
    if (sink.restarted()) {
        session_.streams.err.write(
            "Warning: " + type.group_resource() +
            ": the server's snapshot expired between two pages; the objects after the break are "
            "from a newer one\n");
    }
}

void Reading::add_to_table(TablePrinter& table, const ResourceType& type, const JsonValue& answer) {
    table.begin(type);
    if (answer.find("kind").raw() != "Table") {
        table.object(answer);
        return;
    }
    if (const auto definitions = answer.find("columnDefinitions"); definitions.size() > 0) {
        table.columns(read_columns(definitions));
    }
    for (auto row = answer.find("rows").first(); row; row = row.next()) {
        table.row(row);
    }
}

JsonValue Reading::fetch_value(NamedObject& object, JsonTree& tree, std::string& body) {
    const bool tables = wants_tables();
    body = fetch_object(session_, object, subresource_, tables ? k_accept_table : k_accept_json,
                        tables ? table_query() : Query{})
               .body;
    const auto about = [&] {
        return "the server's answer about " + object.endpoint.type.group_resource() + " \"" + object.name +
               "\"";
    };
    try {
        const auto value = tree.parse(body);
        if (!value.is_object()) {
            throw Error(about() + " is not an object");
        }
        return value;
    } catch (const JsonError& error) {
        throw Error(about() + " is not JSON: " + error.what());
    }
}

void Reading::objects_table(std::vector<NamedObject>& objects) {
    TablePrinter table(format_, selection_.all_namespaces, session_.now);
    JsonTree tree;
    std::string body;
    bool all_namespaced = !selection_.all_namespaces;
    for (auto& object : objects) {
        attempt([&] {
            const auto value = fetch_value(object, tree, body);
            all_namespaced = all_namespaced && object.endpoint.type.namespaced;
            add_to_table(table, object.endpoint.type, value);
        });
    }
    finish_table(table, all_namespaced);
}

void Reading::objects(std::vector<NamedObject> objects, bool single, Output& out) {
    if (format_.is_table()) {
        objects_table(objects);
        return;
    }
    HeldOutput held(out);
    const auto printer = make_object_printer(format_, holds_back() ? held : out);
    JsonTree tree;
    std::string body;
    bool any = false;
    for (auto& object : objects) {
        JsonValue value;
        any |= attempt([&] { value = fetch_value(object, tree, body); });
        // What cannot be printed of one is no reason to ask for the others.
        if (value && !attempt([&] { single ? printer->single(value) : printer->element(value); })) {
            return;
        }
    }
    if (lost_) {
        return;
    }
    attempt([&] {
        if (!single && (any || !ignore_not_found_)) {
            printer->end_list();
        }
        held.release();
    });
}

void Reading::named(const Targets& targets) {
    auto found = find_objects(session_, targets, name_space_);
    const bool single = found.size() == 1;
    objects(std::move(found), single, session_.streams.out);
    errors_.raise();
}

void Reading::manifests(const ManifestFiles& files) {
    const auto manifests = read_named_manifests(session_, files, errors_);
    auto found = find_objects(session_, manifests, selection_.label_selector, errors_);
    const bool only_elsewhere = errors_.empty() && !found.elsewhere.empty();
    for (const auto& error : found.elsewhere) {
        errors_.add(error);
    }
    StringOutput held;
    if (manifests.single && !format_.is_table()) {
        // Of a single file kubectl prints all objects or none (get.go, singleItemImplied).
        const bool single = found.objects.size() == 1;
        objects(std::move(found.objects), single, held);
        session_.streams.out.write(errors_.empty() ? held.text() : "");
    } else {
        objects(std::move(found.objects), false, session_.streams.out);
    }
    if (format_.is_table() && !only_elsewhere) {
        // kubectl shows what its visitor of files met without `error: `, even alone, but for this case.
        errors_.raise_words();
    }
    errors_.raise();
}

// The arguments' own rules (cli-runtime/pkg/resource/builder.go).
void check_combination(const Session& session, const GetRequest& request) {
    const bool has_files = !request.files.names.empty();
    const auto& selection = request.selection;
    const bool has_selector = !selection.label_selector.empty() || !selection.field_selector.empty();
    if (has_files && !request.targets.empty()) {
        throw UsageError(
            "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as "
            "well");
    }
    if (!request.targets.objects.empty() && !selection.all_namespaces &&
        split_name_spaces(session.connection).size() > 1) {
        throw UsageError("a resource cannot be retrieved by name across several namespaces");
    }
    if (has_selector && !request.targets.objects.empty()) {
        throw UsageError(
            request.targets.slash_form
                ? "selectors and the all flag cannot be used when passing resource/name arguments"
                : "name cannot be provided when a selector is specified");
    }
    if (!request.subresource.empty() && !request.targets.types.empty()) {
        throw UsageError("subresource cannot be used when bulk resources are specified");
    }
}

}  // namespace

void get(Session& session, const GetRequest& request, const Format& format) {
    check_combination(session, request);
    if (request.watching.watch) {
        watch_get(session, request, format);
        return;
    }
    Reading reading(session, format, request.selection, request.ignore_not_found, request.subresource);
    if (!request.files.names.empty()) {
        reading.manifests(request.files);
    } else if (!request.targets.objects.empty()) {
        reading.named(request.targets);
    } else {
        reading.collections(find_endpoints(session.discovery, request.targets.types));
    }
}

void list(Session& session, const ListRequest& request, const Format& format) {
    if (request.watching.watch) {
        watch_list(session, request, format);
        return;
    }
    Reading reading(session, format, request.selection, false, {});
    reading.collections(find_endpoints(session.discovery, request.types));
}

}  // namespace yare
