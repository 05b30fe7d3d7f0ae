#include "request/generators/new_object.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace yare {

std::string go_utf8(std::string_view text) {
    constexpr char32_t k_replacement = 0xfffd;
    std::string out;
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        append_utf8(out, length == 0 ? k_replacement : code);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

nlohmann::ordered_json new_object(std::string_view kind, std::string_view api_version, std::string_view name,
                                  std::string_view name_space) {
    auto metadata = nlohmann::ordered_json::object();
    if (!name.empty()) {
        metadata["name"] = go_utf8(name);
    }
    if (!name_space.empty()) {
        metadata["namespace"] = go_utf8(name_space);
    }
    return {{"kind", kind}, {"apiVersion", api_version}, {"metadata", std::move(metadata)}};
}

}  // namespace yare
