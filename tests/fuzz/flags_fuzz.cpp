// The command line: any words give a command or a UsageError.
#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "command.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto args = yare::split(std::string_view(reinterpret_cast<const char*>(data), size), '\n');
    try {
        yare::parse_command(args, "yare");
    } catch (const yare::Error& error) {
        static_cast<void>(error.line());
    }
    return 0;
}
