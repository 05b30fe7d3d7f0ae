#include "verbs/token.hpp"

#include <nlohmann/json.hpp>

#include "base/json_tree.hpp"
#include "request/generators/new_object.hpp"
#include "request/path.hpp"
#include "verbs/change.hpp"
#include "verbs/results.hpp"

namespace yare {

namespace {

constexpr const char* k_failure = "failed to create token: ";

std::string request_body(const TokenRequest& request) {
    nlohmann::ordered_json spec = {{"audiences", nullptr}};
    if (!request.audiences.empty()) {
        spec["audiences"] = nlohmann::ordered_json::array();
        for (const auto& audience : request.audiences) {
            spec["audiences"].push_back(go_utf8(audience));
        }
    }
    if (request.lifetime.count() > 0) {
        spec["expirationSeconds"] = request.lifetime.count();
    }
    if (!request.bound_kind.empty()) {
        nlohmann::ordered_json bound = {
            {"kind", request.bound_kind}, {"apiVersion", "v1"}, {"name", go_utf8(request.bound_name)}};
        if (!request.bound_uid.empty()) {
            bound["uid"] = go_utf8(request.bound_uid);
        }
        spec["boundObjectRef"] = std::move(bound);
    }
    auto object = new_object("TokenRequest", "authentication.k8s.io/v1", "", "");
    object["spec"] = std::move(spec);
    return object.dump();
}

// Servers before 1.34 write a creationTimestamp of null, which kubectl leaves out.
std::string without_empty_time(const std::string& answer) {
    JsonTree tree;
    const auto time = tree.parse(answer).find("metadata").find("creationTimestamp");
    if (time.raw() != "null") {
        return answer;
    }
    auto object = nlohmann::ordered_json::parse(answer);
    object["metadata"].erase("creationTimestamp");
    return object.dump();
}

std::string send(Session& session, const TokenRequest& request) {
    const auto type = session.discovery.find_kind("v1", "ServiceAccount");
    const auto& account = request.service_account;
    try {
        const auto path = object_path(type, session.connection.namespace_name, account, "token");
        const auto http = change_request("POST", path, {}, request_body(request));
        return session.client.change(http, {type.group_resource(), account}).body;
    } catch (const ApiError& error) {
        throw Error(std::string(k_failure) + error.what());
    } catch (const UsageError& error) {
        throw Error(std::string(k_failure) + error.what());
    }
}

}  // namespace

void create_token(Session& session, const TokenRequest& request, const Format& format) {
    const auto answer = send(session, request);
    JsonTree tree;
    const auto token = tree.parse(answer).find("status").find("token").text();
    if (token.empty()) {
        throw Error(std::string(k_failure) + "no token in server response");
    }
    if (format.is_table()) {
        session.streams.out.write(session.streams.out_is_terminal ? token + "\n" : token);
        return;
    }
    Format ordered = format;
    ordered.keep_order = true;
    Results(ordered, DryRun::none, session.streams.out).object(without_empty_time(answer), "created");
}

}  // namespace yare
