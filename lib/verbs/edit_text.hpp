// The text of a file that is edited: its header, and what it means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// Why a file is opened again.
struct EditReason {
    std::string head;
    std::vector<std::string> items;
};

/// The comments at the top of the file (kubectl's editHeader.writeTo), every line ended.
std::string edit_header(const std::vector<EditReason>& reasons);

/// `text` without a byte order mark and the comments at its top: those are ours. Others may be lines of a
/// value.
std::string_view without_edit_header(std::string_view text);

/// Whether there is more than comments and white space.
bool has_edited_content(std::string_view text);

/// What the text means, so that two of them can be compared: its values, or its lines where it has no
/// meaning.
std::string edited_meaning(const std::string& text);

}  // namespace yare
