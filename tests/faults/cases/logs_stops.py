"""logs that are stopped: by Ctrl-C, by a reader that goes, by a stdout that takes no more."""
import os
import resource
import signal
import socket
import subprocess
import time

from harness import SANITIZER, add, case
from podlog import LOG, STREAM, WAITING, api, event, kind_of, log_reply, pod, stamped
from result import Result
from server import Cut, Stall
from wire import chunks, refusal, reply

LINES = b"".join(stamped("one", "two", "three"))
OUT = b"one\ntwo\nthree\n"
TWO = reply(pod(containers=("a", "b")))
LATER = ["Retry-After: 3600"]
NOT_YET = refusal(400, "Bad Request", "BadRequest", message='container "app" in pod "web" is waiting to start: x')
AT_ONCE = 3   # seconds
POD_SET = ["-l", "a=b", "--tail=-1"]


STOPPED = (130, -signal.SIGINT)   # which a shell shows as 130


def is_whole(out):
    return not out or out.endswith(b"\n")


def interrupted(trial, args, serving, out=None, after=0.2):
    """SIGINT once all of `out` was printed, or where nothing is printed yet, once the server was asked for the log."""
    server = trial.serve(serving)

    def ready(printed):
        asked = [kind_of(request) for request in list(server.requests)]
        if out and "-f" in args:
            return len(printed) >= len(out)
        return "log" in asked or (out == b"" and len(asked) > 0 and after > 0.3)
    result = trial.end_by_interrupt(["logs", *args], server, after=after, ready=ready,
                                    limit=AT_ONCE * (4 if trial.sanitized else 1))
    if result.code not in STOPPED or not is_whole(result.out) or (out is not None and result.out != out):
        result.refuse("expected 130 and no half line")
    return result


def stops(args, serving, out=None, after=0.2):
    return lambda trial: interrupted(trial, args, serving, out, after) and None


HALF = LOG + chunks(LINES + b"2026-11-22T10:00:09Z half a li")
BARE_HALF = LOG + chunks(OUT + b"half a li")
for _name, _args, _serving, _out in [
        ("the pod's answer stalls", ["web"], api([b""], gets=[Stall()]), b""),
        ("the head stalls", ["web"], api([Stall()]), b""),
        ("the body stalls in a line", ["web"], api([Stall(BARE_HALF)]), OUT),
        ("the body stalls in a line, with a prefix", ["web", "--prefix"], api([Stall(BARE_HALF)]), None),
        ("one of two stalls", ["web", "--all-containers"], api([Stall(BARE_HALF)], gets=[TWO]), None),
        ("one of two stalls, --merge", ["web", "--all-containers", "--merge"], api([Stall(HALF)], gets=[TWO]), None),
        ("a long Retry-After", ["web"], api([refusal(429, "Busy", headers=LATER)]), b""),
        ("a long Retry-After, of two", ["web", "--all-containers"], api([refusal(429, "Busy", headers=LATER)],
                                                                     gets=[TWO]), b""),
        ("-f: the head stalls", ["-f", "web"], api([Stall()]), b""),
        ("-f: the body stalls in a line", ["-f", "web"], api([Stall(HALF)]), OUT),
        ("-f: the body stalls in a long line", ["-f", "web"], api([Stall(LOG + chunks(
            LINES + b"2026-11-22T10:00:09Z " + b"a" * 300000, 10000))]), OUT),
        ("-f: a long Retry-After", ["-f", "web"], api([refusal(429, "Busy", headers=LATER)]), b""),
        ("-f: a long Retry-After in the middle", ["-f", "web"],
         api([Cut(HALF), refusal(429, "Busy", headers=LATER)]), OUT),
        ("-f: cut, and nobody is there any more", ["-f", "web"], api([Cut(HALF), Cut(b"")]), OUT),
        ("-f: cut, and then it stalls", ["-f", "web"], api([Cut(HALF), Stall()]), OUT),
        ("-f: the first look at the pod stalls", ["-f", "web"], api([Cut(HALF)], gets=[reply(pod()), Stall()]), OUT),
        ("-f: not started", ["-f", "web"], api([NOT_YET], gets=[reply(pod(WAITING))]), b""),
        ("-f: not scheduled", ["-f", "web"], api([log_reply(b"")], gets=[reply(pod(WAITING, node=""))]), b""),
        ("-f: ended, to be started again", ["-f", "web"],
         api([log_reply(LINES)], gets=[reply(pod({"terminated": {"exitCode": 1}}, policy="Always"))]), OUT),
        ("-f: a set", ["-f", *POD_SET], api([Stall(HALF)]), OUT),
        ("-f: a set, whose watch stalls in an event", ["-f", *POD_SET], api(
            [Stall(HALF)], watches=[Stall(STREAM + chunks(event("MODIFIED", pod()))[:-20])]), OUT)]:
    add("SIGINT, " + _name, stops(_args, _serving, _out, 0.6 if "pod's answer" in _name else 0.2))


@case("SIGINT at any time: no line is halved")
def _(trial):
    def log(conversation, _):
        conversation.send(LOG)
        number = 0
        while True:
            body = b"".join(stamped(*["line %06d" % each for each in range(number, number + 500)], second=number // 500))
            for at in range(0, len(body), 1000):
                conversation.send(chunks(body[at:at + 1000], 333))
            number += 500
    for pause in (0.02, 0.05, 0.1, 0.2, 0.3):
        for args in (["-f", "web"], ["web"], ["-f", *POD_SET, "--prefix"]):
            interrupted(trial, args, api([log]), after=pause)


def with_stdout(trial, args, serving, make, act, limit=None):
    """Runs yare with a stdout of our making; `act(child, ends)` does something to it, and then it must end soon."""
    config = trial.kubeconfig(trial.serve(serving))
    ours, theirs = make()
    err = trial.path("err")
    with open(err, "wb") as err_file:
        child = trial.start(["logs", *args, "--kubeconfig", config], stdout=theirs, stderr=err_file)
    (theirs.close if hasattr(theirs, "close") else lambda: os.close(theirs))()
    begun = time.monotonic()
    try:
        act(child, ours)
        code = child.wait(limit or AT_ONCE * (4 if trial.sanitized else 1))
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait() and None
    with open(err, "rb") as err_file:
        result = Result(["logs", *args], code, b"", err_file.read(), time.monotonic() - begun)
    if SANITIZER.search(result.err):
        result.refuse("a sanitizer's report")
    return result


def closes(child, ours):
    time.sleep(0.4)
    if child.poll() is None:
        (ours.close if hasattr(ours, "close") else lambda: os.close(ours))()


def quiet_end(result):
    if result.code not in (141, -signal.SIGPIPE) or b"rror" in result.err:
        result.refuse("expected a quiet end")


@case("the reader goes while nothing comes")
def _(trial):
    for args, serving in ((["-f", "web"], api([Stall(HALF)])), (["web"], api([Stall(BARE_HALF)])),
                          (["-f", *POD_SET], api([Stall(HALF)])), (["-f", "web"], api([Stall()])),
                          (["-f", "web"], api([NOT_YET], gets=[reply(pod(WAITING))])),
                          (["web", "--all-containers"], api([Stall(BARE_HALF)], gets=[TWO]))):
        quiet_end(with_stdout(trial, args, serving, os.pipe, closes))
        quiet_end(with_stdout(trial, args, serving, socket.socketpair, closes))


def endless(conversation, _):
    conversation.send(LOG)
    line = chunks(b"2026-11-22T10:00:00.5Z " + b"a" * 977 + b"\n", 100000) * 64
    while True:
        conversation.send(line)


@case("the reader goes while much comes")
def _(trial):
    for args in (["-f", "web"], ["web"], ["-f", *POD_SET, "--prefix"], ["web", "--prefix"]):
        quiet_end(with_stdout(trial, args, api([endless]), os.pipe, closes))


@case("SIGINT while nobody reads a full pipe")
def _(trial):
    def interrupt(child, _):
        time.sleep(0.7)
        child.send_signal(signal.SIGINT)
    for args in (["-f", "web"], ["web"], ["-f", *POD_SET, "--prefix"], ["web", "--prefix"]):
        result = with_stdout(trial, args, api([endless]), os.pipe, interrupt)
        if result.code not in STOPPED or result.err:
            result.refuse("expected 130")


@case("a slow reader slows the server down, and memory stays", heavy=True)
def _(trial):
    def wait(child, _):
        time.sleep(1.5)
        with open("/proc/%d/statm" % child.pid) as file:
            pages = int(file.read().split()[1])
        child.send_signal(signal.SIGINT)
        if pages * resource.getpagesize() > 24 << 20 and not trial.sanitized:
            raise AssertionError("%d pages" % pages)
    for args in (["-f", "web"], ["web"], ["web", "--all-containers", "--merge"]):
        with_stdout(trial, args, api([endless], gets=[TWO]), os.pipe, wait)


def idle(trial, make, seconds=2):
    """The processor time of a following with nothing to do."""
    used = []

    def measure(child, _):
        time.sleep(seconds)
        with open("/proc/%d/stat" % child.pid) as file:
            fields = file.read().rpartition(")")[2].split()
        used.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        child.send_signal(signal.SIGINT)
    with_stdout(trial, ["-f", "web"], api([Stall(LOG)]), make, measure)
    return used[0]


@case("who has nothing to do uses no processor")
def _(trial):
    def closed():
        return None, os.open("/dev/null", os.O_RDONLY)

    def half_socket():
        ours, theirs = socket.socketpair()
        ours.shutdown(socket.SHUT_WR)
        return ours, theirs
    for make in (os.pipe, closed, half_socket, lambda: (None, os.open("/dev/null", os.O_WRONLY))):
        limit = 1.0 if trial.sanitized else 0.3
        if (used := idle(trial, make)) > limit:
            raise AssertionError("%.2f s of 2 (%s)" % (used, make))


@case("stdout is full, or cannot be written")
def _(trial):
    full = lambda: (None, os.open("/dev/full", os.O_WRONLY))   # noqa: E731
    for args in (["-f", "web"], ["web"], ["-f", *POD_SET], ["web", "--all-containers"]):
        serving = api([Stall(LOG + chunks(LINES * 30000, 60000))], gets=[TWO])
        result = with_stdout(trial, args, serving, full, lambda *_: None)
        if result.code != 1 or b"no space left" not in result.err:
            result.refuse("expected words about the space")
        result = with_stdout(trial, args, serving, lambda: (None, os.open("/dev/null", os.O_RDONLY)), lambda *_: None)
        if result.code != 1 or b"bad file descriptor" not in result.err:
            result.refuse("expected words about the descriptor")


@case("a second SIGINT, and SIGTERM")
def _(trial):
    def twice(child, _):
        time.sleep(0.4)
        child.send_signal(signal.SIGINT)
        child.send_signal(signal.SIGINT)
    result = with_stdout(trial, ["-f", "web"], api([Stall(HALF)]), os.pipe, twice)
    if result.code not in STOPPED:
        result.refuse("expected 130")

    def terminate(child, _):
        time.sleep(0.4)
        child.terminate()
    result = with_stdout(trial, ["-f", "web"], api([Stall(HALF)]), os.pipe, terminate)
    if result.code not in (143, -signal.SIGTERM):
        result.refuse("expected the signal")
