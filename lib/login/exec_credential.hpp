// The words that pass between a client and its credential plugin (client.authentication.k8s.io).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "config/login.hpp"
#include "transport/credential_source.hpp"

namespace yare {

/// The value of KUBERNETES_EXEC_INFO, byte for byte as client-go 1.36 encodes it, with a newline at its end.
std::string exec_info(const ExecLogin& login, bool interactive);

/// What a plugin gave.
struct ExecAnswer {
    SuppliedCredentials credentials;
    std::optional<Moment> expires;
};

/// Reads a plugin's output: an ExecCredential of `api_version` in JSON or YAML, with a token, or a
/// certificate and its key, or all. Throws Error in client-go's words.
ExecAnswer read_exec_answer(std::string_view output, const std::string& api_version);

}  // namespace yare
