"""Answers to changes that are not what they should be: told, never done twice, and bounded in memory."""
from harness import add, case
from result import Skipped
from server import Cut
from wire import chunked, head, reply, reply_zipped, status
from writing import ALL, CREATE, DELETE_LISTED, arrived, by_method, config_map, gone, listed

DEEP = b'{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"spec":{"replicas":1},"x":%s}'

ODD = {
    "HTML": reply("<html>\n<body>hello</body>\n", content_type="text/html"),
    "nothing": reply(""),
    "nothing at all": head("204 No Content"),
    "words": reply("ok", content_type="text/plain"),
    "null": reply("null"), "a number": reply("42"), "a string": reply('"a"'), "an array": reply("[]"),
    "a failing Status": reply(status(403, "Forbidden", "not for you")),
    "a failing Status as 201": reply(status(500, "InternalError", "oh no"), "201 Created"),
    "half an object": reply('{"kind":"ConfigMap",'),
    "two objects": reply('{"kind":"ConfigMap"}{"kind":"ConfigMap"}'),
    "binary": reply(bytes(range(256)) * 8),
    "zero bytes": reply(b"\0" * 1000),
    "UTF-16": reply('{"kind":"ConfigMap"}'.encode("utf-16")),
    "deeply nested": reply(b"[" * 200000),
    "a deeply nested object": reply(DEEP % (b"[" * 100000 + b"]" * 100000)),
}
ANY = {   # objects, though not the expected ones: no crash, and no second request
    "an empty object": reply("{}"), "metadata of a wrong type": reply({"kind": "ConfigMap", "metadata": 7}),
    "a kind of a wrong type": reply({"kind": 7, "apiVersion": [], "metadata": {"name": {}, "uid": 7}}),
    "no name": reply({"kind": "ConfigMap", "apiVersion": "v1", "metadata": {}}),
    "a name of control characters": reply(config_map("\x1b[31m\r\n")),
    "a list": listed(config_map()), "a list of numbers": listed(7, None, "a"),
    "spec of a wrong type": reply({"kind": "Scale", "apiVersion": "v1", "metadata": {"name": "a"}, "spec": 7}),
    "an old version": Cut(head().replace(b"HTTP/1.1", b"HTTP/1.0") + b"{}"),
}
OUTPUTS = (["-o", "json"], ["-o", "name"])


def once(change, answers, must_fail):
    def action(trial):
        for name, answer in answers.items():
            server = trial.serve(by_method(GET=[listed()], **{change.method: [answer, change.answer]}))
            result = change.run(trial, server)
            result.args.append("(%s)" % name)
            arrived(result, server, **{change.method: 1})
            if must_fail:
                result.fails(lines=None)
            elif result.code not in (0, 1) or (result.code == 1) != (result.err != b""):
                result.refuse("expected success, or an error with words")
            if b"json.exception" in result.err or b"\x1b" in result.err:
                result.refuse("words of a library, or a control character")
    return action


for _name, _change in ALL.items():
    if _name in ("create with generateName", "apply"):
        continue   # their answers are read as those of create and patch are
    add("%s: answers that make no sense" % _name, once(_change, ODD, True))
    add("%s: other objects" % _name, once(_change, ANY, False))


@case("create: answers that make no sense, in every output")
def _(trial):
    for name, answer in ODD.items():
        for flags in OUTPUTS:
            server = trial.serve(answer)
            arrived(CREATE.run(trial, server, *flags).fails(lines=None, out=None), server, POST=1)


@case("create: one of three answers makes no sense, and the two others are told")
def _(trial):
    names = ("n0", "n1", "n2")
    path = trial.write("many.yaml", "\n---\n".join(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}" % name for name in names))
    for odd in ODD.values():
        def answer(conversation, _, odd=odd):
            name = conversation.carried.partition(b'"name":"')[2].partition(b'"')[0].decode()
            return odd if name == "n1" else reply(config_map(name), "201 Created")
        for concurrency in ("1", "2"):
            server = trial.serve(answer)
            result = trial.yare("create", "-f", path, "--concurrency=" + concurrency, server=server)
            result.fails(out=b"configmap/n0 created\nconfigmap/n2 created\n", lines=None)
            arrived(result, server, POST=3)


SCALES = [b"[]", b"7", b'{"spec":7}', b'{"spec":[]}', b'{"spec":{"replicas":"x"}}', b'{"spec":{"replicas":1.5}}',
          b'{"metadata":7,"spec":{"replicas":1}}', b'{"metadata":{"resourceVersion":7},"spec":{"replicas":1}}',
          b"", b"{", b"\xff", DEEP % (b"[" * 100000 + b"]" * 100000), b"[" * 100000,
          DEEP % (b'{"a":' * 100000 + b"1" + b"}" * 100000)]


@case("scale and local computation: objects that make no sense are not taken apart")
def _(trial):
    calls = [["scale", "deploy/a", "--replicas=2", "--current-replicas=1"],
             ["scale", "deploy/a", "--replicas=2", "--resource-version=4"],
             ["scale", "deploy/a", "--replicas=2", "-o", "json"], ["scale", "deploy/a", "--replicas=2", "--timeout=1s"],
             ["scale", "deploy/a", "--replicas=2", "--dry-run=client"],
             ["patch", "cm", "a", "--dry-run=client", "-p", '{"data":{"b":"c"}}'],
             ["patch", "cm", "a", "--dry-run=client", "--type=json", "-p", '[{"op":"add","path":"/spec/x","value":1}]']]
    for body in SCALES:
        for call in calls:
            server = trial.serve(reply(body))
            result = trial.yare(*call, server=server)
            if b"json.exception" in result.err or result.code not in (0, 1):
                result.refuse("expected success or an error in words")
            if server.methods().count("PUT") + server.methods().count("PATCH") > 1:
                result.refuse("%s" % server.targets())


@case("gzip, and an answer in chunks")
def _(trial):
    for change in ALL.values():
        body = change.answer.partition(b"\r\n\r\n")[2]
        for answer in (reply_zipped(body), chunked(body, 7)):
            server = trial.serve(answer)
            arrived(change.run(trial, server).succeeds(change.done), server, **{change.method: 1})
        server = trial.serve(reply_zipped(body, b"\x1f\x8bnonsense"), change.answer)
        result = change.run(trial, server)
        if change is not CREATE:
            arrived(result.fails("unknown"), server, **{change.method: 1})


def skip_sanitized(trial):
    if trial.sanitized:
        raise Skipped("300 MB take a sanitizer long, and memory is not measured with one")


def huge(change):
    def action(trial):
        skip_sanitized(trial)

        def answer(conversation, request):
            if request.startswith(b"GET"):
                return listed(config_map())
            conversation.send(head("201 Created") + b'{"metadata":{"name":"')
            for _ in range(300):
                conversation.send(b"a" * (1 << 20))
            conversation.close()
            return None
        server = trial.serve(answer)
        result = change.run(trial, server, limit=60, measured=True).fails("256 MiB")
        arrived(result, server, **{change.method: 1}).within_memory(700)
    return action


for _name in ("create", "update", "delete by name", "delete-collection"):
    add("%s: an answer of 300 MB" % _name, huge(ALL[_name]), heavy=True)


@case("an error page of 300 MB, and an event of 300 MB", heavy=True)
def _(trial):
    skip_sanitized(trial)

    def page(conversation, _):
        conversation.send(head("500 No", content_type="text/plain"))
        for _ in range(300):
            conversation.send(b"no " * 349525)

    def event(conversation, request):
        if request.startswith(b"DELETE"):
            return reply(config_map())
        conversation.send(head() + b'{"type":"DELETED","object":{"a":"')
        for _ in range(300):
            conversation.send(b"a" * (1 << 20))
        return None
    server = trial.serve(page)
    result = arrived(CREATE.run(trial, server, limit=60, measured=True).fails("no no"), server, POST=1)
    server = trial.serve(event)
    other = trial.yare("delete", "cm", "a", server=server, limit=60, measured=True).fails("256 MiB", out=None)
    result.within_memory(40)
    other.within_memory(700)


@case("delete -l: answers that make no sense")
def _(trial):
    for name, answer in ODD.items():
        server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[answer]))
        result = DELETE_LISTED.run(trial, server)
        result.args.append("(%s)" % name)
        arrived(result.fails(lines=None), server, DELETE=1)


@case("delete-collection: a Status of success is not taken for an empty collection")
def _(trial):
    server = trial.serve(gone())
    result = trial.yare("delete-collection", "cm", "--all", "--wait=false", server=server)
    arrived(result, server, DELETE=1)
    if b"No resources found" in result.out:
        result.refuse("something may have been deleted")
