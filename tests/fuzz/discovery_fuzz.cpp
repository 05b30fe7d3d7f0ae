// Discovery documents and cache texts from a hostile server or disk.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "discovery/api_resources.hpp"

namespace {

using yare::ApiResources;

// Runs a reader that may refuse its text, but by an Error only.
template <typename Read>
void attempt(const Read& read) {
    try {
        read();
    } catch (const yare::Error&) {
        return;
    }
}

// Every type that a server named is found by its own names.
void check_names(const ApiResources& resources) {
    const std::size_t end = std::min<std::size_t>(resources.types.size(), 20);
    for (std::size_t i = 0; i < end; ++i) {
        const auto& type = resources.types[i];
        const bool plain =
            type.plural.find('.') == std::string::npos && yare::to_lower(type.plural) == type.plural;
        if ((plain && !resources.find({type.group_resource()})) ||
            !resources.find_kind(type.api_version(), type.kind)) {
            std::abort();
        }
    }
}

// Looks `text` up, and takes the types through the cache.
void use(const ApiResources& resources, const std::string& text) {
    resources.find({text});
    resources.category(text);
    const auto again = yare::from_cache(yare::to_cache(resources));
    if (!again || again->types.size() != resources.types.size()) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    ApiResources resources;
    attempt([&] { read_aggregated(text, resources); });
    attempt([&] { read_resource_list(text, resources); });
    attempt([&] { yare::read_group_versions(text); });
    check_names(resources);
    use(resources, text);
    if (const auto cached = yare::from_cache(text)) {
        use(*cached, text);
    }
    return 0;
}
