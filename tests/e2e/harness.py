"""Cases, how they run, and how a difference is shown."""
import difflib
import re
import shlex
import time
from concurrent.futures import ThreadPoolExecutor

TRIES = 3           # ages in tables may flip by a second between two programs
SECONDS_APART = 5
WORKERS = 3
SHOWN_LINES = 30
SHOWN_WIDTH = 300


class Failure(Exception):
    """A case that did not hold; the text says what was found."""


class Skip(Exception):
    """A case that this machine or server cannot decide; the text says why."""


class Case:
    """A named call that raises Failure or Skip. Serial cases run alone, after the others of their topic."""

    def __init__(self, name, call, serial=False):
        self.name = name
        self.call = call
        self.serial = serial


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def line(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def expect(condition, text):
    if not condition:
        raise Failure(text)


def expect_equal(found, wanted, what):
    if found != wanted:
        raise Failure(f"{what}:\n" + difference(wanted, found, "wanted", "found"))


def visible(data):
    """The lines of some bytes with everything that does not print spelled out, long ones cut."""
    if isinstance(data, str):
        data = data.encode()
    lines = data.split(b"\n")
    shown = [line.decode("utf-8", "surrogateescape").encode("unicode_escape").decode() for line in lines]
    return [line if len(line) <= SHOWN_WIDTH else cut(line) for line in shown]


def cut(line):
    return f"{line[:SHOWN_WIDTH // 2]} [{len(line)} characters] {line[-SHOWN_WIDTH // 3:]}"


def difference(wanted, found, wanted_name, found_name):
    if not isinstance(wanted, (bytes, str)):
        return f"  {wanted_name}: {wanted!r}\n  {found_name}: {found!r}"
    lines = list(difflib.unified_diff(visible(wanted), visible(found), wanted_name, found_name, n=1, lineterm=""))
    if not lines:
        lines = ["(they differ only inside lines cut above)"]
    more = [f"... {len(lines) - SHOWN_LINES} more lines"] if len(lines) > SHOWN_LINES else []
    return "\n".join("  " + line for line in lines[:SHOWN_LINES] + more)


def words(line):
    return shlex.split(line) if isinstance(line, str) else list(line)


def same(line, *, name=None, alter=None, serial=False, **options):
    """A case: yare, called as kubectl, does with the words of `line` what kubectl does. `alter` (see differences.py)
    takes what either program gave and returns what is to be equal; `options` are those of World.both."""
    args = words(line)

    def call(place):
        text = ""
        for attempt in range(TRIES):
            theirs, ours = place.both(args, **options)
            if alter:
                theirs, ours = alter(theirs), alter(ours)
            text = compare(theirs, ours)
            if not text or (attempt > 0 and seconds_apart(theirs, ours)):
                return
        raise Failure(text)

    return Case(name or (line if isinstance(line, str) else shlex.join(args)), call, serial)


DURATION = re.compile(rb"(?<![\w.-])(?:\d+[ydhms])+(?!\w)")
UNITS = {b"s": 1, b"m": 60, b"h": 3600, b"d": 86400, b"y": 31536000}


def seconds_apart(theirs, ours):
    """Whether two answers differ in nothing but ages, and these by no more than the programs may be apart. Columns may
    be wider (2m, 2m1s) only where an age differs in width."""
    if (theirs.err, theirs.code) != (ours.err, ours.code):
        return False
    pairs = list(zip(DURATION.findall(theirs.out), DURATION.findall(ours.out)))
    if not any(a != b for a, b in pairs) or any(abs(in_seconds(a) - in_seconds(b)) > SECONDS_APART for a, b in pairs):
        return False
    rest = [DURATION.sub(b"", result.out) for result in (theirs, ours)]
    if any(len(a) != len(b) for a, b in pairs):
        rest = [re.sub(rb" +", b" ", text) for text in rest]
    return rest[0] == rest[1]


def in_seconds(duration):
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(rb"(\d+)([ydhms])", duration))


def compare(theirs, ours):
    parts = []
    for what in ("out", "err"):
        wanted, found = getattr(theirs, what), getattr(ours, what)
        if wanted != found:
            parts.append(f"  std{what}:\n" + difference(wanted, found, "kubectl", "yare"))
    if theirs.code != ours.code:
        parts.append(f"  exit code: kubectl {theirs.code}, yare {ours.code}")
    return "\n".join(parts)


def check(call, name=None, serial=False):
    """A case of its own: `call` takes the World and raises Failure or Skip. Its docstring or name says what holds."""
    return Case(name or (call.__doc__ or call.__name__).strip(), call, serial)


def run_case(case, place):
    try:
        case.call(place)
        return "passed", ""
    except Skip as reason:
        return "skipped", str(reason)
    except Failure as failure:
        return "failed", str(failure)
    except Exception as error:  # a broken case is a failed one, and the others still run
        return "failed", f"{type(error).__name__}: {error}"


def run_topic(topic, cases, place, tally):
    began = time.monotonic()
    counts = Tally()
    parallel = [case for case in cases if not case.serial]
    serial = [case for case in cases if case.serial]
    reasons = set()
    pool = ThreadPoolExecutor(WORKERS)
    try:
        results = list(zip(parallel, pool.map(lambda case: run_case(case, place), parallel)))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    for case in serial:
        results.append((case, run_case(case, place)))
    for case, (result, text) in results:
        setattr(counts, result, getattr(counts, result) + 1)
        if result == "failed":
            print(f"FAILED {topic}: {case.name}\n{text}", flush=True)
        elif result == "skipped":
            reasons.add(text)
    for reason in sorted(reasons):
        print(f"skipped in {topic}: {reason}")
    print(f"{topic}: {counts.line()} in {time.monotonic() - began:.0f} s", flush=True)
    tally.passed += counts.passed
    tally.failed += counts.failed
    tally.skipped += counts.skipped
