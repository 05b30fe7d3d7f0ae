"""The connection is cut at every byte of the answer: the list is whole, or nothing looks whole."""
from harness import add
from server import Cut
from wire import FORMATS, as_bytes, chunks, zipped

SLICES = 8   # each position by itself is a run of yare; a case takes every eighth

# As short as can be: every byte costs a run.
ROWS = {"columnDefinitions": [{"name": "Name", "format": "name"}], "rows": [{"cells": ["web"]}, {"cells": ["db"]}]}
ITEMS = {"items": [{"metadata": {"name": "web"}}, {"metadata": {"name": "db"}}]}
LANGUAGES = {"jsonpath": ["-o", "jsonpath={.items[*].metadata.name}"], "go-template": ["-o", "go-template={{range .items}}{{.metadata.name}} {{end}}"],
             "custom-columns": ["-o", "custom-columns=N:.metadata.name"], "kyaml": ["-o", "kyaml"], "sorted": ["-o", "json", "--sort-by=.metadata.name"]}
FLAGS = {**FORMATS, **LANGUAGES}
BODIES = {name: as_bytes(ROWS if name in ("table", "name") else ITEMS) for name in FLAGS}
STREAMED = ("json", "yaml", "kyaml")     # what broke off shows that it did


def by_length(body):
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), body


def by_chunks(body):
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks(body, 40) + b"0\r\n\r\n"


def by_gzip(body):
    packed = zipped(body)
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed), packed


def by_gzip_in_chunks(body):
    return (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n",
            chunks(zipped(body), 40) + b"0\r\n\r\n")


def by_close(body):
    return b"HTTP/1.1 200 OK\r\n\r\n", body


def cut_everywhere(format_name, framing, positions, tls, notify):
    start, body = framing(BODIES[format_name])
    answer = start + body

    def action(trial):
        server = trial.serve(b"", tls=trial.certificates.server() if tls else None)
        config = trial.kubeconfig(server)
        server.responses[:] = [answer if framing is not by_close else Cut(answer, notify=True)]
        whole = trial.yare("get", "pods", *FLAGS[format_name], config=config).succeeds().out
        for at in positions(len(start), len(answer)):
            del server.requests[:]
            # Whoever tries again gets a whole answer: then the output must be whole too.
            server.responses[:] = [Cut(answer[:at], notify), answer if framing is not by_close else Cut(answer, True)]
            result = trial.yare("get", "pods", *FLAGS[format_name], config=config, limit=30)
            if result.code == 0 and len(server.requests) > 1:
                result.succeeds(whole)
                continue
            result.args.append("(cut at byte %d of %d)" % (at, len(answer)))
            result.fails(out=None).lacks_whole_list()
            if format_name not in STREAMED and result.out:
                result.refuse("expected nothing on stdout")
    return action


def add_all(format_name, framing, in_head=False, tls=False, notify=False):
    for part in range(SLICES):
        def positions(start, end, part=part):
            return range(part if in_head else start + part, start if in_head else end, SLICES)
        add("%s%s, %s%s%s (%d/%d)" % ("the head, " if in_head else "", format_name, framing.__name__.replace("_", " "),
                                      " over TLS" if tls else "", " with close_notify" if notify else "", part + 1,
                                      SLICES),
            cut_everywhere(format_name, framing, positions, tls, notify))


for _name in FORMATS:
    for _framing in (by_length, by_chunks, by_gzip, by_close):
        add_all(_name, _framing)
    add_all(_name, by_chunks, tls=True)
for _name in LANGUAGES:
    add_all(_name, by_length)
    add_all(_name, by_chunks)
for _name in ("table", "json"):
    add_all(_name, by_gzip_in_chunks, tls=True, notify=True)
    add_all(_name, by_close, tls=True, notify=True)
add_all("table", by_gzip_in_chunks, in_head=True)
add_all("json", by_chunks, in_head=True, tls=True)
