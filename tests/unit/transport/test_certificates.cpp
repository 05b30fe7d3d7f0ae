#include "transport/test_certificates.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <stdexcept>

namespace yare::test {
namespace {

template <typename Write>
std::string text_of(Write write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    if (write(bio.get()) != 1) throw std::runtime_error("cannot write PEM");
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (extension == nullptr) throw std::runtime_error("bad extension " + value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

EVP_PKEY* make_key(const std::string& type) {
    if (type == "EC") return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    if (type == "RSA") return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
    return EVP_PKEY_Q_keygen(nullptr, nullptr, type.c_str());
}

}  // namespace

Certificate make_certificate(const CertificateSpec& spec, const Certificate* issuer) {
    static std::atomic<long> serial{1};
    Certificate out;
    out.key.reset(make_key(spec.key_type), EVP_PKEY_free);
    out.certificate.reset(X509_new(), X509_free);
    X509* certificate = out.certificate.get();
    X509* signer = issuer == nullptr ? certificate : issuer->certificate.get();
    EVP_PKEY* signing_key = issuer == nullptr ? out.key.get() : issuer->key.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), spec.starts_in);
    X509_gmtime_adj(X509_getm_notAfter(certificate), spec.ends_in);
    X509_set_pubkey(certificate, out.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(spec.common_name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    add_extension(certificate, signer, NID_basic_constraints,
                  spec.authority ? "critical,CA:TRUE" : "CA:FALSE");
    std::string sans;
    for (const auto& name : spec.names) sans += (sans.empty() ? "DNS:" : ",DNS:") + name;
    for (const auto& address : spec.addresses) sans += (sans.empty() ? "IP:" : ",IP:") + address;
    if (!sans.empty()) add_extension(certificate, signer, NID_subject_alt_name, sans);
    const bool no_digest = EVP_PKEY_get_base_id(signing_key) == EVP_PKEY_ED25519;
    if (X509_sign(certificate, signing_key, no_digest ? nullptr : EVP_sha256()) == 0) {
        throw std::runtime_error("cannot sign");
    }
    out.pem = text_of([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
    out.key_pem = text_of([&](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, out.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return out;
}

std::string Certificate::traditional_key_pem() const {
    return text_of([&](BIO* bio) {
        return PEM_write_bio_PrivateKey_traditional(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

std::string Certificate::encrypted_key_pem() const {
    return text_of([&](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), EVP_aes_256_cbc(), "secret", 6, nullptr,
                                             nullptr);
    });
}

}  // namespace yare::test
