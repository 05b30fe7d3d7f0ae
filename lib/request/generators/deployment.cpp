#include "request/generators/deployment.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/generators/object_parts.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;

// apimachinery pkg/util/rand: no vowels and nothing that looks like another, so that no words come up.
std::string random_suffix() {
    constexpr std::string_view letters = "bcdfghjklmnpqrstvwxz2456789";
    std::random_device source;
    std::uniform_int_distribution<std::size_t> pick(0, letters.size() - 1);
    std::string suffix;
    for (int i = 0; i < 5; ++i) {
        suffix += letters[pick(source)];
    }
    return suffix;
}

Json make_container(const std::string& image, const std::vector<std::string>& command) {
    Json container = {{"name", container_name(image)}};
    set_if_any(container, "image", image);
    if (!command.empty()) {
        container["command"] = command;
    }
    return container;
}

}  // namespace

std::string container_name(const std::string& image) {
    std::string name = image.substr(image.rfind('/') + 1);
    name = name.substr(0, name.find(':'));
    name = name.substr(0, name.find('@'));
    if (name.find_first_of("_.") == std::string::npos) {
        return name;
    }
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '_' || c == '.'; }, '-');
    return name + "-" + random_suffix();
}

std::string make_deployment(const NewDeployment& what, const GeneratorSources& sources) {
    if (what.images.size() > 1 && !what.command.empty()) {
        throw Error("cannot specify multiple --image options and command");
    }
    const Json labels = {{"app", what.name}};
    auto containers = Json::array();
    for (const auto& image : what.images) {
        auto container = make_container(image, what.command);
        if (what.port >= 0 && containers.empty()) {
            container["ports"] = Json::array({{{"containerPort", what.port}}});
        }
        container["resources"] = Json::object();
        containers.push_back(std::move(container));
    }
    auto metadata = object_meta(what.name, sources.name_space);
    metadata["labels"] = labels;
    return object_text(
        {{"kind", "Deployment"},
         {"apiVersion", "apps/v1"},
         {"metadata", std::move(metadata)},
         {"spec",
          {{"replicas", what.replicas},
           {"selector", {{"matchLabels", labels}}},
           {"template", {{"metadata", {{"labels", labels}}}, {"spec", {{"containers", containers}}}}},
           {"strategy", Json::object()}}},
         {"status", Json::object()}});
}

}  // namespace yare
