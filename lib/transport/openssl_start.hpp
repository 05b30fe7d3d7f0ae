// Starts OpenSSL without what this program never uses.
#pragma once

namespace yare {

/// Initialises OpenSSL without its configuration file, its error texts (this library has its own) and its
/// handler at exit: 2 million instructions less. Called again, or after another initialisation, it does
/// nothing.
void start_openssl() noexcept;

}  // namespace yare
