"""Flags, words and formats that are wrong, and --raw."""
from differences import first_line, formats, no_hints
from harness import check, expect, same

LINES = """
get pods --foo
get pods --foo=bar
get pods -y
get pods -Ay
get pods -o
get pods --output
get pods -n
get pods --namespace
get pods --all-namespaces=maybe
get pods -A=maybe
get pods --show-labels=2
get pods --no-headers=
get pods ---foo
get pods --=x
get pods -=x
get pods -l
get pods --server-print=x
get pods --v=abc
get pods --as-group
get pods --chunk-size
get pods -f
get pods -R
get -f nofile -l a=b
get pods -n shop --all-namespaces=false
get pods -n shop -A=false
get pods -n shop -A=0
get nodes --show-labels=T --no-headers=F
get pods -n shop -An shop
get deploy,pods --subresource=status
get pods --subresource=status -l a=b
get --raw=/version pods
get --raw=/version -o json
get --raw=/version -l a=b
get --raw=version
get --raw=/a%zz
get --raw='/a b'
get --raw=/version
get --raw /api/v1/namespaces/shop/pods/db-0
get --raw /api/v1/namespaces/shop/pods?limit=1
get --raw /apis
get --raw /nothing
get --raw /api/v1/namespaces/shop/pods/missing
get --raw /api/v1/namespaces/shop/pods?labelSelector=a%20b
get --raw /api/v1/namespaces/odd/configmaps/large
get --raw /version/
get --raw /version?a=b&c=%20d
get --raw /version -n shop
get --raw /version -A
get pods --raw ''
"""

FORMATS = """
get pods -n shop -o foo
get pods db-0 -n shop -o foo
get pods -n shop -o ''
get pods -n shop -o WIDE
get pods -n shop -o NAME
get pods -n empty -o foo
get pods -n shop -o foo=bar
get pods,svc -n shop -o foo
get pods -n shop -o json=x
get pods -n shop -o yaml=x
get pods -n shop -o foo --show-labels
"""


def cases(_):
    for line in LINES.strip().splitlines():
        yield same(line)
    for line in FORMATS.strip().splitlines():
        yield same(line, alter=formats)
    for line in ("get", "get -o json", "get -n shop", "get -R", "get --raw ''", "get -f ''"):
        yield same(line, alter=no_hints)
    yield check(format_comes_first)
    yield check(unknown_verb)
    yield check(help_and_version)
    yield check(list_takes_types)
    yield check(near_words)
    yield same("get pods --outptu json")
    yield same("--outptu json get pods")
    yield same("get pdos -n shop")
    yield same("rollout statu deploy/web -n shop")
    yield same("create configmpa x")
    yield same("frobnicate pods", alter=first_line)
    yield same("gett pods", alter=first_line)


def format_comes_first(place):
    """an unknown format is said before the server is asked (kubectl asks first)"""
    for line in ("get pods missing -o foo", "get foo -o foo", "get -f nofile -o foo",
                 "get pods -o foo --server=http://127.0.0.1:1"):
        said = place.yare(line.split())
        expect(said.code == 1 and said.err.startswith(b'error: unable to match a printer suitable for the output format "foo"'), said)


def unknown_verb(place):
    """an unknown command is refused with a proposal"""
    said = place.yare(["gett", "pods"])
    expect(said.code == 1 and said.err.startswith(b'error: unknown command "gett" for "yare"'), said)
    expect(b"\n\tget\n" in said.err, said)


def near_words(place):
    """an unknown flag, type or word behind a command is refused with a proposal behind kubectl's words"""
    meant = "\n\nDid you mean this?\n\t%s\n"
    for line, first, word in (
            ("get pods --outptu=json", "error: unknown flag: --outptu\nSee 'yare get --help' for usage.", "--output"),
            ("get pdos", 'error: the server doesn\'t have a resource type "pdos"', "pods"),
            ("get deploymnets.apps", 'error: the server doesn\'t have a resource type "deploymnets"', "deployments.apps"),
            ("rollout statu x", "error: unknown command \"statu x\"\nSee 'yare rollout -h' for help and examples", "status")):
        said = place.yare(line.split())
        expect(said.code == 1 and said.err.decode() == first + meant % word, f"{line}: {said}")
    for line in ("get frobs", "get pods --frobs", "frobs"):
        said = place.yare(line.split())
        expect(said.code == 1 and b"Did you mean" not in said.err, f"{line}: {said}")


def help_and_version(place):
    """help and version need no cluster and no kubeconfig"""
    nowhere = {"KUBECONFIG": "/nonexistent"}
    for words, part in ((["--help"], b"Usage:"), (["get", "-h"], b"--chunk-size=500 "), (["list", "--help"], b"--query=[]"),
                        (["options"], b"--request-timeout='0' "), (["--version"], b"yare "), (["version", "--client"], b"+yare.")):
        said = place.yare(words, env=nowhere)
        expect(said.code == 0 and part in said.out and not said.err, f"{words}: {said}")


def list_takes_types(place):
    """list refuses names and passes query parameters on"""
    said = place.yare(["list", "pods", "db-0", "-n", "shop"])
    expect(said.code == 1 and b"list takes types and no names" in said.err, said)
    said = place.yare(["list", "pods", "-n", "shop", "--query", "limit=1", "--query", "resourceVersion=0", "-o", "name"])
    expect(said.code == 0 and b"pod/db-0\n" in said.out, said)
    said = place.yare(["list", "pods", "-n", "shop", "--query", "labelSelector=a b"])
    expect(said.code == 1 and b"BadRequest" in said.err, said)
    said = place.yare(["list", "pods", "--query", "nonsense"])
    expect(said.code == 1 and b"must be KEY=VALUE" in said.err, said)
