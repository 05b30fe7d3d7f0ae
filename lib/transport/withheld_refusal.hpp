// The answer 401 kept back while the request may be made again.
#pragma once

#include <string>

#include "transport/http.hpp"

namespace yare {

class WithheldRefusal {
  public:
    /// Both must outlive it.
    WithheldRefusal(const HttpRequest& request, const BodyReceiver& receive)
        : request_(request), receive_(receive) {}

    /// Passes every answer on but a 401, whose body (up to 1 MiB; a larger one is passed on after all) it
    /// keeps.
    BodyReceiver receiver();

    /// Whether `response` was kept back whole.
    bool withholds(const HttpResponse& response) const;

    /// Gives the receiver what was kept.
    void pass_on(const HttpResponse& response);

  private:
    static constexpr std::size_t k_limit = std::size_t{1} << 20;

    const HttpRequest& request_;
    const BodyReceiver& receive_;
    std::string kept_;
    bool given_up_ = false;
    bool wanted_ = true;  // what the receiver last said
};

}  // namespace yare
