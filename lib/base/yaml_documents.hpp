// Cuts a text into YAML documents as kubectl does (apimachinery pkg/util/yaml/decoder.go, YAMLReader).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/yaml.hpp"

namespace yare {

/// `text` in UTF-8 without its byte order mark; UTF-16 is converted where its mark says so.
std::string yaml_text_in_utf8(std::string_view text);

/// Number of the line, from 1, that holds the byte at `offset`.
std::size_t yaml_line_at(std::string_view text, std::size_t offset);

/// Hands out the pieces between the lines that start with `---`, each with all its lines ended by \n.
class YamlDocumentCutter {
  public:
    /// `text` must outlive the cutter; `first_line` is the number of its first line in the whole text.
    YamlDocumentCutter(std::string_view text, std::size_t first_line) : rest_(text), line_(first_line) {}

    /// Replaces `document` by the next piece and returns true, or returns false at the end. Throws YamlError
    /// for a separator that has more behind it than white space or a comment.
    bool next(std::string& document);

    /// The number of the first line of the piece that next() gave.
    std::size_t first_line() const { return first_line_; }

  private:
    std::string_view rest_;
    std::size_t line_;  // of the first line of rest_
    std::size_t first_line_ = 0;
};

}  // namespace yare
