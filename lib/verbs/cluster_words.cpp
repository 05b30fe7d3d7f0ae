#include "verbs/cluster_words.hpp"

#include "base/error.hpp"
#include "config/resolve.hpp"
#include "discovery/cache_file.hpp"
#include "discovery/discovery.hpp"
#include "verbs/complete_types.hpp"

namespace yare {

const Connection* ClusterWords::connection() {
    if (!std::exchange(tried_connection_, true)) {
        try {
            connection_ =
                resolve_connection(options_.where, options_.environment, options_.service_account_dir);
        } catch (const std::exception&) {
            // A completion has nobody to tell: without a server there are no words of its own.
        }
    }
    return connection_ ? &*connection_ : nullptr;
}

const ApiResources* ClusterWords::cached_types() {
    if (!std::exchange(tried_cache_, true)) {
        const auto* where = connection();
        const auto file =
            where == nullptr ? "" : Discovery::cache_file(where->cache_dir, where->server);
        if (!file.empty()) {
            constexpr auto k_any_age = std::chrono::hours(24 * 366);
            if (const auto text = read_cache_file(file, k_any_age)) {
                served_ = from_cache(*text);
            }
        }
    }
    return served_ ? &*served_ : nullptr;
}

Candidates ClusterWords::types(std::string_view typed) { return type_candidates(cached_types(), typed); }

}  // namespace yare
