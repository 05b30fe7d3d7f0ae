#include <doctest/doctest.h>

#include "base/error.hpp"
#include "request/generators/deployment.hpp"
#include "request/generators/ingress.hpp"
#include "request/generators/jobs.hpp"
#include "request/generators/object_parts.hpp"
#include "request/generators/service.hpp"

using namespace yare;

namespace {

GeneratorSources nothing() { return {}; }

// What `make` gives, from `"spec":` on, without the status; or its error.
template <class Make>
std::string spec_of(const Make& make) {
    try {
        const std::string text = make();
        const auto spec = text.find("\"spec\":");
        REQUIRE(spec != std::string::npos);
        return text.substr(spec, text.rfind(",\"status\"") - spec);
    } catch (const Error& error) {
        return error.what();
    }
}

std::string ports_of(const std::string& tcp) {
    NewService what;
    what.type = "ClusterIP";
    what.tcp = {tcp};
    const auto spec = spec_of([&] { return make_service(what, nothing()); });
    const auto ports = spec.find("\"ports\":");
    return ports == std::string::npos ? spec : spec.substr(ports, spec.find(']') + 1 - ports);
}

std::string rules_of(std::vector<std::string> rules) {
    NewIngress what;
    what.rules = std::move(rules);
    return spec_of([&] { return make_ingress(what, nothing()); });
}

std::string job_from(const std::string& cron_job, const std::string& from = "cronjob/c") {
    GeneratorSources sources;
    sources.name_space = "shop";
    sources.get_object = [&](const TypeName& type, const std::string& name) {
        CHECK(type.text + "/" + name == from);
        return cron_job;
    };
    try {
        return make_job({"j", "", from, {}}, sources);
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("containers are named after their images") {
    const std::pair<const char*, const char*> rows[] = {
        {"nginx", "nginx"},
        {"nginx:1.2", "nginx"},
        {"nginx@sha256:abc", "nginx"},
        {"reg.io:5000/team/my-app:1@sha256:abc", "my-app"},
        {"a/", ""},
        {"", ""},
    };
    for (const auto& [image, name] : rows) {
        CHECK(container_name(image) == name);
    }
    const auto first = container_name("a/b_c.d:1");
    CHECK(first.starts_with("b-c-d-"));
    CHECK(first.size() == std::string("b-c-d-").size() + 5);
    CHECK(first.find_first_not_of("-bcdfghjklmnpqrstvwxz2456789", 6) == std::string::npos);
    CHECK(first != container_name("a/b_c.d:1"));
}

TEST_CASE("a deployment has its port in the first container") {
    NewDeployment what{"d", {"a", "b"}, {}, 80, 2};
    GeneratorSources sources;
    sources.name_space = "shop";
    CHECK(make_deployment(what, sources) ==
          R"({"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d","namespace":"shop",)"
          R"("labels":{"app":"d"}},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"d"}},"template":)"
          R"({"metadata":{"labels":{"app":"d"}},"spec":{"containers":[{"name":"a","image":"a","ports":)"
          R"([{"containerPort":80}],"resources":{}},{"name":"b","image":"b","resources":{}}]}},)"
          R"("strategy":{}},"status":{}})");
    what.command = {"date"};
    CHECK_THROWS_WITH_AS(make_deployment(what, sources),
                         "cannot specify multiple --image options and command", Error);
}

TEST_CASE("ports of services") {
    struct Row {
        const char* tcp;
        const char* expected;
    };
    const Row rows[] = {
        {"80", R"("ports":[{"name":"80","protocol":"TCP","port":80,"targetPort":80}])"},
        {"80:+81:9", R"("ports":[{"name":"80-+81-9","protocol":"TCP","port":80,"targetPort":81}])"},
        {"080:http", R"("ports":[{"name":"080-http","protocol":"TCP","port":80,"targetPort":"http"}])"},
        {"0", R"("ports":[{"name":"0","protocol":"TCP","port":0,"targetPort":0}])"},
        {"", "strconv.ParseUint: parsing \"\": invalid syntax"},
        {"-1", "strconv.ParseUint: parsing \"-1\": invalid syntax"},
        {"+1", "strconv.ParseUint: parsing \"+1\": invalid syntax"},
        {"1x", "strconv.ParseUint: parsing \"1x\": invalid syntax"},
        {"65536", "strconv.ParseUint: parsing \"65536\": value out of range"},
        {"1:65536", "must be between 1 and 65535, inclusive"},
        {"1:-1", "must be between 1 and 65535, inclusive"},
        {"1:+-1",
         "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-),must contain at least one "
         "letter (a-z)"},
        {"1:",
         "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-),must contain at least one "
         "letter (a-z)"},
        {"1:a--b", "must not contain consecutive hyphens"},
        {"1:a123456789012345-", "must be no more than 15 characters,must not begin or end with a hyphen"},
    };
    for (const auto& row : rows) {
        CHECK(ports_of(row.tcp) == row.expected);
    }
}

TEST_CASE("external names are host names") {
    NewService what;
    what.type = "ExternalName";
    for (const char* name : {"a", "a.b-c.9", "0"}) {
        what.external_name = name;
        CHECK_NOTHROW(make_service(what, nothing()));
    }
    for (const std::string& name :
         {std::string(), std::string("a..b"), std::string("A"), std::string("a_b"), std::string("-a"),
          std::string("a-"), std::string("a."), std::string(254, 'a')}) {
        what.external_name = name;
        CHECK_THROWS_WITH_AS(make_service(what, nothing()), ("invalid service external name " + name).c_str(),
                             Error);
    }
}

TEST_CASE("rules of ingresses that are refused") {
    for (const char* rule : {"", "a", "a/b", "a/b=c", "a/b=c:", "a/b=:80", "a b/=c:80", "a,b/=c:80",
                             "/\n=c:80", "=c:80", "/a,b=svc:80", "/a=b=svc:80", "/=a:,b=c:d"}) {
        CAPTURE(rule);
        const std::string text = rules_of({rule});
        const bool passes_kubectl = std::string_view(rule) == "/=a:,b=c:d";  // its port is then empty
        CHECK(text.starts_with("rule " + std::string(rule) + " is invalid and should be") == !passes_kubectl);
    }
}

TEST_CASE("rules of one host stand together, and so do hosts of one secret") {
    CHECK(
        rules_of({"a/x*=s:80", "b/=s:http", "a/=s:0,tls"}) ==
        R"("spec":{"tls":[{"hosts":["a"]}],"rules":[{"host":"a","http":{"paths":[{"path":"/x","pathType":)"
        R"("Prefix","backend":{"service":{"name":"s","port":{"number":80}}}},{"path":"/","pathType":"Exact",)"
        R"("backend":{"service":{"name":"s","port":{}}}}]}},{"host":"b","http":{"paths":[{"path":"/",)"
        R"("pathType":"Exact","backend":{"service":{"name":"s","port":{"name":"http"}}}}]}}]})");
    const std::pair<std::vector<std::string>, const char*> rows[] = {
        {{"/=s:1,tls"}, ""},
        {{"/=s:1,tls=q"}, R"("tls":[{"secretName":"q"}])"},
        {{"a/=s:1,tls=q", "b/=s:1,tls=q"}, R"("tls":[{"hosts":["a","b"],"secretName":"q"}])"},
        {{"a/=s:1,tls=q", "a/=s:1,tls=r"}, R"("tls":[{"hosts":["a"],"secretName":"q"}])"},
        {{"a/=s:1,tls", "/=s:1,tls"}, R"("tls":[{"hosts":["a",""]}])"},
        {{"a/=s:1,tls,x"}, ""},
        {{"a/=s:1,other"}, R"("tls":[{"hosts":["a"]}])"},
    };
    for (const auto& [rules, expected] : rows) {
        const auto text = rules_of(rules);
        const auto tls = text.find("\"tls\":");
        const auto end = text.find(",\"rules\"");
        CHECK((tls == std::string::npos ? "" : text.substr(tls, end - tls)) == expected);
    }
}

TEST_CASE("a job from a cron job") {
    CHECK(
        job_from(R"({"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"c","uid":"u","labels":)"
                 R"({"no":"no"}},"spec":{"jobTemplate":{"metadata":{"creationTimestamp":null,"labels":)"
                 R"({"b":"1","a":"2"},"annotations":{"z":"1","a":"2"}},"spec":{"b":1,"template":{"metadata":)"
                 R"({"creationTimestamp":null}}}}}})") ==
        R"({"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j","namespace":"shop","labels":)"
        R"({"a":"2","b":"1"},"annotations":{"a":"2","cronjob.kubernetes.io/instantiate":"manual","z":"1"},)"
        R"("ownerReferences":[{"apiVersion":"batch/v1","kind":"CronJob","name":"c","uid":"u",)"
        R"("controller":true}]},"spec":{"b":1,"template":{"metadata":{}}},"status":{}})");
    CHECK(job_from(R"({"apiVersion":"v1","kind":"Pod"})") == "unknown object type *v1.Pod");
    CHECK(job_from(R"({"apiVersion":"my.io/v2","kind":"CronJob"})") == "unknown object type *v2.CronJob");
    CHECK(job_from("{}", "cronjob") == "resource(s) were provided, but no name was specified");
    CHECK(job_from("{}", "a/b/c") == "arguments in resource/name form may not have more than one slash");
    for (const char* spoilt :
         {R"({"apiVersion":"batch/v1","kind":"CronJob"})",
          R"({"apiVersion":"batch/v1","kind":"CronJob","metadata":[],"spec":{"jobTemplate":{}}})",
          R"({"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":1},"spec":{"jobTemplate":{}}})",
          R"({"apiVersion":"batch/v1","kind":"CronJob","metadata":{},"spec":{"jobTemplate":3}})"}) {
        CHECK(job_from(spoilt).starts_with("cannot make a job from cronjob/c: "));
    }
}

TEST_CASE("bytes that are no UTF-8 are replaced") {
    CHECK(make_job({"a\xff", "x", "", {}}, nothing()).find("\"name\":\"a\xef\xbf\xbd\"") !=
          std::string::npos);
}

TEST_CASE("empty creation times are left out") {
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {R"({"a":1})", R"({"a":1})"},
        {R"({"creationTimestamp":null})", "{}"},
        {R"({"a":1,"creationTimestamp":null})", R"({"a":1})"},
        {R"({"creationTimestamp":null,"a":1})", R"({"a":1})"},
        {R"({"a":1, "creationTimestamp" : null , "b":2})", R"({"a":1,  "b":2})"},
        {R"({"a":{"creationTimestamp":null},"creationTimestamp":"x"})",
         R"({"a":{},"creationTimestamp":"x"})"},
        {R"({"a":"\"creationTimestamp\":null,"})", R"({"a":"\"creationTimestamp\":null,"})"},
        {R"({"a":1,"creationTimestamp":null,"creationTimestamp":null})", R"({"a":1})"},
        {R"("creationTimestamp")", R"("creationTimestamp")"},
        {R"("creationTimestamp":)", R"("creationTimestamp":)"},
        {R"("creationTimestamp":null)", ""},
    };
    for (const auto& [object, expected] : rows) {
        CHECK(without_null_times(object) == expected);
    }
}
