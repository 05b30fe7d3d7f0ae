#include "verbs/results.hpp"

#include <utility>

#include "base/error.hpp"

namespace yare {

namespace {

constexpr std::chrono::milliseconds k_first_progress{700};  // a short call shows none
constexpr std::chrono::milliseconds k_between_progress{100};

const char* dry_run_words(DryRun dry_run) {
    return dry_run == DryRun::client ? " (dry run)" : dry_run == DryRun::server ? " (server dry run)" : "";
}

}  // namespace

Results::Results(const Format& format, DryRun dry_run, Output& out, bool apart)
    : printer_(format.is_table() ? nullptr : make_object_printer(format, out)),
      names_only_(format.kind == Format::Kind::name),
      apart_(apart),
      suffix_(dry_run_words(dry_run)),
      out_(out) {}

void Results::object(std::string_view json, const char* done) {
    const auto value = tree_.parse(json);
    if (!value.is_object()) {
        throw Error("the server's answer is not an object");
    }
    if (printer_) {
        try {
            apart_ ? printer_->document(value) : printer_->single(value);
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            throw PrintError(error.what());
        }
    } else {
        out_.write(object_name(value) + " " + done + suffix_ + "\n");
    }
}

void Results::named(const std::string& name, const char* done) {
    out_.write(names_only_ ? name + "\n" : name + " " + done + suffix_ + "\n");
}

Progress::Progress(Streams& streams, std::string doing, std::size_t count)
    : streams_(streams),
      doing_(std::move(doing)),
      count_(count),
      next_(std::chrono::steady_clock::now() + k_first_progress) {}

Progress::~Progress() {
    try {
        clear();
    } catch (const Error&) {
        // The line is for looking at; the call has its own results and errors.
    }
}

void Progress::set(std::size_t done) {
    if (!streams_.err_is_terminal || count_ < 2 || std::chrono::steady_clock::now() < next_) {
        return;
    }
    next_ = std::chrono::steady_clock::now() + k_between_progress;
    // What was printed so far comes first; both may be the same terminal.
    clear();
    streams_.out.flush();
    streams_.err.write(doing_ + " " + std::to_string(done) + "/" + std::to_string(count_));
    streams_.err.flush();
    shown_ = true;
}

void Progress::clear() {
    if (std::exchange(shown_, false)) {
        streams_.err.write_trusted("\r\x1b[K");
        streams_.err.flush();
    }
}

void InOrder::add(std::size_t index, std::function<void()> say) {
    known_[index] = std::move(say);
    while (next_ < known_.size() && known_[next_]) {
        const auto next = std::exchange(known_[next_], nullptr);
        ++next_;
        next();
    }
}

}  // namespace yare
