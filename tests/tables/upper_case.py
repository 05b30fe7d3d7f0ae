#!/usr/bin/env python3
"""Writes lib/base/upper_case.inc: Go's unicode.ToUpper, as the headers of kubectl's tables show it.

    tests/tables/upper_case.py KUBECTL > lib/base/upper_case.inc

Columns are named after all characters of the first two planes; beyond those none has another case. The build does not run it.
"""
import http.server
import json
import re
import subprocess
import sys
import tempfile
import threading

THING = {"name": "things", "singularName": "thing", "namespaced": False, "kind": "Thing", "verbs": ["get", "list"]}
GROUP = {"name": "x.y", "versions": [{"groupVersion": "x.y/v1", "version": "v1"}],
         "preferredVersion": {"groupVersion": "x.y/v1", "version": "v1"}}
ANSWERS = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [GROUP]},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": []},
    "/apis/x.y/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "x.y/v1", "resources": [THING]},
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        text = json.dumps(ANSWERS[self.path.split("?")[0]]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def mappings():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    codes = [code for code in range(0xA1, 0x20000) if not 0xD800 <= code < 0xE000 and not chr(code).isspace()]
    with tempfile.TemporaryDirectory() as cache:
        words = [sys.argv[1], "--kubeconfig=/dev/null", f"--server=http://127.0.0.1:{server.server_port}",
                 f"--cache-dir={cache}", "get", "things"]
        for begin in range(0, len(codes), 10000):
            part = codes[begin:begin + 10000]
            ANSWERS["/apis/x.y/v1/things"] = {
                "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {},
                "columnDefinitions": [{"name": f"_{code:x}_{chr(code)}_", "type": "string", "format": "",
                                       "description": "", "priority": 0} for code in part],
                "rows": [{"cells": ["x"] * len(part), "object": {
                    "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": {"name": "x"}}}]}
            shown = subprocess.run(words, check=True, capture_output=True).stdout.decode()
            found = re.findall(r"_([0-9A-F]+)_(.)_", shown.split("\n")[0])
            assert len(found) == len(part)
            for code, upper in found:
                if ord(upper) != int(code, 16):
                    yield int(code, 16), ord(upper) - int(code, 16)


def ranges(found):
    """Runs of characters, each or each second one, that are as far from their upper case."""
    runs = []
    for code, distance in found:
        last = runs[-1] if runs else None
        step = code - last["last"] if last else 0
        if last and last["distance"] == distance and step in (1, 2) and last["step"] in (0, step):
            last.update(last=code, step=step)
        else:
            runs.append({"first": code, "last": code, "step": 0, "distance": distance})
    return runs


def main():
    print("// Made by tests/tables/upper_case.py from kubectl 1.36.4's answers (Go 1.27).")
    print("constexpr CaseRange k_upper_case[] = {")
    line = "   "
    for run in ranges(mappings()):
        piece = f" {{{run['first']:#x}, {run['last']:#x}, {run['step'] or 1}, {run['distance']}}},"
        if len(line + piece) > 110:
            print(line)
            line = "   "
        line += piece
    print(line + "\n};")


main()
