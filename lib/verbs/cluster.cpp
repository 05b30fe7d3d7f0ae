#include "verbs/cluster.hpp"

#include "base/json_tree.hpp"
#include "request/path.hpp"

namespace yare {

namespace {

std::string services_of(Session& session, const std::string& name_space) {
    const auto type = session.discovery.find({"services"});
    HttpRequest http;
    http.path = collection_path(type, name_space);
    http.query = {{"labelSelector", "kubernetes.io/cluster-service=true"}};
    http.headers.emplace_back("Accept", "application/json");
    return session.client.get(http, {type.group_resource(), ""}).body;
}

// Outside of the cluster: each port of its load balancer.
std::string balancer_links(const JsonValue& ingress, const JsonValue& ports) {
    const auto ip = ingress.find("ip").text();
    const auto host = ip.empty() ? ingress.find("hostname").text() : ip;
    std::string links;
    for (auto port = ports.first(); port; port = port.next()) {
        const auto number = port.find("port").text();
        links += "http://" + host + ":" + (number.empty() ? "0" : number) + " ";
    }
    return links;
}

// Through the API server's proxy, as SCHEME:NAME:PORT as far as these are known (apimachinery pkg/util/net,
// JoinSchemeNamePort). That of the service's first port is guessed.
std::string proxy_link(const std::string& server, const JsonValue& metadata, const JsonValue& ports) {
    auto name = metadata.find("name").text();
    if (const auto port = ports.first()) {
        const auto port_name = port.find("name").text();
        if (port_name == "https" || port.find("port").raw() == "443") {
            name = "https:" + name + ":" + port_name;
        } else if (!port_name.empty()) {
            name += ":" + port_name;
        }
    }
    return server + "/api/v1/namespaces/" + metadata.find("namespace").text() + "/services/" + name +
           "/proxy";
}

std::string link_of(const std::string& server, const JsonValue& service) {
    const auto ports = service.find("spec").find("ports");
    const auto ingress = service.find("status").find("loadBalancer").find("ingress").first();
    return ingress ? balancer_links(ingress, ports) : proxy_link(server, service.find("metadata"), ports);
}

void print_places(Session& session, const std::string& name_space) {
    const auto answer = services_of(session, name_space);
    JsonTree tree;
    const auto services = tree.parse(answer).find("items");
    const auto& server = session.connection.server;
    auto& out = session.streams.out;
    out.write("Kubernetes control plane is running at " + server + "\n");
    for (auto service = services.first(); service; service = service.next()) {
        const auto metadata = service.find("metadata");
        const auto label = metadata.find("labels").find("kubernetes.io/name").text();
        out.write((label.empty() ? metadata.find("name").text() : label) + " is running at " +
                  link_of(server, service) + "\n");
    }
}

}  // namespace

void print_cluster_info(Session& session, const ClusterInfoRequest& request) {
    const auto say_more = [&] {
        session.streams.out.write("\nTo further debug and diagnose cluster problems, use '" +
                                  session.program + " cluster-info dump'.\n");
    };
    try {
        print_places(session, request.name_space);
    } catch (const OutputError&) {
        throw;
    } catch (const Error&) {
        say_more();
        throw;
    }
    say_more();
}

}  // namespace yare
