"""Servers that stop in the middle: with --request-timeout the run ends soon after."""
import subprocess

from harness import add, case
from server import Stall
from wire import FORMATS, as_bytes, chunks, head, listing, pods, refusal, reply, status, table, zipped

SOON = 4   # seconds, for a --request-timeout of one
ANSWER = reply(table("web", "db"))
HALF = len(ANSWER) - 40


def in_time(make, secure=False):
    def action(trial):
        for name, flags in FORMATS.items():
            server = trial.serve(Stall(make(as_bytes(listing(name, "web", "db")))),
                                 tls=trial.certificates.server() if secure else None)
            result = trial.yare("get", "pods", *flags, "--request-timeout=1s", server=server, limit=15)
            result.fails(out=None, within=15 if trial.sanitized else SOON).lacks_whole_list()
            if not any(word in result.err for word in (b"imeout", b"deadline", b"timed out")):
                result.refuse("expected a word about the time")
            if name in ("table", "name") and result.out:
                result.refuse("expected nothing on stdout")
    return action


STAGES = [
    ("before the head", lambda b: b""), ("in the status line", lambda b: b"HTTP/1.1 2"),
    ("in the head", lambda b: head()[:-2]),
    ("before the body", lambda b: head(headers=["Content-Length: %d" % len(b)])),
    ("in the body", lambda b: reply(b)[:-20]),
    ("in a chunk", lambda b: head(headers=["Transfer-Encoding: chunked"]) + chunks(b)[:-20]),
    ("before the last chunk", lambda b: head(headers=["Transfer-Encoding: chunked"]) + chunks(b)),
    ("in the gzip", lambda b: reply(zipped(b), headers=["Content-Encoding: gzip"])[:-12]),
    ("before the end of an open body", lambda b: head() + b),
    ("behind 100 Continue", lambda b: b"HTTP/1.1 100 Continue\r\n\r\n"),
]
for _name, _make in STAGES:
    add(_name, in_time(_make))
    add(_name + " over TLS", in_time(_make, secure=True))


def drips(trial, start, piece):
    """One piece every 0.2 s: each read succeeds, and the whole still has to end."""
    def answer(conversation, _):
        conversation.send(start)
        while True:
            conversation.send(piece)
            subprocess.run(["sleep", "0.2"], check=True)
    for flags in FORMATS.values():
        result = trial.yare("get", "pods", *flags, "--request-timeout=1s", server=trial.serve(answer), limit=15)
        result.fails(out=None, within=15 if trial.sanitized else SOON).lacks_whole_list()


add("a head that drips", lambda trial: drips(trial, b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"))
add("a body that drips", lambda trial: drips(trial, head() + as_bytes(pods("a"))[:-2], b" "))
add("chunks that drip", lambda trial: drips(trial, head(headers=["Transfer-Encoding: chunked"]), b"1\r\n \r\n"))


@case("before the handshake, and in it")
def _(trial):
    hello = b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76"
    for data in (b"", hello[:3], hello):
        def talk(conversation, data=data):
            conversation.send(data)
            conversation.wait_for_end()
        server = trial.serve(talk=talk)
        config = trial.kubeconfig("https://" + server.authority)
        result = trial.yare("get", "pods", "--request-timeout=1s", config=config, limit=15)
        result.fails("time", within=15 if trial.sanitized else SOON)


@case("before the handshake, without a limit of the user's")
def _(trial):
    server = trial.serve(talk=lambda conversation: conversation.wait_for_end())
    config = trial.kubeconfig("https://" + server.authority)
    trial.yare("get", "pods", config=config, limit=25).fails("TLS handshake timeout", within=15)   # client-go: 10 s


@case("nobody accepts")
def _(trial):
    server = trial.serve(talk=lambda conversation: conversation.wait_for_end())
    trial.yare("get", "pods", "--request-timeout=1s", server=server, limit=15).fails("time")


@case("an error answer that stalls")
def _(trial):
    for answer in (refusal(500, "No")[:-10], reply(status(403), "403 Forbidden")[:-1]):
        server = trial.serve(Stall(answer))
        trial.yare("get", "pods", "--request-timeout=1s", server=server, limit=15).fails()


@case("on the second page")
def _(trial):
    for name, flags in FORMATS.items():
        server = trial.serve(reply(listing(name, "a", token="t")), Stall())
        result = trial.yare("get", "pods", *flags, "--request-timeout=1s", server=server, limit=15)
        result.fails(out=None).lacks_whole_list()


def can_be_stopped(data, flags):
    return lambda trial: trial.end_by_interrupt(["get", "pods", *flags], trial.serve(Stall(data)))


for _name, _flags in FORMATS.items():
    add("SIGINT before the head, " + _name, can_be_stopped(b"", _flags))
    add("SIGINT in the body, " + _name, can_be_stopped(ANSWER[:HALF], _flags))
