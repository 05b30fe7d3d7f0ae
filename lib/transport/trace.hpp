// What -v shows of the wire.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "transport/http.hpp"

namespace yare {

/// Wraps `inner` and reports each exchange to `line` (one call a line, no newline), in the form of
/// client-go 1.36's round_trippers with klog's prefix: from verbosity 6 method, URL, status and milliseconds;
/// 7 request headers; 8 response headers and bodies (cut at 1024 bytes at 8, 10240 at 9, whole from 10); 9
/// also a curl command line. Authorization, Proxy-Authorization and tokens are always masked. `server` is put
/// before request targets.
std::unique_ptr<Transport> trace(std::unique_ptr<Transport> inner, int verbosity, std::string server,
                                 std::function<void(const std::string&)> line);

}  // namespace yare
