// YAML as kubectl reads and writes it (sigs.k8s.io/yaml over go-yaml v2), over libyaml.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json_tree.hpp"

namespace yare {

/// A text that is not acceptable YAML (or JSON). what() has go-yaml's words: `yaml: line 3: mapping values
/// are not allowed in this context`. text_line() and text_column() count from 1 in the whole text; 0 where
/// not known.
class YamlError : public Error {
  public:
    /// Where it happened: cutting the text into documents or JSON values, or converting one of the documents
    /// (for which kubectl adds the words `error converting YAML to JSON: `).
    enum class Stage { cutting, converting };

    YamlError(const std::string& message, std::size_t line, std::size_t column,
              Stage stage = Stage::converting)
        : Error(message), line_(line), column_(column), stage_(stage) {}
    std::size_t text_line() const { return line_; }
    std::size_t text_column() const { return column_; }
    Stage stage() const { return stage_; }

  private:
    std::size_t line_, column_;
    Stage stage_;
};

/// One document of a text: its value and the place where that starts, counted from 1 in the whole text. (A
/// template so that only who looks inside needs nlohmann/json.hpp.)
template <class Json>
struct BasicYamlDocument {
    Json value;
    std::size_t line = 1;
    std::size_t column = 1;
    std::vector<std::size_t> item_lines;  // of the elements of its member `items`; none where it is JSON
};
using YamlDocument = BasicYamlDocument<nlohmann::json>;

/// A value that YAML 1.1, as go-yaml reads it, and YAML 1.2's core schema understand differently.
struct YamlDifference {
    std::size_t line, column;  // from 1, in the whole text
    std::string words;  // `yes is read as the boolean true (YAML 1.1); YAML 1.2 reads the string "yes": ...`
};

/// All of a text are counted, the first `limit` are kept.
struct YamlDifferences {
    std::vector<YamlDifference> first;
    std::size_t count = 0;
    std::size_t limit = 20;
};

/// Where the parts of a text go.
struct YamlReading {
    std::function<void(YamlDocument&&)> take;
    /// Takes what is wrong with a document, and the next one is read where its beginning can be told; when
    /// not set, the error is thrown.
    std::function<void(const YamlError&)> fail;
    /// When set, collects the plain scalars without a tag (map keys apart, which stay text) that are read as
    /// a boolean or number and are another JSON value in YAML 1.2; of those with a tag, numbers only.
    YamlDifferences* differences = nullptr;
};

/// Reads every document of `text`: YAML, cut at lines that start with `---`; or JSON values one after the
/// other when the first character that is not white space is `{`. A byte order mark is skipped; empty
/// documents are left out. Scalars get the types of YAML 1.1 as go-yaml resolves them (yaml-values.txt in the
/// tests); map keys stay the text that was written. Throws YamlError; refuses duplicate keys, nesting over
/// 10,000, and aliases that expand beyond ten times the text plus 400,000 nodes.
std::vector<YamlDocument> read_yaml(std::string_view text);

/// The same, one by one: the documents in front of an error have been handed over when it is thrown.
void read_yaml(std::string_view text, const std::function<void(YamlDocument&&)>& take);

/// The same, telling more and going on after errors.
void read_yaml(std::string_view text, const YamlReading& reading);

/// Writes values as sigs.k8s.io/yaml's Marshal does: block style, sorted keys, two spaces, lists not indented
/// under their key, `---` never. One writer serves many values and keeps its buffers.
class YamlWriter {
  public:
    using Sink = std::function<void(std::string_view)>;
    YamlWriter();
    ~YamlWriter();
    YamlWriter(const YamlWriter&) = delete;
    YamlWriter& operator=(const YamlWriter&) = delete;

    /// Writes `value` as a document, ended by a newline, to `sink`. `skip_managed_fields` leaves out
    /// metadata.managedFields of the object and, for a List, of its items.
    void write(const JsonValue& value, bool skip_managed_fields, const Sink& sink);

    /// Writes `value` as one element of a block sequence at the left margin (`- apiVersion: v1\n  kind:
    /// Pod\n...`), exactly the bytes it has inside a longer list.
    void write_element(const JsonValue& value, bool skip_managed_fields, const Sink& sink);

  private:
    struct State;
    State* state_;
};

}  // namespace yare
