"""How a run of yare ended, and what may be expected of it."""
import json


class Unexpected(Exception):
    """yare did something else than it should."""


class Skipped(Exception):
    """The case cannot be tried here."""


class Result:
    def __init__(self, args, code, out, err, seconds):
        self.args = args
        self.code = code
        self.out = out
        self.err = err
        self.seconds = seconds
        self.peak = None   # KiB, where it was measured

    def refuse(self, why):
        command = " ".join(self.args).encode(errors="surrogateescape")
        raise Unexpected("%s\ncommand: yare %s\nexit: %s after %.1f s\nstdout: %s\nstderr: %s" % (
            why, shown(command), self.code, self.seconds, shown(self.out), shown(self.err)))

    def fails(self, *words, out=b"", lines=1, within=None):
        """Exit 1, `out` on stdout (None: anything), `lines` lines on stderr (None: any number) with all `words`."""
        if self.code != 1:
            self.refuse("expected exit 1")
        if out is not None and self.out != out:
            self.refuse("expected on stdout: %s" % shown(out))
        text = self.err.decode(errors="replace")
        if not text.endswith("\n") or (lines is not None and text.count("\n") != lines):
            self.refuse("expected %s whole line(s) on stderr" % lines)
        for word in words:
            if word.lower() not in text.lower():
                self.refuse("expected on stderr: %r" % word)
        return self.took(within)

    def succeeds(self, out=None, err=b""):
        if self.code != 0:
            self.refuse("expected exit 0")
        if out is not None and self.out != out:
            self.refuse("expected on stdout: %s" % shown(out))
        if err is not None and self.err != err:
            self.refuse("expected on stderr: %s" % shown(err))
        return self

    def holds(self, *words):
        for word in words:
            if word.encode() not in self.out:
                self.refuse("expected on stdout: %r" % word)
        return self

    def lacks_whole_list(self):
        """What was printed cannot be taken for a whole List, neither as JSON nor as YAML."""
        if is_whole(self.out):
            self.refuse("a partial list that looks whole")
        return self

    def lacks_objects(self):
        """Nothing, or an empty List: what kubectl prints with -o json and yaml when the server refuses a collection."""
        if self.out and b'"items": []' not in self.out and b"items: []" not in self.out:
            self.refuse("expected no object on stdout")
        return self

    def took(self, limit):
        if limit is not None and self.seconds > limit:
            self.refuse("expected to end within %s s" % limit)
        return self

    def within_memory(self, limit_mib):
        if self.peak is not None and self.peak > limit_mib * 1024:
            self.refuse("peak memory %d MiB, expected at most %d" % (self.peak // 1024, limit_mib))
        return self


def is_whole(out):
    try:
        json.loads(out)
        return True
    except ValueError:
        return b"\nkind: List\n" in b"\n" + out


def shown(data):
    text = repr(data[:1500])[1:]
    return text if len(data) <= 1500 else "%s... (%d bytes)" % (text, len(data))
