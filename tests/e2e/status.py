"""`yare status`: the verdict on objects of every kind, as the controllers of a real cluster make them."""
import re

from fixtures import GROUP
from harness import check, expect, expect_equal
from status_stage import (CORE, IMAGE_TROUBLE, NODE, NO_ROOM, ApiError, config_map, deployment, job, make, pod,
                          stage_of, template, warn, workload)

NS = "st-kinds"
TIME = "2026-01-01T00:00:00Z"


def cases(_):
    for call in (deployment_rolls_out, deployment_is_scaled, deployment_stalls, deployment_crashes, image_is_bad,
                 unschedulable, old_pods_are_not_blamed, paused, quota_forbids, replica_set, stateful_set,
                 stateful_set_partition, stateful_set_on_delete, daemon_set, job_ends, job_fails, cron_job,
                 pods, pod_warning, claim, namespace_terminates, object_terminates, services, definition,
                 custom_resource, generations, disruption_budget, plain_objects):
        yield check(call)
    yield check(node, serial=True)     # one more node is one more pod of each DaemonSet


def on_stage(place, *objects):
    """The stage, once it has the objects in the namespace of this topic, and the path of the last."""
    stage = stage_of(place)
    stage.namespace(NS)
    return stage, make(stage, NS, *objects)


def deployment_rolls_out(place):
    """a Deployment is in progress until its pods are ready, then current, and again when its template changes"""
    stage, path = on_stage(place, deployment("d-rolls", "creating"))
    stage.comes_to(NS, "deploy/d-rolls", "InProgress", "0 of 2 replicas available", 2)
    stage.play(NS, "d-rolls", "ready")
    stage.comes_to(NS, "deploy/d-rolls", "Current", "2 replicas available", 0)
    stage.play(NS, "d-rolls", "unready")    # all pods, the old ones as well
    stage.comes_to(NS, "deploy/d-rolls", "InProgress", "0 of 2 replicas available", 2)
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"new": "yes"}}}}})
    stage.comes_to(NS, "deploy/d-rolls", "InProgress", re.compile(r"\d of \d replicas (updated|available)"), 2)
    stage.play(NS, "d-rolls", "ready")
    stage.comes_to(NS, "deploy/d-rolls", "Current", "2 replicas available", 0)


def deployment_is_scaled(place):
    """a Deployment of no replicas is current"""
    stage, path = on_stage(place, deployment("d-scaled", "ready", 1))
    stage.comes_to(NS, "deploy/d-scaled", "Current", "1 replica available", 0)
    stage.api.merge(path, {"spec": {"replicas": 0}})
    stage.comes_to(NS, "deploy/d-scaled", "Current", "scaled to 0", 0)


def deployment_stalls(place):
    """a Deployment that exceeds its deadline has failed"""
    stage, _ = on_stage(place, deployment("d-stalls", "creating", 1, progressDeadlineSeconds=1))
    stage.comes_to(NS, "deploy/d-stalls", "Failed", re.compile(
        r'ProgressDeadlineExceeded: ReplicaSet "d-stalls-\w+" has timed out progressing'), 3)


def deployment_crashes(place):
    """a Deployment whose pods crash again and again has failed, with the container, its restarts and its exit code"""
    stage, _ = on_stage(place, deployment("d-crashes", "crash"))
    stage.comes_to(NS, "deploy/d-crashes", "Failed", re.compile(
        r"CrashLoopBackOff: app, 5 restarts, last exit 1 \(pod d-crashes-\S+ and 1 more\)"), 3)


def image_is_bad(place):
    """a Deployment whose image cannot be had has failed, with the kubelet's words"""
    stage, _ = on_stage(place, deployment("d-image", "image", 1))
    stage.comes_to(NS, "deploy/d-image", "Failed",
                   re.compile(rf"ImagePullBackOff: app, {re.escape(IMAGE_TROUBLE)} \(pod d-image-\S+\)"), 3)


def unschedulable(place):
    """a Deployment whose pods find no node is in progress, with the scheduler's words; such a pod fails in the end"""
    stage, _ = on_stage(place, deployment("d-large", "unschedulable", 1), pod("p-large", "unschedulable"))
    stage.comes_to(NS, "deploy/d-large", "InProgress", re.compile(
        rf"0 of 1 replicas available; Unschedulable: {re.escape(NO_ROOM)} \(pod d-large-\S+\)"), 2)
    stage.comes_to(NS, "pod/p-large", "Failed", f"Unschedulable: {NO_ROOM}", 3)


def old_pods_are_not_blamed(place):
    """pods of an earlier template that crash do not fail a rollout, and what came of the new one tells its cause"""
    stage, path = on_stage(place, deployment("d-old", "crash", 1))
    stage.comes_to(NS, "deploy/d-old", "Failed", re.compile(r"CrashLoopBackOff: .*"), 3)
    # The new pod comes beside the old one, which stays until the new one is available.
    stage.api.merge(path, {"spec": {
        "template": {"metadata": {"labels": {"act": "creating"}}},
        "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}}})
    stage.comes_to(NS, "deploy/d-old", "InProgress", re.compile(r"\d of \d replicas \w+|1 extra replica .*"), 2)
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"act": "image"}}}}})
    stage.comes_to(NS, "deploy/d-old", "Failed", re.compile(r"ImagePullBackOff: app, .* \(pod d-old-\S+\)"), 3)


def paused(place):
    """a Deployment that is paused says so"""
    stage, _ = on_stage(place, deployment("d-paused", "ready", 1, paused=True))
    stage.comes_to(NS, "deploy/d-paused", "InProgress", "0 of 1 replicas available, rollout paused", 2)


def quota_forbids(place):
    """what a quota forbids is told as the reason, of each kind that makes pods"""
    stage = stage_of(place)
    name_space = stage.namespace("st-quota")
    path = make(stage, name_space, {"kind": "ResourceQuota", "metadata": {"name": "none"}, "spec": {"hard": {"pods": "0"}}})
    stage.await_object(path, lambda found: found.get("status", {}).get("hard"), "status of the quota")
    make(stage, name_space, deployment("d", "ready"), workload("StatefulSet", "s", "ready"),
         workload("DaemonSet", "n", "ready"), workload("ReplicaSet", "r", "ready"), job("j", "succeed"))
    forbidden = r'pods "{}-\S+" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0'
    for words, reason in (
            ("deploy/d", r"0 of 2 replicas available; FailedCreate: " + forbidden.format("d")),
            ("sts/s", r"0 of 1 replicas ready; FailedCreate: create Pod s-0 in StatefulSet s failed error: " +
             forbidden.format("s").replace(r"-\S+", "-0")),
            ("ds/n", r"not observed by its controller yet; FailedCreate: " + forbidden.format("n")),
            ("rs/r", r"0 of 1 replicas available; FailedCreate: " + forbidden.format("r")),
            ("job/j", r"(not started yet|0 of 1 completions, \d active); FailedCreate: " + forbidden.format("j"))):
        stage.comes_to(name_space, words, "InProgress", re.compile(reason), 2)


def replica_set(place):
    """a ReplicaSet without a Deployment"""
    stage, path = on_stage(place, workload("ReplicaSet", "r-set", "creating", replicas=3))
    stage.comes_to(NS, "rs/r-set", "InProgress", "0 of 3 replicas available", 2)
    stage.play(NS, "r-set", "ready")
    stage.comes_to(NS, "rs/r-set", "Current", "3 replicas available", 0)
    stage.play(NS, "r-set", "crash")
    stage.comes_to(NS, "rs/r-set", "Failed", re.compile(
        r"CrashLoopBackOff: app, 5 restarts, last exit 1 \(pod r-set-\S+ and 2 more\)"), 3)
    stage.api.merge(path, {"spec": {"replicas": 0}})
    stage.comes_to(NS, "rs/r-set", "Current", "scaled to 0", 0)


def stateful_set(place):
    """a StatefulSet starts one pod after the other"""
    stage, path = on_stage(place, workload("StatefulSet", "s-set", "ready", replicas=2))
    stage.comes_to(NS, "sts/s-set", "Current", "2 replicas ready", 0)
    stage.play(NS, "s-set", "unready")
    stage.comes_to(NS, "sts/s-set", "InProgress", "0 of 2 replicas ready", 2)
    stage.play(NS, "s-set", "ready")
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"new": "yes"}}}}})
    stage.comes_to(NS, "sts/s-set", "Current", "2 replicas ready", 0)
    stage.await_object(f"{path}", lambda found: found["status"].get("currentRevision") ==
                       found["status"].get("updateRevision"), "end of the update")


def stateful_set_partition(place):
    """a StatefulSet with a partition is current when the pods beyond it are updated"""
    rolling = {"type": "RollingUpdate", "rollingUpdate": {"partition": 1}}
    stage, path = on_stage(place, workload("StatefulSet", "s-part", "ready", replicas=2, updateStrategy=rolling))
    stage.comes_to(NS, "sts/s-part", "Current", "2 replicas ready", 0)
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"act": "crash"}}}}})
    stage.comes_to(NS, "sts/s-part", "Failed", re.compile(
        r"CrashLoopBackOff: app, 5 restarts, last exit 1 \(pod s-part-1\)"), 3)
    stage.play(NS, "s-part", "ready")
    stage.comes_to(NS, "sts/s-part", "Current", "2 replicas ready", 0)
    found = stage.api.call("GET", path)["status"]
    expect_equal(found["updatedReplicas"], 1, "pods updated by a partition of 1")


def stateful_set_on_delete(place):
    """a StatefulSet that is updated by hand is current"""
    stage, path = on_stage(place, workload("StatefulSet", "s-hand", "ready", updateStrategy={"type": "OnDelete"}))
    stage.comes_to(NS, "sts/s-hand", "Current", "updated by hand (OnDelete)", 0)
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"new": "yes"}}}}})
    stage.comes_to(NS, "sts/s-hand", "Current", "updated by hand (OnDelete)", 0)


def daemon_set(place):
    """a DaemonSet has a pod on the node, or no node at all"""
    stage, path = on_stage(place, workload("DaemonSet", "n-set", "creating"))
    stage.comes_to(NS, "ds/n-set", "InProgress", "0 of 1 pods available", 2)
    stage.play(NS, "n-set", "ready")
    stage.comes_to(NS, "ds/n-set", "Current", "1 pod available", 0)
    stage.play(NS, "n-set", "crash")
    stage.comes_to(NS, "ds/n-set", "Failed", re.compile(r"CrashLoopBackOff: app, .* \(pod n-set-\S+\)"), 3)
    stage.api.merge(path, {"spec": {"template": {"spec": {"nodeSelector": {"no": "where"}}}}})
    stage.comes_to(NS, "ds/n-set", "Current", "no node to run on", 0)


def job_ends(place):
    """a Job that runs is in progress, one that is complete is current"""
    stage, _ = on_stage(place, job("j-ends", "ready", completions=2, parallelism=2))
    stage.comes_to(NS, "job/j-ends", "InProgress", "0 of 2 completions, 2 active", 2)
    stage.play(NS, "j-ends", "succeed")
    stage.comes_to(NS, "job/j-ends", "Current", "Completed", 0)


def job_fails(place):
    """a Job that has failed says why, and what its pod's container ended with"""
    stage, _ = on_stage(place, job("j-fails", "fail"))
    stage.comes_to(NS, "job/j-fails", "Failed", re.compile(
        r"BackoffLimitExceeded: Job has reached the specified backoff limit"
        r"(; Error: app, exit 3 \(pod j-fails-\S+\))?"), 3)
    on_stage(place, job("j-image", "image"))
    stage.comes_to(NS, "job/j-image", "Failed", re.compile(r"ImagePullBackOff: app, .* \(pod j-image-\S+\)"), 3)


def cron_job(place):
    """a CronJob is current"""
    stage, _ = on_stage(place, config_map("none-cron"))
    version = "v1" if place.version() >= (1, 21) else "v1beta1"
    stage.create(f"/apis/batch/{version}/namespaces/{NS}/cronjobs", {
        "metadata": {"name": "c-job"}, "spec": {"schedule": "0 0 1 1 *", "jobTemplate": {"spec": {
            "template": template("c-job", "succeed", "Never")}}}})
    stage.comes_to(NS, "cronjob/c-job", "Current", "Scheduled", 0)


def pods(place):
    """a Pod by its phase and its containers"""
    stage, _ = on_stage(place, *(pod(f"p-{act}", act) for act in (
        "idle", "creating", "ready", "unready", "crash", "image", "succeed", "fail")))
    for act, status, reason, code in (
            ("idle", "InProgress", "not scheduled yet", 2),
            ("creating", "InProgress", "ContainerCreating: app", 2),
            ("ready", "Current", "Ready", 0),
            ("unready", "InProgress", "0 of 1 containers ready, not ready: app", 2),
            ("crash", "Failed", "CrashLoopBackOff: app, 5 restarts, last exit 1", 3),
            ("image", "Failed", f"ImagePullBackOff: app, {IMAGE_TROUBLE}", 3),
            ("succeed", "Current", "Completed", 0),
            ("fail", "Failed", "Error: app, exit 3", 3)):
        stage.comes_to(NS, f"pod/p-{act}", status, reason, code)


def pod_warning(place):
    """the latest warning about a Pod that waits is told"""
    stage, path = on_stage(place, pod("p-mount", "creating"))
    thing = stage.api.call("GET", path)
    warn(stage, NS, thing, "FailedMount", 'MountVolume.SetUp failed for volume "x" : secret "x" not found')
    stage.comes_to(NS, "pod/p-mount", "InProgress", "ContainerCreating: app; FailedMount: "
                   'MountVolume.SetUp failed for volume "x" : secret "x" not found', 2)


def claim(place):
    """a PersistentVolumeClaim is bound, or tells why not"""
    def wants(name, storage_class, volume=None):
        return {"kind": "PersistentVolumeClaim", "metadata": {"name": name}, "spec": {
            "storageClassName": storage_class, "accessModes": ["ReadWriteOnce"], "volumeName": volume,
            "resources": {"requests": {"storage": "1Gi"}}}}

    stage, _ = on_stage(place, wants("v-none", "no-such-class"))
    stage.comes_to(NS, "pvc/v-none", "InProgress", 'not bound: phase Pending; ProvisioningFailed: '
                   'storageclass.storage.k8s.io "no-such-class" not found', 2)
    stage.create(f"{CORE}/persistentvolumes", {"metadata": {"name": "stage-disk"}, "spec": {
        "capacity": {"storage": "5Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": "/tmp/x"}}})
    make(stage, NS, wants("v-disk", "", "stage-disk"))
    stage.comes_to(NS, "pvc/v-disk", "Current", "Bound", 0)


def namespace_terminates(place):
    """a namespace that waits for its content says for what"""
    stage = stage_of(place)
    name_space = stage.namespace("st-ends")
    stage.comes_to(NS, "ns/st-ends", "Current", "phase Active", 0)
    path = make(stage, name_space, config_map("held", finalizers=["yare.example/held"]))
    stage.api.call("DELETE", f"{CORE}/namespaces/{name_space}")
    stage.comes_to(NS, "ns/st-ends", "Terminating", re.compile(
        r"waits for finalizer kubernetes; .*Some resources are remaining: configmaps\. has 1 resource instances.*"
        r"yare\.example/held in 1 resource instances.*"), 2)
    stage.api.merge(path, {"metadata": {"finalizers": None}})
    stage.comes_to(NS, "ns/st-ends", "NotFound", 'namespaces "st-ends" not found', 4)


def object_terminates(place):
    """an object that waits for a finalizer is terminating"""
    stage, path = on_stage(place, config_map("held", finalizers=["yare.example/a", "yare.example/b"]))
    stage.api.call("DELETE", path)
    stage.comes_to(NS, "cm/held", "Terminating", "waits for finalizers yare.example/a, yare.example/b", 2)
    stage.api.merge(path, {"metadata": {"finalizers": None}})
    stage.comes_to(NS, "cm/held", "NotFound", 'configmaps "held" not found', 4)


def services(place):
    """Services of each type"""
    def service(name, **spec):
        return {"kind": "Service", "metadata": {"name": name}, "spec": {"ports": [{"port": 80}], **spec}}

    stage, path = on_stage(place, service("plain"), service("headless", clusterIP="None"),
                           service("lb", type="LoadBalancer"))
    stage.comes_to(NS, "svc/plain", "Current", "Ready", 0)
    stage.comes_to(NS, "svc/headless", "Current", "Ready", 0)
    stage.comes_to(NS, "svc/lb", "Current", "cluster IP assigned, no load balancer address yet", 0)
    stage.api.merge(path + "/status", {"status": {"loadBalancer": {"ingress": [{"ip": "192.0.2.7"}]}}})
    stage.comes_to(NS, "svc/lb", "Current", "Ready", 0)


def define(stage, plural, kind):
    """Defines a kind of its own with a status subresource; returns the path of its objects."""
    schema = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    stage.api.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
        "metadata": {"name": f"{plural}.{GROUP}"}, "spec": {
            "group": GROUP, "scope": "Namespaced", "names": {"plural": plural, "singular": kind.lower(), "kind": kind},
            "versions": [{"name": "v1", "served": True, "storage": True, "subresources": {"status": {}},
                          "schema": {"openAPIV3Schema": schema}}]}})
    path = f"/apis/{GROUP}/v1/namespaces/{NS}/{plural}"
    stage.await_object(path, lambda found: found is not None, "new kind")
    return path


def definition(place):
    """a CustomResourceDefinition is established, or its names are taken"""
    stage, _ = on_stage(place, config_map("none-definition"))
    define(stage, "rafts", "Raft")
    stage.comes_to(NS, f"crd/rafts.{GROUP}", "Current", "Established", 0)
    stage.api.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
        "metadata": {"name": f"floats.{GROUP}"}, "spec": {
            "group": GROUP, "scope": "Namespaced", "names": {"plural": "floats", "kind": "Raft"},
            "versions": [{"name": "v1", "served": True, "storage": True,
                          "schema": {"openAPIV3Schema": {"type": "object"}}}]}})
    stage.comes_to(NS, f"crd/floats.{GROUP}", "Failed", re.compile(r'(List)?KindConflict: "Raft(List)?" is already in use'), 3)


def custom_resource(place):
    """a custom resource by its conditions Ready, Reconciling and Stalled"""
    stage, _ = on_stage(place, config_map("none-custom"))
    path = define(stage, "canoes", "Canoe")
    stage.create(path, {"apiVersion": f"{GROUP}/v1", "kind": "Canoe", "metadata": {"name": "c"}})
    name = f"canoes.{GROUP}/c"
    stage.comes_to(NS, name, "Current", "Exists", 0)
    for conditions, status, reason, code in (
            ([("Ready", "False", "Leaks", "it leaks")], "InProgress", "Leaks: it leaks", 2),
            ([("Ready", "Unknown", "", "")], "InProgress", "Ready is Unknown", 2),
            ([("Ready", "True", "Tight", "")], "Current", "Ready", 0),
            ([("Ready", "True", "Tight", ""), ("Reconciling", "True", "Tarring", "new tar")], "InProgress",
             "Tarring: new tar", 2),
            ([("Ready", "False", "Leaks", ""), ("Stalled", "True", "NoTar", "no tar left")], "Failed",
             "NoTar: no tar left", 3)):
        stage.api.merge(f"{path}/c/status", {"status": {"conditions": [
            {"type": kind, "status": value, "reason": why, "message": text, "lastTransitionTime": TIME}
            for kind, value, why, text in conditions]}})
        stage.comes_to(NS, name, status, reason, code)


def generations(place):
    """what was said of an earlier generation does not count"""
    stage, _ = on_stage(place, config_map("none-generations"))
    path = define(stage, "skiffs", "Skiff")
    stage.create(path, {"apiVersion": f"{GROUP}/v1", "kind": "Skiff", "metadata": {"name": "s"}, "spec": {"size": 1}})
    ready = {"conditions": [{"type": "Ready", "status": "True"}], "observedGeneration": 1}
    stage.api.merge(f"{path}/s/status", {"status": ready})
    stage.comes_to(NS, f"skiffs.{GROUP}/s", "Current", "Ready", 0)
    stage.api.merge(f"{path}/s", {"spec": {"size": 2}})
    stage.comes_to(NS, f"skiffs.{GROUP}/s", "InProgress", "generation 2 not observed yet (last: 1)", 2)


def disruption_budget(place):
    """a PodDisruptionBudget is current once its controller has seen it"""
    stage, _ = on_stage(place, pod("b-0", "ready", {"app": "budget"}), pod("b-1", "ready", {"app": "budget"}))
    version = "v1" if place.version() >= (1, 21) else "v1beta1"
    stage.create(f"/apis/policy/{version}/namespaces/{NS}/poddisruptionbudgets", {
        "metadata": {"name": "b"}, "spec": {"maxUnavailable": 0, "selector": {"matchLabels": {"app": "budget"}}}})
    stage.comes_to(NS, "pdb/b", "Current", "0 disruptions allowed", 0)


def plain_objects(place):
    """what has no status is current"""
    stage, _ = on_stage(place, config_map("plain"))
    stage.comes_to(NS, "cm/plain", "Current", "Exists", 0)
    stage.create(f"{CORE}/namespaces/{NS}/secrets", {"metadata": {"name": "plain"}})
    stage.comes_to(NS, "secret/plain", "Current", "Exists", 0)


def node(place):
    """a node by its condition Ready"""
    stage = stage_of(place)
    stage.comes_to(NS, f"node/{NODE}", "Current", "Ready", 0)
    try:
        stage.create(f"{CORE}/nodes", {"metadata": {"name": "st-down"}, "spec": {"unschedulable": True}})
    except ApiError as error:
        expect("AlreadyExists" in str(error), str(error))
    stage.api.merge(f"{CORE}/nodes/st-down/status", {"status": {"conditions": [
        {"type": "Ready", "status": "False", "reason": "KubeletNotReady", "message": "no network"}]}})
    stage.comes_to(NS, "node/st-down", "InProgress", "KubeletNotReady: no network", 2)
    stage.api.call("DELETE", f"{CORE}/nodes/st-down")
