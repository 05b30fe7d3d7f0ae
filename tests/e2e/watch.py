"""`get -w` and `list -w`: the same events beside kubectl, and what kubectl does not do."""
import json
import re
import signal
import subprocess
import threading
import time

from harness import Failure, Skip, check, expect, expect_equal, seconds_apart, visible
from logs_follower import Cutter
from world import Result

PATIENCE = 60       # seconds for what comes about soon
SHOWN = 600
DELETED = re.compile(rb" *\(deleted\)$", re.M)
MAPS = "/api/v1/namespaces/%s/configmaps"


class Watcher:
    """A program that watches while a test goes on; use as a block, which ends it, by force if need be."""

    def __init__(self, place, program, home, *arguments):
        self.out, self.err = bytearray(), bytearray()
        self.changed = threading.Condition()
        self.process = subprocess.Popen(
            [program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            env=place.environment(home), cwd=place.path("files"), start_new_session=True)
        self.threads = [threading.Thread(target=self.read, args=(getattr(self.process, "std" + name), name), daemon=True)
                        for name in ("out", "err")]
        for thread in self.threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join()
        self.process.stdout.close()
        self.process.stderr.close()

    def read(self, stream, name):
        while piece := stream.read(1 << 16):
            with self.changed:
                getattr(self, name).extend(piece)
                self.changed.notify_all()

    def wait_for(self, true, what):
        with self.changed:
            if not self.changed.wait_for(true, PATIENCE):
                raise Failure(f"no {what}: exit code {self.process.poll()}, stderr {bytes(self.err[-SHOWN:])!r}, stdout "
                              f"ends in {visible(bytes(self.out[-SHOWN:]))}")

    def await_out(self, part, count=1):
        self.wait_for(lambda: self.out.count(part) >= count, f"{part!r} in stdout {count} times")

    def await_err(self, part):
        self.wait_for(lambda: part in self.err, f"{part!r} in stderr")

    def result(self):
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure("it does not end") from None
        for thread in self.threads:
            thread.join()
        return Result(bytes(self.out), bytes(self.err), code)

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        said = self.result()
        # Before it watches the signal itself ends it, which a shell calls 130 as well.
        said.code = 130 if said.code == -signal.SIGINT else said.code
        return said


def yare(place, *arguments):
    return Watcher(place, place.path("bin/yare"), "yare-home", *arguments)


class Shelf:
    """A namespace of its own with config maps to change."""

    def __init__(self, place, name):
        self.place, self.name = place, name
        self.api("POST", "/api/v1/namespaces", {"metadata": {"name": name}}, (201, 409))
        self.maps = MAPS % name

    def api(self, method, path, content=None, wanted=(200, 201), kind="application/json"):
        status, body = self.place.api.call(method, path, json.dumps(content or {}).encode(), kind)
        expect(status in wanted, f"{method} {path}: {status} {body[:200]!r}")
        return json.loads(body)

    def add_account(self):
        self.api("POST", f"/api/v1/namespaces/{self.name}/serviceaccounts", {"metadata": {"name": "default"}},
                 (201, 409))

    def add(self, name, labels=None, **data):
        return self.api("POST", self.maps, {"metadata": {"name": name, "labels": labels or {}}, "data": data})

    def change(self, name, **data):
        return self.api("PATCH", f"{self.maps}/{name}", {"data": data}, kind="application/merge-patch+json")

    def label(self, name, **labels):
        return self.api("PATCH", f"{self.maps}/{name}", {"metadata": {"labels": labels}},
                        kind="application/merge-patch+json")

    def remove(self, name):
        return self.api("DELETE", f"{self.maps}/{name}", wanted=(200, 202, 404))

    def clear(self):
        self.api("DELETE", self.maps)


EVENTS = ["--output-watch-events"]
ANY = [
    ["cm", "-w"], ["cm", "-w", *EVENTS], ["cm", "--watch-only"], ["cm", "--watch-only", *EVENTS],
    ["cm", "-w", "-o", "wide"], ["cm", "-w", "--show-labels"], ["cm", "-w", "-L", "app,tier"],
    ["cm", "-w", "-L", "app", "--show-labels", *EVENTS], ["cm", "-w", "--no-headers"],
    ["cm", "-w", "--no-headers", *EVENTS], ["cm", "-w", "--show-kind"], ["cm", "-w", "--show-kind", *EVENTS],
    ["cm", "-w", "--server-print=false"], ["cm", "-w", "--server-print=false", *EVENTS, "--show-labels"],
    ["cm", "-w", "--chunk-size=1"], ["cm", "-w", "-l", "app=web"], ["cm", "-w", "-l", "app=web", *EVENTS],
    ["cm", "-w", "--field-selector", "metadata.name=first"],
    ["cm", "-w", "--sort-by=.data.x"], ["cm", "--watch-only", "--sort-by=.data.x"],
    ["cm", "first", "-w"], ["cm", "first", "-w", *EVENTS], ["cm/first", "--watch-only"],
    ["cm", "first", "-w", "-o", "yaml"],
    ["cm", "first", "-w", "-o", "json", *EVENTS], ["cm", "first", "-w", "-o", "name"],
    ["cm", "first", "-w", "--ignore-not-found"],
    *[["cm", "-w", "-o", format, *events] for events in ([], EVENTS) for format in (
        "json", "yaml", "kyaml", "name", "jsonpath={.metadata.name}{.object.metadata.name}{.type},",
        "jsonpath={.object.metadata}{.metadata}", "jsonpath-as-json={.metadata.name}", "jsonpath={@}",
        "go-template={{.metadata.name}}{{.type}}{{.object.metadata.name}};",
        "custom-columns=NAME:.metadata.name,EVENT:.type,OBJECT:.object.metadata.name,X:.data.x")],
    ["cm", "-w", "-o", "custom-columns=NAME:.metadata.name,X:.data.x", "--no-headers"],
    ["cm", "--watch-only", "-o", "custom-columns=NAME:.metadata.name,X:.data.x"],
    ["cm", "--watch-only", "-o", "yaml"], ["cm", "--watch-only", "-o", "json", *EVENTS],
    ["cm", "-w", "-o", "json", "--show-managed-fields"], ["cm", "-w", "-o", "yaml", "--show-managed-fields", *EVENTS],
]


def cases(_):
    for number, arguments in enumerate(ANY):
        yield check(beside_kubectl(number, arguments), "get " + " ".join(arguments))
    for call in (empty_start, everywhere, ends_with_timeout, several_types, several_names, several_namespaces,
                 interrupted, deleted_marked, comes_back, forgotten, list_watches, reader_leaves, one_is_missing, columns_are_kept):
        yield check(call)


def unmarked(text, ours):
    """`text` without the mark of deleted objects, and without what stands before it, in the lines where yare has it."""
    marked = [line.endswith(b"(deleted)") for line in ours.split(b"\n")]
    lines = text.split(b"\n")
    return b"\n".join(DELETED.sub(b"", line).rstrip(b" ") if index < len(marked) and marked[index] else line
                      for index, line in enumerate(lines))


def beside_kubectl(number, arguments):
    def call(place):
        if not place.kubectl:
            raise Skip("no kubectl to compare with")
        shelf = Shelf(place, f"watch-{number}")
        words = [*(["-f", "first.yaml"] if arguments == "file" else arguments), "-n", shelf.name]
        for attempt in range(3):
            theirs, ours = watch_both(place, shelf, words)
            theirs.code = ours.code if theirs.code in (0, 1, 130, -signal.SIGINT) else theirs.code
            theirs.out = unmarked(theirs.out, ours.out)
            ours.out = unmarked(ours.out, ours.out)
            if (theirs.out, theirs.err) == (ours.out, ours.err) or (attempt > 0 and seconds_apart(theirs, ours)):
                return
        expect_equal(ours.out, theirs.out, "stdout (wanted: kubectl's)")
        expect_equal(ours.err, theirs.err, "stderr (wanted: kubectl's)")
    return call


def play(shelf):
    """What both see; pauses keep the events apart."""
    def pause():
        time.sleep(0.15)
    shelf.add("a-name-that-is-longer-than-all", {"app": "web", "tier": "x"}, x="1")
    pause()
    shelf.label("first", app="web", tier="a-long-value")
    pause()
    shelf.change("first", y="2", z="3")
    pause()
    shelf.label("first", app=None)
    pause()
    shelf.add("last", {"app": "web"}, x="9")
    pause()
    shelf.remove("a-name-that-is-longer-than-all")
    pause()
    shelf.remove("first")
    pause()
    shelf.remove("last")
    pause()


def watch_both(place, shelf, words):
    shelf.clear()
    shelf.add("first", {"app": "web"}, x="5")
    shelf.add("second", {"tier": "back"}, x="4", w="<&>")
    time.sleep(1.1)     # so that ages are no race
    with Watcher(place, place.kubectl, "kubectl-home", "get", *words) as theirs, \
            Watcher(place, place.path("bin/kubectl"), "yare-home", "get", *words) as ours:
        time.sleep(1.5)     # both have read what is there, and watch
        play(shelf)
        time.sleep(0.3)
        return theirs.interrupt(), ours.interrupt()


def empty_start(place):
    """a type without objects shows its header with the first event"""
    shelf = Shelf(place, "watch-empty")
    shelf.clear()
    with yare(place, "get", "cm", "-w", "-n", shelf.name) as watch:
        time.sleep(1.5)
        expect_equal(bytes(watch.out), b"", "stdout before")
        shelf.add("a")
        watch.await_out(b"\n", 2)
        said = watch.interrupt()
    expect_equal((said.out.splitlines()[0].split(), said.err, said.code), ([b"NAME", b"DATA", b"AGE"], b"", 130), "all")
    shelf.clear()


def everywhere(place):
    """-A shows namespaces, as kubectl does, blank ones for types without"""
    theirs, ours = place.both(["get", "nodes", "-A", "-w", "--request-timeout=1s"])
    expect(theirs.out == ours.out or seconds_apart(theirs, ours), f"{theirs.out!r} and {ours.out!r}")
    expect_equal((ours.err, ours.code), (theirs.err, theirs.code), "stderr and code")


def ends_with_timeout(place):
    """--request-timeout ends it without an error"""
    said = place.yare(["get", "cm", "-n", "shop", "-w", "--request-timeout=1s"])
    expect_equal((said.err, said.code), (b"", 0), "stderr and code")


def several_types(place):
    """several types are watched at once, each in a table of its own"""
    shelf = Shelf(place, "watch-types")
    shelf.clear()
    shelf.add("a")
    with yare(place, "get", "cm,secrets,sa", "-w", *EVENTS, "-n", shelf.name) as watch:
        watch.await_out(b"configmap/a")
        time.sleep(1)
        for number in range(20):
            shelf.add(f"c{number}")
            shelf.api("POST", f"/api/v1/namespaces/{shelf.name}/secrets", {"metadata": {"name": f"s{number}"}})
        watch.await_out(b"configmap/c19")
        watch.await_out(b"secret/s19")
        said = watch.interrupt()
    lines = said.out.decode().splitlines()
    changes = lines[lines.index("") + 1:] if "" in lines[5:] else lines
    for number in range(20):
        expect_equal(sum(f"configmap/c{number} " in line for line in changes), 1, f"rows of c{number}")
        expect_equal(sum(f"secret/s{number} " in line for line in changes), 1, f"rows of s{number}")
    expect_equal((said.err, said.code), (b"", 130), "stderr and code")
    for number in range(20):
        shelf.api("DELETE", f"/api/v1/namespaces/{shelf.name}/secrets/s{number}")


def several_names(place):
    """several named objects are watched, whatever their types"""
    shelf = Shelf(place, "watch-names")
    shelf.clear()
    for name in ("a", "b", "c"):
        shelf.add(name)
    shelf.add_account()
    with yare(place, "get", "cm/a", "cm/b", "sa/default", "-w", "-o", "name", "-n", shelf.name) as watch:
        watch.await_out(b"serviceaccount/default\n")
        time.sleep(0.3)
        shelf.change("c", x="1")
        shelf.change("b", x="1")
        watch.await_out(b"configmap/b\n", 2)
        shelf.remove("a")
        watch.await_out(b"configmap/a\n", 2)
        said = watch.interrupt()
    expect_equal(said.out.splitlines(), [b"configmap/a", b"configmap/b", b"serviceaccount/default", b"configmap/b",
                                         b"configmap/a"], "stdout")


def several_namespaces(place):
    """-n a,b reads and watches several namespaces"""
    one, two = Shelf(place, "watch-one"), Shelf(place, "watch-two")
    for shelf in (one, two):
        shelf.clear()
        shelf.add("there")
        shelf.add_account()
    both = f"{one.name},{two.name}"
    said = place.yare(["get", "cm", "-n", both, "--no-headers"])
    rows = [line.split()[:2] for line in said.out.splitlines()]
    expect_equal((rows, said.err, said.code),
                 ([[b"watch-one", b"there"], [b"watch-two", b"there"]], b"", 0), "get")
    said = place.yare(["list", "cm,sa", "-n", both, "-o", "name"])
    expect_equal((said.out.splitlines(), said.code), ([b"configmap/there"] * 2 + [b"serviceaccount/default"] * 2, 0), "list")
    said = place.yare(["get", "cm", "there", "-n", both])
    expect_equal((said.out, said.err, said.code), (
        b"", b"error: a resource cannot be retrieved by name across several namespaces\n", 1), "by name")
    with yare(place, "get", "cm", "-w", "-n", both) as watch:
        watch.await_out(b"watch-two")
        two.add("new")
        watch.await_out(b"new")
        one.remove("there")
        watch.await_out(b"(deleted)")
        said = watch.interrupt()
    expect_equal([line.split()[:2] for line in said.out.splitlines()[1:]],
                 [[b"watch-one", b"there"], [b"watch-two", b"there"], [b"watch-two", b"new"], [b"watch-one", b"there"]],
                 "rows")


def interrupted(place):
    """Ctrl-C and SIGTERM end it at once"""
    with yare(place, "get", "ns", "-w") as watch:
        watch.await_out(b"default")
        said = watch.interrupt()
    expect_equal((said.err, said.code), (b"", 130), "stderr and code")


def deleted_marked(place):
    """rows of deleted objects are marked, but where events are shown"""
    shelf = Shelf(place, "watch-marked")
    shelf.clear()
    shelf.add("a")
    with yare(place, "get", "cm", "-w", "-n", shelf.name) as plain, \
            yare(place, "get", "cm", "-w", *EVENTS, "-n", shelf.name) as events:
        plain.await_out(b"\n", 2)
        events.await_out(b"\n", 2)
        shelf.remove("a")
        plain.await_out(b"\n", 3)
        events.await_out(b"\n", 3)
        rows = [watch.interrupt().out.splitlines()[2].split() for watch in (plain, events)]
    expect_equal([rows[0][0], rows[0][-1], rows[1][0], rows[1][-1] != b"(deleted)"], [b"a", b"(deleted)", b"DELETED", True],
                 "rows")


def comes_back(place):
    """after the connection is cut it goes on where it was"""
    shelf = Shelf(place, "watch-cut")
    shelf.clear()
    shelf.add("a")
    with Cutter(place) as cutter, yare(place, "get", "cm", "-w", "-o", "name", "-n", shelf.name, "-s", cutter.server,
                                       "--tls-server-name=127.0.0.1") as watch:
        watch.await_out(b"configmap/a\n")
        for number in range(4):
            cutter.cut(reset=number % 2 == 0)
            shelf.add(f"b{number}")
            watch.await_out(b"configmap/b%d\n" % number)
        said = watch.interrupt()
    expect_equal((said.out.splitlines(), said.err, said.code),
                 ([b"configmap/a", *[b"configmap/b%d" % number for number in range(4)]], b"", 130), "all")


def forgotten(place):
    """objects that are watched by a list that begins anew (--query resourceVersion=0) are shown once"""
    shelf = Shelf(place, "watch-query")
    shelf.clear()
    shelf.add("a")
    with yare(place, "list", "cm", "-w", "-o", "name", "-n", shelf.name, "--query", "resourceVersion=0") as watch:
        watch.await_out(b"configmap/a\n")
        shelf.add("b")
        watch.await_out(b"configmap/b\n")
        said = watch.interrupt()
    expect_equal(said.out, b"configmap/a\nconfigmap/b\n", "stdout")


def list_watches(place):
    """list has the same flags"""
    said = place.yare(["list", "ns", "-w", *EVENTS, "-o", "json", "--request-timeout=1s"])
    events = [json.loads(line) for line in said.out.splitlines()]
    expect({event["type"] for event in events} == {"ADDED"}, f"events {events!r}")
    expect("default" in {event["object"]["metadata"]["name"] for event in events}, "no default")
    expect_equal((said.err, said.code), (b"", 0), "stderr and code")


def reader_leaves(place):
    """it ends quietly when nobody reads any more"""
    with yare(place, "get", "ns", "-w") as watch:
        watch.await_out(b"default")
    process = subprocess.Popen([place.path("bin/yare"), "get", "ns", "-w"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=place.environment("yare-home"), start_new_session=True)
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    code = process.wait(PATIENCE)
    # A write that comes first ends it by the signal, which is 141 to a shell.
    expect_equal((err, 128 - code if code < 0 else code), (b"", 141), "stderr and code")
    process.stderr.close()


def one_is_missing(place):
    """of several, a missing one is told and the others are watched"""
    shelf = Shelf(place, "watch-missing")
    shelf.clear()
    shelf.add("a")
    with yare(place, "get", "cm", "a", "nosuch", "-w", "-o", "name", "-n", shelf.name) as watch:
        watch.await_out(b"configmap/a\n")
        watch.await_err(b'Error from server (NotFound): configmaps "nosuch" not found\n')
        time.sleep(0.3)
        shelf.change("a", x="1")
        watch.await_out(b"configmap/a\n", 2)
        expect_equal(watch.interrupt().code, 130, "code")
    said = place.yare(["get", "cm", "x", "nosuch", "-w", "-n", shelf.name])
    expect_equal((said.out, said.err.count(b"NotFound"), said.code), (b"", 2, 1), "both missing")


def columns_are_kept(place):
    """the events of one object have all columns, also where what is there at the start is not shown"""
    shelf = Shelf(place, "watch-columns")
    shelf.clear()
    shelf.add("a")
    with yare(place, "get", "cm", "a", "--watch-only", *EVENTS, "-n", shelf.name) as watch:
        time.sleep(1.5)
        shelf.change("a", x="1")
        watch.await_out(b"\n", 2)
        said = watch.interrupt()
    rows = [line.split() for line in said.out.splitlines()]
    expect_equal((rows[0], rows[1][:3]), ([b"EVENT", b"NAME", b"DATA", b"AGE"], [b"MODIFIED", b"a", b"1"]), "rows")
