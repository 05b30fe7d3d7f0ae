"""What cases about logs share: pods, watches of them, and a node that gives out a container's log as a kubelet does."""
import json
import re
import threading
import urllib.parse

from server import Cut, Stall
from wire import as_bytes, chunks, head, reply

STREAM = head(headers=["Transfer-Encoding: chunked"])
LOG = head(headers=["Transfer-Encoding: chunked"], content_type="text/plain")
END = b"0\r\n\r\n"
STAMP = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]*Z ")

RUNNING = {"running": {"startedAt": "2026-11-22T09:00:00Z"}}
WAITING = {"waiting": {"reason": "ContainerCreating"}}
ENDED = {"terminated": {"exitCode": 0}}


def pod(state=RUNNING, name="web", uid="uid-1", version="5", containers=("app",), policy="Never", phase="Running",
        restarts=0, node="n1", **metadata):
    """A pod whose containers are all in `state`."""
    return {"kind": "Pod", "apiVersion": "v1",
            "metadata": {"name": name, "namespace": "default", "uid": uid, "resourceVersion": version, **metadata},
            "spec": {"nodeName": node, "restartPolicy": policy, "containers": [{"name": each} for each in containers]},
            "status": {"phase": phase, "containerStatuses": [
                {"name": each, "state": state, "restartCount": restarts,
                 "containerID": "" if state is WAITING else "x://%s%d" % (each, restarts)} for each in containers]}}


def pod_list(*pods, version="5"):
    return {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": version}, "items": list(pods)}


def event(kind, thing):
    return json.dumps({"type": kind, "object": thing}, separators=(",", ":")).encode() + b"\n"


def watched(*events, end=b""):
    """A watch that goes on, or ends as `end` says."""
    data = STREAM + b"".join(chunks(each) for each in events)
    return data + end if end else Stall(data)


def log_reply(text, **more):
    return reply(text, content_type="text/plain", **more)


def kind_of(request):
    """`log`, `watch`, `list` or `get`: what a request head asks for. A list of one pod counts as a `get`."""
    path, _, query = request.split(b" ")[1].partition(b"?")
    if path.endswith(b"/log"):
        return "log"
    if b"watch=true" in query:
        return "watch"
    return "list" if path.endswith(b"/pods") and b"fieldSelector=metadata.name" not in query else "get"


def as_asked(response, request):
    """The answer to a GET of a pod as one to a list, where that was asked for."""
    if not isinstance(response, bytes) or b"/pods?" not in request.split(b" ")[1]:
        return response
    start, _, body = response.partition(b"\r\n\r\n")
    if start.startswith(b"HTTP/1.1 404"):
        return reply(pod_list(version="9"))
    if start.startswith(b"HTTP/1.1 200") and body.startswith(b'{"kind":"Pod",'):
        one = json.loads(body)
        return reply(pod_list(one, version=one["metadata"]["resourceVersion"]))
    return response


def api(logs, gets=(reply(pod()),), watches=(Stall(),), lists=(reply(pod_list(pod())),)):
    """Answers by what is asked for; the last of each is repeated."""
    left = {"log": list(logs), "get": list(gets), "watch": list(watches), "list": list(lists)}

    def answer(conversation, request):
        answers = left[kind_of(request)]
        with conversation.server.lock:
            response = answers.pop(0) if len(answers) > 1 else answers[0]
        response = response(conversation, request) if callable(response) else response
        return as_asked(response, request) if answers is left["get"] else response
    return answer


def counted(server):
    counts = {"log": 0, "get": 0, "watch": 0, "list": 0}
    for request in server.requests:
        counts[kind_of(request)] += 1
    return counts


def log_queries(server):
    """The parameters of each request for a log."""
    return [dict(urllib.parse.parse_qsl(target.partition("?")[2]))
            for target, request in zip(server.targets(), list(server.requests)) if kind_of(request) == "log"]


def stamped(*messages, second=0, step=1):
    """Lines with the timestamps of a kubelet, `step` ns apart."""
    lines = []
    for number, message in enumerate(messages):
        at = number * step
        lines.append(b"2026-11-22T10:%02d:%02d.%09dZ %s\n" % (
            (second + at // 10**9) // 60, (second + at // 10**9) % 60, at % 10**9 + 1, as_bytes(message)))
    return lines


def bare(lines):
    return b"".join(STAMP.sub(b"", line, count=1) for line in lines)


class Node:
    """One pod with one container, whose log is `lines` (with their timestamps). `plan` says what each answer to a
    request for the log comes to, given the whole answer and how many of its bytes are the head: bytes, Cut or Stall;
    past its end answers are whole, the container ends, and the watch says so. `framing` is "chunked" or "length"."""

    def __init__(self, lines, plan=(), framing="chunked"):
        self.lines = lines
        self.plan = list(plan)
        self.framing = framing
        self.over = threading.Event()
        self.lock = threading.Lock()

    def body(self, request):
        query = dict(urllib.parse.parse_qsl(request.split(b" ")[1].partition(b"?")[2]))
        since = query.get(b"sinceTime", b"")
        lines = [line for line in self.lines if not since or line[:19] >= since[:19]]
        if b"tailLines" in query:
            count = int(query[b"tailLines"])
            lines = lines[-count:] if count else []
        return b"".join(lines) if query.get(b"timestamps") == b"true" else bare(lines)

    def framed(self, body):
        if self.framing == "chunked":
            return LOG, chunks(body, 17) + END
        return head(headers=["Content-Length: %d" % len(body)], content_type="text/plain"), body

    def log(self, request):
        start, body = self.framed(self.body(request))
        with self.lock:
            if self.plan:
                return self.plan.pop(0)(start + body, len(start))
        self.over.set()
        return start + body

    def now(self):
        return pod(ENDED, version="9", phase="Succeeded") if self.over.is_set() else pod()

    def watch(self, conversation):
        conversation.send(STREAM)
        self.over.wait(20)
        return Stall(chunks(event("MODIFIED", self.now())))

    def __call__(self, conversation, request):
        what = kind_of(request)
        if what == "log":
            return self.log(request)
        if what == "watch":
            return self.watch(conversation)
        return as_asked(reply(self.now()), request) if what == "get" else reply(pod_list(self.now()))


def cut_at(at, **how):
    """An answer that breaks off after `at` bytes of its body."""
    return lambda answer, start: Cut(answer[:start + at], **how)


def whole(answer, _):
    return answer
