"""Content that is hard to write down: strings, numbers and shapes, and the objects that carry them."""
import json

# Strings that a YAML reader takes for something else unless they are quoted.
LOOKALIKES = """true false True TRUE yes no Yes NO y n Y N on off On OFF null Null NULL ~ nil none None NaN nan .nan .NaN
.NAN .inf .Inf -.inf +.inf inf Infinity 0 1 -1 +1 00 01 0123 08 09 0o17 0O17 0b101 0B1 0x1F 0X1F 0x 0xg 1_000 1_ _1 -_1 1e3
1E3 1e+3 1e-3 1.e3 .5 5. -.5 +.5 . .. ... 1.0 1.10 1.2.3 1e 1e1000 1.5e300 123456789012345678901234567890 12:30 12:30:45
1:60 190:20:30 2024-01-01 2024-1-1 2024-01-01T00:00:00Z 2024-01-01t00:00:00.5+01:00 2024-13-01 0001-01-01
2024-01-01T10:00:00 << = ! & * % @ ` - -- --- ? : , [ ] { } # | > ' " \\ / a: :a a:b a# #a -a ?a !a &a *a %a @a `a
|a >a 'a "a a' a" [a {a a] a} a, ,a !!str !!int &x *x $x a\\n \\x41 =a a= <a <<a ~a -0 -0.0 0.0 0e0 1e0 0xFFFFFFFFFFFFFFFFF
9223372036854775807 9223372036854775808 18446744073709551615 -9223372036854775808 0777 0888 0b2 +0x1 -0x1 1,000
+12e03 685.230_15 190:20:30.15 1.5. e3 E3 -e3 0.1.2 1__0 0_ 0b_1 0o_7 .e1 -.e1 +.Inf -.INF .iNF""".split()

WITH_SPACES = [
    "", " ", "  ", "a ", " a", " a ", "a b", "- a", "-  a", "? a", ": a", "a: b", "a :b", "a : b", "a #b", "a# b", "#c",
    "# c", "[a, b]", "{a: b}", "a, b", "! a", "& a", "* a", "% a", "@ a", "| a", "> a", "key: [", "' a", '" a',
    "2024-01-01 10:00:00",
    "2024-01-01 10:00:00 +1", "1 000", "0x 1", "a\tb", "\ta", "a\t", "\t", " \t ", "a: \tb", "x:\ty", "x\t#y", "- \ta",
]

LINES = [
    "a\n", "a\nb", "a\nb\n", "a\n\n", "a\n\nb\n", "\n", "\n\n", "\n\n\n", "\na", "\n\na\n", " a\n", " a\nb\n",
    "a\n b\n", "  a\n b\n",
    "a \n", "a\n \n", "a\nb ", "a\n\tb\n", "\ta\n", "a\n\n\n", "a\n  \nb\n", "#a\n", "a\n#b\n", "- a\n- b\n",
    "a: b\nc: d\n", "---\n",
    "a\n---\nb\n", "...\n", "a\n...\nb\n", "a\r\n", "a\r\nb\r\n", "a\rb", "\r", "\r\n", "a\nb\r", "|\n", ">\na\n",
    "a\n\nb\n\nc\n\n",
    "\n a\n", "\n\n  a\n", "a\n" + " " * 90 + "b\n", "word " * 40 + "\n" + "word " * 40 + "\n", "{\n", "%a\n",
    "true\n", "1\n", "~\n",
    "a: 'b\n", "\u00e9\n\u4e2d\n", "\U0001f600\n", "a\u0085b\n", "a\u2028b\n", "\ufeffa\n", "a\n\ufeffb\n", "a\x07\n", "\x00\n",
]

UNICODE = [
    "\u00e9", "e\u0301", "\u4e2d\u6587\u5b57", "\u65e5\u672c\u8a9e: \u30c6\u30b9\u30c8", "\u05e9\u05dc\u05d5\u05dd",
    "\u202eabc\u202c", "\u0645\u0631\u062d\u0628\u0627", "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e9\U0001f1ea", "a\u0085b", "a\u2028b", "a\u2029b", "\u0085", "\u2028", "\ufeff", "\ufeffa", "a\ufeffb",
    "\u00a0", "a\u00a0b", "\u00a0a", "\u3000",
    "\u200b", "\ufffd", "\ufffe", "\uffff", "\ue000", "\ud7ff", "\U0010ffff", "\U000e0001", "\u0007", "\u0000",
    "\u0001\u0002\u0003", "\x1b[31mred\x1b[0m", "\x1b]0;t\x07",
    "\x7f", "\x80", "\x9b31m", "\x9f", "\x08\x0b\x0c", "a\x08b", "\x1e\x1f", "caf\u00e9 \U0001f680 \u4e2d",
    "<a>&'\"</a>", "\u00ad", "\u0600", "\u2060", "\u180e", "\u1680",
    "\u2003a", "\u0301", "\u01c4 \u01c5", "\U0001d54f", "\u212a", "\u0130", "\\u0041", "\\", "\\\\", "a\\", "\"",
    "\"\"", "'", "''", "'a'", "\"a\"", "it's", "say \"hi\"",
]

LONG = [
    "x" * 10000, "word " * 2000, "word " * 2000 + "\n", "x" * 79, "x" * 80, "x" * 81, "ab " * 26, "ab " * 27,
    "ab " * 28, "a b  c   d    " * 30,
    " " * 200, " " * 100 + "a", "a" + " " * 100, "a" * 70 + " " + "b" * 70, "a" * 78 + " b", "a" * 79 + " b", "a" * 80 + " b",
    "'" * 100, "it's " * 40, "\"q\" " * 40, "true " * 40, "\u4e2d\u6587 " * 60, "\U0001f600 " * 60, "\t" * 100,
    "a\tb " * 40, "\\ " * 60, "- " * 60, ": " * 60,
    "# " * 60, "x" * 200 + "\n" + "y" * 200 + "\n", "\x1b[1m " * 30, "a: b " * 40, "a #b " * 40, "1 " * 60,
    "http://h/" + "p/" * 100, "\u00e9 " * 100,
    ("line of some text that is long enough to be folded by an emitter that folds lines at eighty columns\n") * 20,
]



def printable(text):
    """Whether kubectl's YAML shows a string as it is: it puts these characters into its JSON unescaped, and its own YAML
    reader refuses them ("yaml: control characters are not allowed"), or takes NEL for a line break and so a space."""
    return not any("\x7f" <= c <= "\x9f" or c in "\ufffe\uffff" for c in text)


EVERY = LOOKALIKES + WITH_SPACES + LINES + UNICODE + LONG
STRINGS = [text for text in EVERY if printable(text)]
UNPRINTABLE = [text for text in EVERY if not printable(text)] + ["a\x7fb\n", "\x80\x9f \ufffe", "x\uffff: y"]

# Numbers as JSON text, since Python would round them.
NUMBERS = """0 -0 1 -1 9007199254740993 9223372036854775807 -9223372036854775808 9223372036854775808 18446744073709551615
18446744073709551616 123456789012345678901234567890 0.0 -0.0 1.0 -1.0 1.5 0.1 -0.1 1e3 1E3 1e+3 1.5e3 1e-3 1e-6 1e-7 1.5e-7 1e20
1e21 1e22 1.5e21 123456789.125 0.30000000000000004 3.141592653589793 1e100 1e-100 5e-324 1.7976931348623157e308 100000000000000000000
1000000000000000000000 4.35 2.2250738585072014e-308 9007199254740992.0 1234567890123456789.0 0.000001 0.0000001 1e15 1e16 1e17""".split()

KEYS = ["", " ", "a b", "a.b", "a/b", "a:b", "a: b", ":", "-", "- a", "?", "? a", "true", "null", "~", "1", "0x1",
        "1.5", "<<", "=", "#", "a#b", "a #b",
        "\u00e9", "\u4e2d", "\U0001f600", "a\nb", "a\tb", "'", "\"", "\\", "{", "[", "*", "&a", "!a", "%", "@", "`",
        "|", ">", "x" * 120, "x" * 130, "y", "no", "2024-01-01",
        "a\x1bb", "\u2028", "Z", "a1", "a10", "a2", "a-1", "a_1", "A", "_", "10", "9", "1.10", "1.9"]


def deep(levels, inner="1"):
    """Objects and lists in each other, as JSON text."""
    return '{"a":[' * levels + inner + "]}" * levels


def configmap_key(index):
    return f"k{index:03}"


def oddity(group, name, spec, namespace="odd"):
    """A custom resource whose spec is JSON text, taken as it is."""
    text = (f'{{"apiVersion":"{group}/v1","kind":"Oddity","metadata":{{"name":"{name}","namespace":"{namespace}",'
            f'"labels":{{"odd":"yes"}}}},"spec":{spec},"status":{{"size":2,"phase":"Odd"}}}}')
    return f"/apis/{group}/v1/namespaces/{namespace}/oddities", text.encode()


def objects(group):
    """Pairs of a path and an object, in the namespaces odd and cells."""
    yield from plain_objects()
    strings = json.dumps(STRINGS)
    lines = [text for text in LINES if printable(text)]
    named = json.dumps({configmap_key(i): text for i, text in enumerate(STRINGS)})
    shapes = ('{"size":3,"n":null,"e":{},"l":[],"s":"","ll":[[],[[]],[{}],{},[null],[[1,[2]],"x"]],"lm":[{"a":1,"b":[{"c":[]}]},{"a":{}}],'
              '"m":{"x":{"y":{}}},"b":[true,false],"nested":[[{"a":1},{"b":2}],[["deep"]]]}')
    yield oddity(group, "a-list", f'{{"size":1,"strings":{strings}}}')
    yield oddity(group, "b-map", f'{{"size":1,"strings":{named}}}')
    yield oddity(group, "c-numbers", f'{{"size":1,"numbers":[{",".join(NUMBERS)}]}}')
    yield oddity(group, "d-shapes", shapes)
    yield oddity(group, "e-keys", json.dumps({"keys": {key: i for i, key in enumerate(KEYS)}}))
    yield oddity(group, "f-deep", deep(150))
    yield oddity(group, "g-deep-strings", deep(60, '"word word word word word word word\\nword "'))
    yield oddity(group, "h-nested-strings", json.dumps({"a": {"b": [{"c": lines + LONG}, [lines]]}}))
    yield oddity(group, "i-string-keys", json.dumps({"k": {key: {key: [key]} for key in KEYS}}))
    yield oddity(group, "plain", '{"size":5}')
    yield oddity(group, "unprintable", json.dumps({"strings": UNPRINTABLE, "keys": {key: [key] for key in UNPRINTABLE}}), "dark")
    for i, spec in enumerate(gauges()):
        namespace = "cells" if printable(json.dumps(spec, ensure_ascii=False)) else "dark"
        yield f"/apis/{group}/v1/namespaces/{namespace}/gauges", {
            "apiVersion": f"{group}/v1", "kind": "Gauge", "metadata": {"name": f"g-{i:02}"}, "spec": spec}
    for name in ("north", "south"):
        yield f"/apis/{group}/v1/beacons", {
            "apiVersion": f"{group}/v1", "kind": "Beacon", "metadata": {"name": name, "labels": {"side": name}}}


def plain_objects():
    """ConfigMaps, Secrets and annotations; a ConfigMap's values are strings, its keys names."""
    def configmap(name, data, **more):
        return "/api/v1/namespaces/odd/configmaps", {"metadata": {"name": name, **more}, "data": data}

    yield configmap("strings", {configmap_key(i): text for i, text in enumerate(STRINGS)})
    yield configmap("file.names", {"a.b": "1", "A_B-c.conf": "x = 1\ny = 2\n", "-": "dash", "0": "zero",
                                   "true": "true", "null": "null", "1e3": "1e3"})
    yield configmap("annotated", {}, annotations={f"e2e/{configmap_key(i)}": text for i, text in enumerate(STRINGS[:300])})
    yield configmap("labelled", {"a": "b"}, labels={
        "app.kubernetes.io/name": "web", "empty": "", "a": "true", "b.c/d": "1.0", "z": "x_y.z-1"})
    yield configmap("large", {configmap_key(i): ("some words and \"quotes\" \u00e9\n" * 400) for i in range(80)})
    yield configmap("name.with-dots.and-1", {})
    yield ("/api/v1/namespaces/odd/configmaps", {
        "metadata": {"name": "binary"}, "binaryData": {"b": "AAECAwT/"}, "data": {"t": "text"}})
    yield ("/api/v1/namespaces/odd/secrets", {
        "metadata": {"name": "keys"}, "type": "Opaque", "stringData": {configmap_key(i): text for i, text in enumerate(STRINGS)}})
    yield ("/apis/rbac.authorization.k8s.io/v1/namespaces/odd/roles", {
        "metadata": {"name": "system:role:x"}, "rules": []})
    yield ("/apis/rbac.authorization.k8s.io/v1/namespaces/odd/roles", {
        "metadata": {"name": "r\u00f4le \u4e2d?a=b&c#d;+"}, "rules": []})


def gauges():
    """Specs whose values end up in table cells."""
    yield {"text": "plain", "whole": 1, "real": 1.5, "flag": True, "since": "2024-05-01T10:00:00Z", "far": "away",
           "any": "x", "last": "end"}
    yield {}
    yield {"text": None, "whole": None, "real": None, "flag": None, "since": None, "far": None, "any": None, "last": None}
    texts = ["a\nb", "a\r\nb", "\n", "\na", "a\tb", "\ta", "a\t", "\t\t", "a\x1b[31mb\x1b[0m", "\x1b", "a\rb",
             "a\x0cb", "a\x0bb", "\x07bell", "\x7f", "\x9b31m", "\u0085",
             "\u2028", "\u4e2d\u6587", "e\u0301", "\U0001f600 x", "\U0001f468\u200d\U0001f469", "\u202eabc", "", " ",
             " a ", "a  b", "x" * 300, "<none>", "\ufeffx", "\x00z", "a\x08b", "<a>&", "\xff"]
    for text in texts:
        yield {"text": text, "whole": 7, "far": text, "any": text, "last": text, "since": "2020-01-01T00:00:00Z"}
    for value in (1, 1.5, True, {"b": 1, "a": ["x", None]}, [1, "a", {"z": 1.5}], [], {}, 1e21, 9223372036854775807,
                  ["a\nb", "<"]):
        yield {"text": value, "whole": value, "real": value, "flag": value, "since": value, "any": value, "last": value}
    for since in ("2024-05-01", "yesterday", "2999-01-01T00:00:00Z", "2024-05-01T10:00:00.5+02:00", "", "0001-01-01T00:00:00Z"):
        yield {"since": since, "text": since}
    for number in (0, -1, 1.0, 0.1, 1e-7, 1e20, 123456789.125, 4294967296):
        yield {"whole": number, "real": number, "last": number}
