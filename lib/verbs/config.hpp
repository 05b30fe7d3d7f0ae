// `config`: reads and changes kubeconfig files; no server is asked.
#pragma once

#include "base/streams.hpp"
#include "config/overrides.hpp"
#include "output/format.hpp"
#include "request/config_request.hpp"

namespace yare {

/// Does what is asked, in kubectl's words (kubectl/pkg/cmd/config). `where` says which files, and for `view
/// --minify` which context. Throws Error; then no file has been changed.
void configure(const ConfigRequest& what, const Overrides& where, const Environment& environment,
               const Format& format, Streams& streams);

}  // namespace yare
