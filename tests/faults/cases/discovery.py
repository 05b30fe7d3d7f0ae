"""Discovery documents that are broken, and types that only they can tell."""
from harness import add, case
from server import Cut
from wire import as_bytes, printed_table, refusal, reply, status, table

AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"


def group(name, version, *resources):
    return {"metadata": {"name": name}, "versions": [{"version": version, "freshness": "Current", "resources": [
        {"resource": plural, "responseKind": {"group": name, "version": version, "kind": kind}, "scope": "Namespaced",
         "singularResource": kind.lower(), "verbs": ["get", "list"]} for plural, kind in resources]}]}


def groups(*items):
    return {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {},
            "items": list(items)}


WIDGETS = groups(group("example.com", "v1", ("widgets", "Widget")))


def aggregated(body):
    return reply(body, content_type=AGGREGATED)


def server_of(trial, api, apis, resources=None):
    """A server with these answers to /api and /apis, and `resources` to anything else."""
    def answer(conversation, request):
        path = request.split(b" ")[1].partition(b"?")[0]
        response = {b"/api": api, b"/apis": apis}.get(path, resources or reply(table("w1")))
        if isinstance(response, Cut):
            conversation.send(response.data)
            conversation.close()
        else:
            conversation.send(response)
    return trial.serve(answer)


@case("works when all is well")
def _(trial):
    server = server_of(trial, aggregated(groups()), aggregated(WIDGETS))
    for _ in range(2):
        trial.yare("get", "widgets", server=server).succeeds(printed_table("w1"))
    if len(server.requests) != 4:   # the second run finds it in its cache
        trial.yare("version").refuse("asked for %s" % server.targets())


# name, answer to /apis, words on stderr
BROKEN = [
    ("HTML", reply("<html>", content_type="text/html"), []), ("nothing", reply(""), []),
    ("null", aggregated("null"), []), ("an array", aggregated([1, 2]), []), ("a string", aggregated("\"x\""), []),
    ("half", Cut(aggregated(WIDGETS)[:-40]), ["EOF"]),
    ("half, whole by its length", aggregated(as_bytes(WIDGETS)[:-40]), ["JSON"]),
    ("items of numbers", aggregated(groups(1, 2)), []), ("items of null", aggregated(groups(None)), []),
    ("items a string", aggregated({"kind": "APIGroupDiscoveryList", "items": "x"}), []),
    ("versions of wrong types", aggregated(groups({"metadata": 7, "versions": {"a": []}})), []),
    ("resources of wrong types", aggregated(groups({"metadata": {"name": "g"}, "versions": [
        {"version": 7, "resources": [1, None, {"resource": [], "responseKind": 7, "scope": {}}]}]})), []),
    ("garbage", aggregated(bytes(range(256))), []),
    ("100,000 levels", aggregated(b"[" * 100000), []),
    ("old groups of wrong types", reply({"kind": "APIGroupList", "groups": [1, {"name": [], "versions": 7}]}), []),
    ("an old document that is a Status", reply(status(500, "", "broken inside")), ["broken inside"]),
    ("403", refusal(403, "Forbidden", "Forbidden"), ["(Forbidden)"]),
    ("401", refusal(401, "Unauthorized", "Unauthorized"), ["logged in"]),
    ("404", refusal(404, "Not Found", "NotFound"), []),
    ("500", refusal(500, "No", "InternalError"), ["(InternalError)"]),
    ("503", refusal(503, "No", "ServiceUnavailable"), ["(ServiceUnavailable)"]),
    ("a redirect", reply("", "302 Found", ["Location: /login"]), ["redirect"]),
]


def refuses(answer, words):
    def action(trial):
        for api, apis in ((aggregated(groups()), answer), (answer, aggregated(groups()))):
            server = server_of(trial, api, apis)
            trial.yare("get", "widgets", server=server, limit=40).fails(*words)
            result = trial.yare("get", "widgets", "-o", "json", server=server, limit=40)
            result.fails(*words, out=None).lacks_whole_list()
            # What is built in needs no discovery.
            trial.yare("get", "pods", server=server).succeeds(printed_table("w1"))
    return action


for _each in BROKEN:
    _words = [] if _each[0] == "404" else _each[2]
    add(_each[0], refuses(_each[1], _words))


@case("a server full of groups that fail")
def _(trial):
    many = {"kind": "APIGroupList", "groups": [
        {"name": "g%d" % i, "versions": [{"groupVersion": "g%d/v1" % i, "version": "v1"}]} for i in range(50)]}
    server = server_of(trial, reply({"kind": "APIVersions", "versions": ["v1"]}), reply(many),
                       refusal(503, "No", "ServiceUnavailable"))
    trial.yare("get", "widgets", server=server, limit=40).fails()
    trial.yare("get", "things.g7", server=server, limit=40).fails("g7/v1")


@case("type names with slashes, dots, percent signs and escapes stay inside their path")
def _(trial):
    for plural, name, version in [("../../secrets", "example.com", "v1"), ("wid%67ets", "example.com", "v1"),
                                  ("widgets", "../x", "v1"), ("widgets", "example.com", "../../api/v1"),
                                  ("wid\r\nX: y", "example.com", "v1"), ("", "", ""), (".", ".", "."),
                                  ("..", "..", "..")]:
        document = groups(group(name, version, (plural, "Widget")))
        server = server_of(trial, aggregated(groups()), aggregated(document))
        result = trial.yare("get", "widget", server=server)
        if result.code:
            result.fails()
        for target in server.targets():
            if "/.." in target.replace("%2E", ".") or "/./" in target or "//" in target:
                result.refuse("asked for %s" % target)


@case("a type with an escape sequence for a name is named harmlessly")
def _(trial):
    server = server_of(trial, aggregated(groups()), aggregated(groups()))
    trial.yare("get", "wid\x1b[31mgets", server=server).fails("doesn't have a resource type")


@case("404 for a built-in type: asked about once, then told")
def _(trial):
    server = server_of(trial, aggregated(groups()), aggregated(groups()),
                       reply("404 page not found", "404 Not Found", content_type="text/plain"))
    result = trial.yare("get", "pods", server=server).fails()
    if len(server.requests) > 4:
        result.refuse("asked for %s" % server.targets())
