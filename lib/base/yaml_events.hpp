// The events of one YAML text, pulled one by one out of libyaml.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/yaml.hpp"

namespace yare {

/// One event. The views are valid until the next call of YamlEvents::next().
struct YamlEvent {
    enum class Kind {
        document_start,
        document_end,
        alias,
        scalar,
        sequence_start,
        mapping_start,
        collection_end,
        stream_end
    };
    Kind kind = Kind::stream_end;
    std::string_view value;   // of a scalar
    std::string_view anchor;  // of a node; the name of an alias
    std::string_view tag;     // in its long form; `!` for the non-specific one; empty when there is none
    bool plain = false;       // a scalar written without quotes and not as a block
    bool flow = false;        // a collection in brackets
    std::size_t line = 0;     // counted from 0 in the text
    std::size_t column = 0;   // counted from 0
    std::size_t begin = 0;    // where it stands in the text, in characters; of a node with its anchor and tag
    std::size_t end = 0;      // one past it; of the start of a collection: one past what opens it
};

/// Reads a text in UTF-8 that must outlive it. `first_line` is the number of its first line in the whole
/// text, from 1; errors are YamlErrors in go-yaml's words, whose numbers count within this text while
/// text_line() counts in the whole.
class YamlEvents {
  public:
    YamlEvents(std::string_view text, std::size_t first_line);
    ~YamlEvents();
    YamlEvents(const YamlEvents&) = delete;
    YamlEvents& operator=(const YamlEvents&) = delete;

    const YamlEvent& next();

    /// An error at a line and column of this text, both from 0.
    YamlError error_at(const std::string& message, std::size_t line, std::size_t column) const;

  private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
    std::size_t first_line_;
};

}  // namespace yare
