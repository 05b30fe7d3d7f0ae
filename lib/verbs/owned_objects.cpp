#include "verbs/owned_objects.hpp"

#include <optional>
#include <unordered_map>
#include <utility>

#include "base/json_tree.hpp"
#include "request/path.hpp"
#include "status/fields.hpp"
#include "status/household.hpp"
#include "verbs/bulk.hpp"
#include "verbs/relatives.hpp"

namespace yare {

namespace {

// Reads whole what a family is made of.
class FamilyReading {
  public:
    FamilyReading(Session& session, Family& family, Moment now)
        : session_(session), family_(family), now_(now) {}

    // Collections of which much is needed are read whole, objects of others one by one.
    void run() {
        std::vector<std::vector<std::size_t>> wanted(family_.collections.size());
        for (std::size_t i = family_.root_count; i < family_.relatives.size(); ++i) {
            wanted[family_.relatives[i].collection].push_back(i);
        }
        for (std::size_t index = 0; index < wanted.size(); ++index) {
            if (wanted[index].size() > 3 && wanted[index].size() * 4 >= family_.collections[index].size) {
                pieces_.push_back({index, std::move(wanted[index])});
                continue;
            }
            for (const auto relative : wanted[index]) {
                pieces_.push_back({index, {relative}});
            }
        }
        BulkWork work;
        work.count = pieces_.size();
        work.concurrency = k_family_connections;
        work.run = [&](Client& client, std::size_t index) { read(client, pieces_[index]); };
        work.done = [&](std::size_t index, const std::exception_ptr& error) {
            if (error) {
                family_.unread.add(family_.collections[pieces_[index].collection].type.group_resource(),
                                   error);
            }
        };
        run_bulk(session_, work);
    }

    static void take(const JsonValue& object, Moment now, Relative& relative) {
        const auto& type = relative.place.type;
        relative.member = read_member(object, ObjectKind{type.group, type.kind}, now);
        relative.created = string_of(object.find("metadata").find("creationTimestamp"));
    }

  private:
    struct Piece {
        std::size_t collection;
        std::vector<std::size_t> relatives;  // one: by itself
    };

    void read(Client& client, const Piece& piece) {
        const WithoutWarnings quiet(client);
        try {
            if (piece.relatives.size() == 1) {
                get(client, family_.relatives[piece.relatives.front()]);
            } else {
                list(client, piece);
            }
        } catch (const ApiError& error) {
            for (const auto index : piece.relatives) {
                blame(family_.relatives[index], error);
            }
            throw;
        }
    }

    void list(Client& client, const Piece& piece) {
        std::unordered_map<std::string, Relative*> wanted;
        for (const auto index : piece.relatives) {
            wanted.emplace(family_.relatives[index].uid, &family_.relatives[index]);
        }
        ElementSink sink(
            [&](const JsonValue& object) {
                const auto found = wanted.find(string_of(object.find("metadata").find("uid")));
                if (found != wanted.end()) {
                    take(object, now_, *found->second);
                }
            },
            [] {});
        const auto& collection = family_.collections[piece.collection];
        read_collection(client, collection.type, collection.name_space, {}, "application/json", {}, sink);
    }

    void get(Client& client, Relative& relative) const {
        const auto& place = relative.place;
        HttpRequest request;
        request.path = object_path(place.type, place.name_space, place.name);
        request.headers.emplace_back("Accept", "application/json");
        try {
            const auto answer = client.get(request, place.subject());
            JsonTree tree;
            const auto object = tree.parse(answer.body);
            if (string_of(object.find("metadata").find("uid")) == relative.uid) {
                take(object, now_, relative);
            }
        } catch (const ApiError& error) {
            if (!error.is_not_found()) {  // else it has gone meanwhile
                throw;
            }
        }
    }

    // An object that is there and may not be read.
    static void blame(Relative& relative, const ApiError& error) {
        if (!relative.member) {
            relative.member.emplace();
            relative.member->uid = relative.uid;
            relative.member->kind = relative.place.type.kind;
            relative.member->name = relative.place.name;
            relative.member->owners = relative.owners;
            relative.member->verdict = {Health::unknown, std::string("cannot be read: ") + error.what()};
        }
    }

    Session& session_;
    Family& family_;
    const Moment now_;
    std::vector<Piece> pieces_;
};

Relative read_root(const TreeRoot& root, Moment now) {
    Relative relative{root.place, "", {}};
    if (root.json.empty()) {
        relative.member.emplace();
        relative.member->verdict = {Health::not_found, "not found"};
        return relative;
    }
    JsonTree tree;
    const auto object = tree.parse(root.json);
    relative.uid = string_of(object.find("metadata").find("uid"));
    relative.owners = owners_of(object.find("metadata"));
    FamilyReading::take(object, now, relative);
    return relative;
}

void read_warnings(Session& session, Family& family, Household& household) {
    ResourceType events;
    events.version = "v1";
    events.plural = "events";
    events.kind = "Event";
    Selection warnings;
    warnings.field_selector = "type=Warning";
    ElementSink sink([&](const JsonValue& event) { household.put(read_complaint(event)); }, [] {});
    for (const auto& name_space : family.namespaces) {
        try {
            read_collection(session.client, events, name_space, warnings, "application/json", {}, sink);
        } catch (const Error&) {
            family.unread.add("events", std::current_exception());
        }
    }
}

// What is gone by now takes what it owns with it.
void drop_missing(Family& family) {
    std::erase_if(family.relatives, [](const Relative& relative) { return !relative.member; });
}

Household make_household(Session& session, Family& family) {
    Household household;
    bool is_all_well = true;
    for (const auto& relative : family.relatives) {
        household.put(*relative.member);
        is_all_well = is_all_well && relative.member->verdict.health == Health::current;
    }
    if (!is_all_well) {
        read_warnings(session, family, household);
    }
    return household;
}

}  // namespace

std::vector<OwnedObject> find_owned(Session& session, const std::vector<TreeRoot>& roots, Moment now) {
    Family family;
    family.root_count = roots.size();
    bool has_roots = false;
    for (const auto& root : roots) {
        family.relatives.push_back(read_root(root, now));
        has_roots = has_roots || !family.relatives.back().uid.empty();
    }
    if (has_roots) {
        find_relatives(session, family);
        FamilyReading(session, family, now).run();
        drop_missing(family);
    }
    const auto household = make_household(session, family);
    family.unread.tell(session.client);
    std::vector<OwnedObject> objects;
    for (auto& place : arrange_tree(family.nodes(), family.root_count)) {
        auto& relative = family.relatives[place.node];
        objects.push_back({place.root, place.depth, std::move(place.branch), relative.place, relative.uid,
                           relative.created, household.explain(*relative.member)});
    }
    return objects;
}

}  // namespace yare
