// One verb's work on many objects: in phases, over several connections, with results in the order of the
// input.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "verbs/selected_objects.hpp"
#include "verbs/session.hpp"

namespace yare {

struct ObjectWork {
    const char* doing = "";  // creating
    const char* done = "";   // created
    int concurrency = 1;     // with 1, strictly in the order of the input
    /// Whether errors about an object of a manifest begin with `error when DOING "FILE": `.
    bool names_source = true;
    /// Where false, an object's phase means nothing.
    bool in_phases = false;
    bool last_phase_first = false;
    /// Whether to wait for a type that the call itself defines before its objects are sent.
    bool awaits_types = false;
    /// Sends what there is to send for one object; on any thread, several at once.
    std::function<void(Client& client, SelectedObject& object, std::size_t index)> send;
    /// Prints the result of one object, in order; on the calling thread.
    std::function<void(const SelectedObject& object, std::size_t index)> say;
    /// Whether an answer is no failure (and nothing to be printed). May be empty.
    std::function<bool(const SelectedObject& object, const ApiError& error)> forgive = {};
};

/// Does the work. An object whose path the server does not have is looked for elsewhere once more. What
/// failed goes into `errors`, in the order of the input, with `error when DOING "FILE"` before it for an
/// object of a manifest. After an interrupt throws Interrupted, naming what was not begun, behind the errors.
/// Returns how many were done.
std::size_t work_on(Session& session, std::vector<SelectedObject>& objects, const ObjectWork& work,
                    ErrorList& errors);

}  // namespace yare
