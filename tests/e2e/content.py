"""Awkward content as JSON and as YAML, byte for byte."""
import json

import awkward
from harness import check, expect, expect_equal, same

ODDITIES = ["a-list", "b-map", "c-numbers", "d-shapes", "e-keys", "f-deep", "g-deep-strings", "h-nested-strings",
            "i-string-keys", "plain"]
CONFIGMAPS = ["strings", "file.names", "annotated", "labelled", "large", "name.with-dots.and-1", "binary"]


def cases(_):
    for form in ("json", "yaml"):
        for name in ODDITIES:
            yield same(f"get -n odd oddity {name} -o {form}")
            yield same(f"get -n odd oddity/{name} oddity/plain -o {form} --show-managed-fields")
        for name in CONFIGMAPS:
            yield same(f"get -n odd configmap {name} -o {form}")
        yield same(f"get -n odd secret keys -o {form}")
        yield same(f"get -n odd configmaps,secrets,roles -o {form}")
        yield same(f"get -n odd oddities -o {form}")
    yield same("get -n dark oddities,gauges -o json")
    yield check(unprintable)
    yield check(strings_survive)
    yield check(crowded)


def unprintable(place):
    """YAML of characters that kubectl refuses to print holds every string, escaped (better than kubectl)"""
    said = place.yare(["get", "oddity", "unprintable", "-n", "dark", "-o", "yaml"])
    expect_equal((said.code, said.err), (0, b""), "exit code and stderr")
    for character, escape in (("\x7f", "\\x7F"), ("\x80", "\\x80"), ("\x85", "\\N"), ("\x9b", "\\x9B"), ("\ufffe",
                                                                                                         "\\uFFFE"),
                                                                                                         ("\uffff", "\\uFFFF")):
        expect(character.encode() not in said.out, f"{character!r} stands in the output as it is")
        expect(escape.encode() in said.out, f"no {escape} in the output")


def strings_survive(place):
    """JSON holds exactly the strings that were put in"""
    said = place.yare(["get", "oddity", "a-list", "-n", "odd", "-o", "json"])
    expect_equal(json.loads(said.out)["spec"]["strings"], awkward.STRINGS, "strings")


def crowded(place):
    """a List of 1200 objects, read in pages, is one whole JSON document"""
    said = place.yare(["get", "configmaps", "-n", "crowd", "-o", "json", "--chunk-size=7"])
    names = [item["metadata"]["name"] for item in json.loads(said.out)["items"]]
    expect_equal(names, sorted(set(names)), "order of the names")
    expect_equal(len(names), 1200, "number of names")
