"""`logs -f`: lines of any length, and how it ends when it is interrupted or nobody reads."""
import re
import signal
import subprocess

from harness import check, expect, expect_equal
from logs_follow import ends_well, prefix
from logs_follower import Follower, each_exactly, exactly
from logs_stage import NS, kubelet_of

LONG = 3 * 1024 * 1024


def cases(_):
    for call in (one_line_of_many_streams, long_line, long_line_with_prefix, no_last_newline, empty_streams, interrupted,
                 interrupted_in_a_line, head):
        yield check(call)


def one_line_of_many_streams(place):
    """lines of 20 streams, longer than a buffer, never mix"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"f-mix-{number:02}", labels={"app": "f-mix"}) for number in range(20)]
    with Follower(place, "-f", "-l", "app=f-mix", "--prefix") as follow:
        for pod in pods:
            pod["app"].await_streams(1)
        wanted = {prefix(pod.name): [] for pod in pods}
        for width in (10, 70000, 200, 140000):
            for pod in pods:
                wanted[prefix(pod.name)] += pod["app"].write(3, width=width)
        follow.await_lines(240)
        for pod in pods:
            pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def long_line(place):
    """a line of 3 MB comes whole"""
    pod = kubelet_of(place).pod("f-long")
    wanted = [b"a\n", b"b" * LONG + b"\n", b"c\n"]
    pod["app"].append(*wanted)
    with Follower(place, "-f", "f-long") as follow:
        follow.await_lines(3)
        pod.finish()
        ends_well(follow, wanted)


def long_line_with_prefix(place):
    """lines of 3 MB of two containers come whole, one behind the other"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"f-longer-{number}", labels={"app": "f-longer"}) for number in range(2)]
    with Follower(place, "-f", "-l", "app=f-longer", "--prefix") as follow:
        for pod in pods:
            pod["app"].await_streams(1)
        wanted = {prefix(pod.name): [*pod["app"].append(*(letter * LONG + b"\n" for letter in (b"a", b"b", b"c")))]
                  for pod in pods}
        follow.await_lines(6)
        for pod in pods:
            pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def no_last_newline(place):
    """the last line of one stream without its newline does not run into another's"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"f-short-{number}", labels={"app": "f-short"}) for number in range(2)]
    with Follower(place, "-f", "-l", "app=f-short", "--prefix") as follow:
        for pod in pods:
            pod["app"].await_streams(1)
        pods[0]["app"].append(b"whole\n", b"not ended")
        pods[0].finish()
        follow.await_out(b"not ended")
        pods[1]["app"].append(b"next\n")
        pods[1].finish()
        said = follow.end()
    exactly(said.out, [prefix("f-short-0") + b"whole\n", prefix("f-short-0") + b"not ended\n",
                       prefix("f-short-1") + b"next\n"])


def empty_streams(place):
    """containers that end without a line"""
    pod = kubelet_of(place).pod("f-empty", ["app", "side"])
    with Follower(place, "-f", "f-empty", "--all-containers") as follow:
        pod["app"].await_streams(1)
        pod["side"].await_streams(1)
        pod.finish()
        ends_well(follow, [])


def interrupted(place):
    """Ctrl-C ends it at once, with 130 or by the signal"""
    pods = [kubelet_of(place).pod(f"f-int-{number}", labels={"app": "f-int"}) for number in range(3)]
    wanted = {prefix(pod.name): [*pod["app"].write(3)] for pod in pods}
    with Follower(place, "-f", "-l", "app=f-int", "--prefix") as follow:
        follow.await_lines(9)
        said = follow.interrupt()
    each_exactly(said.out, wanted)
    expect(said.code in (130, -signal.SIGINT), f"exit code {said.code}")
    expect_equal(said.err, b"", "stderr")
    for pod in pods:
        pod["app"].await_streams(0)
        pod.delete()


def interrupted_in_a_line(place):
    """after a Ctrl-C in the middle of a line the output ends with a newline"""
    for more in ([], ["--prefix"], ["--timestamps"]):
        pod = kubelet_of(place).pod("f-half")
        pod["app"].append(b"whole\n", b"x" * LONG)
        with Follower(place, "-f", "f-half", *more) as follow:
            pod["app"].await_sent()
            follow.await_out(b"whole\n")
            said = follow.interrupt()
        expect(said.code in (130, -signal.SIGINT), f"exit code {said.code} with {more}")
        expect(said.out.endswith(b"\n"), f"stdout ends in {said.out[-20:]!r} with {more}")
        pod.delete()


def head(place):
    """a reader that goes away ends it quietly"""
    pod = kubelet_of(place).pod("f-head", labels={"app": "f-head"})
    pod["app"].bulk(50_000_000)
    for form in ("f-head", "-f f-head", "-f -l app=f-head --prefix", "f-head --timestamps -o json"):
        line = f"'{place.path('bin/yare')}' logs -n {NS} {form} | head -n 1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], env=place.environment("yare-home"), capture_output=True, timeout=60)
        expect(done.returncode == 141 and not done.stderr, f"{form}: exit code {done.returncode}, stderr {done.stderr!r}")
        expect(re.fullmatch(rb".*f-head/app line 000000000 .*\n", done.stdout), f"{form}: {done.stdout[:200]!r}")
    pod.delete()
