"""Nothing that a server says drives the terminal; piped output is as it came."""
import os
import pty
import subprocess
import threading

from harness import SANITIZER, case
from result import Result
from wire import as_bytes, head, pod, pods, reply, status, table

EVIL = "a\x1b[2J\x1b]0;owned\x07b\x9b31mc\x08\x7f\u202ed\re"
# What may not reach a terminal: C0 (but for line ends and tabs), DEL, C1 in UTF-8 or as single bytes.
FORBIDDEN = [bytes([c]) for c in range(0x20) if c not in (0x09, 0x0a, 0x0d)] + [b"\x7f"] + [
    b"\xc2" + bytes([c]) for c in range(0x80, 0xa0)]

# Colours of yare's own; none of them stands in EVIL.
COLORS = (b"\x1b[1m", b"\x1b[31m", b"\x1b[32m", b"\x1b[33m", b"\x1b[33;1m", b"\x1b[0m")


def on_terminal(trial, args, server, env=None, both=True):
    """Runs yare on a pseudo-terminal and returns all that it wrote there."""
    config = trial.kubeconfig(server)
    master, slave = pty.openpty()
    child = trial.start([*args, "--kubeconfig", config], stdout=slave if both else subprocess.DEVNULL, stderr=slave,
                        env=env)
    os.close(slave)
    seen = bytearray()

    def collect():
        try:
            while piece := os.read(master, 65536):
                seen.extend(piece)
        except OSError:
            pass   # the terminal is gone: the end
    reader = threading.Thread(target=collect)
    reader.start()
    code = child.wait(30)
    reader.join(10)
    os.close(master)
    result = Result(args, code, bytes(seen), b"", 0)
    if SANITIZER.search(result.out):
        result.refuse("a sanitizer's report")
    return result


def harmless(result, allowed=COLORS):
    out = result.out.replace(b"\r\n", b"\n")
    for text in allowed:
        out = out.replace(text, b"")
    if b"\r" in out:
        result.refuse("a carriage return on the terminal")
    for each in FORBIDDEN:
        if each in out:
            result.refuse("%r on the terminal" % each)
    return result


@case("names and cells with escape sequences")
def _(trial):
    for flags in ([], ["-o", "wide"], ["-o", "name"], ["--no-headers"], ["--show-labels"], ["-A"], ["--show-kind"]):
        harmless(on_terminal(trial, ["get", "pods", *flags], trial.serve(reply(table(EVIL))))).holds("owned")


@case("labels, namespaces and values with escape sequences")
def _(trial):
    evil = table("web")
    evil["rows"][0]["object"] = pod("web", labels={EVIL: EVIL}, namespace=EVIL)
    for flags in (["--show-labels"], ["-A"], ["-L", EVIL]):
        harmless(on_terminal(trial, ["get", "pods", *flags], trial.serve(reply(evil))))
    items = pods("web")
    items["items"][0]["metadata"]["annotations"] = {EVIL: EVIL + "\n" + EVIL}
    for flags in (["-o", "json"], ["-o", "yaml"]):
        harmless(on_terminal(trial, ["get", "pods", *flags], trial.serve(reply(items))))


@case("statuses with escape sequences, in colour")
def _(trial):
    for name in ("Status", "Ready", EVIL):
        evil = table("web")
        evil["columnDefinitions"] = [{"name": "Name", "type": "string"}, {"name": name, "type": "string"}]
        evil["rows"][0]["cells"] = ["web", "Error" + EVIL]
        for flags in ([], ["--color=always"], ["-w", "--request-timeout=1s"]):
            harmless(on_terminal(trial, ["get", "pods", *flags], trial.serve(reply(evil))))


@case("column names with escape sequences")
def _(trial):
    evil = table("web")
    evil["columnDefinitions"] = [{"name": EVIL, "type": "string", "format": "name"}, {"name": "Age", "type": "string"}]
    harmless(on_terminal(trial, ["get", "pods"], trial.serve(reply(evil))))


@case("Warning headers with escape sequences")
def _(trial):
    text = b"Warning: 299 - \"" + EVIL.replace("\r", "").encode() + b"\"\r\n"
    body = as_bytes(table("web"))
    answer = head(headers=["Content-Length: %d" % len(body)])[:-2] + text + b"\r\n" + body
    harmless(on_terminal(trial, ["get", "pods"], trial.serve(answer))).holds("\x1b[33;1mWarning:", "owned")
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}):
        harmless(on_terminal(trial, ["get", "pods"], trial.serve(answer), env), ()).holds("Warning:", "owned")


@case("error messages with escape sequences")
def _(trial):
    for code in (400, 403, 404, 422, 500):
        server = trial.serve(reply(status(code, "Forbidden", EVIL, details={"name": EVIL}), "%d No" % code))
        harmless(on_terminal(trial, ["get", "pods", "web"], server)).holds("owned")
    page = trial.serve(reply(EVIL, "500 No", content_type="text/plain"))
    harmless(on_terminal(trial, ["get", "pods"], page)).holds("owned")
    moved = trial.serve(reply("", "302 Found", ["Location: " + EVIL.replace("\r", "")]))
    harmless(on_terminal(trial, ["get", "pods"], moved)).holds("owned")


@case("-v 9 and --raw")
def _(trial):
    harmless(on_terminal(trial, ["get", "pods", "-v", "9"], trial.serve(reply(table(EVIL)))))
    answer = reply(table("web"), headers=["X-Evil: " + EVIL.replace("\r", "")])
    harmless(on_terminal(trial, ["get", "pods", "-v", "9"], trial.serve(answer)))
    harmless(on_terminal(trial, ["get", "--raw", "/x"], trial.serve(reply(EVIL, content_type="text/plain"))))


@case("flags and type names with escape sequences")
def _(trial):
    server = trial.serve(reply(table("web")))
    for args in (["get", EVIL], ["get", "pods", "--" + EVIL], ["get", "pods", "-o", EVIL], ["get", "-f", EVIL], [EVIL],
                 ["get", "pods", "-l", EVIL], ["get", "pods", "--context", EVIL],
                 ["get", "pods", "--request-timeout", EVIL]):
        harmless(on_terminal(trial, args, server))


@case("split over two pieces, an escape sequence is none either")
def _(trial):
    def answer(conversation, _):
        body = "é\x1b[31mred\u009b1m" * 50
        conversation.send(head(content_type="text/plain", headers=["Content-Length: %d" % len(body.encode())]))
        for byte in body.encode():
            conversation.send(bytes([byte]))
    harmless(on_terminal(trial, ["get", "--raw", "/x"], trial.serve(answer))).holds("é", "red")


@case("piped output is as it came")
def _(trial):
    text = "a\x1b[31mb\x07"
    trial.yare("get", "--raw", "/x", server=trial.serve(reply(text, content_type="text/plain"))).succeeds(text.encode())
    trial.yare("get", "pods", "-o", "name", server=trial.serve(reply(table("a\x07b")))).succeeds(b"pod/a\x07b\n")
