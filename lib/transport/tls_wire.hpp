// A Wire that speaks TLS over another Wire.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "transport/wire.hpp"

struct bio_method_st;  // OpenSSL's BIO_METHOD, SSL and X509_STORE_CTX
struct ssl_st;
struct x509_store_ctx_st;

namespace yare {

class TlsWire : public Wire {
  public:
    /// Owns both. `name` is the one that the certificate must carry.
    TlsWire(std::unique_ptr<Wire> below, ssl_st* ssl, std::string name);
    ~TlsWire() override;
    TlsWire(const TlsWire&) = delete;
    TlsWire& operator=(const TlsWire&) = delete;

    /// Puts a BIO of `method` between `ssl` and `below`. False when memory is short.
    bool attach(const bio_method_st* method);
    void verify_peer(bool verify);
    std::pair<WireStatus, WireFailure> shake_hands();

    WireRead read(char* into, std::size_t size) noexcept override;
    WireStatus write(std::string_view bytes) noexcept override;
    void set_deadline(Deadline deadline) noexcept override { below_->set_deadline(deadline); }
    WireFailure failure() const override { return failure_; }
    void finish() noexcept override;
    int descriptor() const noexcept override { return below_->descriptor(); }

  private:
    friend struct WireBio;
    static int on_verify(int good, x509_store_ctx_st* store);
    WireStatus status_after(int result, bool writing) noexcept;

    std::unique_ptr<Wire> below_;
    ssl_st* ssl_;
    std::string name_;
    bool verify_ = true;
    bool established_ = false;
    WireStatus read_status_ = WireStatus::ok;  // of the wire below, last
    WireStatus write_status_ = WireStatus::ok;
    std::string first_bytes_;  // of what the peer sent, up to five
    std::string distrust_;     // why the certificate was refused
    WireFailure failure_;
};

/// The method for attach(); the caller frees it with BIO_meth_free after the last wire is gone.
bio_method_st* new_wire_method();

}  // namespace yare
