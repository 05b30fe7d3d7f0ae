#include "base/yaml_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/yaml_nodes.hpp"
#include "base/yaml_pieces.hpp"

namespace yare {

namespace {

using nlohmann::json;
using Kind = YamlNode::Kind;

// So many bytes from `begin` on become `text`.
struct Edit {
    std::size_t begin, end;
    std::string text;
};

// Where a value stands: behind a key, or as an element or the root (key: none).
struct Slot {
    const YamlNode* value;
    const YamlNode* key = nullptr;
    const YamlNode* parent = nullptr;
};

class YamlEdits {
  public:
    explicit YamlEdits(std::string_view text) : text_(text), nodes_(read_yaml_nodes(text)) {
        const std::size_t line = text.find('\n');
        const bool is_dos = line != std::string_view::npos && line > 0 && text[line - 1] == '\r';
        line_end_ = is_dos ? "\r\n" : "\n";
    }

    std::optional<std::string> run(const json& before, const json& after) {
        if (nodes_.empty() || !change({&nodes_.front()}, before, after)) {
            return std::nullopt;
        }
        return applied();
    }

  private:
    // Each function that changes something returns whether it could; what it has noted by then is void.
    bool change(const Slot& slot, const json& before, const json& after) {
        if (before == after) {
            return true;
        }
        const std::size_t known = edits_.size();
        const auto& node = *slot.value;
        const bool inside = after.is_structured() && !after.empty() && before.type() == after.type();
        if (inside && node.kind == Kind::mapping && change_members(node, before, after)) {
            return true;
        }
        edits_.resize(known);
        if (inside && node.kind == Kind::sequence && change_elements(node, before, after)) {
            return true;
        }
        edits_.resize(known);
        return replace(slot, after);
    }

    bool change_members(const YamlNode& node, const json& before, const json& after) {
        std::size_t left = node.children.size() / 2;
        for (const auto& [key, value] : before.items()) {
            const auto wanted = after.find(key);
            if (wanted != after.end() && *wanted == value) {
                continue;
            }
            const std::size_t at = find_member(node, key);
            if (at == k_nowhere) {
                return false;  // it came from elsewhere, by a merge key
            }
            const Slot slot{&nodes_[node.children[at + 1]], &nodes_[node.children[at]], &node};
            if (wanted != after.end()) {
                if (!change(slot, value, *wanted)) {
                    return false;
                }
            } else if (--left == 0 || !remove_member(node, at)) {
                return false;
            }
        }
        for (const auto& [key, value] : after.items()) {
            if (!before.contains(key) && !add_member(node, key, value)) {
                return false;
            }
        }
        return true;
    }

    std::size_t find_member(const YamlNode& node, std::string_view key) const {
        for (std::size_t at = 0; at + 1 < node.children.size(); at += 2) {
            const auto& found = nodes_[node.children[at]];
            if (found.kind == Kind::scalar && found.key == key) {
                return at;
            }
        }
        return k_nowhere;
    }

    bool remove_member(const YamlNode& node, std::size_t at) {
        const auto& key = nodes_[node.children[at]];
        const auto& value = nodes_[node.children[at + 1]];
        const bool is_last = at + 2 == node.children.size();
        if (node.flow) {
            if (is_last) {
                return note(nodes_[node.children[at - 1]].end, std::max(key.end, value.end), "");
            }
            return note(key.begin, nodes_[node.children[at + 2]].begin, "");
        }
        if (is_first_on_line(key.begin)) {
            return note(line_begin(key.begin), line_after(std::max(key.end, value.end)), "");
        }
        // behind the dash of an element: the next one moves up
        return !is_last && note(key.begin, nodes_[node.children[at + 2]].begin, "");
    }

    bool add_member(const YamlNode& node, const std::string& key, const json& value) {
        if (node.flow) {
            return add_to_flow(
                node, [&](const YamlSurroundings& where) { return yaml_member_on_line(key, value, where); });
        }
        const auto& first = nodes_[node.children.front()];
        return add_lines(node.end, yaml_member_lines(key, value, column(first.begin), line_end_));
    }

    template <class Write>
    bool add_to_flow(const YamlNode& node, const Write& write) {
        YamlSurroundings where{.flow = true, .as_json = true, .quote = 0};
        if (node.children.empty()) {
            const std::size_t inside = node.end - 1;
            const bool has_more = !edits_.empty() && edits_.back().begin == inside;
            return note(inside, inside, (has_more ? ", " : "") + write(where));
        }
        const bool is_mapping = node.kind == Kind::mapping;
        const std::size_t last = node.children.size() - (is_mapping ? 2 : 1);
        const auto& first_of_last = nodes_[node.children[last]];
        where.as_json = !is_mapping || text_[first_of_last.begin] == '"';
        const std::size_t end = std::max(first_of_last.end, nodes_[node.children.back()].end);
        std::string before = ", ";
        if (is_first_on_line(first_of_last.begin)) {
            const std::size_t line = line_begin(first_of_last.begin);
            before = "," + line_end_ + std::string(text_.substr(line, first_of_last.begin - line));
        } else if (where.as_json && end > first_of_last.begin && text_[node.begin] == '{' &&
                   text_.find(' ', node.begin) > node.end) {
            before = ",";  // compact JSON
        }
        return note(end, end, before + write(where));
    }

    bool change_elements(const YamlNode& node, const json& before, const json& after) {
        if (before.size() != node.children.size()) {
            return false;
        }
        std::size_t head = 0;
        const std::size_t most = std::min(before.size(), after.size());
        while (head < most && before[head] == after[head]) {
            ++head;
        }
        std::size_t tail = 0;
        while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
            ++tail;
        }
        const std::size_t old_end = before.size() - tail;
        const std::size_t new_end = after.size() - tail;
        std::size_t at = head;
        for (; at < old_end && at < new_end; ++at) {
            if (!change({&nodes_[node.children[at]], nullptr, &node}, before[at], after[at])) {
                return false;
            }
        }
        for (std::size_t gone = at; gone < old_end; ++gone) {
            if (!remove_element(node, gone)) {
                return false;
            }
        }
        for (std::size_t more = at; more < new_end; ++more) {
            if (!add_element(node, at, after[more])) {
                return false;
            }
        }
        return true;
    }

    bool remove_element(const YamlNode& node, std::size_t at) {
        const auto& element = nodes_[node.children[at]];
        if (node.flow) {
            if (at + 1 < node.children.size()) {
                return note(element.begin, nodes_[node.children[at + 1]].begin, "");
            }
            return at > 0 && note(nodes_[node.children[at - 1]].end, element.end, "");
        }
        const std::size_t dash = find_dash(element);
        return dash != k_nowhere && is_first_on_line(dash) &&
               note(line_begin(dash), line_after(std::max(element.end, dash + 1)), "");
    }

    // Puts `value` behind the element before `at`.
    bool add_element(const YamlNode& node, std::size_t at, const json& value) {
        if (at == 0) {
            return false;
        }
        const auto& before = nodes_[node.children[at - 1]];
        if (node.flow) {
            return at == node.children.size() && add_to_flow(node, [&](const YamlSurroundings& where) {
                       return yaml_on_line(value, where);
                   });
        }
        const std::size_t dash = find_dash(before);
        return dash != k_nowhere &&
               add_lines(std::max(before.end, dash + 1), yaml_element_lines(value, column(dash), line_end_));
    }

    bool replace(const Slot& slot, const json& after) {
        const auto& node = *slot.value;
        if (slot.parent == nullptr) {
            return false;
        }
        const bool is_block = (node.kind == Kind::sequence || node.kind == Kind::mapping) && !node.flow;
        if (slot.parent->flow || (!is_block && fits_on_line(after))) {
            return replace_on_line(slot, after);
        }
        if (slot.key == nullptr || slot.parent->flow || node.named) {
            return false;
        }
        const std::size_t colon = find_colon(*slot.key);
        if (colon == k_nowhere) {
            return false;
        }
        if (!is_block) {
            return note(colon, std::max(colon, node.end), "") &&
                   add_lines(std::max(colon, node.end),
                             yaml_value_lines(after, column(slot.key->begin), line_end_));
        }
        if (!is_first_on_line(node.begin)) {
            return false;
        }
        const std::size_t begin = line_begin(node.begin);
        const std::size_t end = line_after(node.end);
        if (fits_on_line(after)) {
            return note(colon, colon, " " + yaml_on_line(after, {})) && note(begin, end, "");
        }
        return note(begin, end, yaml_value_lines(after, column(slot.key->begin), line_end_));
    }

    bool replace_on_line(const Slot& slot, const json& after) {
        const auto& node = *slot.value;
        const bool is_json = slot.parent->flow && slot.key != nullptr && text_[slot.key->begin] == '"';
        YamlSurroundings where{.flow = slot.parent->flow, .as_json = is_json, .quote = 0};
        const char first = node.begin < node.end ? text_[node.begin] : '\0';
        where.quote = first == '"' || first == '\'' ? first : '\0';
        std::string text = yaml_on_line(after, where);
        if (node.begin == node.end) {
            const char before = node.begin == 0 ? '\0' : text_[node.begin - 1];
            if (before != ':' && before != '-') {
                return false;
            }
            text.insert(0, " ");
        }
        return note(node.begin, node.end, std::move(text));
    }

    // One past the colon behind a key.
    std::size_t find_colon(const YamlNode& key) const {
        std::size_t at = key.end;
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) {
            ++at;
        }
        return at < text_.size() && text_[at] == ':' ? at + 1 : k_nowhere;
    }

    // The dash in front of an element of a block.
    std::size_t find_dash(const YamlNode& element) const {
        std::size_t at = element.begin;
        if (element.kind == Kind::sequence && !element.flow) {
            return k_nowhere;  // which dash is whose?
        }
        while (at > 0) {
            --at;
            if (text_[at] == '-') {
                return at;
            }
            if (text_[at] != ' ' && text_[at] != '\n' && text_[at] != '\r') {
                return k_nowhere;
            }
        }
        return k_nowhere;
    }

    std::size_t line_begin(std::size_t at) const {
        const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
        return before == std::string_view::npos ? 0 : before + 1;
    }

    // The beginning of the line behind the one that holds `at`.
    std::size_t line_after(std::size_t at) const {
        const std::size_t end = text_.find('\n', at);
        return end == std::string_view::npos ? text_.size() : end + 1;
    }

    std::size_t column(std::size_t at) const { return at - line_begin(at); }

    bool is_first_on_line(std::size_t at) const {
        const auto before = text_.substr(line_begin(at), at - line_begin(at));
        return before.find_first_not_of(" \t") == std::string_view::npos;
    }

    // Puts whole lines behind the line that holds `at`.
    bool add_lines(std::size_t at, std::string lines) {
        const std::size_t place = line_after(at);
        const bool is_open = place > 0 && text_[place - 1] != '\n';
        return note(place, place, is_open ? line_end_ + lines : std::move(lines));
    }

    bool note(std::size_t begin, std::size_t end, std::string text) {
        edits_.push_back({begin, end, std::move(text)});
        return begin <= end;
    }

    std::optional<std::string> applied() {
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
        });
        std::string out;
        std::size_t done = 0;
        for (const auto& edit : edits_) {
            if (edit.begin < done) {
                return std::nullopt;
            }
            out += text_.substr(done, edit.begin - done);
            out += edit.text;
            done = edit.end;
        }
        out += text_.substr(done);
        return out;
    }

    static constexpr std::size_t k_nowhere = std::string_view::npos;
    std::string_view text_;
    YamlNodes nodes_;
    std::string line_end_;
    std::vector<Edit> edits_;
};

}  // namespace

std::optional<std::string> edit_yaml(std::string_view text, const json& before, const json& after) {
    return YamlEdits(text).run(before, after);
}

}  // namespace yare
