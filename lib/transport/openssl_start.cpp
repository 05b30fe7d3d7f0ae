#include "transport/openssl_start.hpp"

#include <openssl/ssl.h>

namespace yare {

void start_openssl() noexcept {
    // Not NO_ADD_ALL_DIGESTS: chain verification would fail. A failure shows in the first real call.
    OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_SSL_STRINGS |
                         OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_NO_ATEXIT,
                     nullptr);
}

}  // namespace yare
