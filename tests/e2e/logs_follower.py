"""A `yare logs` that runs while a test goes on, and a forwarder that can cut its connections."""
import socket
import struct
import threading
import time

from harness import Failure, expect
from logs_stage import NS
from running import Running


class Follower(Running):
    """A Running `yare logs` in the namespace of the cases about logs; `terminal`: stdout is one."""

    def __init__(self, place, *arguments, terminal=False, **how):
        super().__init__(place, ["logs", "-n", NS, *arguments], terminal=("out",) if terminal else (), **how)


def lines_of(text):
    """The lines of some bytes with their newlines; other ends of lines are none."""
    return [line + b"\n" for line in text.split(b"\n")[:-1]] + [line for line in text.split(b"\n")[-1:] if line]


def exactly(found, wanted, what="lines"):
    """Every line of `wanted` (texts, in order) is in the bytes `found` once, in order, and nothing else."""
    lines, wanted = lines_of(found), list(wanted)
    if lines == wanted:
        return
    text = []
    for number, line in enumerate(wanted):
        if lines.count(line) != wanted.count(line):
            text.append(f"line {number} {line[:80]!r}: {lines.count(line)} times, not {wanted.count(line)}")
    known = set(wanted)
    text += [f"unexpected: {line[:80]!r}" for line in lines if line not in known]
    raise Failure(f"{what}: " + ("\n  ".join(text[:12]) or "another order"))


def each_exactly(found, wanted):
    """As exactly() for the streams of several containers in one output: {prefix: lines}; what belongs to no prefix is
    one line too many."""
    lines = lines_of(found)
    for prefix, texts in wanted.items():
        exactly(b"".join(line for line in lines if line.startswith(prefix)), [prefix + text for text in texts],
                prefix.decode())
    lost = [line for line in lines if not line.startswith(tuple(wanted))]
    expect(not lost, f"lines of no stream: {[line[:80] for line in lost[:5]]}")


class Pair:
    """A connection through a Cutter."""

    def __init__(self, client, server):
        self.client, self.server, self.cut = client, server, False


class Cutter:
    """A port that leads to the API server, until cut."""

    def __init__(self, place):
        self.target = (place.api.host, place.api.port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.server = f"https://127.0.0.1:{self.listener.getsockname()[1]}"
        self.lock = threading.Lock()
        self.pairs, self.closed = [], False
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closed = True
        self.listener.close()
        self.cut()

    def accept(self):
        while not self.closed:
            try:
                client, _ = self.listener.accept()
                server = socket.create_connection(self.target)
            except OSError:     # closed, or the server is away: so is the connection
                time.sleep(0.01)
                continue
            pair = Pair(client, server)
            with self.lock:
                self.pairs.append(pair)
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self.pump, args=(pair, source, sink), daemon=True).start()

    @staticmethod
    def pump(pair, source, sink):
        try:
            while data := source.recv(1 << 16):
                sink.sendall(data)
            if not pair.cut:
                sink.shutdown(socket.SHUT_WR)
        except OSError:     # one side has gone
            pass
        if pair.cut:
            source.close()

    def cut(self, reset=True):
        """Ends every connection there is: by a reset, or in order."""
        with self.lock:
            pairs, self.pairs = self.pairs, []
        for pair in pairs:
            pair.cut = True
            for side in (pair.client, pair.server):
                try:
                    if reset:
                        side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    # This wakes the thread that reads from it, which closes it.
                    side.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)
                except OSError:     # has ended by itself
                    pass
