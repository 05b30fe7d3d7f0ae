"""Cases that change things: each program works in a namespace of its own, and both are compared with what they left."""
import itertools
import json
import os
import re
import secrets
import shlex
import threading
import time

from fixtures import GROUP
from harness import Case, Failure, Skip, compare, difference, expect, words
from world import Result

# Where an object of a kind goes, and which collections are compared after a case.
PLACES = {
    "ConfigMap": "/api/v1/namespaces/@ns@/configmaps",
    "Secret": "/api/v1/namespaces/@ns@/secrets",
    "Pod": "/api/v1/namespaces/@ns@/pods",
    "Service": "/api/v1/namespaces/@ns@/services",
    "ServiceAccount": "/api/v1/namespaces/@ns@/serviceaccounts",
    "ResourceQuota": "/api/v1/namespaces/@ns@/resourcequotas",
    "ReplicationController": "/api/v1/namespaces/@ns@/replicationcontrollers",
    "Deployment": "/apis/apps/v1/namespaces/@ns@/deployments",
    "StatefulSet": "/apis/apps/v1/namespaces/@ns@/statefulsets",
    "DaemonSet": "/apis/apps/v1/namespaces/@ns@/daemonsets",
    "Oddity": f"/apis/{GROUP}/v1/namespaces/@ns@/oddities",
    "Namespace": "/api/v1/namespaces",
    "ClusterRole": "/apis/rbac.authorization.k8s.io/v1/clusterroles",
    "CertificateSigningRequest": "/apis/certificates.k8s.io/v1/certificatesigningrequests",
    "CustomResourceDefinition": "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
}
ALWAYS = ("ConfigMap", "Deployment")
NUMBERS = itertools.count()
PREFIX = "w" + secrets.token_hex(3)
AWAIT = 10      # seconds for something that comes about at once
HASTE = 0.02


def configmap(name, data=None, **metadata):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, **metadata},
            "data": {"k": "v"} if data is None else data}


def deployment(name, replicas=2, **metadata):
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, **metadata}, "spec": {
        "replicas": replicas, "selector": {"matchLabels": {"app": name}}, "template": {
            "metadata": {"labels": {"app": name}},
            "spec": {"containers": [{"name": "c", "image": "i:1"}, {"name": "side", "image": "s:1"}]}}}}


def pod(name, **metadata):
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, **metadata},
            "spec": {"containers": [{"name": "c", "image": "i:1"}]}}


def service(name, **metadata):
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, **metadata},
            "spec": {"ports": [{"port": 80}]}}


def oddity(name, size=1, **metadata):
    return {"apiVersion": f"{GROUP}/v1", "kind": "Oddity", "metadata": {"name": name, **metadata}, "spec": {"size": size}}


def held(thing, *finalizers):
    """The same object with finalizers, so that a deletion does not end by itself."""
    metadata = {**thing["metadata"], "finalizers": list(finalizers or ["yare.example/hold"])}
    return {**thing, "metadata": metadata}


def text(*things):
    """The objects as a manifest of several documents."""
    return "".join("---\n" + json.dumps(thing, indent=1) + "\n" for thing in things)


class Room:
    """A namespace, and a directory of files, of one program."""

    def __init__(self, world, program, ns):
        self.world, self.program, self.ns = world, program, ns
        self.post({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": ns}})
        os.makedirs(world.path(os.path.join("files", ns)))
        self.log_start = os.path.getsize(world.audit_log)

    def filled(self, value):
        return json.loads(json.dumps(value).replace("@ns@", self.ns))

    def path(self, kind, name="", subresource=""):
        return "/".join(part for part in (PLACES[kind].replace("@ns@", self.ns), name, subresource) if part)

    def call(self, method, path, thing=None, content_type="application/json"):
        body = b"" if thing is None else json.dumps(self.filled(thing)).encode()
        status, answer = self.world.api.call(method, path.replace("@ns@", self.ns), body, content_type)
        return status, json.loads(answer)

    def post(self, thing):
        status, answer = self.call("POST", self.path(thing["kind"]), thing)
        expect(status == 201, f"POST {thing['kind']} gave {status}: {answer}")
        return answer

    def get(self, kind, name):
        """The object, or None."""
        status, answer = self.call("GET", self.path(kind, name))
        return None if status == 404 else answer

    def names(self, kind, selector=""):
        _, answer = self.call("GET", self.path(kind) + selector)
        return [item["metadata"]["name"] for item in answer["items"]]

    def release(self, kind, name):
        """Takes the finalizers away."""
        return self.call("PATCH", self.path(kind, name), {"metadata": {"finalizers": None}}, "application/merge-patch+json")

    def allow(self, **hard):
        """A quota that holds; nobody here would write its status."""
        self.post({"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "few"}, "spec": {"hard": hard}})
        thing = self.get("ResourceQuota", "few")
        thing["status"] = {"hard": hard, "used": {key: "0" for key in hard}}
        self.call("PUT", self.path("ResourceQuota", "few", "status"), thing)

    def file(self, name, data):
        data = data if isinstance(data, (str, bytes)) else text(data)
        if isinstance(data, str):
            data = data.replace("@ns@", self.ns)
        return self.world.file(os.path.join(self.ns, name), data)

    def words(self, line, explicit=True):
        found = [word.replace("@ns@", self.ns) for word in words(line)]
        return [found[0], "-n", self.ns, *found[1:]] if explicit else found

    def start(self, line, explicit=True, stdin=b"", env=None):
        stdin = stdin.replace("@ns@", self.ns).encode() if isinstance(stdin, str) else stdin
        home = "kubectl-home" if self.program == self.world.kubectl else "yare-home"
        return self.world.start(self.program, self.words(line, explicit), home, stdin=stdin, env=env,
                                cwd=os.path.join("files", self.ns))

    def run(self, line, **options):
        return self.start(line, **options)()

    def said(self, line, out="", err="", code=0, **options):
        """Runs and compares the texts with the namespace spelled NS."""
        done = self.masked(self.run(line, **options))
        wanted = Result(out.encode(), err.encode(), code)
        parts = [f"  std{what}:\n" + difference(getattr(wanted, what), getattr(done, what), "wanted", "found")
                 for what in ("out", "err") if getattr(wanted, what) != getattr(done, what)]
        parts += [f"  exit code {done.code}, not {code}"] if done.code != code else []
        if parts:
            raise Failure(f"{line}:\n" + "\n".join(parts))

    def masked(self, result):
        return Result(mask(result.out, self.ns), mask(result.err, self.ns), result.code)

    def requests(self, *verbs):
        """The verbs and URIs of this program's requests in the namespace so far, in the order in which they were made."""
        with open(self.world.audit_log, "rb") as file:
            file.seek(self.log_start)
            lines = file.read().split(b"\n")[:-1]
        wanted = f"/namespaces/{self.ns}"
        events = [json.loads(line) for line in lines if self.ns.encode() in line]
        events = [event for event in events if wanted in event["requestURI"] and event["stage"] == "ResponseComplete"
                  and event.get("userAgent", "").split("/")[0] in ("yare", "kubectl")
                  and (not verbs or event["verb"] in verbs)]
        events.sort(key=lambda event: event["requestReceivedTimestamp"])
        return [(event["verb"], event["requestURI"].replace(self.ns, "NS")) for event in events]

    def asked(self, number, *verbs):
        """The requests once there are `number` (a watch is in the log after its end); fails if more or fewer come."""
        end = time.monotonic() + AWAIT
        while len(found := self.requests(*verbs)) < number and time.monotonic() < end:
            time.sleep(0.05)
        expect(len(found) == number, f"{len(found)} requests, not {number}:\n" + "\n".join(map(str, found)))
        return found

    def state(self, kinds):
        return "\n".join(json.dumps(left(item, self.ns), sort_keys=True, indent=1) for kind in kinds
                         for item in self.call("GET", self.path(kind))[1]["items"]
                         if "@ns@" in PLACES[kind] or self.ns in item["metadata"]["name"])


SECRETS = [
    (re.compile(rb'("?(?:uid|resourceVersion|creationTimestamp|deletionTimestamp|time|selfLink)"?: ?"?)[^",\n ][^",\n]*'), rb"\1X"),
    (re.compile(rb"\bgen-[a-z0-9]{5}\b"), rb"gen-XXXXX"),
    (re.compile(rb"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), rb"UID"),
    (re.compile(rb"(Expected resource version to be \d+, was )\d+"), rb"\1X"),
    (re.compile(rb"127\.0\.0\.1:\d+"), rb"HOST"),
    (re.compile(rb'manager: kubectl|"manager": ?"kubectl'), lambda found: found[0].replace(b"kubectl", b"yare")),
]


def mask(data, ns):
    data = data.replace(ns.encode(), b"NS")
    for pattern, instead in SECRETS:
        data = pattern.sub(instead, data)
    return data


def left(item, ns):
    """What of an object both programs must have left alike."""
    metadata = item["metadata"]
    for key in ("uid", "resourceVersion", "creationTimestamp", "selfLink"):
        metadata.pop(key, None)
    for key in ("deletionTimestamp", "generateName"):
        if key in metadata:
            metadata[key] = "X"
            metadata["name"] = re.sub(r"^gen-.*", "gen-X", metadata["name"])
    for entry in metadata.get("managedFields", []):
        entry.pop("time", None)
        entry["manager"] = entry["manager"].replace("kubectl", "yare")
    metadata.get("managedFields", []).sort(key=lambda entry: json.dumps(entry, sort_keys=True))
    for key in ("clusterIP", "clusterIPs"):
        item.get("spec", {}).pop(key, None)
    return json.loads(json.dumps(item).replace(ns, "NS"))


def room(world, yare=True, name="yare"):
    """A fresh room for one program."""
    ns = f"{PREFIX}-{next(NUMBERS):04}"
    return Room(world, world.path("bin/" + name) if yare else world.kubectl, ns)


def furnish(place, setup, files):
    for thing in setup:
        if callable(thing):
            thing(place)
        else:
            place.post(thing)
    for name, data in files.items():
        place.file(name, data)


def change(line, *, setup=(), files=None, name=None, alter=None, kinds=(), serial=False, then=None, **options):
    """A case: yare, called as kubectl, does with `line` what kubectl does, in words and on the server. `setup` is a list
    of objects that are there before, or calls that take a Room; `files` are in the current directory; @ns@ anywhere is the
    namespace; `kinds` are compared afterwards besides ALWAYS; `then` takes yare's Room. `options` are those of Room.start."""

    def call(world):
        if not world.kubectl:
            raise Skip("no kubectl to compare with")
        rooms = [room(world, yare=False), room(world, name="kubectl")]
        for place in rooms:
            furnish(place, setup, files or {})
        finish = [place.start(line, **options) for place in rooms]
        theirs, ours = (place.masked(end()) for place, end in zip(rooms, finish))
        if alter:
            theirs, ours = alter(theirs), alter(ours)
        said = compare(theirs, ours)
        states = [place.state((*ALWAYS, *kinds)) for place in rooms]
        if states[0] != states[1]:
            said += "\n  on the server:\n" + difference(*states, "kubectl", "yare")
        if said:
            raise Failure(said.lstrip("\n"))
        if then:
            then(rooms[1])

    return Case(name or (line if isinstance(line, str) else shlex.join(line)), call, serial)


def own(call, name=None, serial=False, setup=(), files=None):
    """A case of yare alone: `call` takes its Room. Its docstring says what holds."""

    def run(world):
        place = room(world)
        furnish(place, setup, files or {})
        call(place)

    return Case(name or (call.__doc__ or call.__name__).strip(), run, serial)


def await_true(condition, what):
    end = time.monotonic() + AWAIT
    while not condition():
        if time.monotonic() > end:
            raise Failure(f"{what}: not within {AWAIT} s")
        time.sleep(HASTE)


def later(seconds, call):
    """Runs `call` after a while on a thread of its own; join() it."""
    timer = threading.Timer(seconds, call)
    timer.start()
    return timer
