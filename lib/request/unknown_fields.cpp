#include "request/unknown_fields.hpp"

#include "base/error.hpp"
#include "request/patch_schema.hpp"

namespace yare {

namespace {

class Search {
  public:
    explicit Search(std::size_t limit) : limit_(limit) {}

    // The types nest a few dozen levels at most, and so does this; what lies below a field that may be
    // anything is not looked at. (JSONSchemaProps alone holds itself.)
    void object(const JsonValue& value, const PatchType& type, const std::string& path, std::size_t depth) {
        if (!value.is_object() || !type.has_fields() || depth > k_deep) {
            return;
        }
        for (auto member = value.first(); member && found.size() < limit_; member = member.next()) {
            const std::string key(member.key());
            const std::string here = path.empty() ? key : path + "." + key;
            if (!type.has_field(key)) {
                found.push_back(here);
            } else if (type.field(key).type.kind() == "slice") {
                list(member, type.list_field(key).type, here, depth);
            } else {
                object(member, type.field(key).type, here, depth + 1);
            }
        }
    }

    std::vector<std::string> found;

  private:
    static constexpr std::size_t k_deep = 100;

    void list(const JsonValue& value, const PatchType& element_type, const std::string& path,
              std::size_t depth) {
        std::size_t index = 0;
        for (auto element = value.first(); value.is_array() && element; element = element.next()) {
            object(element, element_type, path + "[" + std::to_string(index++) + "]", depth + 1);
        }
    }

    std::size_t limit_;
};

}  // namespace

std::vector<std::string> unknown_fields(const JsonValue& object, std::string_view api_version,
                                        std::string_view kind, std::size_t limit) {
    if (!knows_patch_schema(api_version, kind)) {
        return {};
    }
    Search search(limit);
    search.object(object, patch_schema(api_version, kind), "", 0);
    return std::move(search.found);
}

}  // namespace yare
