"""Logs that are read once, from servers that answer wrongly."""
import json

from harness import add, case
from podlog import ENDED, LOG, api, bare, counted, log_queries, log_reply, pod, pod_list, stamped
from result import Skipped
from server import Cut, Stall
from wire import chunks, head, refusal, reply, status, zipped

TEXT = b"one\ntwo\nthree\n"


def snapshot(trial, *answers, flags=(), gets=(reply(pod()),), **how):
    server = trial.serve(api(answers, gets=gets))
    result = trial.yare("logs", "web", *flags, server=server, **how)
    result.server = server
    return result


# The pod

NO_POD = {
    "HTML": reply("<html>\n", content_type="text/html"), "nothing": reply(""), "no content": head("204 No Content"),
    "null": reply("null"), "a number": reply("42"), "an array": reply("[]"), "an empty object": reply("{}"),
    "half an object": reply(json.dumps(pod())[:-5]), "binary": reply(bytes(range(256)) * 8),
    "zero bytes": reply(b"\0" * 1000), "deeply nested": reply(b"[" * 200000),
    "a deeply nested object": reply(b'{"metadata":{"name":"web"},"spec":' + b'{"a":' * 100000 + b"1" + b"}" * 100001),
    "a failing Status": reply(status(403, "Forbidden", "not for you")),
    "a list": reply(pod_list(pod())), "no name": reply({"kind": "Pod", "metadata": {}}),
    "metadata of a wrong type": reply({"kind": "Pod", "metadata": 7}),
    "no spec": reply({"kind": "Pod", "metadata": {"name": "web", "namespace": "default"}}),
    "no containers": reply(pod(containers=())),
    "containers of a wrong type": reply(dict(pod(), spec={"containers": {"name": "app"}})),
}


def no_pod(answer, flags):
    def action(trial):
        result = snapshot(trial, log_reply(TEXT), gets=[answer], flags=flags).fails(lines=1)
        if counted(result.server)["log"]:
            result.refuse("asked for a log")
    return action


for _name, _answer in NO_POD.items():
    add("the pod is " + _name, no_pod(_answer, []))
    add("the pod is %s, with -f" % _name, no_pod(_answer, ["-f"]))


@case("containers that are none are not taken apart")
def _(trial):
    for containers in ([7], [None], [[]], ["app"], [{}], [{"name": 7}], [{"name": ["app"]}]):
        for statuses in ([7], [{"name": "app", "state": 7}], [{"name": "app", "restartCount": "x"}], {"app": {}}, None):
            odd = dict(pod(), spec={"containers": containers}, status={"containerStatuses": statuses})
            result = snapshot(trial, log_reply(TEXT), gets=[reply(odd)])
            if result.code not in (0, 1) or b"json.exception" in result.err:
                result.refuse("expected success or an error in words")


@case("a thousand containers, one behind the other", heavy=True)
def _(trial):
    names = ["c%04d" % number for number in range(200 if trial.sanitized else 1000)]

    def log(_, request):
        return log_reply(b"of " + request.partition(b"container=")[2].partition(b" ")[0].partition(b"&")[0])
    result = snapshot(trial, log, gets=[reply(pod(containers=names))], flags=["--all-containers"], limit=60)
    result.succeeds("".join("of %s\n" % name for name in names).encode()[:-1])
    names = ["c%05d" % number for number in range(20000)]
    result = snapshot(trial, log, gets=[reply(pod(containers=names))], flags=["-c", "c19999"], limit=60)
    result.succeeds(b"of c19999")


@case("names with control characters")
def _(trial):
    evil = "a\x1b[31m\r\nb&c=d"
    for flags in ([], ["--prefix"], ["--all-containers"], ["-o", "json"]):
        result = snapshot(trial, log_reply(b"x\n"), gets=[reply(pod(containers=[evil, "b"]))], flags=flags)
        if result.code != 0 or {query["container"] for query in log_queries(result.server)} - {evil, "b"}:
            result.refuse("expected the logs of those containers: %s" % log_queries(result.server))
        if flags == ["-o", "json"] and json.loads(result.out)["container"] != evil:
            result.refuse("expected the container's name as it is")


# Refusals

REFUSALS = [
    (400, "Bad Request", "BadRequest", "container is on strike"), (403, "Forbidden", "Forbidden", "not for you"),
    (404, "Not Found", "NotFound", 'pods "web" not found'), (409, "Conflict", "Conflict", "it is so"),
    (500, "Internal Server Error", "InternalError", "node unreachable"), (503, "No", "ServiceUnavailable", "later"),
]


def refused(code, words, reason, message, flags, is_status):
    answer = refusal(code, words, reason, message=message) if is_status else \
        reply("<html>no\n", "%d %s" % (code, words), content_type="text/html")

    def action(trial):
        result = snapshot(trial, answer, flags=flags).fails("from server", *([reason, message] if is_status else []))
        if counted(result.server)["log"] != 1:
            result.refuse("%s" % counted(result.server))
    return action


for _code, _words, _reason, _message in REFUSALS:
    for _is_status in (True, False):
        _what = "" if _is_status else " without a Status"
        add("refused: %d%s" % (_code, _what), refused(_code, _words, _reason, _message, [], _is_status))
        if _code < 500:
            add("refused: %d%s, with -f" % (_code, _what), refused(_code, _words, _reason, _message, ["-f"], _is_status))


@case("429 and 503 with Retry-After, then the log")
def _(trial):
    for code in (429, 503):
        busy = refusal(code, "Busy", headers=["Retry-After: 0"])
        result = snapshot(trial, busy, busy, log_reply(TEXT)).succeeds(TEXT)
        if counted(result.server)["log"] != 3:
            result.refuse("%s" % counted(result.server))


@case("429 with a Retry-After that is none")
def _(trial):
    for text in ("-1", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", "99999999999999999999"):
        snapshot(trial, refusal(429, "Busy", headers=["Retry-After: " + text])).fails()


@case("one of several logs is refused: the others are printed")
def _(trial):
    three = reply(pod(containers=("a", "b", "c")))

    def log(_, request):
        return refusal(500, "No", "InternalError") if b"container=b" in request else log_reply(TEXT)
    for flags in ([], ["--merge"]):
        result = snapshot(trial, log, gets=[three], flags=["--all-containers", *flags])
        result.fails("it is so", out=TEXT * 2)
    snapshot(trial, log, gets=[three], flags=["--all-containers", "--ignore-errors"]).succeeds(
        TEXT + b"error: it is so\n" + TEXT)


# Bodies

def gives(answer, out, flags=()):
    return lambda trial: snapshot(trial, answer, flags=flags).succeeds(out)


def breaks(answer, out, *words):
    return lambda trial: snapshot(trial, answer).fails(*words, out=out)


NUL = b"a\0b\n\0\0\n" + bytes(range(256)) + b"\n"

add("an empty body", gives(log_reply(b""), b""))
add("no content", gives(head("204 No Content"), b""))
add("no newline at its end", gives(log_reply(b"one\ntwo"), b"one\ntwo"))
add("zero and all other bytes", gives(log_reply(NUL), NUL))
add("zero and all other bytes, with a prefix", gives(log_reply(b"\0\n\xff\xfe\n"),
                                                     b"[pod/web/app] \0\n[pod/web/app] \xff\xfe\n", ["--prefix"]))
add("200 with HTML", gives(reply("<html>\n", content_type="text/html"), b"<html>\n"))
add("gzip", gives(reply(zipped(TEXT), headers=["Content-Encoding: gzip"]), TEXT))
add("behind 100 Continue and 103 Early Hints",
    gives(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + log_reply(TEXT), TEXT))
add("HTTP/1.0, ended by the connection", gives(Cut(head().replace(b"HTTP/1.1", b"HTTP/1.0") + TEXT), TEXT))
add("more than its Content-Length", gives(Cut(head(headers=["Content-Length: 4"]) + TEXT), b"one\n"))
add("less than its Content-Length", breaks(Cut(head(headers=["Content-Length: 99"]) + TEXT), TEXT))
add("a Content-Length that is none", breaks(Cut(head(headers=["Content-Length: x"]) + TEXT), b""))
add("two Content-Lengths", breaks(Cut(head(headers=["Content-Length: 4", "Content-Length: 14"]) + TEXT), b""))
add("a chunk's size that is none", breaks(Cut(LOG + chunks(TEXT) + b"xyz\r\n"), TEXT))
add("a chunk of a huge size", breaks(Cut(LOG + chunks(TEXT) + b"fffffffffffffffff\r\na"), TEXT))
add("a chunk that is longer than its size", breaks(Cut(LOG + b"3\r\nonetwo\r\n" + chunks(TEXT) + b"0\r\n\r\n"), b"one"))
add("no last chunk", breaks(Cut(LOG + chunks(TEXT)), TEXT, "unexpected EOF"))
add("gzip that is none", breaks(reply(TEXT, headers=["Content-Encoding: gzip"]), b""))
add("an encoding that is unknown", lambda trial: snapshot(trial, reply(TEXT, headers=["Content-Encoding: br"])))
add("a redirect", breaks(reply("", "302 Found", ["Location: /elsewhere"]), b"", "redirect"))
add("a redirect without Location", breaks(reply("", "301 Moved"), b"", "redirect"))
add("304", breaks(head("304 Not Modified"), b""))
add("an answer that is no HTTP", breaks(Cut(b"SSH-2.0-x\r\n"), b""))


@case("gzip that ends early")
def _(trial):
    packed = zipped(TEXT)
    for left in (1, 4, 8, 9):
        snapshot(trial, reply(packed[:-left], headers=["Content-Encoding: gzip"])).fails(out=None)


def cut_everywhere(framing, part, parts):
    body = chunks(TEXT, 5) + b"0\r\n\r\n" if framing == "chunked" else TEXT
    start = LOG if framing == "chunked" else head(headers=["Content-Length: %d" % len(TEXT)])

    def action(trial):
        for at in range(part, len(start + body), parts * (4 if trial.sanitized else 1)):
            result = snapshot(trial, Cut((start + body)[:at], reset=at % 3 == 2), log_reply(TEXT))
            result.args.append("(cut at byte %d of %d)" % (at, len(start + body)))
            if result.code == 0 and counted(result.server)["log"] > 1:
                result.succeeds(TEXT)   # nothing had come, and the second answer was whole
                continue
            result.fails(out=None)
            came = at - len(start) if framing != "chunked" else 0
            if not TEXT.startswith(result.out) or (at % 3 != 2 and len(result.out) < came):
                result.refuse("expected what had come")
    return action


for _framing in ("chunked", "length"):
    for _part in range(24):
        add("cut at every byte, %s (%d/24)" % (_framing, _part + 1), cut_everywhere(_framing, _part, 24))


@case("a cut log does not share a line with the next")
def _(trial):
    def log(_, request):
        return Cut(LOG + chunks(b"half a li")) if b"container=a" in request else log_reply(TEXT)
    result = snapshot(trial, log, gets=[reply(pod(containers=("a", "b")))], flags=["--all-containers"])
    result.fails("unexpected EOF", out=b"half a li\n" + TEXT)
    result = snapshot(trial, log, gets=[reply(pod(containers=("a", "b")))], flags=["--all-containers", "--prefix"])
    result.fails(out=b"[pod/web/a] half a li\n" + b"".join(b"[pod/web/b] %s\n" % line for line in TEXT.split()))


# Times

ODD_TIMES = [
    b"9999-12-31T23:59:59.999999999Z a\n", b"0000-00-00T00:00:00Z b\n", b"2026-13-01T00:00:00Z c\n",
    b"2026-11-22T10:00:00.%sZ d\n" % (b"1" * 5000), b"-2026-11-22T10:00:00Z e\n", b"2026-11-22T25:61:61Z f\n",
    b"1677-09-21T00:12:43Z g\n", b"2262-04-11T23:47:16.999999999Z h\n", b"2026-11-22T10:00:00+99:99 i\n",
    b"2026-11-22T10:00:00Z\n", b"\n", b" \n", b"2026-11-22T10:00:00.Z j\n", b"2026-02-30T10:00:00Z k\n", b"no time\n",
]


@case("timestamps that make no sense, whatever is made of them")
def _(trial):
    for flags in (["--timestamps"], ["--merge", "--timestamps"], ["--merge"], ["-o", "json"], ["--until=1s"]):
        result = snapshot(trial, log_reply(b"".join(ODD_TIMES)), flags=flags).succeeds(None)
        if flags == ["--timestamps"] and result.out != b"".join(ODD_TIMES):
            result.refuse("expected all as it came")
        if flags == ["-o", "json"]:
            for line in result.out.splitlines():
                json.loads(line)


@case("--merge with times that go back, and with lines without")
def _(trial):
    logs = {b"a": b"".join(stamped("a1", "a2", second=10) + [b"of no time\n"] + stamped("back", second=5)),
            b"b": b"".join(stamped("b1", second=7) + ODD_TIMES)}

    def log(_, request):
        return log_reply(logs[request.partition(b"container=")[2][:1]])
    result = snapshot(trial, log, gets=[reply(pod(containers=("a", "b")))],
                      flags=["--all-containers", "--merge", "--timestamps"]).succeeds(None)
    for name in logs.values():
        kept = [line for line in result.out.splitlines(True) if line in name.splitlines(True)]
        if sorted(kept) != sorted(name.splitlines(True)):
            result.refuse("expected every line once")
    if bare([result.out[:100]])[:2] != b"b1":
        result.refuse("expected the oldest line first")


# Memory

def long_line(flags, limit_mib, megabytes):
    def action(trial):
        size = 20 if trial.sanitized else megabytes

        def log(conversation, _):
            conversation.send(LOG.replace(b"Transfer-Encoding: chunked", b"X: y"))
            conversation.send(b"2026-11-22T10:00:00.1Z ")
            for _ in range(size):
                conversation.send(b"a" * (1 << 20))
            conversation.close()
        two = reply(pod(ENDED, containers=("a", "b"), phase="Succeeded"))
        result = snapshot(trial, log, gets=[two], flags=flags, limit=120, measured=True).succeeds(None)
        if result.out.count(b"a") < size << 20:
            result.refuse("expected the whole line")
        if not trial.sanitized:
            result.within_memory(limit_mib)
    return action


for _name, _flags, _size in [("as it is", ["-c", "a"], 300), ("with a prefix", ["-c", "a", "--prefix"], 100),
                             ("as JSON", ["-c", "a", "-o", "json"], 100),
                             ("--highlight", ["-c", "a", "--highlight=b"], 100),
                             ("--merge", ["--all-containers", "--merge"], 100), ("-f", ["-c", "a", "-f"], 300)]:
    add("a line of %d MB, %s" % (_size, _name), long_line(_flags, 24, _size), heavy=True)


@case("a gzip bomb", heavy=True)
def _(trial):
    if trial.sanitized:
        raise Skipped("memory is not measured with a sanitizer")
    packed = zipped(b"a" * (300 << 20))
    result = snapshot(trial, reply(packed, headers=["Content-Encoding: gzip"]), measured=True, limit=60)
    result.within_memory(24)
    if result.code == 0 and len(result.out) != 300 << 20:
        result.refuse("expected all of it, or an error")


@case("300 MB of an error page", heavy=True)
def _(trial):
    def page(conversation, _):
        conversation.send(head("403 No", content_type="text/plain"))
        for _ in range(300):
            conversation.send(b"no " * 349525)
    result = snapshot(trial, page, limit=60, measured=True).fails("no no")
    if not trial.sanitized:
        result.within_memory(40)


@case("a log that stalls, with --request-timeout")
def _(trial):
    for data in (b"", LOG, LOG + chunks(b"one\ntw")):
        result = snapshot(trial, Stall(data), flags=["--request-timeout=1s"], limit=15)
        result.fails("time", out=None, within=15 if trial.sanitized else 4)
        if not b"one\ntw".startswith(result.out):
            result.refuse("expected what had come")
