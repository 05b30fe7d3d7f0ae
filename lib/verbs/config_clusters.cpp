#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/file_replace.hpp"
#include "config/kubeconfig_edit.hpp"
#include "config/kubeconfig_entries.hpp"
#include "config/load.hpp"
#include "verbs/config_files.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

using nlohmann::json;

// kubectl/pkg/cmd/config/set_cluster.go, modifyCluster
void change_cluster(json& cluster, const SetClusterRequest& what, const std::string& authority) {
    const auto set_data = [&](const std::string& data) {
        set_text(cluster, "certificate-authority-data", base64_encode(data));
    };
    if (what.server) {
        set_text(cluster, "server", *what.server, true);
        cluster.erase("tls-server-name");  // it belonged to the old server
    }
    if (what.tls_server_name) {
        set_text(cluster, "tls-server-name", *what.tls_server_name);
    }
    if (what.insecure_skip_tls_verify) {
        cluster.erase("insecure-skip-tls-verify");
        if (*what.insecure_skip_tls_verify) {
            cluster["insecure-skip-tls-verify"] = true;
            cluster.erase("certificate-authority");
            cluster.erase("certificate-authority-data");
        }
    }
    if (what.certificate_authority && what.embed_certs) {
        set_data(authority);
        cluster.erase("insecure-skip-tls-verify");
        cluster.erase("certificate-authority");
    } else if (what.certificate_authority) {
        set_text(cluster, "certificate-authority", absolute_file(*what.certificate_authority));
        if (!what.certificate_authority->empty()) {
            cluster.erase("insecure-skip-tls-verify");
            cluster.erase("certificate-authority-data");
        }
    }
    if (what.proxy_url) {
        set_text(cluster, "proxy-url", *what.proxy_url);
    }
}

}  // namespace

void set_cluster(const ConfigWork& work, const SetClusterRequest& what) {
    std::string authority;
    if (what.embed_certs) {
        authority = read_embedded(*what.certificate_authority, "certificate-authority");
    }
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        ConfigEdit edit(work.paths, files);
        change_config_entry(edit, "clusters", what.name,
                            [&](json& cluster) { change_cluster(cluster, what, authority); });
    });
    work.streams.out.write("Cluster " + go_quote(what.name) + " set.\n");
}

}  // namespace yare
