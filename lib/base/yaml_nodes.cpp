#include "base/yaml_nodes.hpp"

#include <algorithm>

#include "base/yaml_events.hpp"

namespace yare {

namespace {

// Where the characters of a text begin, in bytes: every 64th is remembered.
class CharacterPlaces {
  public:
    explicit CharacterPlaces(std::string_view text) : text_(text) {
        std::size_t count = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (begins_character(at)) {
                if (count % k_step == 0) {
                    known_.push_back(at);
                }
                ++count;
            }
        }
        is_ascii_ = count == text.size();
    }

    std::size_t offset(std::size_t character) const {
        if (is_ascii_ || character / k_step >= known_.size()) {
            return is_ascii_ ? std::min(character, text_.size()) : text_.size();
        }
        std::size_t at = known_[character / k_step];
        for (std::size_t left = character % k_step; left > 0 && at < text_.size(); --left) {
            do {
                ++at;
            } while (at < text_.size() && !begins_character(at));
        }
        return at;
    }

  private:
    static constexpr std::size_t k_step = 64;

    bool begins_character(std::size_t at) const {
        return (static_cast<unsigned char>(text_[at]) & 0xc0) != 0x80;
    }

    std::string_view text_;
    std::vector<std::size_t> known_;
    bool is_ascii_ = false;
};

class NodeReader {
  public:
    explicit NodeReader(std::string_view text) : text_(text), places_(text), events_(text, 1) {}

    YamlNodes run() {
        for (bool more = true; more;) {
            more = take(events_.next());
        }
        return std::move(nodes_);
    }

  private:
    using Event = YamlEvent::Kind;

    // Whether more is to come.
    bool take(const YamlEvent& event) {
        switch (event.kind) {
            case Event::document_start:
                return true;
            case Event::document_end:
            case Event::stream_end:
                return false;
            case Event::collection_end:
                close(event);
                return true;
            default:
                open(event);
                return true;
        }
    }

    bool is_key(const YamlNode& parent) const {
        return parent.kind == YamlNode::Kind::mapping && parent.children.size() % 2 == 0;
    }

    void open(const YamlEvent& event) {
        YamlNode node;
        node.kind = event.kind == Event::alias            ? YamlNode::Kind::alias
                    : event.kind == Event::sequence_start ? YamlNode::Kind::sequence
                    : event.kind == Event::mapping_start  ? YamlNode::Kind::mapping
                                                          : YamlNode::Kind::scalar;
        node.flow = event.flow;
        node.named = event.kind != Event::alias && !(event.anchor.empty() && event.tag.empty());
        node.begin = places_.offset(event.begin);
        node.end = places_.offset(event.end);
        node.line = event.line;
        if (node.kind == YamlNode::Kind::scalar && !event.plain) {
            leave_line_breaks(node);  // a block scalar ends at the beginning of a line
        }
        const std::size_t place = nodes_.size();
        if (!open_.empty()) {
            auto& parent = nodes_[open_.back()];
            if (is_key(parent)) {
                node.key = event.value;
            }
            parent.children.push_back(place);
        }
        const bool is_collection =
            node.kind == YamlNode::Kind::sequence || node.kind == YamlNode::Kind::mapping;
        nodes_.push_back(std::move(node));
        if (is_collection) {
            open_.push_back(place);
        }
    }

    void close(const YamlEvent& event) {
        auto& node = nodes_[open_.back()];
        open_.pop_back();
        if (node.flow) {
            node.end = places_.offset(event.end);
        } else if (!node.children.empty()) {
            node.end = std::max(node.end, nodes_[node.children.back()].end);
        }
    }

    void leave_line_breaks(YamlNode& node) const {
        while (node.end > node.begin && (text_[node.end - 1] == '\n' || text_[node.end - 1] == '\r')) {
            --node.end;
        }
    }

    std::string_view text_;
    CharacterPlaces places_;
    YamlEvents events_;
    YamlNodes nodes_;
    std::vector<std::size_t> open_;
};

}  // namespace

YamlNodes read_yaml_nodes(std::string_view text) { return NodeReader(text).run(); }

}  // namespace yare
