#include "base/object_members.hpp"

#include <algorithm>

namespace yare {

ObjectRole root_role(const JsonValue& root) {
    return root.find("items").is_array() ? ObjectRole::list : ObjectRole::object;
}

ObjectRole member_role(const JsonValue& member, ObjectRole parent) {
    if (parent == ObjectRole::items) {
        return ObjectRole::object;
    }
    if (parent == ObjectRole::object && member.key() == "metadata") {
        return ObjectRole::metadata;
    }
    return parent == ObjectRole::list && member.key() == "items" ? ObjectRole::items : ObjectRole::other;
}

void append_members(std::vector<JsonValue>& members, const JsonValue& value, bool keep_order,
                    bool without_managed_fields) {
    const std::size_t begin = members.size();
    const bool is_object = value.is_object();
    bool sorted = true;
    for (auto member = value.first(); member; member = member.next()) {
        if (without_managed_fields && member.key() == "managedFields") {
            continue;
        }
        sorted = sorted && (!is_object || members.size() == begin || members.back().key() < member.key());
        members.push_back(member);
    }
    if (sorted || keep_order) {
        return;
    }
    const auto first = members.begin() + static_cast<std::ptrdiff_t>(begin);
    std::stable_sort(first, members.end(),
                     [](const JsonValue& a, const JsonValue& b) { return a.key() < b.key(); });
    const auto kept = std::unique(members.rbegin(), std::make_reverse_iterator(first),
                                  [](const JsonValue& a, const JsonValue& b) { return a.key() == b.key(); });
    members.erase(first, kept.base());
}

}  // namespace yare
