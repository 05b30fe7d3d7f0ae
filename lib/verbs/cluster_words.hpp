// What completion learns from kubeconfig files, caches and the server.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "discovery/api_resources.hpp"
#include "transport/http.hpp"
#include "verbs/candidates.hpp"

namespace yare {

/// Answers questions about the cluster that a command line is about, until a deadline. No function throws and
/// none says a word: what cannot be known is not offered.
class ClusterWords {
  public:
    struct Options {
        Overrides where;
        Environment environment;
        std::string service_account_dir;
        std::function<std::unique_ptr<Transport>(const Connection&)> transport;
        std::chrono::steady_clock::time_point deadline;
    };

    explicit ClusterWords(Options options) : options_(std::move(options)) {}

    /// Types that begin with `typed`.
    Candidates types(std::string_view typed);

  private:
    const Connection* connection();
    const ApiResources* cached_types();

    Options options_;
    std::optional<Connection> connection_;
    bool tried_connection_ = false;
    std::optional<ApiResources> served_;
    bool tried_cache_ = false;
};

}  // namespace yare
