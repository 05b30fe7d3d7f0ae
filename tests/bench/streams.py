"""What is measured of logs: one long log, and many at once, by yare, kubectl and curl, from a kubelet stand-in."""
import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass

import measure
import report
from cluster import FOLDER
from rows import CURL_AGENT

sys.path.insert(0, FOLDER)

from kubelet import Kubelet  # noqa: E402

NAMESPACE = "bench-logs"
STREAMS = 20
WIDTH = 100     # bytes of a line
BLOCK = 1 << 20


@dataclass
class Stream:
    title: str
    arguments: list
    curl: str = ""      # the path that curl fetches, where one request is enough


def streams():
    where = ["-n", NAMESPACE]
    path = f"/api/v1/namespaces/{NAMESPACE}/pods/long/log?container=app"
    every = ["-l", "app=many", "--tail=-1"]
    many = [*every, "-f", "--prefix", f"--max-log-requests={STREAMS}"]
    return [
        Stream("one log", ["logs", "long", *where], path),
        Stream("one log, timestamps", ["logs", "long", "--timestamps", *where], path + "&timestamps=true"),
        Stream("one log, prefix", ["logs", "long", "--prefix", *where]),
        Stream("one log, -f", ["logs", "long", "-f", *where], path + "&follow=true"),
        Stream(f"{STREAMS} logs, one by one", ["logs", *every, *where]),
        Stream(f"{STREAMS} logs, -f --prefix", ["logs", *many, *where]),
    ]


class Pods:
    """Finished pods: "long" with so many bytes of log, and the others with as many among them."""

    def __init__(self, cluster, size):
        self.kubelet = Kubelet(cluster.directory, node="bench-logs", namespace=NAMESPACE)
        self.size = size

    def __enter__(self):
        self.kubelet.__enter__()
        self.pods = [self.make("long", self.size, {})]
        self.pods += [self.make(f"many-{number:02}", self.size // STREAMS, {"app": "many"}) for number in range(STREAMS)]
        return self

    def make(self, name, size, labels):
        pod = self.kubelet.pod(name, labels=labels, restart="Never")
        pod["app"].bulk(size, WIDTH)
        pod.finish()
        return pod

    def __exit__(self, *_):
        for pod in self.pods:
            pod.delete()
        self.kubelet.__exit__()


def names(stream):
    return ["yare", "kubectl"] + (["curl"] if stream.curl else [])


def command(programs, stream, name):
    if name == "curl":
        files = [each for option, file in (("--cacert", "ca.crt"), ("--cert", "admin.crt"), ("--key", "admin.key"))
                 for each in (option, programs.cluster.file(file))]
        return ["curl", "-sSf", "-A", CURL_AGENT, *files, programs.server + stream.curl]
    return [programs.yare if name == "yare" else programs.kubectl, *stream.arguments]


def output_of(command_line, environment):
    """A hash of what each stream of the output holds, whatever the order of streams."""
    found = {}
    process = subprocess.Popen(command_line, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    left = b""
    while piece := process.stdout.read(BLOCK):
        lines = (left + piece).split(b"\n")
        left = lines.pop()
        for line in lines:
            # Lines name their pod; a prefix stands before it.
            found.setdefault(line.partition(b" line ")[0][-60:], hashlib.sha256()).update(line + b"\n")
    process.stdout.close()
    if process.wait() != 0 or left:
        raise measure.Failed(f"{' '.join(command_line)[:300]}: exit status {process.returncode}, {len(left)} bytes too many")
    hashes = sorted((name.rpartition(b"Z ")[2], each.hexdigest()) for name, each in found.items())
    return hashlib.sha256(repr(hashes).encode()).hexdigest()


def compare(programs, size, runs, only):
    """[Measured] of every row; the first run of each program is no part of the medians."""
    known = [stream.title for stream in streams()]
    if unknown := set(only or []) - set(known):
        raise measure.Failed(f"no row {unknown.pop()!r}, but {', '.join(known)}")
    measured = []
    with Pods(programs.cluster, size):
        for stream in streams():
            if only and stream.title not in only:
                continue
            print(f"bench: {stream.title}", file=sys.stderr, flush=True)
            stream.many, stream.online = True, True
            taken = {name: [] for name in names(stream)}
            for turn in range(runs + 1):
                for name in taken:
                    before = programs.cluster.cpu()
                    result = measure.timed(command(programs, stream, name), programs.environment)
                    result.server = programs.cluster.cpu() - before
                    if turn > 0:
                        taken[name].append(result)
            peaks = {name: measure.peak(command(programs, stream, name), programs.environment, os.devnull) for name in taken}
            outputs = {name: output_of(command(programs, stream, name), programs.environment)
                       for name in taken if name != "curl"}
            measured.append(report.Measured(stream, {name: measure.median(each) for name, each in taken.items()}, peaks,
                                            {}, outputs))
    return measured


def taken(measured, size):
    header = ["", "program", "wall, ms", "MB/s of log", "CPU, ms", "peak memory, MB", "server CPU, ms", "yare's wall / its",
              "yare's CPU / its", "output"]
    lines = []
    for line in measured:
        for name, times in line.times.items():
            verdict = "-" if name != "yare" else "WRONG" if line.wrong else "= kubectl's"
            lines.append([line.row.title, name, report.milliseconds(times.wall), f"{size / times.wall / 1e6:.0f}",
                          report.milliseconds(times.cpu), report.megabytes(line.peaks[name]), f"{times.server * 1e3:.0f}",
                          report.spoken(line.ratio(name, "wall")), report.spoken(line.ratio(name, "cpu")), verdict])
    return report.table(header, lines)
