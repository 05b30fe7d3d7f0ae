// Certificates and keys out of PEM text, in memory only.
#pragma once

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY and X509: its headers are for .cpp files
struct x509_st;

namespace yare {

struct FreeCertificate {
    void operator()(x509_st* certificate) const;
};
struct FreeKey {
    void operator()(evp_pkey_st* key) const;
};
using Certificate = std::unique_ptr<x509_st, FreeCertificate>;
using PrivateKey = std::unique_ptr<evp_pkey_st, FreeKey>;

/// Who the client is.
struct Identity {
    std::vector<Certificate> chain;  // the leaf first
    PrivateKey key;
};

/// The trusted roots in `pem`; blocks that are no certificates are skipped. Throws ConfigError in client-go's
/// words
/// (`unable to load root certificates: unable to parse bytes as PEM block`) when there is none.
std::vector<Certificate> read_roots(const std::string& pem);

/// The client's certificate chain and its key (PKCS#8, PKCS#1 or SEC 1; RSA, ECDSA or Ed25519). Throws
/// ConfigError in the words of Go's tls.X509KeyPair; never asks for a passphrase.
Identity read_identity(const std::string& certificate_pem, const std::string& key_pem);

}  // namespace yare
