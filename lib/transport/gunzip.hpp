// Content-Encoding: gzip, undone while it streams.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace yare {

class Gunzip {
  public:
    /// Gets decoded pieces; returning false stops.
    using Sink = std::function<bool(std::string_view piece)>;

    /// `where` is the HOST:PORT for errors.
    explicit Gunzip(std::string where);
    ~Gunzip();
    Gunzip(const Gunzip&) = delete;
    Gunzip& operator=(const Gunzip&) = delete;

    /// Decodes `bytes` and passes on what comes of them at once. Returns what `sink` said. Throws
    /// TransportError in Go's words: `gzip: invalid header`, `gzip: invalid checksum`, `flate: corrupt
    /// input`.
    bool feed(std::string_view bytes, const Sink& sink);

    /// Whether the bytes so far are whole gzip members, at least one.
    bool complete() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yare
