"""Answers to changes that are lost: never done twice, never told wrongly."""
from harness import add, case
from server import Cut, Stall
from wire import chunked, refusal, reply, reply_zipped
from writing import (ALL, ALREADY, CREATE, DELETE_LISTED, NAMED, NOT_FOUND, ONCE, OTHER_UID, UNKNOWN, arrived,
                     by_method, config_map, cut_points, cuts, failure, gone, listed)

CREATED = reply(config_map(), "201 Created")
LOST = Cut(b"")


# What must not be repeated

def is_unknown(change):
    def action(trial):
        for cut in cuts(change.answer):
            server = trial.serve(cut, change.answer)
            result = change.run(trial, server).fails(UNKNOWN, change.object_words)
            arrived(result, server, **{change.method: 1})
    return action


def is_unknown_in_chunks(change):
    def action(trial):
        head, _, body = change.answer.partition(b"\r\n\r\n")
        for answer in (chunked(body), reply_zipped(body)):
            for at in cut_points(answer):
                server = trial.serve(Cut(answer[:at]), change.answer)
                result = change.run(trial, server).fails(UNKNOWN, change.object_words)
                arrived(result, server, **{change.method: 1})
    return action


for _name, _change in ONCE.items():
    add("%s: cut, and never sent again" % _name, is_unknown(_change))
add("update: cut within chunks and gzip", is_unknown_in_chunks(ONCE["update"]))


def time_is_over(change):
    def action(trial):
        for sent in (b"", change.answer[:20], change.answer[:-1]):
            server = trial.serve(Stall(sent))
            result = change.run(trial, server, "--request-timeout=2s").fails(UNKNOWN, change.object_words, within=10)
            arrived(result, server, **{change.method: 1})
    return action


for _name, _change in ALL.items():
    add("%s: --request-timeout while the server is at it" % _name, time_is_over(_change))


@case("delete -l: --request-timeout while the server is at it")
def _(trial):
    server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[Stall()]))
    arrived(DELETE_LISTED.run(trial, server, "--request-timeout=2s").fails(UNKNOWN, NAMED), server, DELETE=1)


# A create by name: sent again

def comes_again(*flags):
    def action(trial):
        for cut in cuts(CREATED):
            server = trial.serve(cut, CREATED)
            result = CREATE.run(trial, server, *flags).succeeds(CREATE.done)
            arrived(result, server, POST=2)
            if server.bodies[0] != server.bodies[1] or not server.bodies[0]:
                result.refuse("another body the second time")
    return action


add("create: sent again, and created then", comes_again())
add("create: the same with --concurrency=1", comes_again("--concurrency=1"))


@case("create: sent again, and there already with the same content")
def _(trial):
    for cut in cuts(CREATED)[::4]:
        server = trial.serve(by_method(POST=[cut, ALREADY], GET=[reply(config_map(labels={"added": "by-a-webhook"}))]))
        arrived(CREATE.run(trial, server).succeeds(CREATE.done), server, POST=2, GET=1)


@case("create: sent again, and there already with another content")
def _(trial):
    for other in (config_map(data="other"), {"kind": "ConfigMap", "metadata": {"name": "a"}}):
        server = trial.serve(by_method(POST=[LOST, ALREADY], GET=[reply(other)]))
        result = CREATE.run(trial, server).fails("(AlreadyExists)", NAMED, "differs", "was lost")
        arrived(result, server, POST=2, GET=1)


@case("create: already there the first time is an error, whatever its content")
def _(trial):
    server = trial.serve(by_method(POST=[ALREADY], GET=[reply(config_map())]))
    arrived(CREATE.run(trial, server).fails("(AlreadyExists)", NAMED), server, POST=1, GET=0)


@case("create: the answer is lost each time")
def _(trial):
    server = trial.serve(LOST)
    arrived(CREATE.run(trial, server).fails(UNKNOWN, NAMED), server, POST=3)


@case("create: sent again, there already, but what is there cannot be seen")
def _(trial):
    for answer in (LOST, NOT_FOUND, refusal(403, "Forbidden", "Forbidden"), reply("hello"), reply("[]"), reply("")):
        server = trial.serve(by_method(POST=[LOST, ALREADY], GET=[answer]))
        arrived(CREATE.run(trial, server).fails(UNKNOWN, NAMED, "created", out=b""), server, POST=2)


# An error of the second try says nothing about the first, which may have been what filled the quota.
@case("create: sent again, and refused then")
def _(trial):
    for answer in (refusal(403, "Forbidden", "Forbidden", message="exceeded quota"), refusal(500, "Error"),
                   refusal(503, "Busy"), refusal(404, "Not Found"), refusal(422, "Invalid", "Invalid")):
        server = trial.serve(LOST, answer)
        arrived(CREATE.run(trial, server).fails(UNKNOWN, NAMED, "created", out=b""), server, POST=2)


@case("create: sent again, and the server is not there any more")
def _(trial):
    def last(conversation, _):
        conversation.server.close()
    server = trial.serve(last)
    arrived(CREATE.run(trial, server).fails(UNKNOWN, NAMED), server, POST=1)


@case("create: the generators are no exception")
def _(trial):
    made = reply({"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "a", "uid": "u"}}, "201 Created")
    server = trial.serve(LOST, made)
    arrived(trial.yare("create", "namespace", "a", server=server).succeeds(b"namespace/a created\n"), server, POST=2)
    server = trial.serve(LOST)
    arrived(trial.yare("create", "namespace", "a", server=server).fails(UNKNOWN, 'namespaces "a"'), server, POST=3)


# Delete of what was found by listing: its UID makes it safe to repeat

def deleted_again(*answers):
    def action(trial):
        for cut in cuts(gone())[::2]:
            for answer in answers:
                server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[cut, answer]))
                result = DELETE_LISTED.run(trial, server).succeeds(DELETE_LISTED.done)
                arrived(result, server, GET=1, DELETE=2)
                for method, body in zip(server.methods(), server.bodies):
                    if method == "DELETE" and b'"preconditions":{"uid":"uid-1"}' not in body:
                        result.refuse("no precondition in %r" % body)
    return action


add("delete -l: sent again, and done", deleted_again(gone()))
add("delete -l: sent again, and gone or replaced", deleted_again(NOT_FOUND, OTHER_UID))


@case("delete --uid: by name, and yet sent again")
def _(trial):
    for answer in (gone(), NOT_FOUND):
        server = trial.serve(LOST, answer)
        arrived(trial.yare("delete", "cm", "a", "--uid=uid-1", server=server).succeeds(), server, DELETE=2)
    # A UID that somebody typed may never have been the object's.
    server = trial.serve(LOST, OTHER_UID)
    arrived(trial.yare("delete", "cm", "a", "--uid=uid-1", server=server).fails(UNKNOWN, NAMED, out=b""), server, DELETE=2)


# The first try may have marked the object, which gives it another version, or someone else changed it meanwhile.
@case("delete --uid --resource-version: a conflict of the second try proves nothing")
def _(trial):
    changed = failure(409, "Conflict", "Conflict", "Precondition failed: ResourceVersion in precondition: 4, "
                      "ResourceVersion in object meta: 5")
    server = trial.serve(LOST, changed)
    result = trial.yare("delete", "cm", "a", "--uid=uid-1", "--resource-version=4", server=server)
    arrived(result.fails(UNKNOWN, NAMED, out=b""), server, DELETE=2)


@case("delete -l: lost each time, or refused then")
def _(trial):
    server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[LOST]))
    arrived(DELETE_LISTED.run(trial, server).fails(UNKNOWN, NAMED), server, DELETE=3)
    for answer in (refusal(403, "Forbidden", "Forbidden"), refusal(500, "Error"), refusal(503, "Busy")):
        server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[LOST, answer]))
        arrived(DELETE_LISTED.run(trial, server).fails(UNKNOWN, NAMED, out=b""), server, DELETE=2)


@case("delete -l: gone or replaced the first time is not a success of this call, but no failure either")
def _(trial):
    for answer in (NOT_FOUND, OTHER_UID):
        server = trial.serve(by_method(GET=[listed(config_map())], DELETE=[answer]))
        result = DELETE_LISTED.run(trial, server)
        arrived(result, server, DELETE=1)
        if result.out or (result.code == 0) != (not result.err):
            result.refuse("expected no word of a deletion")


# Many objects

@case("many objects: each lost answer is told, the others are done")
def _(trial):
    names = ["n%02d" % i for i in range(20)]
    lost = set(names[::3])
    path = trial.write("many.json", reply({"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "resourceVersion": "4"}}
        for name in names]}).partition(b"\r\n\r\n")[2])

    def answer(_, head):
        name = head.split(b" ")[1].rpartition(b"/")[2].partition(b"?")[0].decode()
        return LOST if name in lost else reply(config_map(name))
    for concurrency in ("1", "4"):
        server = trial.serve(answer)
        result = trial.yare("update", "-f", path, "--concurrency=" + concurrency, server=server)
        result.fails(*['configmaps "%s"' % name for name in lost], lines=len(lost), out=None)
        if result.out.decode().split("\n")[:-1] != ["configmap/%s replaced" % name for name in names
                                                   if name not in lost]:
            result.refuse("expected the others, in their order")
        arrived(result, server, PUT=len(names))


# Connections

@case("a connection refused: nothing was sent, and nothing is unknown")
def _(trial):
    server = trial.serve(b"")
    server.close()
    for name, change in ALL.items():
        result = change.run(trial, server).fails("was refused")
        if UNKNOWN.encode() in result.err:
            result.refuse("nothing was sent: " + name)


def closes_between(change, count):
    """The server closes each kept-alive connection behind its answer, without saying so in the head."""
    def action(trial):
        items = [dict(change.manifest, metadata=dict(change.manifest["metadata"], name="n%d" % i))
                 for i in range(count)]
        path = trial.write("many.json", reply({"apiVersion": "v1", "kind": "List", "items": items}).partition(
            b"\r\n\r\n")[2])
        for reset in (False, True):
            server = trial.serve(Cut(change.answer, reset=reset))
            result = trial.yare(*[path if arg == "FILE" else arg for arg in change.args], "--concurrency=1",
                                server=server)
            seen = server.methods().count(change.method)
            # A close that crosses the next request leaves that one unknown, or has a create sent once more.
            told = result.out.count(b"\n") + result.err.count(b"\n")
            if told != count or seen > count * (2 if change.method == "POST" else 1):
                result.refuse("%d requests, %d outcomes" % (seen, told))
            if result.code != 0 and UNKNOWN.encode() not in result.err:
                result.refuse("expected success, or an outcome that is unknown")
    return action


add("kept-alive connections closed between requests: create", closes_between(CREATE, 10))
add("kept-alive connections closed between requests: update", closes_between(ONCE["update"], 10))
