// Makes bytes harmless for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// Returns `text` with every control character but newline and tab shown instead of sent: C0 and DEL as `^[`,
/// `^G`,
/// `^?`; C1 controls (U+0080 to U+009F, also as lone bytes) and bidirectional overrides as `\u009b`; other
/// bytes that are not UTF-8 as `\xff`. `pending` carries an unfinished UTF-8 sequence from one call to the
/// next; pass the same string each time (empty at the start).
std::string harmless(std::string_view text, std::string& pending);

/// The same for a text that is whole.
std::string harmless(std::string_view text);

}  // namespace yare
