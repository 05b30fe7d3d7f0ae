#!/usr/bin/env python3
"""Records what kubectl prints for the templates of tests/unit/output/go_template_cases.json.

usage: go_template.py KUBECTL [--add OBJECT[!] FILE]...

Every case is asked again of KUBECTL, over a server of its own that knows the objects of that file. --add takes further
templates for OBJECT (or the list @NAME) from FILE, one a line; with the exclamation mark, missing keys are errors.
"""

import concurrent.futures
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

CASES = pathlib.Path(__file__).resolve().parents[1] / "unit/output/go_template_cases.json"
GROUP = "/apis/example.com/v1"


def answer(path, table):
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/api/v1":
        return {"kind": "APIResourceList", "groupVersion": "v1", "resources": []}
    if path == "/apis":
        version = {"groupVersion": "example.com/v1", "version": "v1"}
        group = {"name": "example.com", "versions": [version], "preferredVersion": version}
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": [group]}
    if path == GROUP:
        thing = {"name": "things", "singularName": "thing", "namespaced": True, "kind": "Thing", "verbs": ["get", "list"]}
        things = [thing] + [thing | {"name": name, "singularName": name, "kind": name.upper()} for name in table["lists"]]
        return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "example.com/v1", "resources": things}
    resource, *name = path.removeprefix(GROUP + "/namespaces/default/").split("/")
    if name:
        return table["objects"][name[0]]
    items = ",".join(table["objects"][name] for name in table["lists"][resource])
    return '{"apiVersion":"example.com/v1","kind":"ThingList","metadata":{"resourceVersion":"5"},"items":[' + items + "]}"


def serve(table):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def do_GET(self):
            body = answer(self.path.split("?")[0], table)
            text = (body if isinstance(body, str) else json.dumps(body)).encode("utf-8", "surrogatepass")
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def cause(text, error):
    """The template's own error, without what kubectl says around it."""
    error = error.removesuffix(b"\n")
    parsing = b"error: error parsing template " + text + b", "
    if error.startswith(parsing):
        return error.removeprefix(parsing)
    marker = b'": template: '
    if error.startswith(b'error: error executing template "') and marker in error:
        return error[error.index(marker) + 3 :]
    return error


def held(raw):
    """Bytes as the table holds them: a text, or hexadecimal digits where they are none."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return {"hex": raw.hex()}


def bytes_of(value):
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value.encode("utf-8")


def ask(kubectl, directory, port, case):
    template = pathlib.Path(directory) / f"{threading.get_ident()}.tmpl"
    template.write_bytes(bytes_of(case["template"]))
    on = case["on"]
    what = [on[1:]] if on.startswith("@") else ["things", on]
    command = [kubectl, "--server", f"http://127.0.0.1:{port}", "--cache-dir", directory + "/cache", "-n", "default"]
    command += ["get", *what, "-o", f"go-template-file={template}"]
    if case.get("strict"):
        command.append("--allow-missing-template-keys=false")
    done = subprocess.run(command, capture_output=True, timeout=60, env={"HOME": directory, "KUBECONFIG": "/dev/null"})
    out = done.stdout.split(b"Error executing template: ")[0]
    recorded = {key: case[key] for key in ("template", "on", "strict") if key in case} | {"out": held(out)}
    if done.returncode != 0:
        recorded["error"] = held(cause(bytes_of(case["template"]), done.stderr))
    return recorded


def write(table):
    line = lambda value: json.dumps(value, ensure_ascii=True)
    lines = ["{", '"objects": {']
    lines.append(",\n".join(f"{line(name)}: {line(text)}" for name, text in table["objects"].items()))
    lines += ["},", f'"lists": {line(table["lists"])},', '"cases": [']
    lines += [",\n".join(line(case) for case in table["cases"]), "]", "}", ""]
    CASES.write_text("\n".join(lines), encoding="ascii")


def main(args):
    kubectl, rest = args[0], args[1:]
    table = json.loads(CASES.read_text(encoding="ascii"))
    key = lambda case: (str(case["template"]), case["on"], bool(case.get("strict")))
    cases = {key(case): case for case in table["cases"]}
    while rest:
        _, on, path, *rest = rest
        for text in pathlib.Path(path).read_bytes().split(b"\n"):
            case = {"template": held(text), "on": on.rstrip("!")} | ({"strict": True} if on.endswith("!") else {})
            if text:
                cases.setdefault(key(case), case)
    port = serve(table)
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ThreadPoolExecutor(2) as pool:
        os.environ["HOME"] = directory
        table["cases"] = list(pool.map(lambda case: ask(kubectl, directory, port, case), cases.values()))
    write(table)
    print(f"{len(table['cases'])} cases")


if __name__ == "__main__":
    main(sys.argv[1:])
