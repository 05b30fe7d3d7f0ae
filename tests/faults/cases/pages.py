"""What goes wrong between the pages of one list."""
import json

from harness import add, case
from server import Cut
from wire import FORMATS, listing, printed_names, printed_table, refusal, reply, status

GONE = refusal(410, "Gone", "Expired", message="The provided continue parameter is too old")
WARNING = (b"Warning: pods: the server's snapshot expired between two pages; the objects after the break are from a "
           b"newer one\n")


def names_in(result):
    """The pods that were printed, in order."""
    if result.args[-3] != "json":
        return [line.split()[-1] for line in result.out.decode().splitlines() if line.strip().startswith("name: ")]
    return [item["metadata"]["name"] for item in json.loads(result.out)["items"]]


@case("410 between pages: a table is asked for once more, in full")
def _(trial):
    server = trial.serve(reply(listing("table", "a", "b", token="t")), GONE, reply(listing("table", "a", "b", "c")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("a", "b", "c"))
    if "limit" in server.targets()[2] or "continue" in server.targets()[2]:
        trial.yare("version").refuse("the third request was %s" % server.targets()[2])


@case("410 between pages: names are whole")
def _(trial):
    server = trial.serve(reply(listing("name", "a", "b", token="t")), GONE, reply(listing("name", "a", "b", "c")))
    trial.yare("get", "pods", "-o", "name", server=server).succeeds(printed_names("a", "b", "c"))


def goes_on(format_name):
    def action(trial):
        server = trial.serve(reply(listing(format_name, "a", "b", token="t")), GONE,
                             reply(listing(format_name, "a", "b", "c")))
        result = trial.yare("get", "pods", *FORMATS[format_name], server=server).succeeds(err=WARNING)
        if names_in(result) != ["a", "b", "c"]:
            result.refuse("expected a, b and c once each, and got %s" % names_in(result))
    return action


for _name in ("json", "yaml"):
    add("410 between pages: %s goes on without saying anything twice" % _name, goes_on(_name))


def fails_later(second, words):
    """The second page is `second`: nothing printed may look whole."""
    def action(trial):
        for name, flags in FORMATS.items():
            server = trial.serve(reply(listing(name, "a", "b", token="t")), second)
            result = trial.yare("get", "pods", *flags, server=server, limit=40)
            result.fails(*words, out=None, lines=None).lacks_whole_list()
            if name in ("table", "name") and result.out:
                result.refuse("expected nothing on stdout")
    return action


add("410 on every page", fails_later(GONE, ["(Expired)"]))
add("410 on the first page", lambda trial: [trial.yare("get", "pods", *flags, server=trial.serve(GONE)).fails(
    "(Expired)", out=None).lacks_objects() for flags in FORMATS.values()])
add("403 on the second page", fails_later(refusal(403, "Forbidden", "Forbidden"), ["(Forbidden)"]))
add("500 on the second page", fails_later(refusal(500, "No", "InternalError"), ["(InternalError)"]))
add("HTML on the second page", fails_later(reply("<html>", content_type="text/html"), []))
add("nothing on the second page", fails_later(reply(""), []))
add("a Status as the second page", fails_later(reply(status(500, "", "broken")), ["broken"]))
add("half a second page", fails_later(Cut(reply(listing("table", "c", "d"))[:-30]), ["EOF"]))
add("a closed connection at the second page", fails_later(Cut(b""), ["EOF"]))
add("a redirect as the second page", fails_later(
    reply("", "302 Found", ["Location: http://127.0.0.1:9/"]), ["redirect"]))


@case("a server that hands out the same token for ever is told so")
def _(trial):
    for name, flags in FORMATS.items():
        server = trial.serve(reply(listing(name, "a", token="t")))
        result = trial.yare("get", "pods", *flags, server=server)
        result.fails("the same continue token twice", out=None).lacks_whole_list()


@case("a server that hands out tokens for ever can be stopped")
def _(trial):
    tokens = iter(range(1 << 60))

    def answer(conversation, _):
        conversation.send(reply(listing("json", "a", token=str(next(tokens)))))
    server = trial.serve(answer)
    trial.end_by_interrupt(["get", "pods", "-o", "json"], server)


@case("a token with odd characters is escaped")
def _(trial):
    token = "a&b=c d\r\nX: y/?#%\u00e9"
    server = trial.serve(reply(listing("table", "a", token=token)), reply(listing("table", "b")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("a", "b"))
    wanted = "continue=a%26b%3Dc+d%0D%0AX%3A+y%2F%3F%23%25%C3%A9"
    if wanted not in server.targets()[1]:
        trial.yare("version").refuse("asked for %s" % server.targets()[1])


@case("a huge token")
def _(trial):
    server = trial.serve(reply(listing("table", "a", token="t" * 500000)), reply(listing("table", "b")))
    result = trial.yare("get", "pods", server=server)
    if result.code:
        result.fails()


@case("the server closes between two pages")
def _(trial):
    first = reply(listing("table", "a", token="t"))
    server = trial.serve(Cut(first), reply(listing("table", "b")))
    trial.yare("get", "pods", server=server).succeeds(printed_table("a", "b"))
