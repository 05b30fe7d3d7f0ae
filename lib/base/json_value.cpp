#include "base/json_tree.hpp"

namespace yare {

JsonValue::Kind JsonValue::kind() const {
    return tree_ == nullptr ? Kind::missing : tree_->nodes_[index_].kind;
}

std::string_view JsonValue::raw() const {
    return tree_ == nullptr ? std::string_view()
                            : std::string_view(tree_->nodes_[index_].start, tree_->nodes_[index_].length);
}

bool JsonValue::is_plain() const { return tree_ != nullptr && tree_->nodes_[index_].plain; }

std::string JsonValue::text() const {
    if (!is_string() || is_plain()) {
        return std::string(raw());
    }
    std::string out;
    append_json_string_decoded(out, raw());
    return out;
}

std::size_t JsonValue::size() const { return tree_ == nullptr ? 0 : tree_->nodes_[index_].count; }

JsonValue JsonValue::first() const {
    return size() == 0 ? JsonValue() : JsonValue(tree_, index_ + 1, tree_->nodes_[index_].end);
}

JsonValue JsonValue::next() const {
    if (tree_ == nullptr || tree_->nodes_[index_].end >= end_) {
        return {};
    }
    return JsonValue(tree_, tree_->nodes_[index_].end, end_);
}

std::string_view JsonValue::key() const {
    if (tree_ == nullptr || tree_->nodes_[index_].key == nullptr) {
        return {};
    }
    return {tree_->nodes_[index_].key, tree_->nodes_[index_].key_length};
}

JsonValue JsonValue::find(std::string_view name) const {
    JsonValue found;
    if (!is_object()) {
        return found;
    }
    for (auto member = first(); member; member = member.next()) {
        if (member.key() == name) {
            found = member;
        }
    }
    return found;
}

std::vector<std::string> element_texts(const JsonValue& array) {
    std::vector<std::string> found;
    for (auto element = array.first(); array.is_array() && element; element = element.next()) {
        found.push_back(element.text());
    }
    return found;
}

}  // namespace yare
