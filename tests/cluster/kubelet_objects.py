"""The API server as a kubelet sees it: its node, and pods with their status."""
import http.client
import json
import os
import ssl
import threading
import time
import urllib.parse

TRIES = 100     # of a connection, while the API server starts again
PAUSE = 0.1


class ApiError(Exception):
    """The API server refused a request; the text holds its status and words."""


class Api:
    """JSON requests as the administrator of a cluster's folder."""

    def __init__(self, directory):
        with open(os.path.join(directory, "server"), encoding="ascii") as file:
            url = urllib.parse.urlsplit(file.read().strip())
        self.host, self.port = url.hostname, url.port
        self.tls = ssl.create_default_context(cafile=os.path.join(directory, "ca.crt"))
        self.tls.load_cert_chain(os.path.join(directory, "admin.crt"), os.path.join(directory, "admin.key"))
        self.local = threading.local()

    def call(self, method, path, body=None, content_type="application/json"):
        """The answer's JSON; None where there is no such object. Any other refusal is an ApiError."""
        data = None if body is None else json.dumps(body)
        headers = {"Accept": "application/json", "User-Agent": "kubelet", "Content-Type": content_type}
        for attempt in range(TRIES):
            try:
                if not hasattr(self.local, "connection"):
                    self.local.connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=60)
                self.local.connection.request(method, path, data, headers)
                response = self.local.connection.getresponse()
                text = response.read()
                break
            except (OSError, http.client.HTTPException):
                self.local.connection.close()
                del self.local.connection
                if attempt == TRIES - 1:
                    raise
                time.sleep(PAUSE)
        if response.status == 404:
            return None
        if response.status >= 300:
            raise ApiError(f"{method} {path}: {response.status} {text[:600].decode(errors='replace')}")
        return json.loads(text)

    def create(self, path, body):
        """Creates an object; one that is already there is left as it is."""
        try:
            if self.call("POST", path, body) is None:
                raise ApiError(f"POST {path}: not found")
        except ApiError as error:
            if '"AlreadyExists"' not in str(error) and '"reason":"AlreadyExists"' not in str(error):
                raise

    def merge(self, path, body):
        return self.call("PATCH", path, body, "application/merge-patch+json")


def stamp(nanoseconds):
    """The second of a time, as in a status."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(nanoseconds // 10**9))


def make_namespace(api, name):
    api.create("/api/v1/namespaces", {"metadata": {"name": name}})


def make_node(api, name, port, address="127.0.0.1"):
    """A node whose kubelet answers at the port; called again, it moves the node's kubelet."""
    api.create("/api/v1/nodes", {"metadata": {"name": name}})
    api.merge(f"/api/v1/nodes/{name}/status", {"status": {
        "addresses": [{"type": "InternalIP", "address": address}],
        "daemonEndpoints": {"kubeletEndpoint": {"Port": port}},
        "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady"}]}})


def container(name):
    return {"name": name, "image": "example.org/app:1"}


def pod_manifest(name, containers, init=(), node=None, labels=None, annotations=None, owner=None, restart="Always"):
    """`owner` is an object as the API server answered it, which becomes the pod's controller."""
    metadata = {"name": name, "labels": labels or {}, "annotations": annotations or {}}
    if owner:
        metadata["ownerReferences"] = [{"apiVersion": owner["apiVersion"], "kind": owner["kind"], "controller": True,
                                        "name": owner["metadata"]["name"], "uid": owner["metadata"]["uid"]}]
    spec = {"containers": [container(each) for each in containers], "restartPolicy": restart,
            "terminationGracePeriodSeconds": 30}
    if init:
        spec["initContainers"] = [container(each) for each in init]
    if node:
        spec["nodeName"] = node
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}


def terminated_state(container_id, exit_code, began, ended, reason=None):
    return {"terminated": {"exitCode": exit_code, "reason": reason or ("Completed" if exit_code == 0 else "Error"),
                           "containerID": container_id, "startedAt": stamp(began), "finishedAt": stamp(ended)}}
