"""Heads that are endless, garbage, or another protocol's."""
from harness import add, case
from server import Cut
from wire import FORMATS, as_bytes, head, printed_table, reply, table

BODY = as_bytes(table("web"))
LENGTH = b"Content-Length: %d\r\n" % len(BODY)

# name, answer, words on stderr
BROKEN = [
    ("no status line", b"\r\n\r\n" + BODY, ["malformed"]),
    ("HTTP/0.9", BODY, ["malformed"]),
    ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n", ["malformed"]),
    ("SMTP", b"220 mail.example.com ESMTP\r\n", ["malformed"]),
    ("an escape sequence", b"\x1b[2Jhello\r\n\r\n", ["malformed"]),
    ("HTTP/2 settings", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\0" * 18, ["malformed"]),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ["malformed"]),
    ("HTTP/2 in words", b"HTTP/2 200 OK\r\n" + LENGTH + b"\r\n" + BODY, ["malformed"]),
    ("HTTP/3.0", b"HTTP/3.0 200 OK\r\n\r\n", ["malformed"]),
    ("lower case", b"http/1.1 200 OK\r\n\r\n", ["malformed"]),
    ("no code", b"HTTP/1.1\r\n\r\n", ["malformed"]),
    ("a code of words", b"HTTP/1.1 abc OK\r\n\r\n", ["malformed"]),
    ("a code of four digits", b"HTTP/1.1 2000 OK\r\n\r\n", ["malformed"]),
    ("a negative code", b"HTTP/1.1 -200 OK\r\n\r\n", ["malformed"]),
    ("code 000", b"HTTP/1.1 000 OK\r\n\r\n", ["malformed"]),
    ("a field without a colon", b"HTTP/1.1 200 OK\r\nnonsense\r\n" + LENGTH + b"\r\n" + BODY, ["malformed"]),
    ("a blank before the colon", b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n" + BODY, ["malformed"]),
    ("a zero byte", b"HTTP/1.1 200 OK\r\nX: a\0b\r\n" + LENGTH + b"\r\n" + BODY, ["malformed"]),
    ("a folded first line", b"HTTP/1.1 200 OK\r\n X: a\r\n" + LENGTH + b"\r\n" + BODY, ["malformed"]),
    ("100,000 fields", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100000 + LENGTH + b"\r\n" + BODY, ["header"]),
    ("a field of 10 MB", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10000000 + b"\r\n" + LENGTH + b"\r\n" + BODY, ["header"]),
    ("a status line of 10 MB", b"HTTP/1.1 200 " + b"y" * 10000000 + b"\r\n" + LENGTH + b"\r\n" + BODY, ["header"]),
    ("1,000 times 100 Continue", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000 + reply(BODY), ["1xx"]),
    ("1,000 times 103 Early Hints", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000 + reply(BODY), ["1xx"]),
    ("101 Switching Protocols", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n" + reply(BODY), ["101"]),
    ("a TLS alert", b"\x15\x03\x01\x00\x02\x02\x46", ["malformed"]),
    ("TLS in place of http", b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76" + b"\0" * 200, ["malformed"]),
]


def refuses(answer, words):
    def action(trial):
        for name, flags in FORMATS.items():
            server = trial.serve(Cut(answer))
            trial.yare("get", "pods", *flags, server=server, limit=40).fails(*words)
    return action


for _each in BROKEN:
    add(_each[0], refuses(_each[1], _each[2]))


def endless(start, piece):
    def answer(conversation, _):
        conversation.send(start)
        while True:
            conversation.send(piece * (65536 // len(piece)))
    return answer


# An answer that never ends: it must be left before it fills the memory.
for _name, _start, _piece in [
        ("an endless field", b"HTTP/1.1 200 OK\r\nX: ", b"y"), ("endless fields", b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        ("an endless status line", b"HTTP/1.1 200 ", b"y"), ("endless blank lines", b"", b"\r\n"),
        ("endless 100 Continue", b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ("an endless folded field", b"HTTP/1.1 200 OK\r\nX: y\r\n", b" y\r\n"), ("endless zeros", b"", b"\0")]:
    def _action(trial, start=_start, piece=_piece):
        server = trial.serve(endless(start, piece))
        result = trial.yare("get", "pods", server=server, limit=20, measured=True).fails()
        if not trial.sanitized:
            result.within_memory(40)
    add(_name, _action)


@case("TLS spoken to a server of plain http")
def _(trial):
    server = trial.serve(Cut(b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request"),
                         talk=lambda c: (c.sock.recv(1000), c.send(b"HTTP/1.0 400 Bad Request\r\n\r\n"), c.close()))
    config = trial.kubeconfig("https://" + server.authority)
    trial.yare("get", "pods", config=config, limit=40).fails("HTTP response to HTTPS client")


@case("plain http spoken to a server of TLS")
def _(trial):
    server = trial.serve(reply(BODY), tls=trial.certificates.server())
    trial.yare("get", "pods", "-s", "http://" + server.authority, limit=40).fails()


@case("a head in single bytes and with bare line feeds is whole")
def _(trial):
    def slowly(conversation, _):
        for byte in reply(BODY):
            conversation.send(bytes([byte]))
    trial.yare("get", "pods", server=trial.serve(slowly)).succeeds(printed_table("web"))
    bare = b"HTTP/1.1 200 OK\n" + LENGTH.replace(b"\r", b"") + b"\n" + BODY
    trial.yare("get", "pods", server=trial.serve(bare)).succeeds(printed_table("web"))


@case("a wrong content type does not matter for a list that is whole")
def _(trial):
    for kind in ("", "text/plain", "application/vnd.kubernetes.protobuf", "application/json; charset=\"x", ";;;"):
        server = trial.serve(head(headers=[LENGTH.decode().strip()], content_type=kind) + BODY)
        result = trial.yare("get", "pods", server=server)
        if result.code:
            result.fails()
        else:
            result.succeeds(printed_table("web"))
