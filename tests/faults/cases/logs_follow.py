"""logs -f from servers that cut, refuse, replay and lie: every line comes out once."""
import time

from harness import add, case
from podlog import (ENDED, LOG, RUNNING, WAITING, Node, api, bare, counted, cut_at, event, kind_of, log_queries,
                    log_reply, pod, pod_list, stamped, watched, whole)
from server import Cut, Stall
from wire import chunks, head, refusal, reply, status, zipped

# Lines of one nanosecond, equal lines, an empty one.
LINES = stamped("a", "a", "bb", step=0) + stamped("", "c", second=3)
DONE = reply(pod(ENDED, version="9", phase="Succeeded"))


def follow(trial, serving, *flags, **how):
    server = trial.serve(serving)
    result = trial.yare("logs", "-f", *(flags or ["web"]), server=server, **how)
    result.server = server
    return result


def follows(node, *flags, err=b""):
    result = follow(node[0], node[1], *(flags or ["web"]))
    return result.succeeds(bare(node[1].lines), err=err)


# Cuts

def cut_everywhere(framing, part, parts, times=1):
    def action(trial):
        start, body = Node(LINES, framing=framing).framed(b"".join(LINES))
        for at in range(part, len(start) + len(body), parts * (4 if trial.sanitized else 1)):
            node = Node(LINES, [cut_at(at - len(start), reset=at % 3 == 2)] * times, framing)
            result = follow(trial, node)
            result.args.append("(cut at byte %d of %d)" % (at, len(start + body)))
            result.succeeds(bare(LINES))
    return action


for _part in range(32):
    add("cut at every byte, chunked (%d/32)" % (_part + 1), cut_everywhere("chunked", _part, 32))
for _part in range(8):
    add("cut at every other byte, by length (%d/8)" % (_part + 1), cut_everywhere("length", 2 * _part, 16))


@case("ended at every byte as if it were whole")
def _(trial):
    body = b"".join(LINES)
    for at in range(0, len(body), 5):
        node = Node(LINES, [lambda answer, start, at=at: LOG + chunks(body[:at]) + b"0\r\n\r\n"])
        result = follow(trial, node)
        result.args.append("(ended at byte %d of %d)" % (at, len(body)))
        result.succeeds(bare(LINES))


@case("cut forty times, each time behind one more line")
def _(trial):
    lines = stamped(*["line %d" % number for number in range(40)], step=400_000_000)

    def grown(number):
        def answer(whole_answer, start):
            node.lines = lines[:number + 1]
            return Cut(LOG + chunks(b"".join(node.lines)), reset=number % 2 == 0)
        return answer
    node = Node(lines, [grown(number) for number in range(40)])
    # A log that goes on is no failure: without growing pauses, and without a word.
    follow(trial, node, limit=60).succeeds(bare(lines)).took(60 if trial.sanitized else 12)


@case("the same with timestamps, a prefix, JSON")
def _(trial):
    for flags, expected in (
            (["--timestamps"], b"".join(LINES)),
            (["--prefix"], b"".join(b"[pod/web/app] " + line for line in bare(LINES).splitlines(True))),
            (["-o", "json"], None)):
        for at in (0, 20, 35, 60, 120):
            result = follow(trial, Node(LINES, [cut_at(at)]), "web", *flags).succeeds(expected)
            if expected is None and result.out.count(b"\n") != len(LINES):
                result.refuse("expected %d lines" % len(LINES))


@case("what a log is asked for, at first and when it is taken up again")
def _(trial):
    node = Node(LINES, [cut_at(125)])
    result = follow(trial, node, "web", "--tail=4", "--since=1h")
    first, second = log_queries(result.server)[:2]
    if first != {"container": "app", "follow": "true", "timestamps": "true", "tailLines": "4", "sinceSeconds": "3600"}:
        result.refuse("first: %s" % first)
    if second != {"container": "app", "follow": "true", "timestamps": "true", "sinceTime": "2026-11-22T09:59:59Z"}:
        result.refuse("second: %s" % second)


@case("--limit-bytes over a cut")
def _(trial):
    for limit in range(1, 12):
        result = follow(trial, Node(LINES, [cut_at(80)]), "web", "--limit-bytes=%d" % limit)
        result.succeeds(bare(LINES)[:limit])


@case("timestamps that go back by less than a second, cut anywhere")
def _(trial):
    lines = stamped("a", second=1) + [b"2026-11-22T10:00:00.600000000Z back\n"] + stamped("c", "d", second=1)
    for at in range(0, len(b"".join(lines)), 9):
        follow(trial, Node(lines, [cut_at(at)])).succeeds(bare(lines))


@case("timestamps that make no sense, cut anywhere, end")
def _(trial):
    lines = [b"9999-12-31T23:59:59Z a\n", b"2026-13-01T00:00:00Z b\n", b"-1 c\n", b"2262-04-11T23:47:15Z d\n",
             b"1600-01-01T00:00:00Z e\n", b"\n", b"\0\n"]
    for at in range(0, len(b"".join(lines)), 9):
        result = follow(trial, Node(lines, [cut_at(at)])).succeeds(None, err=None)
        if len(result.out) > 2 * len(b"".join(lines)):
            result.refuse("expected an end")


@case("gzip, cut anywhere")
def _(trial):
    packed = zipped(b"".join(LINES))

    def broken(at):
        return lambda answer, start: Cut(head(headers=["Content-Encoding: gzip"]) + packed[:at])
    for at in (0, 5, 12, 30, len(packed) - 9, len(packed) - 1):
        follow(trial, Node(LINES, [broken(at)])).succeeds(bare(LINES))


# Answers of another kind, once the stream had begun

PASSING = [
    ("500", refusal(500, "No", "InternalError")), ("503 without a Status", reply("no", "503 No")),
    ("429 with Retry-After", refusal(429, "Busy", headers=["Retry-After: 0"])), ("502 HTML", reply("<html>", "502 No")),
    ("404", refusal(404, "Not Found", "NotFound")), ("400", refusal(400, "Bad Request", "BadRequest")),
    ("nothing but a cut", Cut(b"")), ("garbage in chunks", Cut(LOG + b"xyz\r\n")), ("no HTTP", Cut(b"SSH-2.0-x\r\n")),
    ("a chunk of garbage", Cut(LOG + b"5\r\nhello\r\nzz\r\n")), ("an empty log", log_reply(b"")),
]


def passes(answer):
    def action(trial):
        node = Node(LINES, [cut_at(100), lambda *_: answer])
        follow(trial, node).succeeds(bare(LINES))
    return action


for _name, _answer in PASSING:
    add("then %s, then the rest" % _name, passes(_answer))


def is_final(answer, *words):
    def action(trial):
        node = Node(LINES, [cut_at(100), lambda *_: answer])
        result = follow(trial, node).fails(*words, out=None)
        if not bare(LINES).startswith(result.out) or result.out.count(b"\n") < 2:
            result.refuse("expected the lines that came")
    return action


for _name, _answer, _word in [
        ("401", refusal(401, "Unauthorized", "Unauthorized"), "logged in"),
        ("403", refusal(403, "Forbidden", "Forbidden"), "Forbidden"),
        ("a redirect", reply("", "302 Found", ["Location: /x"]), "redirect")]:
    add("then %s: told" % _name, is_final(_answer, _word))


def asks_with_pauses(answer, most, seconds=4):
    """A server that ends every answer at once while the container runs is asked less and less often."""
    def action(trial):
        server = trial.serve(api([answer]))
        result = trial.end_by_interrupt(["logs", "-f", "web"], server, after=seconds)
        if counted(server)["log"] > most or counted(server)["get"] > most or counted(server)["watch"] > most:
            result.refuse("%s" % counted(server))
        if result.out.count(b"a\n") > 1:
            result.refuse("expected the line once")
    return action


ONE_LINE = stamped("a")[0]
add("a log that always ends at once", asks_with_pauses(log_reply(b""), 8))
add("the same line again and again", asks_with_pauses(log_reply(ONE_LINE), 8))
add("a line without a time again and again", asks_with_pauses(log_reply(b"a\n"), 8))
add("HTML again and again", asks_with_pauses(reply("<html>\na\n</html>", content_type="text/html"), 8))
add("half a line again and again", asks_with_pauses(log_reply(ONE_LINE[:-1]), 8))
add("half a line without a time again and again", asks_with_pauses(log_reply(b"hello"), 8))
add("the same line, always cut", asks_with_pauses(Cut(LOG + chunks(ONE_LINE)), 8))
add("the same line, always torn down", asks_with_pauses(Cut(LOG + chunks(ONE_LINE), reset=True), 8))


@case("404 for ever after it had begun: pauses, and the pod's end is the end")
def _(trial):
    server = trial.serve(api([Cut(LOG + chunks(ONE_LINE)), refusal(404, "Not Found", "NotFound")],
                             gets=[reply(pod()), reply(pod()), refusal(404, "Not Found", "NotFound")],
                             watches=[watched(event("DELETED", pod(version="9")))]))
    trial.yare("logs", "-f", "web", server=server).succeeds(b"a\n", err=None)


# Not started

def waits(answer):
    def action(trial):
        started = reply(pod(ENDED, version="9", phase="Succeeded"))
        server = trial.serve(api([answer, log_reply(b"".join(LINES))],
                                 gets=[reply(pod(WAITING)), reply(pod(WAITING)), started],
                                 watches=[watched(event("MODIFIED", pod(RUNNING, version="6")),
                                                  event("MODIFIED", pod(ENDED, version="9", phase="Succeeded")))]))
        trial.yare("logs", "-f", "web", server=server, limit=20).succeeds(bare(LINES), err=None)
    return action


add("waiting to start, then started",
    waits(refusal(400, "Bad Request", "BadRequest", message='container "app" in pod "web" is waiting to start: x')))
add("an empty log before it starts, then started", waits(log_reply(b"")))


@case("--pod-running-timeout: it never starts")
def _(trial):
    waiting = refusal(400, "Bad Request", "BadRequest", message='container "app" in pod "web" is waiting to start: x')
    server = trial.serve(api([waiting], gets=[reply(pod(WAITING))]))
    result = trial.yare("logs", "-f", "web", "--pod-running-timeout=1s", server=server, limit=15)
    result.fails("context deadline exceeded", lines=None, within=15 if trial.sanitized else 5)
    if counted(server)["log"] > 6:
        result.refuse("%s" % counted(server))


# Times

@case("--request-timeout ends the following")
def _(trial):
    for data in (LOG, LOG + chunks(b"".join(LINES)), LOG + chunks(b"".join(LINES)[:-5])):
        result = follow(trial, api([Stall(data)]), "web", "--request-timeout=1s", limit=15)
        result.fails("time", out=None, within=15 if trial.sanitized else 4)
        if not bare(LINES).startswith(result.out):
            result.refuse("expected what had come")


@case("--pod-running-timeout and a server that is not there at the first try")
def _(trial):
    server = trial.serve(api([Cut(b"")]))
    result = trial.yare("logs", "-f", "web", "--pod-running-timeout=1s", "--request-timeout=3s", server=server, limit=30)
    result.fails("EOF", lines=None)


# Several

@case("one of several is refused: the others are followed to their end")
def _(trial):
    pods = [pod(ENDED, name=name, uid=name, phase="Succeeded") for name in ("p0", "p1", "p2")]

    def log(_, request):
        return refusal(403, "No", "Forbidden") if b"/p1/" in request else log_reply(b"".join(stamped("x")))
    for flags in (["--follow-new=false"], []):
        server = trial.serve(api([log], lists=[reply(pod_list(*pods))]))
        result = trial.yare("logs", "-f", "-l", "a=b", *flags, server=server)
        result.fails("Forbidden", "1 of 3 log streams failed", out=b"x\nx\n", lines=2)


@case("lines of several never share a line, however they are cut")
def _(trial):
    pods = [pod(ENDED, name="p%d" % number, uid="u%d" % number, phase="Succeeded") for number in range(8)]
    lines = {each["metadata"]["name"]: stamped(*["%s line %d" % (each["metadata"]["name"], i) for i in range(40)])
             for each in pods}

    def log(conversation, request):
        name = request.split(b"/pods/")[1].partition(b"/")[0].decode()
        body = b"".join(lines[name])
        conversation.send(LOG)
        for at in range(0, len(body) - 1, 37):
            conversation.send(chunks(body[at:min(at + 37, len(body) - 1)]))
            time.sleep(0.0005)
        conversation.send(b"0\r\n\r\n")   # the last line has no newline
    server = trial.serve(api([log], lists=[reply(pod_list(*pods))]))
    result = trial.yare("logs", "-f", "-l", "a=b", "--follow-new=false", server=server).succeeds(None)
    expected = sorted(bare(each).rstrip(b"\n") for name in lines for each in [[line] for line in lines[name]])
    if sorted(result.out.rstrip(b"\n").split(b"\n")) != expected:
        result.refuse("expected every line once, whole")


@case("more logs than --max-log-requests")
def _(trial):
    pods = [pod(ENDED, name="p%d" % number, uid="u%d" % number) for number in range(6)]
    server = trial.serve(api([log_reply(b"x\n")], lists=[reply(pod_list(*pods))]))
    trial.yare("logs", "-f", "-l", "a=b", "--max-log-requests=5", server=server).fails("6 log streams", "is 5")
    if counted(server)["log"]:
        raise AssertionError(counted(server))
