// Starts OpenSSL without what this program never uses.
#pragma once

namespace yare {

/// Initialises OpenSSL without its configuration file, its error texts (this library has its own) and its
/// handler at exit: 2 million instructions less. It works only before the first other initialisation in the
/// process, and cpp-httplib has one in a static initialiser; so a program calls it from its `.preinit_array`,
/// which runs before every shared library's initialisers. Called again, or too late, it does nothing.
///
///     [[gnu::section(".preinit_array"), gnu::used]] void (*const k_start)() = yare::start_openssl;
void start_openssl() noexcept;

}  // namespace yare
