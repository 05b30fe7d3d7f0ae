#include "login/logins.hpp"

#include "login/exec_source.hpp"
#include "login/oidc_source.hpp"

namespace yare {

namespace {

void add(std::string& key, const std::string& part) { key += std::to_string(part.size()) + ":" + part; }

// Everything that makes one login another.
std::string key_of(const Connection& connection) {
    std::string key;
    const LoginTerms& terms = connection.login_terms;
    add(key, connection.server);
    key += terms.stdin_in_use ? "s" : "-";
    key += terms.quiet ? "q" : "-";
    add(key, std::to_string(terms.limit.count()));
    if (connection.exec) {
        const ExecLogin& exec = *connection.exec;
        add(key, exec.command);
        add(key, exec.api_version);
        add(key, exec.cluster);
        key += std::to_string(static_cast<int>(exec.interactive_mode));
        key += std::to_string(exec.args.size()) + ";";
        for (const auto& arg : exec.args) {
            add(key, arg);
        }
        for (const auto& [name, value] : exec.env) {
            add(key, name);
            add(key, value);
        }
    }
    if (connection.oidc) {
        add(key, connection.oidc->file);
        add(key, connection.oidc->user);
        for (const auto& [name, value] : connection.oidc->settings) {
            add(key, name);
            add(key, value);
        }
    }
    return key;
}

}  // namespace

std::shared_ptr<CredentialSource> Logins::source_for(const Connection& connection) {
    if (!connection.exec && !connection.oidc) {
        return nullptr;
    }
    const std::lock_guard lock(mutex_);
    auto& source = sources_[key_of(connection)];
    if (!source) {
        source =
            connection.exec ? make_exec_source(connection, place_) : make_oidc_source(connection, place_);
    }
    return source;
}

}  // namespace yare
