#!/usr/bin/env python3
"""Records what kubectl prints for templates and columns: tests/unit/output/jsonpath_cases.jsonl.

usage: jsonpath_cases.py KUBECTL > tests/unit/output/jsonpath_cases.jsonl

Serves tests/unit/output/jsonpath_objects.jsonl as objects of a type of its own and asks KUBECTL for them, all at once
or one by name, in every way of jsonpath_templates.txt. kubectl goes through maps in random order: what it answers in
different ways is left out, and named on stderr.
"""
import concurrent.futures
import http.server
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent / "unit" / "output"
OBJECTS = (OUTPUT / "jsonpath_objects.jsonl").read_text().split("\n")[:-1]
DISCOVERY = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [{
        "name": "y.io", "versions": [{"groupVersion": "y.io/v1", "version": "v1"}],
        "preferredVersion": {"groupVersion": "y.io/v1", "version": "v1"}}]},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": []},
    "/apis/y.io/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "y.io/v1", "resources": [{
        "name": "things", "singularName": "thing", "namespaced": False, "kind": "Thing", "verbs": ["get", "list"]}]},
}
TRIES = 5
LIST = "/apis/y.io/v1/things"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        path = self.path.split("?")[0]
        empty = path.startswith("/empty")
        path = path.removeprefix("/empty")
        if path in DISCOVERY:
            return json.dumps(DISCOVERY[path])
        if path == LIST:
            items = "" if empty else ",".join(OBJECTS)
            return '{"kind":"ThingList","apiVersion":"y.io/v1","metadata":{},"items":[' + items + "]}"
        return next(each for each in OBJECTS if json.loads(each)["metadata"]["name"] == path.rsplit("/", 1)[1])

    def do_GET(self):
        body = self.body().encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def read_cases():
    """Lines `FORMAT WHERE TEMPLATE`; WHERE is list, empty or an object's name, with ! where no key may be missing.
    The template is a JSON string where it begins with one."""
    for line in (OUTPUT / "jsonpath_templates.txt").read_text().split("\n"):
        if not line or line.startswith("#"):
            continue
        output, where, template = line.split(" ", 2)
        template = json.loads(template[1:]) if template.startswith("J\"") else template
        for each in where.split(","):
            yield {"output": output, "on": each.rstrip("!"), "allow": not each.endswith("!"), "template": template}


def record(kubectl, home, port, case):
    on = case["on"]
    server = f"http://127.0.0.1:{port}" + ("/empty" if on == "empty" else "")
    command = [kubectl, "--server", server, "--cache-dir", f"{home}/{on == 'empty'}", "get", "things"]
    command += [] if on in ("list", "empty") else [on]
    command += ["-o", f"{case['output']}={case['template']}"]
    command += [] if case["allow"] else ["--allow-missing-template-keys=false"]
    run = subprocess.run(command, capture_output=True, env={"HOME": home})
    words = run.stderr.decode()
    case = dict(case, out=run.stdout.decode())
    if run.returncode == 0:
        return case
    case["error"] = words.removeprefix("error: ").rstrip("\n")
    executing = re.match(r"(?s)error executing jsonpath (\".*?\"): Error executing template: (.*?)\. Printing more", case["error"])
    if executing:
        case["error"] = f"error executing jsonpath {executing[1]}: {executing[2]}"
    elif run.returncode != 1 or "panic" in words:
        case["error"] = "panic"
    return case


def record_steady(*call):
    """The answer, or nothing when kubectl has several."""
    answer = record(*call)
    goes_through_maps = re.search(r"\.\.|\*|\.$", answer["template"])
    for _ in range(TRIES if goes_through_maps else 0):
        if record(*call) != answer:
            print("left out:", json.dumps(answer["template"]), file=sys.stderr)
            return None
    return answer


def main(kubectl):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home, concurrent.futures.ThreadPoolExecutor(2) as pool:
        port = server.server_address[1]
        for case in pool.map(lambda each: record_steady(kubectl, home, port, each), read_cases()):
            if case:
                print(json.dumps(case))
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
