#include "verbs/named_watch.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "request/path.hpp"
#include "verbs/object_watch.hpp"

namespace yare {

namespace {

constexpr Milliseconds k_question{3000};
constexpr std::size_t k_most_namespaces = 4;  // watched one by one

// One group and the numbers of its objects.
struct Members {
    ObjectGroup group;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> numbers;  // by namespace and name
};

// What all groups share; lives as long as the last thread.
class Desk {
  public:
    Desk(Lookout& lookout, NamedNews news) : lookout_(lookout), news_(std::move(news)) {}

    void serve(const Members& members) {
        ObjectNews told;
        told.seen = [&](const JsonValue& object) {
            const auto metadata = object.find("metadata");
            tell(members, {metadata.find("namespace").text(), metadata.find("name").text()},
                 [&](std::size_t index) { news_.seen(index, object); });
        };
        told.gone = [&](const std::string& name_space, const std::string& name) {
            tell(members, {name_space, name}, [&](std::size_t index) { news_.gone(index); });
        };
        told.refused = [&](const std::string& name_space, const std::string& name, const ApiError& why) {
            refuse(members, {name_space, name}, why);
        };
        told.read = [&] { listed(members); };
        try {
            watch_objects(lookout_, members.group, told);
        } catch (const ApiError& error) {
            for (const auto& [key, numbers] : members.numbers) {
                refuse(members, key, error);
            }
        }
    }

  private:
    using Key = std::pair<std::string, std::string>;

    void refuse(const Members& members, const Key& key, const ApiError& why) {
        tell(members, key, [&](std::size_t index) {
            if (refused_.insert(index).second) {
                news_.refused(index, why);
            }
        });
    }

    template <class Tell>
    void tell(const Members& members, const Key& key, const Tell& tell) {
        const auto found = members.numbers.find(key);
        if (found == members.numbers.end()) {
            return;  // another of that name, elsewhere
        }
        {
            const std::lock_guard lock(mutex_);
            for (const auto index : found->second) {
                told_.insert(index);
                tell(index);
            }
        }
        lookout_.ring();
    }

    // Of a watch of all namespaces nobody says which objects were not there at its start.
    void listed(const Members& members) {
        for (const auto& [key, numbers] : members.numbers) {
            bool is_known = true;
            {
                const std::lock_guard lock(mutex_);
                is_known = told_.count(numbers.front()) > 0;
            }
            if (!is_known) {
                tell(members, key, [&](std::size_t index) { news_.gone(index); });
            }
        }
    }

    Lookout& lookout_;
    NamedNews news_;
    std::mutex mutex_;
    std::set<std::size_t> told_;
    std::set<std::size_t> refused_;
};

}  // namespace

void watch_named(Session& session, Lookout& lookout, const std::vector<NamedObject>& objects, bool everywhere,
                 NamedNews news) {
    std::map<std::string, std::set<std::string>> spaces;  // namespaces of a type
    for (const auto& object : objects) {
        spaces[collection_path(object.endpoint.type, "")].insert(object.name_space);
    }
    const auto is_wide = [&](const NamedObject& object) {
        return everywhere && spaces[collection_path(object.endpoint.type, "")].size() > k_most_namespaces;
    };
    auto grouped = objects;
    for (auto& object : grouped) {
        object.name_space = is_wide(object) ? "" : object.name_space;
    }
    const auto desk = std::make_shared<Desk>(lookout, std::move(news));
    for (auto& group : group_objects(grouped, session.discovery)) {
        const auto members = std::make_shared<Members>();
        for (std::size_t i = 0; i < objects.size(); ++i) {
            if (group.type.same_endpoint(grouped[i].endpoint.type) &&
                group.name_space == grouped[i].name_space) {
                members->numbers[{objects[i].name_space, objects[i].name}].push_back(i);
            }
        }
        members->group = std::move(group);
        lookout.start([desk, members] { desk->serve(*members); });
    }
}

std::optional<ApiError> ask_for(Lookout& lookout, const NamedObject& object,
                                Lookout::Clock::time_point deadline,
                                const std::optional<ApiError>& believed) {
    const auto time = [deadline] {
        const auto left = std::chrono::duration_cast<Milliseconds>(deadline - Lookout::Clock::now());
        return std::clamp(left, Milliseconds(1), k_question);
    };
    HttpRequest request;
    request.path = object_path(object.endpoint.type, object.name_space, object.name);
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = time();
    // The session's own may be in use: watches look types up with it.
    const auto client = lookout.open_line();
    try {
        try {
            client->get(request, {object.endpoint.type.group_resource(), object.name});
            return std::nullopt;
        } catch (const ApiError& error) {
            explain_missing(*client, object, error, time());
        }
    } catch (const ApiError& error) {
        return error.code() == 403 || error.code() == 404 ? error : believed;
    } catch (const TransportError&) {
        return believed;  // the watches go on, and tell when the server is out of reach
    }
}

ApiError not_found(const NamedObject& object) {
    const auto resource = object.endpoint.type.group_resource();
    ApiError::Fields fields;
    fields.code = 404;
    fields.reason = "NotFound";
    fields.message = resource + " " + go_quote(object.name) + " not found";
    fields.has_details = true;
    fields.details_kind = resource;
    fields.details_name = object.name;
    return ApiError(std::move(fields));
}

std::vector<NamedObject> as_named(std::vector<SelectedObject> objects) {
    std::vector<NamedObject> named;
    named.reserve(objects.size());
    for (auto& object : objects) {
        auto& place = object.place;
        auto typed = object.typed;
        if (typed.text.empty()) {
            typed.text = place.type.plural + "." + place.type.version + "." + place.type.group;
        }
        named.push_back({{std::move(typed), place.type}, std::move(place.name_space), std::move(place.name)});
    }
    return named;
}

}  // namespace yare
