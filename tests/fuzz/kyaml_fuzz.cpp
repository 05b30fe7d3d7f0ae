// Writes any JSON as KYAML: it must read back as the value that it was, and a list must have the bytes that
// it has as one object.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/json_write.hpp"
#include "base/yaml.hpp"
#include "output/kyaml.hpp"

namespace {

using nlohmann::json;

constexpr std::size_t k_deepest = 300;  // of ours; the indentation grows with the depth

std::size_t depth_of(std::string_view text) {
    std::size_t most = 0;
    std::size_t depth = 0;
    for (const char c : text) {
        depth += c == '[' || c == '{' ? 1 : 0;
        depth -= (c == ']' || c == '}') && depth > 0 ? 1 : 0;
        most = std::max(most, depth);
    }
    return most;
}

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    yare::Format format;
    format.show_managed_fields = true;
    try {
        yare::JsonTree tree;
        const yare::JsonValue value = tree.parse(text);
        if (!value.is_object() || depth_of(text) > k_deepest) {
            return 0;
        }
        yare::StringOutput single;
        yare::make_kyaml_printer(format, single)->single(value);
        // Without what JSON leaves open: duplicate keys, the text of numbers, bad UTF-8.
        require(yare::read_yaml(single.text()).at(0).value == json::parse(yare::to_go_json(value)));

        const std::string list = R"({"apiVersion":"v1","items":[)" + std::string(text) + "," +
                                 std::string(text) + R"(],"kind":"List","metadata":{"resourceVersion":""}})";
        yare::StringOutput streamed;
        const auto printer = yare::make_kyaml_printer(format, streamed);
        printer->element(value);
        printer->element(value);
        printer->end_list();
        yare::JsonTree list_tree;
        yare::StringOutput whole;
        yare::make_kyaml_printer(format, whole)->single(list_tree.parse(list));
        require(whole.text() == streamed.text());
    } catch (const yare::JsonError&) {
        return 0;
    } catch (const yare::YamlError&) {
        std::abort();
    } catch (const yare::Error&) {
        return 0;
    }
    return 0;
}
