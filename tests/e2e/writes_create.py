"""create -f: manifests, outputs, dry runs, refusals."""
import http.server
import threading

from differences import first_line, formats, manifest_place, no_log_lines, old_words
from harness import check, expect, expect_equal
from writing import change, configmap, deployment, oddity, own, room, service, text

CM = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {app: x}}\ndata: {k: v}\n"
B = CM.replace("name: a", "name: b").replace("app: x", "app: z")
TWO = CM + "---\n" + B
ELSEWHERE = CM.replace("name: a", "name: a, namespace: other")
BAD_DEPLOYMENT = ("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  replicas: -1\n"
                  "  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {c: d}}, spec: {containers: []}}\n")
ZED = "apiVersion: foo.io/v1\nkind: Zed\nmetadata: {name: z}\n"
FILES = {
    "cm.yaml": CM, "b.yaml": B, "two.yaml": TWO, "elsewhere.yaml": ELSEWHERE,
    "cm.json": '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "j"}, "data": {"k": "v"}}',
    "list.yaml": "apiVersion: v1\nkind: List\nitems:\n- " + CM.replace("\n", "\n  ").rstrip() + "\n- "
                 + B.replace("\n", "\n  ").rstrip() + "\n",
    "bom.yaml": "\ufeff" + CM, "crlf.yaml": TWO.replace("\n", "\r\n"),
    "gaps.yaml": "# first\n---\n---\n\n" + CM + "---\n# nothing\n---\n" + B + "---\n",
    "merge.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, labels: &base {k: v, l: w}}\ndata: {<<: *base, l: z}\n",
    "empty.yaml": "", "comment.yaml": "# nothing\n",
    "generated.yaml": CM.replace("name: a", "generateName: gen-"),
    "zed.yaml": ZED + "---\n" + CM, "deployment.yaml": text(deployment("d")), "bad.yaml": BAD_DEPLOYMENT,
    "version.yaml": CM.replace("name: a", 'name: a, resourceVersion: "12345"'),
    "named.yaml": CM.replace("name: a", "name: A_b"),
    "keys.yaml": CM.replace("{k: v}", '{"a b": "1"}'),
    "typed.yaml": CM.replace("{k: v}", "{k: 5}"),
    "dir/1.yaml": CM, "dir/2.json": '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "j"}}', "dir/3.txt": "a: [",
    "dir/deep/4.yml": B, "star-1.yaml": CM, "star-2.yaml": B, "texts/a.txt": "x",
    "labelled.yaml": CM.replace("app: x", "app: yes"), "annotated.yaml": CM.replace("labels: {app: x}", "annotations: {n: 5}"),
    "odd-labels.yaml": text({**oddity("o"), "metadata": {"name": "o", "labels": ["a"]}}),
    "odd.yaml": text(oddity("o")), "service.yaml": text(service("s")),
}

# Each in a fresh namespace.
FRESH = """
create -f cm.yaml
create -f cm.yaml -o name
create -f cm.yaml -o json
create -f cm.yaml -o yaml
create -f cm.yaml -o yaml --show-managed-fields
create -f two.yaml
create -f two.yaml -o name
create -f two.yaml -o json
create -f two.yaml -o yaml
create -f list.yaml -o yaml
create -f deployment.yaml -o yaml
create -f odd.yaml
create -f odd.yaml -o json
create -f cm.yaml --dry-run=client
create -f cm.yaml --dry-run=client -o yaml
create -f two.yaml --dry-run=client -o json
create -f cm.yaml --dry-run=server
create -f deployment.yaml --dry-run=server -o name
create -f cm.yaml --dry-run=none
create -f cm.yaml --dry-run=maybe
create -f cm.yaml --validate=false
create -f cm.yaml --validate=sometimes
create -f cm.yaml --save-config
create -f deployment.yaml --save-config
create -f cm.yaml --field-manager=somebody
create -f dir
create -f dir -R
create -f 'star-*.yaml'
create -f texts
create -f nothing.yaml
create -f nodir/
create -f cm.yaml -f b.yaml
create -f cm.yaml -f cm.yaml --dry-run=client
create -f cm.yaml,b.yaml
create -f bom.yaml -f cm.json
create -f crlf.yaml
create -f gaps.yaml
create -f merge.yaml
create -f two.yaml -l app=z
create -f two.yaml -l app!=z -o name
create -f two.yaml -l app=none
create -f two.yaml -l 'app in ('
create -f empty.yaml
create -f comment.yaml
create -f generated.yaml
create -f generated.yaml -o name
create -f version.yaml
create -f elsewhere.yaml
create -f bad.yaml
create -f named.yaml
create -f keys.yaml
create -f two.yaml -f keys.yaml -o name
create -f cm.yaml --context=reader
create -f cm.yaml --context=reader -o yaml
create -f two.yaml --token=nobody
create -f cm.yaml extra words
create -f cm.yaml --raw /api/v1/namespaces/@ns@/configmaps -o name
create -f cm.json -f cm.yaml --raw /api/v1/namespaces/@ns@/configmaps
create -f cm.json --raw /api/v1/namespaces/@ns@/configmaps -l a=b
create -f http://127.0.0.1:1/x --raw /api/v1/namespaces/@ns@/configmaps
"""

# Where a, with other data, is there already.
TAKEN = """
create -f cm.yaml
create -f two.yaml
create -f two.yaml -o yaml
create -f two.yaml -o name
create -f cm.yaml --dry-run=server
create -f cm.yaml --dry-run=client
create -f list.yaml
create -f dir -R
"""

FLAGS = """
create
create -f
create -o yaml
create frob
create -f cm.yaml --edit=maybe
"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = FILES.get(self.path.lstrip("/"), "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def cases(_):
    for line in FLAGS.strip().splitlines():
        yield change(line, files=FILES, alter=first_line)
    for line in FRESH.strip().splitlines():
        yield change(line, files=FILES, kinds=("Oddity", "Service"))
    for line in TAKEN.strip().splitlines():
        yield change(line, files=FILES, name=line + " (a is there)", setup=[configmap("a", {"other": "1"})])
    for data in (CM, TWO, FILES["cm.json"] + FILES["cm.json"].replace('"j"', '"i"'), ""):
        yield change("create -f -", stdin=data, name=f"create -f - < {data[:30]!r}")
    yield change("create -f - -f cm.yaml", stdin=B, files=FILES)
    yield change("create -f - -f -", stdin=CM)
    yield change("create -f -", stdin=CM.replace("name: a", "name: a, namespace: @ns@"), explicit=False,
                 name="create -f - (its namespace)")
    yield change("create -f - -o name", stdin=text(*({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "@ns@-" + n}}
                                                      for n in "abc")), explicit=False, kinds=("Namespace",))
    yield change("create -f cm.yaml -n nosuch", explicit=False, files=FILES)
    yield change("create -f cm.yaml --validate=warn", files=FILES, alter=no_log_lines)
    yield change("create -f cm.yaml -o foo", files=FILES, alter=formats)
    for name in ("annotated.yaml", "odd-labels.yaml"):
        yield change(f"create -f {name}", files=FILES, alter=manifest_place, kinds=("Oddity",))
    yield change("create -f typed.yaml", files=FILES)
    yield change("create -f zed.yaml", files=FILES)
    yield change("create -f zed.yaml -o yaml", files=FILES)
    yield change("create -f two.yaml", files=FILES, name="create -f two.yaml (quota of none)",
                 setup=[lambda place: place.allow(configmaps="0")])
    yield change("create --raw /api/v1/namespaces/@ns@/configmaps -f cm.json", files=FILES)
    yield change("create --raw /api/v1/namespaces/@ns@/configmaps -f -", stdin=FILES["cm.json"])
    yield change("create --raw /api/v1/namespaces/@ns@/configmaps -f cm.json", files=FILES, setup=[configmap("j")],
                 name="create --raw (it is there)")
    yield change("create --raw /nowhere -f cm.json", files=FILES)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    yield change(f"create -f {url}two.yaml -f cm.json", files=FILES, name="create -f URL -f file")
    yield change(f"create -f {url}two.yaml", setup=[configmap("b")], name="create -f URL (one is there)")
    yield change(f"create -f {url}missing", name="create -f URL that is not there")
    for line in ("create -f cm.yaml --dry-run", "create -f cm.yaml --dry-run=true", "create -f cm.yaml --dry-run=false"):
        yield change(line, files=FILES, alter=old_words)
    for call in (nothing_before_all_is_read, every_problem_at_once, unknown_fields, unknown_fields_warn, boolean_words, boolean_label,
                 keys_are_text, bombs, quota_for_one, manager_of_yare, one_request_each, forbidden_twice, lists_in_lists):
        yield own(call, files=FILES)
    yield check(all_in_any_order)
    yield check(in_strict_order)


def nothing_before_all_is_read(place):
    """nothing is sent when a second file, or a second document, is broken"""
    for name, data in (("broken.yaml", "a: [b\n"), ("second.yaml", B + "---\nkind: [\n"), ("kindless.yaml", "metadata: {name: x}\n")):
        place.file(name, data)
        done = place.run(f"create -f cm.yaml -f {name}")
        expect(done.code == 1 and not done.out and name.encode() in done.err, f"{name}: {done}")
    expect(not place.names("ConfigMap"), "something was created")
    place.asked(0)


def every_problem_at_once(place):
    """all problems of all files are told, with file, line, column and document"""
    place.file("one.yaml", CM + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: [x\n")
    place.file("other.yaml", CM + "---\nkind: ConfigMap\nmetadata: {name: y}\n")
    done = place.run("create -f one.yaml -f other.yaml")
    lines = done.err.decode().splitlines()
    expect(done.code == 1 and not done.out and len(lines) == 2, done)
    expect("one.yaml:" in lines[0] and "document 2" in lines[0], lines[0])
    expect("other.yaml:" in lines[1] and "apiVersion" in lines[1] and "document 2" in lines[1], lines[1])
    place.asked(0)


def unknown_fields(place):
    """an old server would drop unknown fields silently: by default nothing is sent, and the fields are named"""
    place.file("extra.yaml", CM + "extra: 1\nimmutabel: true\n")
    done = place.run("create -f extra.yaml")
    expect(done.code == 1 and not done.out, done)
    for part in (b"error: error validating ", b'unknown field "extra", "immutabel"', b'configmaps "a"', b'"extra.yaml"', b"--validate=false"):
        expect(part in done.err, f"no {part!r} in {done.err!r}")
    place.asked(0)
    place.said("create -f extra.yaml -f b.yaml --validate=ignore", out="configmap/a created\nconfigmap/b created\n")


def unknown_fields_warn(place):
    """--validate=warn makes that a warning, --validate=ignore nothing at all"""
    place.file("extra.yaml", CM + "extra: 1\n")
    done = place.run("create -f extra.yaml --validate=warn")
    expect(done.code == 0 and done.err.startswith(b"Warning: the server (v1.") and done.err.count(b"\n") == 1, done)
    place.file("more.yaml", B + "extra: 1\n")
    place.said("create -f more.yaml --validate=ignore", out="configmap/b created\n")


def boolean_words(place):
    """a word that YAML 1.1 and 1.2 read differently is warned about, with its place"""
    place.file("yes.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yes-1\nimmutable: yes\ndata: {a: b}\n")
    done = place.run("create -f yes.yaml")
    expect(done.code == 0 and done.out == b"configmap/yes-1 created\n", done)
    expect(done.err.startswith(b"Warning: yes.yaml:5:12: yes is read as the boolean true (YAML 1.1)"), done.err)
    expect(place.get("ConfigMap", "yes-1")["immutable"] is True, "not immutable")


def boolean_label(place):
    """a label that YAML reads as a boolean is refused before anything is sent, with its place"""
    done = place.run("create -f b.yaml -f labelled.yaml")
    expect(done.code == 1 and not done.out, done)
    expect(b'unable to decode "labelled.yaml": json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type '
           b'string (labelled.yaml:1' in done.err, done.err)
    place.asked(0)


def keys_are_text(place):
    """keys of maps stay the text that was written"""
    place.file("keys.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {yes: a, 1.0: b, 007: c, null: d}\n")
    done = place.run("create -f keys.yaml")
    expect(done.code == 0, done)
    expect_equal(place.get("ConfigMap", "x")["data"], {"yes": "a", "1.0": "b", "007": "c", "null": "d"}, "data")


def bombs(place):
    """aliases that grow without bound, and depth without bound, are refused at once"""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    place.file("aliases.yaml", "\n".join(lines) + "\n" + CM)
    place.file("deep.yaml", CM + "deep: " + "[" * 200000 + "]" * 200000 + "\n")
    place.file("deep.json", '{"a":' * 200000 + "1" + "}" * 200000)
    for name in ("aliases.yaml", "deep.yaml", "deep.json"):
        done = place.run(["create", "-f", name])
        expect(done.code == 1 and not done.out and name.encode() in done.err and len(done.err) < 2000, f"{name}: {done}")
    place.asked(0)


def quota_for_one(place):
    """a quota that is used up in the middle lets the first through and refuses the rest, each by name"""
    place.allow(configmaps="1")
    done = place.run("create -f two.yaml --concurrency=1")
    expect(done.code == 1 and done.out == b"configmap/a created\n", done)
    expect(done.err == b'Error from server (Forbidden): error when creating "two.yaml": configmaps "b" is forbidden: exceeded '
           b'quota: few, requested: configmaps=1, used: configmaps=1, limited: configmaps=1\n', done.err)


def manager_of_yare(place):
    """the field manager is yare's own"""
    place.run("create -f cm.yaml")
    managers = [entry["manager"] for entry in place.get("ConfigMap", "a")["metadata"]["managedFields"]]
    expect_equal(managers, ["yare-create"], "managers")


def one_request_each(place):
    """a create is one request an object; a dry run by the server says so to it; one by the client sends nothing"""
    place.run("create -f two.yaml --dry-run=client")
    place.asked(0)
    place.run("create -f cm.yaml --dry-run=server")
    uri = "/api/v1/namespaces/NS/configmaps?dryRun=All&fieldManager=yare-create&fieldValidation=Strict"
    expect_equal(place.asked(1), [("create", uri)], "requests")
    place.run("create -f two.yaml")
    place.asked(3)


def forbidden_twice(place):
    """each of several refusals is told"""
    done = place.run("create -f two.yaml --context=reader")
    expect(done.code == 1 and not done.out and done.err.count(b"(Forbidden)") == 2, done)


def lists_in_lists(place):
    """an error in an item of a List names the item's place"""
    place.file("bad-list.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n"
               "  metadata: {name: a}\n- apiVersion: v1\n  metadata: {name: b}\n")
    done = place.run("create -f bad-list.yaml")
    expect(done.code == 1 and b"bad-list.yaml:7" in done.err and b"items[1]" in done.err, done)
    place.asked(0)


def definition(group, plural, kind):
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": f"{plural}.{group}"},
            "spec": {"group": group, "scope": "Namespaced", "names": {"plural": plural, "kind": kind}, "versions": [
                {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {
                    "type": "object", "x-kubernetes-preserve-unknown-fields": True}}}]}}


def all_in_any_order(world):
    """objects, their CRD and their namespace come in one call in any order, told in the order of the input"""
    place = room(world)
    group = f"{place.ns}.yare.example"
    space = place.ns + "-new"
    thing = {"apiVersion": f"{group}/v1", "kind": "Bolt", "metadata": {"name": "b", "namespace": space}}
    place.file("all.yaml", text(thing, {**configmap("c"), "metadata": {"name": "c", "namespace": space}},
                                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": space}},
                                definition(group, "bolts", "Bolt")))
    place.said("create -f all.yaml", explicit=False, out="bolt.NS.yare.example/b created\nconfigmap/c created\n"
               "namespace/NS-new created\ncustomresourcedefinition.apiextensions.k8s.io/bolts.NS.yare.example created\n")
    place.said("delete -f all.yaml --wait=false -o name", explicit=False, out="bolt.NS.yare.example/b\nconfigmap/c\n"
               "namespace/NS-new\ncustomresourcedefinition.apiextensions.k8s.io/bolts.NS.yare.example\n")


def in_strict_order(world):
    """--concurrency=1 keeps the order of the input, also where that fails; it waits for a CRD all the same"""
    place = room(world)
    group = f"{place.ns}.yare.example"
    thing = {"apiVersion": f"{group}/v1", "kind": "Bolt", "metadata": {"name": "b"}}
    place.file("good.yaml", text(definition(group, "bolts", "Bolt"), thing))
    place.said("create -f good.yaml --concurrency=1",
               out="customresourcedefinition.apiextensions.k8s.io/bolts.NS.yare.example created\nbolt.NS.yare.example/b created\n")
    space = place.ns + "-late"
    place.file("late.yaml", text({**configmap("c"), "metadata": {"name": "c", "namespace": space}},
                                 {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": space}}))
    place.said("create -f late.yaml --concurrency=1", explicit=False, out="namespace/NS-late created\n", code=1,
               err='Error from server (NotFound): error when creating "late.yaml": namespaces "NS-late" not found\n')
    place.call("DELETE", place.path("CustomResourceDefinition", f"bolts.{group}"))
