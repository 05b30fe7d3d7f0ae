"""Programs on PATH as further verbs, and the list of them."""
import os
import re

from dataclasses import replace

from harness import check, expect, expect_equal, same

ECHO = """#!/bin/sh
echo "$0" "$#" "$@"
cat
echo "$MARK" >&2
exit 7
"""

PROGRAMS = ["one/kubectl-foo", "one/kubectl-foo-bar", "two/kubectl-foo", "one/kubectl-foo_bar", "two/kubectl-x.sh",
            "two/kubectl-late", "one/kubectl-get", "one/kubectl-create-foo", "one/kubectl-create-namespace",
            "one/kubectl-version", "one/kubectl-help"]

CALLS = """
foo
foo bar baz
foo baz bar
foo-bar baz
foo_bar
foo --flag bar
foo -- bar
foo --help
foo a/b
foo ''
foo 'a b' '*' '$HOME'
late
x.sh
FOO
noexec
plain
broken
folder
x/y
../two/late
create foo
create foo a -o b
create -f foo
create namespace
create bar
nosuch
-n shop late
"""


def alike(result):
    """What only names the program: its own suggestions, and where help stands."""
    err = re.sub(rb"\n\nDid you mean this\?\n(\t\w+\n)+", b"\n", result.err)
    return replace(result, err=err.replace(b"\nSee 'kubectl --help' for usage.", b""))


def last_of_list(result):
    """The list without what yare knows better: a plugin behind create replaces nothing."""
    err = re.sub(rb"  - warning: kubectl-create-foo overwrites [^\n]*\n", b"", result.err)
    return replace(result, err=re.sub(rb"error: \d+ plugin", b"error: N plugin", err))


def cases(place):
    for name in PROGRAMS:
        write(place, name, ECHO)
    write(place, "one/kubectl-noexec", "garbage")
    write(place, "one/kubectl-plain", ECHO, 0o644)
    os.symlink("/nowhere", place.path("files/plugins/one/kubectl-broken"))
    os.mkdir(place.path("files/plugins/one/kubectl-folder"))
    os.symlink("/usr", place.path("files/plugins/one/kubectl-link"))
    write(place, "three/yare-foo", ECHO)
    write(place, "clean/kubectl-a", ECHO)
    folders = place.path("files/plugins")
    path = f"{folders}/none:{folders}/one:{folders}/two:{folders}/two:{folders}/one/kubectl-foo: :/usr/bin:/bin"
    env = {"PATH": path, "MARK": "a word"}
    for line in CALLS.strip().splitlines():
        yield same(line, alter=alike, env=env, stdin=b"what stdin holds\n")
    for value in (".:/usr/bin:/bin", ":/usr/bin:/bin", "../one:/usr/bin", ""):
        yield same("foo bar", name=f"foo bar with PATH={value}", alter=alike, env={"PATH": value},
                   cwd="files/plugins/one")
    for line in ("plugin list", "plugin list --name-only", "plugin list a b"):
        yield same(line, alter=last_of_list, env=env)
        yield same(line, name=line + " without a plugin", env={"PATH": "/usr/bin:/bin"})
        yield same(line, name=line + " with good ones", env={"PATH": f"{folders}/clean:/usr/bin"})
    yield same("plugin list", name="plugin list without PATH", env={"PATH": None})
    yield same("plugin bogus", env=env)
    yield check(lambda place: own_name_wins(place, path, folders), name="yare-foo comes before kubectl-foo")
    yield check(lambda place: same_process(place, folders), name="a plugin takes the place of yare")
    yield check(lambda place: knows_its_caller(place, folders), name="a plugin can ask the cluster by KUBECTL_PATH")


def write(place, name, text, mode=0o755):
    place.file("plugins/" + name, text)
    os.chmod(place.path("files/plugins/" + name), mode)


def own_name_wins(place, path, folders):
    said = place.yare(["foo", "x"], env={"PATH": f"{path}:{folders}/three"})
    expect_equal((said.out, said.code), (f"{folders}/three/yare-foo 1 x\n".encode(), 7), "output")
    listed = place.yare(["plugin", "list"], env={"PATH": f"{folders}/clean:{folders}/two:{folders}/three"})
    expect(f"{folders}/two/kubectl-foo is overshadowed by a similarly named plugin: {folders}/three/yare-foo\n"
           .encode() in listed.err and b"error: one plugin warning was found\n" in listed.err, listed)
    unknown = place.yare(["nosuch"], env={"PATH": path})
    expect(unknown.code == 1 and b'unknown command "nosuch" for "yare"' in unknown.err, unknown)
    behind = place.yare(["-n", "shop", "late"], env={"PATH": path})
    expect_equal((behind.err, behind.code), (b"Error: flags cannot be placed before plugin name: -n\n", 1), "error")


def same_process(place, folders):
    write(place, "three/kubectl-pid", "#!/bin/sh\nkill -TERM $$\n")
    said = place.yare(["pid"], env={"PATH": f"{folders}/three:/usr/bin:/bin"})
    expect_equal(said.code, -15, "the signal that ended it")


def knows_its_caller(place, folders):
    write(place, "three/kubectl-names", '#!/bin/sh\nexec "$KUBECTL_PATH" get pods -o name "$@"\n')
    said = place.yare(["names", "-n", "shop"], env={"PATH": f"{folders}/three:/usr/bin:/bin", "KUBECTL_PATH": "/no"})
    expect(said.code == 0 and b"pod/db-0\n" in said.out, said)
