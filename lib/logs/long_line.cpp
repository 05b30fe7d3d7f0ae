#include "logs/long_line.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace yare {

namespace {

[[noreturn]] void fail(const char* what) {
    throw Error(std::string("a line of a log: ") + what + " a temporary file: " + std::strerror(errno));
}

}  // namespace

LongLine::LongLine(std::size_t limit) : limit_(limit) {}

void LongLine::append(std::string_view bytes) {
    if (!file_ && bytes.size() <= limit_ - text_.size()) {
        text_.append(bytes);
        return;
    }
    if (!file_) {
        file_.reset(std::tmpfile());
        if (!file_) {
            fail("cannot make");
        }
        write(text_);
        text_ = std::string();
    }
    write(bytes);
}

void LongLine::write(std::string_view bytes) {
    if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        fail("cannot write");
    }
}

bool LongLine::empty() const { return text_.empty() && !file_; }

void LongLine::pass(const std::function<void(std::string_view)>& take) {
    if (!file_) {
        if (!text_.empty()) {
            take(text_);
        }
        return;
    }
    if (std::fflush(file_.get()) != 0) {
        fail("cannot write");
    }
    std::rewind(file_.get());
    std::array<char, std::size_t{64} << 10> piece;
    while (const std::size_t length = std::fread(piece.data(), 1, piece.size(), file_.get())) {
        take({piece.data(), length});
    }
    if (std::ferror(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_END) != 0) {
        fail("cannot read");
    }
}

void LongLine::clear() {
    text_.clear();
    file_.reset();
}

}  // namespace yare
