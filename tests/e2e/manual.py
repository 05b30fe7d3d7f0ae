"""The examples of the manual that show what they print: they print it."""
import os
import pathlib
import re

from harness import check, expect_equal

PAGES = pathlib.Path(__file__).resolve().parents[2] / "man"
CONTEXT = """
current-context: manual
contexts:
- name: manual
  context: {cluster: yare, user: admin, namespace: shop}
"""


def plain(line):
    """A line of literal text without roff's escapes."""
    return line.removeprefix(r"\&").replace(r"\e", "\\").replace(r"\-", "-").replace(r"\(dq", '"').replace(r"\(aq", "'")


def examples(text):
    """(line of shell, what it prints) of each `$ ` in the literal parts of a page."""
    found = []
    for block in re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", text, re.M):
        for part in re.split(r"^(?=\$ )", block, flags=re.M):
            if part.startswith("$ "):
                line, _, shown = "\n".join(map(plain, part.splitlines())).partition("\n")
                found.append((line[2:], shown + "\n" if shown else ""))
    return found


def cases(_):
    for page in sorted(PAGES.glob("*.[1-9]")):
        for line, shown in examples(page.read_text(encoding="utf-8")):
            yield check(lambda place, line=line, shown=shown: run(place, line, shown), f"{page.name}: {line}")


def run(place, line, shown):
    path = place.file(f"manual-{abs(hash(line))}.kubeconfig", CONTEXT)
    files = f"{place.path('files/' + path)}:{place.kubeconfig}"
    path = f"{place.path('bin')}:{os.environ.get('PATH', '/usr/bin:/bin')}"
    said = place.start("/bin/bash", ["-c", line], "yare-home", env={"KUBECONFIG": files, "PATH": path})()
    expect_equal((said.out + said.err).decode(), shown, "printed")
