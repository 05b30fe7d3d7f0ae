// Waiting until objects are as asked.
#pragma once

#include <exception>

#include "request/model.hpp"
#include "verbs/session.hpp"
#include "verbs/status_board.hpp"
#include "verbs/status_causes.hpp"
#include "verbs/status_output.hpp"

namespace yare {

/// How a waiting ended.
enum class WaitOutcome { met, failed, not_found, timeout };

/// The same, and the rows that it follows from.
struct WaitEnd {
    WaitOutcome outcome = WaitOutcome::timeout;
    std::vector<StatusRow> rows = {};
    std::exception_ptr failure = nullptr;  // some objects may not be read: it can never be met
};

/// Watches the board's objects until all are as asked, one has failed as in fail_on, or a named one is not
/// there (unless that is what is waited for); at most `timeout` (negative: for ever). Progress goes to
/// stderr. Throws TransportError, Interrupted.
WaitEnd await_status(Session& session, const StatusRequest& request, StatusBoard& board, StatusCauses& causes,
                     const Format& format);

/// What the rows say, waited for or not.
WaitOutcome outcome_of(const std::vector<StatusRow>& rows, const StatusRequest& request);

}  // namespace yare
