"""-f: files, directories, globs, standard input, URLs."""
import http.server
import threading

from differences import same_lines
from harness import check, expect, same

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: db-0\n  namespace: shop\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n"
NODE = '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "deck-1"}}'
SHIP = "apiVersion: yare.example/v1\nkind: Ship\nmetadata: {name: argo, namespace: shop}\n"
BARE = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: db-0\n"

FILES = {
    "pod.yaml": POD,
    "service.yml": SERVICE,
    "node.json": NODE,
    "ship.yaml": SHIP,
    "bare.yaml": BARE,
    "text.txt": POD,
    "multi.yaml": POD + "---\n" + SERVICE + "---\n" + NODE + "\n",
    "separators.yaml": "---\n\n---\n" + POD + "---\n# nothing\n---\n" + SERVICE + "---\n",
    "two.json": NODE + "\n" + NODE.replace("deck-1", "deck-2"),
    "list.yaml": "apiVersion: v1\nkind: List\nitems:\n- " + POD.replace("\n", "\n  ").rstrip() + "\n- " + NODE + "\n",
    "podlist.yaml": "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: db-0, namespace: shop}\n",
    "podlist-typed.yaml": "apiVersion: v1\nkind: PodList\nitems:\n- " + POD.replace("\n", "\n  ").rstrip() + "\n",
    "one-item.yaml": "apiVersion: v1\nkind: List\nitems:\n- " + POD.replace("\n", "\n  ").rstrip() + "\n",
    "empty-list.yaml": "apiVersion: v1\nkind: List\nitems: []\n",
    "bom.yaml": "\ufeff" + POD,
    "crlf.yaml": POD.replace("\n", "\r\n"),
    "latin.yaml": POD.encode() + b"# \xe9\n",
    "missing.yaml": POD.replace("db-0", "gone"),
    "missing-two.yaml": POD.replace("db-0", "gone") + "---\n" + SERVICE.replace("web", "gone") + "---\n" + NODE,
    "empty.yaml": "",
    "comment.yaml": "# nothing here\n",
    "bad.yaml": "a: b\n c: [d\n",
    "bad-tab.yaml": "apiVersion: v1\n\tkind: Pod\n",
    "bad-second.yaml": POD + "---\na: [b\n",
    "bad.json": '{"apiVersion": "v1", "kind": "Pod", ',
    "scalar.yaml": "just text\n",
    "sequence.yaml": "- a\n- b\n",
    "no-kind.yaml": "apiVersion: v1\nmetadata: {name: x}\n",
    "no-version.yaml": "kind: Pod\nmetadata: {name: x}\n",
    "no-name.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {namespace: shop}\n",
    "generated.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-, namespace: shop}\n",
    "unknown-kind.yaml": "apiVersion: v1\nkind: Frob\nmetadata: {name: x}\n",
    "unknown-group.yaml": "apiVersion: foo.io/v1\nkind: Frob\nmetadata: {name: x}\n",
    "unknown-then-good.yaml": "apiVersion: foo.io/v1\nkind: Frob\nmetadata: {name: x}\n---\n" + POD,
    "odd-version.yaml": "apiVersion: a/b/c\nkind: Pod\nmetadata: {name: x}\n",
    "old-version.yaml": "apiVersion: v1beta7\nkind: Pod\nmetadata: {name: db-0}\n",
    "odd-name.yaml": 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a/b", namespace: shop}\n',
    "number-name.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: 5, namespace: shop}\n",
    "alias.yaml": "apiVersion: v1\nkind: &k Pod\nmetadata: {name: db-0, namespace: shop, labels: {a: *k}}\n",
    "duplicate.yaml": "apiVersion: v1\nkind: Pod\nkind: Pod\nmetadata: {name: db-0, namespace: shop}\n",
    "dir/a.yaml": POD,
    "dir/b.json": NODE,
    "dir/c.txt": "not: [yaml",
    "dir/deeper/d.yml": SERVICE,
    "dirs-only/x/e.yaml": POD,
    "texts/a.txt": "x",
    "bad-dir/a.yaml": POD,
    "bad-dir/b.yaml": "a: [\n",
    "mixed/a.yaml": "a: [\n",
    "mixed/b.yaml": POD.replace("db-0", "gone"),
    "mixed/c.yaml": "apiVersion: foo.io/v1\nkind: Frob\nmetadata: {name: x}\n---\n" + SERVICE,
    "mixed/d.yaml": "- a\n",
    "comma,name.yaml": POD,
    "sp ace.yaml": POD,
    "-dash.yaml": POD,
    "star-1.yaml": POD,
    "star-2.yaml": SERVICE,
}

LINES = """
get -f pod.yaml
get -f pod.yaml -o json
get -f pod.yaml -o yaml
get -f pod.yaml -o name
get -f pod.yaml -o wide --show-labels
get -f ./pod.yaml
get -f pod.yaml -n shop
get -f pod.yaml -n other
get -f node.json -n other
get -f node.json
get -f ship.yaml
get -f ship.yaml -o yaml
get -f bare.yaml
get -f bare.yaml -n shop
get -f text.txt
get -f pod.yaml -A
get -f node.json -A
get -f pod.yaml -f service.yml
get -f pod.yaml -f service.yml -o json
get -f pod.yaml,service.yml -o yaml
get -f pod.yaml -f pod.yaml -o name
get -f pod.yaml --show-kind
get -f pod.yaml --server-print=false
get -f pod.yaml --subresource=status -o yaml
get -f multi.yaml
get -f multi.yaml -o json
get -f multi.yaml -o yaml
get -f multi.yaml -o name
get -f multi.yaml -n shop
get -f multi.yaml -n other
get -f multi.yaml -n other -o json
get -f unknown-then-good.yaml -o json
get -f separators.yaml -o name
get -f two.json
get -f two.json -o json
get -f list.yaml
get -f list.yaml -o yaml
get -f podlist.yaml
get -f podlist.yaml -o json
get -f podlist-typed.yaml -o json
get -f one-item.yaml -o json
get -f empty-list.yaml
get -f empty-list.yaml -o json
get -f bom.yaml
get -f crlf.yaml
get -f missing.yaml
get -f missing.yaml -o json
get -f missing.yaml --ignore-not-found
get -f missing.yaml --ignore-not-found -o json
get -f missing-two.yaml
get -f missing-two.yaml -o json
get -f missing-two.yaml -o name --ignore-not-found
get -f empty.yaml
get -f comment.yaml
get -f bad.yaml
get -f bad-tab.yaml
get -f bad-second.yaml
get -f bad-second.yaml -o json
get -f bad.json
get -f scalar.yaml
get -f sequence.yaml
get -f no-kind.yaml
get -f unknown-kind.yaml
get -f unknown-group.yaml
get -f unknown-then-good.yaml
get -f odd-version.yaml
get -f old-version.yaml
get -f odd-name.yaml
get -f number-name.yaml
get -f alias.yaml
get -f nofile.yaml
get -f nofile.yaml -f pod.yaml
get -f nofile.yaml -f alsono.yaml
get -f nodir/
get -f pod.yaml/x
get -f dir
get -f dir -o json
get -f dir/ -o name
get -f dir -R
get -f dir -R -o name
get -f dirs-only
get -f dirs-only -R
get -f dirs-only -R -o json
get -f texts
get -f texts -R
get -f bad-dir
get -f bad-dir -o name
get -f 'star-*.yaml'
get -f 'star-*.yaml' -o json
get -f 'star-[1].yaml' -o json
get -f 'nothing-*.yaml'
get -f 'star-['
get -f '*/a.yaml' -o name
get -f '"comma,name.yaml"'
get -f comma,name.yaml
get -f 'sp ace.yaml'
get -f=-dash.yaml
get -f -dash.yaml
get -f pod.yaml pods
get -f pod.yaml pods db-0
get -f pod.yaml -l app=db
get -f pod.yaml --field-selector metadata.name=db-0
get -f pod.yaml --chunk-size=1
"""

STDIN = [
    ("get -f -", POD), ("get -f - -o json", POD), ("get -f - -o yaml", POD + "---\n" + SERVICE), ("get -f - -f -", POD),
    ("get -f - -f pod.yaml -o name", SERVICE), ("get -f -", ""), ("get -f -", "a: [b"), ("get -f - -o name", NODE),
    ("get -f -", "apiVersion: v1\nkind: Frob\nmetadata: {name: x}\n"), ("get -f - -n other", POD), ("get -f -",
                                                                                                    POD.replace("db-0", "gone")),
]

URLS = ["pod.yaml", "multi.yaml", "list.yaml -o json", "pod.yaml -o json", "bad.yaml", "missing", "moved", "empty.yaml", "a?b=c"]


class Pages(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        name = self.path.lstrip("/")
        Pages.asked.append(name)
        if name == "moved":
            self.send_response(302)
            self.send_header("Location", "/pod.yaml")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = name == "a?b=c" or name in FILES
        body = FILES.get(name, POD if found else "no such page\n").encode()
        code = 200 if found else 503 if name.startswith("broken") else 404
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def cases(place):
    for name, data in FILES.items():
        place.file(name, data)
    for line in LINES.strip().splitlines():
        yield same(line)
    for line, data in STDIN:
        yield same(line, name=f"{line} < {data!r}", stdin=data.encode())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    for page in URLS:
        yield same(f"get -f {url}{page}", name=f"get -f http://.../{page}")
    yield same(f"get -f {url}pod.yaml -f {url}service.yml -o json", name="get -f two URLs")
    yield same("get -f unknown-then-good.yaml -n other", alter=same_lines)
    yield same("get -f mixed", alter=same_lines)
    yield same("get -f mixed -o name", alter=same_lines)
    yield check(clearer_words)

    def tried_thrice(world):
        """a URL that answers 503 is tried three times"""
        name = "broken-of-yare"
        said = world.yare(["get", "-f", url + name])
        expect(said.code == 1 and b"503" in said.err, said)
        expect(Pages.asked.count(name) == 3, f"asked {Pages.asked.count(name)} times")

    yield same(f"get -f {url}broken", name="get -f a URL that answers 503")
    yield check(tried_thrice)


def clearer_words(place):
    """manifests that kubectl takes for something else are refused, with their name"""
    for name, words in (("no-name.yaml", b"resource name may not be empty"), ("generated.yaml",
                                                                              b"resource name may not be empty"),
                        ("no-version.yaml", b'unable to decode "no-version.yaml": Object \'apiVersion\' is missing'),
                        ("latin.yaml", b"error parsing latin.yaml"), ("http://127.0.0.1:1/x.yaml", b"http://127.0.0.1:1/x.yaml")):
        said = place.yare(["get", "-f", name])
        expect(said.code == 1 and not said.out and words in said.err and said.err.count(b"\n") == 1, f"{name}: {said}")
