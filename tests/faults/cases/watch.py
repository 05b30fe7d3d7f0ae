"""get -w while the watch goes wrong."""
import json
import time

from harness import add, case
from server import Cut, Stall
from wire import chunks, head, refusal, reply, status

STREAM = head(headers=["Transfer-Encoding: chunked"])
END = b"0\r\n\r\n"
COLUMNS = [{"name": "Name", "type": "string", "format": "name", "priority": 0},
           {"name": "Data", "type": "integer", "priority": 0}]
HEADER = b"NAME   DATA\n"


def partial(name, version, uid):
    return {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
            "metadata": {"name": name, "namespace": "default", "uid": uid, "resourceVersion": str(version)}}


def table(*rows, version=5, columns=True):
    """Rows are (name, version)."""
    return {"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {"resourceVersion": str(version)},
            "columnDefinitions": COLUMNS if columns else None,
            "rows": [{"cells": [name, at], "object": partial(name, at, "u-" + name)} for name, at in rows]}


def config_map(name, version):
    return {"kind": "ConfigMap", "apiVersion": "v1",
            "metadata": {"name": name, "namespace": "default", "uid": "u-" + name, "resourceVersion": str(version)}}


def maps(*rows, version=5):
    return {"kind": "ConfigMapList", "apiVersion": "v1", "metadata": {"resourceVersion": str(version)},
            "items": [config_map(*row) for row in rows]}


def event(kind, thing):
    return json.dumps({"type": kind, "object": thing}, separators=(",", ":")).encode() + b"\n"


def row(kind, name, version, columns=False):
    return event(kind, table((name, version), version=version, columns=columns))


def bookmark(version):
    return event("BOOKMARK", table(version=version))


def watched(*events, end=b""):
    """A watch that goes on, or ends as `end` says."""
    data = STREAM + b"".join(chunks(each) for each in events)
    return data + end if end else Stall(data)


EXPIRED = event("ERROR", status(410, "Expired", "too old resource version"))


def api(lists, watches):
    """Answers by what is asked for; the last of each is repeated."""
    left = {True: list(watches), False: list(lists)}

    def answer(conversation, request):
        answers = left[b"watch=true" in request.split(b" ")[1]]
        with conversation.server.lock:
            response = answers.pop(0) if len(answers) > 1 else answers[0]
        return response(conversation, request) if callable(response) else response
    return answer


def get(trial, watches, *flags, lists=(reply(table(("a", 3))),), time="2s", **how):
    server = trial.serve(api(lists, watches))
    result = trial.yare("get", "cm", "-w", "--request-timeout", time, *flags, server=server, **how)
    result.server = server
    return result


def versions(server):
    """From where it watched each time."""
    return [target.partition("resourceVersion=")[2].partition("&")[0] for target in server.targets() if "watch=true" in target]


def counts(server):
    watches = sum("watch=true" in target for target in server.targets())
    return watches, len(server.targets()) - watches


def shows(*watches, out, flags=(), lists=(reply(table(("a", 3))),), **how):
    def action(trial):
        get(trial, watches, *flags, lists=lists, **how).succeeds(out)
    return action


def fails(*watches, words, out=HEADER + b"a      3\n", lines=1, **how):
    def action(trial):
        get(trial, watches, time="20s", **how).fails(*words, out=out, lines=lines)
    return action


START = HEADER + b"a      3\n"
ADDED_B = watched(row("ADDED", "b", 7))

add("events are rows", shows(watched(row("ADDED", "b", 6, True), row("MODIFIED", "a", 7), row("DELETED", "a", 8)),
                             out=START + b"b      6\na      7\na      8     (deleted)\n"))
add("events with their names", shows(
    watched(row("MODIFIED", "a", 7), row("DELETED", "a", 8)), flags=["--output-watch-events"],
    out=b"EVENT      NAME   DATA\nADDED      a      3\nMODIFIED   a      7\nDELETED    a      8\n"))
add("bookmarks are no rows", shows(watched(bookmark(8), b"\n  \n", row("ADDED", "b", 9)), out=START + b"b      9\n"))
add("an event that is known already", shows(watched(row("ADDED", "a", 3), row("MODIFIED", "a", 4)), out=START + b"a      4\n"))
add("410 as an event, and a list that says what changed", shows(
    watched(EXPIRED), Stall(STREAM), out=START + b"b      8\na      9\n",
    lists=[reply(table(("a", 3))), reply(table(("b", 8), ("a", 9), version=9))]))
add("410 as an answer, and one that is gone", shows(
    refusal(410, "Gone", "Expired"), Stall(STREAM), out=HEADER + b"a      3\nb      4\na      3     (deleted)\n",
    lists=[reply(table(("a", 3), ("b", 4))), reply(table(("b", 4), version=9))]))
add("410, and one that is gone, as events", shows(
    watched(EXPIRED), Stall(STREAM), flags=["--output-watch-events", "-o", "json"],
    out=b"".join(json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in (
        {"type": "ADDED", "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {
            "name": "a", "namespace": "default", "resourceVersion": "3", "uid": "u-a"}}},
        {"type": "DELETED", "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {
            "name": "a", "namespace": "default", "uid": "u-a"}}})),
    lists=[reply(maps(("a", 3))), reply(maps(version=9))]))
add("410 again and again", shows(refusal(410, "Gone", "Expired"), out=START))
add("a list that breaks off after 410", shows(
    watched(EXPIRED), Stall(STREAM), out=START + b"b      8\n",
    lists=[reply(table(("a", 3))), Cut(reply(table(("a", 3), ("b", 8), version=9))[:-9]),
           reply(table(("a", 3), ("b", 8), version=9))]))
add("500, 429 and 503 pass", shows(refusal(500, "No"), refusal(429, "Busy", headers=["Retry-After: 0"]),
                                   refusal(503, "No"), ADDED_B, out=START + b"b      7\n", time="4s"))
add("an ERROR event of 500 passes", shows(watched(event("ERROR", status(500, "InternalError"))), ADDED_B,
                                          out=START + b"b      7\n"))
add("torn down after an event", shows(Cut(STREAM + chunks(row("ADDED", "c", 6)), reset=True), ADDED_B,
                                      out=START + b"c      6\nb      7\n"))
add("an ERROR event is an error", fails(watched(event("ERROR", status(400, "BadRequest", "not any more"))),
                                        words=["(BadRequest): not any more"]))
add("a Status in the place of an object is an error", fails(
    watched(row("ADDED", "b", 6), event("MODIFIED", status(400, "BadRequest", "it is so"))),
    words=["(BadRequest): it is so"], out=START + b"b      6\n"))
add("an event of an unknown type is an error", fails(watched(row("RENAMED", "b", 6)), words=['unknown type "RENAMED"']))
add("garbage is an error", fails(watched(b"\x00garbage\n"), words=["invalid character"]))
add("a type that cannot be watched is listed", shows(
    refusal(405, "No", "MethodNotAllowed"), out=START + b"a      4\n", time="4s",
    lists=[reply(table(("a", 3))), reply(table(("a", 4), version=9))]))
add("objects without names are an error", fails(watched(event("ADDED", {"kind": "ConfigMap"})), words=["without a name"]))
add("rows that are no objects are an error", fails(
    watched(event("ADDED", {**table(), "rows": [1, None]})), words=["row that is not an object"]))


@case("it goes on from where it was")
def resumes(trial):
    result = get(trial, [watched(row("ADDED", "b", 6), end=END), watched(bookmark(17), end=END),
                         watched(row("MODIFIED", "b", 19), end=END), Stall(STREAM)], time="3s")
    result.succeeds(START + b"b      6\nb      19\n")
    if versions(result.server)[:4] != ["5", "6", "17", "19"]:
        result.refuse("versions %s" % versions(result.server))


@case("a server that ends every watch at once is not asked all the time")
def closes(trial):
    result = get(trial, [STREAM + END], time="3s").succeeds(START)
    if sum(counts(result.server)) > 16:
        result.refuse("%d watches, %d lists" % counts(result.server))


@case("a first list that breaks off is not shown")
def first_list(trial):
    for flags, body in (((), table(("a", 3), ("b", 4))), (("-o", "json"), maps(("a", 3), ("b", 4))),
                        (("-o", "name"), maps(("a", 3), ("b", 4)))):
        get(trial, [Stall(STREAM)], *flags, lists=[Cut(reply(body)[:-20])]).fails(out=b"")


@case("a first list that breaks off at its second page is not shown")
def second_page(trial):
    page = table(("a", 3))
    page["metadata"]["continue"] = "more"
    get(trial, [Stall(STREAM)], lists=[reply(page), refusal(403, "No", "Forbidden")]).fails("Forbidden", out=b"")
    page = maps(("a", 3))
    page["metadata"]["continue"] = "more"
    get(trial, [Stall(STREAM)], "-o", "yaml", lists=[reply(page), refusal(403, "No", "Forbidden")]).fails(
        "Forbidden", out=b"")


def every_byte(first, step):
    """Each connection brings an event, and the next one cut after one byte more."""
    def action(trial):
        size = len(row("ADDED", "b", 10))
        places = list(range(first, size, step))
        watches = [Cut(STREAM + chunks(row("MODIFIED", "b", 10 + number)) +
                       chunks(row("MODIFIED", "b", 11 + number)[:at], 32)) for number, at in enumerate(places)]
        result = get(trial, [*watches, Stall(STREAM)], time="%ds" % (len(places) / 2 + 3), limit=120)
        result.succeeds(START + b"".join(b"b      %d\n" % (10 + number) for number in range(len(places))))
    return action


for begin in range(12):
    add("cut at every byte of an event, %d" % begin, every_byte(begin, 12))


@case("trouble that lasts is told once")
def trouble(trial):
    result = get(trial, [refusal(503, "No")], time="8s").succeeds(START, err=None)
    if result.err.count(b"\n") != 1 or b"the watch of configmaps was interrupted" not in result.err:
        result.refuse("expected one line about the trouble")


@case("a flood of events is flat in memory", heavy=True)
def flood(trial):
    many = b"".join(row("MODIFIED", "a", version) for version in range(10, 60010))
    quiet = get(trial, [Stall(STREAM)], time="1s", measured=True).succeeds(START)
    result = get(trial, [STREAM + chunks(many, 1 << 16) + END, Stall(STREAM)], time="15s", measured=True).succeeds()
    if result.out.count(b"\n") != 60002:
        result.refuse("%d lines" % result.out.count(b"\n"))
    if not trial.sanitized and result.peak > quiet.peak + 4096:
        result.refuse("%d KiB, %d without the flood" % (result.peak, quiet.peak))


@case("an event of endless length", heavy=True)
def endless(trial):
    def answer(conversation, _):
        conversation.send(STREAM)
        for _ in range(300):
            conversation.send(chunks(b"x" * (1 << 20), 1 << 20))
    result = get(trial, [answer], time="25s", limit=60, measured=True)
    if result.code == 0:
        return
    result.fails(out=START, lines=None)


@case("Ctrl-C while nothing comes")
def interrupted(trial):
    server = trial.serve(api([reply(table(("a", 3)))], [Stall(STREAM)]))
    result = trial.end_by_interrupt(["get", "cm", "-w"], server, ready=lambda out: b"a" in out)
    if result.seconds > 5 or result.code != 130 or result.err:
        result.refuse("expected 130 at once")


@case("several types, one of which is refused")
def several(trial):
    def answer(conversation, request):
        target = request.split(b" ")[1]
        if b"/secrets" in target:
            return refusal(403, "No", "Forbidden", message="no secrets")
        if b"watch=true" in target:
            return watched(row("ADDED", "b", 6))
        return reply(table(("a", 3)))
    server = trial.serve(answer)
    result = trial.yare("get", "cm,secrets", "-w", "--request-timeout", "2s", server=server)
    result.fails("no secrets", lines=None, out=b"NAME          DATA\nconfigmap/a   3\nconfigmap/b   6\n")
