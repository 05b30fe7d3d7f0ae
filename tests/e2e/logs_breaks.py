"""`logs -f` when streams break: every line is printed once, none is lost."""
import os
import sys
import time

from harness import check, expect, expect_equal
from logs_follow import ends_well, prefix
from logs_follower import Cutter, Follower, each_exactly, exactly, lines_of
from logs_stage import NS, kubelet_of
from world import CLUSTER, run

sys.path.insert(0, CLUSTER)

from kubelet import Kubelet  # noqa: E402

MEGABYTE = 10**6
HOUR = 3600 * 10**9
MOST_MEMORY = 16 * MEGABYTE


def cases(_):
    for how in ("eof", "fin", "rst"):
        yield check(cut_between_lines(how), f"a stream that ends between lines is taken up again ({how})")
        yield check(cut_in_a_line(how), f"a line that was cut is printed once, whole ({how})")
        yield check(cut_after_bytes(how), f"streams that end again and again, anywhere ({how})")
    for reset in (True, False):
        yield check(server_is_cut(reset), f"connections to the server that {'are reset' if reset else 'end'}")
    for call in (rotated, rotated_and_cut, same_times, same_lines, bad_bytes_and_cuts, refused_for_a_while, stalls,
                 many_streams_cut, ends_while_away, breaks_before_the_first_line, slow_reader, flat_snapshot):
        yield check(call)
    yield check(server_restarts, serial=True)


def cut_between_lines(how):
    def call(place):
        pod = kubelet_of(place).pod(f"b-cut-{how}")
        wanted = [*pod["app"].write(5)]
        with Follower(place, "-f", pod.name) as follow:
            for _ in range(4):
                follow.await_lines(len(wanted))
                pod["app"].cut(how)
                wanted += pod["app"].write(7)
            follow.await_lines(len(wanted))
            pod.finish()
            ends_well(follow, wanted)
    return call


def cut_in_a_line(how):
    def call(place):
        pod = kubelet_of(place).pod(f"b-tear-{how}", labels={"app": f"b-tear-{how}"})
        wanted = [*pod["app"].write(5)]
        with Follower(place, "-f", "-l", f"app=b-tear-{how}", "--prefix") as follow:
            # Within the timestamp, right behind it, in the text, before the newline.
            for kept in (1, 20, 30, 31, 35, 31 + 99):
                follow.await_lines(len(wanted))
                text = b"torn at %d " % kept + b"." * (99 - len(b"torn at %d " % kept)) + b"\n"
                pod["app"].tear(text, kept, how)
                wanted += [text, *pod["app"].write(2)]
            follow.await_lines(len(wanted))
            pod.finish()
            ends_well(follow, [prefix(pod.name) + line for line in wanted])
    return call


def cut_after_bytes(how):
    def call(place):
        pod = kubelet_of(place).pod(f"b-bytes-{how}")
        wanted = [*pod["app"].write(400, width=80)]
        for count in (0, 1, 31, 80, 1000, 5000, 12345, 30000):
            pod["app"].plan(count, how)
        with Follower(place, "-f", pod.name) as follow:
            follow.await_lines(400)
            pod.finish()
            ends_well(follow, wanted)
    return call


def server_is_cut(reset):
    def call(place):
        name = f"b-wire-{int(reset)}"
        pods = [kubelet_of(place).pod(f"{name}-{number}", labels={"app": name}) for number in range(3)]
        wanted = {prefix(pod.name): [*pod["app"].write(3)] for pod in pods}
        words = ["-f", "-l", f"app={name}", "--prefix"]
        with Cutter(place) as cutter, Follower(place, *words, "-s", cutter.server) as follow:
            for width in (0, 100, 5000):
                follow.await_lines(sum(map(len, wanted.values())))
                cutter.cut(reset)
                for pod in pods:
                    wanted[prefix(pod.name)] += pod["app"].write(20, width=width)
            follow.await_lines(sum(map(len, wanted.values())))
            late = kubelet_of(place).pod(f"{name}-late", labels={"app": name})
            wanted[prefix(late.name)] = [*late["app"].write(3)]
            follow.await_lines(sum(map(len, wanted.values())))
            for pod in [*pods, late]:
                pod.finish()
            said = follow.end()
        each_exactly(said.out, wanted)
        expect_equal(said.code, 0, f"exit code ({said.err!r})")
    return call


def server_restarts(place):
    """an API server that starts again is waited for, and asked for what came meanwhile"""
    cluster = place.start_cluster("restarting")
    with Kubelet(cluster, namespace=NS) as kubelet:
        pods = [kubelet.pod(f"b-up-{number}", labels={"app": "b-up"}) for number in range(3)]
        wanted = {prefix(pod.name): [*pod["app"].write(3)] for pod in pods}
        with Follower(place, "-f", "-l", "app=b-up", "--prefix",
                      env={"KUBECONFIG": os.path.join(cluster, "kubeconfig")}) as follow:
            follow.await_lines(9)
            done = run([os.path.join(CLUSTER, "cluster"), "restart-apiserver", cluster], capture_output=True)
            expect(done.returncode == 0, done.stderr)
            for pod in pods:
                wanted[prefix(pod.name)] += pod["app"].write(10)
            late = kubelet.pod("b-up-late", labels={"app": "b-up"})
            wanted[prefix(late.name)] = [*late["app"].write(3)]
            follow.await_lines(42)
            for pod in [*pods, late]:
                pod.finish()
            said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def rotated(place):
    """a log that is rotated, and whose stream ends with that, is followed on"""
    pod = kubelet_of(place).pod("b-rotated")
    wanted = [*pod["app"].write(5)]
    with Follower(place, "-f", "b-rotated") as follow:
        for ends in (True, False, True):
            follow.await_lines(len(wanted))
            pod["app"].rotate(ends)
            wanted += pod["app"].write(5)
        follow.await_lines(len(wanted))
        pod.finish()
        ends_well(follow, wanted)


def rotated_and_cut(place):
    """after a rotation the lines had already do not come again; those that come are new"""
    pod = kubelet_of(place).pod("b-turn")
    wanted = [*pod["app"].append(b"same\n", b"same\n")]
    with Follower(place, "-f", "b-turn") as follow:
        follow.await_lines(2)
        for how in ("eof", "rst"):
            pod["app"].rotate()
            pod["app"].cut(how)
            wanted += pod["app"].append(b"same\n", b"same\n")
            follow.await_lines(len(wanted))
        pod.finish()
        ends_well(follow, wanted)


def same_times(place):
    """lines of one nanosecond are told apart where a stream breaks among them"""
    pod = kubelet_of(place).pod("b-times")
    at = 1_700_000_000_500_000_000
    lines = [b"%s of one time\n" % word for word in (b"one", b"two", b"two", b"three", b"two")]
    wanted = [*pod["app"].append(*lines, at=at)]
    pod["app"].plan(2 * 31 + len(lines[0]) + len(lines[1]))
    with Follower(place, "-f", "b-times") as follow:
        follow.await_lines(5)
        pod["app"].cut("eof")
        wanted += pod["app"].append(b"two of one time\n", b"four of one time\n", at=at)
        follow.await_lines(7)
        pod["app"].cut("fin")
        wanted += pod["app"].append(b"last\n", at=at + 1)
        follow.await_lines(8)
        pod.finish()
        ends_well(follow, wanted)


def same_lines(place):
    """the same text again and again is as many lines"""
    pod = kubelet_of(place).pod("b-same")
    wanted = [*pod["app"].append(*[b"tick\n"] * 50)]
    with Follower(place, "-f", "b-same") as follow:
        for how in ("eof", "rst", "fin"):
            follow.await_lines(len(wanted))
            pod["app"].cut(how)
            wanted += pod["app"].append(*[b"tick\n"] * 50)
        follow.await_lines(len(wanted))
        pod.finish()
        ends_well(follow, wanted)


def bad_bytes_and_cuts(place):
    """lines of any bytes, some like timestamps, come as they are"""
    pod = kubelet_of(place).pod("b-binary")
    lines = [bytes(byte for byte in range(256) if byte != 10) + b"\n", b"\n", b" \n", b"\0\n", b"\xff" * 40 + b"\n",
             b"2001-01-01T00:00:00.000000000Z \n", b"2001-01-01T00:00:00.000000000Z twice\n", b"Z\n", b"\r\n"]
    wanted = [*pod["app"].append(*lines)]
    with Follower(place, "-f", "b-binary") as follow:
        for how in ("eof", "rst"):
            follow.await_lines(len(wanted))
            pod["app"].cut(how)
            wanted += pod["app"].append(*lines)
        follow.await_lines(len(wanted))
        pod.finish()
        ends_well(follow, wanted)


def refused_for_a_while(place):
    """a kubelet that refuses for a while is asked again"""
    pod = kubelet_of(place).pod("b-refused")
    wanted = [*pod["app"].write(3)]
    with Follower(place, "-f", "b-refused") as follow:
        follow.await_lines(3)
        asked = len(pod["app"].requests)
        pod["app"].refuse("not now", times=2)
        pod["app"].cut("rst")
        wanted += pod["app"].write(3)
        pod["app"].await_requests(asked + 3)
        follow.await_lines(6)
        pod.finish()
        said = follow.end()
    exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def stalls(place):
    """a stream that is silent for a while goes on"""
    pod = kubelet_of(place).pod("b-stall", labels={"app": "b-stall"})
    other = kubelet_of(place).pod("b-stall-not", labels={"app": "b-stall"})
    wanted = {prefix(pod.name): [*pod["app"].write(3)], prefix(other.name): []}
    with Follower(place, "-f", "-l", "app=b-stall", "--prefix") as follow:
        follow.await_lines(3)
        pod["app"].stall()
        wanted[prefix(pod.name)] += pod["app"].write(3)
        wanted[prefix(other.name)] += other["app"].write(3)
        follow.await_lines(6)
        pod["app"].resume()
        follow.await_lines(9)
        pod.finish()
        other.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def many_streams_cut(place):
    """20 streams that break in different ways at different places"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"b-many-{number:02}", labels={"app": "b-many"}) for number in range(20)]
    wanted = {prefix(pod.name): [*pod["app"].write(100, width=60)] for pod in pods}
    for number, pod in enumerate(pods):
        for turn in range(3):
            pod["app"].plan(number * 91 + turn * 517, ("eof", "fin", "rst")[(number + turn) % 3])
    with Follower(place, "-f", "-l", "app=b-many", "--prefix", "--tail=-1") as follow:
        follow.await_lines(2000)
        for pod in pods:
            wanted[prefix(pod.name)] += pod["app"].write(5)
        follow.await_lines(2100)
        for pod in pods:
            pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def ends_while_away(place):
    """what a container wrote last, before it ended while the stream was broken, is printed"""
    pod = kubelet_of(place).pod("b-away")
    wanted = [*pod["app"].write(3)]
    with Follower(place, "-f", "b-away") as follow:
        follow.await_lines(3)
        asked = len(pod["app"].requests)
        pod["app"].refuse("not now", times=1)
        pod["app"].cut("rst")
        pod["app"].await_requests(asked + 1)
        wanted += pod["app"].write(3)
        pod.finish()
        said = follow.end()
    exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def breaks_before_the_first_line(place):
    """a stream that breaks before its first line, or within it, starts over as it began"""
    now = time.time_ns()
    for number, (more, count) in enumerate((([], 9), (["--tail=3"], 3), (["--since=2h"], 5))):
        pod = kubelet_of(place).pod(f"b-tail-{number}")
        for line in range(9):
            pod["app"].append(b"old %d\n" % line, at=now - HOUR * (3 if line < 4 else 1) + line)
        for kept in (0, 20, 31 + 2):
            pod["app"].plan(kept)
        with Follower(place, "-f", pod.name, *more) as follow:
            follow.await_lines(count)
            wanted = [b"old %d\n" % line for line in range(9 - count, 9)] + [*pod["app"].write(3)]
            follow.await_lines(count + 3)
            pod.finish()
            ends_well(follow, wanted)


def slow_reader(place):
    """a reader that does not read stops the streams; memory stays flat"""
    kubelet = kubelet_of(place)
    size = 40 * MEGABYTE
    pods = [kubelet.pod(f"b-slow-{number}", labels={"app": "b-slow"}, publish=False) for number in range(4)]
    for pod in pods:
        pod["app"].bulk(size)
        pod.finish()
    with Follower(place, "-f", "-l", "app=b-slow", "--prefix", "--tail=-1", slow=True) as follow:
        for pod in pods:
            pod["app"].await_requests(1)
        found = bytearray(follow.take(MEGABYTE))
        lines = 4 * size // 100
        length = lines * 100 + lines * len(prefix("b-slow-0"))
        while len(found) < length - MEGABYTE // 4:
            piece = follow.take(MEGABYTE // 8)
            if not piece:
                break
            found += piece
        peak = follow.peak()
        found += follow.take(length)
        code = follow.process.wait(60)
    expect_equal((len(found), code), (length, 0), "bytes and exit code")
    found = bytes(found)
    for pod in pods:
        mine = [line for line in lines_of(found) if line.startswith(prefix(pod.name))]
        width = 100 + len(prefix(pod.name))
        expect(len(mine) == size // 100 and all(len(line) == width for line in mine), "lines are broken")
    expect(peak < 2 * MOST_MEMORY, f"{peak / 1e6:.1f} MB at most")


def flat_snapshot(place):
    """a long log without -f needs no more memory than a short one"""
    pod = kubelet_of(place).pod("b-flat")
    size = 100 * MEGABYTE
    pod["app"].bulk(size)
    with Follower(place, "b-flat", slow=True) as follow:
        count = len(follow.take(size - MEGABYTE))
        peak = follow.peak()
        count += len(follow.take(2 * MEGABYTE))
        code = follow.process.wait(60)
    expect_equal((count, code), (size, 0), "bytes and exit code")
    expect(peak < MOST_MEMORY, f"{peak / 1e6:.1f} MB at most")
    pod.delete()
