"""Answers whose gzip is broken, and bombs."""
import gzip
import struct
import zlib

from harness import add, case
from wire import FORMATS, as_bytes, head, listing, printed_table, reply_zipped, table, zipped


def bad_crc(packed):
    return packed[:-8] + struct.pack("<I", 12345) + packed[-4:]


def bad_size(packed):
    return packed[:-4] + struct.pack("<I", 99)


def flipped(packed):
    middle = len(packed) // 2
    return packed[:middle] + bytes([packed[middle] ^ 0xff]) * 8 + packed[middle + 8:]


# name, what the good gzip becomes
BROKEN = [
    ("truncated", lambda p: p[:-20]), ("without its trailer", lambda p: p[:-8]), ("one byte short", lambda p: p[:-1]),
    ("only its header", lambda p: p[:10]), ("half its header", lambda p: p[:5]), ("empty", lambda p: b""),
    ("a bad checksum", bad_crc), ("a bad size", bad_size), ("flipped bits", flipped),
    ("garbage", lambda p: b"garbage" * 50), ("not compressed at all", lambda p: gzip.decompress(p)),
    ("zlib instead", lambda p: zlib.compress(gzip.decompress(p))),
    ("garbage behind it", lambda p: p + b"garbage"), ("half a second member", lambda p: p + p[:12]),
    ("twice the list", lambda p: p + p), ("an unknown method", lambda p: p[:2] + b"\x07" + p[3:]),
]


def refuses(spoil):
    def action(trial):
        for name, flags in FORMATS.items():
            packed = spoil(zipped(listing(name, "web", "db")))
            result = trial.yare("get", "pods", *flags, server=trial.serve(reply_zipped(None, packed)))
            result.fails(out=None).lacks_whole_list()
            if name in ("table", "name") and result.out:
                result.refuse("expected nothing on stdout")
    return action


for _each in BROKEN:
    add(_each[0], refuses(_each[1]))


@case("two members that make one list together")
def _(trial):
    body = as_bytes(table("web"))
    packed = zipped(body[:50]) + zipped(body[50:])
    trial.yare("get", "pods", server=trial.serve(reply_zipped(None, packed))).succeeds(printed_table("web"))


@case("an encoding that was not asked for")
def _(trial):
    for coding in ("br", "deflate", "gzip, gzip", "zstd"):
        server = trial.serve(head(headers=["Content-Encoding: " + coding, "Content-Length: 3"]) + b"abc")
        trial.yare("get", "pods", server=server).fails("encoding")


@case("compressed errors are readable")
def _(trial):
    packed = zipped({"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "not for you",
                     "reason": "Forbidden", "code": 403})
    server = trial.serve(head("403 Forbidden", ["Content-Encoding: gzip", "Content-Length: %d" % len(packed)]) + packed)
    trial.yare("get", "pods", server=server).fails("not for you")


def bomb(start, mebibytes, fill):
    """A gzip in pieces of `start` and so many MiB of `fill`; never ended."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    # Behind a full flush each block depends on nothing before it, so one block serves for all.
    block = packer.compress(fill * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(mebibytes):
        yield block


def bombs(start, fill, formats, gibibytes):
    def action(trial):
        size = 256 if trial.sanitized else gibibytes << 10

        def answer(conversation, _):
            conversation.send(head(headers=["Content-Encoding: gzip"]))
            for piece in bomb(start, size, fill):
                conversation.send(piece)
            conversation.close()
        for name in formats:
            result = trial.yare("get", "pods", *FORMATS[name], server=trial.serve(answer), limit=300, measured=True)
            result.fails(out=None).lacks_whole_list()
            if not trial.sanitized:
                result.within_memory(600 if fill == b"a" else 40)
    return action


BLANKS = b'{"kind":"PodList","items":['
STRING = b'{"kind":"PodList","items":[{"metadata":{"name":"'
add("a bomb of 10 GB of blanks takes no memory", bombs(BLANKS, b" ", ["table"], 10), heavy=True)
add("a bomb of 1 GB of blanks takes no memory", bombs(BLANKS, b" ", ["name", "json", "yaml"], 1), heavy=True)
add("a bomb of one string of 10 GB is refused", bombs(STRING, b"a", list(FORMATS), 10), heavy=True)
