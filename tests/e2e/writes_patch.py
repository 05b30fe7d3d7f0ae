"""patch: four kinds of patches, subresources, selections, patches without a server."""
from differences import first_line, formats, old_words, patch_words
from fixtures import GROUP
from harness import expect, expect_equal
from writing import change, configmap, deployment, held, oddity, own, pod, service, text

A, B, C = configmap("a", labels={"app": "x"}), configmap("b", labels={"app": "x"}), configmap("c", labels={"app": "z"})
D = deployment("d", labels={"app": "x"})
O = oddity("o")
FILES = {"a.yaml": text(A), "ab.yaml": text(A, B), "d.yaml": text(D), "o.yaml": text(O), "p.yaml": "data:\n  m: '1'\n",
         "p.json": '{"data": {"n": "1"}}', "s.yaml": text(service("s")),
         "image.yaml": "spec:\n  template:\n    spec:\n      containers:\n      - name: side\n        image: s:2\n", "empty.yaml": ""}

# With a, b, c, d and o there.
LINES = r"""
patch cm a -p '{"data":{"n":"1"}}'
patch cm a -p '{"data":{"k":"v"}}'
patch cm/a -p '{"data":{"n":"1"}}'
patch cm a -p 'data: {m: "1"}'
patch cm a -p '{"data":{"n":"1"}}' -o name
patch cm a -p '{"data":{"n":"1"}}' -o json
patch cm a -p '{"data":{"n":"1"}}' -o yaml
patch cm a -p '{"data":{"n":"1"}}' -o yaml --show-managed-fields
patch cm a -p '{"data":{"n":"1"}}' --field-manager=somebody
patch cm a b -p '{"data":{"n":"1"}}'
patch cm a b -p '{"data":{"n":"1"}}' -o yaml
patch cm a b -p '{"data":{"n":"1"}}' -o json
patch cm a nope b -p '{"data":{"n":"1"}}'
patch cm/a deploy/d -p '{"metadata":{"labels":{"n":"1"}}}'
patch cm nope -p '{}'
patch cm a -p '{}'
patch cm a -p '{"data":null}'
patch cm a --type=merge -p '{"data":{"k":null,"l":"m"}}'
patch cm a --type=json -p '[{"op":"add","path":"/data/n","value":"1"}]'
patch cm a --type=json -p '[{"op":"test","path":"/data/k","value":"wrong"},{"op":"remove","path":"/data/k"}]'
patch cm a --type=json -p '[{"op":"remove","path":"/data/none"}]'
patch cm a --type=json -p '{"op":"remove"}'
patch cm a --type=json -p '- {op: replace, path: /data/k, value: w}'
patch cm a --type=MERGE -p '{"data":{"n":"1"}}'
patch cm a -p '{"data":{"k":5}}'
patch cm a -p '{"metadata":{"name":"other"}}'
patch cm a -p '{"metadata":{"resourceVersion":"1"}}'
patch cm a --type=merge -p '{"metadata":{"resourceVersion":"1"},"data":{"n":"1"}}'
patch cm a --type=merge -p '{"data":{"a b":"1"}}'
patch cm a --type=merge -p '{"metadata":{"labels":{"a/b/c":"d"}}}'
patch cm a -p 'just text'
patch cm a --patch-file=p.yaml
patch cm a --patch-file=p.json
patch cm a --patch-file=none.yaml
patch cm a --patch-file=p.yaml -p '{}'
patch cm a
patch cm
patch -p '{}'
patch cm -p '{}'
patch cm/a b -p '{}'
patch frobs x -p '{}'
patch cm a -p '{"data":{"n":"1"}}' --dry-run=client
patch cm a -p '{"data":{"n":"1"}}' --dry-run=client -o yaml
patch cm a -p '{"data":{"k":"v"}}' --dry-run=client
patch cm a -p '{"data":{"n":"1"}}' --dry-run=server
patch cm a -p '{"data":{"n":"1"}}' --dry-run=server -o name
patch cm a -p '{}' --dry-run=maybe
patch cm nope -p '{}' --dry-run=client
patch cm a -p '{}' --context=reader
patch deploy d --patch-file=image.yaml
patch deploy d --patch-file=image.yaml -o yaml
patch deploy d --patch-file=image.yaml --dry-run=client -o yaml
patch deploy d --type=merge --patch-file=image.yaml
patch deploy d -p '{"spec":{"template":{"spec":{"containers":[{"$patch":"delete","name":"side"}]}}}}'
patch deploy d -p '{"spec":{"template":{"spec":{"containers":[{"$patch":"delete","name":"side"}]}}}}' --dry-run=client -o json
patch deploy d -p '{"spec":{"replicas":-1}}'
patch deploy d --type=merge -p '{"spec":{"replicas":-1,"selector":null}}'
patch deploy d -p '{"spec":{"replicas":"x"}}'
patch deploy d --subresource=status --type=merge -p '{"status":{"replicas":2}}'
patch deploy d --subresource=status --type=merge -p '{"status":{"replicas":2}}' -o yaml
patch deploy d --subresource=scale --type=merge -p '{"spec":{"replicas":4}}'
patch deploy d --subresource=scale --type=merge -p '{"spec":{"replicas":4}}' -o json
patch cm a --subresource=status --type=merge -p '{}'
patch oddity o --type=merge -p '{"spec":{"size":3}}'
patch oddity o --type=merge -p '{"spec":{"size":3}}' -o yaml
patch oddity o --type=json -p '[{"op":"replace","path":"/spec/size","value":4}]'
patch oddity o --subresource=status --type=merge -p '{"status":{"size":1},"spec":{"size":9}}'
patch oddity o --subresource=scale --type=merge -p '{"spec":{"replicas":6}}'
patch -f a.yaml -p '{"data":{"n":"1"}}'
patch -f ab.yaml -p '{"data":{"n":"1"}}' -o name
patch -f a.yaml cm b -p '{}'
patch -f s.yaml -p '{}'
patch -f empty.yaml -p '{}'
patch -f a.yaml --local -p '{"data":{"n":"1"}}'
patch -f a.yaml --local -p '{"data":{"n":"1"}}' -o yaml
patch -f ab.yaml --local -p '{"data":{"n":"1"}}' -o json
patch -f a.yaml --local -p '{"data":{"k":"v"}}'
patch -f d.yaml --local --patch-file=image.yaml -o yaml
patch -f d.yaml --local --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0"}]' -o yaml
patch -f o.yaml --local --type=merge -p '{"spec":{"size":null}}' -o yaml
patch cm a --local -p '{}'
patch -f a.yaml --local -p '{}' --dry-run=server
patch --local -p '{}'
"""


def cases(_):
    def there(line, **options):
        return change(line, setup=[A, B, C, D, O], files=FILES, kinds=("Oddity",), **options)

    for line in LINES.strip().splitlines():
        yield there(line)
    yield there("patch cm a --type=frob -p '{}'", alter=patch_words)
    yield there("patch oddity o -p '{}'", alter=patch_words)
    yield there("patch cm a -p '{}' -o foo", alter=formats)
    yield there("patch cm a -p '{}' --dry-run", alter=old_words)
    yield there("patch -f - -p '{\"data\":{\"n\":\"1\"}}'", stdin=text(B, C))
    yield change("patch pod p -p '{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:2\"}]}}'", setup=[pod("p")], kinds=("Pod",))
    yield change("patch pod p -p '{\"spec\":{\"nodeName\":\"n\"}}'", setup=[pod("p")], kinds=("Pod",),
                 alter=first_line)
    yield change("patch svc s -p '{\"spec\":{\"ports\":[{\"port\":81,\"name\":\"b\"},{\"port\":80,\"name\":\"a\"}]}}'",
                 setup=[service("s")], kinds=("Service",))
    for call in (broken_patch, keys_are_text, by_label, by_field, everything, nothing_selected, selection_fails, needs_selection, applied, apply_conflicts,
                 custom_advice, requests_of_a_patch, bulk_of_two_hundred, strict_sequence, last_finalizer, local_custom, local_apply):
        yield own(call, files=FILES)


def fill(place):
    for thing in (A, B, C):
        place.post(thing)


LABEL = """ --type=merge -p '{"metadata":{"labels":{"tier":"front"}}}'"""


def broken_patch(place):
    """a patch that is neither JSON nor YAML is not sent, and told with what is wrong"""
    fill(place)
    for patch, words in (("{\"a", b"unexpected EOF"), ("a: b: c", b"mapping values are not allowed")):
        done = place.run(["patch", "cm", "a", "-p", patch])
        expect(done.code == 1 and not done.out and done.err.startswith(b"error: unable to parse ") and words in done.err, done)
    place.asked(0)


def keys_are_text(place):
    """keys of a patch in YAML stay the text that was written, as those of a manifest"""
    fill(place)
    place.said("patch cm a -p 'data: {n: \"1\", yes: \"2\", 3: \"4\"}'", out="configmap/a patched\n")
    expect_equal(place.get("ConfigMap", "a")["data"], {"k": "v", "n": "1", "yes": "2", "3": "4"}, "data")


def by_label(place):
    """patch -l says how many objects it will touch, and then each of them"""
    fill(place)
    place.said("patch cm -l app=x" + LABEL, out="configmap/a patched\nconfigmap/b patched\n", err="patching 2 configmaps\n")
    expect("tier" not in place.get("ConfigMap", "c")["metadata"]["labels"], "c was patched")
    place.said("patch cm -l app=x" + LABEL, out="configmap/a patched (no change)\nconfigmap/b patched (no change)\n",
               err="patching 2 configmaps\n")


def by_field(place):
    """patch --field-selector"""
    fill(place)
    place.said("patch cm --field-selector=metadata.name=c -o name" + LABEL, out="configmap/c\n", err="patching 1 configmaps\n")


def everything(place):
    """patch --all of several types"""
    fill(place)
    place.post(D)
    place.said("patch cm,deploy --all" + LABEL, out="configmap/a patched\nconfigmap/b patched\nconfigmap/c patched\n"
               "deployment.apps/d patched\n", err="patching 3 configmaps, 1 deployments.apps\n")
    place.said("patch cm -A -l tier=front,app=none" + LABEL, err="patching 0 objects\n")


def nothing_selected(place):
    """a patch of nothing says so"""
    place.said("patch cm -l app=none" + LABEL, err="patching 0 objects\n")


def selection_fails(place):
    """one of a selection that cannot be patched does not keep the others from it"""
    fill(place)
    place.call("PATCH", place.path("ConfigMap", "b"), {"immutable": True}, "application/merge-patch+json")
    done = place.run("patch cm -l app=x --type=merge -p '{\"data\":{\"n\":\"1\"}}'")
    expect(done.code == 1 and done.out == b"configmap/a patched\n", done)
    expect(b'The ConfigMap "b" is invalid: data: Forbidden: field is immutable when `immutable` is set' in done.err, done.err)


def needs_selection(place):
    """a type without names, selector or --all is refused, and so are names with a selector"""
    fill(place)
    for flags in ("cm", "cm -A", "cm a -l app=x", "cm a --all", "cm -l app=x --all", "cm -l 'a in ('"):
        done = place.run(f"patch {flags}{LABEL}")
        expect(done.code == 1 and not done.out and done.err.startswith(b"error: ") or b"BadRequest" in done.err, f"{flags}: {done}")
    expect("tier" not in place.get("ConfigMap", "a")["metadata"]["labels"], "a was patched")


def applied(place):
    """--type=apply is a server-side apply of a patch that need not name its object"""
    fill(place)
    place.said("patch cm a --type=apply -p 'data: {n: \"1\"}'", out="configmap/a patched\n")
    thing = place.get("ConfigMap", "a")
    expect_equal(thing["data"], {"k": "v", "n": "1"}, "data")
    entry = [each for each in thing["metadata"]["managedFields"] if each["operation"] == "Apply"]
    expect_equal([each["manager"] for each in entry], ["yare-patch"], "manager")
    place.said("patch cm new --type=apply -p 'data: {n: \"1\"}'", out="configmap/new patched\n")
    done = place.run("patch cm a --type=apply -p '{\"metadata\":{\"name\":\"b\"}}'")
    expect(done.code == 1 and not done.out, done)
    done = place.run("patch cm a --type=apply -p 'data: {m: \"2\"}' --dry-run=client")
    expect(done.code == 1 and b"--dry-run=server" in done.err, done)


def apply_conflicts(place):
    """--type=apply tells conflicts, and --force-conflicts takes the fields over"""
    fill(place)
    words = "patch cm a --type=apply -p 'data: {k: w}'"
    done = place.run(words)
    expect(done.code == 1 and not done.out and b"conflict with" in done.err and b".data.k" in done.err, done)
    place.said(words + " --force-conflicts", out="configmap/a patched\n")
    expect_equal(place.get("ConfigMap", "a")["data"], {"k": "w"}, "data")
    place.said("patch cm a -p '{}' --force-conflicts", code=1, err="error: --force-conflicts only works with --type=apply\n")


def custom_advice(place):
    """a strategic patch on a custom resource says what to use instead"""
    place.post(O)
    done = place.run("patch oddity o -p '{\"spec\":{\"size\":2}}'")
    expect(done.code == 1 and not done.out, done)
    expect(f"is not supported by {GROUP}/v1, Kind=Oddity".encode() in done.err and b"use --type=merge or --type=json" in done.err, done)


def requests_of_a_patch(place):
    """a sentence needs a GET to tell whether anything changed, an object does not; a selection is one LIST"""
    fill(place)
    for words, verbs in (("cm a", ["get", "patch"]), ("cm a -o json", ["patch"]), ("cm a -o name", ["patch"]),
                         ("cm -l app=x", ["list", "patch", "patch"])):
        before = len(place.requests())
        place.run(f"patch {words} --concurrency=1{LABEL}")
        found = [verb for verb, _ in place.asked(before + len(verbs))][before:]
        expect_equal(found, verbs, words)


def bulk_of_two_hundred(place):
    """results of many come in the order of the input, however they were made"""
    names = [f"c-{number:03}" for number in range(200)]
    place.file("many.yaml", text(*(configmap(name) for name in names)))
    place.run("create -f many.yaml")
    shuffled = names[::2] + names[1::2][::-1]
    done = place.run(["patch", "cm", *shuffled, "--type=merge", "-p", '{"data":{"n":"1"}}'])
    expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name} patched" for name in shuffled], "results")


def strict_sequence(place):
    """--concurrency=1 patches one after the other"""
    fill(place)
    place.run("patch cm c a b --concurrency=1 -o json" + LABEL)
    expect_equal([uri.split("/")[-1].split("?")[0] for _, uri in place.asked(3)], ["c", "a", "b"], "order")


def last_finalizer(place):
    """taking the last finalizer off a deleted object is a change, though the object that goes keeps its version"""
    place.post(held(A))
    place.run("delete cm a --wait=false")
    place.said("patch cm a --type=json -p '[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]'", out="configmap/a patched\n")


def local_custom(place):
    """a strategic patch of a custom resource cannot be tried without a server, and says what can"""
    done = place.run("patch -f o.yaml --local -p '{\"spec\":{}}'")
    expect(done.code == 1 and b"try --type merge" in done.err, done)


def local_apply(place):
    """an apply patch cannot be tried without a server"""
    done = place.run("patch -f a.yaml --local --type=apply -p '{\"data\":{}}'")
    expect(done.code == 1 and b"--dry-run=server" in done.err, done)
    place.asked(0)
