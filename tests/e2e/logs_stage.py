"""Pods, workloads and the kubelet stand-in that the cases about logs use, in namespaces of their own."""
import socket
import sys
import threading
import time

from fixtures import GROUP
from world import CLUSTER

sys.path.insert(0, CLUSTER)

from kubelet import Kubelet  # noqa: E402
from kubelet_objects import make_namespace, make_node  # noqa: E402

NS = "logs"
HOUR = 3600 * 10**9
SECOND = 10**9
# What must come through as it is: escapes, bytes that are no UTF-8, NUL, CR, tabs, empty lines.
AWKWARD = [b"\x1b[31mred\x1b[0m\n", b"\xff\xfe\x80 bytes\n", b"a\0b\n", b"over\rwritten\r\n", b"\n", b"\ttab\n", b"\n",
           "snow\u2603man\n".encode(), b"\x1b]0;title\x07\n", b"\xc2\x9b2J\n"]


def dead_port():
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


LOCK = threading.RLock()


def once(place, prepare):
    """Calls prepare(place) before the first case that needs it."""
    with LOCK:
        done = place.__dict__.setdefault("prepared", set())
        if prepare not in done:
            done.add(prepare)
            prepare(place)


def after(prepare, case):
    """The case, run after prepare(place)."""
    call = case.call

    def prepared(place):
        once(place, prepare)
        call(place)

    case.call = prepared
    return case


def start_kubelet(place):
    kubelet = Kubelet(place.cluster, namespace=NS)
    make_namespace(kubelet.api, NS)
    kubelet.api.call("DELETE", f"/api/v1/namespaces/{NS}/pods", {"gracePeriodSeconds": 0})
    place.kubelet = kubelet.__enter__()
    place.at_end.append(lambda: kubelet.__exit__(None, None, None))


def kubelet_of(place):
    """The stand-in that all topics about logs share; it ends with the World."""
    once(place, start_kubelet)
    return place.kubelet


def workload(kubelet, kind, name, labels, group="apps/v1", spec=None):
    """Creates an object with a pod template and a selector for the labels."""
    plural = kind.lower() + "s"
    base = {"selector": {"matchLabels": labels}, "template": {
        "metadata": {"labels": labels}, "spec": {"containers": [{"name": "app", "image": "i:1"}]}}}
    base.update(spec or {})
    body = {"apiVersion": group, "kind": kind, "metadata": {"name": name}, "spec": base}
    root = "/api/v1" if group == "v1" else f"/apis/{group}"
    kubelet.api.create(f"{root}/namespaces/{NS}/{plural}", body)


def snapshots(place):
    """What the cases without -f read."""
    kubelet = kubelet_of(place)
    now = time.time_ns()

    solo = kubelet.pod("solo", labels={"app": "solo"})
    for number in range(8):
        solo["app"].append(b"old %d\n" % number, at=now - 5 * HOUR + number * SECOND)
    for number in range(8):
        solo["app"].append(b"new %d\n" % number, at=now - HOUR + number * SECOND)

    trio = kubelet.pod("trio", ["app", "side"], init=["setup", "migrate"], labels={"app": "trio"})
    for name in ("setup", "migrate", "app", "side"):
        trio[name].write(3)
    place.has_ephemeral = kubelet.debug(trio, "debugger") is not None
    if place.has_ephemeral:
        trio["debugger"].write(2)

    for name, default in (("chosen", "side"), ("mischosen", "nobody")):
        pod = kubelet.pod(name, ["app", "side"], annotations={"kubectl.kubernetes.io/default-container": default})
        pod["app"].write(2)
        pod["side"].write(2)

    again = kubelet.pod("again", ["app", "side"])
    again["app"].write(3, "before")
    again["app"].restart()
    again["app"].write(3, "after")
    looping = kubelet.pod("looping")
    looping["app"].write(2, "crash")
    looping["app"].crash()
    done = kubelet.pod("done", restart="Never")
    done["app"].write(3)
    done.finish()
    kubelet.pod("creating", state="waiting")
    kubelet.pod("pulling", state="waiting")["app"].wait("ImagePullBackOff")

    awkward = kubelet.pod("awkward", labels={"text": "awkward"})
    awkward["app"].append(*AWKWARD, b"x" * 300000 + b"\n", b"no end")
    unended = kubelet.pod("unended", ["one", "two"])
    unended["one"].append(b"first\n", b"not ended")
    unended["two"].append(b"second\n", b"not ended either")
    kubelet.pod("silent")

    unreachable(place, kubelet)
    several(kubelet)


def unreachable(place, kubelet):
    """Pods whose logs cannot be had."""
    make_node(kubelet.api, "dead", dead_port())
    kubelet.pod("on-dead", node="dead")
    kubelet.pod("on-nothing", node="no-such-node")
    kubelet.pod("unscheduled", node="", state="waiting")
    broken = kubelet.pod("broken")
    broken["app"].refuse("the disk is on fire", times=10**6)
    gone = kubelet.pod("unknown-to-kubelet")
    kubelet.forget(gone)
    place.make_certificate("foreign", "/CN=foreign")
    foreign = Kubelet(place.cluster, node="foreign", namespace=NS, certificate=place.path("foreign")).__enter__()
    place.at_end.append(lambda: foreign.__exit__(None, None, None))
    foreign.pod("abroad")["app"].write(2)


def several(kubelet):
    """Workloads with no, one, and several pods."""
    now = time.time_ns()
    for number in range(3):
        pod = kubelet.pod(f"web-{number}", ["app", "proxy"], labels={"app": "web", "tier": "front"}, publish=False)
        # The second one has been ready for longest and is the one to choose.
        pod.ready_at = now - (HOUR if number == 1 else 60 * SECOND)
        pod.publish()
        pod["app"].write(15)
        pod["proxy"].write(2)
    bad = kubelet.pod("mixed-0", labels={"app": "mixed"}, state="waiting")
    kubelet.pod("mixed-1", labels={"app": "mixed"})["app"].write(2)
    kubelet.pod("mixed-2", labels={"app": "mixed"})["app"].write(2)
    assert bad.phase() == "Pending"
    kubelet.pod("lone-0", labels={"app": "lone"})["app"].write(2)
    for name in ("web", "lone", "mixed", "nothing"):
        workload(kubelet, "Deployment", name, {"app": name})
        workload(kubelet, "ReplicaSet", name, {"app": name})
        workload(kubelet, "StatefulSet", name, {"app": name}, spec={"serviceName": name})
        workload(kubelet, "DaemonSet", name, {"app": name})
        job = {"template": {"metadata": {"labels": {"app": name}}, "spec": {
            "restartPolicy": "Never", "containers": [{"name": "app", "image": "i:1"}]}}, "manualSelector": True}
        workload(kubelet, "Job", name, {"app": name}, "batch/v1", job)
        kubelet.api.create(f"/api/v1/namespaces/{NS}/services", {
            "metadata": {"name": name}, "spec": {"ports": [{"port": 80}], "selector": {"app": name}}})
        kubelet.api.create(f"/api/v1/namespaces/{NS}/replicationcontrollers", {"metadata": {"name": name}, "spec": {
            "selector": {"app": name}, "template": {"metadata": {"labels": {"app": name}},
                                                    "spec": {"containers": [{"name": "app", "image": "i:1"}]}}}})
        kubelet.api.create(f"/apis/{GROUP}/v1/namespaces/{NS}/oddities", {
            "apiVersion": f"{GROUP}/v1", "kind": "Oddity", "metadata": {"name": name}, "spec": {"size": 3}})
        kubelet.api.merge(f"/apis/{GROUP}/v1/namespaces/{NS}/oddities/{name}/status",
                          {"status": {"size": 3, "selector": f"app={name}"}})
    kubelet.api.create(f"/api/v1/namespaces/{NS}/services", {
        "metadata": {"name": "headless"}, "spec": {"ports": [{"port": 80}]}})
    kubelet.api.create(f"/api/v1/namespaces/{NS}/configmaps", {"metadata": {"name": "settings"}, "data": {"a": "b"}})
