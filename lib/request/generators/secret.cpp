#include "request/generators/secret.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_write.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"
#include "base/yaml_json.hpp"
#include "request/generators/name_hash.hpp"
#include "request/generators/new_object.hpp"
#include "request/label_names.hpp"

namespace yare {

namespace {

constexpr const char* k_docker_key = ".dockerconfigjson";

class SecretData {
  public:
    void add(const std::string& key, const std::string& value) {
        if (const auto problems = data_key_problems(key); !problems.empty()) {
            throw Error(go_quote(key) + " is not valid key name for a Secret " + join(problems, ";"));
        }
        if (entries_.count(key) != 0) {
            throw Error("cannot add key " + key + ", another key by that name already exists");
        }
        entries_[key] = base64_encode(value);
    }

    // The whole object.
    std::string write(const std::string& name, const std::string& type, bool append_hash,
                      const GeneratorSources& sources) const {
        std::string full_name = name;
        if (append_hash) {
            const nlohmann::json contents = {
                {"kind", "Secret"}, {"type", go_utf8(type)}, {"name", go_utf8(name)}, {"data", entries_}};
            full_name += "-" + name_hash(to_go_json(contents));
        }
        auto object = new_object("Secret", "v1", full_name, sources.name_space);
        if (!entries_.empty()) {
            object["data"] = entries_;
        }
        if (!type.empty()) {
            object["type"] = go_utf8(type);
        }
        return object.dump();
    }

  private:
    std::map<std::string, std::string> entries_;  // base64
};

std::string read_key_file(const std::string& path) {
    try {
        return read_file(path);
    } catch (const Error& error) {
        throw Error("Cannot read file " + path + ", " + error.what());
    }
}

// ~/.docker/config.json
std::string docker_config(const DockerSecretOptions& options) {
    nlohmann::ordered_json entry = {{"username", go_utf8(options.username)},
                                    {"password", go_utf8(options.password)}};
    if (!options.email.empty()) {
        entry["email"] = go_utf8(options.email);
    }
    entry["auth"] = base64_encode(options.username + ":" + options.password);
    const nlohmann::ordered_json config = {{"auths", {{go_utf8(options.server), entry}}}};
    JsonTree tree;
    const std::string text = config.dump();
    JsonWriter writer(0);
    writer.keep_order(true);
    std::string out;
    writer.write(out, tree.parse(text));
    return out;
}

}  // namespace

std::string make_generic_secret(const GenericSecretOptions& options, const GeneratorSources& sources) {
    if (options.name.empty()) {
        throw Error("name must be specified");
    }
    check_data_sources(options.data);
    SecretData data;
    const auto add = [&](const std::string& key, const std::string& value) { data.add(key, value); };
    add_literals(options.data.literals, add);
    add_files(options.data.files, add);
    add_env_files(options.data.env_files, "secret", sources.variable, add);
    return data.write(options.name, options.type, options.append_hash, sources);
}

std::string make_tls_secret(const TlsSecretOptions& options, const GeneratorSources& sources) {
    if (options.key_file.empty() || options.certificate_file.empty()) {
        throw Error("key and cert must be specified");
    }
    const auto certificate = read_key_file(options.certificate_file);
    const auto key = read_key_file(options.key_file);
    sources.check_key_pair(certificate, key);
    SecretData data;
    data.add("tls.crt", certificate);
    data.add("tls.key", key);
    return data.write(options.name, "kubernetes.io/tls", options.append_hash, sources);
}

std::string make_docker_secret(const DockerSecretOptions& options, const GeneratorSources& sources) {
    if (options.name.empty()) {
        throw Error("name must be specified");
    }
    if (options.files.empty() &&
        (options.username.empty() || options.password.empty() || options.server.empty())) {
        throw Error(
            "either --from-file or the combination of --docker-username, --docker-password and "
            "--docker-server is required");
    }
    SecretData data;
    if (options.files.empty()) {
        data.add(k_docker_key, docker_config(options));
    }
    std::vector<std::string> files;
    for (const auto& file : options.files) {
        const bool has_key = file.find('=') != std::string::npos;
        files.push_back(has_key ? file : std::string(k_docker_key) + "=" + file);
    }
    add_files(files, [&](const std::string& key, const std::string& value) { data.add(key, value); });
    return data.write(options.name, "kubernetes.io/dockerconfigjson", options.append_hash, sources);
}

}  // namespace yare
