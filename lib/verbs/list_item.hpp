// An element of a List as an object that stands for itself.
#pragma once

#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"

namespace yare {

/// A server leaves apiVersion and kind out of the elements of a List of a built-in type.
class ListItem {
  public:
    explicit ListItem(ResourceType type) : type_(std::move(type)) {}

    /// The element with its apiVersion and kind put in. Valid until the next call, and while `json` is.
    /// Throws Error for what is no object.
    JsonValue parse(std::string_view json);

    const ResourceType& type() const { return type_; }

  private:
    ResourceType type_;
    JsonTree tree_;
    std::string text_;
};

}  // namespace yare
