#!/usr/bin/env python3
"""Writes lib/output/template/rune_ranges.inc: which characters print, and which stand in the names of templates.

usage: go_template_runes.py KUBECTL > lib/output/template/rune_ranges.inc

Asks KUBECTL: its %q escapes what does not print, and its templates refuse in a name what is no letter or digit. Of the
characters that Python's own tables know, kubectl only confirms the class; the younger ones are tried one by one.
"""

import json
import re
import sys
import tempfile
import unicodedata

import go_template

HEAD = """\
// Written by tests/tables/go_template_runes.py from kubectl 1.36.4's answers (Go 1.27): what its %q leaves as it is,
// and what stands in the names of its templates (Go's letters and digits).
"""
CODES = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]


def printable(quoted):
    """The codes that stand unescaped in Go's %q of all of them."""
    found = set()
    at = 1
    for code in CODES:
        if quoted[at] != "\\":
            found.add(code)
            at += 1
        elif quoted[at + 1] in '\\"':
            found.add(code)
            at += 2
        else:
            at += {"x": 4, "u": 6, "U": 10}.get(quoted[at + 1], 2)
    if quoted[at:] != '"':
        raise SystemExit(f"not understood: {quoted[at:at + 40]}")
    return found


def names(ask, candidates):
    """Those of `candidates` (sorted) that a name may hold."""
    found = set()
    while candidates:
        error = ask("{{.X" + "".join(map(chr, candidates)) + "}}").get("error")
        if error is None:
            return found | set(candidates)
        refused = candidates.index(int(re.search(r"bad character U\+([0-9A-F]+)", error)[1], 16))
        found |= set(candidates[:refused])
        candidates = candidates[refused + 1 :]
    return found


def ranges(name, codes):
    joined = []
    for code in sorted(codes):
        if joined and joined[-1][1] == code - 1:
            joined[-1][1] = code
        else:
            joined.append([code, code])
    lines, line = [], "   "
    for first, last in joined:
        text = f" {{0x{first:x}, 0x{last:x}}},"
        if len(line) + len(text) > 110:
            lines.append(line)
            line = "   "
        line += text
    return f"constexpr RuneRange {name}[] = {{\n" + "\n".join([*lines, line]) + "\n};\n"


def main(kubectl):
    every = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "every", "namespace": "default"}}
    table = {"objects": {"every": json.dumps(every | {"text": "".join(map(chr, CODES))})}, "lists": {}}
    port = go_template.serve(table)
    with tempfile.TemporaryDirectory() as directory:
        ask = lambda text: go_template.ask(kubectl, directory, port, {"template": text, "on": "every"})
        prints = printable(ask('{{printf "%q" .text}}')["out"])
        known = [c for c in CODES if unicodedata.category(chr(c))[0] == "L" or unicodedata.category(chr(c)) == "Nd"]
        young = sorted(code for code in prints if unicodedata.category(chr(code)) == "Cn")
        sys.stdout.write(HEAD + ranges("k_printable", prints) + ranges("k_name_runes", names(ask, known) | names(ask, young)))


if __name__ == "__main__":
    main(sys.argv[1])
