"""Pods of the kubelet stand-in and the operations of tests on their containers."""
import threading
import time

from kubelet_logs import Bulk, Instance, Line
from kubelet_objects import stamp, terminated_state

ENDS = ("eof", "fin", "rst")


class Container:
    """One container's output. States: "waiting", "running", "terminated"."""

    def __init__(self, pod, name, kind, state="running", reason="ContainerCreating"):
        self.pod, self.name, self.kind, self.reason = pod, name, kind, reason
        self.changed = pod.kubelet.changed
        self.instances, self.streams, self.requests = [], [], []
        self.stalled, self.pace, self.refusals, self.plans = False, None, [], []
        self.state = "waiting"
        with self.changed:
            if state != "waiting":
                self._begin()
            if state == "terminated":
                self._end(0)

    # --- what it writes

    def append(self, *texts, at=None):
        """Adds lines (with their newline, or without where it is missing) with the time now, each later than the one
        before; or all with the time `at`, in nanoseconds. Returns them."""
        with self.changed:
            lines = self.instances[-1].lines
            for text in texts:
                now = time.time_ns() if at is None else at
                if at is None and lines:
                    now = max(now, lines[-1].time_ns + 1)
                lines.append(Line(now, text))
            for stream in self.streams:
                stream.idle = False
            self.changed.notify_all()
        return texts

    def write(self, count, label=None, width=0):
        """Appends numbered lines; returns them."""
        label = (label or f"{self.pod.name}/{self.name}").encode()
        with self.changed:
            start = len(self.instances[-1].lines)
        return self.append(*((b"%s %06d " % (label, start + n)).ljust(width, b".") + b"\n" for n in range(count)))

    def bulk(self, size, width=100):
        """Gives the running instance `size` bytes of prebuilt lines instead of those appended."""
        with self.changed:
            self.instances[-1].bulk = Bulk(size, width, f"{self.pod.name}/{self.name}")

    def tear(self, text, kept, how="rst"):
        """Appends a line of which the open streams get the first `kept` bytes only, and then end in the way `how`; who
        asks later gets it whole."""
        with self.changed:
            open_streams = list(self.streams)
            for stream in open_streams:
                stream.torn = (len(self.instances[-1].lines), kept, how)
            self.append(text)
        self._await_gone(open_streams)

    # --- what becomes of it

    def rotate(self, ends=False):
        """The lines so far are in a file that a kubelet does not read any more. Open streams go on, or end cleanly."""
        with self.changed:
            self.instances[-1].first = len(self.instances[-1].lines)
            self.changed.notify_all()
        if ends:
            self.cut("eof")

    def finish(self, code=0, publish=True):
        """The container ends; so do its streams, once they have sent everything."""
        with self.changed:
            self._end(code)
        self._tell(publish)

    def crash(self, code=1, publish=True):
        """It ends and waits to be started again; a kubelet then still gives the log of the last instance."""
        with self.changed:
            self._end(code)
            self.state, self.reason = "waiting", "CrashLoopBackOff"
        self._tell(publish)

    def start(self, publish=True):
        """A new instance begins."""
        with self.changed:
            self._begin()
        self._tell(publish)

    def restart(self, code=1, publish=True):
        with self.changed:
            self._end(code)
            self._begin()
        self._tell(publish)

    def wait(self, reason="ContainerCreating", publish=True):
        """It has not started yet."""
        with self.changed:
            self.instances.clear()
            self.state, self.reason = "waiting", reason
        self._tell(publish)

    # --- what goes wrong with its streams

    def cut(self, how="eof"):
        """Ends the streams that are open, once they have sent everything: "eof" cleanly, "fin" by closing the
        connection without the last chunk, "rst" by resetting it."""
        assert how in ENDS, how
        with self.changed:
            gone = list(self.streams)
            for stream in gone:
                stream.order = how
            self.changed.notify_all()
        self._await_gone(gone)

    def plan(self, count, how="rst"):
        """The next stream ends in the way `how` after `count` bytes of log; one more plan is for the one after it."""
        with self.changed:
            self.plans.append((count, how))

    def stall(self):
        """Streams stay open and are silent."""
        with self.changed:
            self.stalled = True

    def resume(self):
        with self.changed:
            self.stalled = False
            self.changed.notify_all()

    def slow(self, bytes_per_second):
        with self.changed:
            self.pace = bytes_per_second

    def refuse(self, text="broken", status=500, times=1):
        """The next requests are answered with an error."""
        with self.changed:
            self.refusals += [(status, text)] * times

    # --- what a test waits for

    def await_requests(self, count):
        """Waits until so many requests have come since the beginning; returns their queries."""
        self.pod.kubelet.wait_until(lambda: len(self.requests) >= count, f"request {count} for {self}")
        return [query.values for query in self.requests]

    def await_streams(self, count):
        """Waits until exactly so many streams are open."""
        self.pod.kubelet.wait_until(lambda: len(self.streams) == count, f"{count} streams of {self}")

    def await_sent(self):
        """Waits until every open stream has sent all there is."""
        self.pod.kubelet.wait_until(lambda: all(stream.idle for stream in self.streams), f"the end of {self}")

    def _await_gone(self, streams):
        self.pod.kubelet.wait_until(lambda: not set(streams) & set(self.streams), f"the end of streams of {self}")

    def __str__(self):
        return f"{self.pod.namespace}/{self.pod.name}/{self.name}"

    # --- inner workings

    def _begin(self):
        number = len(self.instances)
        self.instances.append(Instance(number, f"containerd://{self.pod.name}-{self.name}-{number}"))
        self.state = "running"
        self.changed.notify_all()

    def _end(self, code):
        instance = self.instances[-1]
        if not instance.ended:
            instance.finished, instance.exit_code = time.time_ns(), code
        self.state = "terminated"
        self.changed.notify_all()

    def _tell(self, publish):
        if publish:
            self.pod.publish()

    def chosen(self, previous):
        """The instance a request gets, or the kubelet's words of refusal (pkg/kubelet/kubelet_pods.go,
        validateContainerLogStatus)."""
        name, pod = self.name, self.pod.name
        last = self.instances[-2:-1] if self.state != "waiting" else self.instances[-1:]
        if previous:
            return last[0] if last else f'previous terminated container "{name}" in pod "{pod}" not found'
        if self.instances:
            return self.instances[-1]
        words = {"ErrImagePull": "image can't be pulled", "ImagePullBackOff": "trying and failing to pull image"}
        return f'container "{name}" in pod "{pod}" is waiting to start: {words.get(self.reason, self.reason)}'

    def status(self):
        """As in the pod's containerStatuses."""
        states = [terminated_state(each.container_id, each.exit_code, each.began, each.finished)
                  for each in self.instances if each.ended]
        current = self.instances[-1] if self.instances else None
        if self.state == "running":
            state, last = {"running": {"startedAt": stamp(current.began)}}, states[-1:]
        elif self.state == "terminated":
            state, last = states[-1], states[-2:-1]
        else:
            state, last = {"waiting": {"reason": self.reason}}, states[-1:]
        restarts = max(0, len(self.instances) - 1)
        return {"name": self.name, "state": state, "lastState": last[0] if last else {}, "restartCount": restarts,
                "ready": self.state == "running", "image": "example.org/app:1", "imageID": "",
                "started": self.state == "running", "containerID": current.container_id if current else ""}


class Pod:
    """A pod bound to the stand-in's node; pod["name"] is one of its containers."""

    def __init__(self, kubelet, name, namespace, restart="OnFailure"):
        self.kubelet, self.name, self.namespace, self.restart = kubelet, name, namespace, restart
        self.path = f"/api/v1/namespaces/{namespace}/pods/{name}"
        self.containers = {}
        self.ready, self.ready_at = "", time.time_ns()
        self.telling = threading.Lock()

    def __getitem__(self, name):
        return self.containers[name]

    def phase(self):
        main = [each for each in self.containers.values() if each.kind == "container"]
        if all(each.state == "terminated" for each in main) and self.restart != "Always":
            if not any(each.instances[-1].exit_code for each in main):
                return "Succeeded"
            if self.restart == "Never":
                return "Failed"
        return "Running" if any(each.instances for each in main) else "Pending"

    def publish(self):
        """Writes the status of the pod as its containers are now."""
        with self.telling:
            with self.kubelet.changed:
                by_kind = {kind: [each.status() for each in self.containers.values() if each.kind == kind]
                           for kind in ("init", "container", "ephemeral")}
                phase = self.phase()
            ready = "True" if all(each["ready"] for each in by_kind["container"]) else "False"
            if ready != self.ready:
                self.ready_at = self.ready_at if self.ready == "" else time.time_ns()
                self.ready = ready
            status = {"phase": phase, "containerStatuses": by_kind["container"], "startTime": stamp(time.time_ns()),
                      "conditions": [{"type": "Ready", "status": ready, "lastTransitionTime": stamp(self.ready_at)}]}
            if by_kind["init"]:
                status["initContainerStatuses"] = by_kind["init"]
            if by_kind["ephemeral"]:
                status["ephemeralContainerStatuses"] = by_kind["ephemeral"]
            self.kubelet.api.merge(self.path + "/status", {"status": status})

    def finish(self, code=0, publish=True):
        """Every container ends."""
        with self.kubelet.changed:
            for each in self.containers.values():
                if each.state == "running":
                    each.finish(code, publish=False)
        if publish:
            self.publish()

    def delete(self, grace=0):
        """Deletes it: with a grace period it stays, marked as being deleted, until called again without one."""
        if grace == 0:
            self.finish(publish=False)
            self.kubelet.forget(self)
        self.kubelet.api.call("DELETE", self.path, {"gracePeriodSeconds": grace})
