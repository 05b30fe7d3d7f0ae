"""What the cases of `wait` and `rollout status` share: objects whose status the test writes, while both programs wait."""
import subprocess
import time

from harness import Case, Failure, Skip, compare
from writing import furnish, room

WATCHES = 30        # seconds until a program lists
KILLED = b"[killed: it took too long]"
TO_WATCH = 0.7      # seconds from there until it watches
BETWEEN = 0.3       # seconds for a program to take in a change before the next one


def workload(kind, name, replicas=2, **spec):
    labels = {"app": name}
    base = {"selector": {"matchLabels": labels},
            "template": {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}}
    if kind != "DaemonSet":
        base["replicas"] = replicas
    if kind == "StatefulSet":
        base["serviceName"] = "s"
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "labels": labels}, "spec": {**base, **spec}}


def merge(place, kind, name, patch, subresource=""):
    status, answer = place.call("PATCH", place.path(kind, name, subresource), patch, "application/merge-patch+json")
    if status != 200:
        raise Failure(f"PATCH of {kind} {name} gave {status}: {answer}")


def status(kind, name, **fields):
    """A change: the fields of its status."""
    return lambda place: merge(place, kind, name, {"status": fields}, "status")


def condition(kind, name, word, value="True", **more):
    return status(kind, name, conditions=[{"type": word, "status": value, **more}])


def post(thing):
    return lambda place: place.post(thing)


def delete(kind, name):
    return lambda place: place.call("DELETE", place.path(kind, name), {"gracePeriodSeconds": 0})


def await_watches(place):
    """Until the room's program has listed and had the time to begin its watch, which is in the log after its end only."""
    end = time.monotonic() + WATCHES
    while not place.requests("list"):
        if time.monotonic() > end:
            raise Failure(f"{place.program} does not list")
        time.sleep(0.05)
    time.sleep(TO_WATCH)


def together(line, *steps, setup=(), files=None, name=None, alter=None, **options):
    """A case: kubectl and yare run `line`, each in a namespace of its own, and once both watch, `steps` change things
    one after the other; they say and print the same."""

    def call(world):
        if not world.kubectl:
            raise Skip("no kubectl to compare with")
        rooms = [room(world, yare=False), room(world, name="kubectl")]
        for place in rooms:
            furnish(place, setup, files or {})
        finish = [place.start(line, **options) for place in rooms]
        for place in rooms:
            await_watches(place)
        for step in steps:
            time.sleep(BETWEEN)
            for place in rooms:
                step(place)
        theirs, ours = (place.masked(end()) for place, end in zip(rooms, finish))
        if alter:
            theirs, ours = alter(theirs), alter(ours)
        said = compare(theirs, ours) or (KILLED in ours.err and "neither ends")
        if said:
            raise Failure(said)

    return Case(name or line, call)


def process(place, *arguments, stdout=subprocess.PIPE):
    """The room's program at work, to be ended by the test."""
    return subprocess.Popen([place.program, "-n", place.ns, *arguments], stdout=stdout, stderr=subprocess.PIPE,
                            env=place.world.environment("yare-home"), start_new_session=True)
