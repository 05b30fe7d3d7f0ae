// PEM blocks (RFC 7468) as Go's encoding/pem finds them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct PemBlock {
    std::string type;          // `CERTIFICATE`, `EC PRIVATE KEY`, ...
    bool has_headers = false;  // `Name: value` lines at its start
    bool encrypted = false;    // one of them is `Proc-Type: 4,ENCRYPTED`
    std::string der;
};

/// Every well-formed block of `text`, in order; what is not one is skipped.
std::vector<PemBlock> read_pem(std::string_view text);

}  // namespace yare
