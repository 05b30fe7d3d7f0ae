#include "verbs/served_types.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "request/path.hpp"

namespace yare {

namespace {

constexpr std::chrono::seconds k_patience{60};
constexpr Milliseconds k_first_pause{20};
constexpr Milliseconds k_longest_pause{500};

bool is_served(Client& client, const ResourceType& type) {
    // The resource list of a group version, and the collection itself: the list comes a moment earlier.
    HttpRequest request;
    request.path = collection_path(type, "");
    request.query.emplace_back("limit", "1");
    request.headers.emplace_back("Accept", "application/json");
    try {
        return client.get_or_missing(request).status != 404;
    } catch (const ApiError& error) {
        // Who may not list it, or nobody: then it is there. A server in trouble is asked again.
        if (error.code() == 403 || error.code() == 405) {
            return true;
        }
        if (error.code() == 429 || error.code() >= 500) {
            return false;
        }
        throw;
    }
}

}  // namespace

void wait_for_type(Client& client, const ResourceType& type, const Interrupt& interrupt) {
    const auto deadline = std::chrono::steady_clock::now() + k_patience;
    for (auto pause = k_first_pause; !is_served(client, type); pause = std::min(pause * 2, k_longest_pause)) {
        if (interrupt.requested()) {
            throw Interrupted("interrupted");
        }
        if (std::chrono::steady_clock::now() > deadline) {
            throw Error("the server does not serve " + type.group_resource() + " in version " +
                        go_quote(type.version) + " a minute after its CustomResourceDefinition was created");
        }
        std::this_thread::sleep_for(pause);
    }
}

void wait_for_types(Session& session, const std::vector<SelectedObject>& targets) {
    std::vector<ResourceType> waited;
    for (const auto& target : targets) {
        const auto same = [&](const ResourceType& type) { return type.same_endpoint(target.place.type); };
        if (!target.awaits_type || session.interrupt.requested() ||
            std::any_of(waited.begin(), waited.end(), same)) {
            continue;
        }
        wait_for_type(session.client, target.place.type, session.interrupt);
        waited.push_back(target.place.type);
    }
}

bool is_missing_path(const std::exception_ptr& error) {
    if (!error) {
        return false;
    }
    try {
        std::rethrow_exception(error);
    } catch (const ApiError& known) {
        return known.code() == 404 && known.fields().details_name.empty();
    } catch (...) {
        return false;
    }
}

std::optional<ResourceType> find_type_again(Session& session, const SelectedObject& target) {
    JsonTree tree;
    const auto object = tree.parse(target.object);
    try {
        const auto type =
            session.discovery.find_kind_again(object.find("apiVersion").text(), object.find("kind").text());
        return type.same_endpoint(target.place.type) ? std::nullopt : std::optional(type);
    } catch (const NoKindMatch& error) {
        const auto metadata = object.find("metadata");
        throw not_mapped(metadata.find("name").text(), metadata.find("namespace").text(), target.source,
                         error);
    }
}

}  // namespace yare
