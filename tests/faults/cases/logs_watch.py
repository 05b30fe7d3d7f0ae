"""logs -f while the watch of the pods goes wrong."""
import json
import threading

from harness import add, case
from podlog import (END, ENDED, LOG, RUNNING, STREAM, WAITING, api, counted, event, kind_of, log_queries, log_reply,
                    pod, pod_list, stamped, watched)
from server import Cut, Stall
from wire import chunks, refusal, reply, status

LINE = b"".join(stamped("a"))
BREAKS = Cut(LOG + chunks(LINE))          # has the watch begin
GOES_ON = Stall(LOG + chunks(LINE))
OVER = pod(ENDED, version="9", phase="Succeeded")
EXPIRED = event("ERROR", status(410, "Expired", "too old resource version"))
ENDS = watched(event("MODIFIED", OVER))


def one(trial, watches, gets=(reply(pod()),), logs=(BREAKS, log_reply(LINE)), flags=(), **how):
    server = trial.serve(api(list(logs), gets=list(gets), watches=list(watches)))
    result = trial.yare("logs", "-f", "web", *flags, server=server, **how)
    result.server = server
    return result


def ends(*watches, out=b"a\n", most=18, **others):
    """The pod's end is learned, and nobody is asked too often for it."""
    def action(trial):
        result = one(trial, watches, **others).succeeds(out, err=None)
        if sum(counted(result.server).values()) > most:
            result.refuse("%s" % counted(result.server))
    return action


ALIVE = reply(pod())
GONE = refusal(404, "Not Found", "NotFound")
DELETED = watched(event("DELETED", OVER))
OTHER = pod(uid="uid-2", version="8")

add("the pod ends", ends(ENDS))
add("the pod is deleted", ends(DELETED))
add("deleted by an event without a status", ends(watched(event("DELETED", {
    "metadata": {"name": "web", "namespace": "default", "uid": "uid-1"}, "spec": OVER["spec"]}))))
add("bookmarks and blank lines", ends(watched(event("BOOKMARK", {"metadata": {"resourceVersion": "7"}}), b"\n \n",
                                              event("MODIFIED", OVER))))
add("an event of an unknown kind", ends(watched(event("RENAMED", OVER))))
add("another pod's events", ends(watched(event("MODIFIED", pod(name="other", uid="uid-9")), event("MODIFIED", OVER))))
add("events without uid", ends(watched(event("MODIFIED", {"metadata": {"name": "web"}}), event("MODIFIED", OVER))))
add("replaced by another of that name", ends(watched(event("DELETED", OVER), event("ADDED", OTHER))))
add("replaced, as a list of one says", ends(Stall(), gets=[ALIVE, reply(OTHER)]))
add("gone, as the first look says", ends(Stall(), gets=[ALIVE, GONE]))
add("410 as an answer, then the end", ends(refusal(410, "Gone", "Expired"), ENDS, gets=[ALIVE]))
add("410 as an event, then the end", ends(watched(EXPIRED), ENDS))
add("410, and gone meanwhile", ends(watched(EXPIRED), gets=[ALIVE, ALIVE, GONE]))
add("410, and replaced meanwhile", ends(watched(EXPIRED), gets=[ALIVE, ALIVE, reply(OTHER)]))
add("500 twice, then the end", ends(refusal(500, "No"), refusal(500, "No"), ENDS))
add("429 with Retry-After, then the end", ends(refusal(429, "Busy", headers=["Retry-After: 0"]), ENDS))
add("an ERROR event of 500, then the end", ends(watched(event("ERROR", status(500, "InternalError"))), ENDS))
add("closed at once, then the end", ends(watched(end=END), ENDS))
add("torn down, then the end", ends(Cut(STREAM + chunks(event("MODIFIED", pod(version="6"))), reset=True), ENDS))
add("refused: 403, then gets", ends(refusal(403, "No", "Forbidden"), gets=[ALIVE, ALIVE, reply(OVER)]))
add("refused: 405, then gets", ends(refusal(405, "No"), gets=[ALIVE, ALIVE, GONE]))
add("refused, and a get that fails once", ends(refusal(403, "No", "Forbidden"),
                                               gets=[ALIVE, ALIVE, refusal(500, "No"), reply(OVER)]))
add("restarts as often as there are stars", ends(watched(event("MODIFIED", dict(
    pod(ENDED, version="9", phase="Failed"), status={"phase": "Failed", "containerStatuses": [
        {"name": "app", "restartCount": 9223372036854775807, "state": ENDED, "containerID": "x://9"}]})))))
add("a negative count of restarts", ends(watched(event("MODIFIED", pod(ENDED, version="9", phase="Failed",
                                                                       restarts=-5)))))
add("the pod has no such container any more", lambda trial: one(
    trial, [watched(event("MODIFIED", pod(version="8", containers=("b",))))], logs=[
        BREAKS, Cut(LOG + chunks(LINE))]).fails("container app is not valid for pod web out of: b", out=b"a\n"))


# As short as can be: every byte costs a run.
SHORT = STREAM + chunks(b'{"type":"DELETED","object":{"metadata":{"name":"web","namespace":"default","uid":"uid-1"},'
                        b'"spec":{"containers":[{"name":"app"}]}}}\n', 200)


def cut_everywhere(part, parts):
    def action(trial):
        for at in range(part, len(SHORT), parts * (4 if trial.sanitized else 1)):
            result = one(trial, [Cut(SHORT[:at]), SHORT])
            result.args.append("(cut at byte %d)" % at)
            result.succeeds(b"a\n", err=None)
    return action


for _part in range(32):
    add("cut at every byte of the event (%d/32)" % (_part + 1), cut_everywhere(_part, 32))


WRONG = [
    ("a line that is no JSON", watched(b"hello\n")), ("a line that is no event", watched(b"{}\n")),
    ("an array", watched(b"[]\n")), ("binary", watched(bytes(range(256)) + b"\n")),
    ("an event without an object", watched(b'{"type":"MODIFIED"}\n')),
    ("an object that is none", watched(b'{"type":"MODIFIED","object":7}\n')),
    ("an object that is no pod", watched(b'{"type":"MODIFIED","object":{}}\n')),
    ("deeply nested", watched(b'{"type":"MODIFIED","object":' + b"[" * 100000 + b"\n")),
    ("an ERROR event without a Status", watched(event("ERROR", {"code": 418}))),
    ("HTML", reply("<html>\n", content_type="text/html")), ("400", refusal(400, "Bad Request")),
    ("a redirect", reply("", "302 Found", ["Location: /elsewhere"])),
    ("401", refusal(401, "Unauthorized", "Unauthorized")),
]


def is_told(answer):
    return lambda trial: one(trial, [answer]).fails(out=b"a\n", within=15)


for _name, _answer in WRONG:
    add("told: " + _name, is_told(_answer))


@case("the first look at a pod makes no sense")
def _(trial):
    for answer in (reply("<html>\n"), reply("{}"), reply("[]"), reply("null"), reply(""),
                   reply({"items": 7}), reply({"items": [7]}), reply({"items": [{}]}), reply('{"items":[')):
        one(trial, [Stall()], gets=[ALIVE, answer]).fails(out=b"a\n")


@case("a watch that says nothing: the log goes on all the same")
def _(trial):
    lines = stamped("a", "b", "c", step=10**9)
    server = trial.serve(api([Cut(LOG + chunks(lines[0])), Cut(LOG + chunks(lines[0] + lines[1]), reset=True),
                              Stall(LOG + chunks(b"".join(lines)))]))
    result = trial.end_by_interrupt(["logs", "-f", "web"], server, after=0.2,
                                    ready=lambda out: out.endswith(b"c\n"))
    if result.out != b"a\nb\nc\n" or counted(server)["watch"] != 1:
        result.refuse("expected all lines: %s" % counted(server))


def asks_with_pauses(watches, most, gets=(ALIVE,), lists=None, flags=("web",)):
    def action(trial):
        server = trial.serve(api([BREAKS, GOES_ON], gets=list(gets), watches=list(watches),
                                 lists=lists or [reply(pod_list(pod()))]))
        result = trial.end_by_interrupt(["logs", "-f", *flags], server, after=3, ready=bool)
        counts = counted(server)
        if counts["watch"] + counts["get"] + counts["list"] > most or result.out != b"a\n":
            result.refuse("%s" % counts)
    return action


for _what, _flags in (("one", ["web"]), ("a set", ["-l", "a=b", "--tail=-1"])):
    add("%s: a watch that is always cut" % _what, asks_with_pauses([Cut(b"")], 12, flags=_flags))
    add("%s: a watch that ends at once" % _what, asks_with_pauses([watched(end=END)], 18, flags=_flags))
    add("%s: always expired" % _what, asks_with_pauses([watched(EXPIRED)], 32, flags=_flags))
    add("%s: always 500" % _what, asks_with_pauses([refusal(500, "No")], 12, flags=_flags))
    add("%s: refused" % _what, asks_with_pauses([refusal(403, "No", "Forbidden")], 6, flags=_flags))
    add("%s: a long Retry-After" % _what,
        asks_with_pauses([refusal(429, "Busy", headers=["Retry-After: 3600"])], 8, flags=_flags))
    add("%s: events without versions, and closed" % _what, asks_with_pauses(
        [watched(event("MODIFIED", {"metadata": {
            "name": "web", "namespace": "default", "uid": "uid-1"}, "spec": {"containers": [{"name": "app"}]}, "status": pod()["status"]}), end=END)], 32, flags=_flags))


# A set

def of_set(trial, watches, lists, log, *flags, **how):
    server = trial.serve(api([log], watches=watches, lists=lists))
    result = trial.yare("logs", "-f", "-l", "a=b", *flags, server=server, **how)
    result.server = server
    return result


def named(name, state=ENDED, version="6", **more):
    return pod(state, name=name, uid="u-" + name, version=version, phase="Running" if state is RUNNING else "Succeeded",
               **more)


def of_name(_, request):
    return log_reply(b"".join(stamped("of " + request.split(b"/pods/")[1].partition(b"/")[0].decode())))


@case("pods that come while others are followed")
def _(trial):
    def log(conversation, request):
        if b"/p0/" in request:
            conversation.send(LOG)
            conversation.wait_for_end() if not seen.wait(10) else conversation.send(END)
            return None
        answer = of_name(conversation, request)
        seen.set()
        return answer
    seen = threading.Event()
    watch = watched(event("ADDED", named("p1")), event("ADDED", named("p2", WAITING)), event("DELETED", named("p2")),
                    event("MODIFIED", named("p0", version="9")))
    result = of_set(trial, [watch], [reply(pod_list(named("p0", RUNNING)))], log)
    result.succeeds(None, err=None)
    if result.out not in (b"of p1\n", b"of p1\nof p2\n", b"of p2\nof p1\n"):
        result.refuse("expected the log of p1")


@case("a pod that joins with containers that make no sense")
def _(trial):
    for odd in (pod(RUNNING, name="x", uid="x", containers=()), {"metadata": {"name": "x", "uid": "x"}},
                {"metadata": {"name": "x"}, "spec": {"containers": [7]}, "status": 7}):
        server = trial.serve(api([GOES_ON], watches=[watched(event("ADDED", odd))], lists=[reply(pod_list(pod()))]))
        result = trial.end_by_interrupt(["logs", "-f", "-l", "a=b", "--tail=-1"], server, after=0.5, ready=bool)
        if result.out != b"a\n" or {query.get("container") for query in log_queries(server)} - {"app", ""}:
            result.refuse("%s" % log_queries(server))


@case("thousands of pods come and go: as many logs at once as are allowed", heavy=True)
def _(trial):
    count = 100 if trial.sanitized else 1000
    comings = [event("ADDED", named("p%d" % number)) for number in range(count)]
    goings = [event("DELETED", named("p%d" % number)) for number in range(count)]
    last = event("MODIFIED", named("web", version="99999"))

    def log(conversation, request):
        if b"/web/" in request:
            conversation.send(LOG)
            done.wait(50)
            return END
        return of_name(conversation, request)

    def watch(conversation, _):
        conversation.send(STREAM + b"".join(chunks(each, 100000) for each in comings))
        while counted(conversation.server)["log"] < count + 1 and not done.wait(0.05):
            pass
        conversation.send(b"".join(chunks(each, 100000) for each in goings) + chunks(last, 100000))
        done.set()
        return Stall()
    done = threading.Event()
    result = of_set(trial, [watch], [reply(pod_list(named("web", RUNNING)))], log, "--max-log-requests=8", limit=60,
                    measured=True).succeeds(None, err=None)
    if sorted(result.out.split()) != sorted(b" ".join(b"of p%d" % number for number in range(count)).split()):
        result.refuse("expected a line of each")
    if result.server.connections > count + 50:
        result.refuse("%d connections" % result.server.connections)


@case("an event of 300 MB", heavy=True)
def _(trial):
    def long_event(conversation, _):
        conversation.send(STREAM.replace(b"Transfer-Encoding: chunked", b"X: y") + b'{"type":"MODIFIED","object":{"a":"')
        for _ in range(300):
            conversation.send(b"a" * (1 << 20))
    result = one(trial, [long_event], limit=60, measured=True).fails("256 MiB", out=b"a\n")
    if not trial.sanitized:
        result.within_memory(700)


@case("the watch is asked for one pod, or for the selector, from the version of the list")
def _(trial):
    result = one(trial, [ENDS]).succeeds(b"a\n", err=None)
    watch = [target for target in result.server.targets() if "watch=true" in target][0]
    expected = "fieldSelector=metadata.name%3Dweb&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=290&watch=true"
    if watch.partition("?")[2] != expected:
        result.refuse(watch)
    result = of_set(trial, [watched(event("MODIFIED", OVER))], [reply(pod_list(pod(), version="77"))], log_reply(LINE),
                    "--tail=-1").succeeds(b"a\n", err=None)
    watch = [target for target in result.server.targets() if "watch=true" in target][0]
    if "labelSelector=a%3Db" not in watch or "resourceVersion=77" not in watch:
        result.refuse(watch)
    if kind_of(result.server.requests[0]) != "list" or json.dumps(log_queries(result.server)[0]).count("tail"):
        result.refuse("%s" % result.server.targets())
