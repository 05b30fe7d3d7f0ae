// The objects that are one family: owners and what they own, by their metadata.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"
#include "status/household.hpp"
#include "verbs/change.hpp"
#include "verbs/collection.hpp"
#include "verbs/object_tree.hpp"
#include "verbs/session.hpp"

namespace yare {

/// An object that is, or may be, part of a family.
struct Relative {
    ObjectPlace place;
    std::string uid;
    std::vector<std::string> owners;    // uids
    std::size_t collection = 0;         // where it was found
    std::string created = {};           // creationTimestamp
    std::optional<Member> member = {};  // once it has been read whole
};

/// A type in a namespace (empty: everywhere).
struct FamilyCollection {
    ResourceType type;
    std::string name_space;
    std::size_t size = 0;  // how many objects there are
};

/// What could not be read.
class UnreadTypes {
  public:
    void add(const std::string& what) { names_.insert(what); }
    /// Takes what an answer about one type was: that must not end the work on others. Throws on what a
    /// server that is gone, or knows nobody (401), leads to, and Interrupted.
    void add(const std::string& what, const std::exception_ptr& error);
    /// As a warning, if there is anything to tell.
    void tell(Client& client) const;

  private:
    std::set<std::string> names_;
};

struct Family {
    std::vector<Relative> relatives;  // the roots first
    std::size_t root_count = 0;
    std::vector<FamilyCollection> collections;
    std::set<std::string> namespaces;  // that were looked into; empty name: all
    UnreadTypes unread;

    /// The relatives as nodes of a tree.
    std::vector<TreeNode> nodes() const;
};

/// Adds to the roots in `family` what they own, directly or not, among the objects of every type that the
/// server can list, events left out: over several connections, by their metadata. Throws as
/// UnreadTypes::add() does, and what Discovery throws.
void find_relatives(Session& session, Family& family);

/// uids of ownerReferences.
std::vector<std::string> owners_of(const JsonValue& metadata);

/// Calls back for each element of a collection. After `forget` everything is told again.
class ElementSink final : public CollectionSink {
  public:
    ElementSink(std::function<void(const JsonValue&)> take, std::function<void()> forget)
        : take_(std::move(take)), forget_(std::move(forget)) {}
    void element(const ListScanner&, std::string_view json) override { take_(tree_.parse(json)); }
    void page_end(const ListScanner&) override {}
    void restart() override { forget_(); }

  private:
    std::function<void(const JsonValue&)> take_;
    std::function<void()> forget_;
    JsonTree tree_;
};

/// How many connections a family is read over.
constexpr int k_family_connections = 8;

}  // namespace yare
