"""Redirects: never followed, and the other host never hears of it."""
from harness import add, case
from wire import FORMATS, reply, table

CODES = (300, 301, 302, 303, 304, 305, 307, 308)


def stays(code, secure):
    def action(trial):
        other = trial.serve(reply(table("elsewhere")))
        for location in (other.url + "/api", "//" + other.authority + "/", "/elsewhere", "", "http://[", "a\x1b[31mb"):
            for flags in FORMATS.values():
                answer = reply("moved", "%d Moved" % code, ["Location: " + location], "text/plain")
                server = trial.serve(answer, tls=trial.certificates.server() if secure else None)
                config = trial.kubeconfig(server, user="token: secret")
                result = trial.yare("get", "pods", *flags, config=config).fails("redirect", out=None)
                result.lacks_objects()
                if len(server.requests) != 1:
                    result.refuse("%d requests" % len(server.requests))
        if other.connections:
            trial.yare("version").refuse("the other host was asked")
    return action


for _code in CODES:
    add("%d over http" % _code, stays(_code, False))
for _code in (302, 307):
    add("%d over https" % _code, stays(_code, True))


@case("a redirect without a Location")
def _(trial):
    for code in CODES:
        trial.yare("get", "pods", server=trial.serve(reply("", "%d Moved" % code))).fails("redirect")


@case("the raw path and discovery are no exceptions")
def _(trial):
    other = trial.serve(reply(table("elsewhere")))
    answer = reply("", "302 Found", ["Location: " + other.url])
    trial.yare("get", "--raw", "/version", server=trial.serve(answer)).fails("redirect")
    trial.yare("get", "widgets", server=trial.serve(answer)).fails("redirect")
    if other.connections:
        trial.yare("version").refuse("the other host was asked")
