"""Bodies whose framing is wrong."""
from harness import add, case
from server import Cut, Stall
from wire import FORMATS, as_bytes, chunks, head, listing, printed_table, reply, table

CHUNKED = head(headers=["Transfer-Encoding: chunked"])

# name, what a body becomes on the wire, words on stderr
BROKEN_CHUNKS = [
    ("a negative size", lambda b: b"-5\r\n" + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("a huge size", lambda b: b"7fffffffffffffff\r\n" + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("a size beyond 64 bits", lambda b: b"1" + b"0" * 16 + b"\r\n" + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("a garbage size", lambda b: b"zz\r\n" + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("a size with 0x", lambda b: b"0x%x\r\n" % len(b) + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("no size", lambda b: b"\r\n" + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("no CRLF behind the data", lambda b: b"%x\r\n" % len(b) + b + b"0\r\n\r\n", ["chunk"]),
    ("too small a size", lambda b: b"%x\r\n" % (len(b) - 3) + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("too large a size", lambda b: b"%x\r\n" % (len(b) + 3) + b + b"\r\n0\r\n\r\n", []),
    ("no last chunk", lambda b: chunks(b), ["EOF"]),
    ("a last chunk without its end", lambda b: chunks(b) + b"0\r\n", ["EOF"]),
    ("an endless size line", lambda b: b"1" * 1000000, ["chunk"]),
    ("an endless extension", lambda b: b"5;" + b"x" * 1000000, ["chunk"]),
    ("an endless trailer", lambda b: chunks(b) + b"0\r\n" + b"X-T: y\r\n" * 200000, ["trailer"]),
    ("a bare LF behind the size", lambda b: b"%x\n" % len(b) + b + b"\r\n0\r\n\r\n", ["chunk"]),
    ("no chunks at all", lambda b: b, []),
    ("one byte a chunk with long extensions", lambda b: b"".join(
        b"1;%s\r\n%s\r\n" % (b"x" * 4000, b[i:i + 1]) for i in range(len(b))) + b"0\r\n\r\n", ["chunk"]),
]


def refuses(make, words):
    """In every format: the broken answer, closed behind it or left open where that must not matter."""
    def action(trial):
        for name, flags in FORMATS.items():
            server = trial.serve(Cut(make(as_bytes(listing(name, "web", "db")))))
            result = trial.yare("get", "pods", *flags, server=server, limit=40)
            result.fails(*words, out=None).lacks_whole_list()
            if name in ("table", "name") and result.out:
                result.refuse("expected nothing on stdout")
    return action


for _each in BROKEN_CHUNKS:
    add("chunks: " + _each[0], refuses(lambda body, make=_each[1]: CHUNKED + make(body), _each[2]))


def with_length(text):
    return lambda body: head(headers=["Content-Length: " + text.format(len(body))]) + body


# name, Content-Length, words on stderr
LENGTHS = [
    ("negative", "-1", ["Content-Length"]), ("a word", "many", ["Content-Length"]),
    ("hexadecimal", "0x10", ["Content-Length"]), ("empty", "", ["Content-Length"]),
    ("with a sign", "+{}", ["Content-Length"]), ("a fraction", "{}.0", ["Content-Length"]),
    ("beyond 64 bits", "99999999999999999999999", ["Content-Length"]),
    ("the largest", "9223372036854775807", ["EOF"]),
    ("two values", "{}, 3", ["Content-Length"]),
    ("two fields", "{}\r\nContent-Length: 3", ["Content-Length"]),
    ("zero", "0", []), ("short", "20", []),
]
for _each in LENGTHS:
    add("Content-Length: " + _each[0], refuses(with_length(_each[1]), _each[2]))
add("Content-Length: one too many",
    refuses(lambda body: head(headers=["Content-Length: %d" % (len(body) + 1)]) + body, ["EOF"]))
add("Content-Length: one too few",
    refuses(lambda body: head(headers=["Content-Length: %d" % (len(body) - 1)]) + body, ["JSON"]))
add("an unknown transfer encoding",
    refuses(lambda body: head(headers=["Transfer-Encoding: rot13"]) + body, ["transfer encoding"]))
add("chunked twice",
    refuses(lambda body: head(headers=["Transfer-Encoding: chunked, chunked"]) + chunks(body) + b"0\r\n\r\n",
            ["transfer encoding"]))
add("half a body until the connection closes", refuses(lambda body: head() + body[:len(body) // 2], ["JSON"]))
add("half a body, then a reset",
    lambda trial: [trial.yare("get", "pods", *flags, server=trial.serve(
        Cut(reply(listing(name, "web", "db"))[:-9], reset=True))).fails(out=None).lacks_whole_list()
        for name, flags in FORMATS.items()])


@case("a whole body until the connection closes is whole")
def _(trial):
    trial.yare("get", "pods", server=trial.serve(Cut(head() + as_bytes(table("web"))))).succeeds(printed_table("web"))


@case("whole odd framings are whole")
def _(trial):
    body = as_bytes(table("web"))
    for answer in (CHUNKED + b"".join(b"1\r\n%c\r\n" % c for c in body) + b"0\r\n\r\n",
                   CHUNKED + b"%X ;a=b\r\n%s\r\n000\r\nTrailer: yes\r\n\r\n" % (len(body), body),
                   head(headers=["Content-Length: %d" % len(body)] * 2) + body,
                   b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body,
                   b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % len(body) + body,
                   b"HTTP/1.1 100 Continue\r\n\r\n" + reply(body)):
        trial.yare("get", "pods", server=trial.serve(answer)).succeeds(printed_table("web"))


@case("bytes behind the body are not taken for the next answer")
def _(trial):
    fake = reply(table("forged"))
    first = reply(table("web", token="t"))
    server = trial.serve(first + fake, reply(table("db")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("web", "db"))


@case("a server that says nothing and closes, again and again, ends after its tries")
def _(trial):
    server = trial.serve(Cut(b""))
    trial.yare("get", "pods", server=server).fails("EOF", within=20)
    if server.connections > 12:
        trial.yare("version").refuse("%d connections" % server.connections)


@case("a server that resets again and again ends after its tries")
def _(trial):
    server = trial.serve(Cut(b"", reset=True))
    trial.yare("get", "pods", server=server).fails("reset", within=20)


@case("a server that closes before the request")
def _(trial):
    server = trial.serve(talk=lambda conversation: conversation.close())
    trial.yare("get", "pods", server=server).fails(within=20)


@case("a server that closes once, then answers")
def _(trial):
    server = trial.serve(Cut(b""), reply(table("web")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("web"))


@case("nobody listens")
def _(trial):
    server = trial.serve(Stall())
    server.close()
    trial.yare("get", "pods", server=server).fails("was refused - did you specify the right host or port?")
    trial.yare("get", "pods", "-s", "http://no-such-host.invalid").fails("no-such-host.invalid", "no such host")
