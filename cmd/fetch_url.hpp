// Reading a manifest from the web.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "transport/http.hpp"

namespace yare {

/// The body of an http(s) URL, at most 64 MiB. Three tries a second apart where the server answers 5xx or
/// cannot be reached, at most ten redirects; no credentials are sent, and https never leads to http. Throws
/// Error in kubectl's words (cli-runtime/pkg/resource/visitor.go).
std::string fetch_url(const std::string& url, const Environment& environment,
                      const std::function<std::unique_ptr<Transport>(const Connection&)>& make_transport);

}  // namespace yare
