// Where bytes go and come from: standard streams in the tool, strings in tests.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// A sink for bytes. write() may buffer; flush() hands everything on. Both throw OutputError, BrokenPipe for
/// a reader that has gone.
class Output {
  public:
    virtual ~Output() = default;
    virtual void write(std::string_view bytes) = 0;
    /// Bytes of our own making, which may drive a terminal (colours).
    virtual void write_trusted(std::string_view bytes) { write(bytes); }
    virtual void flush() {}
    /// The file descriptor that it ends in, to wait for its reader to go away; -1: none.
    virtual int descriptor() const { return -1; }
};

/// A file descriptor behind a buffer of 64 KiB. On a terminal, bytes that could drive it are made harmless
/// (base/terminal.hpp); anywhere else bytes pass untouched. The destructor does not flush.
class FdOutput : public Output {
  public:
    explicit FdOutput(int fd);
    void write(std::string_view bytes) override;
    void write_trusted(std::string_view bytes) override { buffer_.append(bytes); }
    void flush() override;
    int descriptor() const override { return fd_; }
    bool is_terminal() const { return terminal_; }

  private:
    void write_all(std::string_view bytes);

    int fd_;
    bool terminal_;
    std::string buffer_;
    std::string pending_;  // an unfinished UTF-8 sequence on its way to a terminal
};

/// Puts something that can be neither read nor written in the place of each standard stream that is closed,
/// so that no socket or file gets its number and with it what was meant for the stream. To be called before
/// anything is opened.
void occupy_standard_streams();

/// Collects into a string.
class StringOutput : public Output {
  public:
    void write(std::string_view bytes) override { text_.append(bytes); }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// Holds back what it is given until release(), or until it is more than `limit` bytes; from then on
/// everything passes at once. What is still held at its end is dropped, so that a text that broke off is not
/// taken for a whole one.
class HeldOutput : public Output {
  public:
    static constexpr std::size_t k_limit = std::size_t{4} << 20;

    explicit HeldOutput(Output& out, std::size_t limit = k_limit) : out_(out), limit_(limit) {}
    void write(std::string_view bytes) override;
    void release();

  private:
    Output& out_;
    std::size_t limit_;
    std::string held_;
    bool passes_ = false;
};

/// The three standard streams of a run.
struct Streams {
    int in = 0;  // file descriptor
    Output& out;
    Output& err;
    bool err_is_terminal = false;
    bool out_is_terminal = false;
    bool out_color = false;  // whether it is coloured (base/color.hpp)
    bool err_color = false;
};

/// Reads `fd` to its end. Throws Error with the system's words, or when more than `limit` bytes come.
std::string read_all(int fd, std::size_t limit);

/// Reads a whole file. Throws Error `open PATH: no such file or directory`, `read PATH: is a directory` (Go's
/// words).
std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 30);

}  // namespace yare
