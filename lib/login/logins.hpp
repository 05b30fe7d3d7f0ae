// The credential sources of a process.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "config/connection.hpp"
#include "login/login_place.hpp"
#include "transport/credential_source.hpp"

namespace yare {

/// Its function may be called by any thread.
class Logins {
  public:
    explicit Logins(LoginPlace place) : place_(std::move(place)) {}

    /// The one source for connections that log in the same way; null for those whose credentials are written
    /// down. Makes it without doing anything yet. Throws ConfigError as make_oidc_source() does.
    std::shared_ptr<CredentialSource> source_for(const Connection& connection);

  private:
    LoginPlace place_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<CredentialSource>> sources_;
};

}  // namespace yare
