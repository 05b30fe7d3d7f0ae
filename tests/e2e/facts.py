"""What the server serves and is, what one may do: api-resources, api-versions, version, auth, cluster-info."""
import http.server
import json
import os
import re
import threading
import time
from dataclasses import replace

from differences import last_line, no_log_lines
from harness import check, expect, expect_equal, same
from requests import Audit, asked, fresh

RESOURCES = """
api-resources
api-resources -o wide
api-resources -o name
api-resources -o json
api-resources -o yaml
api-resources -o kyaml
api-resources -o JSON
api-resources -o foo
api-resources -o NAME
api-resources -o ''
api-resources -o json=x
api-resources --no-headers
api-resources --no-headers -o wide
api-resources --no-headers -o json --api-group=apps
api-resources --namespaced
api-resources --namespaced=false
api-resources --namespaced=false -o name
api-resources --namespaced=x
api-resources --api-group=
api-resources --api-group=apps
api-resources --api-group apps -o json
api-resources --api-group=nothing
api-resources --api-group=nothing -o json
api-resources --api-group=nothing -o yaml
api-resources --api-group=nothing -o name
api-resources --api-group=nothing --no-headers
api-resources --verbs=list,get -o name
api-resources --verbs list --verbs create -o wide
api-resources --verbs=frob
api-resources --verbs=
api-resources --categories=all
api-resources --categories=all,none
api-resources --categories= --api-group=apps
api-resources --sort-by=name
api-resources --sort-by=kind -o wide
api-resources --sort-by=name -o json --api-group=apps
api-resources --sort-by=size
api-resources --sort-by=
api-resources --cached
api-resources --cached --api-group=apps -o json
api-resources --show-managed-fields --api-group=apps
api-resources pods
api-resources pods nodes
api-resources --as nobody
api-resources --as-group x
api-resources --context reader
api-resources --frob
api-versions
api-versions --as nobody
api-versions pods
api-versions -o json
"""

VERSIONS = """
version
version --client
version --client -o json
version --client -o yaml
version -o json
version -o yaml
version --output=json --client=true
version --client x y
version --client --context nope
version --client --kubeconfig nofile
version --client --request-timeout=x
version --client=false
version -o name
version --client -o JSON
version x y
version --short
version --as nobody
version --as-group x
version --warnings-as-errors
version -s http://127.0.0.1:1
"""

ACCESS = """
auth can-i get pods
auth can-i get pods -n shop
auth can-i list deployments.apps
auth can-i list deployments.v1.apps
auth can-i list deploy/web -n shop
auth can-i get Pods
auth can-i get Deployment
auth can-i get po
auth can-i get pods/
auth can-i get pods/a/b
auth can-i get pods --subresource=log
auth can-i get nodes
auth can-i get nodes -A
auth can-i get crd
auth can-i get ships
auth can-i get Ship
auth can-i get sh -n shop
auth can-i get ships.v1.test.yare.dev
auth can-i frob pods
auth can-i frob pods -A
auth can-i get foos
auth can-i get Foos.Bar
auth can-i get foos.v1.bar
auth can-i frob foos
auth can-i impersonate users
auth can-i impersonate groups
auth can-i impersonate users.x
auth can-i '*' '*'
auth can-i '*' '*' -A
auth can-i get '*.apps'
auth can-i get ''
auth can-i '' pods
auth can-i get /healthz
auth can-i get /
auth can-i frob /logs/
auth can-i get /healthz --subresource=x
auth can-i get pods --as nobody
auth can-i get pods --as nobody -q
auth can-i get pods -q
auth can-i get foos -q
auth can-i get /nothing --as nobody
auth can-i get nodes --as nobody
auth can-i get pods --context reader
auth can-i get pods -n shop --context reader
auth can-i get pods --as-group x
auth can-i get pods --as nobody --warnings-as-errors
auth can-i frob foos --warnings-as-errors
auth can-i get pods --no-headers
auth can-i
auth can-i get
auth can-i get pods nodes
auth can-i --list
auth can-i --list -n shop
auth can-i --list --as nobody
auth can-i --list --as nobody --no-headers
auth can-i --list --as jane -n shop
auth can-i --list --context reader
auth can-i --list -q
auth can-i --list -A
auth can-i --list --subresource=x
auth can-i --list pods
auth can-i get pods --as jane -n shop
auth can-i list configmaps/one --as jane -n shop
auth can-i get configmaps/one --as jane -n shop
auth can-i get configmaps/two --as jane -n shop
auth can-i create deployments.apps --as jane -n shop
auth can-i get deployments --subresource=scale --as jane -n shop
auth whoami
auth whoami x y
auth whoami --as nobody
auth whoami -o json
auth whoami -o foo
auth frob
auth can-i --frob
"""

PLACES = """
cluster-info
cluster-info x
cluster-info -n shop
cluster-info -n nowhere
cluster-info -n ''
cluster-info -A
cluster-info --as nobody
cluster-info --context reader
cluster-info dump -o foo
cluster-info dump --pod-running-timeout=0
cluster-info dump --namespaces empty -o name
cluster-info dump --as nobody
"""

DUMPS = """
cluster-info dump
cluster-info dump -n shop
cluster-info dump --namespaces shop,empty -o yaml
cluster-info dump --namespaces shop --output-directory=-
cluster-info dump --namespaces shop -o jsonpath={.items[*].metadata.name}
cluster-info dump --namespaces shop --show-managed-fields
"""

NOWHERE = """
api-resources
auth can-i get foos
auth can-i --list
auth whoami
cluster-info
cluster-info dump
version
"""


def own_version(result):
    """Without what a client says of itself beyond the version of kubectl: yare's own version, kustomize's, the build."""
    out = re.sub(rb"\+yare\.[0-9.]+", b"", result.out)
    out = re.sub(rb"(?m)^Kustomize Version: .*\n", b"", out)
    out = re.sub(rb'(,\n  "kustomizeVersion": "[^"]*"|(?m:^)kustomizeVersion: .*\n)', b"", out)
    client, server, rest = out.partition(b"serverVersion")
    client = re.sub(rb'("?(?:buildDate|gitCommit|gitTreeState|goVersion|compiler)"?: ).*', rb"\1...", client)
    return replace(result, out=client + server + rest)


def no_dead_ends(result):
    """Without kubectl's log lines and its claim that a server that cannot be reached has no such type."""
    result = no_log_lines(result)
    return replace(result, err=re.sub(rb"Warning: the server doesn't have a resource type '\w+'\n\n", b"", result.err))


def empty_lists(result):
    """An empty list is null in kubectl, which reads it from another format, and [] in yare, as the server says. Why there is
    no log kubectl does not say, and versions of lists go on."""
    out = re.sub(rb'(?m)^(    "items": )null$', rb"\1[]", result.out)
    out = re.sub(rb"(?m)^(items: )null$", rb"\1[]", out)
    out = re.sub(rb'(?m)^( +"resourceVersion": |  resourceVersion: )"\d+"$', rb"\1...", out)
    out = re.sub(rb"(?m)^(Request log error: ).*$", rb"\1...", out)
    return replace(result, out=out)


def cases(place):
    make_rules(place)
    for line in RESOURCES.strip().splitlines():
        yield same(line)
    for line in VERSIONS.strip().splitlines():
        yield same(line, alter=own_version)
    for line in ACCESS.strip().splitlines():
        yield same(line)
    for line in PLACES.strip().splitlines():
        yield same(line)
    for line in DUMPS.strip().splitlines():
        yield same(line, alter=empty_lists)
    for line in NOWHERE.strip().splitlines():
        yield same(f"{line} -s https://127.0.0.1:1", alter=lambda result: own_version(no_dead_ends(result)))
    for call in (client_needs_nothing, own_words, help_of_auth, no_context, versions_of_nobody, modern_server, dump_into_files):
        yield check(call)
    for call in (few_requests, cached_is_no_request, broken_group, services):
        yield check(call, serial=True)


def help_of_auth(place):
    """auth alone is help on standard error and a failure"""
    for said in (place.yare(["auth"]), place.run_kubectl(["auth"])):
        expect_equal((said.code, said.out), (1, b""), "exit code and stdout")
        expect(said.err.startswith(b"Inspect authorization.\n") and b"  can-i  " in said.err, said)


def no_context(place):
    """an unknown context is told of in the words that other verbs have; kubectl has others here"""
    for line in ("api-resources", "api-versions", "version", "auth whoami", "auth can-i get pods", "cluster-info"):
        said = place.yare([*line.split(), "--context", "nope"])
        expect_equal((said.code, said.out, said.err), (
            1, b"", b"Error in configuration: context was not found for specified context: nope\n"), line)


def make_rules(place):
    """jane may do a little in shop, told in an order of its own."""
    rules = [{"apiGroups": ["", "apps"], "resources": ["pods", "deployments", "deployments/scale"], "verbs": ["list", "get"]},
             {"apiGroups": [""], "resources": ["pods"], "verbs": ["watch", "get"]},
             {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["one", "other"], "verbs": ["get"]},
             {"apiGroups": ["*"], "resources": ["*"], "resourceNames": ["x"], "verbs": ["*"]}]
    base = "/apis/rbac.authorization.k8s.io/v1/namespaces/shop"
    place.api.call("POST", base + "/roles", json.dumps({"metadata": {"name": "facts"}, "rules": rules}).encode())
    binding = {"metadata": {"name": "facts"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "facts"},
               "subjects": [{"kind": "User", "name": "jane", "apiGroup": "rbac.authorization.k8s.io"}]}
    place.api.call("POST", base + "/rolebindings", json.dumps(binding).encode())


def client_needs_nothing(place):
    """version --client needs no cluster and no kubeconfig, and names what it follows and itself"""
    said = place.yare(["version", "--client"], env={"KUBECONFIG": "/nonexistent"})
    expect(re.fullmatch(rb"Client Version: v1\.36\.\d+\+yare\.\d+\.\d+\.\d+\n", said.out), said)
    expect_equal((said.code, said.err), (0, b""), "exit code and stderr")
    said = place.yare(["version", "--client", "-o", "json"], env={"KUBECONFIG": "/nonexistent"})
    version = json.loads(said.out)["clientVersion"]
    expect_equal((version["major"], version["minor"]), ("1", "36"), "major and minor")


def own_words(place):
    """cluster-info names the program that was called"""
    said = place.yare(["cluster-info"])
    expect(said.out.endswith(b"problems, use 'yare cluster-info dump'.\n"), said)


def versions_of_nobody(place):
    """api-versions of a server that is not there says why in one line"""
    said = place.yare(["api-versions", "-s", "https://127.0.0.1:1"])
    expect_equal((said.code, said.out), (1, b""), "exit code and stdout")
    expect(re.fullmatch(rb"error: couldn't get available api versions from server: dial tcp 127\.0\.0\.1:1: .*refused\n", said.err),
           said)


def discovery(group, *versions):
    return {"metadata": {"name": group}, "versions": [
        {"version": version, "freshness": freshness, "resources": [
            {"resource": plural, "responseKind": {"group": group, "version": version, "kind": kind}, "scope": scope,
             "singularResource": kind.lower(), "verbs": verbs, "shortNames": short, "categories": ["all"]}
            for plural, kind, scope, verbs, short in resources]} for version, freshness, resources in versions]}


POD = ("pods", "Pod", "Namespaced", ["get", "list"], ["po"])
NODE = ("nodes", "Node", "Cluster", ["get"], [])
SHIP = ("ships", "Ship", "Namespaced", ["list"], ["sh", "shp"])
ROOTS = {
    "/api": [discovery("", ("v1", "Current", [POD, NODE]))],
    "/apis": [discovery("x.io", ("v2", "Current", [SHIP]), ("v1", "Current", [SHIP, ("olds", "Old", "Cluster", ["list"], [])])),
              discovery("stale.io", ("v1", "Stale", [])), discovery("half.io", ("v2", "Stale", []), ("v1", "Current", [SHIP]))],
}
AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
USER = {"username": "jane", "uid": "7", "groups": ["a", "system:authenticated"],
        "extra": {"a": ["b"], "example.com/k": ["1", "2"]}}  # in order, as servers write maps


class Modern(http.server.BaseHTTPRequestHandler):
    """As much of a server of today as these verbs ask for."""
    protocol_version = "HTTP/1.1"
    reviews = "v1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, content_type="application/json"):
        data = json.dumps(body, separators=(",", ":")).encode()  # as API servers write it
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def missing(self):
        self.answer(404, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404,
                          "message": "the server could not find the requested resource"})

    def do_GET(self):
        path = self.path.split("?")[0]
        if path in ROOTS:
            groups = {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {}, "items": ROOTS[path]}
            self.answer(200, groups, AGGREGATED)
        elif path == "/version":
            self.answer(200, {"major": "1", "minor": "37", "emulationMajor": "1", "emulationMinor": "36",
                              "gitVersion": "v1.37.2-eks.1+abc", "gitCommit": "c", "gitTreeState": "clean", "buildDate": "d",
                              "goVersion": "go", "compiler": "gc", "platform": "linux/amd64"})
        else:
            self.missing()

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))   # kubectl's is no JSON
        version = "authentication.k8s.io/" + self.reviews
        if self.path.split("?")[0] == f"/apis/{version}/selfsubjectreviews":
            self.answer(201, {"kind": "SelfSubjectReview", "apiVersion": version,
                              "metadata": {"creationTimestamp": None}, "status": {"userInfo": USER}})
        else:
            self.missing()


class Older(Modern):
    reviews = "v1alpha1"


def modern_server(place):
    """a server with aggregated discovery and reviews of oneself"""
    for handler in (Modern, Older):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = ["-s", f"http://127.0.0.1:{server.server_port}"]
        lines = ["auth whoami", "auth whoami -o yaml", "auth whoami -o json", "auth whoami -o name", "auth whoami -o kyaml",
                 "auth whoami -o jsonpath={.status.userInfo.groups}", "auth whoami --template={{.kind}}"]
        if handler is Modern:
            lines += ["api-resources", "api-resources -o wide", "api-resources -o json", "api-resources -o name",
                      "api-resources --api-group=half.io -o yaml", "api-versions", "version", "version -o yaml", "version -o json"]
        try:
            for line in lines:
                theirs, ours = (own_version(no_log_lines(each)) for each in place.both(line.split() + where))
                if line.startswith("api-resources") and ours.code == 1:  # kubectl passes over what is stale without a word
                    expect(b"stale.io/v1: stale GroupVersion discovery" in ours.err, ours)
                    ours = replace(ours, err=theirs.err, code=theirs.code)
                expect_equal(ours, theirs, line)
        finally:
            server.shutdown()
            server.server_close()


def dump_into_files(place):
    """a dump into a directory makes kubectl's files, for nobody else to read"""
    trees = []
    for program, call in (("kubectl", place.run_kubectl), ("yare", place.yare)):
        target = place.path("dump-" + program)
        said = call(["cluster-info", "dump", "--namespaces", "shop,empty", "--output-directory", target])
        expect_equal((said.code, said.err, said.out), (0, b"", f"Cluster info dumped to {target}\n".encode()), program)
        tree = {}
        for folder, _, names in os.walk(target):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    text = empty_lists(replace(said, out=file.read())).out
                tree[os.path.relpath(os.path.join(folder, name), target)] = text
        trees.append(tree)
    expect(len(trees[0]) > 10, trees[0].keys())
    expect_equal(sorted(trees[1]), sorted(trees[0]), "files")
    for name, text in trees[0].items():
        expect_equal(trees[1][name], text, name)
    for folder, _, names in os.walk(place.path("dump-yare")):
        expect_equal(os.stat(folder).st_mode & 0o777, 0o700, folder)
        for name in names:
            expect_equal(os.stat(os.path.join(folder, name)).st_mode & 0o777, 0o600, name)


def few_requests(place):
    """built-in types need no discovery, and group versions two requests"""
    asked(place, ["api-versions"], 2, **fresh(place))
    asked(place, ["cluster-info"], 1, **fresh(place))
    asked(place, ["auth", "can-i", "get", "pods"], 1, **fresh(place))
    asked(place, ["auth", "can-i", "--list"], 1, **fresh(place))
    audit = Audit(place)
    said = place.yare(["version"], **fresh(place))
    expect_equal((said.code, len(audit.requests(1))), (0, 1), "exit code and requests of version")


def cached_is_no_request(place):
    """api-resources asks each time, and with --cached only where nothing is known yet"""
    options = fresh(place)
    audit = Audit(place)
    first = place.yare(["api-resources", "--cached", "-o", "wide"], **options)
    expect(audit.requests(2)[:1] == ["/api"], "no discovery")
    audit = Audit(place)
    again = place.yare(["api-resources", "--cached", "-o", "wide"], **options)
    expect_equal(again, first, "from the cache")
    expect_equal(audit.requests(1), [], "requests with a cache")
    audit = Audit(place)
    expect_equal(place.yare(["api-resources", "-o", "wide"], **options), first, "asked again")
    expect(audit.requests(2)[:1] == ["/api"], "not asked again")


def broken_group(place):
    """a group whose server is down is told of behind all others, which are printed"""
    service = {"metadata": {"name": "v1.down.yare.dev"}, "spec": {
        "group": "down.yare.dev", "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10,
        "insecureSkipTLSVerify": True, "service": {"name": "nobody", "namespace": "shop"}}}
    path = "/apis/apiregistration.k8s.io/v1/apiservices"
    place.api.call("POST", path, json.dumps(service).encode())
    try:
        # it is heard of a moment later, and found to be down another one later
        tries = iter(range(600))
        while place.api.call("GET", "/apis/down.yare.dev/v1")[0] != 503:
            expect(next(tries, None) is not None, "the API server never said 503")
            time.sleep(0.05)
        for line in ("api-resources", "api-resources -o json --api-group=apps", "api-versions",
                     "auth can-i get pods", "cluster-info"):
            theirs, ours = (no_log_lines(each) for each in place.both(line.split()))
            expect_equal(ours, theirs, line)
        said = place.yare(["api-resources", "-o", "name"])
        expect(said.code == 1 and b"pods\n" in said.out and b"down.yare.dev/v1: the server is currently unable" in said.err, said)
    finally:
        place.api.call("DELETE", path + "/v1.down.yare.dev")


def services(place):
    """services of the cluster are shown with their links"""
    base = "/api/v1/namespaces/empty/services"
    ports = {"dns": [{"name": "udp", "port": 53, "protocol": "UDP"}, {"name": "tcp", "port": 53}], "plain": [{"port": 80}],
             "secure": [{"port": 443}], "named": [{"name": "https", "port": 8443}]}
    label = {"kubernetes.io/cluster-service": "true"}
    for name, each in ports.items():
        labels = dict(label, **({"kubernetes.io/name": "Shown"} if name == "plain" else {}))
        body = {"metadata": {"name": "facts-" + name, "labels": labels}, "spec": {"ports": each}}
        expect_equal(place.api.call("POST", base, json.dumps(body).encode())[0], 201, name)
    try:
        theirs, ours = place.both(["cluster-info", "-n", "empty"])
        expect_equal(ours, theirs, "cluster-info")
        expect(ours.out.count(b" is running at ") == 5, ours)
        theirs, ours = (last_line(each) for each in place.both(["cluster-info", "-n", "shop", "--as", "jane"]))
        expect_equal(ours, theirs, "as jane")
    finally:
        for name in ports:
            place.api.call("DELETE", f"{base}/facts-{name}")
