"""The measurements as Markdown."""
import platform
import subprocess
from dataclasses import dataclass, field

NAMED = {"yare": ["--version"], "kubectl": ["version", "--client"], "curl": ["--version"]}


@dataclass
class Traffic:
    received: int
    sent: int
    requests: int
    first_requests: object  # those of a run without a cache of the server's types, where there was one, or None


@dataclass
class Measured:
    """A row, and by program its Times, bytes of memory, Traffic and hash of the output."""
    row: object
    times: dict
    peaks: dict
    traffic: dict
    outputs: dict = field(default_factory=dict)

    @property
    def wrong(self):
        return self.row.online and self.outputs["yare"] != self.outputs["kubectl"]

    def ratio(self, other, what):
        mine, others = self.figure("yare", what), self.figure(other, what)
        return None if mine is None or others is None else mine / others

    def figure(self, name, what):
        if name not in self.times:
            return None
        if what == "wire":
            found = self.traffic.get(name)
            return None if found is None else found.received + found.sent
        if what == "memory":
            return self.peaks[name]
        return getattr(self.times[name], what)


def table(header, lines):
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, rule, *lines])


def spoken(ratio):
    return "-" if ratio is None else f"{ratio:.3g}" if ratio < 0.1 else f"{ratio:.2f}"


def milliseconds(seconds):
    return f"{seconds * 1e3:.1f}" if seconds < 0.1 else f"{seconds * 1e3:.0f}"


def megabytes(count):
    return f"{count / 1e6:.1f}"


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def heading(programs, pods, runs):
    said = []
    for program, path in (("yare", programs.yare), ("kubectl", programs.kubectl), ("curl", "curl")):
        done = subprocess.run([path, *NAMED[program]], env=programs.environment, capture_output=True, text=True,
                              check=True)
        said.append(" ".join(done.stdout.splitlines()[0].replace("Client Version:", "kubectl").split()[:2]))
    server = programs.cluster.get("/version")["gitVersion"]
    return f"{', '.join(said)}; kube-apiserver {server} on the same machine ({processor()}); {pods} pods; medians of " \
           f"{runs} runs. MB are 10^6 bytes."


def taken(measured):
    header = ["", "program", "wall, ms", "CPU, ms", "peak memory, MB", "server CPU, ms", "received, kB", "sent, kB",
              "requests", "output"]
    lines = []
    for line in measured:
        for name, times in line.times.items():
            traffic = line.traffic.get(name)
            verdict = "-"
            if name == "yare" and line.row.online:
                verdict = "WRONG" if line.wrong else "= kubectl's"
            cells = [line.row.title, name, milliseconds(times.wall), milliseconds(times.cpu),
                     megabytes(line.peaks[name]), f"{times.server * 1e3:.0f}" if line.row.many else "-"]
            if traffic is None:
                cells += ["-"] * 3
            else:
                cells += [f"{traffic.received / 1e3:.1f}", f"{traffic.sent / 1e3:.1f}", str(traffic.requests)]
            lines.append([*cells, verdict])
    return table(header, lines)


def ratios(measured):
    columns = [(other, what) for other in ("kubectl", "curl", "curl --compressed")
               for what in ("wall", "cpu", "memory", "wire")]
    return table(["yare /"] + [f"{other}: {what.replace('cpu', 'CPU')}" for other, what in columns],
                 [[line.row.title + (" WRONG" if line.wrong else "")]
                  + [spoken(line.ratio(other, what)) for other, what in columns] for line in measured])


def remarks(measured, instructions):
    text = []
    first = next((line for line in measured if line.traffic and not line.row.many), None)
    if first is not None:
        text.append("Requests without a cache of the server's types: " + ", ".join(
            f"{name} {first.traffic[name].first_requests}" for name in ("yare", "kubectl")) + ".")
    if len(instructions) == 2:
        mine, others = instructions["yare"], instructions["curl"]
        text.append(f"Instructions of --version: yare {mine / 1e6:.2f} M, curl {others / 1e6:.2f} M, "
                    f"ratio {mine / others:.2f}.")
    return "  \n".join(text)


def aims(measured, instructions):
    by_title = {line.row.title: line for line in measured}
    start, one = by_title["start-up"], by_title["one object"]
    lines = []

    def aim(text, found, most, form, unit=""):
        lines.append([text, f"{found:{form}}{unit}", "yes" if found <= most else "NO"])

    if "yare" in instructions:
        aim("--version: at most 10 M instructions", instructions["yare"] / 1e6, 10, ".2f", " M")
    aim("--version: at most 0.6 of curl's CPU", start.ratio("curl", "cpu"), 0.6, ".2f")
    aim("one object: less time than curl", one.ratio("curl", "wall"), 1, ".2f")
    for title in ("table", "table -A"):
        line = by_title[title]
        aim(f"{title}: at most 300 ms CPU", line.times["yare"].cpu * 1e3, 300, ".0f", " ms")
        aim(f"{title}: at most 24 MB", line.peaks["yare"] / 1e6, 24, ".1f", " MB")
        aim(f"{title}: at most 0.1 of kubectl's time", line.ratio("kubectl", "wall"), 0.1, ".3f")
    for title in ("json", "yaml"):
        line = by_title[title]
        aim(f"{title}: at most 0.125 of kubectl's time", line.ratio("kubectl", "wall"), 0.125, ".3f")
        aim(f"{title}: at most 40 MB", line.peaks["yare"] / 1e6, 40, ".1f", " MB")
    for line in measured:
        if line.row.online:
            lines.append([f"{line.row.title}: kubectl's output", "WRONG" if line.wrong else "equal",
                          "NO" if line.wrong else "yes"])
    return table(["aim", "found", "met"], lines)


def flat(found, pods, grown):
    return table(["yare, peak memory in MB", f"{pods} pods", f"{5 * pods} pods", "ratio"],
                 [[title, megabytes(before), megabytes(after),
                   f"{after / before:.2f}" + (" GROWN" if title in grown else "")]
                  for title, (before, after) in found.items()])
