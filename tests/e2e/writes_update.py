"""update (replace) and apply --server-side."""
import base64
import json
import subprocess
import time

from differences import conflict_words, first_line, formats, list_frame
from fixtures import GROUP
from harness import expect, expect_equal
from writing import change, configmap, deployment, held, later, oddity, own, service, text

A, B = configmap("a", labels={"app": "x"}), configmap("b", labels={"app": "z"})
D, O = deployment("d"), oddity("o")
NEW = {"k": "w", "n": "1"}
FILES = {
    "a.yaml": text(configmap("a", NEW)), "ab.yaml": text(configmap("a", NEW), configmap("b", NEW)),
    "anb.yaml": text(configmap("a", NEW), configmap("nope"), configmap("b", NEW)), "n.yaml": text(configmap("nope")),
    "stale.yaml": text(configmap("a", NEW, resourceVersion="1")), "elsewhere.yaml": text(configmap("a", NEW, namespace="other")),
    "uid.yaml": text(configmap("a", NEW, uid="0d3c1f4e-7c2b-4f0e-9d3c-8f4a0c1d2e3f")),
    "same.yaml": text(A), "keys.yaml": text(configmap("a", {"a b": "1"})), "d.yaml": text(deployment("d", 5)),
    "bad-d.yaml": text({**deployment("d", -1)}), "o.yaml": text(oddity("o", 7)), "s.yaml": text(service("s", labels={"n": "1"})),
    "status.yaml": text({**O, "spec": {"size": 9}, "status": {"size": 4}}), "empty.yaml": "", "bad.yaml": "a: [\n",
    "zed.yaml": text({"apiVersion": "foo.io/v1", "kind": "Zed", "metadata": {"name": "z"}}, configmap("a", NEW)),
    "generated.yaml": text({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "gen-"}}),
    "list.yaml": json.dumps({"apiVersion": "v1", "kind": "List", "items": [configmap("a", NEW), configmap("b", NEW)]}),
    "a.json": json.dumps(configmap("a", NEW)),
}

# With a, b, d and o there.
REPLACE = """
replace -f a.yaml
replace -f a.yaml -o name
replace -f a.yaml -o json
replace -f a.yaml -o yaml
replace -f same.yaml
replace -f ab.yaml
replace -f ab.yaml -o yaml
replace -f list.yaml -o json
replace -f anb.yaml
replace -f n.yaml
replace -f stale.yaml
replace -f uid.yaml
replace -f keys.yaml
replace -f d.yaml
replace -f bad-d.yaml
replace -f o.yaml -o yaml
replace -f elsewhere.yaml
replace -f nothing.yaml
replace
replace -f a.yaml --dry-run=client
replace -f a.yaml --dry-run=client -o yaml
replace -f a.yaml --dry-run=server
replace -f ab.yaml --dry-run=server -o name
replace -f n.yaml --dry-run=server
replace -f a.yaml --save-config
replace -f a.yaml --field-manager=somebody
replace -f a.yaml --validate=false
replace -f a.yaml --context=reader
replace -f a.yaml --grace-period=3
replace -f a.yaml --timeout=3s
replace -f a.yaml --force --dry-run=client
replace -f a.yaml --force
replace -f ab.yaml --force -o name
replace -f n.yaml --force
replace -f anb.yaml --force
replace -f a.yaml --force --grace-period=0
replace -f a.yaml --force --timeout=9s
replace --raw /api/v1/namespaces/@ns@/configmaps/a -f a.json
replace --raw /api/v1/namespaces/@ns@/configmaps/nope -f a.json
replace --raw /api/v1/namespaces/@ns@/configmaps/a -f a.json -f a.json
replace -f status.yaml --subresource=status
replace -f status.yaml --subresource=status -o yaml
"""

APPLY = """
apply --server-side -f a.yaml
apply --server-side -f same.yaml
apply --server-side -f n.yaml
apply --server-side -f n.yaml -o name
apply --server-side -f n.yaml -o json
apply --server-side -f n.yaml -o yaml --show-managed-fields
apply --server-side -f anb.yaml --force-conflicts
apply --server-side -f a.yaml --force-conflicts --field-manager=somebody
apply --server-side -f n.yaml --dry-run=server
apply --server-side -f a.yaml --dry-run=server --force-conflicts -o name
apply --server-side -f n.yaml --dry-run=client
apply --server-side -f keys.yaml --force-conflicts
apply --server-side -f d.yaml --force-conflicts
apply --server-side -f o.yaml --force-conflicts -o yaml
apply --server-side -f generated.yaml
apply --server-side -f empty.yaml
apply --server-side -f elsewhere.yaml
apply --server-side -f nothing.yaml
apply --server-side -f n.yaml --context=reader
apply --server-side -f ab.yaml -l app=none
apply --server-side -f stale.yaml
apply --server-side
apply --force-conflicts -f a.yaml
apply --server-side -f status.yaml --subresource=status --force-conflicts
"""


def cases(_):
    def there(line, **options):
        return change(line, setup=[A, B, D, O], files=FILES, kinds=("Oddity",), **options)

    for line in (REPLACE + APPLY).replace("\n\n", "\n").strip().splitlines():
        yield there(line)
    for line in ("replace -f zed.yaml", "apply --server-side -f zed.yaml --force-conflicts"):
        yield there(line)
    yield there("replace -f a.yaml -o foo", alter=formats)
    for line in ("apply --server-side -f anb.yaml --force-conflicts -o yaml",
                 "apply --server-side -f list.yaml --force-conflicts -o json"):
        yield there(line, alter=list_frame)
    yield there("replace -f -", stdin=FILES["ab.yaml"])
    yield there("apply --server-side -f - --force-conflicts", stdin=FILES["ab.yaml"])
    yield there("apply --server-side -f a.yaml words", alter=first_line)
    yield there("apply --server-side -f ab.yaml", name="apply: two conflicts", alter=conflict_words)
    yield change("replace -f s.yaml", setup=[service("s")], files=FILES, kinds=("Service",))
    yield change("replace -f a.yaml", files=FILES, name="replace what keeps its last-applied configuration", setup=[
        configmap("a", annotations={"kubectl.kubernetes.io/last-applied-configuration": "{}"})])
    for call in (as_update, nothing_to_replace, writer_who_may_not_read, requests_of_update, current_version, status_only, status_of_deployment, scale_by_name, finalize,
                 approval, named_only_with_subresource, broken_second, unknown_fields, force_waits, force_times_out,
                 force_is_all_or_nothing, many_in_order, conflict_is_explained, only_server_side, apply_in_any_order,
                 apply_requests):
        yield own(call, files=FILES)


def as_update(place):
    """update is replace under its own name"""
    place.post(A)
    place.said("update -f a.yaml", out="configmap/a replaced\n")
    place.said("update -f n.yaml", code=1, err='Error from server (NotFound): error when replacing "n.yaml": '
               'configmaps "nope" not found\n')
    expect_equal(place.get("ConfigMap", "a")["metadata"]["managedFields"][-1]["manager"], "yare-replace", "manager")


def nothing_to_replace(place):
    """update of nothing is an error, as create's is (kubectl exits 0 without a word)"""
    place.said("update -f empty.yaml", code=1, err="error: no objects passed to replace\n")


def writer_who_may_not_read(place):
    """who may update but not get replaces all the same"""
    place.post(A)
    rules = [{"apiGroups": [""], "resources": ["configmaps"], "verbs": ["update"]}]
    path = "/apis/rbac.authorization.k8s.io/v1/namespaces/@ns@/"
    kind = {"apiVersion": "rbac.authorization.k8s.io/v1", "metadata": {"name": "writer"}}
    place.call("POST", path + "roles", {**kind, "kind": "Role", "rules": rules})
    place.call("POST", path + "rolebindings", {**kind, "kind": "RoleBinding", "subjects": [
        {"kind": "User", "name": "reader", "apiGroup": "rbac.authorization.k8s.io"}],
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "writer"}})
    time.sleep(0.2)
    place.said("update -f a.yaml --context=reader", out="configmap/a replaced\n")
    expect_equal(place.get("ConfigMap", "a")["data"], NEW, "data")


def requests_of_update(place):
    """an update is a GET and a PUT, or a PUT alone where the file has the version; a client's dry run sends no PUT"""
    version = place.post(A)["metadata"]["resourceVersion"]
    place.run("update -f a.yaml --dry-run=client")
    expect_equal(place.requests("update", "patch", "create"), [], "changes of a dry run")
    before = len(place.requests())
    place.run("update -f a.yaml")
    expect_equal([verb for verb, _ in place.asked(before + 2)][before:], ["get", "update"], "requests")
    version = place.get("ConfigMap", "a")["metadata"]["resourceVersion"]
    place.file("v.yaml", text(configmap("a", resourceVersion=version)))
    place.said("update -f v.yaml", out="configmap/a replaced\n")
    expect_equal([verb for verb, _ in place.asked(before + 3)][before + 2:], ["update"], "requests")


def current_version(place):
    """a version that somebody else has overtaken is a conflict; the current one is not"""
    version = place.post(A)["metadata"]["resourceVersion"]
    place.file("v.yaml", text(configmap("a", NEW, resourceVersion=version)))
    place.said("update -f v.yaml", out="configmap/a replaced\n")
    place.said("update -f v.yaml", code=1, err='Error from server (Conflict): error when replacing "v.yaml": Operation cannot be '
               'fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version '
               'and try again\n')


def status_only(place):
    """--subresource=status writes the status and nothing else"""
    place.post(O)
    place.said("update -f status.yaml --subresource=status", out=f"oddity.{GROUP}/o replaced\n")
    thing = place.get("Oddity", "o")
    expect_equal((thing["spec"], thing["status"]), ({"size": 1}, {"size": 4}), "spec and status")


def status_of_deployment(place):
    """--subresource=status of a built-in type; of a type without one it is not found"""
    place.post(D)
    place.post(A)
    place.file("ds.yaml", text({**D, "status": {"replicas": 3, "observedGeneration": 1}}))
    place.said("update -f ds.yaml --subresource=status", out="deployment.apps/d replaced\n")
    expect_equal(place.get("Deployment", "d")["status"]["replicas"], 3, "replicas")
    done = place.run("update -f a.yaml --subresource=status")
    expect(done.code == 1 and not done.out and b"NotFound" in done.err, done)


def scale_by_name(place):
    """--subresource=scale takes a Scale and the object's name"""
    place.post(D)
    place.post(O)
    scale = {"apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": {"name": "d"}, "spec": {"replicas": 7}}
    place.file("scale.yaml", text(scale))
    place.file("wrong.yaml", text({**scale, "metadata": {"name": "e"}}))
    done = place.run("update deployment/d -f scale.yaml --subresource=scale")
    expect(done.code == 0 and done.out == b"scale.autoscaling/d replaced\n", done)
    expect_equal(place.get("Deployment", "d")["spec"]["replicas"], 7, "replicas")
    place.said("update deployment/d -f wrong.yaml --subresource=scale", code=1, err='error: the manifest is of "e", not of "d"\n')
    place.file("odd.yaml", text({**scale, "metadata": {"name": "o"}}))
    done = place.run("update odd o -f odd.yaml --subresource=scale -o name")
    expect(done.code == 0 and place.get("Oddity", "o")["spec"]["size"] == 7, done)


def finalize(place):
    """--subresource=finalize lets a namespace go that waits for its finalizer"""
    name = place.ns + "-f"
    thing = place.post({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
    place.call("DELETE", place.path("Namespace", name))
    thing["spec"]["finalizers"] = []
    thing["metadata"].pop("resourceVersion")
    place.file("f.yaml", text(thing))
    place.said("update -f f.yaml --subresource=finalize", explicit=False, out="namespace/NS-f replaced\n")
    status, _ = place.call("DELETE", place.path("Namespace", name))
    expect_equal(place.get("Namespace", name), None, f"the namespace (DELETE: {status})")


def approval(place):
    """--subresource=approval approves a CertificateSigningRequest"""
    pem = certificate_request(place)
    thing = place.post({"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest",
                        "metadata": {"name": "@ns@-csr"}, "spec": {
                            "request": pem, "signerName": "kubernetes.io/kube-apiserver-client", "usages": ["client auth"]}})
    thing["status"] = {"conditions": [{"type": "Approved", "status": "True", "reason": "e2e", "message": "approved here"}]}
    thing["metadata"].pop("resourceVersion")
    place.file("csr.yaml", text(thing))
    place.said("update -f csr.yaml --subresource=approval", explicit=False,
               out="certificatesigningrequest.certificates.k8s.io/NS-csr replaced\n")
    found = place.get("CertificateSigningRequest", place.ns + "-csr")
    expect_equal([each["type"] for each in found["status"]["conditions"]], ["Approved"], "conditions")
    place.call("DELETE", place.path("CertificateSigningRequest", place.ns + "-csr"))


def certificate_request(place):
    made = subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                           "-subj", "/CN=somebody", "-keyout", place.world.path(place.ns + ".key")], check=True, capture_output=True)
    return base64.b64encode(made.stdout).decode()


def named_only_with_subresource(place):
    """an object is named only beside a subresource and one manifest"""
    place.post(A)
    for words in ("cm a -f a.yaml", "cm a -f ab.yaml --subresource=status", "cm a b -f a.yaml --subresource=scale"):
        done = place.run("update " + words)
        expect(done.code == 1 and not done.out and done.err.startswith(b"error: "), f"{words}: {done}")
    expect_equal(place.requests("update"), [], "changes")


def broken_second(place):
    """nothing is replaced or applied when a second file is broken"""
    place.post(A)
    for words in ("update -f a.yaml -f bad.yaml", "apply --server-side -f n.yaml -f bad.yaml", "update --force -f a.yaml -f bad.yaml"):
        done = place.run(words)
        expect(done.code == 1 and not done.out and b"bad.yaml:2:1" in done.err, done)
    place.asked(0)


def unknown_fields(place):
    """an old server's silence about unknown fields is an error of update, too; apply has the server's own"""
    place.post(A)
    place.file("x.yaml", text({**configmap("a", NEW), "extra": 1}))
    done = place.run("update -f x.yaml")
    expect(done.code == 1 and not done.out and b'unknown field "extra" of configmaps "a"' in done.err, done)
    place.said("update -f x.yaml --validate=false", out="configmap/a replaced\n")
    done = place.run("apply --server-side --force-conflicts --validate=false -f x.yaml")
    expect(done.code == 1 and not done.out and b"field not declared in schema" in done.err, done)


def force_waits(place):
    """--force waits until the old object is gone"""
    uid = place.post(held(A))["metadata"]["uid"]
    timer = later(0.6, lambda: place.release("ConfigMap", "a"))
    place.said("update --force -f a.yaml", out='configmap "a" deleted from NS namespace\nconfigmap/a replaced\n')
    timer.join()
    expect(place.get("ConfigMap", "a")["metadata"]["uid"] != uid, "the object is the old one")


def force_times_out(place):
    """--force --timeout ends with the object's name"""
    place.post(held(A))
    place.said("update --force --timeout=400ms -f a.yaml", code=1, out='configmap "a" deleted from NS namespace\n',
               err="error: timed out waiting for the condition on configmaps/a\n")


def force_is_all_or_nothing(place):
    """--force deletes nothing when something could not be made again"""
    place.post(A)
    done = place.run("update --force -f zed.yaml")
    expect(done.code == 1 and not done.out and b'no matches for kind "Zed"' in done.err, done)
    expect_equal(place.requests("delete"), [], "deletions")


def many_in_order(place):
    """results of 100 updates come in the order of the input"""
    names = [f"c-{number * 37 % 100:02}" for number in range(100)]
    place.file("many.yaml", text(*(configmap(name) for name in names)))
    for verb, word in (("create", "created"), ("update", "replaced"), ("apply --server-side", "serverside-applied")):
        done = place.run(f"{verb} -f many.yaml --concurrency=16")
        expect_equal(done.out.decode().split("\n")[:-1], [f"configmap/{name} {word}" for name in names], verb)


def conflict_is_explained(place):
    """a conflict of apply is told with its field, its manager and the ways out, as kubectl does"""
    place.post(A)
    done = place.run("apply --server-side -f a.yaml")
    expect(done.code == 1 and not done.out, done)
    expect(done.err.startswith(b"error: Apply failed with 1 conflict: conflict with "), done.err)
    for part in (b".data.k", b"`--force-conflicts`", b"\nSee https://kubernetes.io/docs/"):
        expect(part in done.err, f"no {part!r} in {done.err!r}")
    expect_equal(place.get("ConfigMap", "a")["data"], {"k": "v"}, "data")


def only_server_side(place):
    """apply without --server-side is refused with what to give"""
    place.said("apply -f n.yaml", code=1, err="error: apply runs in the server only: give --server-side\n")
    place.asked(0)


def apply_in_any_order(place):
    """apply takes objects before their namespace"""
    space = place.ns + "-new"
    place.file("all.yaml", text({**configmap("c"), "metadata": {"name": "c", "namespace": space}},
                                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": space}}))
    place.said("apply --server-side -f all.yaml", explicit=False,
               out="configmap/c serverside-applied\nnamespace/NS-new serverside-applied\n")


def apply_requests(place):
    """an apply is one PATCH"""
    place.run("apply --server-side -f n.yaml")
    uri = "/api/v1/namespaces/NS/configmaps/nope?fieldManager=yare&fieldValidation=Strict&force=false"
    expect_equal(place.asked(1), [("patch", uri)], "requests")
