#include "transport/tls_wire.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <limits>

#include "transport/tls_words.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

int as_int(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

}  // namespace

/// The BIO's functions. OpenSSL's own socket BIO knows neither deadlines nor MSG_NOSIGNAL.
struct WireBio {
    static TlsWire& wire(BIO* bio) { return *static_cast<TlsWire*>(BIO_get_data(bio)); }

    static int read(BIO* bio, char* into, int size) {
        TlsWire& self = wire(bio);
        BIO_clear_retry_flags(bio);
        const auto [status, bytes] = self.below_->read(into, static_cast<std::size_t>(size));
        self.read_status_ = status;
        if (status == WireStatus::ok) {
            if (self.first_bytes_.size() < 5) self.first_bytes_.append(into, std::min<std::size_t>(bytes, 5));
            return static_cast<int>(bytes);
        }
        if (status == WireStatus::timeout) BIO_set_retry_read(bio);  // may go on with a later deadline
        return status == WireStatus::end || status == WireStatus::cut ? 0 : -1;
    }

    static int write(BIO* bio, const char* from, int size) {
        TlsWire& self = wire(bio);
        BIO_clear_retry_flags(bio);
        const WireStatus status = self.below_->write({from, static_cast<std::size_t>(size)});
        self.write_status_ = status;
        if (status == WireStatus::ok) return size;
        if (status == WireStatus::timeout) BIO_set_retry_write(bio);
        return -1;
    }

    static long control(BIO* bio, int command, long, void*) {
        if (command == BIO_CTRL_FLUSH) return 1;
        if (command == BIO_CTRL_EOF) return wire(bio).read_status_ == WireStatus::end ? 1 : 0;
        return 0;
    }
};

bio_method_st* new_wire_method() {
    BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wire");
    if (method == nullptr) return nullptr;
    BIO_meth_set_read(method, WireBio::read);
    BIO_meth_set_write(method, WireBio::write);
    BIO_meth_set_ctrl(method, WireBio::control);
    return method;
}

TlsWire::TlsWire(std::unique_ptr<Wire> below, ssl_st* ssl, std::string name)
    : below_(std::move(below)), ssl_(ssl), name_(std::move(name)) {}

TlsWire::~TlsWire() { SSL_free(ssl_); }

bool TlsWire::attach(const bio_method_st* method) {
    BIO* bio = BIO_new(method);
    if (bio == nullptr) return false;
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_, bio, bio);
    return SSL_set_app_data(ssl_, this) == 1;
}

void TlsWire::verify_peer(bool verify) {
    verify_ = verify;
    SSL_set_verify(ssl_, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, verify ? on_verify : nullptr);
}

int TlsWire::on_verify(int good, x509_store_ctx_st* store) {
    if (good == 1) return 1;
    auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* self = static_cast<TlsWire*>(SSL_get_app_data(ssl));
    if (self->distrust_.empty()) self->distrust_ = verification_words(store, self->name_);
    return 0;
}

std::pair<WireStatus, WireFailure> TlsWire::shake_hands() {
    ERR_clear_error();
    const int result = SSL_connect(ssl_);
    if (result == 1) {
        const bool trusted =
            !verify_ || (SSL_get_verify_result(ssl_) == X509_V_OK && SSL_get0_peer_certificate(ssl_));
        if (trusted) {
            established_ = true;
            return {WireStatus::ok, {}};
        }
        return {WireStatus::failed, {Cause::tls, "tls: failed to verify certificate: there is none"}};
    }
    const WireStatus status = status_after(result, true);
    if (status == WireStatus::timeout) return {status, {}};
    if (!distrust_.empty()) return {WireStatus::failed, {Cause::tls, distrust_}};
    if (first_bytes_ == "HTTP/") {
        return {WireStatus::failed, {Cause::tls, "http: server gave HTTP response to HTTPS client"}};
    }
    if (status != WireStatus::failed) return {WireStatus::failed, {Cause::closed, "EOF"}};
    return {status, failure_};
}

WireRead TlsWire::read(char* into, std::size_t size) noexcept {
    ERR_clear_error();
    const int result = SSL_read(ssl_, into, as_int(size));
    if (result > 0) return {WireStatus::ok, static_cast<std::size_t>(result)};
    return {status_after(result, false), 0};
}

WireStatus TlsWire::write(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        ERR_clear_error();
        const int result = SSL_write(ssl_, bytes.data(), as_int(bytes.size()));
        if (result <= 0) return status_after(result, true);
        bytes.remove_prefix(static_cast<std::size_t>(result));
    }
    return WireStatus::ok;
}

WireStatus TlsWire::status_after(int result, bool writing) noexcept {
    const int kind = SSL_get_error(ssl_, result);
    if (kind == SSL_ERROR_ZERO_RETURN) return WireStatus::end;
    if (kind == SSL_ERROR_WANT_READ || kind == SSL_ERROR_WANT_WRITE) return WireStatus::timeout;
    established_ = false;  // OpenSSL allows no SSL_shutdown after this
    const unsigned long error = ERR_get_error();
    ERR_clear_error();
    // After a read that ended, OpenSSL still writes an alert; after a write that failed, an alert may still
    // be read.
    if (read_status_ == WireStatus::end || read_status_ == WireStatus::cut) return WireStatus::cut;
    if (read_status_ == WireStatus::failed || (writing && write_status_ == WireStatus::failed)) {
        failure_ = below_->failure();
    } else {
        failure_ = {Cause::tls, tls_error_words(error)};
    }
    return WireStatus::failed;
}

void TlsWire::finish() noexcept {
    if (established_) {
        established_ = false;
        set_deadline(Clock::now());
        SSL_shutdown(ssl_);
        ERR_clear_error();
    }
    below_->finish();
}

}  // namespace yare
