"""Answers that are not what was asked for."""
from harness import add, case
from server import Cut
from wire import FORMATS, head, pod, pods, refusal, reply, status, table

PAGE = "<html><head><title>Sign in</title></head>\n<body>\nWelcome to the portal\n</body></html>\n"

# name, answer, words on stderr
ODD = [
    ("HTML as 200", reply(PAGE, content_type="text/html"), []),
    ("an empty body", reply(""), []),
    ("an empty body without a type", reply("", content_type=""), []),
    ("204", head("204 No Content"), []),
    ("plain words", reply("ok", content_type="text/plain"), []),
    ("null", reply("null"), []),
    ("a number", reply("42"), []),
    ("a string", reply("\"pods\""), []),
    ("an array", reply("[]"), []),
    ("an empty object", reply("{}"), []),
    ("an object of another kind", reply({"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "a"}}), []),
    ("a failing Status as 200", reply(status(403, "Forbidden", "not for you")), ["not for you"]),
    ("a failing Status without words", reply(status(500, "", "")), []),
    ("a failing Status as 200, long", reply(status(500, "", "x" * 100000)), []),
    ("a Success Status as 200", reply({"kind": "Status", "apiVersion": "v1", "status": "Success"}), []),
    ("items as an object", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": {}}), []),
    ("items as a string", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": "many"}), []),
    ("items of numbers", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [1, 2]}), []),
    ("items of null", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [None]}), []),
    ("items of arrays", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [[]]}), []),
    ("items of strings", reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": ["a\"b"]}), []),
    ("a good item, then a number",
     reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [{"metadata": {"name": "a"}}, 7]}), []),
    ("two documents", reply(b'{"kind":"PodList","items":[]}{"kind":"PodList","items":[]}'), []),
    ("garbage behind the list", reply(b'{"kind":"PodList","items":[]} x'), []),
    ("a byte order mark", reply(b'\xef\xbb\xbf{"kind":"PodList","items":[]}'), []),
    ("UTF-16", reply('{"kind":"PodList","items":[]}'.encode("utf-16")), []),
    ("zero bytes", reply(b"\0" * 1000), []),
    ("random bytes", reply(bytes(range(256)) * 8), []),
    ("a trailing comma", reply(b'{"items":[{},]}'), []),
    ("a missing comma", reply(b'{"items":[{} {}]}'), []),
    ("single quotes", reply(b"{'items':[]}"), []),
    ("a bare word", reply(b'{"items":[undefined]}'), []),
    ("NaN", reply(b'{"items":[NaN]}'), []),
    ("a control character in a string", reply(b'{"items":[{"metadata":{"name":"a\nb"}}]}'), []),
    ("a lone escape", reply(b'{"items":[{"metadata":{"name":"\\x"}}]}'), []),
    ("an unfinished escape", reply(b'{"items":[{"metadata":{"name":"\\u12"}}]}'), []),
    ("mismatched brackets", reply(b'{"items":[{"metadata":{"name":"a"]}]}'), []),
]


def refuses(answer, words):
    def action(trial):
        for name, flags in FORMATS.items():
            result = trial.yare("get", "pods", *flags, server=trial.serve(answer))
            if b'"Failure"' in answer:
                result.fails(*words, out=None).lacks_objects()
            else:
                result.fails(*words, out=None).lacks_whole_list()
            if name in ("table", "name") and result.out:
                result.refuse("expected nothing on stdout")
    return action


for each in ODD:
    add(each[0], refuses(each[1], each[2]))

# Answers to the name of one object: name, answer.
SINGLE = [
    ("HTML", reply(PAGE, content_type="text/html")), ("nothing", reply("")), ("null", reply("null")),
    ("an array", reply("[]")), ("half an object", reply(b'{"kind":"Pod","metadata":{"na')),
    ("a Status", reply(status(403, "Forbidden", "not for you"))), ("a string", reply("\"a\"")),
    ("two objects", reply(b'{"kind":"Pod"}{"kind":"Pod"}')),
]


def refuses_single(answer):
    def action(trial):
        for flags in FORMATS.values():
            trial.yare("get", "pods", "web", *flags, server=trial.serve(answer)).fails()
    return action


for each in SINGLE:
    add("one object: " + each[0], refuses_single(each[1]))

# HTTP status and reason, what its Status says, words on stderr
ERRORS = [
    (400, "Bad Request", "BadRequest", "(BadRequest)"), (401, "Unauthorized", "Unauthorized", "You must be logged in"),
    (403, "Forbidden", "Forbidden", "(Forbidden)"), (409, "Conflict", "Conflict", "(Conflict)"),
    (410, "Gone", "Expired", "(Expired)"), (418, "I am a teapot", "", "it is so"),
    (429, "Too Many Requests", "TooManyRequests", "(TooManyRequests)"),
    (500, "Internal Server Error", "InternalError", "(InternalError)"),
    (502, "Bad Gateway", "", "it is so"), (503, "Service Unavailable", "ServiceUnavailable", "(ServiceUnavailable)"),
    (504, "Gateway Timeout", "Timeout", "(Timeout)"), (599, "?", "", "it is so"), (999, "?", "", "it is so"),
]


def error_answers(code, words, reason, shown):
    def action(trial):
        for flags in FORMATS.values():
            server = trial.serve(refusal(code, words, reason))
            trial.yare("get", "pods", *flags, server=server).fails(shown, out=None).lacks_objects()
            page = trial.serve(reply(PAGE, "%d %s" % (code, words), content_type="text/html"))
            result = trial.yare("get", "pods", *flags, server=page)
            result.fails(*(["portal"] if code in (500, 502) else []), out=None).lacks_objects()
            nothing = trial.serve(reply("", "%d %s" % (code, words)))
            trial.yare("get", "pods", *flags, server=nothing).fails(out=None).lacks_objects()
    return action


for each in ERRORS:
    add("%d" % each[0], error_answers(*each))


@case("an error message with line breaks and escape sequences")
def _(trial):
    text = "first\nsecond\r\n\x1b[2J\x1b]0;owned\x07third\u009b31m\u202e"
    for code in (403, 404, 422, 500):
        server = trial.serve(reply(status(code, "Forbidden", text, details={"name": "web"}), "%d No" % code))
        trial.yare("get", "pods", "web", server=server).fails("first", lines=None)


@case("a page of errors is cut short")
def _(trial):
    server = trial.serve(reply("<p>no</p>" * 500000, "502 Bad Gateway", content_type="text/html"))
    result = trial.yare("get", "pods", server=server).fails("<p>no</p>")
    if len(result.err) > 10000:
        result.refuse("a message of %d bytes" % len(result.err))


@case("one failing type among good ones")
def _(trial):
    def answer(conversation, request):
        good = b"/pods" in request
        conversation.send(reply(table("web")) if good else refusal(403, "Forbidden", "Forbidden"))
    server = trial.serve(answer)
    result = trial.yare("get", "pods,services", server=server).fails("(Forbidden)", out=None)
    result.holds("web")


@case("several names, one of which is answered with nonsense")
def _(trial):
    for broken in (reply(PAGE, content_type="text/html"), reply(""), Cut(reply(pod("db"))[:-9])):
        def answer(conversation, request, broken=broken):
            if b"/db" not in request:
                conversation.send(reply({"kind": "Pod", "apiVersion": "v1", **pod("web")}))
            elif isinstance(broken, Cut):
                conversation.send(broken.data)
                conversation.close()
            else:
                conversation.send(broken)
        for name in ("json", "yaml"):
            result = trial.yare("get", "pods", "web", "db", *FORMATS[name], server=trial.serve(answer), limit=40)
            result.fails(out=None).lacks_whole_list()


@case("--raw passes what came on, and still fails for a broken answer")
def _(trial):
    server = trial.serve(reply("whole", content_type="text/plain"))
    trial.yare("get", "--raw", "/it", server=server).succeeds(b"whole")
    server = trial.serve(refusal(403, "Forbidden", "Forbidden", message="not for you"))
    trial.yare("get", "--raw", "/it", server=server).fails("not for you")


@case("a list with items null is empty")
def _(trial):
    server = trial.serve(reply({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": None}))
    trial.yare("get", "pods", server=server).succeeds(b"", b"No resources found in default namespace.\n")


@case("objects where a table was asked for are shown")
def _(trial):
    server = trial.serve(reply(pods("web")))
    trial.yare("get", "pods", server=server).succeeds().holds("web")
