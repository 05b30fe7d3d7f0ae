"""A program on a pseudo-terminal: keys go in, and what a person would see comes out."""
import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

from harness import Failure

LIMIT = 60      # seconds for what must come; a machine under load takes long
ROWS, COLUMNS = 40, 110

SEQUENCE = re.compile(r"\x1b(?:\[([?>=]?)([\d;]*)([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78MDEHc])")
UNFINISHED = re.compile(r"\x1b(?:\[[?>=]?[\d;]*|\][^\x07\x1b]*\x1b?|[()])?\Z")


class Screen:
    """As much of an xterm as line editors use."""

    def __init__(self):
        self.rows = [[" "] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.pending = ""       # the beginning of a sequence
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, data):
        text = self.decoder.decode(data)
        text, self.pending = self.pending + text, ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                found = SEQUENCE.match(text, at)
                if found:
                    self.obey(found)
                    at = found.end()
                    continue
                if UNFINISHED.match(text, at):
                    self.pending = text[at:]
                    return
            self.put(text[at])
            at += 1

    def put(self, char):
        if char == "\r":
            self.column = 0
        elif char == "\n":
            self.line_feed()
        elif char == "\b":
            self.column = max(0, min(self.column, COLUMNS - 1) - 1)
        elif char == "\t":
            self.column = min(COLUMNS - 1, self.column // 8 * 8 + 8)
        elif char >= " " and char != "\x7f":
            if self.column >= COLUMNS:
                self.column = 0
                self.line_feed()
            self.rows[self.row][self.column] = char
            self.column += 1

    def line_feed(self):
        if self.row == ROWS - 1:
            self.rows.append([" "] * COLUMNS)
            del self.rows[0]
        else:
            self.row += 1

    def obey(self, found):
        private, numbers, what = found.groups()
        if what is None or private:
            return
        given = [int(number or 0) for number in numbers.split(";")]
        count = given[0] or 1
        self.column = min(self.column, COLUMNS - 1)
        line = self.rows[self.row]
        if what == "A":
            self.row = max(0, self.row - count)
        elif what == "B":
            self.row = min(ROWS - 1, self.row + count)
        elif what == "C":
            self.column = min(COLUMNS - 1, self.column + count)
        elif what == "D":
            self.column = max(0, self.column - count)
        elif what == "G":
            self.column = min(COLUMNS, count) - 1
        elif what == "d":
            self.row = min(ROWS, count) - 1
        elif what in "Hf":
            self.row = min(ROWS, count) - 1
            self.column = min(COLUMNS, given[1] or 1 if len(given) > 1 else 1) - 1
        elif what == "K":
            self.erase([self.row], *((self.column, COLUMNS), (0, self.column + 1), (0, COLUMNS))[given[0]])
        elif what == "J":
            if given[0] == 0:
                self.erase([self.row], self.column, COLUMNS)
            self.erase({0: range(self.row + 1, ROWS), 1: range(self.row)}.get(given[0], range(ROWS)), 0, COLUMNS)
        elif what == "P":
            line[self.column:] = line[self.column + count:] + [" "] * min(count, COLUMNS - self.column)
        elif what == "@":
            line[self.column:] = ([" "] * count + line[self.column:])[:COLUMNS - self.column]
        elif what == "X":
            self.erase([self.row], self.column, min(COLUMNS, self.column + count))
        elif what in "LM":
            for _ in range(min(count, ROWS)):
                self.rows.insert(self.row, [" "] * COLUMNS) if what == "L" else self.rows.pop(self.row)
                self.rows.pop() if what == "L" else self.rows.append([" "] * COLUMNS)

    def erase(self, rows, begin, end):
        for row in rows:
            self.rows[row][begin:end] = [" "] * (end - begin)

    def lines(self):
        return ["".join(row).rstrip() for row in self.rows]

    def line(self):
        """What stands before the cursor in its line."""
        return "".join(self.rows[self.row][:self.column])


class Terminal:
    """Use as `with Terminal(COMMAND, ...)`."""

    def __init__(self, command, env, cwd):
        self.screen = Screen()
        self.said = b""
        self.reader, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(["setsid", "--ctty", *command], stdin=writer, stdout=writer, stderr=writer, env=env,
                                        cwd=cwd)
        os.close(writer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.reader)

    def send(self, keys):
        os.write(self.reader, keys.encode())

    def wait(self, holds, what, limit=LIMIT):
        """Reads until `holds(screen)`."""
        end = time.monotonic() + limit
        while not holds(self.screen):
            ready, _, _ = select.select([self.reader], [], [], max(0, end - time.monotonic()))
            try:
                piece = os.read(self.reader, 65536) if ready else b""
            except OSError:     # EIO: the program has ended
                piece = b""
            if not piece:
                raise Failure(f"{what} did not come:\n{self.show()}")
            self.said += piece
            self.screen.feed(piece)

    def show(self):
        lines = self.screen.lines()
        while lines and not lines[-1]:
            lines.pop()
        return "\n".join("  |" + line for line in lines)
