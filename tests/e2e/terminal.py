"""Terminals, pipes that end early, signals, warnings, and what -v shows."""
import os
import re
import signal
import socket
import subprocess
import threading
import time

from harness import check, expect, expect_equal, same


def cases(_):
    for line in ("get cs", "get ingresses.v1beta1.extensions -A", "get ing -n shop", "get podsecuritypolicies",
                 "get crd.v1beta1.apiextensions.k8s.io -o name",
                 "get cs --warnings-as-errors", "get cs,cs --warnings-as-errors", "get pods -n shop --warnings-as-errors"):
        yield same(line, alter=unordered_warnings)
    for call in (pipe_ends_early, interrupted, warning_in_color, colors_of_tables, colors_of_status, colors_of_errors,
                 colors_by_choice, colors_of_a_watch, errors_are_safe, credentials_are_masked, levels_of_v,
                 output_is_full, help_fits):
        yield check(call)


def unordered_warnings(result):
    """As differences.no_short_name_warning; the components of a control plane come in any order."""
    result.err = b"".join(line for line in result.err.splitlines(keepends=True) if not line.startswith(b"Warning: short name "))
    result.out = b"".join(sorted(result.out.splitlines(keepends=True)))
    return result


def help_fits(place):
    """help is as wide as the terminal, within 60 and 100 columns; COLUMNS says otherwise"""
    for columns, env, widest in ((72, None, 72), (40, None, 60), (250, None, 100), (72, {"COLUMNS": "90"}, 90), (0, None, 80)):
        code, shown = place.on_terminal(["options"], env=env, columns=columns)
        width = max(len(line) for line in shown.decode().splitlines())
        expect(code == 0 and widest - 8 < width <= widest, f"{columns} columns, {env}: {width}")
        _, again = place.on_terminal(["get", "pods", "-h"], env=env, columns=columns)
        expect(b"\x1b" not in again and again.replace(b"\r", b"").endswith(b"commands).\n"), again[-200:])
    said = place.yare(["options"], env={"COLUMNS": None})
    expect(max(map(len, said.out.decode().splitlines())) <= 80, said.out)


def pipe_ends_early(place):
    """a reader that goes away ends the program quietly with SIGPIPE's code"""
    for form in ("", "-o json", "-o yaml", "-o name"):
        line = f"'{place.path('bin/yare')}' get cm -n crowd {form} 2>'{place.path('err')}' | head -n 1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], env=place.environment("yare-home"), capture_output=True, timeout=60)
        with open(place.path("err"), "rb") as file:
            said = file.read()
        # A table and names of 1200 objects fit into the pipe, so that the writer may not notice.
        allowed = (141,) if form in ("-o json", "-o yaml") else (0, 141)
        expect(done.returncode in allowed and not said, f"{form}: exit code {done.returncode}, stderr {said!r}")


def silent_server():
    """A port that takes connections and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    held = []
    threading.Thread(target=lambda: [held.append(server.accept()) for _ in range(9)], daemon=True).start()
    return server, server.getsockname()[1]


def interrupted(place):
    """Ctrl-C ends a call that waits, by the signal itself"""
    server, port = silent_server()
    process = subprocess.Popen([place.path("bin/yare"), "get", "pods", "-s", f"http://127.0.0.1:{port}"],
                               env=place.environment("yare-home"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    server.close()
    expect(process.returncode in (-signal.SIGINT, 130), f"exit code {process.returncode}")
    expect(not out and b"terminate" not in err, f"{out!r} {err!r}")


def warning_in_color(place):
    """warnings are yellow on a terminal, unless NO_COLOR or TERM=dumb"""
    if place.version() > (1, 21):
        words = ["get", "cs"]
    else:
        words = ["get", "ingresses.v1beta1.extensions", "-A"]
    code, shown = place.on_terminal(words)
    expect(code == 0 and b"\x1b[33;1mWarning:\x1b[0m " in shown, shown)
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        _, shown = place.on_terminal(words, env=env)
        expect(b"Warning: " in shown and b"\x1b" not in shown, shown)


SEQUENCE = re.compile(rb"\x1b\[[0-9;]*m")


def plain(shown):
    """What a terminal shows, without colours and in a pipe's line ends."""
    return SEQUENCE.sub(b"", shown).replace(b"\r\n", b"\n")


TABLES = ["get pods -n shop", "get pods,svc,deploy -A", "get pods -n shop --no-headers", "get pods -n shop -o wide",
          "get nodes", "get pv", "get pvc -A", "get ns", "get ships -n shop", "get pods db-0 -n shop --show-labels",
          "get pods -n shop --show-kind", "get events -A", "get cm -n odd", "get all -n shop",
          "get pods -n shop --sort-by=.metadata.name", "get pods -n shop --server-print=false"]


def colors_of_tables(place):
    """on a terminal a table has colours, and the text is that of a pipe"""
    for line in TABLES:
        words = line.split()
        piped = place.yare(words)
        code, shown = place.on_terminal(words)
        expect_equal(code, piped.code, f"exit code of {line}")
        expect(b"\x1b" not in piped.out, f"{line}: colours in a pipe")
        expect_ages_apart(plain(shown), piped.err + piped.out if not piped.out else piped.out, line)
        expect(("--no-headers" in line) == (b"\x1b[1mNAME" not in shown and b"\x1b[1mNAMESPACE" not in shown and
                                            b"\x1b[1mLAST SEEN" not in shown) or not piped.out, f"{line}: {shown!r}")
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}):
            expect(b"\x1b" not in place.on_terminal(words, env=env)[1], f"{line}: colours with {env}")
    for form in ("json", "yaml", "name", "jsonpath={.items[*].metadata.name}", "custom-columns=STATUS:.status.phase"):
        _, shown = place.on_terminal(["get", "pods", "-n", "shop", "-o", form, "--color=always"])
        expect(b"\x1b" not in shown, f"{form}: {shown!r}")
    _, shown = place.on_terminal(["get", "ns"])
    expect(b" \x1b[32mActive\x1b[0m " in shown, shown)


def expect_ages_apart(found, wanted, what):
    """Equal but for ages, which may flip by a second between two runs."""
    blank = [re.sub(rb" *\b\d+[smhd](\d+[smh])?\b", b"", text) for text in (found, wanted)]
    expect_equal(blank[0], blank[1], what)


def colors_of_status(place):
    """verdicts have colours on a terminal"""
    words = ["status", "pods,cm", "-n", "shop"]
    piped = place.yare(words)
    _, shown = place.on_terminal(words)
    expect_ages_apart(plain(shown), piped.out + piped.err, "status")
    expect(b"\x1b[32mCurrent\x1b[0m" in shown and b"\x1b[1mSTATUS\x1b[0m" in shown, shown)


def colors_of_errors(place):
    """what says that a line is an error is red on a terminal"""
    for line, start in (("get pods missing -n shop", b"Error from server (NotFound):"), ("get pods --foo", b"error:"),
                        ("nosuch", b"error:"), ("get pods a b -n shop -o name", b"Error from server (NotFound):")):
        code, shown = place.on_terminal(line.split())
        piped = place.yare(line.split())
        expect(code == 1 and shown.startswith(b"\x1b[31m" + start + b"\x1b[0m "), f"{line}: {shown!r}")
        expect_equal(plain(shown), piped.err, line)
        _, shown = place.on_terminal(line.split(), env={"NO_COLOR": "1"})
        expect_equal(shown.replace(b"\r\n", b"\n"), piped.err, line)


def colors_by_choice(place):
    """--color and CLICOLOR_FORCE have the last word"""
    words = ["get", "ns"]
    for more, env in ((["--color=always"], {"NO_COLOR": "1", "TERM": "dumb"}), (["--color", "always"], {}),
                      ([], {"CLICOLOR_FORCE": "1"})):
        said = place.yare(words + more, env=env)
        expect(said.code == 0 and b"\x1b[32mActive\x1b[0m" in said.out, f"{more} {env}: {said}")
        said = place.yare(["get", "ns", "missing"] + more, env=env)
        expect(said.err.startswith(b"\x1b[31mError from server (NotFound):\x1b[0m "), f"{more} {env}: {said}")
    expect(b"\x1b" not in place.yare(words, env={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).out, "NO_COLOR has no say")
    expect(b"\x1b" not in place.on_terminal(words + ["--color=never"], env={"CLICOLOR_FORCE": "1"})[1], "--color=never")
    said = place.yare(words + ["--color=maybe"])
    expect_equal((said.code, said.err.splitlines()[0]),
                 (1, b'error: invalid argument "maybe" for "--color" flag: must be auto, always or never'), "a bad choice")


def colors_of_a_watch(place):
    """rows of a watch have colours too"""
    for more in ([], ["--output-watch-events"]):
        said = place.yare(["get", "ns", "-w", "--request-timeout=2s", "--color=always", *more])
        expect(b"\x1b[32mActive\x1b[0m" in said.out and said.out.startswith(b"\x1b[1m"), said)
        piped = place.yare(["get", "ns", "-w", "--request-timeout=2s", *more])
        expect(b"\x1b" not in piped.out, piped)
        expect_ages_apart(plain(said.out), piped.out, "watch")


def errors_are_safe(place):
    """what stands in an error cannot drive a terminal"""
    for words in (["get", "pods", "a\x1b[31mb"], ["get", "a\x1b]0;x\x07b"], ["get", "pods", "-o", "\x1b[2J"], ["\x1b[2J"],
                  ["get", "pods", "--context", "\x1b[2J"], ["get", "pods", "-n", "\x9b31m"]):
        _, shown = place.on_terminal(words)
        shown = re.sub(rb"^\x1b\[31m(.*?:)\x1b\[0m", rb"\1", shown)   # a colour of its own
        expect(b"\x1b" not in shown and b"\x07" not in shown and b"\xc2\x9b" not in shown, f"{words}: {shown!r}")


def credentials_are_masked(place):
    """no level of -v shows a token or a key"""
    for level in ("6", "7", "8", "9", "10", "99"):
        said = place.yare(["get", "pods", "-n", "shop", "--token", "admin-token", "--user", "reader", "-v", level])
        expect_equal(said.code, 0, f"exit code with -v={level}")
        expect(b"admin-token" not in said.err + said.out, f"the token shows with -v={level}")
        said = place.yare(["get", "pods", "-n", "shop", "--username", "jo", "--password", "s3cret", "--user",
                           "reader", "--token=", "-v", level])
        expect(b"s3cret" not in said.err and b"am86czNjcmV0" not in said.err, f"the password shows with -v={level}")
        said = place.yare(["get", "pods", "-n", "shop", "-v", level])
        expect(b"PRIVATE KEY" not in said.err, f"the key shows with -v={level}")


def levels_of_v(place):
    """-v=6 shows requests, 7 their headers, 8 bodies, all on stderr"""
    plain = place.yare(["get", "pods", "-n", "shop", "--no-headers", "-o", "name"])
    for level, parts, absent in ((5, [], [b"GET "]), (6, [b"GET", b"/api/v1/namespaces/shop/pods", b"200"], [b"Accept:"]),
                                 (7, [b"Accept:", b"User-Agent: yare/"], [b'"Table"']), (8, [b'\\"Table\\"',
                                                                                             b"Content-Type"], [])):
        said = place.yare(["get", "pods", "-n", "shop", "--no-headers", "-o", "name", f"-v={level}"])
        expect_equal(said.out, plain.out, f"stdout with -v={level}")
        for part in parts:
            expect(part in said.err, f"no {part!r} with -v={level} in {said.err[:600]!r}")
        for part in absent:
            expect(part not in said.err, f"{part!r} with -v={level}")


def output_is_full(place):
    """a full disk is an error"""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([place.path("bin/yare"), "get", "pods", "-n", "shop"],
                              env=place.environment("yare-home"), stdout=full,
                              stderr=subprocess.PIPE, timeout=60)
    expect(done.returncode == 1 and b"no space left on device" in done.stderr.lower(), f"{done.returncode} {done.stderr!r}")
    expect(os.path.exists("/dev/full"), "no /dev/full")
