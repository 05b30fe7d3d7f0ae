// Label selectors, for objects that do not come from a collection. (Collections are selected by the server.)
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "request/label_requirements.hpp"

namespace yare {

/// Requirements that all must hold: `a`, `!a`, `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a>1`,
/// `a<1` (apimachinery/pkg/labels/selector.go).
class LabelSelector {
  public:
    /// Throws UsageError `the provided selector "x" is not valid: ...`.
    explicit LabelSelector(std::string_view text);

    /// `labels` by name; a value that is not there never equals, and is never greater or less.
    bool matches(const std::map<std::string, std::string>& labels) const;

    /// The same for metadata.labels of an object.
    bool matches(const JsonValue& object) const;

  private:
    std::vector<LabelRequirement> requirements_;
};

}  // namespace yare
