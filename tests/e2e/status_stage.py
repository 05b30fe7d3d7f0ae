"""A cluster with a controller manager for the cases about status, and a stand-in for scheduler and kubelets: what each
pod is to be stands in its label `act`, and is written into its status."""
import json
import os
import sys
import threading
import time

from harness import Failure, expect_equal
from logs_stage import once
from running import PATIENCE, Running
from world import CLUSTER, run

sys.path.insert(0, CLUSTER)

from kubelet_objects import Api, ApiError, container, make_namespace, make_node, stamp  # noqa: E402

NODE = "stage"
PAUSE = 0.1
BEGAN = 1700000000 * 10**9
APPS = "/apis/apps/v1"
BATCH = "/apis/batch/v1"
CORE = "/api/v1"

RUNNING = {"running": {"startedAt": stamp(BEGAN)}}
BAD_EXIT = {"terminated": {"exitCode": 1, "reason": "Error", "containerID": "x://0", "startedAt": stamp(BEGAN),
                           "finishedAt": stamp(BEGAN)}}
IMAGE_TROUBLE = 'Back-off pulling image "example.org/app:1"'
NO_ROOM = "0/3 nodes are available: 3 Insufficient cpu"


def waiting(reason, message=""):
    return {"waiting": {"reason": reason, "message": message}}


def ended(code, reason):
    return {"terminated": {**BAD_EXIT["terminated"], "exitCode": code, "reason": reason}}


# act: phase, whether it is ready, each container's state, and more of its status.
ACTS = {
    "ready": ("Running", True, RUNNING, {}),
    "unready": ("Running", False, RUNNING, {}),
    "creating": ("Pending", False, waiting("ContainerCreating"), {}),
    "crash": ("Running", False, waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container"),
              {"restartCount": 5, "lastState": BAD_EXIT}),
    "image": ("Pending", False, waiting("ImagePullBackOff", IMAGE_TROUBLE), {}),
    "succeed": ("Succeeded", False, ended(0, "Completed"), {}),
    "fail": ("Failed", False, ended(3, "Error"), {}),
}


def status_of(pod, act):
    """The status that makes the pod what `act` says."""
    if act == "unschedulable":
        return {"phase": "Pending", "conditions": [
            {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": NO_ROOM,
             "lastTransitionTime": stamp(time.time_ns())}]}
    phase, ready, state, more = ACTS[act]
    conditions = [{"type": kind, "status": "True" if kind in ("Initialized", "PodScheduled") or ready else "False",
                   "lastTransitionTime": stamp(time.time_ns())}
                  for kind in ("Initialized", "PodScheduled", "ContainersReady", "Ready")]
    return {"phase": phase, "conditions": conditions, "startTime": stamp(BEGAN), "containerStatuses": [
        {"name": each["name"], "image": each["image"], "imageID": "", "containerID": "x://1", "ready": ready,
         "state": state, "restartCount": 0, **more} for each in pod["spec"]["containers"]]}


def status_words(name_space, words):
    return ["status", *(["-n", name_space] if name_space else []), *words]


class Stage:
    def __init__(self, place):
        self.place = place
        self.directory = place.start_cluster("stage", "--controller-manager")
        self.kubeconfig = os.path.join(self.directory, "kubeconfig")
        self.api = Api(self.directory)
        self.lock = threading.Lock()
        self.plays = {}     # what is played instead of a label's act, by namespace and app
        self.played = {}    # by uid of the pod
        self.is_over = threading.Event()
        make_node(self.api, NODE, 1)
        self.thread = threading.Thread(target=self.act, daemon=True)
        self.thread.start()

    def end(self):
        self.is_over.set()
        self.thread.join()

    def act(self):
        while not self.is_over.wait(PAUSE):
            try:
                # From the server's memory: any version will do.
                for pod in self.api.call("GET", f"{CORE}/pods?resourceVersion=0")["items"]:
                    self.act_on(pod)
            except (ApiError, OSError) as error:    # a server that starts again answers so for a while
                if self.is_over.wait(1):
                    print(f"the stage: {error}", file=sys.stderr)

    def act_on(self, pod):
        labels, uid = pod["metadata"].get("labels", {}), pod["metadata"]["uid"]
        name_space, name = pod["metadata"]["namespace"], pod["metadata"]["name"]
        with self.lock:
            act = self.plays.get((name_space, labels.get("app")), labels.get("act", "idle"))
        if act == self.played.get(uid, "idle") or "deletionTimestamp" in pod["metadata"]:
            return
        self.api.merge(f"{CORE}/namespaces/{name_space}/pods/{name}/status", {"status": status_of(pod, act)})
        self.played[uid] = act

    def play(self, name_space, app, act):
        """What the pods of `app` do from now on, whatever their label says."""
        with self.lock:
            self.plays[name_space, app] = act

    def namespace(self, name):
        make_namespace(self.api, name)
        return name

    def create(self, path, body):
        """The object as created; anything but success is an ApiError."""
        created = self.api.call("POST", path, body)
        if created is None:
            raise ApiError(f"POST {path}: not found")
        return created

    def await_object(self, path, true, what):
        """The object at `path`, once `true(object)`; None stands for no object."""
        end = time.monotonic() + PATIENCE
        while not true(found := self.api.call("GET", path)):
            if time.monotonic() > end:
                raise Failure(f"{path}: no {what}: {json.dumps(found)[:1500]}")
            time.sleep(PAUSE)
        return found

    def environment(self):
        return {"KUBECONFIG": self.kubeconfig}

    def status(self, name_space, *words, **options):
        """What `yare status` gives; of no namespace: where it is not said."""
        return self.place.yare(status_words(name_space, words), env=self.environment(), **options)

    def waits(self, name_space, *words, **options):
        """A `yare status` that runs, to be used in a with."""
        return Running(self.place, status_words(name_space, words), env=self.environment(), **options)

    def verdicts(self, name_space, *words):
        """The verdicts of `yare status -o json`, each as (status, reason), and the exit code."""
        said = self.status(name_space, *words, "-o", "json")
        try:
            given = json.loads(said.out)
        except ValueError:
            raise Failure(f"no JSON: {said}") from None
        items = given["items"] if given["kind"] == "List" else [given]
        return [(item["status"], item["reason"]) for item in items], said.code

    def comes_to(self, name_space, words, status, reason, code):
        """The one verdict on `words` becomes this one; `reason` may be a compiled pattern."""
        wanted = ([(status, reason)], code)
        end = time.monotonic() + PATIENCE
        while (found := self.verdicts(name_space, *words.split())) != wanted:
            verdicts, found_code = found
            if isinstance(reason, str) is False and found_code == code and len(verdicts) == 1 and \
                    verdicts[0][0] == status and reason.fullmatch(verdicts[0][1]):
                return
            if time.monotonic() > end:
                expect_equal(found, wanted, f"the verdict on {words}")
            time.sleep(3 * PAUSE)

    def restart_server(self):
        done = run([os.path.join(CLUSTER, "cluster"), "restart-apiserver", self.directory], capture_output=True)
        if done.returncode != 0:
            raise Failure(done.stderr.decode())


def start_stage(place):
    place.stage = Stage(place)
    place.at_end.append(place.stage.end)


def stage_of(place):
    """The stage that all topics about status share; it ends with the World."""
    once(place, start_stage)
    return place.stage


# Objects

def template(app, act, restart="Always"):
    return {"metadata": {"labels": {"app": app, "act": act}},
            "spec": {"containers": [container("app")], "restartPolicy": restart, "terminationGracePeriodSeconds": 0}}


def workload(kind, name, act, labels=None, **spec):
    """A Deployment, StatefulSet, DaemonSet or ReplicaSet whose pods do as `act` says."""
    more = {"serviceName": name} if kind == "StatefulSet" else {}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "labels": labels or {}},
            "spec": {"selector": {"matchLabels": {"app": name}}, "template": template(name, act), **more, **spec}}


def deployment(name, act, replicas=2, **more):
    return workload("Deployment", name, act, replicas=replicas, **more)


def job(name, act, labels=None, **spec):
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": name, "labels": labels or {}},
            "spec": {"backoffLimit": 0, "template": template(name, act, "Never"), **spec}}


def pod(name, act, labels=None, **metadata):
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {
        "name": name, "labels": {"app": name, "act": act, **(labels or {})}, **metadata},
            "spec": template(name, act)["spec"]}


def config_map(name, **metadata):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, **metadata}}


PLURALS = {"Deployment": APPS, "StatefulSet": APPS, "DaemonSet": APPS, "ReplicaSet": APPS, "Job": BATCH, "Pod": CORE,
           "ConfigMap": CORE, "Service": CORE, "PersistentVolumeClaim": CORE, "ResourceQuota": CORE}


def collection(name_space, kind):
    return f"{PLURALS[kind]}/namespaces/{name_space}/{kind.lower()}s"


def make(stage, name_space, *objects):
    """Creates them; returns the path of the last."""
    for thing in objects:
        path = collection(name_space, thing["kind"])
        stage.create(path, thing)
    return f"{path}/{thing['metadata']['name']}"


def warn(stage, name_space, thing, reason, message):
    """A Warning event about an object, as the server gave it."""
    name, kind = thing["metadata"]["name"], thing["kind"]
    now = stamp(time.time_ns())
    stage.create(f"{CORE}/namespaces/{name_space}/events", {
        "metadata": {"generateName": name + "."}, "type": "Warning", "reason": reason, "message": message, "count": 1,
        "firstTimestamp": now, "lastTimestamp": now, "involvedObject": {
            "kind": kind, "apiVersion": thing["apiVersion"], "name": name, "namespace": name_space,
            "uid": thing["metadata"]["uid"]}})
