#include "transport/pem.hpp"

#include "base/encoding.hpp"
#include "base/text.hpp"

namespace yare {
namespace {

constexpr std::string_view k_begin = "-----BEGIN ";
constexpr std::string_view k_end = "-----END ";
constexpr std::string_view k_dashes = "-----";

/// Takes the next line off `rest`, without its end.
std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    return line;
}

bool is_marker(std::string_view line, std::string_view start, std::string_view type) {
    return line.size() == start.size() + type.size() + k_dashes.size() &&
           line.substr(0, start.size()) == start && line.substr(start.size(), type.size()) == type;
}

/// Reads what follows a BEGIN line up to the matching END. False when there is none, or no base64 between.
bool read_block(std::string_view& rest, PemBlock& block) {
    std::string base64;
    bool in_headers = true;
    while (!rest.empty()) {
        const std::string_view line = next_line(rest);
        if (is_marker(line, k_end, block.type)) {
            auto der = base64_decode(base64);
            if (!der) return false;
            block.der = std::move(*der);
            return true;
        }
        if (line.substr(0, k_begin.size()) == k_begin) return false;
        if (in_headers && line.find(':') != std::string_view::npos) {
            block.has_headers = true;
            if (line.find("ENCRYPTED") != std::string_view::npos) block.encrypted = true;
            continue;
        }
        in_headers = false;
        base64.append(trim(line));
    }
    return false;
}

}  // namespace

std::vector<PemBlock> read_pem(std::string_view text) {
    std::vector<PemBlock> out;
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (line.substr(0, k_begin.size()) != k_begin || line.size() < k_begin.size() + k_dashes.size() ||
            line.substr(line.size() - k_dashes.size()) != k_dashes) {
            continue;
        }
        PemBlock block;
        block.type = line.substr(k_begin.size(), line.size() - k_begin.size() - k_dashes.size());
        std::string_view behind = text;
        if (!read_block(behind, block)) continue;  // goes on with the line after this BEGIN
        text = behind;
        out.push_back(std::move(block));
    }
    return out;
}

}  // namespace yare
