#include "waiting_flags.hpp"

#include "base/go_duration.hpp"

namespace yare {

Milliseconds read_waiting_time(const ParsedFlags& flags, const char* name, Milliseconds otherwise) {
    const auto text = flags.text(name);
    if (!text) {
        return otherwise;
    }
    const auto time = parse_go_duration(*text);
    return time.count() < 0 ? std::chrono::floor<Milliseconds>(time) : std::chrono::ceil<Milliseconds>(time);
}

}  // namespace yare
