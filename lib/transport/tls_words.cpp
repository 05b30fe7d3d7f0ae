#include "transport/tls_words.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include "transport/origin.hpp"

namespace yare {
namespace {

constexpr std::size_t k_most_names = 100;  // crypto/x509 HostnameError: maxNamesIncluded

/// Bytes of a certificate, fit for one line of a message.
std::string printable(const unsigned char* data, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) {
        if (data[i] >= 0x20 && data[i] < 0x7f) {
            out += static_cast<char>(data[i]);
        } else {
            char hex[8];
            std::snprintf(hex, sizeof hex, "\\x%02x", data[i]);
            out += hex;
        }
    }
    return out;
}

std::string rfc3339(const std::tm& time, long offset) {
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &time);
    if (offset == 0) return std::string(text) + "Z";
    char zone[16];
    const long minutes = (offset < 0 ? -offset : offset) / 60;
    std::snprintf(zone, sizeof zone, "%c%02ld:%02ld", offset < 0 ? '-' : '+', minutes / 60 % 100,
                  minutes % 60);
    return std::string(text) + zone;
}

/// `current time T1 is after T2`, or nothing when `certificate` is valid now. Go shows its own time in the
/// local zone.
std::string date_words(const X509* certificate) {
    const std::time_t now = std::time(nullptr);
    const bool early = X509_cmp_time(X509_get0_notBefore(certificate), nullptr) > 0;
    const bool late = X509_cmp_time(X509_get0_notAfter(certificate), nullptr) < 0;
    if (!early && !late) return "";
    std::tm local{};
    std::tm limit{};
    localtime_r(&now, &local);
    ASN1_TIME_to_tm(early ? X509_get0_notBefore(certificate) : X509_get0_notAfter(certificate), &limit);
    return "x509: certificate has expired or is not yet valid: current time " +
           rfc3339(local, local.tm_gmtoff) + " is " + (early ? "before " : "after ") + rfc3339(limit, 0);
}

/// The SANs of `certificate` that are names, or those that are addresses.
std::vector<std::string> alternative_names(const X509* certificate, bool addresses) {
    std::vector<std::string> out;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        GENERAL_NAMES_free);
    for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const auto* value = static_cast<const ASN1_STRING*>(
            GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type));
        if (type == GEN_DNS && !addresses) {
            out.push_back(printable(ASN1_STRING_get0_data(value), ASN1_STRING_length(value)));
        }
        if (type == GEN_IPADD && addresses) {
            char text[INET6_ADDRSTRLEN] = "?";
            const int family = ASN1_STRING_length(value) == 16 ? AF_INET6 : AF_INET;
            if (ASN1_STRING_length(value) == (family == AF_INET ? 4 : 16)) {
                inet_ntop(family, ASN1_STRING_get0_data(value), text, sizeof text);
            }
            out.emplace_back(text);
        }
    }
    return out;
}

bool carries_name(X509* certificate, const std::string& name, unsigned flags) {
    return X509_check_host(certificate, name.c_str(), name.size(), flags, nullptr) == 1;
}

/// crypto/x509 HostnameError.
std::string name_words(X509* certificate, const std::string& name) {
    const bool address = is_ip_address(name);
    const auto names = alternative_names(certificate, address);
    const bool has_sans = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) >= 0;
    if (!has_sans && !address && carries_name(certificate, name, X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT)) {
        return "x509: certificate relies on legacy Common Name field, use SANs instead";
    }
    if (address && names.empty()) {
        return "x509: cannot validate certificate for " + name + " because it doesn't contain any IP SANs";
    }
    if (names.size() >= k_most_names) {
        return "x509: certificate is valid for " + std::to_string(names.size()) +
               (address ? " IP SANs" : " names") + ", but none matched " + name;
    }
    if (names.empty()) return "x509: certificate is not valid for any names, but wanted to match " + name;
    std::string list;
    for (const auto& each : names) list += (list.empty() ? "" : ", ") + each;
    return "x509: certificate is valid for " + list + ", not " + name;
}

bool matches(X509* certificate, const std::string& name) {
    if (is_ip_address(name)) return X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
    return carries_name(certificate, name,
                        X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
}

std::string chain_words(X509_STORE_CTX* store, int error) {
    switch (error) {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        case X509_V_ERR_CERT_UNTRUSTED:
        case X509_V_ERR_INVALID_CA:
            return "x509: certificate signed by unknown authority";
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return date_words(X509_STORE_CTX_get_current_cert(store));
        case X509_V_ERR_INVALID_PURPOSE:
            return "x509: certificate specifies an incompatible key usage";
        default:
            return std::string("x509: ") + X509_verify_cert_error_string(error);
    }
}

struct Alert {
    int number;
    const char* words;
};

// RFC 8446 section 6 numbers, crypto/tls alert.go texts.
constexpr Alert k_alerts[] = {
    {10, "unexpected message"},
    {20, "bad record MAC"},
    {21, "decryption failed"},
    {22, "record overflow"},
    {30, "decompression failure"},
    {40, "handshake failure"},
    {42, "bad certificate"},
    {43, "unsupported certificate"},
    {44, "revoked certificate"},
    {45, "expired certificate"},
    {46, "unknown certificate"},
    {47, "illegal parameter"},
    {48, "unknown certificate authority"},
    {49, "access denied"},
    {50, "error decoding message"},
    {51, "error decrypting message"},
    {60, "export restriction"},
    {70, "protocol version not supported"},
    {71, "insufficient security level"},
    {80, "internal error"},
    {86, "inappropriate fallback"},
    {90, "user canceled"},
    {100, "no renegotiation"},
    {109, "missing extension"},
    {110, "unsupported extension"},
    {111, "certificate unobtainable"},
    {112, "unrecognized name"},
    {113, "bad certificate status response"},
    {114, "bad certificate hash value"},
    {115, "unknown PSK identity"},
    {116, "certificate required"},
    {120, "no application protocol"},
};

}  // namespace

std::string verification_words(x509_store_ctx_st* store, const std::string& name) {
    const int error = X509_STORE_CTX_get_error(store);
    X509* leaf = X509_STORE_CTX_get0_cert(store);
    std::string words = leaf == nullptr ? "" : date_words(leaf);
    if (words.empty() && leaf != nullptr && !matches(leaf, name)) words = name_words(leaf, name);
    if (words.empty()) words = chain_words(store, error);
    return "tls: failed to verify certificate: " + words;
}

std::string tls_error_words(unsigned long error) {
    const int reason = ERR_GET_REASON(error);
    if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
        const int alert = reason - SSL_AD_REASON_OFFSET;
        for (const auto& entry : k_alerts) {
            if (entry.number == alert) return std::string("remote error: tls: ") + entry.words;
        }
        if (alert >= 0 && alert < 256) return "remote error: tls: alert(" + std::to_string(alert) + ")";
        switch (reason) {
            case SSL_R_WRONG_VERSION_NUMBER:
            case SSL_R_WRONG_SSL_VERSION:
                return "tls: first record does not look like a TLS handshake";
            case SSL_R_UNSUPPORTED_PROTOCOL:
            case SSL_R_NO_PROTOCOLS_AVAILABLE:
                return "tls: server selected unsupported protocol version";
            case SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC:
            case SSL_R_BAD_RECORD_TYPE:
                return "local error: tls: bad record MAC";
            case SSL_R_EE_KEY_TOO_SMALL:
                return "tls: certificate key too small";
            default:
                break;
        }
    }
    // Texts are there only if OpenSSL was started with them.
    if (const char* words = ERR_reason_error_string(error)) return std::string("tls: ") + words;
    char number[48];
    std::snprintf(number, sizeof number, "tls: error %08lX of OpenSSL", error);
    return number;
}

}  // namespace yare
