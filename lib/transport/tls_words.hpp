// What went wrong with TLS, in the words of Go's crypto/tls and crypto/x509.
#pragma once

#include <string>

struct x509_store_ctx_st;  // OpenSSL's X509_STORE_CTX

namespace yare {

/// Why the chain in `store` is refused (`tls: failed to verify certificate: x509: ...`), looked at in Go's
/// order: the leaf's dates, its names, the chain. Text from certificates has its control characters escaped.
std::string verification_words(x509_store_ctx_st* store, const std::string& name);

/// An entry of OpenSSL's error queue: `remote error: tls: bad certificate`.
std::string tls_error_words(unsigned long error);

}  // namespace yare
