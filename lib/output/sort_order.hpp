// The order that --sort-by asks for.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "output/jsonpath/jsonpath.hpp"
#include "output/object_order.hpp"

namespace yare {

/// Follows the paths of --sort-by and collects the keys of objects, not the objects.
class SortOrder {
  public:
    /// `fields`: JSON paths, separated by commas outside of brackets and quotes; `-` before one reverses it.
    /// `natural`: numbers within texts count as numbers. Throws UsageError for what is no path.
    SortOrder(std::string_view fields, bool natural);

    /// Takes the keys of the next object. Throws Error where a path cannot be followed.
    void add(const JsonValue& object);

    /// Forgets all but the first `count` objects.
    void truncate(std::size_t count) { order_.truncate(count); }

    /// Whether each field has been met in some object.
    bool found() const;

    /// The places of the objects in the order to print them; throws Error (ObjectOrder::sorted()).
    std::vector<std::size_t> order() const { return order_.sorted(); }

  private:
    struct Field {
        JsonPath path;
        bool found = false;
    };

    std::vector<Field> fields_;
    ObjectOrder order_;
};

}  // namespace yare
