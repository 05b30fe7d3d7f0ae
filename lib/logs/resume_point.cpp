#include "logs/resume_point.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace yare {

namespace {

template <typename Word>
std::uint64_t load(const char* p) {
    Word word;
    std::memcpy(&word, p, sizeof word);
    return word;
}

// A step of MurmurHash3 (A. Appleby).
std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    word = std::rotl(word * 0x87c37b91114253d5, 31) * 0x4cf5ad432745937f;
    return std::rotl(hash ^ word, 27) * 5 + 0x52dce729;
}

// Not worth attacking: a line that equals another by it is left out at most where a log is taken up again
// within a second or two of its writing, and where both have the same nanosecond.
std::uint64_t hash_of(LogTime time, std::string_view message) {
    using Word = std::uint64_t;
    auto even = static_cast<Word>(time.time_since_epoch().count());
    auto odd = static_cast<Word>(message.size()) + 0xd6e8feb86659fd93;
    const char* p = message.data();
    const char* const end = p + message.size();
    for (; end - p > 16; p += 16) {
        even = mixed(even, load<Word>(p));
        odd = mixed(odd, load<Word>(p + 8));
    }
    // Up to 16 bytes: from both ends, where they may overlap.
    if (end - p >= 8) {
        even = mixed(even, load<Word>(p));
        odd = mixed(odd, load<Word>(end - 8));
    } else if (end - p >= 4) {
        even = mixed(even, load<std::uint32_t>(p));
        odd = mixed(odd, load<std::uint32_t>(end - 4));
    } else if (p != end) {
        even = mixed(even, load<std::uint8_t>(p) << 8 | load<std::uint8_t>(end - 1));
        odd = mixed(odd, load<std::uint8_t>(p + (end - p) / 2));
    }
    std::uint64_t hash = mixed(mixed(even, odd), odd);
    hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93;
    return hash ^ (hash >> 32);
}

}  // namespace

bool ResumePoint::take(std::optional<LogTime> time, std::string_view message) {
    if (!time && !last_) {
        return true;
    }
    last_ = time ? time : last_;
    const std::uint64_t line = hash_of(*last_, message);
    if (reads_again_ && is_known(*last_, line)) {
        return false;
    }
    note(*last_, line);
    return true;
}

void ResumePoint::again() {
    if (!last_) {
        return;
    }
    known_ = {};
    reads_again_ = catching_up_ = true;
    had_youngest_ = youngest_;
    had_until_ = std::max(forgotten_, oldest_kept_ - std::chrono::nanoseconds(1));
}

std::optional<std::chrono::sys_seconds> ResumePoint::since() const {
    return last_ ? std::optional(std::chrono::floor<std::chrono::seconds>(oldest_kept_)) : std::nullopt;
}

void ResumePoint::note(LogTime time, std::uint64_t line) {
    if (time < oldest_kept_) {
        return;  // will not come again
    }
    if (time > youngest_) {
        youngest_ = time;
        if (time >= span_end_) {
            const auto second = std::chrono::floor<std::chrono::seconds>(time);
            oldest_kept_ = second - std::chrono::seconds(1);
            span_end_ = second + std::chrono::seconds(1);
            forget();
        }
    }
    if (blocks_.empty() || blocks_.back().lines.size() == k_block) {
        if (blocks_.size() * k_block >= k_most_lines) {
            forgotten_ = std::max(forgotten_, blocks_.front().youngest);
            spare_ = std::move(blocks_.front().lines);
            blocks_.pop_front();
        }
        spare_.clear();
        blocks_.push_back({time, std::exchange(spare_, {})});
    }
    Block& block = blocks_.back();
    block.youngest = std::max(block.youngest, time);
    block.lines.push_back(line);
}

// Lets go of what will not come again.
void ResumePoint::forget() {
    while (!blocks_.empty() && blocks_.front().youngest < oldest_kept_) {
        spare_ = std::move(blocks_.front().lines);
        blocks_.pop_front();
    }
    if (oldest_kept_ > had_youngest_ && reads_again_) {
        reads_again_ = catching_up_ = false;
        known_ = {};
    }
}

bool ResumePoint::is_known(LogTime time, std::uint64_t line) {
    if (known_.empty()) {
        learn();
    }
    if (time > had_youngest_) {
        catching_up_ = false;
        return false;
    }
    if (catching_up_ && time <= had_until_) {
        return true;
    }
    Known& known = place_of(line);
    if (known.left == 0) {
        return false;
    }
    --known.left;
    return true;
}

// Makes known_ from blocks_, before a line that came since again() is noted there.
void ResumePoint::learn() {
    std::size_t lines = 0;
    for (const Block& block : blocks_) {
        lines += block.lines.size();
    }
    known_.assign(std::bit_ceil(lines * 4 / 3 + 2), {});
    for (const Block& block : blocks_) {
        for (const std::uint64_t line : block.lines) {
            Known& known = place_of(line);
            known.line = line;
            ++known.noted;
            ++known.left;
        }
    }
}

// Where `line` stands in known_, or the free place where it would.
ResumePoint::Known& ResumePoint::place_of(std::uint64_t line) {
    const std::size_t mask = known_.size() - 1;
    std::size_t at = line & mask;
    while (known_[at].noted != 0 && known_[at].line != line) {
        at = (at + 1) & mask;
    }
    return known_[at];
}

}  // namespace yare
