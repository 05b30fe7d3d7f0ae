"""What custom resources put into table cells."""
import re

from harness import check, expect, same

LINES = """
get gauges -n cells
get gauges -n cells -o wide
get gauges -n cells --no-headers
get gauges -n cells --show-labels
get gauges -n cells -L a,b
get gauges -n cells --show-kind
get gauges -n cells --server-print=false
get gauges -n cells -o name
get gauges -n dark
get gauges -n dark -o wide
get gauges -A
get gauges,cm -n cells
get gg g-00 g-01 g-05 -n cells
get gg g-00 g-01 g-05 -n cells -o wide
get gg/g-07 -n cells -o wide
get gauges -n cells --chunk-size=3
get gauges -n cells --chunk-size=1 -o wide
get gauges.v1alpha1.e2e.yare.example -n cells -o wide
"""

WHERE = ["-n", "cells"]
BEYOND = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")


def cases(_):
    for line in LINES.strip().splitlines():
        yield same(line)
    yield check(terminal_is_safe)
    yield check(pipe_is_verbatim)


def terminal_is_safe(place):
    """on a terminal no control character of an object comes through, in any format"""
    for form in ("", "wide", "json", "yaml", "name"):
        for namespace, kinds in (("cells", "gauges"), ("dark", "gauges,oddities"), ("odd", "configmaps,oddities")):
            words = ["get", kinds, "-n", namespace, "--color=never"] + (["-o", form] if form else [])
            code, shown = place.on_terminal(words)
            bad = BEYOND.search(shown.replace(b"\r\n", b"\n"))
            expect(code == 0, f"{words}: exit code {code}")
            expect(bad is None, f"{words}: {bad and shown[max(0, bad.start() - 40):bad.end() + 40]!r}")


def pipe_is_verbatim(place):
    """in a pipe the bytes of a table are those of the server, ESC shown as kubectl shows it"""
    said = place.yare(["get", "gauges", *WHERE])
    expect(b"\x07bell" in said.out, "no BEL in a piped table")
    expect(b"a^[[31mb^[[0m" in said.out, "no ^[ in a piped table")
