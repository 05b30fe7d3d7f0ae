#include "request/generators/configmap.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/yaml_json.hpp"
#include "request/generators/name_hash.hpp"
#include "request/generators/new_object.hpp"
#include "request/label_names.hpp"

namespace yare {

namespace {

class ConfigMapData {
  public:
    explicit ConfigMapData(const std::string& name) : name_(name) {}

    void add_text(const std::string& key, const std::string& value) {
        check(key);
        text_[key] = go_utf8(value);
    }

    void add_file(const std::string& key, const std::string& value) {
        if (go_utf8(value) == value) {
            add_text(key, value);
        } else {
            check(key);
            binary_[key] = base64_encode(value);
        }
    }

    // Only the filled ones, as members of the object.
    void write(nlohmann::ordered_json& object) const {
        if (!text_.empty()) {
            object["data"] = text_;
        }
        if (!binary_.empty()) {
            object["binaryData"] = binary_;
        }
    }

    std::string hash() const {
        nlohmann::json contents = {{"kind", "ConfigMap"}, {"name", go_utf8(name_)}, {"data", text_}};
        if (!binary_.empty()) {
            contents["binaryData"] = binary_;
        }
        return name_hash(to_go_json(contents));
    }

  private:
    void check(const std::string& key) const {
        if (const auto problems = data_key_problems(key); !problems.empty()) {
            throw Error(go_quote(key) + " is not a valid key name for a ConfigMap: " + join(problems, ","));
        }
        const char* place = text_.count(key) != 0 ? "Data" : binary_.count(key) != 0 ? "BinaryData" : nullptr;
        if (place != nullptr) {
            throw Error("cannot add key " + go_quote(key) + ", another key by that name already exists in " +
                        place + " for ConfigMap " + go_quote(name_));
        }
    }

    const std::string& name_;
    std::map<std::string, std::string> text_;
    std::map<std::string, std::string> binary_;
};

}  // namespace

std::string make_configmap(const ConfigMapOptions& options, const GeneratorSources& sources) {
    if (options.name.empty()) {
        throw Error("name must be specified");
    }
    check_data_sources(options.data);
    ConfigMapData data(options.name);
    const auto add_text = [&](const std::string& key, const std::string& value) {
        data.add_text(key, value);
    };
    add_files(options.data.files,
              [&](const std::string& key, const std::string& value) { data.add_file(key, value); });
    add_literals(options.data.literals, add_text);
    add_env_files(options.data.env_files, "config", sources.variable, add_text);
    const std::string name = options.append_hash ? options.name + "-" + data.hash() : options.name;
    auto object = new_object("ConfigMap", "v1", name, sources.name_space);
    data.write(object);
    return object.dump();
}

}  // namespace yare
