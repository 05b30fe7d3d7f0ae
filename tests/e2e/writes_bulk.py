"""Many objects at once: order, connections, interrupts, a death in the middle, progress."""
import json
import os
import re
import signal
import subprocess
import time

from harness import check, expect, expect_equal
from writing import await_true, configmap, held, later, own, room, text

MANY = 400
BULKY = "x" * 20000     # what makes one request take its time


def cases(_):
    for call in (strict_sequence, input_order, several_connections, concurrency_is_checked, errors_in_input_order,
                 second_phase_waits):
        yield own(call)
    for call in (interrupted_create, interrupted_sequence, interrupted_delete, killed_in_the_middle, progress_on_a_terminal,
                 no_progress_in_a_pipe, create_and_delete_many):
        yield check(call, serial=True)


def many(place, count=MANY, data=None):
    names = [f"c-{number * 37 % count:03}" for number in range(count)]
    place.file("many.yaml", text(*(configmap(name, data) for name in names)))
    return names


def strict_sequence(place):
    """--concurrency=1 is a strict sequence over one connection"""
    names = many(place, 50)
    done = place.run("create -f many.yaml --concurrency=1")
    expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name} created" for name in names], "results")
    place.asked(50)
    versions = [int(place.get("ConfigMap", name)["metadata"]["resourceVersion"]) for name in names]
    expect(versions == sorted(versions), "the server made them in another order")
    spans = place_spans(place)
    expect(all(before[1] <= after[0] for before, after in zip(spans, spans[1:])), "two requests at the same time")
    place.run(["delete", "cm", *names, "--concurrency=1"])
    found = [uri.split("/")[-1] for _, uri in place.asked(100)[50:]]
    expect_equal(found, names, "order of the deletions")


def place_spans(place):
    """Begin and end of each request so far."""
    with open(place.world.audit_log, "rb") as file:
        file.seek(place.log_start)
        events = [json.loads(line) for line in file.read().split(b"\n")[:-1] if place.ns.encode() in line]
    return sorted((event["requestReceivedTimestamp"], event["stageTimestamp"]) for event in events
                  if event["stage"] == "ResponseComplete" and event.get("userAgent", "").startswith("yare/"))


def input_order(place):
    """with 16 connections results still come in the order of the input"""
    names = many(place, 200)
    done = place.run("create -f many.yaml --concurrency=16 -o name")
    expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name}" for name in names], "created")
    done = place.run("delete -f many.yaml --concurrency=16 -o name")
    expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name}" for name in names], "deleted")
    expect_equal(place.names("ConfigMap"), [], "what is left")


def several_connections(place):
    """by default several requests are on the wire at the same time"""
    many(place, 200)
    place.run("create -f many.yaml")
    place.asked(200)
    spans = place_spans(place)
    expect(any(before[1] > after[0] for before, after in zip(spans, spans[1:])), "never two requests at the same time")


def concurrency_is_checked(place):
    """--concurrency is from 1 to 256"""
    many(place, 3)
    for value in ("0", "-1", "257", "x", ""):
        done = place.run(f"create -f many.yaml --concurrency={value}")
        expect(done.code == 1 and not done.out and b"concurrency" in done.err, f"{value}: {done}")
    expect_equal(place.run("create -f many.yaml --concurrency=256").code, 0, "exit code with 256")


def errors_in_input_order(place):
    """those that fail are told in the order of the input, after those that did not"""
    names = many(place, 60)
    for name in names[::7]:
        place.post(configmap(name))
    done = place.run("create -f many.yaml")
    there = set(names[::7])
    expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name} created" for name in names if name not in there], "created")
    expect_equal(done.err.decode().split("\n")[:-1], [
        f'Error from server (AlreadyExists): error when creating "many.yaml": configmaps "{name}" already exists'
        for name in names if name in there], "errors")
    expect_equal(done.code, 1, "exit code")


def second_phase_waits(place):
    """what others depend on is there before they are sent, and a quota in the same call holds for them"""
    place.file("all.yaml", text(*(configmap(f"c-{number:02}") for number in range(20)),
                                {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "s"}}))
    done = place.run("create -f all.yaml")
    expect(done.code == 0 and done.out.endswith(b"serviceaccount/s created\n"), done)
    place.asked(21)
    kinds = [uri.split("/")[-1].split("?")[0] for _, uri in place.requests("create")]
    expect_equal(kinds[0], "serviceaccounts", "first request")


# --- ends before the end ---------------------------------------------------------------------------------------------


def begin(place, line):
    return subprocess.Popen([place.program, *place.words(line)], env=place.world.environment("yare-home"),
                            cwd=place.world.path(os.path.join("files", place.ns)), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process):
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode().split("\n")[:-1], err.decode().split("\n")[:-1]


def interrupted(place, line, number):
    """Runs until the server has `number` objects more or less, and presses Ctrl-C."""
    before = len(place.names("ConfigMap"))
    process = begin(place, line)
    await_true(lambda: abs(len(place.names("ConfigMap")) - before) >= number, "some are done")
    process.send_signal(signal.SIGINT)
    return end(process)


def check_report(found, verb, names, done, count):
    """What an interrupted call said against `done`, the names that it got done."""
    code, out, err = found
    expect_equal(code, 130, "exit code")
    match = re.fullmatch(rf"interrupted: (\d+) of {count} objects {verb}, (\d+) not begun:", err[0])
    expect(match, f"first line {err[0]!r}")
    rest = [line.removeprefix("configmap/") for line in err[1:]]
    expect_equal((int(match[1]), int(match[2])), (len(out), len(rest)), "numbers and lines")
    expect_equal(sorted(name for name in names if name not in set(rest)), sorted(done), "done, by what was said and by the server")
    expect_equal(rest, [name for name in names if name in set(rest)], "order of those not begun")
    expect(rest, "it was over before the interrupt")


def interrupted_create(world):
    """Ctrl-C in the middle of 400 creates: what is on the wire is finished, and the report is what the server has"""
    place = room(world)
    names = many(place, data={"k": BULKY})
    found = interrupted(place, "create -f many.yaml --concurrency=4", 40)
    made = place.names("ConfigMap")
    check_report(found, "created", names, made, MANY)
    expect_equal([line.split("/")[1].split(" ")[0] for line in found[1]], [name for name in names if name in set(made)], "results")


def interrupted_sequence(world):
    """the same with --concurrency=1: a prefix of the input"""
    place = room(world)
    names = many(place, data={"k": BULKY})
    found = interrupted(place, "create -f many.yaml --concurrency=1", 20)
    made = place.names("ConfigMap")
    check_report(found, "created", names, made, MANY)
    expect_equal(sorted(names[:len(made)]), made, "the prefix")


def interrupted_delete(world):
    """Ctrl-C in the middle of 400 deletions"""
    place = room(world)
    names = many(place)
    expect_equal(place.run("create -f many.yaml").code, 0, "exit code of create")
    found = interrupted(place, "delete -f many.yaml --concurrency=2", 30)
    there = set(place.names("ConfigMap"))
    check_report(found, "deleted", names, [name for name in names if name not in there], MANY)


def killed_in_the_middle(world):
    """after kill -9 in the middle of 400 creates a second run makes the rest, and says of the others that they are there"""
    place = room(world)
    names = many(place, data={"k": BULKY})
    process = begin(place, "create -f many.yaml --concurrency=4")
    await_true(lambda: len(place.names("ConfigMap")) >= 40, "some are done")
    process.kill()
    process.communicate()
    settled = -1
    while settled != (settled := len(place.names("ConfigMap"))):
        time.sleep(0.3)
    there = set(place.names("ConfigMap"))
    expect(len(there) < MANY, "it was over before the kill")
    code, out, err = end(begin(place, "create -f many.yaml"))
    expect_equal(code, 1, "exit code of the second run")
    expect_equal(out, [f"configmap/{name} created" for name in names if name not in there], "created by the second run")
    expect_equal(err, [f'Error from server (AlreadyExists): error when creating "many.yaml": configmaps "{name}" already exists'
                       for name in names if name in there], "errors of the second run")
    expect_equal(place.names("ConfigMap"), sorted(names), "what is there")


def progress_on_a_terminal(world):
    """a long call shows on a terminal how far it is, and takes the line away"""
    place = room(world)
    many(place, data={"k": BULKY})
    path = world.path(os.path.join("files", place.ns, "many.yaml"))
    code, shown = world.on_terminal(place.words(f"create -f {path} --concurrency=1"))
    expect_equal(code, 0, "exit code")
    counts = [int(number) for number in re.findall(rb"creating (\d+)/400", shown)]
    expect(counts and counts == sorted(counts), f"progress {counts}")
    expect_equal(len(re.findall(rb"creating \d+/400\r\x1b\[K", shown)), len(counts), "lines taken away")
    plain = re.sub(rb"creating \d+/400\r\x1b\[K", b"", shown).replace(b"\r\n", b"\n")
    expect_equal(plain.count(b" created\n"), MANY, "results")
    expect(b"\x1b" not in plain, "an escape is left")


def no_progress_in_a_pipe(world):
    """elsewhere than on a terminal nothing is shown"""
    place = room(world)
    many(place, data={"k": BULKY})
    code, out, err = end(begin(place, "create -f many.yaml --concurrency=1"))
    expect_equal((code, len(out), err), (0, MANY, []), "exit code, results, stderr")


def create_and_delete_many(world):
    """500 creates, and 500 deletes with waiting for a finalizer of one of them"""
    place = room(world)
    names = [f"c-{number:03}" for number in range(499)]
    place.file("many.yaml", text(*(configmap(name) for name in names), held(configmap("z"))))
    expect_equal(place.run("create -f many.yaml").code, 0, "exit code of create")

    def release():
        """once its deletion has been asked for, however long the other 499 took"""
        end = time.monotonic() + 60
        while time.monotonic() < end and not any(
                "deletionTimestamp" in item["metadata"] for item in place.call("GET", place.path("ConfigMap"))[1]["items"]):
            time.sleep(0.2)
        place.release("ConfigMap", "z")

    timer = later(0.1, release)
    done = place.run("delete -f many.yaml")
    timer.join()
    expect(done.code == 0 and done.out.count(b"\n") == 500 and not done.err, f"{done.code} {done.err!r}")
    expect_equal(place.names("ConfigMap"), [], "what is left")
    place.asked(1, "watch", "get", "list")
