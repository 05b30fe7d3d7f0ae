"""status --wait while what it watches goes wrong."""
import json
import threading

from harness import add, case
from server import Cut, Stall
from wire import chunks, head, refusal, reply, status

STREAM = head(headers=["Transfer-Encoding: chunked"])
END = b"0\r\n\r\n"
FORBIDDEN = refusal(403, "Forbidden", "Forbidden", message="you may not")


def pod(ready=False, name="web", uid="uid-1", version="5", reason="ContainerCreating", **metadata):
    state = {"running": {}} if ready else {"waiting": {"reason": reason}}
    return {"kind": "Pod", "apiVersion": "v1",
            "metadata": {"name": name, "namespace": "default", "uid": uid, "resourceVersion": version, **metadata},
            "spec": {"containers": [{"name": "app"}]},
            "status": {"phase": "Running" if ready else "Pending",
                       "conditions": [{"type": "Ready", "status": "True"}] if ready else [],
                       "containerStatuses": [{"name": "app", "state": state, "ready": ready}]}}


def listed(*pods, version="5", kind="Pod"):
    return reply({"kind": kind + "List", "apiVersion": "v1", "metadata": {"resourceVersion": version},
                  "items": list(pods)})


def event(kind, thing):
    return json.dumps({"type": kind, "object": thing}, separators=(",", ":")).encode() + b"\n"


def watched(*events, end=b""):
    """A watch that goes on, or ends as `end` says."""
    data = STREAM + b"".join(chunks(each) for each in events)
    return data + end if end else Stall(data)


def bookmark(version):
    return event("BOOKMARK", {"kind": "Pod", "metadata": {"resourceVersion": version}})


READY = event("MODIFIED", pod(True, version="9"))
STILL = event("MODIFIED", pod(version="8"))
DELETED = event("DELETED", pod(version="9"))
EXPIRED = event("ERROR", status(410, "Expired", "too old resource version"))
WAITING = listed(pod())


def what_of(request):
    """("pods", "watch"), ("events", "list"), ("pods", "get"): what a request head asks for."""
    path, _, query = request.split(b" ")[1].partition(b"?")
    parts = path.decode().split("/")
    if parts[-1] == "web":
        return parts[-2], "get"
    return parts[-1], "watch" if b"watch=true" in query else "list"


def api(watches, lists=(WAITING,), gets=(reply(pod()),), events=(listed(kind="Event"),), event_watches=(Stall(STREAM),)):
    """Answers by what is asked for; the last of each is repeated."""
    left = {("pods", "watch"): list(watches), ("pods", "list"): list(lists), ("pods", "get"): list(gets),
            ("events", "list"): list(events), ("events", "watch"): list(event_watches)}

    def answer(conversation, request):
        answers = left.get(what_of(request), [refusal(404, "Not Found", "NotFound")])
        with conversation.server.lock:
            response = answers.pop(0) if len(answers) > 1 else answers[0]
        return response(conversation, request) if callable(response) else response
    return answer


def counted(server, *wanted):
    return sum(what_of(request) in wanted for request in list(server.requests))


def wait(trial, watches, words=("pod/web",), timeout="20s", measured=False, limit=40, **answers):
    server = trial.serve(api(list(watches), **answers))
    result = trial.yare("status", *words, "--timeout=" + timeout, server=server, measured=measured, limit=limit)
    result.server = server
    return result


def ends_with(result, code, *words, within=None):
    """The exit code, and words of stdout or stderr."""
    if result.code != code:
        result.refuse("expected exit %d" % code)
    for word in words:
        if word.encode() not in result.out + result.err:
            result.refuse("expected: %r" % word)
    return result.took(within)


def ends(*watches, code=0, words=("pod/web",), most=8, said=(), **answers):
    """The wait ends with the code, and the server was not asked too often for pods."""
    def action(trial):
        result = ends_with(wait(trial, watches, words, **answers), code, *said, within=15)
        asked = counted(result.server, ("pods", "watch"), ("pods", "list"), ("pods", "get"))
        if asked > most:
            result.refuse("%d requests for pods" % asked)
    return action


SELECTED = ("pods", "-l", "a=b")
GONE = ("pod/web", "--for=deleted")
OTHER = pod(True, uid="uid-2", version="9")

add("it becomes ready", ends(watched(READY), most=2, said=["Current"]))
add("it is ready already", ends(Stall(), lists=[listed(pod(True))], most=2))
add("news, bookmarks and blank lines, then ready", ends(watched(STILL, bookmark("8"), b"\n \n", STILL, READY), most=2))
add("an event of an unknown kind", ends(watched(event("RENAMED", pod()), READY), watched(READY), most=4))
add("another object's events", ends(watched(event("MODIFIED", pod(True, name="other", uid="u")), READY), most=2))
add("410 as an event, then ready", ends(watched(EXPIRED), watched(READY), most=4))
add("410 as an answer, then ready", ends(refusal(410, "Gone", "Expired"), watched(READY), most=4))
add("410, and ready meanwhile", ends(watched(EXPIRED), lists=[WAITING, listed(pod(True, version="9"))], most=4))
add("410, and gone meanwhile", ends(watched(EXPIRED), lists=[WAITING, listed(version="9")], code=4, most=4,
                                    said=['pods "web" not found']))
add("410, and gone meanwhile, as asked", ends(watched(EXPIRED), lists=[WAITING, listed(version="9")], words=GONE, most=4))
add("410, and replaced meanwhile, as asked", ends(watched(EXPIRED), lists=[WAITING, listed(OTHER, version="9")],
                                                  words=GONE, most=4))
add("410 again and again, then ready", ends(*[watched(EXPIRED)] * 3, watched(READY), most=9))
add("410, and one of two selected is gone", ends(watched(EXPIRED), words=SELECTED, lists=[
    listed(pod(True), pod(name="b", uid="uid-b")), listed(pod(True), version="9")], most=4))
add("410, and another is selected", ends(watched(EXPIRED), watched(event("MODIFIED", pod(
    True, name="b", uid="uid-b"))), words=SELECTED, lists=[
        listed(pod()), listed(pod(True), pod(name="b", uid="uid-b"), version="9")], most=5, said=["b ", "web "]))
add("deleted", ends(watched(DELETED), code=4))
add("deleted, as asked", ends(watched(DELETED), words=GONE))
add("deleted by an event without a spec", ends(watched(event("DELETED", {"metadata": {
    "name": "web", "namespace": "default", "uid": "uid-1"}})), words=GONE))
add("replaced, as asked", ends(watched(event("MODIFIED", OTHER)), words=GONE))
add("it crashes again and again", ends(watched(event("MODIFIED", pod(reason="CrashLoopBackOff"))), code=3,
                                       said=["CrashLoopBackOff: app"]))
add("500 twice, then ready", ends(refusal(500, "No"), refusal(500, "No"), watched(READY), most=10))
add("429 with Retry-After, then ready", ends(refusal(429, "Busy", headers=["Retry-After: 0"]), watched(READY), most=5))
add("an ERROR event of 500, then ready", ends(watched(event("ERROR", status(500, "InternalError"))), watched(READY),
                                              most=6))
add("closed at once, then ready", ends(watched(end=END), watched(READY), most=6))
add("closed after news, then ready", ends(watched(STILL, end=END), watched(READY), most=6))
add("torn down, then ready", ends(Cut(STREAM + chunks(STILL), reset=True), watched(READY), most=6))
add("may not watch: looks again, by name", ends(FORBIDDEN, gets=[reply(pod()), reply(pod(True))], most=6))
add("may not watch: looks again, by list", ends(FORBIDDEN, words=SELECTED, lists=[WAITING, listed(pod(True))], most=6))
add("cannot watch: 405", ends(refusal(405, "No"), gets=[reply(pod()), reply(pod(True))], most=6))
add("may get only", ends(FORBIDDEN, lists=[FORBIDDEN], gets=[reply(pod()), reply(pod(True))], most=8))
add("may get only, and it is gone", ends(FORBIDDEN, lists=[FORBIDDEN], gets=[
    reply(pod()), refusal(404, "Not Found", "NotFound")], words=GONE, most=8))


@case("a watch that ends is taken up from its latest bookmark, without a list")
def _(trial):
    result = ends_with(wait(trial, [watched(STILL, bookmark("77"), end=END), watched(bookmark("78"), end=END),
                                    watched(READY)]), 0)
    watches = [target for target, request in zip(result.server.targets(), list(result.server.requests))
               if what_of(request) == ("pods", "watch")]
    versions = [part for target in watches for part in target.split("&") if part.startswith("resourceVersion=")]
    if versions != ["resourceVersion=5", "resourceVersion=77", "resourceVersion=78"]:
        result.refuse("%s" % versions)
    if counted(result.server, ("pods", "list")) != 1:
        result.refuse("lists again")


# As short as can be: every byte costs a run.
SHORT = STREAM + chunks(b'{"type":"DELETED","object":{"metadata":{"name":"web","namespace":"default","uid":"uid-1"}}}\n',
                        200)


def cut_everywhere(part, parts):
    def action(trial):
        for at in range(part, len(SHORT), parts * (4 if trial.sanitized else 1)):
            result = wait(trial, [Cut(SHORT[:at]), SHORT], GONE)
            result.args.append("(cut at byte %d)" % at)
            ends_with(result, 0)
    return action


for _part in range(32):
    add("cut at every byte of the event (%d/32)" % (_part + 1), cut_everywhere(_part, 32))


# What makes no sense

WRONG = [
    ("a line that is no JSON", watched(b"hello\n")), ("a line that is no event", watched(b"{}\n")),
    ("an array", watched(b"[]\n")), ("binary", watched(bytes(range(256)) + b"\n")),
    ("an event without an object", watched(b'{"type":"MODIFIED"}\n')),
    ("an object that is none", watched(b'{"type":"MODIFIED","object":7}\n')),
    ("an object without a name", watched(b'{"type":"MODIFIED","object":{}}\n')),
    ("deeply nested", watched(b'{"type":"MODIFIED","object":' + b"[" * 100000 + b"\n")),
    ("an ERROR event without a Status", watched(event("ERROR", {"code": 418}))),
    ("HTML", reply("<html>\n", content_type="text/html")), ("400", refusal(400, "Bad Request")),
    ("a redirect", reply("", "302 Found", ["Location: /elsewhere"])),
    ("401", refusal(401, "Unauthorized", "Unauthorized")),
]


def is_told(answer):
    return lambda trial: wait(trial, [answer], timeout="30s").fails(out=None, lines=None, within=20)


for _name, _answer in WRONG:
    add("told: " + _name, is_told(_answer))


def list_is_told(answer):
    def action(trial):
        for words in (("pod/web",), SELECTED):
            wait(trial, [Stall()], words, lists=[answer], timeout="30s").fails(out=None, lines=None, within=20)
            wait(trial, [watched(EXPIRED)], words, lists=[WAITING, answer], timeout="30s").fails(
                out=None, lines=None, within=20)
    return action


for _name, _answer in [("HTML", reply("<html>\n", content_type="text/html")), ("an empty object", reply("{}")),
                       ("an array", reply("[]")), ("null", reply("null")), ("nothing", reply("")),
                       ("items of another type", reply({"items": 7})), ("an item that is none", reply({"items": [7]})),
                       ("an item without a name", reply({"items": [{}]})),
                       ("a failing Status", reply(status(400, "BadRequest")))]:
    add("list: %s is not taken for an empty one" % _name, list_is_told(_answer))


def odd_pod(**fields):
    thing = pod(version="6")
    thing["status"] = {**thing["status"], **fields}
    return event("MODIFIED", thing)


@case("a pod whose status makes no sense is judged all the same, and the wait goes on")
def _(trial):
    for odd in (odd_pod(conditions=7), odd_pod(conditions=[7, None, {"type": 1}]), odd_pod(containerStatuses={"a": 1}),
                odd_pod(containerStatuses=[7, {"state": 7}, {"name": [], "state": {"waiting": "x"}}]),
                odd_pod(phase={"a": []}), odd_pod(phase="Odd"), odd_pod(phase="\x1b[31m\n" * 9),
                odd_pod(observedGeneration="x"), event("MODIFIED", dict(pod(version="6"), status=7)),
                event("MODIFIED", dict(pod(version="6"), spec=[], status=[])),
                event("MODIFIED", pod(version="6", ownerReferences=7, annotations=[], labels="x", generation="y")),
                event("MODIFIED", pod(version="6", reason="x" * 100000))):
        result = ends_with(wait(trial, [watched(odd, READY)]), 0, "Current")
        if b"\x1b" in result.err or len(result.err) > 5000:
            result.refuse("%d bytes of stderr" % len(result.err))


# What explains verdicts

def with_events(code, *said, **answers):
    def action(trial):
        ends_with(wait(trial, [watched(STILL)], timeout="2s", **answers), code, *said, within=15)
    return action


COMPLAINT = {"kind": "Event", "metadata": {"name": "e", "namespace": "default", "uid": "e-1"}, "type": "Warning",
             "reason": "FailedMount", "message": "no such volume", "lastTimestamp": "2026-11-22T10:00:00Z",
             "involvedObject": {"kind": "Pod", "name": "web", "uid": "uid-1"}}

add("a warning is told", with_events(2, "ContainerCreating: app; FailedMount: no such volume",
                                     events=[listed(COMPLAINT, kind="Event")]))
add("a warning that comes later is told", with_events(2, "FailedMount: no such volume",
                                                      event_watches=[watched(event("ADDED", COMPLAINT))]))
add("who may not read events is told so", with_events(2, "Warning: events in namespace default cannot be read",
                                                      "ContainerCreating: app", events=[FORBIDDEN]))
add("who may not watch events has their first list", with_events(
    2, "FailedMount: no such volume", events=[listed(COMPLAINT, kind="Event")], event_watches=[FORBIDDEN]))
add("events that are not served", with_events(2, "ContainerCreating: app", events=[
    refusal(404, "Not Found", "NotFound")]))
add("events that break off", with_events(2, "ContainerCreating: app", event_watches=[Cut(STREAM)]))
add("events that never answer", with_events(2, "ContainerCreating: app", events=[Stall()]))
add("events of another shape", with_events(2, "ContainerCreating: app", events=[listed(
    dict(COMPLAINT, involvedObject=7), dict(COMPLAINT, message={"a": 1}), dict(COMPLAINT, lastTimestamp="x"),
    kind="Event")]))


# The time, and Ctrl-C

def is_over(*watches, most=8, said=("timed out waiting for pod/web",), **answers):
    def action(trial):
        result = ends_with(wait(trial, watches, timeout="2s", **answers), 2, *said, within=10)
        asked = counted(result.server, ("pods", "watch"), ("pods", "list"), ("pods", "get"))
        if asked > most:
            result.refuse("%d requests for pods in 2 s" % asked)
    return action


add("--timeout: nothing happens", is_over(watched(STILL), most=2))
add("--timeout: the watch does not answer", is_over(Stall(), most=2))
add("--timeout: the list does not answer", is_over(Stall(), lists=[Stall()], most=1,
                                                            said=["timed out waiting for pod/web: Unknown: not read yet"]))
add("--timeout: every watch ends at once", is_over(watched(end=END), most=16))
add("--timeout: always expired", is_over(watched(EXPIRED), most=16))
add("--timeout: every connection is cut", is_over(Cut(b""), most=16))
add("--timeout: always 500", is_over(refusal(500, "No"), most=16))
add("--timeout: a long Retry-After", is_over(refusal(429, "Busy", headers=["Retry-After: 3600"])))


@case("Ctrl-C while it waits, whatever the server does")
def _(trial):
    for watch, more in ((watched(STILL), {}), (Stall(), {}), (Stall(), {"lists": [Stall()]}), (Cut(b""), {}),
                        (FORBIDDEN, {}), (watched(STILL), {"events": [Stall()]}),
                        (refusal(429, "Busy", headers=["Retry-After: 3600"]), {})):
        server = trial.serve(api([watch], **more))
        trial.end_by_interrupt(["status", "pod/web", "--timeout=60s"], server, after=1)


@case("a server that is not there, or has no sense at first, is an error at once")
def _(trial):
    closed = trial.serve(b"")
    closed.close()
    for words in ("pod/web", "pods"):
        trial.yare("status", words, "--timeout=60s", server=closed).fails("refused", within=15)
        for answer in (refusal(401, "Unauthorized", "Unauthorized"), refusal(400, "Bad Request", "BadRequest")):
            ends_with(wait(trial, [Stall()], (words,), timeout="60s", lists=[answer]), 1, within=15)
    wait(trial, [Stall()], ("pods",), timeout="60s", lists=[FORBIDDEN]).fails("you may not", within=15)


# Floods

@case("a flood of news about one object: flat memory, few lines, the right end", heavy=True)
def _(trial):
    count = 3000 if trial.sanitized else 60000

    def flood(conversation, _):
        conversation.send(STREAM)
        for start in range(0, count, 500):
            conversation.send(chunks(b"".join(event("MODIFIED", pod(
                reason="Odd%d" % number, version=str(number + 10), annotations={"a": "x" * 500}))
                for number in range(start, start + 500)), 100000))
        return Stall(chunks(event("MODIFIED", pod(True, version="99999"))))
    result = ends_with(wait(trial, [flood], timeout="60s", limit=90, measured=True), 0, "Current")
    if not trial.sanitized:
        result.within_memory(40)
    if result.err.count(b"\n") > 2000:
        result.refuse("%d lines" % result.err.count(b"\n"))


@case("objects that come and go by the thousands: flat memory, the right end", heavy=True)
def _(trial):
    count = 2000 if trial.sanitized else 30000

    def flood(conversation, _):
        conversation.send(STREAM)
        for start in range(0, count, 250):
            names = ["p%d" % number for number in range(start, start + 250)]
            for kind in ("ADDED", "DELETED"):
                conversation.send(chunks(b"".join(event(kind, pod(name=name, uid=name)) for name in names), 100000))
        return Stall(chunks(READY))
    result = ends_with(wait(trial, [flood], SELECTED, timeout="60s", limit=90, measured=True), 0, "Current")
    if not trial.sanitized:
        result.within_memory(60)
    if result.out.count(b"\n") != 2:
        result.refuse("expected one object")


@case("a flood of warnings: the latest is told, memory stays in bounds", heavy=True)
def _(trial):
    count = 2000 if trial.sanitized else 30000

    def flood(conversation, _):
        conversation.send(STREAM)
        for start in range(0, count, 500):
            conversation.send(chunks(b"".join(event(kind, dict(COMPLAINT, metadata={"uid": "e%d" % number}))
                                              for number in range(start, start + 500) for kind in ("ADDED", "DELETED")),
                                     100000))
        last = dict(COMPLAINT, metadata={"uid": "last"}, message="the last one")
        conversation.send(chunks(event("ADDED", last)))
        done.set()
        return Stall()

    def pods(conversation, _):
        conversation.send(STREAM)
        done.wait(60)
        return Stall(chunks(STILL))
    done = threading.Event()
    result = ends_with(wait(trial, [pods], timeout="8s" if not trial.sanitized else "20s", limit=90, measured=True,
                            event_watches=[flood]), 2, "FailedMount: the last one")
    if not trial.sanitized:
        result.within_memory(40)


@case("an event of 300 MB", heavy=True)
def _(trial):
    def long_event(conversation, _):
        conversation.send(STREAM.replace(b"Transfer-Encoding: chunked", b"X: y") + b'{"type":"MODIFIED","object":{"a":"')
        for _ in range(300):
            conversation.send(b"a" * (1 << 20))
    result = wait(trial, [long_event], timeout="60s", limit=90, measured=True).fails("256 MiB", out=None, lines=None)
    if not trial.sanitized:
        result.within_memory(700)


@case("200 named objects: one list and one watch")
def _(trial):
    names = ["p%d" % number for number in range(200)]
    server = trial.serve(api([watched(*(event("MODIFIED", pod(True, name=name, uid=name)) for name in names))], lists=[
        listed(*(pod(name=name, uid=name) for name in names))]))
    result = ends_with(trial.yare("status", "pod", *names, "--wait", server=server), 0)
    if (counted(server, ("pods", "list")), counted(server, ("pods", "watch"))) != (1, 1) or len(server.requests) > 4:
        result.refuse("%s" % server.targets())
