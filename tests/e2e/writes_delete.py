"""delete and delete-collection: what goes, what is said, and how its end is waited for."""
import signal
import subprocess
import time

from differences import first_line, manifest_place, old_words
from harness import check, expect, expect_equal
from writing import (await_true, change, configmap, deployment, held, later, oddity, own, pod, room, service, text)

A, B, C = configmap("a", labels={"app": "x"}), configmap("b", labels={"app": "y-1"}), configmap("c", labels={"app": "x"})
D = deployment("d", labels={"app": "x"})
FILES = {"a.yaml": text(A), "ab.yaml": text(A, B), "abn.yaml": text(A, configmap("n"), B), "d.yaml": text(D),
         "elsewhere.yaml": text(configmap("a", namespace="other")), "empty.yaml": "", "bad.yaml": "a: [\n",
         "zed.yaml": text({"apiVersion": "foo.io/v1", "kind": "Zed", "metadata": {"name": "z"}}, A),
         "options.json": '{"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Orphan"}'}

# With the config maps a, b, c and the deployment d there.
LINES = """
delete cm a
delete cm/a
delete cm a b
delete cm/a deploy/d
delete cm,deploy a d
delete cm a n b
delete cm n
delete cm n --ignore-not-found
delete cm a n --ignore-not-found
delete cm a a
delete cm a -o name
delete cm/a deploy/d -o name
delete cm a -o yaml
delete cm -l app=x
delete cm,deploy -l app=x
delete all -l app=x
delete cm -l app=none
delete cm -l app=none -o name
delete cm --field-selector metadata.name=b
delete cm --field-selector metadata.name!=b -l app=x
delete cm --field-selector nonsense=1
delete cm --all
delete cm,deploy --all -o name
delete secrets --all
delete cm --all -l app=x
delete cm a -l app=x
delete cm a --all
delete cm
delete
delete cm/a b
delete frobs x
delete cm a --dry-run=client
delete cm a n --dry-run=client
delete cm n --dry-run=server
delete cm a --dry-run=server
delete cm a --dry-run=server -o name
delete cm -l app=x --dry-run=client
delete cm --all --dry-run=server
delete cm a --dry-run=maybe
delete deploy d --cascade=foreground --wait=false
delete deploy d --cascade=orphan --wait=false
delete deploy d --cascade=background
delete deploy d --cascade=sideways
delete cm a --force
delete cm a --grace-period=0
delete cm a --grace-period=5
delete cm a --grace-period=0 --force
delete cm a --grace-period=5 --force
delete cm a --now
delete cm a --now --grace-period=3
delete cm a --now --force
delete cm a --timeout=5s
delete cm a --timeout=x
delete cm a --wait=false
delete cm a --context=reader
delete cm -l app=x --context=reader
delete cm a -A
delete -f a.yaml
delete -f ab.yaml
delete -f abn.yaml
delete -f abn.yaml --ignore-not-found
delete -f ab.yaml -o name
delete -f ab.yaml -l app=x
delete -f elsewhere.yaml
delete -f empty.yaml
delete -f nothing.yaml
delete -f a.yaml cm
delete -f a.yaml cm b
delete -f d.yaml --cascade=orphan --wait=false
delete --raw /api/v1/namespaces/@ns@/configmaps/n
delete --raw /api/v1/namespaces/@ns@/configmaps/n -o name
delete --raw /api/v1/namespaces/@ns@/configmaps/n -i
"""

OLD = """
delete cm a --dry-run
delete cm a --dry-run=true
delete deploy d --cascade=true
delete deploy d --cascade=false --wait=false
delete deploy d --cascade --wait=false
"""


def cases(_):
    def there(line, **options):
        return change(line, setup=[A, B, C, D], files=FILES, **options)

    for line in LINES.strip().splitlines():
        yield there(line)
    for line in OLD.strip().splitlines():
        yield there(line, alter=old_words)
    yield there("delete -f bad.yaml", alter=manifest_place)
    yield there("delete -f zed.yaml")
    yield there("delete -f -", stdin=text(A, C))
    yield there("delete gone nothing -n nowhere", explicit=False, alter=first_line)
    yield there("delete cm a -n @ns@-none", explicit=False)
    yield change(
        "delete cm -A -l room=@ns@", explicit=False, setup=[configmap("a", labels={"room": "@ns@"}), B])
    yield change("delete cm -A -l room=@ns@", explicit=False, setup=[B], name="delete cm -A -l (nothing)")
    yield change("delete clusterrole @ns@-r", setup=[cluster_role], kinds=("ClusterRole",), name="delete a cluster's object with -n")
    yield change("delete clusterrole @ns@-r", setup=[cluster_role], explicit=False, kinds=("ClusterRole",),
                 name="delete a cluster's object")
    yield change("delete clusterrole,cm -l room=@ns@", setup=[cluster_role, configmap("a", labels={"room": "@ns@"})],
                 kinds=("ClusterRole",))
    yield change("delete pod p", setup=[pod("p")], kinds=("Pod",))
    yield change("delete pod p --force", setup=[pod("p")], kinds=("Pod",))
    yield change("delete pod p --now", setup=[pod("p")], kinds=("Pod",))
    yield change("delete oddity o", setup=[oddity("o")], kinds=("Oddity",))
    yield change("delete odd --all", setup=[oddity("o"), oddity("p")], kinds=("Oddity",))
    yield change("delete svc,cm --all", setup=[service("s"), A], kinds=("Service",))
    yield change("delete cm a b --timeout=3s", setup=[held(A), B], name="delete with a finalizer and --timeout=3s")
    yield change("delete cm a --wait=false", setup=[held(A)], name="delete with a finalizer and --wait=false")
    yield change("delete ns @ns@-x --wait=false", explicit=False, setup=[namespace], name="delete a namespace --wait=false")
    for answer in ("y\n", "Y\n", "n\n", "yes\n", "", "\n", " y \n"):
        yield there("delete cm a b -i", stdin=answer, name=f"delete -i < {answer!r}")
    yield there("delete cm -l app=x -i --dry-run=client", stdin="y\n", name="delete -l -i --dry-run=client < y")
    yield there("delete -f abn.yaml -i", stdin="y\n", name="delete -f -i < y")
    yield own(raw)
    for call in (preconditions, preconditions_of_several, precondition_fails, waits_by_watch, timeout_names_object, made_anew,
                 no_wait_no_watch, wait_for_many, interrupted_wait):
        yield own(call)
    yield check(shows_the_wait)
    yield from collection_cases()


def cluster_role(place):
    place.post({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
                "metadata": {"name": "@ns@-r", "labels": {"room": "@ns@"}}, "rules": []})


def namespace(place):
    place.post({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "@ns@-x"}})


def raw(place):
    """--raw sends the options of a file"""
    place.post(D)
    place.file("options.json", FILES["options.json"])
    done = place.run(f"delete --raw /apis/apps/v1/namespaces/{place.ns}/deployments/d -f options.json")
    expect(done.code == 0 and b'"d"' in done.out, done)
    expect_equal(place.get("Deployment", "d")["metadata"]["finalizers"], ["orphan"], "finalizers")


def preconditions(place):
    """--uid and --resource-version that hold let a deletion through"""
    uid = place.post(A)["metadata"]["uid"]
    version = place.post(B)["metadata"]["resourceVersion"]
    place.said(f"delete cm a --uid={uid}", out='configmap "a" deleted from NS namespace\n')
    place.said(f"delete cm b --resource-version={version}", out='configmap "b" deleted from NS namespace\n')


def precondition_fails(place):
    """preconditions that do not hold are a conflict, and nothing goes"""
    uid = place.post(A)["metadata"]["uid"]
    wrong = "0d3c1f4e-7c2b-4f0e-9d3c-8f4a0c1d2e3f"
    for flags in (f"--uid={wrong}", "--resource-version=1", f"--uid={uid} --resource-version=1", f"--uid={wrong} --ignore-not-found"):
        done = place.run(f"delete cm a {flags}")
        expect(done.code == 1 and not done.out, f"{flags}: {done}")
        expect(done.err.startswith(b'Error from server (Conflict): Operation cannot be fulfilled on '), done.err)
    expect(place.get("ConfigMap", "a"), "it went")


def preconditions_of_several(place):
    """a precondition holds for each of several objects by itself"""
    version = place.post(A)["metadata"]["resourceVersion"]
    place.post(B)
    done = place.run(f"delete cm a b --resource-version={version}")
    expect(done.code == 1 and place.masked(done).out == b'configmap "a" deleted from NS namespace\n', done)
    expect_equal(place.names("ConfigMap"), ["b"], "what is left")


def waits_by_watch(place):
    """waiting ends as soon as the last finalizer goes; it is one WATCH, without a GET"""
    place.post(held(A))
    release = later(1, lambda: place.release("ConfigMap", "a"))
    began = time.monotonic()
    place.said("delete cm a", out='configmap "a" deleted from NS namespace\n')
    took = time.monotonic() - began
    release.join()
    expect(0.9 < took < 2.5, f"it took {took:.2f} s")
    expect_equal([verb for verb, _ in place.asked(2)], ["delete", "watch"], "requests")


def timeout_names_object(place):
    """--timeout ends the waiting by naming every object that is left"""
    place.post(held(A))
    place.post(B)
    place.post(held(C))
    began = time.monotonic()
    place.said("delete cm a b c --timeout=500ms", code=1, out="".join(f'configmap "{name}" deleted from NS namespace\n' for name in "abc"),
               err="timed out waiting for the condition on configmaps/a\n"
                   "timed out waiting for the condition on configmaps/c\n")
    expect(0.4 < time.monotonic() - began < 2, "not after half a second")


def made_anew(place):
    """an object that was made anew under the same name counts as gone"""
    place.post(held(A))

    def again():
        place.release("ConfigMap", "a")
        place.post(A)

    timer = later(0.5, again)
    place.said("delete cm a --timeout=9s", out='configmap "a" deleted from NS namespace\n')
    timer.join()
    expect("deletionTimestamp" not in place.get("ConfigMap", "a")["metadata"], "the new object is being deleted")


def no_wait_no_watch(place):
    """--wait=false, and objects that go at once, cost a DELETE and nothing else"""
    place.post(held(A))
    place.post(B)
    place.run("delete cm a --wait=false")
    place.run("delete cm b")
    expect_equal([verb for verb, _ in place.asked(2)], ["delete", "delete"], "requests")


def wait_for_many(place):
    """waiting for many objects of two types is one WATCH each"""
    for number in range(20):
        place.post(held(configmap(f"c-{number:02}")))
    place.post(held(oddity("o")))

    def release():
        for name in place.names("ConfigMap"):
            place.release("ConfigMap", name)
        place.release("Oddity", "o")

    timer = later(0.7, release)
    done = place.run("delete cm,odd --all")
    timer.join()
    expect(done.code == 0 and done.out.count(b" deleted from ") == 21, done)
    place.asked(2, "watch")
    place.asked(21, "delete")
    place.asked(0, "get")


def interrupted_wait(place):
    """Ctrl-C while waiting says what is not gone yet, and exits 130"""
    place.post(held(A))
    place.post(B)
    process = subprocess.Popen([place.program, *place.words("delete cm a b")], env=place.world.environment("yare-home"),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    await_true(lambda: place.get("ConfigMap", "b") is None and "deletionTimestamp" in place.get("ConfigMap", "a")["metadata"],
               "a and b are deleted")
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    expect_equal(process.returncode, 130, "exit code")
    expect_equal(err, b"interrupted: 1 deleted objects are not gone yet:\nconfigmap/a\n", "stderr")
    expect_equal(out.replace(place.ns.encode(), b"NS"), b'configmap "a" deleted from NS namespace\n'
                 b'configmap "b" deleted from NS namespace\n', "stdout")


def shows_the_wait(world):
    """on a terminal a wait tells for how many objects and which finalizers hold them"""
    place = room(world)
    place.post(held(A, "yare.example/one", "yare.example/two"))
    place.post(held(B))
    timer = later(1.8, lambda: [place.release("ConfigMap", name) for name in "ab"])
    code, shown = world.on_terminal(place.words("delete cm a b"))
    timer.join()
    expect_equal(code, 0, "exit code")
    for part in (b"waiting for 2 objects to be gone: configmaps/a (finalizer yare.example/one, yare.example/two), "
                 b"configmaps/b (finalizer yare.example/hold)", b"\r\x1b[K"):
        expect(part in shown, f"no {part!r} in {shown!r}")
    expect(shown.endswith(b"\r\x1b[K"), f"the line is left: {shown!r}")



# --- delete-collection -----------------------------------------------------------------------------------------------


def collection_cases():
    for call in (one_delete, collection_of_all, never_without_selector, no_names, nothing_there, collection_dry_runs,
                 collection_waits, falls_back, collection_of_types, collection_forbidden, collection_everywhere,
                 collection_of_namespaces, collection_of_fields, collection_times_out):
        yield own(call)


def fill(place):
    for thing in (A, B, C):
        place.post(thing)


def one_delete(place):
    """delete-collection -l is one DELETE on the collection, and tells each object"""
    fill(place)
    place.said("delete-collection cm -l app=x",
               out='configmap "a" deleted from NS namespace\nconfigmap "c" deleted from NS namespace\n')
    expect_equal(place.names("ConfigMap"), ["b"], "what is left")
    found = place.requests()
    expect_equal(found[0], ("deletecollection", "/api/v1/namespaces/NS/configmaps?labelSelector=app%3Dx"), "first request")
    expect(len(found) <= 3 and not [each for each in found if each[0] in ("delete", "get")], found)


def collection_of_all(place):
    """delete-collection --all -o name"""
    fill(place)
    place.said("delete-collection configmaps --all -o name", out="configmap/a\nconfigmap/b\nconfigmap/c\n")
    expect_equal(place.names("ConfigMap"), [], "what is left")


def never_without_selector(place):
    """delete-collection never runs without a selector or --all"""
    fill(place)
    refusal = "error: nothing selected: give -l or --field-selector, or --all to delete every member of the collection\n"
    for flags in ("", " -l ''", " --field-selector=", " --all=false", " -A", " -l '' --dry-run=server"):
        place.said("delete-collection cm" + flags, code=1, err=refusal)
    place.said("delete-collection cm -l app=x --all", code=1,
               err="error: setting 'all' parameter but found a non empty selector. \n")
    expect_equal(place.names("ConfigMap"), ["a", "b", "c"], "what is left")
    place.asked(0)


def no_names(place):
    """delete-collection takes types and no names"""
    fill(place)
    for words in ("delete-collection cm a --all", "delete-collection cm/a --all", "delete-collection --all",
                  "delete-collection cm --all -o yaml", "delete-collection cm -l 'a in ('"):
        done = place.run(words)
        expect(done.code == 1 and not done.out and done.err.startswith((b"error: ", b"Error from server (BadRequest)")), f"{words}: {done}")
    expect_equal(place.names("ConfigMap"), ["a", "b", "c"], "what is left")


def nothing_there(place):
    """delete-collection of nothing says so"""
    place.said("delete-collection cm --all", out="No resources found\n")


def collection_dry_runs(place):
    """delete-collection --dry-run deletes nothing"""
    fill(place)
    place.said("delete-collection cm -l app=x --dry-run=client",
               out='configmap "a" deleted from NS namespace (dry run)\nconfigmap "c" deleted from NS namespace (dry run)\n')
    expect_equal({verb for verb, _ in place.requests()}, {"list"}, "requests of a client's dry run")
    place.said("delete-collection cm -l app=x --dry-run=server", out='configmap "a" deleted from NS namespace (server dry run)\n'
               'configmap "c" deleted from NS namespace (server dry run)\n')
    expect_equal(place.names("ConfigMap"), ["a", "b", "c"], "what is left")


def collection_waits(place):
    """delete-collection waits for finalizers by watch"""
    for thing in (held(A), B, held(C)):
        place.post(thing)
    timer = later(0.8, lambda: [place.release("ConfigMap", name) for name in "ac"])
    began = time.monotonic()
    done = place.run("delete-collection cm --all")
    timer.join()
    expect(done.code == 0 and 0.7 < time.monotonic() - began < 3, done)
    place.asked(1, "watch")
    place.asked(0, "get", "delete")


def collection_times_out(place):
    """delete-collection --timeout names what is left; --wait=false does not wait"""
    place.post(held(A))
    place.said("delete-collection cm --all --wait=false", out='configmap "a" deleted from NS namespace\n')
    place.said("delete-collection cm --all --timeout=300ms", code=1, out='configmap "a" deleted from NS namespace\n',
               err="error: timed out waiting for the condition on configmaps/a\n")


def falls_back(place):
    """services, whose collection an old server does not delete, go one by one"""
    for name in "abc":
        place.post(service(name, labels={"app": "x" if name != "b" else "y-1"}))
    place.said("delete-collection svc -l app=x",
               out='service "a" deleted from NS namespace\nservice "c" deleted from NS namespace\n')
    expect_equal(place.names("Service"), ["b"], "what is left")
    if place.world.version() < (1, 23):
        verbs = [verb for verb, _ in place.requests("deletecollection", "delete")]
        expect_equal(verbs, ["deletecollection", "delete", "delete"], "requests")


def collection_of_types(place):
    """delete-collection of several types, custom ones too"""
    fill(place)
    place.post(oddity("o"))
    place.post(D)
    place.said("delete-collection odd,cm,deploy --all", out='oddity.e2e.yare.example "o" deleted from NS namespace\n'
               + "".join(f'configmap "{name}" deleted from NS namespace\n' for name in "abc")
               + 'deployment.apps "d" deleted from NS namespace\n')


def collection_forbidden(place):
    """delete-collection of what one may not delete is an error, and the other types still go"""
    fill(place)
    done = place.masked(place.run("delete-collection cm --all --context=reader"))
    expect(done.code == 1 and b'Error from server (Forbidden): configmaps is forbidden: User "reader" cannot deletecollection '
           b'resource "configmaps" in API group "" in the namespace "NS"' in done.err, done)
    done = place.run("delete-collection frobs,cm --all")
    expect(done.code == 1 and b"frobs" in done.err, done)


def collection_everywhere(place):
    """delete-collection -A is one DELETE in each namespace that has members"""
    place.post(configmap("a", labels={"room": "@ns@"}))
    place.post(configmap("b"))
    place.said("delete-collection cm -A -l room=@ns@", explicit=False, out='configmap "a" deleted from NS namespace\n')
    expect_equal(place.names("ConfigMap"), ["b"], "what is left")


def collection_of_namespaces(place):
    """namespaces, whose collection no server deletes, go one by one"""
    for name in "ab":
        place.post({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": f"@ns@-{name}", "labels": {"room": "@ns@"}}})
    place.said("delete-collection ns -l room=@ns@ --wait=false", explicit=False,
               out='namespace "NS-a" deleted\nnamespace "NS-b" deleted\n')
    for name in "ab":
        expect("deletionTimestamp" in place.get("Namespace", f"{place.ns}-{name}")["metadata"], f"{name} is not being deleted")


def collection_of_fields(place):
    """delete-collection --field-selector"""
    fill(place)
    place.said("delete-collection cm --field-selector=metadata.name=b", out='configmap "b" deleted from NS namespace\n')
    expect_equal(place.names("ConfigMap"), ["a", "c"], "what is left")
