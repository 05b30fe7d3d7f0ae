// What a document does not have.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace yare {

/// The document has no schema of a type.
class UnknownSchema : public Error {
  public:
    using Error::Error;
};

/// `field "foo" does not exist`, in kubectl's words.
class UnknownField : public Error {
  public:
    /// `shown` is the one that kubectl names, `missing` the one that was not found among `names`.
    UnknownField(const std::string& shown, std::string missing, std::vector<std::string> names);

    const std::string& missing() const { return missing_; }
    const std::vector<std::string>& names() const { return names_; }

  private:
    std::string missing_;
    std::vector<std::string> names_;
};

}  // namespace yare
