// How a group of values is written: side by side, or as a JSON array.
#pragma once

#include <string>

#include "output/jsonpath/evaluator.hpp"

namespace yare::jsonpath {

class GroupText {
  public:
    GroupText(bool as_json, JsonNumbers numbers) : as_json_(as_json), numbers_(numbers) {}

    /// In pieces: begin, each value with what separates it from the one before, end.
    void begin(std::string& out) const;
    void value(std::string& out, const Value& value, bool is_first) const;
    void end(std::string& out, bool is_empty) const;
    /// What stands between values.
    std::string_view separator() const { return as_json_ ? "," : " "; }

    void groups(std::string& out, const JsonPathGroups& groups) const;
    void group(std::string& out, const Values& values) const;

  private:
    bool as_json_;
    JsonNumbers numbers_;
};

}  // namespace yare::jsonpath
