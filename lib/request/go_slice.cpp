#include "request/go_slice.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace yare {

using nlohmann::json;

GoSlice::GoSlice(json&& list) : GoSlice() {
    for (json& element : list) {
        append(std::make_shared<json>(std::move(element)));
    }
}

void GoSlice::append(const Item& item) {
    if (size_ == store_->size()) {
        auto larger = std::make_shared<std::vector<Item>>(*store_);
        larger->resize(std::max<std::size_t>(1, 2 * size_));
        store_ = std::move(larger);
    }
    (*store_)[size_++] = item;
}

void GoSlice::erase(std::size_t index) {
    const auto begin = store_->begin();
    std::copy(begin + static_cast<std::ptrdiff_t>(index) + 1, begin + static_cast<std::ptrdiff_t>(size_),
              begin + static_cast<std::ptrdiff_t>(index));
    --size_;
}

json GoSlice::take() const {
    json list = json::array();
    for (std::size_t i = 0; i < size_; ++i) {
        list.push_back(std::move(*(*store_)[i]));
    }
    return list;
}

}  // namespace yare
