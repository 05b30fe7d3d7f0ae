"""What `logs` makes of lines: --merge, --until, --include and the like, JSON, and what a terminal is shown."""
import json
import re
import time

from harness import check, expect, expect_equal
from logs_follower import Follower, exactly
from logs_stage import AWKWARD, NS, SECOND, after, kubelet_of

HOUR = 3600 * SECOND


def texts(place):
    now = time.time_ns() // SECOND * SECOND
    kubelet = kubelet_of(place)
    for number in range(3):
        pod = kubelet.pod(f"o-time-{number}", ["app", "side"] if number == 0 else ["app"], labels={"app": "o-time"})
        for turn in range(10):
            pod["app"].append(b"%d at %02d\n" % (number, turn), at=now - HOUR + turn * 10 * SECOND + number * SECOND)
        if number == 0:
            pod["side"].append(b"aside\n", at=now - HOUR + 15 * SECOND)
    pod = kubelet.pod("o-text", labels={"app": "o-text"})
    pod["app"].append(b"GET /one 200\n", b"GET /two 404\n", b"POST /two 500\n", b"\n", b"error: one\n", b"\xff error\n",
                      "caf\u00e9 404\n".encode())
    colors = kubelet.pod("o-colors", labels={"app": "o-colors"})
    colors["app"].append(*AWKWARD, b"\x1b[32mleft green\n", b"plain\n", b"\x1b[2J\x1b[10;10Hdriven\n",
                         b"\x1bP+q\x1b\\ device\n", b"bell\x07 back\b\b\n")


def cases(_):
    for call in (merged, merged_with_prefix, merged_with_tail, until, until_and_since, until_while_following, include,
                 exclude, include_and_exclude, include_with_timestamps, include_with_prefix, include_while_following,
                 wrong_patterns, as_json, json_of_any_bytes, json_while_following, unknown_output, terminal_is_safe,
                 colors_are_kept, raw_control, prefix_is_colored, no_color, highlight, verbatim_when_piped):
        yield after(texts, check(call))


def logs(place, *arguments, **options):
    said = place.yare(["logs", "-n", NS, *arguments], **options)
    expect_equal((said.err, said.code), (b"", 0), f"stderr and exit code of {' '.join(arguments)}")
    return said.out


def shown(place, *arguments, env=None):
    code, text = place.on_terminal(["logs", "-n", NS, *arguments], env)
    expect_equal(code, 0, f"exit code ({text[:300]!r})")
    return text


def merged(place):
    """--merge puts the lines of several streams in the order of their times"""
    wanted = b"".join(b"%d at %02d\n" % (number, turn) for turn in range(10) for number in range(3))
    expect_equal(logs(place, "-l", "app=o-time", "--merge", "-c", "app", "--tail=-1"), wanted, "stdout")
    expect_equal(logs(place, "pod/o-time-2", "pod/o-time-1", "pod/o-time-0", "--merge", "-c", "app"), wanted, "stdout of pods")
    found = logs(place, "o-time-0", "--all-containers", "--merge")
    wanted = [b"0 at %02d\n" % turn for turn in range(10)]
    wanted.insert(2, b"aside\n")
    expect_equal(found, b"".join(wanted), "stdout of containers")


def merged_with_prefix(place):
    """--merge with --prefix and --timestamps"""
    found = logs(place, "-l", "app=o-time", "--merge", "--prefix", "--timestamps", "-c", "app").splitlines()
    times = [line.split()[1] for line in found]
    expect(len(found) == 30 and times == sorted(times), found[:5])
    expect([line.split()[0] for line in found[:3]] == [b"[pod/o-time-%d/app]" % number for number in range(3)], found[:3])


def merged_with_tail(place):
    """--tail is of each stream, then they are merged"""
    wanted = b"".join(b"%d at %02d\n" % (number, turn) for turn in (8, 9) for number in range(3))
    expect_equal(logs(place, "-l", "app=o-time", "--merge", "--tail=2", "-c", "app"), wanted, "stdout")


def stamp_of(place, pod, line):
    """The time of a line of a container, as the kubelet prints it."""
    text, _ = kubelet_of(place).pods[NS, pod]["app"].instances[0].read(line, True, line + 1)
    return text.split()[0].decode()


def until(place):
    """--until leaves out what is as new as the time, or newer"""
    at = stamp_of(place, "o-time-0", 4)
    wanted = b"".join(b"0 at %02d\n" % turn for turn in range(4))
    expect_equal(logs(place, "o-time-0", "app", f"--until={at}"), wanted, "stdout until a time")
    expect_equal(logs(place, "o-time-0", "app", "--until=30m"), logs(place, "o-time-0", "app"), "stdout until 30 minutes ago")
    expect_equal(logs(place, "o-time-0", "app", "--until=2h"), b"", "stdout until 2 hours ago")
    found = logs(place, "o-time-0", "app", f"--until={at}", "--timestamps")
    expect_equal([line.split(b" ", 1)[1] for line in found.splitlines(keepends=True)], wanted.splitlines(keepends=True),
                 "messages with --timestamps")


def until_and_since(place):
    """--since-time and --until are a window"""
    found = logs(place, "o-time-1", "--since-time", stamp_of(place, "o-time-1", 2), "--until", stamp_of(place, "o-time-1", 5))
    expect_equal(found, b"".join(b"1 at %02d\n" % turn for turn in (2, 3, 4)), "stdout")


def until_while_following(place):
    """-f with --until prints what is older, and ends where that is reached, be the container running or not"""
    pod = kubelet_of(place).pod("o-until")
    for text, second in ((b"one\n", 1_700_000_000), (b"two\n", 1_700_000_001), (b"later\n", 1_705_000_000)):
        pod["app"].append(text, at=second * SECOND)
    with Follower(place, "-f", "o-until", "--until=2024-01-01T00:00:00Z") as follow:
        said = follow.end()
    exactly(said.out, [b"one\n", b"two\n"])
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def include(place):
    """--include prints the lines that one of the patterns matches"""
    expect_equal(logs(place, "o-text", "--include", "404"), "GET /two 404\ncaf\u00e9 404\n".encode(), "stdout")
    expect_equal(logs(place, "o-text", "--include", "^POST", "--include=error"), b"POST /two 500\nerror: one\n\xff error\n", "stdout of two")
    expect_equal(logs(place, "o-text", "--include", "nothing like it"), b"", "stdout of none")
    expect_equal(logs(place, "o-text", "--include", "^$"), b"\n", "stdout of the empty line")


def exclude(place):
    """--exclude leaves them out"""
    expect_equal(logs(place, "o-text", "--exclude", "GET|POST", "--exclude", "^$"),
                 b"error: one\n\xff error\n" + "caf\u00e9 404\n".encode(), "stdout")


def include_and_exclude(place):
    """both together: included, but not excluded"""
    expect_equal(logs(place, "o-text", "--include", "two|one", "--exclude", "error|500"), b"GET /one 200\nGET /two 404\n", "stdout")


def include_with_timestamps(place):
    """patterns see the message without the timestamp"""
    found = logs(place, "o-text", "--timestamps", "--include", "^GET")
    expect_equal([line.split(b" ", 1)[1] for line in found.splitlines()], [b"GET /one 200", b"GET /two 404"], "messages")
    expect_equal(logs(place, "o-text", "--timestamps", "--include", "^20"), b"", "stdout")


def include_with_prefix(place):
    """patterns do not see the prefix"""
    expect_equal(logs(place, "o-text", "--prefix", "--include", "o-text"), b"", "stdout")
    expect_equal(logs(place, "o-text", "--prefix", "--include", "POST"), b"[pod/o-text/app] POST /two 500\n", "stdout of POST")


def include_while_following(place):
    """lines left out do not come back when a stream is taken up again"""
    pod = kubelet_of(place).pod("o-some")
    lines = [b"%s %d\n" % (word, number) for number in range(20) for word in (b"good", b"bad")]
    pod["app"].append(*lines)
    with Follower(place, "-f", "o-some", "--include", "good") as follow:
        follow.await_lines(20)
        pod["app"].cut("rst")
        pod["app"].append(b"bad 20\n", b"good 20\n")
        follow.await_lines(21)
        pod.finish()
        said = follow.end()
    exactly(said.out, [b"good %d\n" % number for number in range(21)])


def wrong_patterns(place):
    """a pattern that is none is an error before anything is asked"""
    for flag in ("--include", "--exclude", "--highlight"):
        said = place.yare(["logs", "-n", NS, "o-text", flag, "(", "-v=6"])
        expect(said.code == 1 and not said.out and b"GET" not in said.err and b"error: " in said.err, f"{flag}: {said}")


def as_json(place):
    """-o json is an object a line"""
    lines = [json.loads(line) for line in logs(place, "-l", "app=o-time", "-o", "json", "--merge", "-c", "app").splitlines()]
    expect_equal(len(lines), 30, "lines")
    expect_equal(lines[4], {"pod": "o-time-1", "container": "app", "timestamp": stamp_of(place, "o-time-1", 1),
                            "message": "1 at 01"}, "the fifth")


def json_of_any_bytes(place):
    """every line of any bytes is one line of valid JSON"""
    out = logs(place, "o-colors", "-o", "json")
    lines = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    wrote = [line.text for line in kubelet_of(place).pods[NS, "o-colors"]["app"].instances[0].lines]
    expect_equal(len(lines), len(wrote), "lines")
    for found, line in zip(lines, wrote):
        try:
            expect_equal(found["message"], line.decode("utf-8").removesuffix("\n"), "message")
        except UnicodeDecodeError:
            expect("bytes" in found["message"], found)
    expect(b"\x1b" not in out and b"\0" not in out, "a control character in JSON")


def json_while_following(place):
    """-f -o json flows"""
    pod = kubelet_of(place).pod("o-flow")
    pod["app"].write(2)
    with Follower(place, "-f", "o-flow", "-o", "json") as follow:
        follow.await_lines(2)
        pod["app"].cut("eof")
        pod["app"].write(2)
        follow.await_lines(4)
        pod.finish()
        said = follow.end()
    found = [json.loads(line)["message"] for line in said.out.splitlines()]
    expect_equal(found, [f"o-flow/app {number:06} " for number in range(4)], "messages")


def unknown_output(place):
    """another output is refused"""
    said = place.yare(["logs", "-n", NS, "o-text", "-o", "yaml"])
    expect(said.code == 1 and not said.out and b"yaml" in said.err, said)


def terminal_is_safe(place):
    """nothing a container wrote drives a terminal, except colours"""
    for more in ([], ["--prefix"], ["--timestamps"], ["-o", "json"], ["-f", "--prefix"]):
        if "-f" in more:
            with Follower(place, "o-colors", *more, terminal=True) as follow:
                follow.await_out(b"bell")
                follow.interrupt()
                text = follow.out
        else:
            text = shown(place, "o-colors", *more)
        for bad in (b"\x1b]", b"\x1b[2J", b"\x1b[10;10H", b"\x1bP", b"\x07", b"\b", b"\xc2\x9b", b"\0", b"over\rwritten"):
            expect(bad not in text, f"{bad!r} in what {more} shows: {text[-600:]!r}")
        expect(b"driven" in text and b"plain" in text, text[-600:])


def colors_are_kept(place):
    """colours of the container are shown, and end with their line"""
    text = shown(place, "o-colors")
    expect(b"\x1b[31mred\x1b[0m" in text, text[:200])
    line = next(each for each in text.split(b"\n") if b"left green" in each)
    expect(b"\x1b[32mleft green\x1b[0m" in line or b"\x1b[32mleft green\x1b[m" in line, line)


def raw_control(place):
    """--raw-control hands everything on"""
    text = shown(place, "o-colors", "--raw-control")
    for part in (b"\x1b]0;title\x07", b"\x1b[2J\x1b[10;10H", b"bell\x07"):
        expect(part in text, f"no {part!r} in {text[-600:]!r}")


def prefix_is_colored(place):
    """on a terminal pods have colours in their prefixes, the same one on each of their lines"""
    text = shown(place, "-l", "app=o-time", "--prefix", "-c", "app")
    prefixes = {line[:line.index(b" ")] for line in text.splitlines()}
    colors = {re.match(rb"\x1b\[[0-9;]+m", each)[0] for each in prefixes if each.startswith(b"\x1b[")}
    expect(len(prefixes) == 3 and len(colors) == 3 and all(each.endswith(b"m") for each in prefixes), prefixes)


def no_color(place):
    """NO_COLOR and TERM=dumb switch all colours off, also those of the container"""
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        for words in (["-l", "app=o-time", "--prefix", "-c", "app"], ["o-colors"], ["o-text", "--highlight", "404"]):
            text = shown(place, *words, env=env)
            expect(b"\x1b" not in text, f"{env} {words}: {text[:300]!r}")


def highlight(place):
    """--highlight marks what matches, on a terminal"""
    text = shown(place, "o-text", "--highlight", "40.")
    lines = [line.rstrip(b"\r") for line in text.split(b"\n")]
    marked = [line for line in lines if b"\x1b[" in line]
    expect(len(marked) == 2 and all(b"404\x1b[" in line for line in marked), text)
    expect_equal(logs(place, "o-text", "--highlight", "40."), logs(place, "o-text"), "stdout when piped")


def verbatim_when_piped(place):
    """a pipe gets every byte, whatever the terminal would be shown"""
    wrote = b"".join(line.text for line in kubelet_of(place).pods[NS, "o-colors"]["app"].instances[0].lines)
    expect_equal(logs(place, "o-colors"), wrote, "stdout")
