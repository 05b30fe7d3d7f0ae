"""`yare status --wait`: progress, Ctrl-C, an API server that starts again, and how little is asked of it."""
import re
import time

from harness import Failure, check, expect, expect_equal
from logs_follower import Cutter
from status_stage import PATIENCE, config_map, deployment, make, pod, stage_of

NS = "st-progress"
LONG = "--timeout=2m"
MANY = 200


def cases(_):
    for call in (each_change_once, redraws, too_many_for_the_terminal, dumb_terminal, only_stdout_is_a_terminal,
                 interrupted, interrupted_on_a_terminal, reader_goes_away, cut, many_selected, many_named, many_kinds,
                 few_requests_of_one_look):
        yield check(call)
    yield check(server_restarts, serial=True)
    yield check(server_is_away_at_first, serial=True)


def on_stage(place, *objects):
    stage = stage_of(place)
    stage.namespace(NS)
    return stage, make(stage, NS, *objects)


def each_change_once(place):
    """where stderr is no terminal each change is a line, once, and what stays is none"""
    stage, path = on_stage(place, pod("g-lines", "creating"))
    with stage.waits(NS, "pod/g-lines", LONG) as run:
        run.await_err(b"pod/g-lines: InProgress: ContainerCreating: app\n")
        for number in range(5):     # no news
            stage.api.merge(path, {"metadata": {"annotations": {"n": str(number)}}})
        stage.play(NS, "g-lines", "unready")
        run.await_err(b"not ready: app\n")
        stage.play(NS, "g-lines", "ready")
        said = run.end()
    lines = [line for line in said.err.decode().splitlines() if "not scheduled" not in line]
    expect_equal(lines, ["pod/g-lines: InProgress: ContainerCreating: app",
                         "pod/g-lines: InProgress: 0 of 1 containers ready, not ready: app",
                         "pod/g-lines: Current: Ready"], "lines on stderr")
    expect_equal((said.code, said.out.count(b"\n")), (0, 2), "exit code and lines on stdout")


def screen(data, height=24):
    """The lines that a terminal shows after these bytes."""
    lines, row = [""], 0
    for token in re.findall(rb"\x1b\[(?:\d+A|J|K|[\d;]*m)|\r|\n|[^\x1b\r\n]+", data):
        if token == b"\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif token.startswith(b"\x1b[") and token.endswith(b"A"):
            up = int(token[2:-1])
            expect(up < height, f"goes up {up} lines on a terminal of {height}")
            row = max(0, row - up)
        elif token == b"\x1b[J":
            del lines[row + 1:]
            lines[row] = ""
        elif not token.startswith(b"\x1b") and token != b"\r":
            lines[row] += token.decode()
    return [line for line in lines if line]


def redraws(place):
    """on a terminal there is one line an object, drawn again, and the verdicts at the end stand alone"""
    stage, _ = on_stage(place, pod("g-draw-0", "creating"), pod("g-draw-1", "creating"))
    with stage.waits(NS, "pod/g-draw-0", "pod/g-draw-1", LONG, terminal=("out", "err")) as run:
        run.wait_for(lambda: run.out.count(b"ContainerCreating") >= 2, "two objects")
        stage.play(NS, "g-draw-0", "unready")
        run.await_out(b"not ready: app")
        shown = screen(bytes(run.out))
        expect(len(shown) in (2, 3) and shown[0].startswith("NAME"), f"not a table of two: {shown}")
        stage.play(NS, "g-draw-0", "ready")
        stage.play(NS, "g-draw-1", "ready")
        said = run.end()
    shown = screen(said.out)
    expect_equal([line.split()[:2] for line in shown],
                 [["NAME", "STATUS"], ["g-draw-0", "Current"], ["g-draw-1", "Current"]], f"the end of {said.out!r}")
    expect_equal(said.code, 0, "exit code")


def too_many_for_the_terminal(place):
    """more objects than lines: those that are waited for, and a count"""
    stage, _ = on_stage(place, *(pod(f"g-tall-{number}", "creating", {"tall": "yes", "app": f"g-tall-{number % 2}"})
                                 for number in range(20)))
    with stage.waits(NS, "pods", "-l", "tall=yes", LONG, terminal=("out", "err"), size=(8, 40)) as run:
        run.await_out(b"of 20 as asked")
        stage.play(NS, "g-tall-0", "ready")
        run.await_out(b"10 of 20 as asked")
        shown = screen(bytes(run.out), height=8)
        expect(len(shown) < 8 and max(map(len, shown)) < 40, f"no room for {shown}")
        stage.play(NS, "g-tall-1", "ready")
        said = run.end()
    expect_equal((said.code, len(screen(said.out, height=8))), (0, 21), "exit code and lines at the end")


def dumb_terminal(place):
    """on a dumb terminal nothing is drawn, but told in lines"""
    stage, _ = on_stage(place, pod("g-dumb", "creating"))
    stage.play(NS, "g-dumb", "ready")
    said = stage.place.on_terminal(["status", "-n", NS, "pod/g-dumb", "--wait"],
                                   env={**stage.environment(), "TERM": "dumb"})
    expect(said[0] == 0 and b"pod/g-dumb: Current: Ready\r\n" in said[1] and b"\x1b" not in said[1], str(said))


def only_stdout_is_a_terminal(place):
    """progress is drawn where stderr is a terminal, and stdout has the verdicts alone"""
    stage, _ = on_stage(place, pod("g-err", "creating"))
    with stage.waits(NS, "pod/g-err", "-o", "name", LONG, terminal=("err",)) as run:
        run.await_err(b"ContainerCreating")
        stage.play(NS, "g-err", "ready")
        said = run.end()
    expect_equal((said.code, said.out), (0, b"pod/g-err\n"), "exit code and stdout")
    expect_equal(screen(said.err), [], f"what is left on the terminal of {said.err!r}")


def interrupted(place):
    """Ctrl-C ends the wait with 130"""
    stage, _ = on_stage(place, deployment("g-int", "creating"))
    with stage.waits(NS, "deploy/g-int", LONG) as run:
        run.await_err(b"deployment.apps/g-int: InProgress")
        said = run.interrupt()
    expect(said.code in (130, -2), f"exit code {said.code} ({said})")
    expect(b"terminate" not in said.err and b"rror" not in said.err, f"{said.err!r}")


def interrupted_on_a_terminal(place):
    """Ctrl-C leaves no half-drawn line"""
    stage, _ = on_stage(place, pod("g-int-draw", "creating"))
    with stage.waits(NS, "pod/g-int-draw", LONG, terminal=("out", "err")) as run:
        run.await_out(b"ContainerCreating")
        said = run.interrupt()
    expect(said.code in (130, -2), f"exit code {said.code}")
    expect(said.out.endswith((b"\n", b"\x1b[J")), f"ends in {said.out[-80:]!r}")


def reader_goes_away(place):
    """a reader of stdout that has gone ends the wait"""
    stage, _ = on_stage(place, pod("g-pipe", "creating"))
    with stage.waits(NS, "pod/g-pipe", LONG, slow=True) as run:
        run.await_err(b"pod/g-pipe: InProgress")
        run.process.stdout.close()
        run.process.stdout = None
        try:
            code = run.process.wait(PATIENCE)
        except Exception as error:
            raise Failure("it waits on") from error
    expect(code in (141, -13), f"exit code {code}")


def cut(place):
    """connections that are cut again and again are made anew"""
    stage, _ = on_stage(place, pod("g-cut", "creating"))
    place_of_stage = type("Place", (), {"api": stage.api})
    with Cutter(place_of_stage) as cutter:
        with stage.waits(NS, "pod/g-cut", LONG, "-s", cutter.server) as run:
            run.await_err(b"pod/g-cut: InProgress: ContainerCreating")
            for reset in (True, False, True):
                for act, word in (("unready", b"not ready: app\n"), ("creating", b"ContainerCreating: app\n")):
                    seen = len(run.err)
                    cutter.cut(reset)
                    stage.play(NS, "g-cut", act)
                    run.wait_for(lambda: word in run.err[seen:], f"news of {act}")
            cutter.cut()
            stage.play(NS, "g-cut", "ready")
            said = run.end()
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def traced(said):
    """The requests that -v=6 tells of."""
    return re.findall(rb'verb="(\w+)" url="(\S+?)"', said.err)


def many_selected(place):
    """200 objects of one type take a handful of requests"""
    stage = stage_of(place)
    name_space = stage.namespace("st-many")
    stage.play(name_space, "crew", "creating")
    make(stage, name_space, *(pod(f"p-{number}", "idle", {"app": "crew"}) for number in range(MANY)))
    with stage.waits(name_space, "pods", "-l", "app=crew", LONG, "-v=6") as run:
        run.await_err(b"pod/p-199: InProgress: ContainerCreating")
        stage.play(name_space, "crew", "ready")
        said = run.end()
    expect_equal((said.code, said.out.count(b" Current ")), (0, MANY), f"exit code and current objects ({said.err[-300:]!r})")
    requests = traced(said)
    expect(2 <= len(requests) <= 6, f"{len(requests)} requests: {requests[:20]}")


def many_named(place):
    """200 objects that are named take a handful of requests"""
    stage = stage_of(place)
    name_space = stage.namespace("st-many-named")
    names = [f"p-{number}" for number in range(MANY)]
    make(stage, name_space, *(pod(name, "idle", {"app": "crew"}) for name in names))
    with stage.waits(name_space, "pod", *names, LONG, "-v=6") as run:
        run.await_err(b"pod/p-199: InProgress: not scheduled yet")
        stage.play(name_space, "crew", "ready")
        said = run.end()
    expect_equal((said.code, said.out.count(b" Current ")), (0, MANY), f"exit code and current objects ({said.err[-300:]!r})")
    requests = traced(said)
    expect(2 <= len(requests) <= 6, f"{len(requests)} requests: {requests[:20]}")


def many_kinds(place):
    """workloads of several types, with their replica sets, pods and warnings, take one list and one watch of each"""
    stage = stage_of(place)
    name_space = stage.namespace("st-many-kinds")
    deployments = [deployment(f"d-{number}", "creating", 1) for number in range(10)]
    make(stage, name_space, *deployments, *(config_map(f"c-{number}") for number in range(50)))
    with stage.waits(name_space, "deploy,cm", LONG, "-v=6") as run:
        run.await_err(b"deployment.apps/d-9: InProgress: 0 of 1 replicas available")
        for number in range(10):
            stage.play(name_space, f"d-{number}", "ready")
        said = run.end()
    expect_equal(said.code, 0, f"exit code ({said.err[-300:]!r})")
    requests = traced(said)
    # Of deployments, config maps, replica sets, pods, events.
    expect(4 <= len(requests) <= 12, f"{len(requests)} requests: {requests[:20]}")


def few_requests_of_one_look(place):
    """one look at a workload in trouble reads itself, its replica sets, pods and warnings, once"""
    stage, _ = on_stage(place, deployment("g-look", "crash", 1))
    stage.comes_to(NS, "deploy/g-look", "Failed", re.compile("CrashLoop.*"), 3)
    said = stage.status(NS, "deploy/g-look", "-v=6")
    expect_equal(len(traced(said)), 4, f"requests: {traced(said)}")


def server_restarts(place):
    """an API server that starts again is waited for, and asked for what came meanwhile"""
    stage, _ = on_stage(place, pod("g-up", "creating"), deployment("g-up", "creating", 1), config_map("g-up"))
    with stage.waits(NS, "pod/g-up", "deploy/g-up", "cm/g-up", "--timeout=5m") as run:
        run.await_err(b"deployment.apps/g-up: InProgress: 0 of 1 replicas available")
        run.await_err(b"pod/g-up: InProgress: ContainerCreating")
        stage.restart_server()
        stage.play(NS, "g-up", "unready")
        run.await_err(b"pod/g-up: InProgress: 0 of 1 containers ready")
        stage.restart_server()
        stage.play(NS, "g-up", "ready")
        said = run.end()
    expect_equal(said.code, 0, f"exit code ({said.err!r})")
    expect_equal(said.out.count(b" Current "), 3, f"current objects in {said.out!r}")


def server_is_away_at_first(place):
    """a server that is not there when the wait begins is an error, at once"""
    stage, _ = on_stage(place, config_map("g-away"))
    began = time.monotonic()
    said = stage.status(NS, "cm/g-away", "--timeout=10m", "-s", "https://127.0.0.1:1")
    expect(said.code == 1 and b"refused" in said.err, str(said))
    expect(time.monotonic() - began < 15, "it took too long")
