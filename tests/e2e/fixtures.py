"""What the cluster holds: the demonstration objects of tests/cluster, and what these tests need besides."""
import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import awkward

CROWD = 1200   # ConfigMaps in the namespace "crowd"
GROUP = "e2e.yare.example"


def meta(name, **more):
    return {"metadata": {"name": name, **more}}


SELECTOR = {"matchLabels": {"app": "x"}}
TEMPLATE = {"metadata": {"labels": {"app": "x"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}
WEBHOOK = {"name": "hook.yare.example", "sideEffects": "None", "admissionReviewVersions": ["v1"],
           "failurePolicy": "Ignore", "namespaceSelector": {"matchLabels": {"no": "where"}},
           "clientConfig": {"url": "https://127.0.0.1:1/hook"}, "rules": []}

# One or two of each kind the demonstration leaves out: path (the version is the newest one served), object.
KINDS = [
    ("/api/v1/namespaces/shop/limitranges", {**meta("limits"), "spec": {"limits": [
        {"type": "Container", "default": {"cpu": "2", "memory": "1Gi"}}]}}),
    ("/api/v1/persistentvolumes", {**meta("disk-0"), "spec": {
        "capacity": {"storage": "5Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": "/tmp/x"}}}),
    ("/api/v1/namespaces/shop/podtemplates", {**meta("mould"), "template": TEMPLATE}),
    ("/api/v1/namespaces/shop/replicationcontrollers", {**meta("old"), "spec": {
        "replicas": 0, "selector": {"app": "x"}, "template": TEMPLATE}}),
    ("/api/v1/namespaces/shop/resourcequotas", {**meta("quota"), "spec": {"hard": {"secrets": "90"}}}),
    ("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations", {**meta("mutate"), "webhooks": [WEBHOOK]}),
    ("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
     {**meta("validate"), "webhooks": [WEBHOOK]}),
    ("/apis/apps/v1/namespaces/shop/controllerrevisions", {**meta("rev-1"), "revision": 3, "data": {"a": 1}}),
    ("/apis/apps/v1/namespaces/shop/replicasets", {**meta("web-1"), "spec": {
        "replicas": 0, "selector": SELECTOR, "template": TEMPLATE}}),
    ("/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers", {**meta("web"), "spec": {
        "scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"}, "maxReplicas": 9,
        "targetCPUUtilizationPercentage": 80}}),
    ("/apis/coordination.k8s.io/v1/namespaces/shop/leases", {**meta("lead"), "spec": {
        "holderIdentity": "web-1", "renewTime": "2024-05-01T10:00:00.123456Z"}}),
    ("/apis/networking.k8s.io/v1/ingressclasses", {**meta("nginx"), "spec": {"controller": "yare.example/nginx"}}),
    ("/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies", {**meta("deny"), "spec": {"podSelector": {}}}),
    ("/apis/node.k8s.io/v1/runtimeclasses", {**meta("fast"), "handler": "runc"}),
    ("/apis/policy/v1beta1/namespaces/shop/poddisruptionbudgets", {**meta("web"), "spec": {
        "minAvailable": 1, "selector": SELECTOR}}),
    ("/apis/policy/v1/namespaces/shop/poddisruptionbudgets", {**meta("web"), "spec": {
        "minAvailable": 1, "selector": SELECTOR}}),
    ("/apis/policy/v1beta1/podsecuritypolicies", {**meta("tight"), "spec": {
        "seLinux": {"rule": "RunAsAny"}, "runAsUser": {"rule": "RunAsAny"}, "fsGroup": {"rule": "RunAsAny"},
        "supplementalGroups": {"rule": "RunAsAny"}, "volumes": ["configMap"]}}),
    ("/apis/storage.k8s.io/v1/csidrivers", {**meta("disk.yare.example"), "spec": {"attachRequired": True}}),
    ("/apis/storage.k8s.io/v1/csinodes", {**meta("deck-1"), "spec": {"drivers": []}}),
    ("/apis/storage.k8s.io/v1/storageclasses", {**meta("slow"), "provisioner": "disk.yare.example"}),
    ("/apis/storage.k8s.io/v1/volumeattachments", {**meta("hold"), "spec": {
        "attacher": "disk.yare.example", "nodeName": "deck-1", "source": {"persistentVolumeName": "disk-0"}}}),
    ("/apis/scheduling.k8s.io/v1/priorityclasses", {**meta("urgent"), "value": 1000}),
]

NAMESPACES = ["empty", "odd", "cells", "dark", "other", "crowd"]


def definition(plural, kind, names, scope, columns=(), subresources=None):
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {
        "type": "object", "x-kubernetes-preserve-unknown-fields": True}}}
    if columns:
        version["additionalPrinterColumns"] = list(columns)
    if subresources:
        version["subresources"] = subresources
    older = {**version, "name": "v1alpha1", "storage": False}
    return {**meta(f"{plural}.{GROUP}"), "spec": {
        "group": GROUP, "scope": scope, "names": {"plural": plural, "singular": kind.lower(), "kind": kind, **names},
        "versions": [version, older]}}


DEFINITIONS = [
    definition("oddities", "Oddity", {"shortNames": ["odd"], "categories": ["all", "e2e"]}, "Namespaced",
               subresources={"status": {}, "scale": {"specReplicasPath": ".spec.size",
                                                     "statusReplicasPath": ".status.size",
                                                     "labelSelectorPath": ".status.selector"}}),
    definition("beacons", "Beacon", {"shortNames": ["bcn"], "categories": ["e2e"]}, "Cluster"),
    definition("gauges", "Gauge", {"shortNames": ["gg"]}, "Namespaced", columns=[
        {"name": "Text", "type": "string", "jsonPath": ".spec.text"},
        {"name": "Whole", "type": "integer", "jsonPath": ".spec.whole"},
        {"name": "Real", "type": "number", "jsonPath": ".spec.real"},
        {"name": "Flag", "type": "boolean", "jsonPath": ".spec.flag"},
        {"name": "Since", "type": "date", "jsonPath": ".spec.since"},
        {"name": "Far", "type": "string", "priority": 1, "jsonPath": ".spec.far"},
        {"name": "Any Thing", "type": "string", "priority": 1, "jsonPath": ".spec.any"},
        {"name": "Last", "type": "string", "jsonPath": ".spec.last"}]),
]


def post(world, path, thing, kind="application/json"):
    """Creates an object; one that is there already is fine, and so is a kind the server does not have."""
    body = thing if isinstance(thing, bytes) else json.dumps(thing).encode()
    status, answer = world.api.call("POST", path, body, kind)
    if status not in (200, 201, 404, 409):
        raise SystemExit(f"POST {path} gave {status}: {answer.decode()[:600]}")


def await_served(world, path):
    for _ in range(200):
        if world.api.call("GET", path)[0] == 200:
            return
        time.sleep(0.1)
    raise SystemExit(f"{path} is not served")


def run_cluster(world, *words):
    program = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cluster", "cluster")
    subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL, start_new_session=True)


def fill(world):
    run_cluster(world, "fill", world.cluster)
    for name in NAMESPACES:
        post(world, "/api/v1/namespaces", meta(name))
    for path, thing in KINDS:
        post(world, path, thing)
    for thing in DEFINITIONS:
        post(world, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", thing)
    for kind in ("oddities", "beacons", "gauges"):
        await_served(world, f"/apis/{GROUP}/v1/{kind}")
    for path, thing in awkward.objects(GROUP):
        post(world, path, thing)
    path = "/api/v1/namespaces/crowd/configmaps"
    if world.api.call("GET", f"{path}/c-{CROWD - 1:04}")[0] == 404:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda i: post(world, path, {**meta(f"c-{i:04}", labels={"parity": str(i % 2)}),
                                                       "data": {"i": str(i)}}), range(CROWD)))
