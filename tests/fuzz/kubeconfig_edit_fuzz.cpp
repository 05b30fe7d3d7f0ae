// Kubeconfigs that nobody has checked, changed in their text: what comes out holds what was asked for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.hpp"
#include "config/kubeconfig_text.hpp"

namespace {

using nlohmann::json;

void check(const std::string& text, const json& before, const std::function<void(json&)>& change) {
    json after = before;
    change(after);
    const std::string now = yare::change_kubeconfig_text(text, before, after);
    if (yare::read_kubeconfig_value(now) != after) {
        std::abort();
    }
}

void push(json& root, const char* list) {
    auto& elements = root[list];
    if (!elements.is_array()) {
        elements = json::array();
    }
    elements.push_back({{"name", "new: #"}, {"context", {{"cluster", "a\nb"}, {"user", ""}}}});
}

void shrink(json& root) {
    if (!root.empty()) {
        auto& first = root.begin().value();
        if (first.is_array() && !first.empty()) {
            first.erase(first.size() / 2);
        } else if (first.is_object() && !first.empty()) {
            first.erase(first.begin());
        } else {
            root.erase(root.begin());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    json before;
    try {
        before = yare::read_kubeconfig_value(text);
    } catch (const yare::Error&) {
        return 0;
    }
    check(text, before, [](json& root) { root["current-context"] = "it's: new"; });
    check(text, before, [](json& root) { push(root, "contexts"); });
    check(text, before, shrink);
    check(text, before, [](json& root) {
        for (auto& member : root) {
            member = member.is_structured() ? json("flat") : json{{"deep", {1, "x"}}};
        }
    });
    return 0;
}
