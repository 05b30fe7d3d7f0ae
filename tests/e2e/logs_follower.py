"""A `yare logs` that runs while a test goes on, and a forwarder that can cut its connections."""
import os
import pty
import signal
import socket
import struct
import subprocess
import threading
import time

from harness import Failure, expect, visible
from logs_stage import NS
from world import Result

PATIENCE = 60       # seconds for what comes about soon
SHOWN = 400


class Follower:
    """Use as `with Follower(place, ARGUMENTS...) as follow`: what it prints is read all along, unless slow=True: then
    only what take() asks for. Ends with the block, by force if need be."""

    def __init__(self, place, *arguments, env=None, slow=False, terminal=False, home="yare-home"):
        self.out, self.err = bytearray(), bytearray()
        self.changed = threading.Condition()
        self.ended = 0
        reader = writer = None
        if terminal:
            reader, writer = pty.openpty()
        self.process = subprocess.Popen(
            [place.path("bin/yare"), "logs", "-n", NS, *arguments], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if writer is None else writer, stderr=subprocess.PIPE, bufsize=0,
            env=place.environment(home, env), cwd=place.path("files"), start_new_session=True)
        if writer is not None:
            os.close(writer)
        self.stdout = reader if terminal else self.process.stdout.fileno()
        self.terminal = reader
        self.threads = [threading.Thread(target=self.read, args=(self.process.stderr.fileno(), "err"), daemon=True)]
        if not slow:
            self.threads.append(threading.Thread(target=self.read, args=(self.stdout, "out"), daemon=True))
        for thread in self.threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join()
        self.process.stdout and self.process.stdout.close()
        self.process.stderr.close()
        if self.terminal is not None:
            os.close(self.terminal)

    def read(self, descriptor, name):
        piece = b"..."
        while piece:
            try:
                piece = os.read(descriptor, 1 << 16)
            except OSError:     # EIO: nobody has the terminal open any more
                piece = b""
            with self.changed:
                getattr(self, name).extend(piece)
                self.ended += not piece
                self.changed.notify_all()

    def take(self, count):
        """Reads that many bytes of stdout (fewer at its end); only with slow=True."""
        parts = []
        while count > 0 and (piece := os.read(self.stdout, min(count, 1 << 20))):
            parts.append(piece)
            count -= len(piece)
        return b"".join(parts)

    def wait_for(self, true, what):
        with self.changed:
            if not self.changed.wait_for(lambda: true() or self.ended == len(self.threads), PATIENCE) or not true():
                raise Failure(f"no {what}; {self.shown()}")

    def shown(self):
        lines = visible(bytes(self.out[-SHOWN:]))[-8:]
        return f"exit code {self.process.poll()}, stderr is {bytes(self.err[-SHOWN:])!r}, stdout ends in {lines}"

    def await_out(self, part):
        self.wait_for(lambda: part in self.out, f"{part!r} in stdout")

    def await_lines(self, count):
        self.wait_for(lambda: self.out.count(b"\n") >= count, f"{count} lines in stdout")

    def await_err(self, part):
        self.wait_for(lambda: part in self.err, f"{part!r} in stderr")

    def send(self, number):
        self.process.send_signal(number)

    def end(self):
        """What it gave, once it has ended by itself."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure(f"it does not end; {self.shown()}") from None
        for thread in self.threads:
            thread.join()
        return Result(bytes(self.out), bytes(self.err), code)

    def interrupt(self):
        """As end(), after a Ctrl-C."""
        self.send(signal.SIGINT)
        return self.end()

    def peak(self):
        """The most memory it has had resident so far, in bytes; while it runs."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        raise Failure("it has ended already")


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
