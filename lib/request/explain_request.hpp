// What `explain` is asked for.
#pragma once

#include <string>

namespace yare {

/// The documentation of a type or of one of its fields.
struct ExplainRequest {
    std::string path;         // TYPE[.GROUP][.FIELD...], as typed
    std::string api_version;  // `apps/v1`; empty: the preferred one
    std::string output;       // `plaintext`, `plaintext-openapiv2`
    bool recursive = false;
};

}  // namespace yare
