"""Answers that ask to come back later."""
from harness import add, case
from wire import FORMATS, printed_table, refusal, reply, table


def busy(after, code=429):
    headers = [] if after is None else ["Retry-After: " + after]
    return refusal(code, "Busy", "TooManyRequests" if code == 429 else "", headers)


def comes_back(code):
    def action(trial):
        server = trial.serve(busy("0", code), busy("0", code), busy("1", code), reply(table("web")))
        result = trial.yare("get", "pods", server=server).succeeds(printed_table("web"))
        if len(server.requests) != 4:
            result.refuse("%d requests" % len(server.requests))
        if result.seconds < 1:
            result.refuse("did not wait")
    return action


def gives_up(code):
    def action(trial):
        for flags in FORMATS.values():
            server = trial.serve(busy("0", code))
            result = trial.yare("get", "pods", *flags, server=server).fails("it is so", out=None)
            result.lacks_objects()
            if len(server.requests) != 11:   # client-go: 10 retries
                result.refuse("%d requests" % len(server.requests))
    return action


def asks_once(code, after):
    def action(trial):
        server = trial.serve(busy(after, code), reply(table("web")))
        result = trial.yare("get", "pods", server=server).fails("it is so")
        if len(server.requests) != 1:
            result.refuse("%d requests" % len(server.requests))
    return action


for _code in (429, 500, 503):
    add("%d with Retry-After, then good" % _code, comes_back(_code))
    add("%d with Retry-After for ever" % _code, gives_up(_code))
    add("%d without Retry-After" % _code, asks_once(_code, None))
for _after in ("", "soon", "-1", "1.5", "99999999999999999999", "0x1", "Fri, 31 Dec 1999 23:59:59 GMT"):
    add("Retry-After of %r" % _after, asks_once(503, _after))
add("403 with Retry-After is final", asks_once(403, "0"))


@case("a long Retry-After can be interrupted")
def _(trial):
    for after in ("3600", "4294967295"):
        trial.end_by_interrupt(["get", "pods"], trial.serve(busy(after)))


@case("the second page comes back too")
def _(trial):
    server = trial.serve(reply(table("a", token="t")), busy("0"), reply(table("b")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("a", "b"))


@case("a retry does not repeat what was received")
def _(trial):
    server = trial.serve(busy("0"), reply(table("a")))
    trial.yare("get", "pods", "-o", "name", server=server).succeeds(b"pod/a\n")
