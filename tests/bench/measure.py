"""Runs a program once and says what it took."""
import ctypes
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass

PR_SET_CHILD_SUBREAPER = 36     # linux/prctl.h

# Starts "$@" with its output in the files $1 and $2, prints its process id, and ends.
START = 'exec 3>&1 > "$1" 2> "$2"; shift 2; "$@" 3>&- & echo $! >&3'


class Failed(Exception):
    """A program did not end well; the text says which and what it said."""


@dataclass
class Times:
    wall: float         # seconds
    cpu: float
    server: float = 0   # what the server computed meanwhile, in steps of 10 ms


def median(results):
    return Times(*(statistics.median(values) for values in zip(*map(astuple, results))))


def wait(pid):
    try:
        _, status, usage = os.wait4(pid, 0)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    return os.waitstatus_to_exitcode(status), usage


def check(command, code, said):
    if code != 0:
        said.seek(0)
        words = said.read(600).decode(errors="replace").strip()
        raise Failed(f"{' '.join(command)[:300]}: exit status {code}: {words}")


def timed(command, environment):
    """The Times of a command that writes to /dev/null."""
    path = shutil.which(command[0])
    with open(os.devnull, "r+b") as null, tempfile.TemporaryFile() as said:
        actions = [(os.POSIX_SPAWN_DUP2, null.fileno(), 0), (os.POSIX_SPAWN_DUP2, null.fileno(), 1),
                   (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        began = time.perf_counter()
        code, usage = wait(os.posix_spawn(path, command, environment, file_actions=actions))
        wall = time.perf_counter() - began
        check(command, code, said)
    return Times(wall, usage.ru_utime + usage.ru_stime)


def peak(command, environment, out):
    """The most memory, in bytes, a command had resident; what it prints is in the file out."""
    # The figure of a process includes that of the one it was forked from, until exec: this interpreter would be more
    # than a small program needs. So a shell forks it, ends, and leaves it to this process to wait for.
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.NamedTemporaryFile() as said:
        shell = subprocess.run(["/bin/sh", "-c", START, "sh", out, said.name, *command], env=environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        code, usage = wait(int(shell.stdout))
        check(command, code, said)
    return usage.ru_maxrss * 1024


def instructions(commands, environment):
    """{name: instructions executed} as callgrind counts them, without what it cannot count; empty without valgrind."""
    counted = {}
    if shutil.which("valgrind") is None:
        return counted
    for name, command in commands.items():
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                              env=environment, capture_output=True, text=True, check=False)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode == 0 and found is not None:
            counted[name] = int(found.group(1))
        else:
            print(f"bench: callgrind cannot count {' '.join(command)}: {done.stderr[-600:]}", file=sys.stderr)
    return counted
