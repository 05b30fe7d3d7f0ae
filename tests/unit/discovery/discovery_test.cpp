#include "discovery/discovery.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/error.hpp"
#include "discovery/cache_file.hpp"
#include "sample_documents.hpp"
#include "temporary_directory.hpp"

using namespace yare;
using Texts = std::vector<std::string>;

namespace {

constexpr const char* k_aggregated_type =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/// A server of discovery documents that notes what it was asked; a path it does not know fails the test.
class FakeServer {
  public:
    void serve(const std::string& path, const std::string& body, const std::string& type = "application/json",
               int status = 200) {
        answers_[path] = {status, type, body};
    }
    void fail(const std::string& path, int code, const std::string& message) {
        ApiError::Fields fields;
        fields.code = code;
        fields.message = message;
        errors_[path] = fields;
    }
    void break_connection(const std::string& path) { broken_.insert(path); }

    Discovery::Get get() {
        return [this](const HttpRequest& request) { return answer(request); };
    }
    Texts take_paths() { return std::exchange(paths_, {}); }
    std::string accept;  // of the last request

  private:
    DiscoveryAnswer answer(const HttpRequest& request) {
        paths_.push_back(request.path);
        CHECK(request.method == "GET");
        REQUIRE(request.headers.size() == 1);
        accept = request.headers[0].second;
        if (broken_.count(request.path) != 0) {
            throw TransportError(TransportError::Cause::closed, "h:1", "EOF");
        }
        if (const auto error = errors_.find(request.path); error != errors_.end()) {
            throw ApiError(error->second);
        }
        REQUIRE_MESSAGE(answers_.count(request.path) == 1, request.path);
        return answers_[request.path];
    }

    std::map<std::string, DiscoveryAnswer> answers_;
    std::map<std::string, ApiError::Fields> errors_;
    std::set<std::string> broken_;
    Texts paths_;
};

FakeServer aggregated_server(const std::string& apis = samples::k_aggregated_apis_v2beta1) {
    FakeServer server;
    server.serve("/api", samples::k_aggregated_api, k_aggregated_type);
    server.serve("/apis", apis,
                 "application/json; as=APIGroupDiscoveryList; v=v2beta1; g=apidiscovery.k8s.io");
    return server;
}

FakeServer older_server() {
    FakeServer server;
    server.serve("/api", samples::k_api_versions);
    server.serve("/apis", samples::k_api_group_list);
    server.serve("/api/v1", samples::k_core_list);
    server.serve("/apis/apps/v1", samples::k_apps_list);
    server.serve("/apis/batch/v1", samples::k_batch_v1_list);
    server.serve("/apis/batch/v1beta1", samples::k_batch_v1beta1_list);
    server.serve("/apis/batch/v2alpha1", samples::k_batch_v2alpha1_list);
    server.serve("/apis/metrics.k8s.io/v1beta1", samples::k_metrics_list);
    server.serve("/apis/stable.example.com/v1", samples::k_stable_list);
    return server;
}

template <typename Call>
std::string error_of(const Call& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.words();
    }
    return "no error";
}

std::string incomplete(const std::string& type, const std::string& causes) {
    return "cannot tell whether the server has a resource type \"" + type +
           "\": unable to retrieve the complete list of server APIs: " + causes;
}

const Texts k_both = {"/api", "/apis"};

}  // namespace

TEST_CASE("a built-in type needs no request") {
    FakeServer server;
    Discovery discovery(server.get(), {});
    CHECK(discovery.find({"deploy"}).api_version() == "apps/v1");
    CHECK(discovery.find_kind("v1", "Pod").plural == "pods");
    CHECK(discovery.category({"po"}).empty());
    CHECK(server.take_paths().empty());
}

TEST_CASE("aggregated discovery takes two requests, once") {
    auto server = aggregated_server();
    Discovery discovery(server.get(), {});
    CHECK(discovery.find({"ct"}).group_resource() == "crontabs.stable.example.com");
    CHECK(server.take_paths() == k_both);
    CHECK(server.accept ==
          "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json");
    CHECK(discovery.find({"crontab.stable"}).version == "v1");
    CHECK(discovery.find_kind("stable.example.com/v1", "CronTab").plural == "crontabs");
    CHECK(discovery.category({"all"}).size() == 2);
    CHECK(error_of([&] { discovery.find({"foo"}); }) == R"(the server doesn't have a resource type "foo")");
    CHECK(error_of([&] { discovery.find({"foo.bar"}); }) ==
          R"(the server doesn't have a resource type "foo")");
    CHECK(error_of([&] { discovery.find({"foo.v1.bar"}); }) ==
          R"(the server doesn't have a resource type "foo")");
    CHECK(error_of([&] { discovery.find({""}); }) == R"(the server doesn't have a resource type "")");
    CHECK(error_of([&] { discovery.find({"crontbas"}); }) ==
          "the server doesn't have a resource type \"crontbas\"\n\nDid you mean this?\n\tcrontabs");
    CHECK(error_of([&] { discovery.find({"crontba"}); }) ==
          "the server doesn't have a resource type \"crontba\"\n\nDid you mean this?\n\tcrontabs");
    CHECK(error_of([&] { discovery.find({"crontabs.stable.exampel.com"}); }) ==
          "the server doesn't have a resource type \"crontabs\"\n\nDid you mean this?\n"
          "\tcrontabs.stable.example.com");
    CHECK(error_of([&] { discovery.find({"a\"\x1b"}); }) ==
          R"(the server doesn't have a resource type "a\"\x1b")");
    CHECK(error_of([&] { discovery.find_kind("foo.io/v1", "Zed"); }) ==
          R"(no matches for kind "Zed" in version "foo.io/v1")");
    CHECK(server.take_paths().empty());
}

TEST_CASE("the older form asks for each group version") {
    auto server = older_server();
    Discovery discovery(server.get(), {});
    CHECK(discovery.find({"crontabs"}).api_version() == "stable.example.com/v1");
    CHECK(server.take_paths() == Texts{"/api", "/api/v1", "/apis", "/apis/apps/v1", "/apis/batch/v1",
                                       "/apis/batch/v2alpha1", "/apis/batch/v1beta1",
                                       "/apis/metrics.k8s.io/v1beta1", "/apis/stable.example.com/v1"});
    CHECK(server.accept == "application/json");
    CHECK(discovery.find_again({"cronjobs"}).api_version() == "batch/v1beta1");
    CHECK(discovery.find({"pods.metrics.k8s.io"}).kind == "PodMetrics");
    CHECK(discovery.find({"PodMetrics"}).group == "metrics.k8s.io");
    Texts all;
    for (const auto& type : discovery.category({"all"})) {
        all.push_back(type.group_resource());
    }
    CHECK(all == Texts{"pods", "deployments.apps", "jobs.batch", "cronjobs.batch"});
    CHECK(server.take_paths().empty());
}

TEST_CASE("a server that knows one form at each root, or refuses the Accept header") {
    auto server = older_server();
    server.serve("/api", samples::k_aggregated_api, k_aggregated_type);
    Discovery mixed(server.get(), {});
    CHECK(mixed.find({"ct"}).version == "v1");
    CHECK(mixed.find_again({"events"}).group.empty());

    FakeServer refusing;
    refusing.serve("/api", "", "text/plain", 404);  // an API server of one's own
    refusing.serve("/apis", "", "text/plain", 406);
    Discovery discovery(refusing.get(), {});
    CHECK(error_of([&] { discovery.find({"ct"}); }) == "the server answered /apis with status 406");
    CHECK(refusing.take_paths() == Texts{"/api", "/apis", "/apis"});
    CHECK(refusing.accept == "application/json");
}

TEST_CASE("a group that cannot be asked does not hide the others, and is named where it matters") {
    auto server = older_server();
    server.fail("/apis/metrics.k8s.io/v1beta1", 503, "the server is currently unable to handle the request");
    server.serve("/apis/batch/v1beta1", "404 page not found", "text/plain", 404);
    const TemporaryDirectory directory;
    Discovery::Options options;
    options.cache_file = directory.path() + "/resources.json";
    Discovery discovery(server.get(), options);
    CHECK(discovery.find({"ct"}).version == "v1");
    CHECK_FALSE(std::filesystem::exists(options.cache_file));  // half a list would be believed for hours
    CHECK(error_of([&] { discovery.find({"foo"}); }) ==
          incomplete("foo",
                     "batch/v1beta1: the server could not find the requested resource, "
                     "metrics.k8s.io/v1beta1: the server is currently unable to handle the request"));
    CHECK(error_of([&] { discovery.find({"pods.metrics"}); }) ==
          incomplete("pods", "metrics.k8s.io/v1beta1: the server is currently unable to handle the request"));
    CHECK(error_of([&] { discovery.find({"foo.example.com"}); }) ==
          R"(the server doesn't have a resource type "foo")");
    CHECK(error_of([&] { discovery.find_kind("metrics.k8s.io/v1beta1", "PodMetrics"); }) ==
          "unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is "
          "currently unable "
          "to handle the request");
    CHECK(error_of([&] { discovery.find_kind("foo.io/v1", "Zed"); }) ==
          R"(no matches for kind "Zed" in version "foo.io/v1")");

    auto stale = aggregated_server(samples::k_aggregated_apis);
    Discovery aggregated(stale.get(), options);
    CHECK(aggregated.find({"ksvc"}).version == "v1");
    CHECK(error_of([&] { aggregated.find({"foo"}); }) ==
          incomplete("foo", "metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1"));
    CHECK_FALSE(std::filesystem::exists(options.cache_file));
}

TEST_CASE("an unreadable answer of one group is that group's failure") {
    auto server = older_server();
    server.serve("/apis/metrics.k8s.io/v1beta1", "<html>", "text/html");
    Discovery discovery(server.get(), {});
    CHECK(discovery.find({"ct"}).version == "v1");
    CHECK(
        error_of([&] { discovery.find({"nodes.metrics.k8s.io"}); }) ==
        incomplete("nodes",
                   "metrics.k8s.io/v1beta1: cannot read the server's answer to /apis/metrics.k8s.io/v1beta1: "
                   "invalid character '<' looking for beginning of value"));
}

TEST_CASE("what fails as a whole comes out as it is") {
    auto server = older_server();
    server.break_connection("/apis/batch/v1");
    Discovery broken(server.get(), {});
    CHECK_THROWS_AS(broken.find({"ct"}), TransportError);

    FakeServer forbidden;
    forbidden.fail("/api", 403, "forbidden: User \"u\" cannot get path \"/api\"");
    Discovery refused(forbidden.get(), {});
    CHECK_THROWS_AS(refused.find({"ct"}), ApiError);
    CHECK_THROWS_AS(refused.category({"all"}), ApiError);

    FakeServer other;  // not a Kubernetes server
    other.serve("/api", "", "text/plain", 404);
    other.serve("/apis", "", "text/plain", 404);
    Discovery elsewhere(other.get(), {});
    CHECK(error_of([&] { elsewhere.find({"ct"}); }) ==
          "Error from server (NotFound): the server could not find the requested resource");

    FakeServer login;
    login.serve("/api", "<html>", "text/html");
    Discovery portal(login.get(), {});
    CHECK(error_of([&] { portal.find({"ct"}); }) ==
          "cannot read the server's answer to /api: invalid character '<' looking for beginning of value");
}

TEST_CASE("the cache saves the requests of the next run, and a miss refreshes it once") {
    const TemporaryDirectory directory;
    Discovery::Options options;
    options.cache_file = Discovery::cache_file(directory.path(), "https://10.0.0.1:6443");
    auto server = aggregated_server();
    CHECK(Discovery(server.get(), options).find({"ct"}).version == "v1");
    CHECK(server.take_paths() == k_both);

    Discovery second(server.get(), options);
    CHECK(second.find({"ct"}).version == "v1");
    CHECK(second.category({"all"}).size() == 2);
    CHECK(second.find({"crontab.v1.stable.example.com"}).version == "v1");
    CHECK(server.take_paths().empty());
    CHECK_THROWS_AS(second.find({"foo"}), Error);
    CHECK(server.take_paths() == k_both);
    CHECK_THROWS_AS(second.find({"foo"}), Error);
    CHECK_THROWS_AS(second.find_kind("foo.io/v1", "Zed"), Error);
    CHECK(second.category({"foo"}).empty());
    CHECK(server.take_paths().empty());

    Discovery third(server.get(), options);  // a type the server answered 404 for
    CHECK(third.find_again({"pods"}).plural == "pods");
    CHECK(server.take_paths() == k_both);
    CHECK_THROWS_AS(third.find_again({"deployments"}), Error);  // the table is not consulted

    Discovery fourth(server.get(), options);
    CHECK(fourth.category({"ct"}).empty());  // known as a type: nothing to refresh for
    CHECK(server.take_paths().empty());
    CHECK(fourth.category({"knative"}).empty());
    CHECK(server.take_paths() == k_both);

    Discovery fifth(server.get(), options);
    CHECK(fifth.find_kind_again("v1", "Pod").plural == "pods");
    CHECK(server.take_paths() == k_both);
}

TEST_CASE("a category that is new on the server is found in spite of the cache") {
    const TemporaryDirectory directory;
    Discovery::Options options;
    options.cache_file = directory.path() + "/resources.json";
    auto server = aggregated_server();
    Discovery(server.get(), options).find({"ct"});
    auto newer = aggregated_server(samples::k_aggregated_apis);
    CHECK(Discovery(newer.get(), options).category({"knative"}).size() == 2);
    CHECK(newer.take_paths() == k_both);
}

TEST_CASE("a damaged, old or unwritable cache is as good as none") {
    const TemporaryDirectory directory;
    Discovery::Options options;
    options.cache_file = directory.path() + "/resources.json";
    auto server = aggregated_server();
    REQUIRE(write_cache_file(options.cache_file, R"({"yareDiscovery":1,"types":[["",)"));
    CHECK(Discovery(server.get(), options).find({"ct"}).version == "v1");
    CHECK(server.take_paths() == k_both);
    CHECK(from_cache(*read_cache_file(options.cache_file, options.ttl)));  // mended

    options.ttl = std::chrono::seconds(0);
    CHECK(Discovery(server.get(), options).find({"ct"}).version == "v1");
    CHECK(server.take_paths() == k_both);

    options.cache_file = "/dev/null/x/resources.json";
    CHECK(Discovery(server.get(), options).find({"ct"}).version == "v1");
}

TEST_CASE("each server has a cache file of its own, inside the cache directory") {
    const std::string servers[] = {
        "https://h:6443",
        "http://h:6443",
        "https://h:6443/a",
        "https://h:6443/a/b",
        "https://h:6443/a_b",
        "https://h:6443/a%2Fb",
        "https://h_6443",
        "https://[::1]:6443",
        "https://h:6443/A",
        "h:6443",
        ".",
        "..",
        "...",
        "",
        "https://" + std::string(189, 'x') + "..",
        "https://" + std::string(190, 'x') + "..",
        "https://" + std::string(400, 'x'),
    };
    std::set<std::string> files;
    for (const auto& server : servers) {
        const std::string file = Discovery::cache_file("/c", server);
        CAPTURE(file);
        if (server.find_first_not_of('.') == std::string::npos) {
            CHECK(file.empty());
            continue;
        }
        CHECK(files.insert(file).second);
        CHECK(file.starts_with("/c/yare/"));
        CHECK(file.ends_with("/resources.json"));
        for (const auto& part : std::filesystem::path(file)) {
            CHECK(part != "..");
            CHECK(part.string().size() <= 255);
        }
    }
    CHECK(Discovery::cache_file("/c", "https://h:6443") == "/c/yare/https%3A%2F%2Fh%3A6443/resources.json");
    CHECK(Discovery::cache_file("/c", "https://u:secret@h:6443/p@q") ==
          Discovery::cache_file("/c", "https://h:6443/p@q"));
    CHECK(Discovery::cache_file("", "https://h:6443").empty());
}
