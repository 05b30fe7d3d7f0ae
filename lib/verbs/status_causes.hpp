// What explains verdicts: the replica sets, pods and warnings around objects that are not as they should be.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "verbs/lookout.hpp"
#include "verbs/session.hpp"
#include "verbs/status_board.hpp"

namespace yare {

/// Reads and watches them, each collection once. What the user may not read is told in a note: reasons may
/// then be incomplete.
class StatusCauses {
  public:
    StatusCauses(Session& session, StatusBoard& board, bool all_namespaces);

    /// Reads what the rows' verdicts call for and was not read before. Throws TransportError.
    void read(const std::vector<StatusRow>& rows);

    /// The same over connections of its own, watching it from then on.
    void watch(Lookout& lookout, Outages& outages, const std::vector<StatusRow>& rows);

    /// The notes that there are to be shown, each once. May be called by any thread.
    std::vector<std::string> take_notes();

  private:
    struct Collection {
        enum class What { replica_sets, pods, warnings };
        What what;
        ResourceType type;
        std::string name_space;
        Selection selection;
    };
    std::vector<Collection> missing(const std::vector<StatusRow>& rows);
    void note(const Collection& collection, const Error& error);

    class Sink;

    Session& session_;
    StatusBoard& board_;
    bool all_namespaces_;
    ResourceType replica_sets_;
    ResourceType pods_;
    ResourceType events_;
    std::set<std::tuple<Collection::What, std::string>> begun_;  // with their namespaces
    std::mutex mutex_;
    std::vector<std::string> notes_;
};

}  // namespace yare
