// Numbers: as templates spell them, and as Go's strconv writes floats.
#pragma once

#include <string>
#include <string_view>

#include "output/template/node.hpp"

namespace yare::gotemplate {

/// Reads the number that stands in `node.text` and sets the other fields. Returns an empty text, or what is
/// wrong.
std::string read_number(NumberNode& node);

/// The same for a constant like `1+2i`.
std::string read_complex(NumberNode& node);

/// Go's strconv.FormatFloat(value, verb, precision, 64) for the verbs e E f g G x X b; a precision of -1 asks
/// for the fewest digits that give the value back.
std::string format_float(double value, char verb, int precision);

}  // namespace yare::gotemplate
