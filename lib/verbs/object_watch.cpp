#include "verbs/object_watch.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "verbs/list_item.hpp"
#include "verbs/steady_watch.hpp"

namespace yare {

namespace {

constexpr Milliseconds k_poll{2000};

using Key = std::pair<std::string, std::string>;  // namespace, name

class GroupSink final : public WatchSink {
  public:
    GroupSink(Lookout& lookout, const ObjectGroup& group, const ObjectNews& news)
        : lookout_(lookout), group_(group), news_(news), names_(group.names), item_(group.type) {}
    ~GroupSink() override {
        if (news_.outages != nullptr) {
            news_.outages->end(this);
        }
    }
    GroupSink(const GroupSink&) = delete;
    GroupSink& operator=(const GroupSink&) = delete;

    void begin_list() override { listed_.clear(); }
    void element(const ListScanner&, std::string_view json) override {
        const auto object = item_.parse(json);
        if (const auto key = key_of(object); is_wanted(key.second)) {
            news_.seen(object);
            listed_.insert(key);
        }
    }
    void page_end(const ListScanner&) override {}
    void restart() override { listed_.clear(); }
    void end_list() override {
        for (const auto& name : names_) {
            there_.emplace(group_.name_space, name);  // or never was: it is told, too
        }
        for (const auto& key : there_) {
            if (listed_.count(key) == 0) {
                news_.gone(key.first, key.second);
            }
        }
        there_ = std::exchange(listed_, {});
        if (news_.read) {
            news_.read();
        }
    }
    bool event(std::string_view type, const JsonValue& object) override {
        const auto key = key_of(object);
        if (!is_wanted(key.second)) {
            return true;
        }
        if (type == "DELETED") {
            there_.erase(key);
            news_.gone(key.first, key.second);
        } else {
            there_.insert(key);
            news_.seen(object);
        }
        return true;
    }
    bool refused(const std::string& name, const ApiError& why) override {
        if (!news_.refused) {
            return false;
        }
        names_.erase(name);
        there_.erase({group_.name_space, name});
        news_.refused(group_.name_space, name, why);
        return true;
    }
    void broken(const Error& why) override {
        if (news_.outages != nullptr) {
            news_.outages->begin(this, why);
            lookout_.ring();
        }
    }
    void mended() override {
        if (news_.outages != nullptr) {
            news_.outages->end(this);
            lookout_.ring();
        }
    }

  private:
    static Key key_of(const JsonValue& object) {
        const auto metadata = object.find("metadata");
        Key key{metadata.find("namespace").text(), metadata.find("name").text()};
        if (key.second.empty()) {
            throw Error("the server sent an object without a name");
        }
        return key;
    }
    bool is_wanted(const std::string& name) const { return group_.names.empty() || names_.count(name) > 0; }

    Lookout& lookout_;
    const ObjectGroup& group_;
    const ObjectNews& news_;
    std::set<std::string> names_;  // that may be seen
    ListItem item_;
    std::set<Key> there_;
    std::set<Key> listed_;
};

// Looks types up again, for one thread at a time.
class TypeFinder {
  public:
    explicit TypeFinder(Discovery& discovery) : discovery_(discovery) {}

    std::function<ResourceType()> of(const Endpoint& endpoint) const {
        return [this_mutex = mutex_, &discovery = discovery_, typed = endpoint.typed] {
            const std::lock_guard lock(*this_mutex);
            return discovery.find_again(typed);
        };
    }

  private:
    Discovery& discovery_;
    std::shared_ptr<std::mutex> mutex_ = std::make_shared<std::mutex>();
};

}  // namespace

std::vector<ObjectGroup> group_objects(const std::vector<NamedObject>& objects, Discovery& discovery) {
    const TypeFinder finder(discovery);
    std::vector<ObjectGroup> groups;
    for (const auto& object : objects) {
        const auto& type = object.endpoint.type;
        auto found = std::find_if(groups.begin(), groups.end(), [&](const ObjectGroup& group) {
            return group.type.same_endpoint(type) && group.name_space == object.name_space;
        });
        if (found == groups.end()) {
            groups.push_back({type, object.name_space, {}, {}, finder.of(object.endpoint)});
            found = std::prev(groups.end());
        }
        found->names.insert(object.name);
    }
    return groups;
}

std::vector<ObjectGroup> group_types(const std::vector<Endpoint>& endpoints, const std::string& name_space,
                                     const Selection& selection, Discovery& discovery) {
    const TypeFinder finder(discovery);
    std::vector<ObjectGroup> groups;
    for (const auto& endpoint : endpoints) {
        groups.push_back(
            {endpoint.type, endpoint.type.namespaced ? name_space : "", selection, {}, finder.of(endpoint)});
    }
    return groups;
}

void watch_objects(Lookout& lookout, const ObjectGroup& group, const ObjectNews& news) {
    const auto client = lookout.open_line();
    GroupSink sink(lookout, group, news);
    WatchScope scope;
    scope.type = group.type;
    scope.name_space = group.name_space;
    scope.selection = group.selection;
    scope.names = group.names;
    if (group.names.size() == 1) {
        scope.name = *group.names.begin();
        scope.selection.chunk_size = 0;
    }
    bool may_move = static_cast<bool>(group.find_again);
    const WatchPace pace{[&] { return lookout.is_stopped(); },
                         [&](Milliseconds time) { lookout.pause(time); }};
    while (!lookout.is_stopped()) {
        try {
            watch_steadily(*client, scope, sink, pace);
        } catch (const ApiError& error) {
            if (error.code() == 404 && may_move) {
                may_move = false;
                scope.type = group.find_again();
            } else if (error.code() == 404) {
                // No such collection, no objects; they may come when it does.
                sink.begin_list();
                sink.end_list();
                lookout.pause(k_poll);
            } else {
                throw;
            }
        }
    }
}

}  // namespace yare
