"""What a kubelet keeps of the output of containers, and which of it a request gets (pkg/kubelet/kuberuntime/logs)."""
import bisect
import calendar
import re
import time
from dataclasses import dataclass

BLOCK = 256 * 1024
BULK_PIECE = 8 * 1024 * 1024
FALSE = ("false", "0")      # of a boolean in a query (apimachinery/pkg/conversion/queryparams)
RFC3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$")


@dataclass
class Line:
    time_ns: int
    text: bytes     # with its newline, where it has one


class BadQuery(Exception):
    """A query no kubelet takes."""


def parse_time(text):
    """Nanoseconds since 1970 of an RFC 3339 time."""
    found = RFC3339.match(text)
    if found is None:
        raise BadQuery(f"no time: {text}")
    seconds = calendar.timegm(time.strptime(found[1], "%Y-%m-%dT%H:%M:%S"))
    if found[3] != "Z":
        sign = -1 if found[3][0] == "-" else 1
        seconds -= sign * (int(found[3][1:3]) * 3600 + int(found[3][4:6]) * 60)
    return seconds * 10**9 + int((found[2] or "").ljust(9, "0"))


def format_time(nanoseconds):
    """RFC3339NanoFixed of pkg/kubelet/types in UTC: always nine digits."""
    seconds, rest = divmod(nanoseconds, 10**9)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)).encode() + b".%09dZ" % rest


class Query:
    """The options of a request for logs, from a dict of the query's values."""

    def __init__(self, values):
        def number(name):
            if name not in values:
                return None
            if not re.fullmatch(r"-?\d+", values[name]):
                raise BadQuery(f"{name}: {values[name]}")
            return int(values[name])

        def flag(name):
            return name in values and values[name].lower() not in FALSE

        self.values = values
        self.follow, self.previous, self.timestamps = flag("follow"), flag("previous"), flag("timestamps")
        self.tail, self.limit = number("tailLines"), number("limitBytes")
        self.since = 0
        if (seconds := number("sinceSeconds")) is not None:
            self.since = time.time_ns() - seconds * 10**9
        if "sinceTime" in values:
            self.since = max(self.since, parse_time(values["sinceTime"]))


class Instance:
    """One run of a container. What it wrote before `first` was rotated away."""

    def __init__(self, number, container_id):
        self.number, self.container_id = number, container_id
        self.lines, self.first = [], 0
        self.began, self.finished = time.time_ns(), None
        self.exit_code = 0
        self.bulk = None

    @property
    def ended(self):
        return self.finished is not None

    def start_of(self, query):
        """The index of the first line a request gets. As in a kubelet the tail is counted first, and lines before
        `since` are then left out of it."""
        start = self.first
        if query.tail is not None and query.tail >= 0:
            start = max(start, len(self.lines) - query.tail)
        if query.since:
            start = max(start, bisect.bisect_left(self.lines, query.since, key=lambda line: line.time_ns))
        return start

    def read(self, start, timestamps, until):
        """(bytes, index behind the last line) of the lines from `start` to before `until`, about BLOCK bytes at most."""
        parts, size = [], 0
        while start < until and size < BLOCK:
            line = self.lines[start]
            text = format_time(line.time_ns) + b" " + line.text if timestamps else line.text
            parts.append(text)
            size += len(text)
            start += 1
        return b"".join(parts), start


class Bulk:
    """Many lines of one length (with newline) from a prebuilt buffer; only `follow` and `timestamps` count of a query.
    Lines within a piece of 8 MB differ; every piece is one second of the timestamps."""

    def __init__(self, size, width=100, label="bulk"):
        self.size, self.width, self.label = size - size % width, width, label
        self.buffers = {}

    def line(self, number):
        return (b"%s line %09d " % (self.label.encode(), number)).ljust(self.width - 1, b".") + b"\n"

    def piece(self, timestamps):
        """(chunks framed for HTTP, bytes of log in them)."""
        if timestamps not in self.buffers:
            lines, kept = [], 0
            count = BULK_PIECE // self.width
            for number in range(count):
                text = self.line(number)
                lines.append(b"2001-01-01T00:00:00.%09dZ " % number + text if timestamps else text)
            text = b"".join(lines)
            frames = [b"%x\r\n%s\r\n" % (len(text[at:at + BLOCK]), text[at:at + BLOCK]) for at in range(0, len(text), BLOCK)]
            kept = count * self.width
            self.buffers[timestamps] = (b"".join(frames), kept)
        return self.buffers[timestamps]

    def pieces(self, timestamps):
        """Framed chunks until all is sent; the last piece may be cut into lines of its own."""
        left, second = self.size, 978307200     # 2001-01-01T00:00:00Z
        framed, size = self.piece(timestamps)
        while left >= size:
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second)).encode()
            yield framed.replace(b"2001-01-01T00:00:00", stamp) if timestamps else framed
            left, second = left - size, second + 1
        if left:
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second)).encode()
            text = b"".join((stamp + b".%09dZ " % number if timestamps else b"") + self.line(number)
                            for number in range(left // self.width))
            yield b"%x\r\n%s\r\n" % (len(text), text)
