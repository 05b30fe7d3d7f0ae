// One deletion, and the words for it.
#pragma once

#include <optional>
#include <string>

#include "request/writing.hpp"
#include "verbs/deletion_wait.hpp"

namespace yare {

/// DELETEs one object; `uid` (may be empty) is a precondition. Returns what may still be there. When the
/// answer is lost and there is a UID, the request is sent again: not found, or another UID, then means that
/// it was done.
std::optional<PendingObject> delete_object(Client& client, const ObjectPlace& place, const std::string& uid,
                                           const Deletion& how);

/// `pod "p" deleted from default namespace`, `deployment.apps/d` (names only).
class DeletionSentences {
  public:
    DeletionSentences(Session& session, const Deletion& how, bool names_only)
        : session_(session), how_(how), names_only_(names_only) {}

    void say(const ObjectPlace& place);

    /// Warns that -n means nothing for some of the objects, where it was given.
    void warn_of_cluster_scope();

  private:
    Session& session_;
    const Deletion& how_;
    bool names_only_;
};

/// One line from a file descriptor, without its end; reads no further than that.
std::string read_line(int descriptor);

}  // namespace yare
