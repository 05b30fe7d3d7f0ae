"""What is measured of changes: many creates and deletes, by yare, kubectl and curl."""
import json
import os
import statistics
import subprocess
from dataclasses import dataclass

import measure
import report
from cluster import NAMESPACE
from rows import CURL_AGENT

LABEL = "bench=changes"
COLLECTION = f"/api/v1/namespaces/{NAMESPACE}/configmaps"
PARALLEL = 16
SLOW_SECONDS = 5        # what takes longer is run once


@dataclass
class Change:
    title: str
    arguments: list     # of yare
    kubectl: list       # of kubectl, where it has another verb
    deletes: bool       # the objects are there before
    curl: str           # the method of each request


def changes(folder):
    where = ["-n", NAMESPACE]
    file, directory = os.path.join(folder, "all.yaml"), os.path.join(folder, "each")
    whole = ["delete", "configmap", "-l", LABEL, *where]
    return [
        Change("create, one file", ["create", "-f", file, *where], None, False, "POST"),
        Change("create, a directory", ["create", "-f", directory, *where], None, False, "POST"),
        Change("delete -l", whole, None, True, "DELETE"),
        Change("delete -f", ["delete", "-f", file, *where], None, True, "DELETE"),
        Change("delete-collection", ["delete-collection", "configmap", "-l", LABEL, *where], whole, True, "DELETE"),
    ]


class Objects:
    """So many small ConfigMaps: as one file, as a directory, and on the server."""

    def __init__(self, cluster, folder, count):
        self.cluster, self.folder, self.count = cluster, folder, count
        os.makedirs(os.path.join(folder, "each"))
        self.names = ["change-%04d" % i for i in range(count)]
        with open(os.path.join(folder, "all.yaml"), "w", encoding="ascii") as every:
            for name in self.names:
                key, value = LABEL.split("=")
                text = f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  labels:\n    {key}: {value}\n" \
                       f"data:\n  key: value of {name}\n"
                every.write("---\n" + text)
                with open(os.path.join(folder, "each", name + ".yaml"), "w", encoding="ascii") as one:
                    one.write(text)
        for method in ("POST", "DELETE"):
            self.write_curl(method)

    def write_curl(self, method):
        """500 requests that have nothing in common but the connections."""
        sections = []
        for name in self.names:
            lines = [f'request = "{method}"', f'user-agent = "{CURL_AGENT}"', 'header = "Accept: application/json"',
                     'header = "Content-Type: application/json"', 'output = "/dev/null"', "http1.1", "fail",
                     "no-progress-meter"]
            lines += [f'{option} = "{self.cluster.file(file)}"' for option, file in
                      (("cacert", "ca.crt"), ("cert", "admin.crt"), ("key", "admin.key"))]
            key, value = LABEL.split("=")
            body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": {key: value}},
                    "data": {"key": "value of " + name}}
            if method == "POST":
                lines += ["data = " + json.dumps(json.dumps(body)), f'url = "{self.cluster.server}{COLLECTION}"']
            else:
                lines.append(f'url = "{self.cluster.server}{COLLECTION}/{name}"')
            sections.append("\n".join(lines))
        with open(self.curl_file(method), "w", encoding="ascii") as file:
            file.write(f"parallel\nparallel-immediate\nparallel-max = {PARALLEL}\n")
            file.write("\nnext\n".join(sections) + "\n")

    def curl_file(self, method):
        return os.path.join(self.folder, "curl-" + method)

    def there(self):
        return len(self.cluster.get(f"{COLLECTION}?labelSelector={LABEL}")["items"] or [])

    def set(self, wanted, environment):
        """Makes the server have all of them, or none, by curl."""
        found = self.there()
        if found not in (0, self.count):
            raise measure.Failed(f"{found} of {self.count} objects are there")
        if (found > 0) != wanted:
            subprocess.run(["curl", "-K", self.curl_file("POST" if wanted else "DELETE")], env=environment, check=True,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def command(programs, objects, change, name, more):
    if name == "curl":
        return ["curl", "-K", objects.curl_file(change.curl)]
    if name == "kubectl":
        return [programs.kubectl, *(change.kubectl or change.arguments)]
    return [programs.yare, *change.arguments, *more]


def compare(programs, objects, runs, concurrencies, only):
    """[Measured] of every change; yare once more for each of the concurrencies. The first run, whose requests are
    counted, is no part of the medians."""
    names = {"yare": [], "kubectl": [], "curl": [],
             **{f"yare --concurrency={count}": [f"--concurrency={count}"] for count in concurrencies}}
    measured = []
    for change in changes(objects.folder):
        if only and change.title not in only:
            continue
        change.many, change.online = True, True
        taken, peaks, traffic, slow = {name: [] for name in names}, {}, {}, set()

        def run(how, name, *more, change=change):
            objects.set(change.deletes, programs.environment)
            before = programs.cluster.cpu()
            result = how(command(programs, objects, change, name, names[name]), programs.environment, *more)
            if how is measure.timed:
                result.server = programs.cluster.cpu() - before
            left = objects.there()
            if left != (0 if change.deletes else objects.count):
                raise measure.Failed(f"{change.title}: {name} left {left} objects")
            return result

        for name in names:
            found = []
            objects.set(change.deletes, programs.environment)   # not to be counted
            requests = programs.cluster.audited(lambda name=name, found=found: found.append(run(measure.timed, name)),
                                                programs.agent(name.split()[0]))
            traffic[name] = report.Traffic(0, 0, requests, None)
            peaks[name] = run(measure.peak, name, os.path.join(objects.folder, "out"))
            if found[0].wall > SLOW_SECONDS:
                slow.add(name)
                taken[name] = found
        for _ in range(runs):
            for name in [name for name in names if name not in slow]:
                taken[name].append(run(measure.timed, name))
        measured.append(report.Measured(change, {name: measure.median(each) for name, each in taken.items()}, peaks,
                                        traffic))
        spread = {name: statistics.pstdev([each.wall for each in results]) for name, results in taken.items()}
        measured[-1].spread = spread
    return measured


def taken(measured):
    header = ["", "program", "wall, ms", "deviation, ms", "CPU, ms", "peak memory, MB", "server CPU, ms", "requests",
              "yare's wall / its", "yare's CPU / its"]
    lines = []
    for line in measured:
        for name, times in line.times.items():
            lines.append([line.row.title, name, report.milliseconds(times.wall),
                          report.milliseconds(line.spread[name]), report.milliseconds(times.cpu),
                          report.megabytes(line.peaks[name]), f"{times.server * 1e3:.0f}",
                          str(line.traffic[name].requests), report.spoken(line.ratio(name, "wall")),
                          report.spoken(line.ratio(name, "cpu"))])
    return report.table(header, lines)
