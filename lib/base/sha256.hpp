// SHA-256 (FIPS 180-4), for names made from contents; OpenSSL stays behind the transport.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// The digest of `bytes` in 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace yare
