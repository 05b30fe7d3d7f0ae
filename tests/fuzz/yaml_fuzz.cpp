// Reads any text as YAML; what can be read is written and must read the same again. Reads it as a manifest,
// too: every problem has one line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/yaml.hpp"
#include "request/manifest.hpp"

namespace {

using nlohmann::json;

// Numbers lose their kind on the way through JSON and YAML (1.0 becomes 1): what is compared has made that
// way once.
json rewritten(const json& value, std::string& yaml) {
    const std::string text = value.dump();
    yare::JsonTree tree;
    yare::YamlWriter writer;
    yaml.clear();
    writer.write(tree.parse(text), false, [&](std::string_view piece) { yaml += piece; });
    auto documents = yare::read_yaml(yaml);
    return documents.empty() ? json() : std::move(documents.front().value);
}

bool has_float(const json& value) {
    if (!value.is_structured()) {
        return value.is_number_float();
    }
    for (const auto& element : value) {
        if (has_float(element)) {
            return true;
        }
    }
    return false;
}

// go-yaml writes the key `<<` plain, although it reads that as a merge.
bool has_merge_key(const json& value) {
    if (!value.is_structured()) {
        return false;
    }
    for (const auto& [key, element] : value.items()) {
        if ((value.is_object() && key == "<<") || has_merge_key(element)) {
            return true;
        }
    }
    return false;
}

void read_as_manifest(const std::string& text) {
    constexpr std::ptrdiff_t k_most_lines = 21;
    try {
        for (const auto& note : yare::read_manifest_text_strictly("f", text).notes) {
            if (note.find('\n') != std::string::npos) {
                std::abort();
            }
        }
    } catch (const yare::Error& error) {
        const std::string_view words = error.what();
        if (std::count(words.begin(), words.end(), '\n') >= k_most_lines) {
            std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_as_manifest(std::string(text));
    try {
        for (const auto& document : yare::read_yaml(text)) {
            if (has_merge_key(document.value)) {
                continue;
            }
            std::string first;
            std::string second;
            const json once = rewritten(document.value, first);
            const json twice = rewritten(once, second);
            if (first != second || once != twice || (!has_float(document.value) && once != document.value)) {
                std::abort();
            }
        }
    } catch (const yare::Error&) {
        return 0;
    }
    return 0;
}
