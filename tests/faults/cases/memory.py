"""Lists that are huge: the memory stays flat, whatever the server sends."""
from harness import add
from result import Skipped
from wire import FORMATS, head

MILLIONS = 2000000
LIST = b'{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":['
TABLE = (b'{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},"columnDefinitions":['
         b'{"name":"Name","type":"string","format":"name","priority":0}],"rows":[')


def repeated(start, piece, count):
    """One answer of `count` times the same element; told by no length, it ends with the connection."""
    def answer(conversation, _):
        conversation.send(head() + start)
        at_once = (piece + b",") * 1000
        for _ in range(count // 1000 - 1):
            conversation.send(at_once)
        conversation.send(at_once[:-1] + b"]}")
        conversation.close()
    return answer


def flat(start, piece, flags, limit_mib):
    """Two millions at once; with `limit_mib` on the memory where that can be measured."""
    def action(trial):
        count = MILLIONS // 20 if trial.sanitized else MILLIONS
        server = trial.serve(repeated(start, piece, count))
        result = trial.yare("get", "pods", *flags, server=server, limit=240, measured=True).succeeds()
        if result.out.count(b"web") < count:
            result.refuse("%d of %d" % (result.out.count(b"web"), count))
        if not trial.sanitized:
            result.within_memory(limit_mib)
    return action


ITEM = b'{"metadata":{"name":"web","namespace":"default"}}'
# A table is shown when its column widths are known: its cells are held, and nothing else of it.
ROW = b'{"cells":["web"]}'
for _name, _start, _piece, _limit in [("table", TABLE, ROW, 400), ("name", TABLE, ROW, 120), ("json", LIST, ITEM, 60),
                                      ("yaml", LIST, ITEM, 60)]:
    add("two million elements as one page, %s" % _name, flat(_start, _piece, FORMATS[_name], _limit), heavy=True)


def refuses(start, filling, limit_mib, words):
    """300 MB of one thing, never ended."""
    def action(trial):
        def answer(conversation, _):
            conversation.send(head() + start)
            for _ in range(20 if trial.sanitized and len(filling) > 1 else 300):   # those take a sanitizer minutes
                conversation.send(filling * ((1 << 20) // len(filling)))
            conversation.close()
        for name, flags in FORMATS.items():
            result = trial.yare("get", "pods", *flags, server=trial.serve(answer), limit=120, measured=True)
            result.fails(*words, out=None).lacks_whole_list()
            if not trial.sanitized:
                result.within_memory(limit_mib)
    return action


add("a string of 300 MB", refuses(LIST + b'{"metadata":{"name":"', b"a", 700, ["256 MiB"]), heavy=True)
add("metadata of 300 MB", refuses(b'{"metadata":{"x":"', b"a", 700, ["256 MiB"]), heavy=True)
add("a member's name of 300 MB", refuses(b'{"', b"a", 700, ["256 MiB"]), heavy=True)
add("300 MB of members", refuses(b'{"a":1', b',"a":1', 1200, []), heavy=True)
add("300 MB of open brackets", refuses(LIST, b"[", 700, []), heavy=True)
add("300 MB that is no JSON", refuses(b"", b"a", 40, []), heavy=True)


def error_body(trial):
    def answer(conversation, _):
        conversation.send(head("500 No", content_type="text/plain"))
        for _ in range(300):
            conversation.send(b"no " * 349525)
    result = trial.yare("get", "pods", server=trial.serve(answer), limit=60, measured=True).fails("no no")
    if not trial.sanitized:
        result.within_memory(40)


def discovery_document(trial):
    if trial.sanitized:
        raise Skipped("memory is not measured with a sanitizer")

    def answer(conversation, _):
        conversation.send(head())
        for _ in range(1500):
            conversation.send(b" " * (1 << 20))
    result = trial.yare("get", "widgets", server=trial.serve(answer), limit=120, measured=True)
    result.fails("256 MiB").within_memory(600)


add("an error page of 300 MB", error_body, heavy=True)
add("a discovery document of 1.5 GB", discovery_document, heavy=True)
