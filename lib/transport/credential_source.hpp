// Where a token or a client certificate comes from while requests are made.
#pragma once

#include <memory>
#include <string>

namespace yare {

/// What a request is made with: a token, a certificate with its key, or both.
struct SuppliedCredentials {
    std::string token;
    std::string certificate_pem;
    std::string key_pem;
};

/// One for all connections of a process to a server; its functions may be called by any thread.
class CredentialSource {
  public:
    virtual ~CredentialSource() = default;

    /// What is good now; may run a program or ask a server first, once for all threads that wait. Throws
    /// TransportError with the whole text to show (`getting credentials: ...`), Interrupted when the user did
    /// not want to wait any longer.
    virtual std::shared_ptr<const SuppliedCredentials> current() = 0;

    /// The server has refused `refused` (401): others, got anew unless another thread has done so. Null where
    /// there are none to be had. Throws as current() does.
    virtual std::shared_ptr<const SuppliedCredentials> renew(
        const std::shared_ptr<const SuppliedCredentials>& refused) = 0;
};

}  // namespace yare
