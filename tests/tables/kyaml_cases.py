#!/usr/bin/env python3
"""Writes tests/unit/output/kyaml-cases.txt: values, and how kubectl -o kyaml prints them.

    tests/tables/kyaml_cases.py KUBECTL > tests/unit/output/kyaml-cases.txt

Each line is a JSON text {"spec":VALUE}, a tab, and what kubectl writes behind `spec: ` as a JSON string.
"""
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "e2e"))
import awkward  # noqa: E402

LONGEST = 420
CHANGED = ["9223372036854775808", "18446744073709551615", "-0.0"]  # kubectl rounds those, and patching loses the sign
MORE_KEYS = """t T f F true True tRUE null nULL none on oN off oFF yes yEs no nO y Y n N ~ _ __ _a a_ a- -a a.b .a a. a/b /a a/ a..b a--b
inf Inf infinity INFINITY nan NaN infinit in_f i_n_f n_an 0 00 01 08 0777 0888 1_000 _1 1_ 0x 0x1 0xF_f 0xg 0o7 0o8 0O7 0b1 0b2 0B1
0x1p3 0x1p-3 0x.8p1 0x1.8p1 0x1p 0xp1 1e3 1E3 1e-3 1e 1e- e1 1.5 1. .5 1.5.5 1e1000 1e-1000 0x1p99999 1.e3 123456789012345678901234567890
9223372036854775807 9223372036854775808 0xFFFFFFFFFFFFFFFF 0x7FFFFFFFFFFFFFFF 0b1111111111111111111111111111111111111111111111111111111111111111
2024-01-01 2024-1-1 2024-13-01 2024-02-30 2024-01 2024-01-01T 0000-01-01 12345-01-01 2024-1-1a app.kubernetes.io/name a/b/c a:b 1-2 1/2
\u00b2 \u00bd \u0663 \u2167 \u4e2d \u00e9 e\u0301 \u0301a \u02b0 \u16ee \ua7f7 \U0001d54f \U0001f600 a\u200bb \u3000 \u00aa \u2460 \u203f a\u00b7b \U0001f100
\u212a nu\u0142l \ud55c\uae00 \U00020000 0-5 0x-5 0b-1 1e--3 0_x1 0x_1 0_ _0 0__0 0o 0b 0x0 00x1""".split()
SHAPES = """{} [] null true false "" [[]] [{}] [{},{}] [[],{}] [[[]]] [null] [1] ["a"] [1,[2]] [[1],[2]] [{"a":1}] [{"a":1},{"b":2}]
[{"a":[]},[]] [[{"a":[1,{"b":[[2]]}]}]] {"a":{}} {"a":{"b":{"c":[{"d":null}]}}} {"b":1,"a":2,"B":3} {"a10":1,"a9":2,"a_1":3,"a-1":4}
[true,false,null] {"a":[[],[1],{}]} [[["x\\ny"]]] [{"a":"x\\n"},"b"] [{"a":"x\\n"}] ["x\\ny",["z\\n"]] {"a\\nb":{"c\\td":["e\\n\\tf"]}} [[1,2],3]""".split()
PIECES = ["a", "bc", " ", "  ", "\t", "\n", "\n\n", "\\", "\"", "'", "#", ":", "\u00e9", "\u4e2d", "\U0001f600", "\u0007", "\u0000", "\u2028",
          "\u00a0", "\u0301", "\\n", "\u001b", "-"]


def values():
    strings = [text for text in awkward.STRINGS if len(text) < LONGEST]
    for text in strings:
        yield json.dumps(text, ensure_ascii=False)
    yield from (number for number in awkward.NUMBERS if number not in CHANGED)
    for key in awkward.KEYS + MORE_KEYS:
        yield json.dumps({key: 1}, ensure_ascii=False)
    yield from SHAPES
    chosen = random.Random(4)
    for _ in range(150):
        yield json.dumps("".join(chosen.choices(PIECES, k=chosen.randint(2, 12))), ensure_ascii=False)
    for _ in range(50):
        keys = ["".join(chosen.choices(PIECES, k=chosen.randint(1, 5))) for _ in range(3)]
        yield json.dumps({key: [key, {key: key}] for key in keys}, ensure_ascii=False)


def spared(text):
    """White space other than a blank or tab at the start of a line: kubectl prints another text there."""
    decoded = json.JSONDecoder(strict=False).decode(text)
    return re.search(r"\n[\v\f\r\x1c-\x1f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]",
                     "\n".join(strings_of(decoded))) is None


def strings_of(value):
    if isinstance(value, str):
        return ["x" + value if "\n" not in value else "\n" + value]
    if isinstance(value, dict):
        return list(itertools.chain.from_iterable(strings_of(each) for each in value.values()))
    return list(itertools.chain.from_iterable(map(strings_of, value))) if isinstance(value, list) else []


def main():
    chosen = [value for value in values() if spared(value)]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        for value in chosen:
            file.write(f'{{"apiVersion":"x.y/v1","kind":"T","metadata":{{"name":"a"}},"spec":{value}}}\n')
        file.flush()
        words = [sys.argv[1], "patch", "--local", "-f", file.name, "--type=merge", "-p", "{}", "-o", "kyaml"]
        shown = subprocess.run(words, check=True, capture_output=True).stdout.decode()
    documents = re.split(r"^---\n", shown, flags=re.M)[1:]
    assert len(documents) == len(chosen), (len(documents), len(chosen))
    for value, document in zip(chosen, documents):
        at = document.index("\n  spec: ") + len("\n  spec: ")
        assert document.endswith(",\n}\n")
        line = f'{{"spec":{value}}}\t{json.dumps(document[at:-4], ensure_ascii=False)}'
        print(re.sub("[\u0085\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", line))


main()
