#!/usr/bin/env python3
"""Writes lib/base/unicode_ranges.inc: Go's tables of Unicode, as kubectl's answers show them.

    tests/tables/unicode_ranges.py KUBECTL > lib/base/unicode_ranges.inc

A character that kyaml leaves unescaped in a value is printable (unicode.IsPrint); one that it leaves unquoted as a key is
a letter or a number (unicode.IsLetter, unicode.IsNumber); go-yaml sorts keys that are letters behind the others; and of the
numbers those are decimal digits (unicode.IsDigit) that Python's own tables say, or that these do not know and kubectl takes
in the names of Go templates. Characters that kubectl's YAML reader refuses are none of these. The build does not run it.
"""
import json
import re
import subprocess
import sys
import tempfile
import unicodedata

REFUSED = [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF]
ASKED = sorted(set(range(0x110000)) - set(REFUSED))


def ask(data, form):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": data}, file)
        file.flush()
        words = [sys.argv[1], "patch", "--local", "-f", file.name, "--type=merge", "-p", "{}", "-o", form]
        return subprocess.run(words, check=True, capture_output=True).stdout.decode()


def printable():
    shown = ask({f"k{code:x}": chr(code) for code in ASKED}, "kyaml")
    for code, value in re.findall(r'^    k([0-9a-f]+): "(.*)",$', shown, re.M):
        if value == chr(int(code, 16)) or value in ('\\"', "\\\\"):
            yield int(code, 16)


def bare_keys():
    """Letters and numbers; the underscore, and what a digit is, are known."""
    shown = ask({chr(code): "" for code in ASKED}, "kyaml")
    bare = {ord(key) for key in re.findall(r'^    ([^"]): "",$', shown, re.M)}
    return sorted((bare | set(range(0x30, 0x3A))) - {ord("_")})


def letters():
    """Go's rule puts what is no letter in front of `A`."""
    shown = ask({chr(code) * 2: "" for code in ASKED}, "yaml")
    keys = re.findall(r'^  (?:"(.*)"|\'(.*)\'|([^:\n]*)): ""$', shown[:shown.index("\nkind:")], re.M)
    texts = [re.sub(r"\\U([0-9A-F]{8})", lambda match: chr(int(match[1], 16)), "".join(groups)) for groups in keys]
    first = texts.index("AA")
    return sorted({ord(text[0]) for text in texts[first:]})


def is_in_names(code):
    """Whether Go takes it for a letter or a digit."""
    words = [sys.argv[1], "patch", "--local", "-f", "-", "--type=merge", "-p", "{}", "-o", f"go-template={{{{.X{chr(code)}}}}}"]
    thing = json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}})
    return b"bad character" not in subprocess.run(words, check=False, capture_output=True, input=thing.encode()).stderr


def digits(numbers):
    for code in numbers:
        category = unicodedata.category(chr(code))
        if code > 0x7F and (category == "Nd" or category == "Cn" and is_in_names(code)):
            yield code


def ranges(codes):
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def write(name, codes):
    print(f"constexpr CodeRange k_{name}[] = {{")
    line = "   "
    for first, last in ranges(codes):
        piece = f" {{{first:#x}, {last:#x}}},"
        if len(line + piece) > 110:
            print(line)
            line = "   "
        line += piece
    print(line + "\n};")


def main():
    print("// Made by tests/tables/unicode_ranges.py from kubectl 1.36.4's answers (Go 1.27).")
    write("printable", sorted(printable()))
    letter_codes = letters()
    write("letters", letter_codes)
    numbers = [code for code in bare_keys() if code not in set(letter_codes)]
    write("numbers", numbers)
    write("digits", list(digits(numbers)))


main()
