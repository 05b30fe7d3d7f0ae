"""Bad flags, bad selectors, awkward names: nothing of it reaches the wire in another shape."""
import urllib.parse

from harness import add, case
from wire import refusal, reply, status, table

# arguments, words on stderr, lines there
REFUSED = [
    (["get"], ["must specify"], None),
    (["get", "pods", "--nope"], ["unknown flag: --nope"], None),
    (["get", "pods", "-Z"], ["unknown shorthand flag"], None),
    (["get", "pods", "-o", "xml"], ["xml", "allowed formats are"], None),
    (["get", "pods", "--chunk-size", "many"], ["invalid argument", "chunk-size"], None),
    (["get", "pods", "--chunk-size", "99999999999999999999"], ["invalid argument", "chunk-size"], None),
    (["get", "pods", "--request-timeout", "soon"], ["Invalid timeout value"], None),
    (["get", "pods", "--no-headers=perhaps"], ["invalid argument", "no-headers"], None),
    (["get", "pods", "-v", "loud"], ["invalid argument"], None),
    (["get", "pods/"], ["resource/name"], None),
    (["get", "/web"], ["resource/name"], None),
    (["get", "pods/a/b"], ["slash"], None),
    (["get", "pods", "a/b"], ["/"], None),
    (["get", "pods", ".."], [".."], None),
    (["get", "pods", "."], ["."], None),
    (["get", "pods", "a%2fb"], ["%"], None),
    (["get", "pods", ""], [], None),
    (["get", "pods", "-n", "a/b"], ["/"], None),
    (["get", "pods", "-n", ".."], [".."], None),
    (["get", "pods", "web", "-l", "a=b"], ["selector"], None),
    (["get", "pods", "web", "--subresource", "a/b"], [], None),
    (["get", "-f", "missing.yaml"], ["missing.yaml", "does not exist"], 1),
    (["get", "-f", "-", "pods"], [], None),
    (["get", "pods", "--raw", "/version"], ["raw"], None),
    (["get", "--raw", "http://other.example/version"], [], None),
    (["get", "--raw", "no-slash"], [], None),
    (["frobnicate"], ["unknown command", "frobnicate"], None),
]

# Selectors for the server to refuse, as kubectl leaves them to it: they get there as they are.
SELECTORS = ["a in b", "a in (b", "a=b,,c=d", "a=b=c", "!", "a b", "in (a)", "a notin", "=", "a=\x1b[31m", "a=b\nc",
             "é=b", "a in (b,", "((((((((", "a" * 10000 + " in", "a&watch=1#x", "a%3Db"]


def refuse(args, words, lines):
    def action(trial):
        server = trial.serve(reply(table("web")))
        result = trial.yare(*args, server=server)
        result.fails(*words, lines=lines)
        if server.requests:
            result.refuse("asked the server: %r" % server.requests)
    return action


for each in REFUSED:
    add("refuses " + " ".join(map(repr, each[0])), refuse(*each))


def selector_travels(flag, parameter, selector):
    def action(trial):
        server = trial.serve(refusal(400, "Bad Request", "BadRequest", message="unable to parse requirement"))
        result = trial.yare("get", "pods", flag, selector, server=server)
        result.fails("(BadRequest)", "unable to parse requirement")
        query = urllib.parse.parse_qs(server.targets()[0].partition("?")[2], keep_blank_values=True)
        if query.get(parameter) != [selector] or len(query) > 3:
            result.refuse("asked for %s" % query)
    return action


for selector in SELECTORS:
    for _flag, _parameter in (("-l", "labelSelector"), ("--field-selector", "fieldSelector")):
        add("%s %r is sent as it is" % (_flag, selector[:40]), selector_travels(_flag, _parameter, selector))

# A name and the one path it may become.
NAMES = [
    ("a b", "/api/v1/namespaces/default/pods/a%20b"),
    ("a?watch=1", "/api/v1/namespaces/default/pods/a%3Fwatch=1"),
    ("a#b", "/api/v1/namespaces/default/pods/a%23b"),
    ("üñí", "/api/v1/namespaces/default/pods/%C3%BC%C3%B1%C3%AD"),
    ("...", "/api/v1/namespaces/default/pods/..."),
    ("a\r\nHost: other", "/api/v1/namespaces/default/pods/a%0D%0AHost:%20other"),
    ("a\x1b[31m", "/api/v1/namespaces/default/pods/a%1B%5B31m"),
    ("\u202e\U0001f600", "/api/v1/namespaces/default/pods/%E2%80%AE%F0%9F%98%80"),
    ("n" * 5000, "/api/v1/namespaces/default/pods/" + "n" * 5000),
    (b"\xff\xfe".decode(errors="surrogateescape"), "/api/v1/namespaces/default/pods/%FF%FE"),
]


def name_travels(name, path):
    def action(trial):
        missing = status(404, "NotFound", "pods \"it\" not found", details={"name": "it", "kind": "pods"})
        server = trial.serve(reply(missing, "404 Not Found"))
        result = trial.yare("get", "pods", name, server=server)
        result.fails("not found")
        for target in server.targets():
            if target.partition("?")[0] != path:
                result.refuse("asked for %r" % target)
    return action


for each in NAMES:
    add("a name %r stays one segment" % each[0][:30], name_travels(*each))


@case("a server address with a line break is refused")
def _(trial):
    server = trial.serve(reply(table("web")))
    trial.yare("get", "pods", "-s", server.url + "/\r\nX: y").fails()
    trial.yare("get", "pods", "-s", "127.0.0.1:%d:1" % server.port).fails()
    trial.yare("get", "pods", "-s", "ftp://127.0.0.1").fails()
    trial.yare("get", "pods", "-s", "http://[::1").fails()
    trial.yare("get", "pods", "-s", "http://127.0.0.1:99999").fails()


@case("impersonation with a line break is refused")
def _(trial):
    server = trial.serve(reply(table("web")), tls=trial.certificates.server())
    result = trial.yare("get", "pods", "--as", "a\r\nAuthorization: x", server=server).fails("header")
    trial.yare("get", "pods", "--token", "a\r\nX: y", server=server).fails("header")
    if server.requests:
        result.refuse("sent %r" % server.requests)
