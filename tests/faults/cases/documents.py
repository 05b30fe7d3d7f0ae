"""JSON that is deep, huge, or odd inside."""
from harness import case
from server import Cut
from wire import FORMATS, head, pods, printed_names, reply, table

DEPTH = 100000


@case("a list nested 100,000 levels deep")
def _(trial):
    for opening, closing in (("[", "]"), ("{\"a\":", "}")):
        deep = opening * DEPTH + "1" + closing * DEPTH
        for body in ('{"kind":"PodList","items":[{"spec":%s}]}' % deep,
                     '{"kind":"PodList","metadata":%s,"items":[]}' % deep,
                     '{"kind":"Table","columnDefinitions":%s,"rows":[{"cells":["a"]}]}' % deep,
                     '{"kind":"Table","columnDefinitions":[{"name":"Name"}],"rows":[{"cells":[%s]}]}' % deep, deep):
            for name, flags in FORMATS.items():
                result = trial.yare("get", "pods", *flags, server=trial.serve(reply(body)))
                result.fails(out=None).lacks_whole_list()


@case("one object nested 100,000 levels deep")
def _(trial):
    for body in ('{"kind":"Pod","spec":' + "[" * DEPTH + "]" * DEPTH + "}", "[" * DEPTH, '{"a":' * DEPTH):
        for flags in FORMATS.values():
            trial.yare("get", "pods", "web", *flags, server=trial.serve(reply(body))).fails("JSON")


@case("an error Status nested 100,000 levels deep")
def _(trial):
    body = '{"kind":"Status","status":"Failure","details":' + "[" * DEPTH + "]" * DEPTH + "}"
    trial.yare("get", "pods", server=trial.serve(reply(body, "500 No"))).fails()
    trial.yare("get", "pods", server=trial.serve(reply(body))).fails()


@case("9,000 levels are printed as they are")
def _(trial):
    body = '{"kind":"PodList","items":[{"metadata":{"name":"a"},"x":%s}]}' % ("[" * 9000 + "]" * 9000)
    for flags in (["-o", "json"], ["-o", "yaml"]):
        trial.yare("get", "pods", *flags, server=trial.serve(reply(body)), limit=60).succeeds()


@case("a name of one million letters")
def _(trial):
    name = "n" * 1000000
    trial.yare("get", "pods", server=trial.serve(reply(table(name)))).succeeds().holds(name)
    trial.yare("get", "pods", "-o", "name", server=trial.serve(reply(table(name)))).succeeds(printed_names(name))
    trial.yare("get", "pods", "-o", "yaml", server=trial.serve(reply(pods(name)))).succeeds()


@case("bad UTF-8, lone surrogates and zeros inside strings")
def _(trial):
    for text in (b"\xff\xfe", b"\\ud800", b"\\udc00\\ud800", b"\\u0000", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf8\x88\x80"):
        items = b'{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"a%sb"}}]}' % text
        rows = b'{"columnDefinitions":[{"name":"Name","format":"name"}],"rows":[{"cells":["a%sb"]}]}' % text
        for name, flags in FORMATS.items():
            body = rows if name in ("table", "name") else items
            result = trial.yare("get", "pods", *flags, server=trial.serve(reply(body)))
            if result.code != 1:
                result.succeeds()


@case("numbers at the edges")
def _(trial):
    body = ('{"kind":"PodList","items":[{"metadata":{"name":"a"},"x":[1e999999,-0,1E400,123456789012345678901234567890,'
            '0.1e-400,%s]}]}' % ("9" * 100000))
    for flags in (["-o", "json"], ["-o", "yaml"]):
        result = trial.yare("get", "pods", *flags, server=trial.serve(reply(body)))
        if result.code != 1:
            result.succeeds()


@case("members named twice and odd member names")
def _(trial):
    for body in (b'{"items":[{"metadata":{"name":"a"}}],"items":[{"metadata":{"name":"b"}}]}',
                 b'{"metadata":{},"metadata":{"continue":""},"items":[{"metadata":{"name":"a"}}]}',
                 b'{"":1,"\\u0069tems":[{"metadata":{"name":"a","name":"b"}}]}'):
        for flags in FORMATS.values():
            result = trial.yare("get", "pods", *flags, server=trial.serve(reply(body)))
            if result.code != 1:
                result.succeeds()


@case("an item as a whole cut off at the end of a page")
def _(trial):
    body = b'{"kind":"PodList","items":[{"metadata":{"name":"a"}}'
    for name, flags in FORMATS.items():
        result = trial.yare("get", "pods", *flags, server=trial.serve(Cut(head() + body)))
        result.fails("JSON", out=None).lacks_whole_list()
