#include "request/generators/name_hash.hpp"

#include "base/sha256.hpp"

namespace yare {

std::string name_hash(std::string_view encoded) {
    constexpr std::string_view from = "013ae";
    constexpr std::string_view to = "ghkmt";
    std::string hash = sha256_hex(encoded).substr(0, 10);
    for (char& c : hash) {
        if (const auto at = from.find(c); at != std::string_view::npos) {
            c = to[at];
        }
    }
    return hash;
}

}  // namespace yare
