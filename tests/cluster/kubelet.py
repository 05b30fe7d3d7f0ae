"""A stand-in for a kubelet: a node of a test cluster whose pods' logs it streams to the API server as a kubelet does,
and spoils on demand.

    with Kubelet(DIR) as kubelet:                       # DIR of a running cluster (see cluster)
        pod = kubelet.pod("web-0", ["app", "side"], labels={"app": "web"})
        pod["app"].append(b"one\n", b"two\n")           # open streams of a follow get them
        pod["app"].restart()                            # logs -p has the lines from before
        pod["app"].finish()                             # streams end, the status says terminated

All calls are safe from any thread. What a container does also writes the pod's status, unless publish=False: then
Pod.publish() does it later, as a kubelet's status may lag behind the end of a log.
"""
import http.server
import os
import select
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse

from kubelet_logs import BLOCK, BadQuery, Query
from kubelet_objects import Api, container as container_manifest, make_namespace, make_node, pod_manifest
from kubelet_pods import Container, Pod

LOOK_SECONDS = 0.1      # how often a silent stream looks whether its reader is still there
WAIT_SECONDS = 60


class TimeOver(Exception):
    """What a test waited for did not come."""


class Stream:
    """One answer in progress, in the thread of its connection."""

    def __init__(self, container, instance, query, handler):
        self.container, self.instance, self.query, self.handler = container, instance, query, handler
        self.order = self.torn = None
        self.idle = False
        self.left = query.limit
        self.at = instance.start_of(query)
        self.plan = container.plans.pop(0) if container.plans else None

    def run(self):
        """Sends what is asked for; returns how the answer ends."""
        if self.instance.bulk:
            for piece in self.instance.bulk.pieces(self.query.timestamps):
                self.handler.connection.sendall(piece)
            return "eof"
        at, kubelet = self.at, self.container.pod.kubelet
        while True:
            with kubelet.changed:
                how, data = self.next(at)
                if how == "wait":
                    self.rest(not self.container.stalled)
                    kubelet.changed.wait(LOOK_SECONDS)
                else:
                    self.rest(False)
                    data, at = data
            if how == "wait" and self.handler.reader_gone():
                return "fin"
            if how not in ("wait", "data"):
                self.send(data)
                return how
            if how == "data" and (end := self.send(data)):
                return end

    def rest(self, idle):
        """Notes whether everything is sent. Only a change wakes the others, or idle streams would wake each other."""
        if idle and not self.idle:
            self.container.changed.notify_all()
        self.idle = idle

    def next(self, at):
        """What is to be done now: ("data", (bytes, next line)), ("wait", None), or the way to end with the last bytes."""
        if self.container.pod.kubelet.closed:
            return "fin", (b"", at)
        if self.torn and at == self.torn[0]:
            text, _ = self.instance.read(at, self.query.timestamps, at + 1)
            return self.torn[2], (text[:self.torn[1]], at)
        if self.container.stalled:
            return "wait", None
        until = len(self.instance.lines) if self.torn is None else self.torn[0]
        if at < until:
            data, following = self.instance.read(at, self.query.timestamps, until)
            return "data", (data, following)
        if self.order:
            return self.order, (b"", at)
        if self.instance.ended or not self.query.follow:
            return "eof", (b"", at)
        return "wait", None

    def send(self, data):
        """Sends a chunk as far as a limit or a plan lets it; returns how to end, if so."""
        end = None
        if self.left is not None:
            data = data[:self.left]
            self.left -= len(data)
            end = "eof" if self.left == 0 else None
        if self.plan:
            count, how = self.plan
            data, self.plan = data[:count], (count - len(data), how)
            end = how if self.plan[0] <= 0 else end
        step = BLOCK if self.container.pace is None else max(1, self.container.pace // 20)
        for start in range(0, len(data), step):
            piece = data[start:start + step]
            self.handler.connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            if self.container.pace is not None:
                time.sleep(0.05)
        return end


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection of the API server."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        parts = [urllib.parse.unquote(part) for part in url.path.split("/")[1:]]
        values = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        if len(parts) != 4 or parts[0] != "containerLogs":
            return self.refuse(404, "404 page not found")
        try:
            query = Query(values)
        except BadQuery as error:
            return self.refuse(400, str(error))
        found = self.server.kubelet.admit(parts[1], parts[2], parts[3], query, self)
        if isinstance(found, Stream):
            return self.stream(found)
        return self.refuse(*found)

    def refuse(self, status, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self, stream):
        how = "fin"
        try:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            how = stream.run()
            if how == "eof":
                self.connection.sendall(b"0\r\n\r\n")
        finally:
            if how == "rst":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if how != "eof":
                self.close_connection = True
                self.connection.close()
            self.server.kubelet.gone(stream)

    def reader_gone(self):
        """Whether the other side has closed the connection (it has nothing else to say during an answer)."""
        return bool(select.select([self.connection], [], [], 0)[0])

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, kubelet, tls):
        self.kubelet, self.tls = kubelet, tls
        super().__init__(("127.0.0.1", 0), Handler)

    def get_request(self):
        raw, address = super().get_request()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # The handshake happens in the connection's own thread, with its first read.
        return self.tls.wrap_socket(raw, server_side=True, do_handshake_on_connect=False), address

    def shutdown_request(self, request):
        # Closing is enough: the other side may be gone, or is to see a reset.
        self.close_request(request)

    def handle_error(self, request, client_address):
        """A connection that breaks is nothing to talk about."""
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handle_error(request, client_address)


class Kubelet:
    """See the module. `certificate` (PATH without .crt and .key) takes another certificate than the cluster's own."""

    def __init__(self, directory, node="stand-in", namespace="logs", certificate=None):
        self.directory, self.node, self.namespace = directory, node, namespace
        self.certificate = certificate or os.path.join(directory, "pki", "kubelet")
        self.api = Api(directory)
        self.changed = threading.Condition(threading.RLock())
        self.pods, self.closed = {}, False

    def __enter__(self):
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.certificate + ".crt", self.certificate + ".key")
        tls.load_verify_locations(os.path.join(self.directory, "ca.crt"))
        tls.verify_mode = ssl.CERT_REQUIRED
        self.server = Server(self, tls)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self.thread.start()
        make_node(self.api, self.node, self.port)
        make_namespace(self.api, self.namespace)
        return self

    def __exit__(self, *_):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        self.server.shutdown()
        self.server.server_close()

    def pod(self, name, containers=("app",), namespace=None, init=(), labels=None, annotations=None, owner=None,
            state="running", node=None, publish=True, restart="OnFailure"):
        """Creates a pod on the node (or another one) and its status. Init containers have terminated, the others are in
        `state`."""
        namespace = namespace or self.namespace
        pod = Pod(self, name, namespace, restart)
        for each in init:
            pod.containers[each] = Container(pod, each, "init", "terminated")
        for each in containers:
            pod.containers[each] = Container(pod, each, "container", state)
        with self.changed:
            self.pods[namespace, name] = pod
        manifest = pod_manifest(name, containers, init, self.node if node is None else node, labels, annotations, owner,
                                restart)
        self.api.create(f"/api/v1/namespaces/{namespace}/pods", manifest)
        if publish:
            pod.publish()
        return pod

    def bind(self, pod):
        """Gives a pod without a node the stand-in's."""
        self.api.call("POST", pod.path + "/binding", {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": pod.name},
                                                      "target": {"kind": "Node", "name": self.node}})

    def debug(self, pod, name):
        """Adds an ephemeral container to a pod; returns it, or None where the server has none of the kind."""
        path = f"{pod.path}/ephemeralcontainers"
        there = self.api.call("GET", path)
        if there is None:
            return None
        added = dict(container_manifest(name), imagePullPolicy="IfNotPresent", terminationMessagePolicy="File")
        if there["kind"] == "Pod":
            self.api.call("PATCH", path, {"spec": {"ephemeralContainers": [added]}},
                          "application/strategic-merge-patch+json")
        else:   # before 1.22
            there["ephemeralContainers"] = [*(there.get("ephemeralContainers") or []), added]
            self.api.call("PUT", path, there)
        pod.containers[name] = Container(pod, name, "ephemeral")
        pod.publish()
        return pod[name]

    def forget(self, pod):
        with self.changed:
            self.pods.pop((pod.namespace, pod.name), None)

    def wait_until(self, true, what, seconds=WAIT_SECONDS):
        """Waits until a condition of the stand-in holds; TimeOver says what did not come."""
        with self.changed:
            if not self.changed.wait_for(true, seconds):
                raise TimeOver(f"no {what} within {seconds} s")

    def admit(self, namespace, name, container, query, handler):
        """The Stream that answers a request, or the status and text that refuse it."""
        with self.changed:
            pod = self.pods.get((namespace, name))
            if pod is None:
                return 404, f'pod "{name}" does not exist'
            found = pod.containers.get(container)
            if found is None:
                return 404, f'container "{container}" not found in pod "{name}"'
            found.requests.append(query)
            self.changed.notify_all()
            if found.refusals:
                return found.refusals.pop(0)
            instance = found.chosen(query.previous)
            if isinstance(instance, str):
                return 400, instance
            stream = Stream(found, instance, query, handler)
            found.streams.append(stream)
            self.changed.notify_all()
            return stream

    def gone(self, stream):
        with self.changed:
            stream.container.streams.remove(stream)
            self.changed.notify_all()
