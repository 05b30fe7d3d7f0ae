#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/kubeconfig_edit.hpp"
#include "config/kubeconfig_entries.hpp"
#include "verbs/config_files.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

using nlohmann::json;

// What --embed-certs brings.
struct Embedded {
    std::string certificate, key;
};

void change_file(json& user, const std::string& field, const std::optional<std::string>& path, bool embed,
                 const std::string& data) {
    const std::string data_field = field + "-data";
    if (!path) {
        return;
    }
    if (embed) {
        set_text(user, data_field.c_str(), base64_encode(data));
        user.erase(field);
        return;
    }
    set_text(user, field.c_str(), absolute_file(*path));
    if (!path->empty()) {
        user.erase(data_field);
    }
}

void change_auth_provider(json& user, const SetCredentialsRequest& what) {
    auto found = user.find("auth-provider");
    const bool is_there = found != user.end() && found->is_object();
    if (what.auth_provider && (!is_there || found->value("name", json("")) != json(*what.auth_provider))) {
        user["auth-provider"] = {{"name", *what.auth_provider}};
        found = user.find("auth-provider");
    }
    if (found == user.end() || !found->is_object()) {
        return;
    }
    auto& config = (*found)["config"];
    if (!config.is_object()) {
        config = json::object();
    }
    for (const auto& key : what.auth_provider_args.remove) {
        config.erase(key);
    }
    for (const auto& [key, value] : what.auth_provider_args.set) {
        config[key] = value;
    }
}

bool has_name(const json& variable, const std::string& name) {
    return variable.is_object() && variable.value("name", json("")) == json(name);
}

void change_exec_env(json& exec, const PairChanges& changes) {
    if (changes.set.empty() && changes.remove.empty()) {
        return;
    }
    auto& env = exec["env"];
    if (!env.is_array()) {
        env = json::array();
    }
    for (const auto& name : changes.remove) {
        env.erase(
            std::remove_if(env.begin(), env.end(), [&](const json& each) { return has_name(each, name); }),
            env.end());
    }
    for (const auto& [name, value] : changes.set) {
        const auto known =
            std::find_if(env.begin(), env.end(), [&](const json& each) { return has_name(each, name); });
        if (known != env.end()) {
            (*known)["value"] = value;
        } else {
            env.push_back({{"name", name}, {"value", value}});
        }
    }
}

bool is_older_exec(const json& exec) {
    const auto version = exec.find("apiVersion");
    return version != exec.end() && (*version == "client.authentication.k8s.io/v1beta1" ||
                                     *version == "client.authentication.k8s.io/v1alpha1");
}

void change_exec(json& user, const SetCredentialsRequest& what) {
    auto found = user.find("exec");
    const bool is_there = found != user.end() && found->is_object();
    if (what.exec_command && !is_there) {
        user["exec"] = {{"command", *what.exec_command}};
        found = user.find("exec");
    } else if (!is_there) {
        return;
    } else if (what.exec_command) {
        (*found)["command"] = *what.exec_command;
        found->erase("args");  // they were the old command's
    }
    json& exec = *found;
    if (what.exec_api_version) {
        // Reading the older version means this mode where none is said, and v1 wants one said.
        const auto mode = exec.find("interactiveMode");
        const bool says_mode = mode != exec.end() && mode->is_string() && !mode->get<std::string>().empty();
        if (!says_mode && is_older_exec(exec)) {
            set_text(exec, "interactiveMode", "IfAvailable");
        }
        set_text(exec, "apiVersion", *what.exec_api_version);
    }
    if (!what.exec_args.empty()) {
        exec["args"] = what.exec_args;
    }
    if (what.exec_interactive_mode) {
        set_text(exec, "interactiveMode", *what.exec_interactive_mode);
    }
    if (what.exec_provide_cluster_info) {
        exec["provideClusterInfo"] = *what.exec_provide_cluster_info;
    }
    change_exec_env(exec, what.exec_env);
}

// kubectl/pkg/cmd/config/set_credentials.go, modifyAuthInfo
void change_user(json& user, const SetCredentialsRequest& what, const Embedded& embedded) {
    change_file(user, "client-certificate", what.client_certificate, what.embed_certs, embedded.certificate);
    change_file(user, "client-key", what.client_key, what.embed_certs, embedded.key);
    const auto set = [&](const char* field, const std::optional<std::string>& value) {
        if (value) {
            set_text(user, field, *value);
        }
        return value && !value->empty();
    };
    const bool has_token = set("token", what.token);
    const bool has_name = set("username", what.username);
    const bool has_basic = set("password", what.password) || has_name;
    change_auth_provider(user, what);
    change_exec(user, what);
    // one way to log in takes the place of the other
    if (has_basic && !has_token) {
        user.erase("token");
    }
    if (has_token && !has_basic) {
        user.erase("username");
        user.erase("password");
    }
}

}  // namespace

void set_credentials(const ConfigWork& work, const SetCredentialsRequest& what) {
    Embedded embedded;
    if (what.embed_certs && !what.client_certificate.value_or("").empty()) {
        embedded.certificate = read_embedded(*what.client_certificate, "client-certificate");
    }
    if (what.embed_certs && !what.client_key.value_or("").empty()) {
        embedded.key = read_embedded(*what.client_key, "client-key");
    }
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        change_config_entry(edit, "users", what.name, [&](json& user) { change_user(user, what, embedded); });
    });
    work.streams.out.write("User " + go_quote(what.name) + " set.\n");
}

}  // namespace yare
