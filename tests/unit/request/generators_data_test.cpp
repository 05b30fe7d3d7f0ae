#include <doctest/doctest.h>
#include <sys/stat.h>

#include "../config/temp_dir.hpp"
#include "base/error.hpp"
#include "request/generators/configmap.hpp"
#include "request/generators/name_hash.hpp"
#include "request/generators/pod_disruption_budget.hpp"
#include "request/generators/priority_class.hpp"
#include "request/generators/quota.hpp"
#include "request/generators/secret.hpp"
#include "request/generators/service_account.hpp"

using namespace yare;

namespace {

GeneratorSources sources_of(std::string name_space = "") {
    GeneratorSources sources;
    sources.name_space = std::move(name_space);
    sources.variable = [](const std::string& name) {
        return name == "GIVEN" ? std::string("from outside") : std::string();
    };
    sources.check_key_pair = [](const std::string& certificate, const std::string& key) {
        if (certificate != "cert" || key != "key") {
            throw Error("no pair");
        }
    };
    return sources;
}

std::string configmap_of(DataSources data, bool append_hash = false) {
    return make_configmap({"a", std::move(data), append_hash}, sources_of());
}

const std::string k_begin = R"({"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"})";

}  // namespace

TEST_CASE("hashes are those of kubectl/pkg/util/hash/hash_test.go") {
    CHECK(name_hash(R"({"data":{},"kind":"ConfigMap","name":""})") == "42745tchd9");
    CHECK(name_hash(R"({"data":{"one":"","three":"3","two":"2"},"kind":"ConfigMap","name":""})") ==
          "f5h7t85m9b");
    CHECK(name_hash(R"({"data":{"one":""},"kind":"Secret","name":"","type":"my-type"})") == "74bd68bm66");
}

TEST_CASE("hashes of generated objects are kubectl 1.36.4's") {
    const test::TempDir dir;
    const auto file = dir.write("bin.dat", std::string("\xff\0", 2));
    const auto map = configmap_of({{"b=" + file}, {"k=<a>&b"}, {}}, true);
    CHECK(map.find(R"("name":"a-d8m7h52b8d")") != std::string::npos);
    const auto secret = make_generic_secret({"a", "x/y", {{}, {"k=<a>&b"}, {}}, true}, sources_of());
    CHECK(secret.find(R"("name":"a-2tm7c698dt")") != std::string::npos);
}

TEST_CASE("a ConfigMap has its text in data and all else in binaryData") {
    const test::TempDir dir;
    const auto text = dir.write("t", "\xc3\xa9\n");
    const auto bytes = dir.write("b", "\xff");
    CHECK(configmap_of({}) == k_begin + "}");
    CHECK(configmap_of({{text, bytes}, {"l=x=y"}, {}}) ==
          k_begin + ",\"data\":{\"l\":\"x=y\",\"t\":\"\xc3\xa9\\n\"},\"binaryData\":{\"b\":\"/w==\"}}");
    // Go writes a text that is not UTF-8 with U+FFFD for each bad byte.
    CHECK(configmap_of({{}, {"l=\xe2\x82"}, {}}) ==
          k_begin + ",\"data\":{\"l\":\"\xef\xbf\xbd\xef\xbf\xbd\"}}");
    CHECK(make_configmap({"a", {}, false}, sources_of("b")) ==
          R"({"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"b"}})");
}

TEST_CASE("a directory stands for its regular files") {
    const test::TempDir dir;
    dir.write("d/b", "2");
    dir.write("d/a", "1");
    dir.write("d/sub/c", "3");
    std::filesystem::create_symlink("a", dir / "d/link");
    REQUIRE(::mkfifo((dir / "d/pipe").c_str(), 0600) == 0);
    CHECK(configmap_of({{dir / "d"}, {}, {}}) == k_begin + R"(,"data":{"a":"1","b":"2"}})");
    CHECK(configmap_of({{dir / "d/link"}, {}, {}}) == k_begin + R"(,"data":{"link":"1"}})");
    CHECK_THROWS_WITH_AS(configmap_of({{"k=" + (dir / "d")}, {}, {}}),
                         "cannot give a key name for a directory path", Error);
    CHECK_THROWS_WITH_AS(configmap_of({{dir / "no"}, {}, {}}),
                         dir.fill("error reading {dir}/no: no such file or directory").c_str(), Error);
}

TEST_CASE("files of variables") {
    const test::TempDir dir;
    struct Row {
        std::string text;
        const char* expected;  // the data, or an error
    };
    const Row rows[] = {
        {"", ""},
        {"\n \n# A=1\n  # B\n", ""},
        {"A=1\nB=", R"(,"data":{"A":"1","B":""})"},
        {" \t\xc2\xa0\xe3\x80\x80"
         "A= 1 \r\n",
         R"(,"data":{"A":" 1 "})"},
        {"\xef\xbb\xbf"
         "A=1",
         R"(,"data":{"A":"1"})"},
        {"GIVEN\nABSENT", R"(,"data":{"ABSENT":"","GIVEN":"from outside"})"},
        {"A=x=y\r", R"(,"data":{"A":"x=y"})"},
        {"A=1\nA=2",
         "cannot add key \"A\", another key by that name already exists in Data for ConfigMap \"a\""},
        {"B=1\nA=\xff", "env file {dir}/env contains invalid utf8 bytes at line 2: [65 61 255]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto file = dir.write("env", row.text);
        if (const std::string expected = row.expected; expected.empty() || expected[0] == ',') {
            CHECK(configmap_of({{}, {}, {file}}) == k_begin + expected + "}");
        } else {
            CHECK_THROWS_WITH_AS(configmap_of({{}, {}, {file}}), dir.fill(expected).c_str(), Error);
        }
    }
    for (const char* bad : {"export A=1", "1A=x", "=x", "..=x",
                            "A=1\n\xef\xbb\xbf"
                            "B=2"}) {
        CAPTURE(bad);
        CHECK_THROWS_WITH_AS(configmap_of({{}, {}, {dir.write("env", bad)}}),
                             doctest::Contains("is not a valid key name"), Error);
    }
    // kubectl stops without a word at a line of 64 KiB; here it counts.
    const std::string large(100000, 'x');
    CHECK(configmap_of({{}, {}, {dir.write("env", "A=" + large + "\nB=1")}}) ==
          k_begin + ",\"data\":{\"A\":\"" + large + "\",\"B\":\"1\"}}");
}

TEST_CASE("a TLS secret needs a pair that fits") {
    const test::TempDir dir;
    const auto certificate = dir.write("c", "cert");
    const auto key = dir.write("k", "key");
    CHECK(make_tls_secret({"a", certificate, key, false}, sources_of()) ==
          R"({"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"},)"
          R"("data":{"tls.crt":"Y2VydA==","tls.key":"a2V5"},"type":"kubernetes.io/tls"})");
    CHECK_THROWS_WITH_AS(make_tls_secret({"a", key, certificate, false}, sources_of()), "no pair", Error);
    CHECK_THROWS_WITH_AS(make_tls_secret({"a", "", key, false}, sources_of()),
                         "key and cert must be specified", Error);
}

TEST_CASE("a secret for a registry holds docker's config.json") {
    CHECK(make_docker_secret({"a", "r.io", "u", "<p>", "", {}, false}, sources_of()) ==
          R"({"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"},"data":{".dockerconfigjson":)"
          R"("eyJhdXRocyI6eyJyLmlvIjp7InVzZXJuYW1lIjoidSIsInBhc3N3b3JkIjoiXHUwMDNjcFx1MDAzZSIsImF1dGgiOiJ)"
          R"(kVG84Y0Q0PSJ9fX0="},"type":"kubernetes.io/dockerconfigjson"})");
    CHECK_THROWS_AS(make_docker_secret({"a", "", "u", "p", "", {}, false}, sources_of()), Error);
}

TEST_CASE("quotas, budgets, priorities and accounts") {
    CHECK(make_quota({"q", "cpu=0.5,a=1,a=2", "X,Y"}, sources_of()) ==
          R"({"kind":"ResourceQuota","apiVersion":"v1","metadata":{"name":"q"},)"
          R"("spec":{"hard":{"a":"2","cpu":"500m"},"scopes":["X","Y"]},"status":{}})");
    CHECK(make_pod_disruption_budget({"p", "b=c,a in (x,y),!d", "", "007"}, sources_of("n")) ==
          R"({"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"p","namespace":"n"},)"
          R"("spec":{"selector":{"matchLabels":{"b":"c"},"matchExpressions":[)"
          R"({"key":"a","operator":"In","values":["x","y"]},{"key":"d","operator":"DoesNotExist"}]},)"
          R"("maxUnavailable":7},"status":{"disruptionsAllowed":0,"currentHealthy":0,"desiredHealthy":0,)"
          R"("expectedPods":0}})");
    CHECK(make_priority_class({"p", -7, true, "d", ""}) ==
          R"({"kind":"PriorityClass","apiVersion":"scheduling.k8s.io/v1","metadata":{"name":"p"},"value":-7,)"
          R"("globalDefault":true,"description":"d","preemptionPolicy":""})");
    CHECK(make_service_account("s", sources_of()) ==
          R"({"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"s"}})");
}
