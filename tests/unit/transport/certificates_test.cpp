#include "transport/certificates.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transport/pem.hpp"
#include "transport/test_certificates.hpp"

using namespace yare;

TEST_CASE("PEM blocks are found as Go finds them") {
    const auto blocks = read_pem(
        "noise\n-----BEGIN A-----\nQUJD\nREVG\n-----END A-----\r\n"
        "-----BEGIN B B-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: x\r\n\r\n QUJD \r\n-----END B B-----\n"
        "-----BEGIN BAD-----\n!!!\n-----END BAD-----\n-----BEGIN CUT-----\nQUJD\n"
        "-----BEGIN C-----\nQQ==\n-----END C-----");
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0].type == "A");
    CHECK(blocks[0].der == "ABCDEF");
    CHECK(!blocks[0].has_headers);
    CHECK(blocks[1].type == "B B");
    CHECK(blocks[1].der == "ABC");
    CHECK(blocks[1].has_headers);
    CHECK(blocks[1].encrypted);
    CHECK(blocks[2].der == "A");
    CHECK(read_pem("").empty());
    CHECK(read_pem("-----BEGIN A-----").empty());
    CHECK(read_pem("-----BEGIN-----\n-----END-----").empty());
}

TEST_CASE("keys of every usual kind and form are read") {
    for (const char* type : {"EC", "RSA", "ED25519"}) {
        CAPTURE(type);
        test::CertificateSpec spec;
        spec.key_type = type;
        const auto made = test::make_certificate(spec);
        CHECK(read_identity(made.pem, made.key_pem).key != nullptr);
        if (std::string(type) != "ED25519")
            CHECK(read_identity(made.pem, made.traditional_key_pem()).key != nullptr);
        // Certificate and key in one file, as kubelet writes them.
        CHECK(read_identity(made.pem + made.key_pem, made.pem + made.key_pem).chain.size() == 1);
        CHECK(read_identity(made.pem + made.pem, made.key_pem).chain.size() == 2);
        CHECK_THROWS_WITH_AS(read_identity(made.pem, made.encrypted_key_pem()),
                             "tls: failed to parse private key: it is encrypted, and only keys without a "
                             "passphrase can be used",
                             ConfigError);
    }
}

TEST_CASE("identities that cannot be used are refused in Go's words") {
    const auto one = test::make_certificate({});
    const auto two = test::make_certificate({});
    test::CertificateSpec spec;
    spec.key_type = "RSA";
    const auto rsa = test::make_certificate(spec);
    const std::string junk = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";
    const std::string junk_key = "-----BEGIN EC PRIVATE KEY-----\nQUJD\n-----END EC PRIVATE KEY-----\n";
    const std::string other = "-----BEGIN OTHER-----\nQUJD\n-----END OTHER-----\n";
    const std::string legacy =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nQUJD\n-----END RSA PRIVATE KEY-----\n";
    struct Case {
        std::string certificate, key, words;
    };
    const Case cases[] = {
        {one.pem, two.key_pem, "tls: private key does not match public key"},
        {one.pem, rsa.key_pem, "tls: private key type does not match public key type"},
        {"", one.key_pem, "tls: failed to find any PEM data in certificate input"},
        {one.pem, "", "tls: failed to find any PEM data in key input"},
        {one.key_pem, one.pem,
         "tls: failed to find certificate PEM data in certificate input, but did find a private key; "
         "PEM inputs may have been switched"},
        {one.pem, one.pem, "tls: found a certificate rather than a key in the PEM for the private key"},
        {other, one.key_pem,
         "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of "
         "the following types: [OTHER]"},
        {one.pem, other + other,
         "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping "
         "PEM blocks of the following types: [OTHER OTHER]"},
        {junk, one.key_pem, "x509: malformed certificate"},
        {one.pem, junk_key, "tls: failed to parse private key"},
        {one.pem, legacy,
         "tls: failed to parse private key: it is encrypted, and only keys without a passphrase can be used"},
    };
    for (const auto& each : cases)
        CHECK_THROWS_WITH_AS(read_identity(each.certificate, each.key), each.words.c_str(), ConfigError);
}

TEST_CASE("roots") {
    const auto made = test::make_certificate({});
    const std::string junk = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";
    CHECK(read_roots("# a comment\n" + made.pem + junk + made.key_pem + made.pem).size() == 2);
    const std::pair<std::string, std::string> cases[] = {
        {"", "unable to load root certificates: unable to parse bytes as PEM block"},
        {"hello", "unable to load root certificates: unable to parse bytes as PEM block"},
        {made.key_pem, "unable to load root certificates: no valid certificate authority data seen"},
        {junk, "unable to load root certificates: failed to parse certificate: x509: malformed certificate"},
    };
    for (const auto& [pem, words] : cases) CHECK_THROWS_WITH_AS(read_roots(pem), words.c_str(), ConfigError);
}
