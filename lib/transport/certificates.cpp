#include "transport/certificates.hpp"

#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/error.hpp"
#include "transport/pem.hpp"

namespace yare {
namespace {

constexpr std::string_view k_key_suffix = "PRIVATE KEY";

bool is_key(const std::string& type) {
    return type.size() >= k_key_suffix.size() &&
           std::string_view(type).substr(type.size() - k_key_suffix.size()) == k_key_suffix;
}

/// Nothing when `der` is not one whole certificate.
Certificate parse_certificate(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* end = at + der.size();
    Certificate out(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!out || at != end) {
        ERR_clear_error();
        return nullptr;
    }
    return out;
}

/// The types of `blocks` as Go prints a slice: `[A B]`.
std::string types_of(const std::vector<PemBlock>& blocks) {
    std::string out = "[";
    for (const auto& block : blocks) {
        if (out.size() > 1) out += ' ';
        out += block.type;
    }
    return out + "]";
}

std::vector<Certificate> read_chain(const std::string& pem) {
    const auto blocks = read_pem(pem);
    if (blocks.empty()) throw ConfigError("tls: failed to find any PEM data in certificate input");
    std::vector<Certificate> chain;
    for (const auto& block : blocks) {
        if (block.type != "CERTIFICATE") continue;
        chain.push_back(parse_certificate(block.der));
        if (!chain.back()) throw ConfigError("x509: malformed certificate");
    }
    if (!chain.empty()) return chain;
    if (blocks.size() == 1 && is_key(blocks[0].type)) {
        throw ConfigError(
            "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM "
            "inputs may "
            "have been switched");
    }
    throw ConfigError(
        "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the "
        "following "
        "types: " +
        types_of(blocks));
}

/// The first block whose type ends in PRIVATE KEY.
const PemBlock& find_key(const std::vector<PemBlock>& blocks) {
    for (const auto& block : blocks) {
        if (is_key(block.type)) return block;
    }
    if (blocks.empty()) throw ConfigError("tls: failed to find any PEM data in key input");
    if (blocks.size() == 1 && blocks[0].type == "CERTIFICATE") {
        throw ConfigError("tls: found a certificate rather than a key in the PEM for the private key");
    }
    throw ConfigError(
        "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM "
        "blocks of "
        "the following types: " +
        types_of(blocks));
}

/// The algorithm named in a PKCS#8 key: a decoder that is told the type is three times as fast as one that
/// guesses.
const char* pkcs8_algorithm(const std::string& der) {
    const auto start = std::string_view(der).substr(0, 40);  // SEQUENCE, version, AlgorithmIdentifier
    const auto holds = [&](std::string_view oid) { return start.find(oid) != std::string_view::npos; };
    if (holds("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01")) return "RSA";  // RFC 8017 rsaEncryption
    if (holds("\x2a\x86\x48\xce\x3d\x02\x01")) return "EC";           // RFC 5480 id-ecPublicKey
    if (holds("\x06\x03\x2b\x65\x70")) return "ED25519";              // RFC 8410 id-Ed25519
    return nullptr;
}

/// Decodes with one decoder; nothing when the bytes are no such key.
PrivateKey decode_key(const std::string& der, const char* structure, const char* algorithm) {
    EVP_PKEY* key = nullptr;
    const std::unique_ptr<OSSL_DECODER_CTX, decltype(&OSSL_DECODER_CTX_free)> decoder(
        OSSL_DECODER_CTX_new_for_pkey(&key, "DER", structure, algorithm, EVP_PKEY_KEYPAIR, nullptr, nullptr),
        OSSL_DECODER_CTX_free);
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    std::size_t left = der.size();
    if (decoder == nullptr || OSSL_DECODER_from_data(decoder.get(), &at, &left) != 1) {
        ERR_clear_error();
        EVP_PKEY_free(key);
        return nullptr;
    }
    return PrivateKey(key);
}

PrivateKey read_key(const std::string& pem) {
    const auto blocks = read_pem(pem);
    const PemBlock& block = find_key(blocks);
    if (block.encrypted || block.type == "ENCRYPTED PRIVATE KEY") {
        throw ConfigError(
            "tls: failed to parse private key: it is encrypted, and only keys without a passphrase can be "
            "used");
    }
    PrivateKey key;
    if (block.type == "RSA PRIVATE KEY") {
        key = decode_key(block.der, "type-specific", "RSA");
    } else if (block.type == "EC PRIVATE KEY") {
        key = decode_key(block.der, "type-specific", "EC");
    }
    // Go tries every form whatever the label says.
    if (!key) {
        if (const char* algorithm = pkcs8_algorithm(block.der)) {
            key = decode_key(block.der, "PrivateKeyInfo", algorithm);
        }
    }
    if (!key) key = decode_key(block.der, "type-specific", "RSA");
    if (!key) key = decode_key(block.der, "type-specific", "EC");
    if (!key) throw ConfigError("tls: failed to parse private key");
    return key;
}

}  // namespace

void FreeCertificate::operator()(x509_st* certificate) const { X509_free(certificate); }
void FreeKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

std::vector<Certificate> read_roots(const std::string& pem) {
    constexpr auto prefix = "unable to load root certificates: ";
    const auto blocks = read_pem(pem);
    std::vector<Certificate> roots;
    bool malformed = false;
    for (const auto& block : blocks) {
        if (block.type != "CERTIFICATE" || block.has_headers) continue;
        if (auto root = parse_certificate(block.der)) {
            roots.push_back(std::move(root));
        } else {
            malformed = true;
        }
    }
    if (!roots.empty()) return roots;
    if (malformed)
        throw ConfigError(std::string(prefix) + "failed to parse certificate: x509: malformed certificate");
    if (blocks.empty()) throw ConfigError(std::string(prefix) + "unable to parse bytes as PEM block");
    throw ConfigError(std::string(prefix) + "no valid certificate authority data seen");
}

Identity read_identity(const std::string& certificate_pem, const std::string& key_pem) {
    Identity out{read_chain(certificate_pem), read_key(key_pem)};
    EVP_PKEY* public_key = X509_get0_pubkey(out.chain.front().get());
    if (public_key == nullptr) {
        ERR_clear_error();
        throw ConfigError("tls: unknown public key algorithm");
    }
    if (EVP_PKEY_get_base_id(public_key) != EVP_PKEY_get_base_id(out.key.get())) {
        throw ConfigError("tls: private key type does not match public key type");
    }
    if (EVP_PKEY_eq(public_key, out.key.get()) != 1) {
        ERR_clear_error();
        throw ConfigError("tls: private key does not match public key");
    }
    return out;
}

}  // namespace yare
