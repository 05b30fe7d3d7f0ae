// Editing an object in a file before it is sent (kubectl/pkg/cmd/util/editor/editoptions.go).
#pragma once

#include <functional>
#include <string>

#include "request/manifest.hpp"

namespace yare {

/// What is edited.
struct EditSubject {
    std::string object;  // JSON
    std::string words;   // how messages name it: `configmaps "a"`
};

/// The file, who opens it, and who hears of it.
struct EditFile {
    std::string directory;              // that exists: $TMPDIR or /tmp
    std::string program;                // the name is PROGRAM-edit-XXXXXX.yaml, the mode 0600
    bool json = false;                  // instead of YAML; leaves no room for comments
    bool windows_line_endings = false;  // \r\n
    /// Returns when the user has finished; throws Error where the editor failed.
    std::function<void(const std::string& path)> open_editor;
    /// A line for stderr.
    std::function<void(const std::string& line)> tell;
    /// A value that YAML 1.1 and 1.2 read differently (Manifests::notes).
    std::function<void(const std::string& note)> warn;
};

/// Sends an object of the edited file. An ApiError with code 400 or 422 of the first of them opens the file
/// again with the server's words in its header; any other error ends the edit.
using SubmitEdited = std::function<void(const ManifestObject&)>;

enum class EditOutcome { submitted, unchanged, emptied };

/// Lets the user edit `subject` until all objects of the file could be submitted; the file is gone then. A
/// file that means the same as before, or has nothing but comments, cancels the edit (told in kubectl's
/// words, no error). A file that cannot be read is opened again with the problems and their places in the new
/// file as comments. Where that brings no change, and where submitting fails, the copy is kept, its path
/// told, and Error thrown: the server's, or `Edit cancelled, no valid changes were saved.`
EditOutcome edit_object(const EditSubject& subject, const EditFile& file, const SubmitEdited& submit);

}  // namespace yare
