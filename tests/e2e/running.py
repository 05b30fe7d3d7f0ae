"""A program that runs while a test goes on: what it prints is read all along."""
import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import threading

from harness import Failure, visible
from world import Result

PATIENCE = 60       # seconds for what comes about soon
SHOWN = 400


class Running:
    """Use as `with Running(place, WORDS) as run`: with slow=True only what take() asks for is read of its stdout;
    `terminal` names the streams ("out", "err") that are one terminal, of `size` lines and columns. Ends with the block,
    by force if need be."""

    def __init__(self, place, words, env=None, slow=False, terminal=(), size=(24, 80), home="yare-home"):
        self.out, self.err = bytearray(), bytearray()
        self.changed = threading.Condition()
        self.ended = 0
        self.terminal = writer = None
        if terminal:
            self.terminal, writer = pty.openpty()
            fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        pipes = [writer if name in terminal else subprocess.PIPE for name in ("out", "err")]
        self.process = subprocess.Popen(
            [place.path("bin/yare"), *words], stdin=subprocess.DEVNULL, stdout=pipes[0], stderr=pipes[1], bufsize=0,
            env=place.environment(home, env), cwd=place.path("files"), start_new_session=True)
        if writer is not None:
            os.close(writer)
        self.stdout = self.terminal if "out" in terminal else self.process.stdout.fileno()
        sources = {} if slow else {"out": self.stdout}
        if "err" not in terminal:
            sources["err"] = self.process.stderr.fileno()
        elif "out" not in terminal:
            sources["err"] = self.terminal
        self.threads = [threading.Thread(target=self.read, args=(source, name), daemon=True)
                        for name, source in sources.items()]
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
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
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
