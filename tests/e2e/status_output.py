"""`yare status`: formats, exit codes, the tree, and who may not read everything."""
import json
import re

from fixtures import GROUP
from harness import check, expect, expect_equal
from logs_stage import once
from status import define
from status_stage import APPS, config_map, deployment, job, make, pod, stage_of

NS = "st-out"
OTHER = "st-out-other"
AGE = r"\d+[smh]\w*"
RBAC = "/apis/rbac.authorization.k8s.io/v1"
# Its objects: web (current), bad (failed), lone (in progress), map (current).
WRONG = [
    ("", "Required resource not specified"),
    ("nope", "the server doesn't have a resource type \"nope\""),
    ("nope/x --for=exists", "the server doesn't have a resource type \"nope\""),
    ("deploy/web -l a=b", "selectors cannot be used"),
    ("deploy/web --for=ready", "unrecognized condition: \"ready\""),
    ("deploy/web --for=", "unrecognized condition: \"\""),
    ("deploy/web --for=condition=", "condition"),
    ("deploy/web --for=jsonpath=", "jsonpath"),
    ("deploy/web --for=jsonpath={.x", "jsonpath|path string"),
    ("deploy/web --for=jsonpath={.a}=", "jsonpath"),
    ("deploy/web --fail-on=current", "unrecognized condition: \"current\""),
    ("deploy/web --fail-on=none --fail-on=failed", "--fail-on=none"),
    ("deploy/web --timeout=x", "invalid argument \"x\" for \"--timeout\""),
    ("deploy/web -o status --wait", "-o status cannot be used with --wait"),
    ("deploy/web -o nope", "nope"),
    ("deploy/web -s http://127.0.0.1:1 --wait --timeout=10m", "refused"),
    ("deploy/web -s http://127.0.0.1:1", "refused"),
    ("deploy/web --for=jsonpath={.spec}=1 --timeout=1m", "jsonpath leads to a nested object"),
]


def cases(_):
    for call in (table, table_of_types, table_of_all_namespaces, headers_and_kinds, names, one_as_json, list_as_json,
                 yaml, other_formats, raw_status, exit_codes, worst_counts, nothing_selected, tree, tree_formats,
                 tree_of_several, tree_after_waiting, hostile_reason, no_pods_no_events, no_list, no_watch, no_right):
        yield check(call)
    for words, said in WRONG:
        yield check(is_wrong(words, said), f"status {words}")


def prepare(place):
    stage = stage_of(place)
    stage.namespace(NS)
    stage.namespace(OTHER)
    make(stage, NS, deployment("web", "ready", labels={"set": "a"}), deployment("bad", "crash", 1), pod("lone", "idle"),
         config_map("map"), job("work", "ready"))
    make(stage, OTHER, pod("far", "idle", {"app": "lone"}))
    stage.comes_to(NS, "deploy/web", "Current", "2 replicas available", 0)
    stage.comes_to(NS, "deploy/bad", "Failed", re.compile("CrashLoopBackOff.*"), 3)
    stage.comes_to(NS, "job/work", "InProgress", "0 of 1 completions, 1 active", 2)


def said_of(place, words, code, name_space=NS, **how):
    """Standard output of `yare status WORDS`, which has ended with that code and no word on stderr."""
    once(place, prepare)
    said = stage_of(place).status(name_space, *words.split(), **how)
    expect_equal((said.code, said.err), (code, b""), f"exit code and stderr of {words} (stdout {said.out!r})")
    return said.out.decode()


def matches(text, *lines):
    """Each line is as a pattern says, in which blanks stand for any number of them."""
    found = text.splitlines()
    patterns = [line.replace(" ", " +").replace("AGE?", AGE) for line in lines]
    expect(len(found) == len(patterns) and all(map(re.fullmatch, patterns, found)),
           "not as expected:\n" + text + "expected:\n" + "\n".join(patterns))


def table(place):
    """one object, as a table"""
    matches(said_of(place, "pod/lone", 2), "NAME STATUS AGE REASON", "lone InProgress AGE? not scheduled yet")
    matches(said_of(place, "pod lone", 2), "NAME STATUS AGE REASON", "lone InProgress AGE? not scheduled yet")


def table_of_types(place):
    """objects of several types have their kinds before their names, in the order of the types"""
    matches(said_of(place, "deploy,cm -l set!=b --field-selector=metadata.name!=kube-root-ca.crt", 3),
            "NAME STATUS AGE REASON", r"deployment\.apps/bad Failed AGE? CrashLoopBackOff: .*",
            r"deployment\.apps/web Current AGE? 2 replicas available", "configmap/map Current AGE? Exists")
    matches(said_of(place, "cm/map deploy/web cm/none", 4), "NAME STATUS AGE REASON", "configmap/map Current AGE? Exists",
            r"deployment\.apps/web Current AGE? 2 replicas available",
            'configmap/none NotFound <none> configmaps "none" not found')


def table_of_all_namespaces(place):
    """-A shows namespaces"""
    matches(said_of(place, "pods -A -l app=lone", 2), "NAMESPACE NAME STATUS AGE REASON",
            "st-out-other far InProgress AGE? not scheduled yet", "st-out lone InProgress AGE? not scheduled yet")


def headers_and_kinds(place):
    """--no-headers and --show-kind"""
    matches(said_of(place, "cm/map --no-headers --show-kind", 0), "configmap/map Current AGE? Exists")


def names(place):
    """-o name"""
    expect_equal(said_of(place, "deploy/web cm/map -o name", 0), "deployment.apps/web\nconfigmap/map\n", "names")


def one_as_json(place):
    """-o json of one object is that object"""
    found = json.loads(said_of(place, "deploy/web -o json", 0))
    real = stage_of(place).api.call("GET", f"{APPS}/namespaces/{NS}/deployments/web")["metadata"]
    expect_equal(found, {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {
        name: real[name] for name in ("name", "namespace", "uid", "creationTimestamp")},
        "status": "Current", "reason": "2 replicas available"}, "the verdict")


def list_as_json(place):
    """-o json of several objects is a List"""
    found = json.loads(said_of(place, "deploy -o json", 3))
    expect_equal((found["kind"], found["apiVersion"], [item["status"] for item in found["items"]]),
                 ("List", "v1", ["Failed", "Current"]), "the list")
    found = json.loads(said_of(place, "cm/map cm/none -o json", 4))
    expect_equal([(item["metadata"]["name"], item["status"]) for item in found["items"]],
                 [("map", "Current"), ("none", "NotFound")], "the list with one that is not there")


def yaml(place):
    """-o yaml"""
    expect_equal(said_of(place, "cm/none -o yaml", 4), """apiVersion: v1
kind: ConfigMap
metadata:
  name: none
  namespace: st-out
reason: configmaps "none" not found
status: NotFound
""", "the verdict")


def other_formats(place):
    """the languages of output"""
    for form, wanted in (("jsonpath={.status}", "Current"), ("go-template={{.status}}:{{.reason}}", "Current:Exists"),
                         ("custom-columns=N:.metadata.name,S:.status", "N     S\nmap   Current\n")):
        expect_equal(said_of(place, f"cm/map -o {form}", 0), wanted, f"-o {form}")
    expect_equal(said_of(place, "deploy -o jsonpath={.items[*].status}", 3), "Failed Current", "a JSONPath on a list")
    matches(said_of(place, "cm/map -o wide", 0), "NAME STATUS AGE REASON", "map Current AGE? Exists")


def raw_status(place):
    """-o status is the status subresource as the server has it"""
    found = json.loads(said_of(place, "deploy/web -o status", 0))
    real = stage_of(place).api.call("GET", f"{APPS}/namespaces/{NS}/deployments/web/status")
    expect_equal(found["status"], real["status"], "the status")
    once(place, prepare)
    said = stage_of(place).status(NS, "cm/map", "-o", "status")
    expect(said.code == 1 and not said.out and said.err, f"a subresource that is not there: {said}")


def exit_codes(place):
    """each exit code, looked at once and waited for"""
    for words, code in (("deploy/web", 0), ("deploy/web cm/map", 0), ("nope/x", 1), ("pod/lone", 2), ("deploy/bad", 3),
                        ("pod/none", 4)):
        once(place, prepare)
        for more in ([], ["--timeout=2s"], ["--wait", "--timeout=0"], ["-o", "json"], ["--timeout=2s", "-o", "name"]):
            said = stage_of(place).status(NS, *words.split(), *more)
            expect_equal(said.code, code, f"exit code of {words} {more} ({said.err!r})")


def worst_counts(place):
    """of several objects the worst counts: 1, then 3, 4, 2"""
    for words, code in (("pod/lone cm/map", 2), ("pod/lone pod/none", 4), ("pod/lone pod/none deploy/bad", 3)):
        said_of(place, words, code)
    said = stage_of(place).status(NS, "deploy/bad", "pod/none", "pod/lone", "nope/x")
    expect_equal(said.code, 1, "exit code with an error among them")


def nothing_selected(place):
    """nothing there is not found, and told on stderr"""
    stage = stage_of(place)
    for words in (["jobs", "-l", "no=where"], ["jobs", "-l", "no=where", "--wait"]):
        said = stage.status(NS, *words)
        expect_equal((said.code, said.out), (4, b""), f"exit code and stdout of {words} ({said.err!r})")
        expect(b"No resources found in st-out namespace.\n" in said.err, f"{said.err!r}")


def tree(place):
    """--tree shows what an object owns, with a verdict each"""
    once(place, prepare)
    said = stage_of(place).status(NS, "deploy/bad", "--tree")
    expect_equal(said.code, 3, "exit code")
    matches(said.out.decode(), "NAME STATUS AGE REASON", r"deployment\.apps/bad Failed AGE? CrashLoopBackOff: app.*",
            r"└─ replicaset\.apps/bad-\w+ \w+ AGE? .*",
            r" └─ pod/bad-\w+-\w+ Failed AGE? CrashLoopBackOff: app, 5 restarts, last exit 1")


def tree_formats(place):
    """--tree in JSON"""
    once(place, prepare)
    said = stage_of(place).status(NS, "job/work", "--tree", "-o", "json")
    found = json.loads(said.out)
    expect_equal([(each["kind"], each["status"], each["owned"]) for each in found["owned"]], [("Pod", "Current", [])],
                 "what a Job owns")


def tree_of_several(place):
    """--tree of several objects has each with its own"""
    once(place, prepare)
    said = stage_of(place).status(NS, "deploy/web", "cm/map", "--tree")
    matches(said.out.decode(), "NAME STATUS AGE REASON", r"deployment\.apps/web Current AGE? 2 replicas available",
            r"└─ replicaset\.apps/web-\w+ Current AGE? 2 replicas available", r" ├─ pod/web-\w+-\w+ Current AGE? Ready",
            r" └─ pod/web-\w+-\w+ Current AGE? Ready", "configmap/map Current AGE? Exists")
    expect_equal((said.code, said.err), (0, b""), "exit code and stderr")


def tree_after_waiting(place):
    """--tree after a wait shows the tree as it is then"""
    once(place, prepare)
    stage = stage_of(place)
    for words, code in (("deploy/web --wait", 0), ("deploy/bad --wait", 3), ("job/work --timeout=1s", 2)):
        said = stage.status(NS, *words.split(), "--tree")
        expect(said.code == code and b"\xe2\x94\x94\xe2\x94\x80 " in said.out, f"{words}: {said}")


def hostile_reason(place):
    """a reason that an object gives cannot drive a terminal, nor make a line of its own"""
    stage = stage_of(place)
    stage.namespace(NS)
    path = define(stage, "rams", "Ram").replace("/st-kinds/", f"/{NS}/")
    stage.create(path, {"apiVersion": f"{GROUP}/v1", "kind": "Ram", "metadata": {"name": "r"}})
    stage.api.merge(f"{path}/r/status", {"status": {"conditions": [
        {"type": "Ready", "status": "False", "reason": "A\x1b[31m", "message": "b\nother Current\r\x1b]0;t\x07\x9b2J \u202e"}]}})
    for more in ([], ["--timeout=1s"]):
        _, shown = place.on_terminal(["status", "-n", NS, "ram/r", *more], env=stage.environment())
        shown = re.sub(rb"\x1b\[(\d+A\r?|J|K|1m|33m|0m)", b"", shown)   # what redraws lines, and colours of its own
        expect(b"\x1b" not in shown and b"\x07" not in shown and b"\xc2\x9b" not in shown, f"{shown!r}")
        expect(b"\nother" not in shown, f"{shown!r}")


def user_who_may(place, name, *rules):
    """The words that make yare call as a user with these rights in the namespace: (group, resources, verbs)."""
    once(place, prepare)
    stage = stage_of(place)
    stage.api.create(f"{RBAC}/namespaces/{NS}/roles", {"metadata": {"name": name}, "rules": [
        {"apiGroups": [group], "resources": resources.split(","), "verbs": verbs.split(",")}
        for group, resources, verbs in rules]})
    stage.api.create(f"{RBAC}/namespaces/{NS}/rolebindings", {
        "metadata": {"name": name}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": name},
        "subjects": [{"kind": "User", "name": name, "apiGroup": "rbac.authorization.k8s.io"}]})
    # Until the server knows of it.
    review = {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": {
        "user": name, "resourceAttributes": {"namespace": NS, "group": rules[0][0], "verb": rules[0][2].split(",")[0],
                                             "resource": rules[0][1].split(",")[0]}}}
    for _ in range(600):
        if stage.api.call("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", review)["status"]["allowed"]:
            break
    return ["--as", name]


def no_pods_no_events(place):
    """who may not read pods and events is told so, and has the verdict without its cause"""
    as_user = user_who_may(place, "deployer", ("apps", "deployments", "get,list,watch"))
    for more in ([], ["--timeout=1s"]):
        said = stage_of(place).status(NS, "deploy/bad", *as_user, *more)
        expect_equal(said.code, 2, f"exit code ({said})")
        expect(b"0 of 1 replicas available" in said.out, f"{said.out!r}")
        for name in (b"replicasets.apps", b"pods", b"events"):
            expect_equal(len(re.findall(rb"Warning: " + name + rb" in namespace st-out cannot be read", said.err)), 1,
                         f"notes on {name} in {said.err!r}")


def no_list(place):
    """who may get one object only has its verdict, and waits for it"""
    as_user = user_who_may(place, "getter", ("", "pods", "get"))
    stage = stage_of(place)
    make(stage, NS, pod("got", "creating"))
    stage.comes_to(NS, "pod/got", "InProgress", "ContainerCreating: app", 2)
    said = stage.status(NS, "pod/got", *as_user)
    expect(said.code == 2 and b"ContainerCreating: app" in said.out, str(said))
    with stage.waits(NS, "pod/got", *as_user, "--timeout=1m") as run:
        run.await_err(b"pod/got: InProgress: ContainerCreating: app")
        stage.play(NS, "got", "ready")
        expect_equal(run.end().code, 0, "exit code of the wait")


def no_watch(place):
    """who may list but not watch waits all the same"""
    as_user = user_who_may(place, "lister", ("", "pods", "get,list"))
    stage = stage_of(place)
    make(stage, NS, pod("listed", "creating", {"listed": "yes"}))
    with stage.waits(NS, "pods", "-l", "listed=yes", *as_user, "--timeout=1m") as run:
        run.await_err(b"pod/listed: InProgress: ContainerCreating: app")
        stage.play(NS, "listed", "ready")
        expect_equal(run.end().code, 0, "exit code of the wait")


def no_right(place):
    """who may not read the object at all has an error, at once"""
    once(place, prepare)
    for words in ("deploy/web", "deploy/web --timeout=10m", "deploy", "deploy --wait --timeout=10m"):
        said = stage_of(place).status(NS, *words.split(), "--as", "nobody")
        expect(said.code == 1 and b"Error from server (Forbidden): " in said.err, f"{words}: {said}")


def is_wrong(words, wanted):
    def call(place):
        once(place, prepare)
        said = stage_of(place).status(NS, *words.split())
        expect(said.code == 1 and not said.out and re.search(wanted.encode(), said.err), f"expected {wanted!r}: {said}")
    return call
