"""What is measured of watches: many events, as fast as each program takes them, from a scripted server."""
import http.server
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass

import measure
import report

OBJECTS = 100
LAST = "the-last-one"
COLUMNS = [{"name": name, "type": "string", "format": "name" if name == "Name" else "", "priority": 0,
            "description": ""} for name in ("Name", "Ready", "Status", "Restarts", "Age")]


def metadata(name, version):
    fields = {f"f:field-{number}": {".": {}, "f:name": {}, "f:image": {}, "f:resources": {}} for number in range(12)}
    return {"name": name, "namespace": "default", "uid": f"00000000-0000-4000-8000-{version:012}",
            "resourceVersion": str(version), "creationTimestamp": "2026-11-22T10:00:00Z", "labels": {"app": "web", "tier": "front"},
            "managedFields": [{"manager": "kubelet", "operation": "Update", "apiVersion": "v1",
                               "time": "2026-11-22T10:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": fields}]}


def pod(name, version):
    return {"kind": "Pod", "apiVersion": "v1", "metadata": metadata(name, version),
            "spec": {"containers": [{"name": "app", "image": "registry.example.org/web:1.2.3", "env": [
                {"name": f"VARIABLE_{number}", "value": "some value"} for number in range(20)]}]},
            "status": {"phase": "Running"}}


def row(name, version):
    return {"cells": [name, "1/1", "Running", str(version % 7), "5d"],
            "object": {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
                       "metadata": metadata(name, version)}}


def table(rows, version, columns):
    return {"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {"resourceVersion": str(version)},
            "columnDefinitions": COLUMNS if columns else None, "rows": rows}


def names(events):
    for number in range(events):
        yield LAST if number == events - 1 else f"web-5d8b9c7f6-{number % OBJECTS:05}", 1000 + number


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def bodies(events):
    """{(as tables, watch): bytes}."""
    first = [(f"web-5d8b9c7f6-{number:05}", number + 1) for number in range(OBJECTS)]
    return {
        (True, False): compact(table([row(*each) for each in first], 999, True)),
        (False, False): compact({"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "999"},
                                 "items": [pod(*each) for each in first]}),
        (True, True): b"".join(compact({"type": "MODIFIED", "object": table([row(*each)], each[1], False)}) + b"\n"
                               for each in names(events)),
        (False, True): b"".join(compact({"type": "MODIFIED", "object": pod(*each)}) + b"\n" for each in names(events)),
    }


DISCOVERY = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
        {"name": "pods", "singularName": "", "namespaced": True, "kind": "Pod", "verbs": ["get", "list", "watch"]}]},
}


def serve(port_to, events):
    held = bodies(events)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path, _, query = self.path.partition("?")
            watch = "watch=true" in query
            body = compact(DISCOVERY[path]) if path in DISCOVERY else \
                held["as=Table" in self.headers.get("Accept", ""), watch]
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Connection" if watch else "Content-Length", "close" if watch else str(len(body)))
            self.end_headers()
            if not watch or "resourceVersion=999" in query:     # once
                self.wfile.write(body)
            else:
                time.sleep(600)
            self.close_connection = watch

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port_to.send((server.server_port, {key: len(body) for key, body in held.items()}))
    server.serve_forever()


@dataclass
class Taken:
    wall: float
    cpu: float
    peak: float     # bytes; 0: not known


def peak_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:")), 0)


def run(command, environment, waits):
    """What a command took until it ended or, where it does not, until it has printed the last event."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, bufsize=0)
    end = last = b""
    while piece := os.read(process.stdout.fileno(), 1 << 20):
        end = end[-100:] + piece
        if waits and LAST.encode() in end:
            last = end
            break
    wall = time.perf_counter() - began
    peak = peak_of(process.pid) if waits else 0
    if waits:
        time.sleep(0.1)     # for the rest of that object
        os.kill(process.pid, signal.SIGKILL)
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if waits and not last:
        raise measure.Failed(f"{' '.join(command)}: ended without the last event")
    return Taken(wall, usage.ru_utime + usage.ru_stime, peak)


def compare(programs, events, runs):
    """The Markdown table of all rows."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, events), daemon=True)
    server.start()
    port, sizes = ours.recv()
    lines = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "NO_PROXY": "*"}
            for title, flags, tables in (("table", [], True), ("events", ["--output-watch-events"], True),
                                         ("-o name", ["-o", "name"], False), ("-o json", ["-o", "json"], False)):
                lines += lines_of(programs, f"get pods -w, {title}", flags, tables, port, environment,
                                  events, sizes[tables, True], runs)
    finally:
        server.kill()
        server.join()
    header = ["", "program", "wall, ms", "events/s", "MB/s received", "CPU, ms", "peak memory, MB", "yare's wall / its",
              "yare's CPU / its"]
    return report.table(header, lines)


def lines_of(programs, title, flags, tables, port, environment, events, size, runs):
    url = f"http://127.0.0.1:{port}"
    accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json" if tables else "application/json"
    commands = {
        "yare": [programs.yare, "-s", url, "get", "pods", "-w", *flags],
        "kubectl": [programs.kubectl, "-s", url, "get", "pods", "-w", *flags],
        "curl": ["curl", "-sSfN", "-o", "/dev/null", "-H", f"Accept: {accept}",
                 f"{url}/api/v1/namespaces/default/pods?watch=true&resourceVersion=999"],
    }
    taken = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            found = run(command, environment, name != "curl")
            if turn > 0:
                taken[name].append(found)
    median = {name: Taken(*(statistics.median(getattr(each, field) for each in results)
                            for field in ("wall", "cpu", "peak"))) for name, results in taken.items()}
    yare = median["yare"]
    return [[title, name, report.milliseconds(each.wall), f"{events / each.wall:.0f}", f"{size / each.wall / 1e6:.0f}",
             report.milliseconds(each.cpu), report.megabytes(each.peak) if each.peak else "-", f"{yare.wall / each.wall:.2f}",
             f"{yare.cpu / each.cpu:.2f}"] for name, each in median.items()]
