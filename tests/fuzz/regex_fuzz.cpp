// Regex: any pattern on any text; find() and matches() agree, and a match lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "base/regex.hpp"

// The first line is the pattern, the rest the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto line = input.find('\n');
    const std::string text = line == std::string::npos ? "" : input.substr(line + 1);
    try {
        const yare::Regex regex(input.substr(0, line), {.ignore_case = size % 2 == 1});
        const auto match = regex.find(text);
        if (match.has_value() != regex.matches(text)) {
            std::abort();
        }
        if (match && (match->begin > match->end || match->end > text.size())) {
            std::abort();
        }
        if (match && regex.find(text, match->begin) != match) {
            std::abort();
        }
    } catch (const yare::Error&) {
        // no pattern
    }
    return 0;
}
