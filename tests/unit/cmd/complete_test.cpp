#include "cmd/complete.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/complete_line.hpp"
#include "cmd/complete_table.hpp"
#include "discovery/temporary_directory.hpp"
#include "no_interrupt.hpp"
#include "scripted_transport.hpp"

using namespace yare;

namespace {

constexpr const char* k_kubeconfig = R"x(
clusters:
- {name: far, cluster: {server: "http://far.example:1"}}
- {name: near, cluster: {server: "http://user:secret@near.example"}}
contexts:
- {name: one, context: {cluster: far, user: me, namespace: shop}}
- {name: two words, context: {cluster: near, user: you}}
- {name: "$(reboot)", context: {cluster: near}}
- {name: "--all", context: {cluster: near}}
users:
- {name: me, user: {token: t-secret}}
- {name: you, user: {}}
current-context: one
)x";

// A process that completes, in a home of its own.
class Completion {
  public:
    Completion() { std::ofstream(home_.path() + "/config") << k_kubeconfig; }

    // What is printed for the words of a line; the last one is the one at the cursor.
    std::string say(std::vector<std::string> words, std::deque<Scripted> script = {},
                    const std::string& command = "__complete") {
        words.insert(words.begin(), command);
        StringOutput out;
        StringOutput err;
        Streams streams{-1, out, err, false, false};
        NoInterrupt interrupt;
        bool connected = false;
        requests_.clear();
        Process process{
            .program = "yare",
            .args = words,
            .environment = {{"HOME", home_.path()},
                            {"KUBECONFIG", home_.path() + "/config"},
                            {"PATH", home_.path()}},
            .streams = streams,
            .now = {},
            .transport =
                [&](const Connection& connection) {
                    connected = true;
                    server_ = connection.server;
                    return std::make_unique<Recorder>(script, requests_, rest_);
                },
            .interrupt = interrupt,
            .service_account_dir = "/nonexistent",
        };
        rest_ = script.empty() ? "" : "unused";
        CHECK(run(process) == 0);
        CHECK(err.text().empty());
        CHECK(connected == !script.empty());
        CHECK(rest_ == "");
        return out.text();
    }

    // The same on one line.
    std::string line(const std::string& text, std::deque<Scripted> script = {}) {
        auto said = say(split(text, ' '), std::move(script), "__completeNoDesc");
        std::string joined;
        for (const auto& each : split(said.substr(0, said.size() - 1), '\n')) {
            joined += (joined.empty() ? "" : " ") + each;
        }
        return joined;
    }

    const std::vector<HttpRequest>& requests() const { return requests_; }
    const std::string& server() const { return server_; }
    const std::string& home() const { return home_.path(); }

  private:
    // A scripted transport whose findings outlive it.
    class Recorder final : public Transport {
      public:
        Recorder(std::deque<Scripted> script, std::vector<HttpRequest>& requests, std::string& rest)
            : script_(std::move(script)), requests_(requests), rest_(rest) {}
        ~Recorder() override { rest_ = script_.rest(); }
        HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
            requests_.push_back(request);
            return script_.send(request, receive);
        }

      private:
        ScriptedTransport script_;
        std::vector<HttpRequest>& requests_;
        std::string& rest_;
    };

    TemporaryDirectory home_;
    std::vector<HttpRequest> requests_;
    std::string rest_;
    std::string server_;
};

std::string table(const std::vector<std::string>& rows, const std::string& next = "") {
    std::string text = R"({"kind":"Table","metadata":{"resourceVersion":"7","continue":")" + next +
                       R"("},"columnDefinitions":[{"name":"Name","format":"name"},{"name":"Status"},)"
                       R"({"name":"Age"}],"rows":[)";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += (i == 0 ? "" : ",") + std::string(R"({"cells":[")") + rows[i] +
                R"(","Running","3d"],"object":null})";
    }
    return text + "]}";
}

const std::string k_pods = "GET /api/v1/namespaces/shop/pods?includeObject=None&limit=500";

}  // namespace

TEST_CASE("verbs, flags and their values are completed without a server") {
    const struct {
        std::string line;
        std::string wanted;
    } cases[] = {
        {"ge", "get :4"},
        {"-n x ge", "get :4"},
        {"-o json ge", "get :4"},
        {"--context=two ge", "get :4"},
        {"nosuch ", ":4"},
        {"create name", "namespace :4"},
        {"create ns", ":4"},  // an alias is understood and not offered
        {"create ns x --dry-run=", "client none server :4"},
        {"create -n x name", "namespace :4"},
        {"create secret gen", "generic :4"},
        {"create service clusterip x --dry-run=s", "server :4"},
        {"help create secret t", "tls :4"},
        {"help comp", "completion :4"},
        {"help get ", ":4"},
        {"rollout st", "status :4"},
        {"completion ", "bash zsh fish :4"},
        {"completion bash ", ":4"},
        {"get --out", "--output --output-watch-events :4"},
        {"get -o json --output", "--output-watch-events :4"},
        {"get -ojson --output-w", "--output-watch-events :4"},
        {"get -A", "-A :4"},
        {"get -Aw", "-Aw :4"},
        {"get -A --all-n", ":4"},
        {"get --nosuch=", ":4"},
        {"get -@", ":4"},
        {"get -L a --label-", "--label-columns :4"},  // may be repeated
        {"delete --dry", "--dry-run= :6"},
        {"delete --wai", "--wait= :6"},
        {"delete --cascade=", "background foreground orphan :4"},
        {"delete --cascade al", "all :4"},  // the value cannot stand there
        {"delete -o ", "name :4"},
        {"get -o js", "json jsonpath jsonpath-as-json jsonpath-file :4"},
        {"get -ojs", "-ojson -ojsonpath -ojsonpath-as-json -ojsonpath-file :4"},
        {"get -Aojs", "-Aojson -Aojsonpath -Aojsonpath-as-json -Aojsonpath-file :4"},
        {"get -o=ya", "yaml :4"},
        {"get --output=ya", "yaml :4"},
        {"logs -o ", "raw json :4"},
        {"logs --follow-new=", "false true :4"},
        {"patch pods x --type ", "apply json merge strategic :4"},
        {"patch -p", "-p :4"},
        {"patch -p ", ":4"},
        {"apply --validate=", "ignore strict warn :4"},
        {"wait --for ", "condition= create delete jsonpath= :4"},
        {"wait --for=condition=C", "condition=Complete :4"},
        {"wait deploy/x --for condition=",
         "condition=Available condition=Progressing condition=ReplicaFailure :4"},
        {"wait --for cond", "condition= :6"},
        {"create role x --verb=get,li", "get,list :4"},
        {"create role x --verb get,get", ":4"},
        {"create role x --verb get,g", ":4"},  // named already
        {"create token x --bound-object-kind ", "Node Pod Secret :4"},
        {"get -f ", "json yaml yml :8"},
        {"get -f a -f ", "json yaml yml :8"},
        {"get --filename=", "json yaml yml :8"},
        {"get -f", "-f :4"},
        {"get -fa", ":0"},
        {"create cm x --from-file ", ":0"},
        {"get --cache-dir ", ":16"},
        {"get --kubeconfig ", ":0"},
        {"-v ", "0 1 2 3 4 5 6 7 8 9 10 :4"},
        {"create cm x -- --dry", ":4"},
        {"create quota x --scopes=Not", "NotBestEffort NotTerminating :4"},
    };
    Completion completion;
    for (const auto& each : cases) {
        CAPTURE(each.line);
        CHECK(completion.line(each.line) == each.wanted);
    }
}

TEST_CASE("built-in types are completed without a server") {
    Completion completion;
    CHECK(completion.line("get dep") == "deployments deploy :4");
    CHECK(completion.line("get deployments.") == "deployments.apps :4");
    CHECK(completion.line("get pods,sv") == "pods,svc :4");
    CHECK(completion.line("get pods,po") == "pods,podtemplates pods,poddisruptionbudgets pods,po :4");
    CHECK(completion.line("get events.") == "events.events.k8s.io :4");
    CHECK(completion.line("delete-collection svc,stat") == "svc,statefulsets :4");
    CHECK(completion.line("delete-collection pods ") == ":4");
    CHECK(completion.line("rollout status d") == "deployments deploy daemonsets ds :4");
    CHECK(completion.line("scale pods/a stat") == "statefulsets/ :6");
    CHECK(completion.line("logs deploy/a deploy/b dep") == "deployments/ deploy/ :6");
    CHECK(completion.line("delete -f x po") == ":4");
    CHECK(completion.line("create role x --resource=pods,dep") == "pods,deployments pods,deploy :4");
    CHECK(completion.say({"get", "statef"}) == "statefulsets\tStatefulSet (apps/v1)\n:4\n");
    CHECK(completion.say({"get", "sts"}) == "sts\tstatefulsets\n:4\n");
}

TEST_CASE("contexts, clusters and users are those of the kubeconfig; odd names and passwords are not shown") {
    Completion completion;
    CHECK(completion.say({"get", "--context", ""}) ==
          "one\tcluster far, user me\ntwo words\tcluster near, user you\n:4\n");
    CHECK(completion.say({"get", "--context=tw"}) == "two words\tcluster near, user you\n:4\n");
    CHECK(completion.say({"get", "--cluster", ""}) == "far\thttp://far.example:1\nnear\n:4\n");
    CHECK(completion.say({"get", "--user", ""}) == "me\nyou\n:4\n");
    CHECK(completion.say({"get", "--kubeconfig", "/nonexistent", "--context", ""}) == ":4\n");
}

TEST_CASE("names are one request, and none when they were asked for a moment ago") {
    Completion completion;
    CHECK(completion.say({"get", "pods", ""}, {{k_pods, 200, table({"api-0", "web-0", "web-1"})}}) ==
          "api-0\tRunning, 3d\nweb-0\tRunning, 3d\nweb-1\tRunning, 3d\n:4\n");
    CHECK(completion.requests().front().headers.front().second ==
          "application/json;as=Table;v=v1;g=meta.k8s.io,"
          "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json");
    CHECK(completion.line("get pods ") == "api-0 web-0 web-1 :4");
    CHECK(completion.line("get pods we") == "web-0 web-1 :4");
    CHECK(completion.line("get pods web-0 ") == "api-0 web-1 :4");  // named already
    CHECK(completion.line("get pods/w") == "pods/web-0 pods/web-1 :4");
    CHECK(completion.line("get po/web-0 po/w") == "po/web-1 :4");
    CHECK(completion.line("delete po/web-0 po") == "pods/ podtemplates/ poddisruptionbudgets/ po/ :6");
    CHECK(completion.line("get pods -- w") == "web-0 web-1 :4");
    CHECK(completion.line("logs w") == "web-0 web-1 :4");
    CHECK(completion.line("logs pod/w") == "pod/web-0 pod/web-1 :4");
    CHECK(completion.line("get -A pods ") == ":4");
    CHECK(completion.line("get pods x/w") == ":4");
}

TEST_CASE("names of several types are each told once, and none that only seems to be alone") {
    const std::string services = "GET /api/v1/namespaces/shop/services?includeObject=None&limit=500";
    Completion both;
    CHECK(both.line("get pods,services ", {{k_pods, 200, table({"api-0", "web", "web-1"})},
                                           {services, 200, table({"api", "web", "web-2"})}}) ==
          "api-0 web web-1 api web-2 :4");
    Completion half;
    CHECK(half.line("get pods,services ", {{k_pods, 200, table({"web-1"})}, {services, 500, ""}}) == ":4");
}

TEST_CASE("names come from where the line says") {
    Completion completion;
    const auto one = table({"x"});
    CHECK(completion.line("-n a/b get pods ") == ":4");  // no name of a namespace
    CHECK(completion.line("get --namespace=n2 pods ",
                          {{"GET /api/v1/namespaces/n2/pods?includeObject=None&limit=500", 200, one}}) ==
          "x :4");
    CHECK(completion.line("get -s http://other --token t pods ", {{k_pods, 200, one}}) == "x :4");
    CHECK(completion.server() == "http://other");
    CHECK(completion.say({"get", "--context", "two words", "deploy", ""},
                         {{"GET /apis/apps/v1/namespaces/default/deployments?includeObject=None&limit=500",
                           200, one}}) == "x\tRunning, 3d\n:4\n");
    CHECK(completion.line("get -n", {{"GET /api/v1/namespaces?includeObject=None&limit=500", 200, one}}) ==
          "-nx :4");
    CHECK(completion.line("create ingress x --class=",
                          {{"GET /apis/networking.k8s.io/v1/ingressclasses?includeObject=None&limit=500", 200,
                            one}}) == "x :4");
    CHECK(completion.line("create job x --from=cronjob/",
                          {{"GET /apis/batch/v1/namespaces/shop/cronjobs?includeObject=None&limit=500", 200,
                            one}}) == "cronjob/x :4");
}

TEST_CASE("what a server says never becomes a flag, a command or a second line") {
    Completion completion;
    const std::string hostile = table({"$(reboot)", "`reboot`", "a;b", "a b", "a\\nb", "a\\tb", "-f", "--all",
                                       "a\\u001b[2J", "", "a|b", "a&b", "a'b", "a\\\"b", "good-1"});
    CHECK(completion.line("delete pods ", {{k_pods, 200, hostile}}) == "good-1 :4");
    for (const auto* body :
         {"", "{", "[]", "{\"rows\":1}", "{\"items\":[{}]}", "{\"rows\":[{\"cells\":[]}]}", "\xff\xfe"}) {
        CAPTURE(body);
        Completion other;
        CHECK(other.line("get pods ", {{k_pods, 200, body}}) == ":4");
    }
}

TEST_CASE("a refusal or a failure says nothing; what was known before serves when a server fails") {
    for (const int status : {0, 401, 403, 404, 500, 503}) {
        CAPTURE(status);
        Completion completion;
        std::deque<Scripted> script = {{k_pods, status, "{}"}};
        if (status == 404) {
            script.push_back({"GET /api", 500, ""});  // whether another version of it is served
        }
        CHECK(completion.line("get pods ", script) == ":4");
    }
}

TEST_CASE("a type that is neither built in nor cached is looked up once") {
    Completion completion;
    const Scripted api{"GET /api", 200, R"({"kind":"APIVersions","versions":[]})"};
    const Scripted apis{
        "GET /apis",
        200,
        R"x({"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"x.io"},"versions":[{"version":"v1",
        "resources":[{"resource":"widgets","responseKind":{"group":"x.io","version":"v1","kind":"Widget"},
        "scope":"Namespaced","singularResource":"widget","verbs":["get","list"],"shortNames":["wi"]},
        {"resource":"$(x)","responseKind":{"group":"x.io","version":"v1","kind":"X"},"scope":"Namespaced",
        "singularResource":"x","verbs":["get","list"]}]}]}]})x",
        {{"Content-Type", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"}}};
    CHECK(completion.line("get wid", {api, apis}) == "widgets :4");
    CHECK(completion.line("get w") == "widgets wi :4");
    CHECK(completion.line("get $") == ":4");
    CHECK(completion.line("get wi a",
                          {{"GET /apis/x.io/v1/namespaces/shop/widgets?includeObject=None&limit=500&continue="
                            "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoiYSJ9",
                            200, table({"a1"})}}) == "a1 :4");
}

TEST_CASE("containers of a pod and of a workload, with their images") {
    Completion completion;
    const std::string pod = R"x({"spec":{"initContainers":[{"name":"init","image":"i:1"}],
        "containers":[{"name":"app","image":"r.io/a@sha256:1"},{"name":"$(x)","image":"`y`"}],
        "ephemeralContainers":[{"name":"debug","image":"d"}]}})x";
    const Scripted get_pod{"GET /api/v1/namespaces/shop/pods/web-0", 200, pod};
    CHECK(completion.say({"logs", "web-0", "-c", ""}, {get_pod}) ==
          "app\tr.io/a@sha256:1\ninit\ti:1\ndebug\td\n:4\n");
    CHECK(completion.line("logs web-0 a") == "app :4");
    CHECK(completion.line("logs web-0 app ") == ":4");
    CHECK(completion.line("logs deploy/web -c",
                          {{"GET /apis/apps/v1/namespaces/shop/deployments/web", 200,
                            R"({"spec":{"template":{"spec":{"containers":[{"name":"c"}]}}}})"}}) == "-cc :4");
    CHECK(completion.line("logs -l app=web -c ",
                          {{"GET /api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=1", 200,
                            R"({"items":[{"spec":{"containers":[{"name":"c"}]}}]})"}}) == "c :4");
    CHECK(completion.line("logs ../x -c ") == ":4");
}

TEST_CASE("labels: keys, and the values of one among the objects selected so far") {
    Completion completion;
    const std::string all = R"({"metadata":{},"items":[{"metadata":{"labels":{"app":"web","tier":"front"}}},
        {"metadata":{"labels":{"app":"db","bad key":"x"}}},{"metadata":{}}]})";
    CHECK(completion.line("get pods -l ", {{"GET /api/v1/namespaces/shop/pods?limit=500", 200, all}}) ==
          "app= tier= :6");
    CHECK(completion.line("get pods -l !t") == "!tier :4");
    CHECK(completion.line("get pods -la") == "-lapp= :6");
    CHECK(completion.line("get pods -L app,t") == "app,tier :4");
    const Scripted apps{"GET /api/v1/namespaces/shop/pods?limit=500&labelSelector=app", 200, all};
    CHECK(completion.line("get pods -l app=", {apps}) == "app=db app=web :4");
    CHECK(completion.line("get pods --selector=app!=w") == "app!=web :4");
    CHECK(completion.line("delete pods -l tier=front,app==",
                          {{"GET /api/v1/namespaces/shop/pods?limit=500&labelSelector=tier%3Dfront%2Capp",
                            200, all}}) == "tier=front,app==db tier=front,app==web :4");
    CHECK(completion.line("get -l ") == ":4");
}

TEST_CASE("values of a label beyond a page are asked for without those that are known") {
    Completion completion;
    const auto page = [](const std::string& value, const std::string& next) {
        return R"({"metadata":{"continue":")" + next + R"("},"items":[{"metadata":{"labels":{"app":")" +
               value + R"("}}}]})";
    };
    const std::string path = "GET /api/v1/namespaces/shop/pods?limit=500&labelSelector=";
    CHECK(completion.line("get pods -l app=", {{path + "app", 200, page("a1", "more")},
                                               {path + "app%2Capp+notin+%28a1%29", 200, page("a2", "more")},
                                               {path + "app%2Capp+notin+%28a1%2Ca2%29", 200,
                                                page("b", "")}}) == "app=a1 app=a2 app=b :4");
}

TEST_CASE("a line is read as the tool would read it") {
    const auto line = read_unfinished({"-n", "a", "create", "rolebinding", "x", "--user", "u", "-ojson"}, "");
    CHECK(std::string(line.verb->name) == "create rolebinding");
    CHECK(line.arguments == std::vector<std::string>{"x"});
    CHECK(line.value("output") == "json");
    const auto where = overrides_of(line);
    CHECK(where.namespace_name == "a");
    CHECK_FALSE(where.user.has_value());
    CHECK(read_unfinished({"get", "--", "-o"}, "").arguments == std::vector<std::string>{"-o"});
    CHECK(read_unfinished({"get", "pods", "-o"}, "").place == UnfinishedLine::Place::flag_value);
    CHECK(read_unfinished({"get", "-A=false", "pods"}, "").is_true("all-namespaces") == false);
    CHECK(read_unfinished({"get", "-A", "pods"}, "").is_true("all-namespaces"));
}

TEST_CASE("plugins are completed word by word") {
    Completion completion;
    for (const char* name :
         {"kubectl-zap", "kubectl-zap-a_b", "kubectl-get", "kubectl-$(x)", "kubectl-create-zot"}) {
        const auto path = completion.home() + "/" + name;
        std::ofstream(path) << "#!/bin/sh\n";
        std::filesystem::permissions(path, std::filesystem::perms(0755));
    }
    CHECK(completion.line("z") == "zap :4");
    CHECK(completion.line("zap ") == "a-b :4");
    CHECK(completion.line("create zo") == "zot :4");
    CHECK(completion.line("$") == ":4");
    CHECK(completion.line("help z") == ":4");
}

TEST_CASE("every rule of completion is about a verb or flag that there is") {
    for (const auto* verb : verbs()) {
        for (const auto& flag : verb->flags()) {
            if (std::string_view(flag.name) == "output") {
                CAPTURE(verb->name);
                CHECK_FALSE(offer_for_flag(verb, flag).text.empty());
            }
        }
    }
}
