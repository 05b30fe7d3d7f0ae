#include "verbs/last_applied.hpp"

#include <nlohmann/json.hpp>

#include "base/json_tree.hpp"
#include "base/json_write.hpp"

namespace yare {

namespace {

constexpr const char* k_annotation = "kubectl.kubernetes.io/last-applied-configuration";

template <class Json>
std::string annotate(const std::string& object, bool keep_empty) {
    const auto write = [&](const std::string& text) {
        JsonTree tree;
        JsonWriter writer(0);
        writer.keep_order(!keep_empty);
        std::string out;
        writer.write(out, tree.parse(text));
        return out;
    };
    auto value = Json::parse(object);
    auto& metadata = value["metadata"];
    if (!metadata.is_object()) {
        metadata = Json::object();
    }
    if (!metadata.contains("annotations") || !metadata["annotations"].is_object()) {
        metadata["annotations"] = Json::object();
    }
    metadata["annotations"].erase(k_annotation);
    auto bare = value;
    if (!keep_empty && bare["metadata"]["annotations"].empty()) {
        bare["metadata"].erase("annotations");
    }
    metadata["annotations"][k_annotation] = write(bare.dump()) + "\n";
    metadata["annotations"] = nlohmann::json(metadata["annotations"]);  // Go sorts a map in any case
    return write(value.dump());
}

}  // namespace

std::string with_last_applied(const std::string& object, bool keep_order) {
    return keep_order ? annotate<nlohmann::ordered_json>(object, false)
                      : annotate<nlohmann::json>(object, true);
}

std::string with_last_applied_if_kept(const std::string& object) {
    JsonTree tree;
    const auto kept = tree.parse(object).find("metadata").find("annotations").find(k_annotation);
    return kept ? with_last_applied(object, false) : object;
}

}  // namespace yare
