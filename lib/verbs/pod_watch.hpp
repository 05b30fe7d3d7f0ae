// Keeps a PodBoard up to date with a source of pods.
#pragma once

#include "verbs/lookout.hpp"
#include "verbs/pod_board.hpp"
#include "verbs/pod_source.hpp"

namespace yare {

/// Until the board is stopped: watches the pods of `source` (its number on the board is `number`), from its
/// resource version on, or after reading them where it has none. It goes on after the server has closed the
/// watch, reads them anew after 410, and connects again, with growing pauses, after the connection broke. A
/// user who may not watch is served by a GET or list every two seconds. Throws ApiError for a refusal,
/// TransportError when the server was out of reach for k_patience.
void watch_pods(Lookout& lookout, PodBoard& board, const ResourceType& type, const PodSource& source,
                std::size_t number);

}  // namespace yare
