// Certificates made on the spot, for servers and clients of tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace yare::test {

struct CertificateSpec {
    std::string common_name = "test";
    std::vector<std::string> names;      // DNS SANs
    std::vector<std::string> addresses;  // IP SANs
    long starts_in = -3600;              // seconds from now
    long ends_in = 3600;
    bool authority = false;
    const char* key_type = "EC";  // EC, RSA, ED25519
};

struct Certificate {
    std::shared_ptr<x509_st> certificate;
    std::shared_ptr<evp_pkey_st> key;
    std::string pem;
    std::string key_pem;                      // PKCS#8
    std::string traditional_key_pem() const;  // PKCS#1 or SEC 1
    std::string encrypted_key_pem() const;
};

/// Signed by `issuer`, or by itself without one.
Certificate make_certificate(const CertificateSpec& spec, const Certificate* issuer = nullptr);

}  // namespace yare::test
