#include "schema/unknown.hpp"

#include "base/text.hpp"

namespace yare {

UnknownField::UnknownField(const std::string& shown, std::string missing, std::vector<std::string> names)
    : Error("field " + go_quote(shown) + " does not exist"),
      missing_(std::move(missing)),
      names_(std::move(names)) {}

}  // namespace yare
