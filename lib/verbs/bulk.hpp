// The same work for many objects, over several connections at once.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>

#include "verbs/session.hpp"

namespace yare {

/// One piece of work over and what came of it.
struct BulkWork {
    std::size_t count = 0;  // pieces of work
    int concurrency = 1;    // connections, at most
    /// Does piece `index`; runs on any thread, several at once.
    std::function<void(Client& client, std::size_t index)> run;
    /// Told about each piece on the calling thread, in order, as soon as it and all before it are done:
    /// `error` is what run() threw, or null; Interrupted for a piece that was not begun.
    std::function<void(std::size_t index, const std::exception_ptr& error)> done;
};

/// Runs all pieces. With one connection (or one piece) they run one after the other on the calling thread
/// over the session's own client. After an interrupt no further piece is begun; those under way are finished.
/// What done() throws stops the same way, and comes out when the rest has been finished.
void run_bulk(Session& session, const BulkWork& work);

}  // namespace yare
