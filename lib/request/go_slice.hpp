// A list as Go's slices behave while strategicpatch edits them.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace yare {

/// The first size() elements of a store that its copies share: what one copy overwrites the others see, as in
/// Go. strategicpatch looks up the order of elements in slices whose store it has meanwhile changed, and its
/// results depend on that.
class GoSlice {
  public:
    using Item = std::shared_ptr<nlohmann::json>;

    GoSlice() : store_(std::make_shared<std::vector<Item>>()) {}
    /// Takes the elements of `list`, which must be an array.
    explicit GoSlice(nlohmann::json&& list);

    std::size_t size() const { return size_; }
    nlohmann::json& operator[](std::size_t index) const { return *(*store_)[index]; }
    const Item& item(std::size_t index) const { return (*store_)[index]; }

    /// append(): in place where the store has room, else in a new one.
    void append(const Item& item);
    /// append(s[:index], s[index+1:]...): in place.
    void erase(std::size_t index);
    /// s[index] = item; s = s[:size]
    void put(std::size_t index, const Item& item) const { (*store_)[index] = item; }
    void cut(std::size_t size) { size_ = size; }

    /// The elements as a JSON array. They are moved out: no slice of this store holds them any more.
    nlohmann::json take() const;

  private:
    std::shared_ptr<std::vector<Item>> store_;  // its size is the slice's capacity
    std::size_t size_ = 0;
};

}  // namespace yare
