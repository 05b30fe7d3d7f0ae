#!/usr/bin/env python3
"""Writes tests/unit/output/sort-cases.txt: lists, and in which order kubectl get --sort-by=.k prints them.

    tests/tables/sort_cases.py KUBECTL > tests/unit/output/sort-cases.txt

Each line is a JSON array of objects that may have a member k, a tab, and the places of the objects in kubectl's order.
"""
import http.server
import json
import random
import subprocess
import sys
import tempfile
import threading

GROUP = {"name": "x.y", "versions": [{"groupVersion": "x.y/v1", "version": "v1"}],
         "preferredVersion": {"groupVersion": "x.y/v1", "version": "v1"}}
THING = {"name": "things", "singularName": "thing", "namespaced": False, "kind": "Thing", "verbs": ["get", "list"]}
QUANTITIES = """0 1 1k 1000 1e3 1Ki 1024 100m 0.1 1.5Gi 1536Mi 2Gi 2G -1 -0.5 +2 9Ei 100Ei 1n 0.0000000001 k 1E3 1M 0.5Ki 512
1e-10 12345678901234567890 1e20""".split()
TEXTS = """a b B web-1 web-2 web-10 db 10a 2b 1.2.3 é 中 - _ 1mi 0x1 2024-01-01 2024-01-02T03:04:05Z 2023-12-31T23:59:59Z
true null Zed zed""".split() + ["", " ", "a b"]


class Handler(http.server.BaseHTTPRequestHandler):
    answers = {
        "/api": {"kind": "APIVersions", "versions": ["v1"]},
        "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [GROUP]},
        "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": []},
        "/apis/x.y/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "x.y/v1", "resources": [THING]},
    }
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        answer = self.answers.get(self.path.split("?")[0])
        text = answer if isinstance(answer, str) else json.dumps(answer)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


def lists():
    chosen = random.Random(9)
    pools = [
        [json.dumps(n) for n in range(-3, 12)] + ["9223372036854775807", "-9223372036854775808", "9007199254740993"],
        ["0.5", "-0.5", "1.5", "1e-3", "1e300", "-1.25", "0.1"],
        [json.dumps(text) for text in QUANTITIES],
        [json.dumps(text) for text in TEXTS],
        [json.dumps(text) for text in TEXTS + QUANTITIES],
        ['"x"'],
        ['"a"', '"b"'],
    ]
    yield ["[1]", "null", None]
    yield ["true", None, "null"]
    yield ["null", None, "null", None, '"a"', "null"]
    for pool in pools:
        for size in (2, 5, 12, 13, 30, 60):
            for absent in (0, 0.3):
                values = [None if chosen.random() < absent / 2 else "null" if chosen.random() < absent / 2
                          else chosen.choice(pool) for _ in range(size)]
                values[chosen.randrange(size)] = pool[0]
                yield values


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as cache:
        words = [sys.argv[1], "--kubeconfig=/dev/null", f"--server=http://127.0.0.1:{server.server_port}",
                 f"--cache-dir={cache}", "get", "things", "--sort-by=.k", "-o", "name"]
        for values in lists():
            objects = ["{}" if value is None else f'{{"k":{value}}}' for value in values]
            items = [f'{{"apiVersion":"x.y/v1","kind":"Thing","metadata":{{"name":"{i}"}},{text[1:]}'.replace(",}", "}")
                     for i, text in enumerate(objects)]
            Handler.answers["/apis/x.y/v1/things"] = (
                f'{{"apiVersion":"x.y/v1","kind":"ThingList","metadata":{{}},"items":[{",".join(items)}]}}')
            shown = subprocess.run(words, check=True, capture_output=True).stdout.decode()
            places = [line.partition("/")[2] for line in shown.split()]
            print(f"[{','.join(objects)}]\t{' '.join(places)}")


main()
