#include "config/kubeconfig.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_write.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "config/kubeconfig_text.hpp"

namespace yare {

namespace {

using nlohmann::json;

std::string type_words(const json& value) {
    switch (value.type()) {
        case json::value_t::null:
            return "null";
        case json::value_t::object:
            return "a map";
        case json::value_t::array:
            return "a list";
        case json::value_t::string:
            return "a string";
        case json::value_t::boolean:
            return "a boolean";
        default:
            return "a number";
    }
}

// A value and where it stands (`clusters[0].cluster`). As in Go's decoder, null is the same as absent
// everywhere.
class Node {
  public:
    Node(const json* value, std::string path) : value_(value), path_(std::move(path)) {}

    bool present() const { return value_ != nullptr && !value_->is_null(); }
    const std::string& path() const { return path_; }

    Node at(const char* key) const {
        expect(!present() || value_->is_object(), "a map");
        const std::string inner = path_.empty() ? key : path_ + "." + key;
        if (!present()) {
            return {nullptr, inner};
        }
        const auto found = value_->find(key);
        return {found == value_->end() ? nullptr : &*found, inner};
    }

    std::vector<Node> elements() const {
        expect(!present() || value_->is_array(), "a list");
        std::vector<Node> nodes;
        for (std::size_t i = 0; present() && i < value_->size(); ++i) {
            nodes.emplace_back(&(*value_)[i], path_ + "[" + std::to_string(i) + "]");
        }
        return nodes;
    }

    std::vector<std::pair<std::string, Node>> members() const {
        expect(!present() || value_->is_object(), "a map");
        std::vector<std::pair<std::string, Node>> nodes;
        if (present()) {
            for (const auto& [key, value] : value_->items()) {
                nodes.emplace_back(key, Node(&value, path_ + "." + key));
            }
        }
        return nodes;
    }

    std::string text() const {
        expect(!present() || value_->is_string(), "a string");
        return present() ? value_->get<std::string>() : std::string();
    }

    bool flag() const {
        expect(!present() || value_->is_boolean(), "a boolean");
        return present() && value_->get<bool>();
    }

    std::string base64() const {
        auto bytes = base64_decode(text());
        if (!bytes) {
            throw ConfigError(path_ + ": illegal base64 data");
        }
        return *std::move(bytes);
    }

    std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const auto& element : elements()) {
            all.push_back(element.text());
        }
        return all;
    }

    // The value as Go's encoding/json writes it; empty where there is none.
    std::string compact_json() const {
        if (!present()) {
            return {};
        }
        const std::string text = value_->dump(-1, ' ', false, json::error_handler_t::replace);
        JsonTree tree;
        return to_go_json(tree.parse(text));
    }

  private:
    void expect(bool right, const char* expected) const {
        if (!right) {
            throw ConfigError((path_.empty() ? "" : path_ + ": ") + "expected " + expected + ", found " +
                              type_words(*value_));
        }
    }

    const json* value_;
    std::string path_;
};

// Where the paths of one kubeconfig start from.
class Origin {
  public:
    explicit Origin(const std::string& file) : file_(file) {
        std::error_code error;
        folder_ = std::filesystem::absolute(file, error).parent_path();
        if (error) {
            throw ConfigError("could not determine the absolute path of config file " + file + ": " +
                              error.message());
        }
    }

    const std::string& file() const { return file_; }
    std::string resolve(const std::string& path) const {
        if (path.find('\0') != std::string::npos) {
            throw ConfigError("open " + go_quote(path) + ": invalid argument");
        }
        if (path.empty() || path.front() == '/') {
            return path;
        }
        std::string joined = (folder_ / path).lexically_normal().string();
        if (joined.size() > 1 && joined.back() == '/') {
            joined.pop_back();  // as Go's filepath.Join
        }
        return joined;
    }

  private:
    std::string file_;
    std::filesystem::path folder_;
};

// What a plugin is to know of the cluster, whatever its form.
std::string read_exec_extension(const Node& list) {
    for (const auto& each : list.elements()) {
        if (each.at("name").text() == "client.authentication.k8s.io/exec") {
            return each.at("extension").compact_json();
        }
    }
    return {};
}

Cluster read_cluster(const Node& node, const Origin& origin) {
    return {.server = node.at("server").text(),
            .tls_server_name = node.at("tls-server-name").text(),
            .insecure_skip_tls_verify = node.at("insecure-skip-tls-verify").flag(),
            .certificate_authority = origin.resolve(node.at("certificate-authority").text()),
            .certificate_authority_data = node.at("certificate-authority-data").base64(),
            .proxy_url = node.at("proxy-url").text(),
            .disable_compression = node.at("disable-compression").flag(),
            .exec_extension = read_exec_extension(node.at("extensions")),
            .file = origin.file()};
}

std::optional<ExecPlugin> read_exec(const Node& node, const Origin& origin) {
    ExecPlugin plugin{.command = node.at("command").text(),
                      .args = node.at("args").texts(),
                      .env = {},
                      .api_version = node.at("apiVersion").text(),
                      .install_hint = node.at("installHint").text(),
                      .interactive_mode = node.at("interactiveMode").text(),
                      .provide_cluster_info = node.at("provideClusterInfo").flag()};
    if (plugin.command.find('/') != std::string::npos) {
        plugin.command = origin.resolve(plugin.command);
    }
    for (const auto& variable : node.at("env").elements()) {
        plugin.env.emplace_back(variable.at("name").text(), variable.at("value").text());
    }
    const bool may_omit_mode = plugin.api_version == "client.authentication.k8s.io/v1beta1" ||
                               plugin.api_version == "client.authentication.k8s.io/v1alpha1";
    if (plugin.interactive_mode.empty() && may_omit_mode) {
        plugin.interactive_mode = "IfAvailable";  // clientcmd/api/v1/defaults.go
    }
    return node.present() ? std::optional(std::move(plugin)) : std::nullopt;
}

User read_user(const Node& node, const Origin& origin) {
    User user{.client_certificate = origin.resolve(node.at("client-certificate").text()),
              .client_certificate_data = node.at("client-certificate-data").base64(),
              .client_key = origin.resolve(node.at("client-key").text()),
              .client_key_data = node.at("client-key-data").base64(),
              .token = node.at("token").text(),
              .token_file = origin.resolve(node.at("tokenFile").text()),
              .as = node.at("as").text(),
              .as_uid = node.at("as-uid").text(),
              .as_groups = node.at("as-groups").texts(),
              .as_user_extra = {},
              .username = node.at("username").text(),
              .password = node.at("password").text(),
              .exec = read_exec(node.at("exec"), origin),
              .auth_provider = std::nullopt,
              .file = origin.file()};
    for (const auto& [key, values] : node.at("as-user-extra").members()) {
        user.as_user_extra[key] = values.texts();
    }
    const Node provider = node.at("auth-provider");
    if (provider.present()) {
        user.auth_provider = AuthProvider{.name = provider.at("name").text(), .config = {}};
        for (const auto& [key, value] : provider.at("config").members()) {
            user.auth_provider->config[key] = value.text();
        }
    }
    return user;
}

ContextEntry read_context(const Node& node, const Origin&) {
    return {.cluster = node.at("cluster").text(),
            .user = node.at("user").text(),
            .namespace_name = node.at("namespace").text()};
}

// A list of {name, KEY: {...}} as a map by name.
template <typename Entry>
void read_named(const Node& list, const char* key, const Origin& origin,
                Entry (*read)(const Node&, const Origin&),
                std::map<std::string, Entry, std::less<>>& entries) {
    for (const auto& element : list.elements()) {
        const std::string name = element.at("name").text();
        if (!entries.emplace(name, read(element.at(key), origin)).second) {
            throw ConfigError(element.path() + ".name: duplicate name " + go_quote(name) + " in list");
        }
    }
}

void check_kind(const Node& root) {
    const std::string kind = root.at("kind").text();
    const std::string version = root.at("apiVersion").text();
    if ((!kind.empty() && kind != "Config") || (!version.empty() && version != "v1")) {
        throw ConfigError("no kind " + go_quote(kind.empty() ? "Config" : kind) +
                          " is registered for version " + go_quote(version.empty() ? "v1" : version) +
                          ": a kubeconfig is a \"Config\" of \"v1\"");
    }
}

Kubeconfig read_kubeconfig(const json& value, const std::string& file) {
    const Node root(&value, "");
    const Origin origin(file);
    Kubeconfig config;
    check_kind(root);
    read_named(root.at("clusters"), "cluster", origin, read_cluster, config.clusters);
    read_named(root.at("users"), "user", origin, read_user, config.users);
    read_named(root.at("contexts"), "context", origin, read_context, config.contexts);
    config.current_context = root.at("current-context").text();
    return config;
}

}  // namespace

Kubeconfig parse_kubeconfig(std::string_view text, const std::string& file) {
    try {
        const auto documents = read_yaml(first_document(text));
        return documents.empty() ? Kubeconfig() : read_kubeconfig(documents.front().value, file);
    } catch (const Error& error) {
        throw ConfigError("error loading config file \"" + file + "\": " + error.what());
    }
}

Kubeconfig merge(const std::vector<Kubeconfig>& configs) {
    Kubeconfig merged;
    for (const auto& config : configs) {
        // insert() leaves an entry alone that an earlier file has named
        merged.clusters.insert(config.clusters.begin(), config.clusters.end());
        merged.users.insert(config.users.begin(), config.users.end());
        merged.contexts.insert(config.contexts.begin(), config.contexts.end());
        if (merged.current_context.empty()) {
            merged.current_context = config.current_context;
        }
    }
    return merged;
}

}  // namespace yare
