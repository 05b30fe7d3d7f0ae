// The headers that say who is asking.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/connection.hpp"
#include "transport/credential_source.hpp"
#include "transport/http.hpp"
#include "transport/wire.hpp"

namespace yare {

class Credentials {
  public:
    using Now = std::function<Clock::time_point()>;

    /// Authorization is sent only when `secure`, and only then `source` is asked. Reads the token file;
    /// throws ConfigError when it cannot be read, or holds nothing, and there is no token to start with.
    Credentials(const Connection& connection, bool secure, std::shared_ptr<CredentialSource> source = nullptr,
                Now now = Clock::now);

    /// Authorization (the token file is read again when its token is a minute old; when that fails the last
    /// one stays, as in client-go) and Impersonate-*. Throws what the source throws.
    std::vector<Header> headers();

    /// What the source gave for the latest headers(); null without a source.
    const SuppliedCredentials* supplied() const { return supplied_.get(); }

    /// Whether renew() can ever find others.
    bool renewable() const { return source_ != nullptr || !token_file_.empty(); }

    /// After a 401 for the latest headers(): gets new credentials from the source, or reads the token file.
    /// Whether there is anything else to try with. Throws what the source throws.
    bool renew();

  private:
    void read_token_file();

    Now now_;
    std::shared_ptr<CredentialSource> source_;
    std::shared_ptr<const SuppliedCredentials> supplied_;
    std::string token_;
    std::string token_file_;
    Clock::time_point read_at_{};
    std::string basic_;  // the value for Authorization
    std::vector<Header> impersonation_;
};

/// A key of user extra as part of a header name (client-go's headerKeyEscape).
std::string escape_header_key(const std::string& key);

}  // namespace yare
