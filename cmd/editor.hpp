// The user's editor.
#pragma once

#include <string>

#include "config/overrides.hpp"

namespace yare {

/// Opens `path` in $KUBE_EDITOR, else $EDITOR, else vi, with the standard streams of this process, and waits
/// for its end. A value with spaces is cut into words; one that also has quotes or backslashes is run by
/// `$SHELL -c` (kubectl/pkg/cmd/util/editor/editor.go). Ctrl-C meanwhile belongs to the editor; the terminal
/// is left as it was. Throws Error `unable to launch the editor "x"` for a program that is not found, `there
/// was a problem with the editor "x"` for one that fails.
void launch_editor(const Environment& environment, const std::string& path);

/// Where temporary files go: $TMPDIR or /tmp.
std::string temporary_directory(const Environment& environment);

}  // namespace yare
