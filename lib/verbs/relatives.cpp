#include "verbs/relatives.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/error.hpp"
#include "status/fields.hpp"
#include "verbs/bulk.hpp"
#include "verbs/metadata_only.hpp"

namespace yare {

namespace {

// With more namespaces than this, all are read at once.
constexpr std::size_t k_most_namespaces = 4;

bool is_listable(const ResourceType& type) {
    const bool is_event = type.plural == "events" && (type.group.empty() || type.group == "events.k8s.io");
    return !is_event && std::find(type.verbs.begin(), type.verbs.end(), "list") != type.verbs.end();
}

// Each resource in the version that the server prefers. The group extensions comes last: what it has, others
// have too, and under a name that is of use for longer.
std::vector<ResourceType> listable_types(const ApiResources& resources) {
    std::set<std::pair<std::string, std::string>> known;
    std::vector<ResourceType> types;
    for (const auto& type : resources.types) {
        if (is_listable(type) && known.emplace(type.group, type.plural).second) {
            types.push_back(type);
        }
    }
    std::stable_partition(types.begin(), types.end(),
                          [](const ResourceType& type) { return type.group != "extensions"; });
    return types;
}

void choose_collections(Session& session, Family& family) {
    auto& namespaces = family.namespaces;
    for (const auto& root : family.relatives) {
        namespaces.insert(root.place.name_space);
    }
    const bool is_everywhere = namespaces.count("") > 0;  // a root without a namespace
    if (is_everywhere || namespaces.size() > k_most_namespaces) {
        namespaces = {""};
    }
    const auto& resources = session.discovery.all();
    for (const auto& type : listable_types(resources)) {
        if (!type.namespaced && is_everywhere) {
            family.collections.push_back({type, ""});
        }
        for (const auto& name_space : namespaces) {
            if (type.namespaced) {
                family.collections.push_back({type, name_space});
            }
        }
    }
    for (const auto& failed : resources.failed) {
        family.unread.add(failed.name);
    }
}

// Lists the collections of a family over several connections.
class Listing {
  public:
    Listing(Session& session, Family& family)
        : session_(session), family_(family), found_(family.collections.size()) {
        for (const auto& root : family.relatives) {
            known_.insert(root.uid);
        }
    }

    void run() {
        BulkWork work;
        work.count = found_.size();
        work.concurrency = k_family_connections;
        work.run = [&](Client& client, std::size_t index) { list(client, index); };
        work.done = [&](std::size_t index, const std::exception_ptr& error) {
            if (error) {
                family_.unread.add(family_.collections[index].type.group_resource(), error);
            }
            take(std::move(found_[index]));
        };
        run_bulk(session_, work);
    }

  private:
    // Keeps those with an owner, and counts all.
    void list(Client& client, std::size_t index) {
        const WithoutWarnings quiet(client);  // of a type that is deprecated and was not asked for
        auto& collection = family_.collections[index];
        auto& found = found_[index];
        ElementSink sink(
            [&](const JsonValue& object) {
                const auto metadata = object.find("metadata");
                ++collection.size;
                Relative relative{{collection.type, string_of(metadata.find("namespace")),
                                   string_of(metadata.find("name"))},
                                  string_of(metadata.find("uid")),
                                  owners_of(metadata),
                                  index};
                if (!relative.owners.empty() && !relative.uid.empty() && !relative.place.name.empty()) {
                    found.push_back(std::move(relative));
                }
            },
            [&] {
                found.clear();
                collection.size = 0;
            });
        read_collection(client, collection.type, collection.name_space, {}, k_accept_metadata_list, {}, sink);
    }

    // The same object may be served in several groups.
    void take(std::vector<Relative> found) {
        for (auto& relative : found) {
            if (known_.insert(relative.uid).second) {
                family_.relatives.push_back(std::move(relative));
            }
        }
    }

    Session& session_;
    Family& family_;
    std::vector<std::vector<Relative>> found_;  // by collection
    std::unordered_set<std::string> known_;
};

}  // namespace

std::vector<std::string> owners_of(const JsonValue& metadata) {
    std::vector<std::string> owners;
    const auto references = metadata.find("ownerReferences");
    for (auto owner = references.first(); references.is_array() && owner; owner = owner.next()) {
        if (auto uid = string_of(owner.find("uid")); !uid.empty()) {
            owners.push_back(std::move(uid));
        }
    }
    return owners;
}

void UnreadTypes::add(const std::string& what, const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const ApiError& answer) {
        if (answer.code() == 401) {
            throw;
        }
    } catch (const TransportError&) {
        throw;
    } catch (const Interrupted&) {
        throw;
    } catch (const Error&) {
        // An answer that makes no sense.
    }
    add(what);
}

void UnreadTypes::tell(Client& client) const {
    if (names_.empty()) {
        return;
    }
    constexpr std::size_t k_most_names = 10;
    std::string names;
    std::size_t count = 0;
    for (const auto& name : names_) {
        if (++count <= k_most_names) {
            names += (names.empty() ? "" : ", ") + name;
        }
    }
    if (count > k_most_names) {
        names += " and " + std::to_string(count - k_most_names) + " more";
    }
    client.warn("the tree may be incomplete, these could not be read: " + names);
}

std::vector<TreeNode> Family::nodes() const {
    std::vector<TreeNode> nodes;
    nodes.reserve(relatives.size());
    for (const auto& relative : relatives) {
        const auto& place = relative.place;
        nodes.push_back({relative.uid, relative.owners,
                         place.type.lower_kind_group() + "/" + place.name_space + "/" + place.name});
    }
    return nodes;
}

void find_relatives(Session& session, Family& family) {
    choose_collections(session, family);
    Listing(session, family).run();
    std::vector<Relative> kept;
    for (const auto index : find_family(family.nodes(), family.root_count)) {
        kept.push_back(std::move(family.relatives[index]));
    }
    family.relatives = std::move(kept);
}

}  // namespace yare
