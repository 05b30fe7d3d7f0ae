"""Manifests (-f) that are none, or come from a server that misbehaves."""
import os

from harness import add, case
from server import Cut, Stall
from wire import head, reply, table

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"

BROKEN = [
    ("binary", b"\x00\x01\xff"), ("an open list", b"[1"), ("words", b"just words"), ("open lists", b"a: [" * 20000),
    ("open objects", b"{" * 200000), ("no version", b"kind: Pod\n"),
    ("no kind", b"apiVersion: v1\nmetadata: {name: a}\n"),
    ("metadata of a wrong type", b"apiVersion: v1\nkind: Pod\nmetadata: 7\n"),
    ("no name", b"apiVersion: v1\nkind: Pod\nmetadata: {}\n"),
    ("a name that is a path", b"apiVersion: v1\nkind: Pod\nmetadata: {name: ../../secrets}\n"),
    ("a namespace that is a path", b"apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ..}\n"),
    ("a kind that is none", b"apiVersion: v1\nkind: \"a/b\\e[31m\"\nmetadata: {name: a}\n"),
    ("tabs", b"\tkind: Pod\n"), ("invalid UTF-8", b"kind: \xff\xfe\n"),
    ("an endless alias", b"a: &x [*x]\nkind: *x\n"),
    ("billion laughs", b"a0: &a0 [x,x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (i, i, b",".join([b"*a%d" % (i - 1)] * 10)) for i in range(1, 20))),
]


def refuses(text):
    def action(trial):
        server = trial.serve(reply(table("web")))
        path = trial.write("it.yaml", text)
        results = [trial.yare("get", "-f", path, server=server).fails(),
                   trial.yare("get", "-f", "-", server=server, stdin=text).fails()]
        for target in server.targets():
            if target not in ("/api", "/apis"):
                results[0].refuse("asked for %s" % target)
    return action


for _name, _text in BROKEN:
    add(_name, refuses(_text))


@case("an empty folder, a loop of symlinks, a pipe that nobody writes to")
def _(trial):
    server = trial.serve(reply(table("web")))
    folder = trial.path("folder")
    os.mkdir(folder)
    trial.yare("get", "-f", folder, server=server).fails("folder")
    os.symlink(folder, folder + "/again.yaml")
    os.symlink(folder + "/loop.yaml", folder + "/loop.yaml")
    result = trial.yare("get", "-R", "-f", folder, server=server)
    if result.code:
        result.fails(lines=None)
    trial.end_by_interrupt(["get", "-f", make_pipe(trial)], server)


def make_pipe(trial):
    os.mkfifo(trial.path("pipe.yaml"))
    return trial.path("pipe.yaml")


# name, the answer to the manifest's URL, words on stderr, requests
FETCHED = [
    ("HTML", reply("<html>no</html>", content_type="text/html"), [], 1), ("nothing", reply(""), [], 1),
    ("404", reply("no", "404 Not Found"), ["404"], 1), ("500, three times", reply("no", "500 No"), ["500"], 3),
    ("half", Cut(reply(POD)[:-10]), ["EOF"], 3),
    ("broken chunks", Cut(head(headers=["Transfer-Encoding: chunked"]) + b"zz\r\n"), ["chunk"], 3),
]


def fetched(answer, words, requests):
    def action(trial):
        server, other = trial.serve(reply(table("web"))), trial.serve(answer)
        result = trial.yare("get", "-f", other.url + "/pod.yaml", server=server)
        if result.code == 0:   # an empty file holds no objects, and that is no error
            result.succeeds(b"", b"No resources found in default namespace.\n")
        else:
            result.fails(*words)
        if len(other.requests) != requests:
            result.refuse("%d requests" % len(other.requests))
        if server.requests:
            result.refuse("asked the server for %s" % server.targets())
    return action


for _name, _answer, _words, _requests in FETCHED:
    add("a URL that answers " + _name, fetched(_answer, _words, _requests))


@case("a URL that never ends")
def _(trial):
    def answer(conversation, _):
        conversation.send(head())
        while True:
            conversation.send(b"# nothing\n" * 100000)
    result = trial.yare("get", "-f", trial.serve(answer).url + "/a.yaml", server=trial.serve(reply("")), limit=60,
                        measured=True).fails()
    if not trial.sanitized:
        result.within_memory(300)


@case("a URL where nobody listens, and one that stalls")
def _(trial):
    gone = trial.serve(Stall())
    gone.close()
    trial.yare("get", "-f", gone.url + "/a.yaml", server=trial.serve(reply(""))).fails("refused")
    trial.end_by_interrupt(["get", "-f", trial.serve(Stall()).url + "/a.yaml"], trial.serve(reply("")))
