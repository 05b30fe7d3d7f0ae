// Patches applied without a server, against what kubectl 1.36.4 made of them.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"
#include "request/go_value.hpp"
#include "request/json_patch.hpp"
#include "request/merge_patch.hpp"
#include "request/patch_schema.hpp"
#include "request/strategic_merge_patch.hpp"

using namespace yare;

namespace {

using nlohmann::json;

json apply(const std::string& type, const json& object, const json& patch) {
    if (type == "json") {
        return apply_json_patch(object, patch);
    }
    if (type == "merge") {
        return apply_merge_patch(object, patch);
    }
    return apply_strategic_merge_patch(object, patch, object["apiVersion"].get<std::string>(),
                                       object["kind"].get<std::string>());
}

json read(const std::string& text) {
    auto documents = read_yaml(text);
    return documents.empty() ? json() : std::move(documents[0].value);
}

// The patched object, or the error.
std::string outcome(const std::string& type, const json& object, const std::string& patch) {
    try {
        return to_go_json(apply(type, object, read(patch)));
    } catch (const Error& error) {
        return error.line();
    }
}

std::string outcome(const std::string& type, const std::string& object, const std::string& patch) {
    return outcome(type, read(object), patch);
}

json nested(std::size_t depth, const char* key) {
    json value = 1;
    for (std::size_t i = 0; i < depth; ++i) {
        json outer = key == nullptr ? json::array() : json::object();
        (key == nullptr ? outer.emplace_back() : outer[key]) = std::move(value);
        value = std::move(outer);
    }
    return value;
}

json pod_with(const char* key, json value) {
    json pod = {{"apiVersion", "v1"}, {"kind", "Pod"}};
    pod[key] = std::move(value);
    return pod;
}

}  // namespace

// patch_cases.jsonl: first objects by name, then cases: what members of the object are after the patch (those
// that are not named stay, those in "gone" are no more), or the line on stderr. Recorded from
// `kubectl patch --local -f OBJECT --type=TYPE -p PATCH -o json`, kubectl 1.36.4.
TEST_CASE("patches do what kubectl's do") {
    std::ifstream file(YARE_TEST_DATA "/request/patch_cases.jsonl");
    std::map<std::string, json> objects;
    std::size_t cases = 0;
    for (std::string line; std::getline(file, line);) {
        json row = json::parse(line);
        if (row.contains("is")) {
            objects[row["name"].get<std::string>()] = std::move(row["is"]);
            continue;
        }
        const json& object = objects.at(row["object"].get<std::string>());
        std::string wanted;
        if (row.contains("error")) {
            wanted = row["error"].get<std::string>();
        } else {
            json result = object;
            result.update(row["result"]);
            for (const json& key : row["gone"]) {
                result.erase(key.get<std::string>());
            }
            wanted = to_go_json(result);
        }
        CAPTURE(line);
        CHECK(outcome(row["type"].get<std::string>(), object, row["patch"].get<std::string>()) == wanted);
        ++cases;
    }
    CHECK(cases > 600);
}

TEST_CASE("patches that stop kubectl with a panic, or that it ignores, are errors") {
    const std::string pod =
        R"({"apiVersion":"v1","kind":"Pod","l":[1,null],"spec":{"containers":[{"name":{"a":1}}],"tolerations":[{}]}})";
    struct {
        const char* type;
        const char* patch;
        const char* words;
    } const rows[] = {
        {"json", R"([{"op":"replace","path":"","value":5}])",
         "replace operation value must be object or array"},
        {"json", R"([{"op":"test","path":""}])", "testing value  failed: test failed"},
        {"strategic", R"({"spec":{"containers":[{"name":{"a":1}}]}})",
         "comparing uncomparable type map[string]interface {}"},
        {"strategic", R"({"spec":{"containers":[null]}})",
         "list element types are not identical: [[map[name:map[a:1]]] [<nil>]]"},
        {"strategic", R"({"metadata":{},"l":[null]})",
         "unable to find api field in struct Pod for the json field \"l\""},
        {"strategic", R"({"spec":{"tolerations":[{}],"$setElementOrder/tolerations":[{}]}})",
         "comparing uncomparable type map[string]interface {}"},
        {"strategic", R"({"spec":{"$retainKeys":[[]]}})", "invalid patch format of retainKeys"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.patch);
        CHECK(outcome(row.type, pod, row.patch) == std::string("error: ") + row.words);
    }
    CHECK(outcome("strategic",
                  std::string(R"({"apiVersion":"v1","kind":"Pod","metadata":{"finalizers":[null]}})"),
                  R"({"metadata":{"finalizers":["a"]}})") ==
          "error: lists with null elements are not supported");
}

TEST_CASE("a test of a list with nulls, where kubectl panics, compares them") {
    const std::string object = R"({"a":[1,null,{"b":null}]})";
    CHECK(outcome("json", object, R"([{"op":"test","path":"/a","value":[1,null,{"b":null}]}])") == object);
    CHECK(outcome("json", object, R"([{"op":"test","path":"/a","value":[1,2,{"b":null}]}])") ==
          "error: testing value /a failed: test failed");
}

TEST_CASE("the result need not be an object: whoever prints it has to look") {
    CHECK(outcome("merge", std::string(R"({"a":1})"), "[null,{\"b\":null}]") == "[null,{}]");
    CHECK(outcome("json", std::string(R"({"a":1})"), R"([{"op":"replace","path":"","value":[1]}])") == "[1]");
    CHECK(outcome("strategic", std::string(R"({"apiVersion":"v1","kind":"Pod"})"),
                  R"({"$patch":"delete"})") == "{}");
}

TEST_CASE("copies that copy copies end") {
    json patch = json::array();
    for (int i = 0; i < 60; ++i) {
        patch.push_back({{"op", "copy"}, {"from", "/a"}, {"path", "/a/" + std::to_string(i)}});
    }
    CHECK_THROWS_WITH_AS(apply_json_patch(json::parse(R"({"a":{"x":"0123456789"}})"), patch),
                         "Unable to complete the copy, the accumulated size increase of copy is 6029446, "
                         "exceeding the limit 3145728",
                         Error);
}

TEST_CASE("depth does not overflow the stack") {
    constexpr std::size_t k_deep = 200'000;
    for (const char* key : {static_cast<const char*>(nullptr), "a"}) {
        const json object = pod_with("x", nested(k_deep, key));
        const json patch = pod_with("y", nested(k_deep, key));
        const json same = pod_with("x", nested(k_deep, key));
        CHECK(apply_merge_patch(object, patch).contains("y"));
        CHECK(apply_merge_patch(object, same).contains("x"));
        CHECK(apply_strategic_merge_patch(object, patch, "v1", "Pod").contains("y"));
        CHECK_THROWS_AS(apply_strategic_merge_patch(object, same, "v1", "Pod"), Error);
        json operations = json::array({{{"op", "test"}, {"path", "/x"}},
                                       {{"op", "add"}, {"path", "/y"}},
                                       {{"op", "copy"}, {"from", "/x"}, {"path", "/z"}}});
        operations[0]["value"] = nested(k_deep, key);
        operations[1]["value"] = nested(k_deep, key);
        CHECK(apply_json_patch(object, operations).contains("z"));
        const json list = pod_with("spec", json::parse(R"({"containers":[{"name":"a"},{"name":"b"}]})"));
        json element = json::parse(R"({"spec":{"containers":[{"noname":1}]}})");
        element["spec"]["containers"][0]["noname"] = nested(k_deep, key);
        CHECK_THROWS_AS(apply_strategic_merge_patch(list, element, "v1", "Pod"), Error);
    }
}

TEST_CASE("a long list is patched in reasonable time") {
    json pod = json::parse(R"({"apiVersion":"v1","kind":"Pod","metadata":{"finalizers":[]}})");
    json patch = json::parse(R"({"metadata":{"$deleteFromPrimitiveList/finalizers":[]}})");
    for (int i = 0; i < 20'000; ++i) {
        pod["metadata"]["finalizers"].push_back("f" + std::to_string(i));
        patch["metadata"]["$deleteFromPrimitiveList/finalizers"].push_back("f" + std::to_string(i + 1));
    }
    CHECK(apply_strategic_merge_patch(pod, patch, "v1", "Pod")["metadata"]["finalizers"] == json({"f0"}));
}

TEST_CASE("what is known of kinds") {
    for (const auto& [version, kind] : std::map<std::string, std::string>{
             {"v1", "Pod"},
             {"apps/v1", "Deployment"},
             {"apps/v1beta1", "Deployment"},
             {"extensions/v1beta1", "Ingress"},
             {"rbac.authorization.k8s.io/v1", "ClusterRole"},
             {"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"},
             {"storage.k8s.io/v1beta1", "VolumeAttributesClass"}}) {
        CAPTURE(version);
        CHECK(knows_patch_schema(version, kind));
    }
    for (const auto& [version, kind] :
         std::map<std::string, std::string>{{"v2", "Pod"},
                                            {"", "Pod"},
                                            {"v1", ""},
                                            {"apps/v1", "Pod"},
                                            {"v1 Binding", "Pod"},
                                            {"apiextensions.k8s.io/v1", "CustomResourceDefinition"},
                                            {"apiregistration.k8s.io/v1", "APIService"},
                                            {"apps", "Deployment"}}) {
        CAPTURE(version);
        CHECK_FALSE(knows_patch_schema(version, kind));
    }
    CHECK_THROWS_WITH_AS(patch_schema("v1", "Foo"),
                         "strategic merge patch is not supported for /v1, Kind=Foo locally, try --type merge",
                         Error);
    const PatchField ports = patch_schema("v1", "Service").field("spec").type.list_field("ports");
    CHECK(ports.merge);
    CHECK(ports.merge_key == "port");
    CHECK(ports.type.kind() == "struct");
    const PatchField selector =
        patch_schema("policy/v1", "PodDisruptionBudget").field("spec").type.field("selector");
    CHECK(selector.replace);
    CHECK(selector.type.kind() == "ptr");
    CHECK(patch_schema("v1", "Pod").field("METADATA").type.field("labels").type.kind() == "map");
}

TEST_CASE("values as Go prints them") {
    struct {
        const char* value;
        const char* text;
    } const rows[] = {
        {"null", "<nil>"},
        {"12", "12"},
        {"1.0", "1"},
        {"100000.5", "100000.5"},
        {"1234567.5", "1.2345675e+06"},
        {"0.00001", "1e-05"},
        {"18446744073709551615", "1.8446744073709552e+19"},
        {R"({"b":[true,"x y",[]],"a":{}})", "map[a:map[] b:[true x y []]]"},
    };
    for (const auto& row : rows) {
        CHECK(go_format(json::parse(row.value)) == row.text);
    }
    CHECK(go_format(json::parse(R"({"a":[1,null,"s",1.5]})"), 's') ==
          "map[a:[%!s(int64=1) <nil> s %!s(float64=1.5)]]");
    CHECK(go_equal(1, 1));
    CHECK_FALSE(go_equal(1, 1.0));
    CHECK_FALSE(go_equal(1, "1"));
    CHECK(same_json(json::parse("[1,{\"a\":2.0}]"), json::parse("[1.0,{\"a\":2}]")));
    CHECK_FALSE(same_json(json::parse("[1,{\"a\":2}]"), json::parse("[1,{\"b\":2}]")));
}
