// -o kyaml: YAML with quotes and brackets, which does not depend on indentation.
#pragma once

#include <memory>

#include "output/objects.hpp"

namespace yare {

/// Prints as kubectl 1.36's KYAMLPrinter does. A List is written while its elements come, in the bytes that
/// it has as a whole. Of the format only show_managed_fields and keep_order count. `out` must outlive the
/// printer. Better than kubectl: characters that its YAML reader refuses or changes (U+007F to U+009F,
/// U+FFFE, U+FFFF), keys beyond 1,024 characters (behind `? `), and lines that begin with white space other
/// than blanks and tabs are written so that they read back as they were. Throws Error for a number out of
/// range.
std::unique_ptr<ObjectPrinter> make_kyaml_printer(const Format& format, Output& out);

}  // namespace yare
