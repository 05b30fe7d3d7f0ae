// The headers that say who is asking.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/connection.hpp"
#include "transport/http.hpp"
#include "transport/wire.hpp"

namespace yare {

class Credentials {
  public:
    using Now = std::function<Clock::time_point()>;

    /// Authorization is sent only when `secure`. Reads the token file; throws ConfigError when it cannot be
    /// read, or holds nothing, and there is no token to start with.
    Credentials(const Connection& connection, bool secure, Now now = Clock::now);

    /// Authorization (the token file is read again when its token is a minute old; when that fails the last
    /// one stays, as in client-go) and Impersonate-*.
    std::vector<Header> headers();

  private:
    void read_token_file();

    Now now_;
    std::string token_;
    std::string token_file_;
    Clock::time_point read_at_{};
    std::string basic_;  // the value for Authorization
    std::vector<Header> impersonation_;
};

/// A key of user extra as part of a header name (client-go's headerKeyEscape).
std::string escape_header_key(const std::string& key);

}  // namespace yare
