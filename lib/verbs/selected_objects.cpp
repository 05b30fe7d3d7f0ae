#include "verbs/selected_objects.hpp"

#include "base/json_tree.hpp"
#include "verbs/collection.hpp"
#include "verbs/metadata_only.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

class MetadataSink final : public CollectionSink {
  public:
    MetadataSink(std::vector<SelectedObject>& found, const Endpoint& endpoint)
        : found_(found), endpoint_(endpoint) {}

    void element(const ListScanner& page, std::string_view json) override {
        const auto metadata = tree_.parse(json).find("metadata");
        SelectedObject object;
        object.typed = endpoint_.typed;
        object.place = {endpoint_.type, metadata.find("namespace").text(), metadata.find("name").text()};
        object.uid = metadata.find("uid").text();
        object.resource_version = metadata.find("resourceVersion").text();
        if (page.list_name() != "items" || object.place.name.empty()) {
            throw Error("the server sent a list of " + endpoint_.type.group_resource() +
                        " with something that is no object");
        }
        found_.push_back(std::move(object));
    }
    void page_end(const ListScanner&) override {}
    void restart() override { found_.clear(); }

  private:
    std::vector<SelectedObject>& found_;
    const Endpoint& endpoint_;
    JsonTree tree_;
};

std::string namespace_of(const Session& session, const Selection& selection) {
    return selection.all_namespaces ? "" : session.connection.namespace_name;
}

// cli-runtime/pkg/resource/builder.go
void check_combination(const ObjectSelection& what) {
    const auto& selection = what.selection;
    const bool has_selector = !selection.label_selector.empty() || !selection.field_selector.empty();
    const auto& targets = what.targets;
    if (!what.files.names.empty() && !targets.objects.empty() && targets.slash_form) {
        throw UsageError("resource/name arguments cannot be provided when a path is specified");
    }
    if (!what.files.names.empty() && !targets.empty()) {
        throw UsageError(
            "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as "
            "well");
    }
    if (what.all && has_selector) {
        throw UsageError("setting 'all' parameter but found a non empty selector. ");
    }
    if (!targets.objects.empty() && (has_selector || what.all)) {
        throw UsageError(
            targets.slash_form
                ? "selectors and the all flag cannot be used when passing resource/name arguments"
                : "name cannot be provided when a selector is specified");
    }
    if (!targets.types.empty() && !has_selector && !what.all) {
        throw UsageError("resource(s) were provided, but no name was specified");
    }
    if (targets.empty() && what.files.names.empty()) {
        throw nothing_named();
    }
}

std::vector<SelectedObject> named(Session& session, const Targets& targets, const Selection& selection) {
    const std::string name_space = namespace_of(session, selection);
    std::vector<SelectedObject> found;
    for (const auto& target : targets.objects) {
        const auto type = session.discovery.find(target.type);
        if (type.namespaced && name_space.empty()) {
            throw UsageError("a resource cannot be retrieved by name across all namespaces");
        }
        SelectedObject object;
        object.typed = target.type;
        object.place = {type, type.namespaced ? name_space : "", target.name};
        found.push_back(std::move(object));
    }
    return found;
}

}  // namespace

std::vector<SelectedObject> list_objects(Session& session, Endpoint endpoint, const std::string& name_space,
                                         const Selection& selection) {
    std::vector<SelectedObject> found;
    with_rediscovery(session.discovery, endpoint, [&](const ResourceType& type) {
        found.clear();
        MetadataSink sink(found, endpoint);
        read_collection(session.client, type, type.namespaced ? name_space : "", selection,
                        k_accept_metadata_list, {}, sink);
    });
    for (auto& object : found) {
        object.place.type = endpoint.type;
    }
    return found;
}

std::vector<SelectedObject> select_objects(Session& session, const ObjectSelection& what, ErrorList& errors) {
    check_combination(what);
    if (!what.targets.objects.empty()) {
        return named(session, what.targets, what.selection);
    }
    std::vector<SelectedObject> found;
    if (!what.files.names.empty()) {
        return find_targets(session, read_all_manifests(session, what.files), what.selection.label_selector,
                            errors);
    }
    for (auto& endpoint : find_endpoints(session.discovery, what.targets.types)) {
        try {
            auto some =
                list_objects(session, endpoint, namespace_of(session, what.selection), what.selection);
            found.insert(found.end(), std::make_move_iterator(some.begin()),
                         std::make_move_iterator(some.end()));
        } catch (const ApiError& error) {
            errors.add(error);
        }
    }
    return found;
}

bool find_place_again(Session& session, SelectedObject& object) {
    if (object.typed.text.empty()) {
        const auto type = find_type_again(session, object);
        if (type) {
            object.place.type = *type;
        }
        return type.has_value();
    }
    const auto type = session.discovery.find_again(object.typed);
    const bool elsewhere = !type.same_endpoint(object.place.type);
    object.place.type = type;
    return elsewhere;
}

}  // namespace yare
