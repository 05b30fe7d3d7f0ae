#include "verbs/empty_times.hpp"

namespace yare {

std::string without_empty_times(std::string_view text) {
    // Inside of a string its quotes would have backslashes, so this is a member's name and value.
    constexpr std::string_view k_member = R"("creationTimestamp":null)";
    std::string out;
    std::size_t from = 0;
    for (auto at = text.find(k_member); at != std::string_view::npos; at = text.find(k_member, at + 1)) {
        const auto end = at + k_member.size();
        const char before = at == 0 ? ' ' : text[at - 1];
        const char behind = end < text.size() ? text[end] : ' ';
        if ((before != '{' && before != ',') || (behind != '}' && behind != ',')) {
            continue;
        }
        // One comma goes with it: the one behind it, or else the one before.
        out.append(text.substr(from, at - from));
        from = end;
        if (behind == ',') {
            ++from;
        } else if (out.ends_with(',')) {
            out.pop_back();
        }
    }
    out.append(text.substr(from));
    return out;
}

}  // namespace yare
