#include "base/yaml_builder.hpp"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/yaml_core_schema.hpp"
#include "base/yaml_go_syntax.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;
using Kind = YamlEvent::Kind;

constexpr std::size_t k_max_depth = 10000;  // go-yaml's max_flow_level and max_indents
constexpr std::size_t k_max_reported_duplicates = 100;
constexpr std::size_t k_expansion_per_byte = 10;   // what aliases may add, for each byte of the text
constexpr std::size_t k_expansion_nodes = 400000;  // and beside that: go-yaml's alias_ratio_range_low
constexpr std::size_t k_expansion_bytes = 64u << 20;
// libyaml's scanner looks at all open flow collections for each token: the depths of all events, summed up,
// cost time.
constexpr std::size_t k_depth_sum = 150'000'000;
constexpr std::size_t k_depth_sum_per_byte = 100;

// What copying a value costs.
struct Weight {
    std::size_t nodes = 0;
    std::size_t bytes = 0;
    void add(const Weight& other) {
        nodes += other.nodes;
        bytes += other.bytes;
    }
};

struct Node {
    json value;
    Weight weight;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string text;  // of a scalar
    bool is_scalar = false;
    bool is_merge_key = false;
    bool is_alias = false;
};

// Nodes are moved; whoever needs a copy says so.
Node copy_of(const Node& node) {
    Node copy;
    copy.value = copy_json(node.value);
    copy.weight = node.weight;
    copy.line = node.line;
    copy.column = node.column;
    copy.text = node.text;
    copy.is_scalar = node.is_scalar;
    return copy;
}

struct Anchored {
    Node node;
    bool complete = false;
};

// A collection that is still open.
struct Frame {
    Node node;
    std::string anchor;
    std::string key;           // of the value that comes next,
    std::size_t key_line = 0;  // where it stands,
    std::size_t key_column = 0;
    bool has_key = false;          // when it has been read already
    bool merges = false;           // whether that key is `<<`
    std::set<std::string> merged;  // keys that came from elsewhere: they may be set again
};

class DocumentBuilder {
  public:
    DocumentBuilder(YamlEvents& events, std::size_t text_size, YamlDifferences* differences)
        : events_(events), text_size_(text_size), differences_(differences) {}

    // From behind document_start to document_end.
    YamlDocument build();

  private:
    void handle(const YamlEvent& event);
    void open(const YamlEvent& event);
    void close();
    void scalar(const YamlEvent& event);
    void alias(const YamlEvent& event);
    void finish(Node node, const std::string& anchor);
    void attach(Node node);
    void attach_key(Frame& frame, Node& node);
    void attach_value(Frame& frame, Node& node);
    void merge(Frame& frame, const json& source);
    void merge_all(Frame& frame, const Node& source);
    void spend(const Weight& weight);
    void note_depth(const YamlEvent& event);
    void note_anchor(const YamlEvent& event);
    void note_item(const Node& node);
    void check_finite(const json& value);
    void check_difference(const YamlEvent& scalar, const json& value);
    void fail(const std::string& message);

    YamlEvents& events_;
    std::size_t text_size_;
    YamlDifferences* differences_;
    std::vector<std::size_t> item_lines_;
    std::vector<Frame> frames_;
    std::map<std::string, Anchored, std::less<>> anchors_;
    Weight expanded_;
    Node root_;
    std::size_t line_ = 0;  // of the event at hand
    std::size_t column_ = 0;
    std::size_t depth_ = 0;
    std::size_t depth_sum_ = 0;
    std::string duplicates_;
    std::size_t duplicate_count_ = 0;
    std::optional<YamlError> duplicate_;
    std::optional<YamlError>
        failure_;  // the first one; the syntax of the rest comes before it, as in go-yaml
    std::optional<YamlError> unsupported_;  // a number that JSON has not
};

YamlDocument DocumentBuilder::build() {
    for (const YamlEvent* event = &events_.next(); event->kind != Kind::document_end;
         event = &events_.next()) {
        line_ = event->line;
        column_ = event->column;
        note_depth(*event);
        note_anchor(*event);
        if (!failure_) {
            handle(*event);
        }
    }
    for (const auto& error : {failure_, duplicate_, unsupported_}) {
        if (error) {
            throw *error;
        }
    }
    const YamlError place = events_.error_at("", root_.line, root_.column);
    return {std::move(root_.value), place.text_line(), place.text_column(), std::move(item_lines_)};
}

void DocumentBuilder::note_depth(const YamlEvent& event) {
    if (event.kind == Kind::collection_end) {
        --depth_;
    } else if (event.kind == Kind::sequence_start || event.kind == Kind::mapping_start) {
        ++depth_;
    }
    depth_sum_ += depth_;
    if (depth_ > k_max_depth || depth_sum_ > k_depth_sum + k_depth_sum_per_byte * text_size_) {
        const std::string where = event.line == 0 ? "" : "line " + std::to_string(event.line + 1) + ": ";
        throw events_.error_at("yaml: " + where + "exceeded max depth of " + std::to_string(k_max_depth),
                               event.line, event.column);
    }
}

// An unknown anchor is an error of syntax for go-yaml: it comes before all others.
void DocumentBuilder::note_anchor(const YamlEvent& event) {
    if (event.kind == Kind::alias && anchors_.find(event.anchor) == anchors_.end()) {
        throw events_.error_at("yaml: unknown anchor '" + std::string(event.anchor) + "' referenced",
                               event.line, event.column);
    }
    if (event.kind != Kind::alias && !event.anchor.empty()) {
        anchors_[std::string(event.anchor)] = {};
    }
}

void DocumentBuilder::handle(const YamlEvent& event) {
    switch (event.kind) {
        case Kind::sequence_start:
        case Kind::mapping_start:
            open(event);
            break;
        case Kind::collection_end:
            close();
            break;
        case Kind::scalar:
            scalar(event);
            break;
        case Kind::alias:
            alias(event);
            break;
        default:
            break;
    }
}

void DocumentBuilder::open(const YamlEvent& event) {
    Frame frame;
    frame.node.value = event.kind == Kind::mapping_start ? json::object() : json::array();
    frame.node.line = event.line;
    frame.node.column = event.column;
    frame.node.weight.nodes = 1;
    frame.anchor = event.anchor;
    frames_.push_back(std::move(frame));
}

void DocumentBuilder::close() {
    Node node = std::move(frames_.back().node);
    const std::string anchor = std::move(frames_.back().anchor);
    frames_.pop_back();
    finish(std::move(node), anchor);
}

void DocumentBuilder::scalar(const YamlEvent& event) {
    Node node;
    node.is_scalar = true;
    node.text = event.value;
    node.line = event.line;
    node.column = event.column;
    node.weight = {1, event.value.size()};
    node.is_merge_key =
        event.value == "<<" && ((event.plain && event.tag.empty()) || event.tag == "tag:yaml.org,2002:merge");
    const bool is_key = !frames_.empty() && frames_.back().node.value.is_object() && !frames_.back().has_key;
    if (!is_key || !event.anchor.empty()) {
        try {
            node.value = yaml_scalar_value(event);
        } catch (const YamlError& error) {
            fail(error.what());
            return;
        }
        check_finite(node.value);
        if (differences_ != nullptr && !is_key && may_differ_in_yaml_core(event.value, node.value)) {
            check_difference(event, node.value);
        }
    }
    finish(std::move(node), std::string(event.anchor));
}

// For kubectl this is an error of writing the JSON, behind all others.
void DocumentBuilder::check_finite(const json& value) {
    if (unsupported_ || !value.is_number_float() || std::isfinite(value.get<double>())) {
        return;
    }
    const auto number = value.get<double>();
    const char* word = std::isnan(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    unsupported_ = events_.error_at(std::string("json: unsupported value: ") + word, line_, column_);
}

void DocumentBuilder::check_difference(const YamlEvent& scalar, const json& value) {
    const auto core = differing_yaml_core_value(scalar.value, value);
    if (!core || (scalar.tag.empty() ? !scalar.plain : !core->is_number())) {
        return;
    }
    if (differences_->first.size() < differences_->limit) {
        const YamlError place = events_.error_at("", line_, column_);
        differences_->first.push_back(
            {place.text_line(), place.text_column(), yaml_core_words(scalar.value, value, *core)});
    }
    ++differences_->count;
}

void DocumentBuilder::alias(const YamlEvent& event) {
    const Anchored& anchored = anchors_.find(event.anchor)->second;
    if (!anchored.complete) {
        fail("yaml: anchor '" + std::string(event.anchor) + "' value contains itself");
        return;
    }
    spend(anchored.node.weight);
    if (failure_) {
        return;
    }
    Node node = copy_of(anchored.node);
    node.line = event.line;
    node.column = event.column;
    node.is_alias = true;
    attach(std::move(node));
}

// Keeping a copy for later aliases is counted like an alias: anchors around anchors would grow with the
// square of the text.
void DocumentBuilder::finish(Node node, const std::string& anchor) {
    if (!anchor.empty()) {
        spend(node.weight);
        if (failure_) {
            return;
        }
        anchors_[anchor] = {copy_of(node), true};
    }
    attach(std::move(node));
}

void DocumentBuilder::spend(const Weight& weight) {
    expanded_.add(weight);
    const std::size_t per_text = text_size_ * k_expansion_per_byte;
    if (expanded_.nodes > per_text + k_expansion_nodes || expanded_.bytes > per_text + k_expansion_bytes) {
        fail("yaml: document contains excessive aliasing");
    }
}

void DocumentBuilder::attach(Node node) {
    if (frames_.empty()) {
        root_ = std::move(node);
    } else if (Frame& frame = frames_.back(); frame.node.value.is_array()) {
        note_item(node);
        frame.node.weight.add(node.weight);
        frame.node.value.push_back(std::move(node.value));
    } else if (!frame.has_key) {
        attach_key(frame, node);
    } else {
        attach_value(frame, node);
    }
}

void DocumentBuilder::note_item(const Node& node) {
    if (frames_.size() == 2 && frames_[0].has_key && frames_[0].key == "items") {
        item_lines_.push_back(events_.error_at("", node.line, 0).text_line());
    }
}

void DocumentBuilder::attach_key(Frame& frame, Node& node) {
    if (!node.is_scalar) {
        fail("yaml: invalid map key: " + go_syntax(node.value));
        return;
    }
    frame.node.weight.bytes += node.weight.bytes;
    frame.key = std::move(node.text);
    frame.key_line = node.line;
    frame.key_column = node.column;
    frame.has_key = true;
    frame.merges = node.is_merge_key;
}

void DocumentBuilder::attach_value(Frame& frame, Node& node) {
    frame.has_key = false;
    frame.node.weight.add(node.weight);
    if (frame.merges) {
        merge_all(frame, node);
        return;
    }
    const bool was_merged = frame.merged.erase(frame.key) > 0;
    if (!was_merged && frame.node.value.contains(frame.key)) {
        if (++duplicate_count_ <= k_max_reported_duplicates) {
            duplicates_ += "\n  line " + std::to_string(node.line + 1) + ": key " + go_quote(frame.key) +
                           " already set in map";
            const YamlError place =
                duplicate_ ? *duplicate_ : events_.error_at("", frame.key_line, frame.key_column);
            duplicate_ =
                YamlError("yaml: unmarshal errors:" + duplicates_, place.text_line(), place.text_column());
        }
        return;
    }
    frame.node.value[frame.key] = std::move(node.value);
}

// Merges in document order: what is merged replaces what stands before it, and of several sources the first
// one wins.
void DocumentBuilder::merge_all(Frame& frame, const Node& source) {
    if (source.value.is_object()) {
        merge(frame, source.value);
        return;
    }
    bool all_maps = source.value.is_array() && !source.is_alias;
    for (auto element = source.value.rbegin(); all_maps && element != source.value.rend(); ++element) {
        all_maps = element->is_object();
        if (all_maps) {
            merge(frame, *element);
        }
    }
    if (!all_maps) {
        fail("yaml: map merge requires map or sequence of maps as the value");
    }
}

void DocumentBuilder::merge(Frame& frame, const json& source) {
    for (const auto& [key, value] : source.items()) {
        if (!frame.node.value.contains(key)) {
            frame.merged.insert(key);
        }
        frame.node.value[key] = copy_json(value);
    }
}

void DocumentBuilder::fail(const std::string& message) {
    if (!failure_) {
        failure_ = events_.error_at(message, line_, column_);
    }
}

}  // namespace

std::optional<YamlDocument> build_yaml_document(YamlEvents& events, std::size_t text_size,
                                                YamlDifferences* differences) {
    if (events.next().kind == Kind::stream_end) {
        return std::nullopt;
    }
    return DocumentBuilder(events, text_size, differences).build();
}

}  // namespace yare
