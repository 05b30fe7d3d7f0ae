// kubectl's jsonpath dialect (client-go/util/jsonpath): templates, and the paths of --sort-by, custom columns
// and conditions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/json_tree.hpp"

namespace yare {

namespace jsonpath {
struct Template;
}

/// What a path leads to: a value of the object, or something that the template itself says. A string_view
/// points into the template; a uint8_t is a byte of a string (`.name.*`); monostate is Go's no value at all,
/// what stands for the null that a range goes over.
using JsonPathValue =
    std::variant<std::monostate, JsonValue, std::string_view, std::int64_t, double, bool, std::uint8_t>;

/// The values of each text and action of a template, in order; an action in a range adds a group each time.
using JsonPathGroups = std::vector<std::vector<JsonPathValue>>;

/// Which Go type a number has had in kubectl; 1 and 1.0 print and compare differently.
enum class JsonNumbers : std::uint8_t {
    as_sent,  // a single object: integers that fit 64 bits, else float64
    of_list,  // objects of a list, which kubectl writes as JSON and reads again: 1.0 and 1e3 are integers,
              // too
    floats    // objects of its own making (create SUBCOMMAND): float64 all
};

struct JsonPathOptions {
    bool allow_missing_keys = true;
    JsonNumbers numbers = JsonNumbers::as_sent;
};

/// A template that is no template. what() is kubectl's text with the place behind it: `unterminated array (at
/// character 4: "[0")`.
class JsonPathSyntaxError : public UsageError {
  public:
    using UsageError::UsageError;
};

/// A parsed template; cheap to copy, and safe to use from several threads.
class JsonPath {
  public:
    /// Throws JsonPathSyntaxError. Beyond kubectl, filters may use && || ! ( ) and =~ /regex/ where kubectl
    /// cannot read them.
    static JsonPath parse(std::string_view text);

    /// Evaluates as kubectl's FindResults. Values live as long as the tree of `root` and this template.
    /// Throws Error in kubectl's words (`foo is not found`), and when there are more than 10,000,000 values.
    JsonPathGroups find_results(const JsonValue& root, const JsonPathOptions& options) const;

    const jsonpath::Template& parsed() const { return *template_; }

  private:
    std::shared_ptr<const jsonpath::Template> template_;
};

/// `{.metadata.name}` from `metadata.name`, `.metadata.name` or `{metadata.name}`: kubectl's
/// RelaxedJSONPathExpression. Throws UsageError.
std::string relaxed_path(std::string_view text);

}  // namespace yare
