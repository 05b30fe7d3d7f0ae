"""Waiting until what was deleted is gone, while the watch goes wrong."""
import json
import os

from harness import add, case, read
from server import Cut, Stall
from wire import chunks, head, refusal, reply, status
from writing import arrived, config_map, gone, listed

DONE = b'configmap "a" deleted from default namespace\n'
STREAM = head(headers=["Transfer-Encoding: chunked"])
END = b"0\r\n\r\n"
STILL = reply(config_map(finalizers=["x/y"], version="6"))   # the answer to a DELETE of what has a finalizer


def event(kind, thing):
    return json.dumps({"type": kind, "object": thing}, separators=(",", ":")).encode() + b"\n"


def watched(*events, end=b""):
    """A watch that goes on, or ends as `end` says."""
    data = STREAM + b"".join(chunks(each) for each in events)
    return data + end if end else Stall(data)


DELETED = event("DELETED", config_map(version="7"))
MODIFIED = event("MODIFIED", config_map(version="6", finalizers=["x/y"]))
EXPIRED = event("ERROR", status(410, "Expired", "too old resource version"))


def api(watches, lists=(listed(),), gets=None, deletion=STILL):
    """Answers by what is asked for; the last of each is repeated."""
    left = {"watch": list(watches), "list": list(lists), "get": list(gets or [reply("no", "500 No")]),
            "delete": [deletion]}

    def answer(conversation, request):
        method, target = request.split(b" ")[:2]
        what = "delete" if method == b"DELETE" else "watch" if b"watch=true" in target else \
            "get" if target.partition(b"?")[0].endswith(b"/a") else "list"
        with conversation.server.lock:
            return left[what].pop(0) if len(left[what]) > 1 else left[what][0]
    return answer


def counted(server):
    counts = {"watch": 0, "list": 0, "get": 0}
    for method, target in zip(server.methods(), server.targets()):
        if method == "GET":
            counts["watch" if "watch=true" in target else "get" if target.partition("?")[0].endswith("/a") else
                   "list"] += 1
    return counts


def delete(trial, server, *more, **how):
    result = trial.yare("delete", "cm", "a", *more, server=server, **how)
    return arrived(result, server, DELETE=1)


def ends(*watches, most=10, **others):
    """The wait ends well, after `most` requests at most."""
    def action(trial):
        server = trial.serve(api(watches, **others))
        result = delete(trial, server, "--timeout=20s").succeeds(DONE)
        if sum(counted(server).values()) > most:
            result.refuse("%s" % counted(server))
    return action


THERE = listed(config_map(version="8", finalizers=["x/y"]))
OTHER = config_map(uid="uid-2", version="9")

add("gone at once", ends(watched(DELETED), most=1))
add("modified, then gone", ends(watched(MODIFIED, MODIFIED, DELETED), most=1))
add("replaced by another of that name", ends(watched(event("ADDED", OTHER)), most=1))
add("others come and go", ends(watched(*[event(kind, config_map("b")) for kind in ("ADDED", "DELETED")], DELETED),
                               most=1))
add("a bookmark and blank lines", ends(watched(event("BOOKMARK", {"metadata": {"resourceVersion": "9"}}), b"\n \n",
                                               DELETED), most=1))
add("an event of an unknown kind", ends(watched(event("RENAMED", {}), DELETED), most=1))
add("expired as an event, then gone", ends(watched(EXPIRED), most=2))
add("expired as an answer, then gone", ends(refusal(410, "Gone", "Expired"), most=2))
add("expired, and still there", ends(watched(EXPIRED), watched(DELETED), lists=[THERE], most=3))
add("an ERROR event of 500, then gone", ends(watched(event("ERROR", status(500, "InternalError"))), most=2))
add("an ERROR event of 500 in an answer with Retry-After",
    ends(Stall(head(headers=["Transfer-Encoding: chunked", "Retry-After: 0"]) + chunks(
        event("ERROR", status(500, "InternalError")))), most=2))
add("500 and 503, then gone", ends(refusal(500, "No"), refusal(503, "No"), lists=[THERE, listed()], most=4))
add("429 with Retry-After, then gone", ends(refusal(429, "Busy", headers=["Retry-After: 0"]), watched(DELETED), most=2))
add("the server ends the watch", ends(watched(MODIFIED, end=END), watched(DELETED), lists=[THERE], most=3))
add("the connection is torn down", ends(Cut(STREAM + chunks(MODIFIED), reset=True), watched(DELETED), lists=[THERE],
                                        most=3))
add("an empty list that is null", ends(watched(EXPIRED), lists=[reply({"kind": "ConfigMapList", "items": None})]))
add("the collection itself is gone", ends(refusal(404, "Not Found", "NotFound"), most=1))
add("no watch but gets: 403", ends(refusal(403, "No", "Forbidden"), gets=[reply(config_map()), refusal(
    404, "Not Found", "NotFound")], most=3))
add("no watch but gets: 405", ends(refusal(405, "No"), gets=[refusal(404, "Not Found", "NotFound")], most=2))
add("no watch but gets: replaced", ends(refusal(403, "No", "Forbidden"), gets=[reply(OTHER)], most=2))
add("who may not even get does not wait", ends(refusal(403, "No", "Forbidden"), gets=[refusal(403, "No", "Forbidden")],
                                               most=2))
add("no list but gets", ends(watched(EXPIRED), lists=[refusal(403, "No", "Forbidden")],
                             gets=[refusal(404, "Not Found", "NotFound")], most=3))
add("nothing to wait for", ends(refusal(500, "No"), deletion=gone(), most=0))
add("a success without a UID", ends(watched(DELETED), deletion=reply({"kind": "Status", "status": "Success"}), most=1))


# As short as can be: every byte costs a run.
SHORT = STREAM + chunks(b'{"type":"DELETED","object":{"metadata":{"name":"a","uid":"uid-1"}}}\n')


def cut_everywhere(part, parts):
    def action(trial):
        for at in range(part, len(SHORT), parts):
            server = trial.serve(api([Cut(SHORT[:at]), SHORT], lists=[THERE]))
            result = delete(trial, server).succeeds(DONE)
            if counted(server)["watch"] > 2:
                result.refuse("%s (cut at byte %d)" % (counted(server), at))
    return action


for _part in range(24):
    add("cut at every byte of the event (%d/24)" % (_part + 1), cut_everywhere(_part, 24))


# Wrong answers are told, once, and what was said of the deletion stands

WRONG = [
    ("a line that is no JSON", watched(b"hello\n")), ("a line that is no event", watched(b"{}\n")),
    ("an array", watched(b"[]\n")), ("binary", watched(bytes(range(256)) + b"\n")),
    ("an event without an object", watched(b'{"type":"DELETED"}\n')),
    ("an object that is none", watched(b'{"type":"DELETED","object":7}\n')),
    ("deeply nested", watched(b'{"type":"DELETED","object":' + b"[" * 100000 + b"\n")),
    ("an ERROR event of 403 without a Status", watched(event("ERROR", {"code": 418}))),
    ("HTML", reply("<html>\n", content_type="text/html")),
    ("a redirect", reply("", "302 Found", ["Location: /elsewhere"])), ("400", refusal(400, "Bad Request")),
    ("401", refusal(401, "Unauthorized", "Unauthorized")),
]


def is_told(answer):
    def action(trial):
        server = trial.serve(api([answer]))
        delete(trial, server, "--timeout=20s").fails(out=DONE, within=15)
    return action


for _name, _answer in WRONG:
    add("watch: " + _name, is_told(_answer))


def list_is_told(answer):
    def action(trial):
        server = trial.serve(api([watched(EXPIRED)], lists=[answer]))
        delete(trial, server, "--timeout=20s").fails(out=DONE, within=15)
    return action


for _name, _answer in [("HTML", reply("<html>\n", content_type="text/html")), ("an empty object", reply("{}")),
                       ("an array", reply("[]")), ("null", reply("null")), ("nothing", reply("")),
                       ("another object", reply(config_map())), ("items of another type", reply({"items": 7})),
                       ("a failing Status", reply(status(400, "BadRequest")))]:
    add("list: %s is not taken for an empty one" % _name, list_is_told(_answer))


@case("items that are no objects are not taken for the object's end, nor crash")
def _(trial):
    for items in ([7], [None], ["a"], [[]], [{"metadata": 7}], [{"metadata": {"name": ["a"]}}]):
        server = trial.serve(api([watched(EXPIRED)], lists=[reply({"kind": "ConfigMapList", "items": items})]))
        result = delete(trial, server, "--timeout=3s")
        if result.code not in (0, 1):
            result.refuse("expected 0 or 1")


# The time

def is_over(*watches, most=8, **others):
    def action(trial):
        server = trial.serve(api(watches, **others))
        result = delete(trial, server, "--timeout=2s", limit=15).fails("timed out waiting for the condition on",
                                                                       "configmaps/a", out=DONE, within=6)
        if sum(counted(server).values()) > most:
            result.refuse("%s in 2 s" % counted(server))
    return action


add("--timeout: nothing happens", is_over(watched(MODIFIED), most=1))
add("--timeout: the watch does not answer", is_over(Stall(), most=1))
add("--timeout: the list does not answer", is_over(watched(EXPIRED), lists=[Stall()], most=2))
add("--timeout: the get does not answer", is_over(refusal(403, "No"), gets=[Stall()], most=2))
add("--timeout: a get each second", is_over(refusal(403, "No"), gets=[reply(config_map())], most=5))
add("--timeout: every connection is cut", is_over(Cut(b""), lists=[THERE]))
add("--timeout: every watch ends at once", is_over(watched(end=END), lists=[THERE], most=16))
add("--timeout: always expired", is_over(watched(EXPIRED), lists=[THERE], most=16))
add("--timeout: a get that is always 500", is_over(refusal(403, "No"), gets=[refusal(500, "No")], most=5))
add("--timeout: always 500", is_over(refusal(500, "No"), lists=[THERE], most=16))
add("--timeout: a long Retry-After", is_over(refusal(429, "Busy", headers=["Retry-After: 3600"]), lists=[THERE]))
add("--timeout: a list with a long Retry-After",
    is_over(watched(EXPIRED), lists=[refusal(429, "Busy", headers=["Retry-After: 3600"])]))


@case("Ctrl-C while it waits, whatever the server does")
def _(trial):
    for watch, lists in ((watched(MODIFIED), [THERE]), (Stall(), [THERE]), (watched(EXPIRED), [Stall()]),
                         (refusal(429, "Busy", headers=["Retry-After: 3600"]), [THERE])):
        server = trial.serve(api([watch], lists=lists))
        result = trial.end_by_interrupt(["delete", "cm", "a"], server, after=1)
        if result.code != 130 or b"configmap/a" not in result.err or result.out != DONE:
            result.refuse("expected 130 and the name of what is not gone yet")


@case("a certificate that is not there any more when the watch begins", heavy=True)
def _(trial):
    certificate = trial.write("ca.crt", read(trial.certificates.authority()))

    def answer(_, request):
        if request.startswith(b"DELETE"):
            if os.path.exists(certificate):
                os.unlink(certificate)
            return STILL
        return watched(DELETED)
    server = trial.serve(answer, tls=trial.certificates.server())
    config = trial.kubeconfig(server, cluster="certificate-authority: " + certificate)
    result = trial.yare("delete", "cm", "a", "--timeout=5s", config=config)
    if result.code != 0:
        result.fails(out=DONE)
