#include "transport/gunzip.hpp"

#include <zlib.h>

#include <new>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace yare {
namespace {

constexpr std::size_t k_output = std::size_t{64} << 10;
constexpr int k_gzip_only =
    15 + 16;  // zlib: largest window, gzip header demanded and its CRC and length checked

}  // namespace

struct Gunzip::State {
    std::string where;
    z_stream stream{};
    std::vector<char> output = std::vector<char>(k_output);
    bool started = false;  // inside a member
    bool any = false;      // one was whole

    [[noreturn]] void fail(const char* words) const {
        throw TransportError(TransportError::Cause::protocol, where, words);
    }

    [[noreturn]] void refuse() const {
        const std::string_view why = stream.msg == nullptr ? "" : stream.msg;
        if (why.find("header") != std::string_view::npos ||
            why.find("compression method") != std::string_view::npos ||
            why.find("window size") != std::string_view::npos) {
            fail("gzip: invalid header");
        }
        if (why.find("check") != std::string_view::npos) fail("gzip: invalid checksum");
        fail("flate: corrupt input");
    }
};

Gunzip::Gunzip(std::string where) : state_(std::make_unique<State>()) {
    state_->where = std::move(where);
    if (inflateInit2(&state_->stream, k_gzip_only) != Z_OK) throw std::bad_alloc();
}

Gunzip::~Gunzip() { inflateEnd(&state_->stream); }

bool Gunzip::complete() const { return state_->any && !state_->started; }

bool Gunzip::feed(std::string_view bytes, const Sink& sink) {
    z_stream& stream = state_->stream;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    bool full = false;  // the last call filled the output, so more may be waiting inside
    while (stream.avail_in > 0 || full) {
        state_->started = true;
        stream.next_out = reinterpret_cast<Bytef*>(state_->output.data());
        stream.avail_out = static_cast<uInt>(state_->output.size());
        const int result = inflate(&stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) state_->refuse();
        const std::size_t size = state_->output.size() - stream.avail_out;
        full = stream.avail_out == 0;
        if (result == Z_STREAM_END) {  // another member may follow (RFC 1952 section 2.2)
            state_->any = true;
            state_->started = false;
            full = false;
            inflateReset(&stream);
        }
        if (size > 0 && !sink({state_->output.data(), size})) return false;
        if (result == Z_BUF_ERROR && size == 0) break;
    }
    return true;
}

}  // namespace yare
