#include <algorithm>
#include <set>

#include "base/json_tree.hpp"
#include "base/list_scanner.hpp"
#include "request/path.hpp"
#include "verbs/bulk.hpp"
#include "verbs/delete.hpp"
#include "verbs/deletion.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/metadata_only.hpp"
#include "verbs/results.hpp"
#include "verbs/selected_objects.hpp"

namespace yare {

namespace {

// One run of delete-collection.
class CollectionDeleting {
  public:
    CollectionDeleting(Session& session, const DeleteCollectionRequest& request)
        : session_(session), request_(request), sentences_(session, request.how, request.names_only) {}

    void run();

  private:
    void collection(const Endpoint& endpoint, const std::string& name_space);
    void whole(const Endpoint& endpoint, const std::string& name_space);
    void unlisted(const std::string& answer, const Endpoint& endpoint, const std::string& name_space);
    void one_by_one(const Endpoint& endpoint, const std::string& name_space);
    std::vector<std::string> namespaces(const Endpoint& endpoint);
    void deleted(const ObjectPlace& place, std::optional<PendingObject> pending);

    Session& session_;
    const DeleteCollectionRequest& request_;
    DeletionSentences sentences_;
    ErrorList errors_;
    std::vector<PendingObject> pending_;
    std::size_t deleted_ = 0;
    bool is_told_ = true;  // what was deleted
};

void CollectionDeleting::deleted(const ObjectPlace& place, std::optional<PendingObject> pending) {
    ++deleted_;
    sentences_.say(place);
    if (pending) {
        pending_.push_back(std::move(*pending));
    }
}

// Those that have members: the API deletes a collection in one namespace at a time.
std::vector<std::string> CollectionDeleting::namespaces(const Endpoint& endpoint) {
    if (!endpoint.type.namespaced) {
        return {""};
    }
    if (!request_.selection.all_namespaces) {
        return {session_.connection.namespace_name};
    }
    std::set<std::string> found;
    for (const auto& object : list_objects(session_, endpoint, "", request_.selection)) {
        found.insert(object.place.name_space);
    }
    return {found.begin(), found.end()};
}

// The answer is the list of what was deleted, as it was before; a Status where the server makes none.
void CollectionDeleting::whole(const Endpoint& endpoint, const std::string& name_space) {
    QueryParameters query;
    if (!request_.selection.label_selector.empty()) {
        query.emplace_back("labelSelector", request_.selection.label_selector);
    }
    if (!request_.selection.field_selector.empty()) {
        query.emplace_back("fieldSelector", request_.selection.field_selector);
    }
    auto http = change_request("DELETE", collection_path(endpoint.type, name_space), std::move(query),
                               delete_options(request_.how, ""));
    http.headers.front().second = k_accept_metadata_list;
    const auto answer = [&] {
        try {
            return session_.client.change(http, {endpoint.type.group_resource(), ""}).body;
        } catch (const TransportError& error) {
            if (!error.was_sent()) {
                throw;
            }
            throw UnknownOutcome("the server's answer was lost (" + std::string(error.what()) +
                                 "): it is unknown which " + endpoint.type.group_resource() +
                                 (name_space.empty() ? "" : " of namespace " + name_space) + " were deleted");
        }
    }();
    JsonTree tree;
    std::vector<ObjectPlace> places;
    ListScanner scanner([&](std::string_view element) {
        const auto metadata = tree.parse(element).find("metadata");
        const ObjectPlace place{endpoint.type, metadata.find("namespace").text(),
                                metadata.find("name").text()};
        deleted(place, PendingObject{place, metadata.find("uid").text(), "", {}});
    });
    scanner.feed(answer);
    scanner.finish();
    if (!scanner.is_list()) {
        unlisted(answer, endpoint, name_space);
    }
}

// A server may say no more than that it is done.
void CollectionDeleting::unlisted(const std::string& answer, const Endpoint& endpoint,
                                  const std::string& name_space) {
    JsonTree tree;
    const auto value = tree.parse(answer);
    const bool is_empty_list = value.find("items").kind() == JsonValue::Kind::null;
    if (is_empty_list) {
        return;
    }
    if (value.find("kind").raw() != "Status") {
        throw Error("the server's answer is not a list of " + endpoint.type.group_resource());
    }
    is_told_ = false;
    session_.client.warn("the server does not say which " + endpoint.type.group_resource() +
                         (name_space.empty() ? "" : " of namespace " + name_space) +
                         " were deleted, and they are not waited for");
}

void CollectionDeleting::one_by_one(const Endpoint& endpoint, const std::string& name_space) {
    const auto objects = list_objects(session_, endpoint, name_space, request_.selection);
    std::vector<std::optional<PendingObject>> pending(objects.size());
    BulkWork work;
    work.count = objects.size();
    work.concurrency = request_.concurrency;
    work.run = [&](Client& client, std::size_t index) {
        pending[index] = delete_object(client, objects[index].place, objects[index].uid, request_.how);
    };
    work.done = [&](std::size_t index, const std::exception_ptr& error) {
        try {
            if (error) {
                std::rethrow_exception(error);
            }
            deleted(objects[index].place, std::move(pending[index]));
        } catch (const ApiError& known) {
            if (!known.is_not_found() && known.code() != 409) {
                errors_.add(known);
            }
        } catch (const Interrupted&) {
            errors_.add(Error("not begun: " + objects[index].place.words()));
        } catch (const OutputError&) {
            throw;
        } catch (const Error&) {
            errors_.add(std::current_exception());
        }
    };
    run_bulk(session_, work);
}

void CollectionDeleting::collection(const Endpoint& endpoint, const std::string& name_space) {
    if (request_.how.dry_run == DryRun::client) {
        for (const auto& object : list_objects(session_, endpoint, name_space, request_.selection)) {
            deleted(object.place, std::nullopt);
        }
        return;
    }
    try {
        whole(endpoint, name_space);
    } catch (const ApiError& error) {
        // Services of servers before 1.23, namespaces of all.
        if (error.code() != 405) {
            throw;
        }
        one_by_one(endpoint, name_space);
    }
}

void CollectionDeleting::run() {
    session_.interrupt.begin();
    for (auto& endpoint : find_endpoints(session_.discovery, request_.types)) {
        if (!endpoint.type.namespaced && !request_.selection.all_namespaces) {
            sentences_.warn_of_cluster_scope();
        }
        try {
            for (const auto& name_space : namespaces(endpoint)) {
                if (session_.interrupt.requested()) {
                    errors_.add(Error("not begun: " + endpoint.type.group_resource() +
                                      (name_space.empty() ? "" : " of namespace " + name_space)));
                    continue;
                }
                with_rediscovery(session_.discovery, endpoint,
                                 [&](const ResourceType&) { collection(endpoint, name_space); });
            }
        } catch (const OutputError&) {
            throw;
        } catch (const Error&) {
            errors_.add(std::current_exception());
        }
    }
    if (session_.interrupt.requested()) {
        errors_.add(Interrupted("interrupted: " + std::to_string(deleted_) + " objects deleted"));
        errors_.raise_interrupted();
    }
    errors_.raise();
    if (deleted_ == 0 && is_told_) {
        session_.streams.out.write("No resources found\n");
    }
    if (request_.how.wait && request_.how.dry_run == DryRun::none) {
        wait_until_gone(session_, std::move(pending_), request_.how.timeout);
    }
}

}  // namespace

void delete_collections(Session& session, const DeleteCollectionRequest& request) {
    CollectionDeleting(session, request).run();
}

}  // namespace yare
