#include "login/oidc_source.hpp"

#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/url.hpp"
#include "config/environment_proxy.hpp"
#include "config/kubeconfig_edit.hpp"
#include "config/load.hpp"
#include "login/id_token.hpp"
#include "login/oidc_refresh.hpp"
#include "transport/https.hpp"

namespace yare {

namespace {

using nlohmann::json;
using Settings = std::map<std::string, std::string>;

constexpr std::size_t k_file_limit = std::size_t{16} << 20;
constexpr Milliseconds k_limit{60'000};  // for each request, where the caller says none
constexpr const char* k_id_token = "id-token";
constexpr const char* k_refresh_token = "refresh-token";

std::string setting(const Settings& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? "" : found->second;
}

std::optional<std::string> provider_roots(const Settings& settings) {
    const std::string data = setting(settings, "idp-certificate-authority-data");
    if (!data.empty()) {
        auto pem = base64_decode(data);
        if (!pem) {
            throw ConfigError(base64_problem(data, false));
        }
        return pem;
    }
    const std::string file = setting(settings, "idp-certificate-authority");
    return file.empty() ? std::nullopt : std::optional(read_config_file(file, k_file_limit));
}

class OidcSource final : public CredentialSource {
  public:
    OidcSource(const Connection& connection, LoginPlace place)
        : login_(*connection.oidc),
          settings_(login_.settings),
          roots_(provider_roots(settings_)),
          server_(connection.server),
          quiet_(connection.login_terms.quiet),
          limit_(connection.login_terms.limit.count() > 0 ? connection.login_terms.limit : k_limit),
          place_(std::move(place)) {}

    std::shared_ptr<const SuppliedCredentials> current() override {
        const std::lock_guard lock(mutex_);
        try {
            if (!is_current()) {
                refresh();
            }
        } catch (const TransportError&) {
            throw;
        } catch (const Error& error) {
            throw TransportError(TransportError::Cause::other, server_, error.what());
        }
        const std::string token = setting(settings_, k_id_token);
        if (!supplied_ || supplied_->token != token) {
            supplied_ = std::make_shared<const SuppliedCredentials>(SuppliedCredentials{token, "", ""});
        }
        return supplied_;
    }

    std::shared_ptr<const SuppliedCredentials> renew(
        const std::shared_ptr<const SuppliedCredentials>& refused) override {
        const auto now = current();
        return now == refused ? nullptr : now;
    }

  private:
    bool is_current() const {
        const std::string token = setting(settings_, k_id_token);
        return !token.empty() && is_current_id_token(token, place_.now());
    }

    void refresh() {
        if (setting(settings_, k_refresh_token).empty()) {
            throw Error("No valid id-token, and cannot refresh without refresh-token");
        }
        take_written();
        if (is_current()) {
            return;
        }
        if (quiet_) {
            // A refresh token may be good once only: who may be cut off before the new one is written does
            // not use it.
            throw Error("No valid id-token, and this is no time to refresh it");
        }
        const OidcTokens tokens = refresh_oidc_tokens(
            {.issuer = setting(settings_, "idp-issuer-url"),
             .id = setting(settings_, "client-id"),
             .secret = setting(settings_, "client-secret"),
             .refresh_token = setting(settings_, k_refresh_token)},
            [&](const std::string& server) { return open(server); }, limit_);
        Settings renewed = settings_;
        renewed[k_id_token] = tokens.id_token;
        if (!tokens.refresh_token.empty()) {
            renewed[k_refresh_token] = tokens.refresh_token;
        }
        write(renewed);
        settings_ = std::move(renewed);
    }

    // Tokens that another process has got since the kubeconfig was read: a refresh token may be good once
    // only.
    void take_written() {
        try {
            const Kubeconfig config =
                parse_kubeconfig(read_config_file(login_.file, k_file_limit), login_.file);
            const auto user = config.users.find(login_.user);
            if (user == config.users.end() || !user->second.auth_provider) {
                return;
            }
            const Settings& written = user->second.auth_provider->config;
            if (setting(written, "idp-issuer-url") != setting(settings_, "idp-issuer-url") ||
                setting(written, k_refresh_token).empty()) {
                return;
            }
            for (const char* name : {k_id_token, k_refresh_token}) {
                settings_[name] = setting(written, name);
            }
        } catch (const ConfigError&) {
            // What was read before serves; writing will tell what is wrong with the file.
        }
    }

    std::unique_ptr<Transport> open(const std::string& server) const {
        const auto url = parse_url(server);
        if (!url) {
            throw Error("parse \"" + server + "\": no URL with a host");
        }
        Connection connection;
        connection.server = server;
        connection.ca_pem = roots_;
        connection.proxy_url = environment_proxy(place_.environment, *url);
        return place_.transport ? place_.transport(connection)
                                : make_transport(connection, "yare/" YARE_VERSION);
    }

    void write(const Settings& renewed) const {
        try {
            edit_kubeconfig_file(login_.file, [&](json& root) {
                json* user = find_named(root, "users", login_.user);
                if (user == nullptr) {
                    throw ConfigError("user \"" + login_.user + "\" is no longer in " + login_.file);
                }
                json& config = (*user)["user"]["auth-provider"]["config"];
                for (const char* name : {k_id_token, k_refresh_token}) {
                    config[name] = renewed.at(name);
                }
            });
        } catch (const Error& error) {
            throw Error(std::string("could not persist new tokens: ") + error.what());
        }
    }

    const OidcLogin login_;
    Settings settings_;
    const std::optional<std::string> roots_;
    const std::string server_;
    const bool quiet_;
    const Milliseconds limit_;
    const LoginPlace place_;
    std::mutex mutex_;
    std::shared_ptr<const SuppliedCredentials> supplied_;
};

}  // namespace

std::shared_ptr<CredentialSource> make_oidc_source(const Connection& connection, LoginPlace place) {
    return std::make_shared<OidcSource>(connection, std::move(place));
}

}  // namespace yare
