// Creating: from manifests, and from flags.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// POSTs the objects of manifests, in phases (Phase): namespaces and definitions of types first, waiting
/// until the types are served; with a concurrency of 1 strictly in the order of the input. Results are
/// printed in that order, errors behind them. Nothing is sent when a manifest cannot be parsed. Throws one
/// Error for all that failed; Interrupted, naming what was not begun.
void create(Session& session, const CreateRequest& request, const Format& format);

/// POSTs one object made from flags.
void generate(Session& session, const GenerateRequest& request, const Format& format);

}  // namespace yare
