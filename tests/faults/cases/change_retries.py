"""Changes that a busy server, a proxy or a quota refuses: what may be sent again, and what may not."""
from harness import add, case
from wire import refusal, reply, status
from writing import ALL, CREATE, DELETE_LISTED, MODIFIED, ONCE, UNKNOWN, arrived, by_method, config_map, failure, listed


def busy(code, after):
    return refusal(code, "Busy", "", [] if after is None else ["Retry-After: " + after])


def comes_back(change, code):
    def action(trial):
        server = trial.serve(busy(code, "0"), busy(code, "1"), change.answer)
        result = change.run(trial, server).succeeds(change.done)
        arrived(result, server, **{change.method: 3})
        if result.seconds < 1:
            result.refuse("did not wait")
    return action


def asks_once(change):
    def action(trial):
        refused = [busy(code, None) for code in (429, 500, 502, 503, 504)]
        # Something may have been done before these.
        refused += [busy(code, "0") for code in (500, 502, 504, 403, 409, 422)]
        # A success that is none: 503 here is not a server that has not begun.
        refused += [reply(status(503, "ServiceUnavailable"), code, ["Retry-After: 0"]) for code in ("200 OK",
                                                                                                  "201 Created")]
        if change is CREATE:
            refused += [busy(503, after) for after in ("", "soon", "-1", "0x1", "99999999999999999999")]
        for answer in refused:
            server = trial.serve(answer, change.answer)
            arrived(change.run(trial, server).fails(out=None), server, **{change.method: 1})
    return action


for _name, _change in ALL.items():
    for _code in (429, 503):
        add("%s: %d with Retry-After is sent again" % (_name, _code), comes_back(_change, _code))
    add("%s: anything else is final" % _name, asks_once(_change))


@case("busy for ever")
def _(trial):
    server = trial.serve(busy(429, "0"))
    arrived(CREATE.run(trial, server).fails("it is so"), server, POST=11)   # client-go: 10 retries


@case("a long Retry-After ends with --request-timeout")
def _(trial):
    for change in (CREATE, ONCE["update"]):
        server = trial.serve(busy(429, "3600"))
        result = change.run(trial, server, "--request-timeout=2s", limit=10).fails("it is so", within=6)
        arrived(result, server, **{change.method: 1})


@case("a long Retry-After can be interrupted: what was refused was not begun")
def _(trial):
    path = trial.write("it.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")
    server = trial.serve(busy(503, "3600"))
    result = trial.end_by_interrupt(["create", "-f", path], server)
    if b"configmap/a" not in result.err or result.code != 130:
        result.refuse("expected configmap/a as not begun, and 130")
    arrived(result, server, POST=1)


# Refusals in kubectl's words

QUOTA = ('pods "a" is forbidden: exceeded quota: few, requested: pods=1, used: pods=4, limited: pods=4')
HOOK = 'admission webhook "policy.example.com" denied the request: no latest tags\nsee the handbook'
CAUSES = [{"reason": "FieldValueInvalid", "message": "Invalid value: \"%d\"" % i, "field": "data[k%d]" % i}
          for i in range(500)]
EXISTS = 'configmaps "a" already exists'


def in_words(change, answer, line, doing=None):
    def action(trial):
        server = trial.serve(answer)
        result = change.run(trial, server)
        place = 'error when %s "%s": ' % (doing, trial.path("it.json")) if doing else ""
        expected = line.replace("@", place)
        result.fails(lines=None)
        if result.err.decode() != expected + "\n":
            result.refuse("expected on stderr: %r" % expected)
        arrived(result, server, **{change.method: 1})
    return action


for _name, _answer, _line in [
        ("a quota", failure(403, "Forbidden", "Forbidden", QUOTA), "Error from server (Forbidden): @" + QUOTA),
        ("a webhook", failure(403, "Forbidden", "Forbidden", HOOK), "Error from server (Forbidden): @" + HOOK),
        ("a webhook without a reason", reply(status(400, "", HOOK), "400 Bad Request"), "Error from server: @" + HOOK),
        ("a webhook that is out of reach",
         failure(500, "Internal Server Error", "InternalError", "Internal error occurred: failed calling webhook"),
         "Error from server (InternalError): @Internal error occurred: failed calling webhook"),
        ("there already", failure(409, "Conflict", "AlreadyExists", EXISTS),
         "Error from server (AlreadyExists): @" + EXISTS)]:
    add("create: " + _name, in_words(CREATE, _answer, _line, "creating"))

_CONFLICT = "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your " \
            "changes to the latest version and try again"
add("update: a conflict", in_words(ONCE["update"], MODIFIED, "Error from server (Conflict): @" + _CONFLICT,
                                   "replacing"))
add("patch: a conflict", in_words(ONCE["patch"], MODIFIED, "Error from server (Conflict): " + _CONFLICT))
add("delete: a conflict", in_words(ONCE["delete by name"], MODIFIED, "Error from server (Conflict): " + _CONFLICT))


@case("422 with one cause, with many, with odd ones")
def _(trial):
    for causes in (CAUSES[:1], CAUSES, [{}], [None], 7, "many", [7], [{"message": None, "field": {}}]):
        answer = failure(422, "Unprocessable Entity", "Invalid", "it is invalid", causes=causes, kind="ConfigMap")
        for change in (CREATE, ONCE["update"], ONCE["patch"]):
            server = trial.serve(answer)
            result = change.run(trial, server).fails("invalid", lines=None)
            arrived(result, server, **{change.method: 1})
            if causes is CAUSES and any(each["field"].encode() not in result.err for each in CAUSES):
                result.refuse("expected all causes")


@case("one of many is refused, the others are made")
def _(trial):
    names = ["n%02d" % i for i in range(30)]
    path = trial.write("many.yaml", "\n---\n".join(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}" % name for name in names))

    def serve():
        def answer(conversation, _):
            name = conversation.carried.partition(b'"name":"')[2].partition(b'"')[0].decode()
            if name == "n07":
                return failure(403, "Forbidden", "Forbidden", QUOTA)
            return busy(429, "0") if conversation.carried not in told and not told.add(conversation.carried) else reply(
                config_map(name), "201 Created")
        told = set()
        return trial.serve(answer)
    for concurrency in (1, 8):
        server = serve()
        result = trial.yare("create", "-f", path, "--concurrency=%d" % concurrency, server=server)
        result.fails("exceeded quota", out=None)
        if result.out.decode() != "".join("configmap/%s created\n" % name for name in names if name != "n07"):
            result.refuse("expected the others, in their order")
        arrived(result, server, POST=2 * len(names) - 1)


# Redirects and credentials

@case("a redirect is not followed with a change")
def _(trial):
    other = trial.serve(reply(config_map()))
    for code in (301, 302, 303, 307, 308):
        for change in ALL.values():
            server = trial.serve(reply("", "%d Moved" % code, ["Location: %s/api" % other.url]))
            arrived(change.run(trial, server).fails("redirect"), server, **{change.method: 1})
    if other.connections:
        trial.yare("version").refuse("the other host was asked")


@case("no credentials for the host of a manifest, nor for where it is moved to")
def _(trial):
    manifest = reply('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}')
    elsewhere = trial.serve(manifest)
    files = trial.serve(reply("", "302 Found", ["Location: %s/it.json" % elsewhere.url]), manifest)
    server = trial.serve(reply(config_map(), "201 Created"), tls=trial.certificates.server())
    config = trial.kubeconfig(server, user="token: s3cr3t")
    result = trial.yare("create", "-f", files.url + "/it.json", config=config)
    for other in (files, elsewhere):
        for head in other.requests:
            if b"authorization" in head.lower() or b"s3cr3t" in head:
                result.refuse("credentials were sent: %r" % head)
    if b"Authorization: Bearer s3cr3t" not in b"".join(server.requests) and result.code == 0:
        result.refuse("no token for the server itself")


@case("nothing is sent where one file of the call cannot be read")
def _(trial):
    good = trial.write("good.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, resourceVersion: '1'}}")
    for broken in (b"a: [", b"\0", b"kind: ConfigMap\n", b"- 1\n"):
        bad = trial.write("bad.yaml", broken)
        missing = trial.path("missing.yaml")
        for verb in (["create"], ["update"], ["apply", "--server-side"]):
            for files in ((good, bad), (bad, good), (good, missing)):
                server = trial.serve(reply(config_map()))
                result = trial.yare(*verb, "-f", files[0], "-f", files[1], server=server).fails(out=None, lines=None)
                arrived(result, server)
                if UNKNOWN.encode() in result.err:
                    result.refuse("nothing was sent")


@case("delete -l: each object's own conflict or refusal, and the others are deleted")
def _(trial):
    objects = [config_map("n%d" % i, "uid-%d" % i) for i in range(9)]

    def answer(_, head):
        method, target = head.split(b" ")[:2]
        if method == b"GET":
            return listed(*objects)
        name = target.rpartition(b"/")[2].decode()
        if name == "n4":
            return failure(403, "Forbidden", "Forbidden", 'configmaps "n4" is forbidden')
        return reply({"kind": "Status", "status": "Success", "details": {"name": name, "uid": "uid-" + name[1:]}})
    server = trial.serve(answer)
    result = DELETE_LISTED.run(trial, server).fails('"n4" is forbidden', out=None)
    arrived(result, server, GET=1, DELETE=9)
    if result.out.count(b"deleted") != 8:
        result.refuse("expected 8 deleted")
