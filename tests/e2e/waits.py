"""`wait`: kubectl's words, output and exit codes; and where it waits better."""
import os
import signal
import time

import differences
from harness import expect, expect_equal
from logs_follower import Cutter
from waiting import await_watches, condition, delete, merge, post, process, status, together, workload
from writing import change, configmap, own, pod, text

A = configmap("a", {"k": "v", "l": "w", "n": "1"}, labels={"x": "1"})
B = configmap("b", {"k": "v"})
D = workload("Deployment", "d")
FILES = {"a.yaml": text(A), "two.yaml": text(configmap("none"), A), "zed.yaml": "apiVersion: foo.io/v1\nkind: Zed\nmetadata: {name: z}\n",
         "dir/a.yaml": text(A), "dir/sub/b.yaml": text(B), "elsewhere.yaml": text(configmap("a", namespace="other"))}

# With the config maps a and b and the deployment d, whose condition Available is False.
LINES = """
wait
wait cm/a
wait --for=x cm/a
wait --for= cm/a
wait --for=condition cm/a
wait --for=condition=x
wait --for=condition=x cm
wait --for=condition=x nosuch/none
wait --for=condition=x pod/p/q
wait --for=condition=x pod p q/r
wait --for=condition=x cm/a -A
wait --for=condition=x cm/a -l a=b
wait --for=condition=x -f a.yaml cm/a
wait --for=condition=x -f missing.yaml
wait --for=condition=x --timeout=5 cm/a
wait --for=condition=x --timeout= cm/a
wait --for=condition=x --timeout=1s cm/a -o foo
wait --for=condition=x --timeout=1s cm/a -o wide
wait --for=condition=x --timeout=1s cm/a -o custom-columns=A:.metadata.name
wait --for=x --timeout=1s cm/a -o foo
wait --for=condition=x --timeout=0 cm/a
wait --for=condition=x --timeout=0 deploy/d
wait --for=condition=Available --timeout=0 deploy/d
wait --for=condition=Available=False --timeout=0 deploy/d
wait --for=condition=Available=false deploy/d
wait --for=condition=available=FALSE deploy/d
wait --for=condition=Available deploy/d --timeout=1s
wait --for=condition=x deploy/d cm/a --timeout=1s
wait --for=condition=x cm/none
wait --for=condition=x cm/none --timeout=0
wait --for=condition=x cm/none cm/none2 cm/a --timeout=1s
wait --for=condition=x cm/a cm/none cm/b --timeout=1s
wait --for=condition=x cm -l x=none
wait --for=condition=x cm -l x=1 --timeout=1s
wait --for=condition=x cm -l x=1 --timeout=0
wait --for=condition=x cm --all -l x=none
wait --for=condition=x secrets,cm -l x=1 --timeout=1s
wait --for=create cm/a
wait --for=create cm/a --timeout=0
wait --for=create cm/a cm/b
wait --for=CREATE cm/a
wait --for=create cm/none --timeout=0
wait --for=create cm/none --timeout=1s
wait --for=create cm/a cm/none --timeout=1s
wait --for=create cm -l x=none --timeout=1s
wait --for=create cm -l x=1
wait --for=create nosuch/none
wait --for=create -f missing.yaml
wait --for=delete cm/none
wait --for=delete cm/none cm/none2
wait --for=delete cm/none --timeout=0
wait --for=delete cm/none cm/a --timeout=1s
wait --for=delete cm/a --timeout=0
wait --for=delete deploy/d --timeout=0
wait --for=delete cm -l x=none
wait --for=Delete cm -l x=1 --timeout=1s
wait --for=delete -f two.yaml --timeout=1s
wait --for=delete --for=condition=x cm/none
wait --for=jsonpath={.data.k} cm/a
wait --for=jsonpath={.data.nope} cm/a --timeout=1s
wait --for=jsonpath={.data.k}=v cm/a cm/b
wait --for=jsonpath=data.k=v cm/a
wait --for=jsonpath=.data.k=v cm/a
wait --for=jsonpath={.data.k}='v' cm/a
wait "--for=jsonpath={.data.k}=' v '" cm/a
wait --for=jsonpath={.data.k}= cm/a
wait --for=jsonpath={.data.k}=a=b cm/a
wait --for=jsonpath={.data.k}==v cm/a
wait --for=jsonpath= cm/a
wait --for=jsonpath={} cm/a
wait --for=jsonpath={.data.k}{.data.l} cm/a
wait --for=jsonpath={.data cm/a
wait --for=jsonpath={.data}=v cm/a
wait --for=jsonpath={.data} cm/a
wait --for=jsonpath={.data.*} cm/a cm/b
wait --for=jsonpath={.metadata.labels}=x cm/a
wait --for=jsonpath={.spec.replicas}=2 deploy/d
wait --for=jsonpath={.spec.paused} deploy/d --timeout=1s
wait --for=jsonpath={.spec.template.spec.containers[*].image}=i:1 deploy/d
wait --for=jsonpath={.spec.template.spec.containers}=i:1 deploy/d
wait --for=jsonpath={.status.conditions[?(@.type=="Available")].status}=False deploy/d
wait --for=jsonpath={.status.conditions[?(@.type=='Available')].status}=False deploy/d
wait --for=jsonpath={.status.conditions[?(@.type=="Available")].status}=True deploy/d --timeout=1s
wait --for=jsonpath={.data.k}=v --for=jsonpath={.data.l}=w --for=create cm/a
wait --for=jsonpath={.data.k}=v --for=jsonpath={.data.l}=w cm/a cm/b --timeout=0
wait --for=jsonpath={.data.k}=v cm/a -o name
wait --for=jsonpath={.data.k}=v cm/a -o json
wait --for=jsonpath={.data.k}=v cm/a -o yaml --show-managed-fields
wait --for=jsonpath={.data.k}=v cm/a cm/b -o yaml
wait --for=jsonpath={.data.k}=v cm/a cm/b -o json
wait --for=jsonpath={.data.k}=v cm/a cm/b -o kyaml
wait --for=jsonpath={.data.k}=v cm -l x=1 -o json
wait --for=jsonpath={.data.k}=v cm/a cm/b -o jsonpath={.metadata.name}
wait --for=jsonpath={.data.k}=v cm/a cm/b -o go-template={{.metadata.name}}
wait --for=create cm/a -o yaml
wait --for=condition=available=False deploy/d -o name
wait --for=jsonpath={.data.k}=v -f a.yaml
wait --for=jsonpath={.data.k}=v -f two.yaml
wait --for=jsonpath={.data.k}=v -f dir
wait --for=jsonpath={.data.k}=v -f dir -R=false
wait --for=jsonpath={.data.k}=v -f a.yaml,zed.yaml
wait --for=jsonpath={.data.k}=v --field-selector=metadata.name=a cm
wait --for=jsonpath={.data.k}=v --field-selector=metadata.name=a cm/a
wait --for=jsonpath={.data.k}=v cm a b
wait --for=jsonpath={.data.k}=v cm,secret a
wait --for=jsonpath={.data.k}=v cm/a cm/a
wait --for=jsonpath={.data.k}=v cm/a --all
wait --local --for=create -f a.yaml
wait --local --for=create cm/a
wait --local --for=create
wait --for=condition=x cm/a --context=reader
wait --for=delete cm/a --context=reader
wait --for=create cm/a --context=reader
wait --for=condition=x cm -l x=1 --context=reader
wait --for=condition=x cm/none --kubeconfig=nothing
"""
MET = [condition("Deployment", "d", "Available", "False")]
ALTER = {"-o foo": differences.formats, "-o wide": differences.formats, "-o custom": differences.formats}
READY = "wait --for=condition=Ready pod/p"


def cases(_):
    for line in LINES.strip().splitlines():
        alter = next((each for part, each in ALTER.items() if part in line), None)
        yield change(line, setup=[A, B, D, *MET], files=FILES, alter=alter)
    yield from changes()
    for call in (not_there_yet, order_and_deadline, selection_outlives_its_selector, replaced, deleted_before_its_turn, other_namespace, local, brief_moment,
                 few_requests, refused, interrupted, nobody_reads):
        yield own(call, files=FILES)
    yield own(survives_cuts)


def changes():
    yield together(READY, condition("Pod", "p", "Ready", "False"), condition("Pod", "p", "Ready"), setup=[pod("p")])
    yield together(READY + " -o jsonpath={.status.conditions[0].status}", condition("Pod", "p", "Ready"), setup=[pod("p")])
    yield together("wait --for=condition=Available deploy/d", condition("Deployment", "d", "Available"),
                   status("Deployment", "d", observedGeneration=2), setup=[
                       D, status("Deployment", "d", observedGeneration=1),
                       lambda place: merge(place, "Deployment", "d", {"spec": {"replicas": 3}})],
                   name="a condition of an older generation does not count")
    yield together("wait --for=jsonpath={.data.k}=new cm/a", lambda place: merge(place, "ConfigMap", "a", {"data": {"k": "old"}}),
                   lambda place: merge(place, "ConfigMap", "a", {"data": {"k": "new"}}), setup=[A])
    yield together("wait --for=jsonpath={.data.k}=new cm/a", lambda place: merge(place, "ConfigMap", "a", {"data": None}),
                   lambda place: merge(place, "ConfigMap", "a", {"data": {"k": "new"}}), setup=[A],
                   name="a value that is not there for a while")
    yield together("wait --for=jsonpath={.data.*}=v cm/b", lambda place: merge(place, "ConfigMap", "b", {"data": {"z": "y"}}),
                   setup=[configmap("b", {"k": "x"})], name="a value that becomes two ends it")
    yield together("wait --for=jsonpath={.data.k}=1 --for=jsonpath={.data.k}=2 cm/b", *(
        lambda place, value=value: merge(place, "ConfigMap", "b", {"data": {"k": value}}) for value in ("2", "1", "3", "2")),
                   setup=[B], name="several conditions are met one after the other, not at the same time")
    yield together("wait --for=delete cm/a", delete("ConfigMap", "a"), setup=[A])
    yield together("wait --for=delete cm/a cm/b", delete("ConfigMap", "a"), delete("ConfigMap", "b"), setup=[A, B])
    yield together("wait --for=delete cm --all --timeout=20s", delete("ConfigMap", "b"), delete("ConfigMap", "a"), setup=[A, B])
    yield together("wait --for=delete cm/a -o name", delete("ConfigMap", "a"), setup=[A])
    yield together("wait --for=delete --for=condition=x cm/a", delete("ConfigMap", "a"), setup=[A])
    yield together(READY, delete("Pod", "p"), post(pod("p")), condition("Pod", "p", "Ready"), setup=[pod("p")],
                   name="an object that goes away may come back")
    yield together(READY + " --timeout=3s", delete("Pod", "p"), setup=[pod("p")], name="an object that goes away for good")
    yield together("wait --for=condition=Ready pods -l app=x", condition("Pod", "p", "Ready"), condition("Pod", "q", "Ready"),
                   setup=[pod("p", labels={"app": "x"}), pod("q", labels={"app": "x"})])
    yield together("wait --for=condition=Ready pod/p pod/q --timeout=4s", condition("Pod", "p", "Ready"),
                   setup=[pod("p"), pod("q")], name="one of two in time")


def not_there_yet(place):
    """--for=create waits for all that is named, selected or in a file, and only then for the rest"""
    ready = "--for=create --for=condition=Ready --timeout=20s"
    for number, words in enumerate(("pod/p pod/q", "-f pods.yaml")):
        place.file("pods.yaml", text(pod("p"), pod("q")))
        finish = place.start(f"wait {ready} {words}")
        time.sleep(0.5)
        place.post(pod("q"))
        condition("Pod", "q", "Ready")(place)
        time.sleep(0.5)
        place.post(pod("p"))
        time.sleep(0.3)
        condition("Pod", "p", "Ready")(place)
        done = finish()
        expect_equal((done.out, done.err, done.code), (b"pod/p condition met\n" * 2 + b"pod/q condition met\n" * 2, b"", 0),
                     f"result {number}")
        for name in "pq":
            delete("Pod", name)(place)
    finish = place.start("wait --for=create cm -l app=late --timeout=20s")
    time.sleep(1)
    place.post(configmap("late", labels={"app": "late"}))
    done = finish()
    expect_equal((done.out, done.err, done.code), (b"configmap/late condition met\n", b"", 0), "selected")
    place.said("wait --for=create cm/late cm/n1 cm/n2 --timeout=1s", code=1, err="error: timed out waiting for the condition\n")


def order_and_deadline(place):
    """all are waited for at once: results in the order of the input, and what was met in time counts"""
    names = [f"p{number}" for number in range(6)]
    for name in names:
        place.post(pod(name))
    finish = place.start("wait --for=condition=Ready pods --all --timeout=3s")
    await_watches(place)
    for name in reversed(names[2:]):
        condition("Pod", name, "Ready")(place)
    done = finish()
    expect_equal(done.out, "".join(f"pod/{name} condition met\n" for name in names[2:]).encode(), "stdout")
    expect_equal(done.err, b"timed out waiting for the condition on pods/p0\ntimed out waiting for the condition on pods/p1\n",
                 "stderr")
    expect_equal((done.code, len(place.asked(1, "watch"))), (1, 1), "exit code and watches")


def selection_outlives_its_selector(place):
    """what was selected at the start is waited for, whatever its labels become"""
    place.post(pod("p", labels={"app": "x"}))
    finish = place.start("wait --for=condition=Ready pods --field-selector=status.phase=Pending -l app=x --timeout=20s")
    await_watches(place)
    merge(place, "Pod", "p", {"metadata": {"labels": {"app": "y"}}})
    status("Pod", "p", phase="Running", conditions=[{"type": "Ready", "status": "True"}])(place)
    done = finish()
    expect_equal((done.out, done.err, done.code), (b"pod/p condition met\n", b"", 0), "result")


def replaced(place):
    """an object replaced by another of the same name is gone"""
    place.post(A)
    finish = place.start("wait --for=delete cm/a --timeout=20s")
    await_watches(place)
    delete("ConfigMap", "a")(place)
    place.post(A)
    done = finish()
    expect_equal((done.out, done.err, done.code), (b"configmap/a condition met\n", b"", 0), "result")


def deleted_before_its_turn(place):
    """each deletion that was waited for is said, in whatever order they come (kubectl forgets those out of turn)"""
    for thing in (A, B):
        place.post(thing)
    finish = place.start("wait --for=delete cm/a cm/b --timeout=20s")
    await_watches(place)
    delete("ConfigMap", "b")(place)
    time.sleep(0.3)
    delete("ConfigMap", "a")(place)
    done = finish()
    expect_equal((done.out, done.err, done.code), (b"configmap/a condition met\nconfigmap/b condition met\n", b"", 0), "result")


def other_namespace(place):
    """a manifest of another namespace than -n is refused, whether its object is there or not"""
    place.said("wait --for=create -f elsewhere.yaml", code=1,
               err='error: the namespace from the provided object "other" does not match the namespace "NS". '
                   "You must pass '--namespace=other' to perform this operation.\n")


def local(place):
    """--local asks the files alone (kubectl crashes)"""
    place.said("wait --local -f dir --for=jsonpath={.data.k}=v", out="configmap/a condition met\nconfigmap/b condition met\n")
    place.said("wait --local -f dir --for=jsonpath={.data.l}=w", out="configmap/a condition met\n", code=1,
               err="error: condition not met for configmap/b\n")
    place.said("wait --local -f dir -l x=1 --for=jsonpath={.data.k} -o name", out="configmap/a\n")
    place.said("wait --local -f a.yaml --for=delete", code=1, err="error: condition not met for configmap/a\n")
    place.said("wait --local -f zed.yaml --for=condition=x", code=1, err="error: condition not met for zed.foo.io/z\n")


def brief_moment(place):
    """a condition that is met for a moment only counts"""
    place.post(B)
    finish = place.start("wait --for=jsonpath={.data.k}=now cm/b --timeout=10s")
    await_watches(place)
    for value in ("a", "now", "b", "c"):
        merge(place, "ConfigMap", "b", {"data": {"k": value}})
    done = finish()
    expect_equal((done.out, done.code), (b"configmap/b condition met\n", 0), f"result ({done.err!r})")


def few_requests(place):
    """many objects of a type take one list and one watch"""
    for number in range(40):
        place.post(configmap(f"m{number}"))
    names = " ".join(f"cm/m{number}" for number in range(40))
    done = place.run(f"wait --for=jsonpath={{.data.k}}=v {names}")
    expect_equal((done.code, done.out.count(b"condition met\n")), (0, 40), f"result ({done.err!r})")
    expect(len(place.requests()) <= 2, f"requests: {place.requests()}")


def refused(place):
    """one who may get an object, and neither list nor watch, waits all the same"""
    rules = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "one"}, "rules": [
        {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"], "resourceNames": ["b"]}]}
    binding = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "one"},
               "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "one"},
               "subjects": [{"kind": "User", "name": "reader"}]}
    for kind, thing in (("roles", rules), ("rolebindings", binding)):
        code, answer = place.call("POST", f"/apis/rbac.authorization.k8s.io/v1/namespaces/@ns@/{kind}", thing)
        expect(code == 201, str(answer))
    place.post(B)
    finish = place.start("wait --for=jsonpath={.data.k}=new cm/b --timeout=20s --context=reader")
    time.sleep(1)
    merge(place, "ConfigMap", "b", {"data": {"k": "new"}})
    done = finish()
    expect_equal((done.out, done.err, done.code), (b"configmap/b condition met\n", b"", 0), "result")
    place.said("wait --for=jsonpath={.data.k}=new cm/b cm/c --timeout=20s --context=reader", code=1,
               out="configmap/b condition met\n",
               err='Error from server (Forbidden): configmaps "c" is forbidden: User "reader" cannot get resource '
                   '"configmaps" in API group "" in the namespace "NS"\n')


def interrupted(place):
    """Ctrl-C ends it with 130 and without a word"""
    place.post(A)
    running = process(place, "wait", "--for=delete", "cm/a")
    await_watches(place)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    expect_equal((out, err, running.returncode), (b"", b"", 130), "result")


def nobody_reads(place):
    """it ends when nobody reads standard output any more"""
    place.post(A)
    reader, writer = os.pipe()
    running = process(place, "wait", "--for=delete", "cm/a", stdout=writer)
    os.close(writer)
    await_watches(place)
    os.close(reader)
    _, err = running.communicate(timeout=10)
    expect_equal((err, running.returncode), (b"", 141), "result")


def survives_cuts(place):
    """connections that break are taken up again"""
    place.post(pod("p"))
    with Cutter(place.world) as cutter:
        finish = place.start(READY + f" --timeout=30s --server={cutter.server} --tls-server-name=localhost")
        await_watches(place)
        for number in range(3):
            cutter.cut(reset=number % 2 == 0)
            time.sleep(1)
        condition("Pod", "p", "Ready")(place)
        done = finish()
    expect_equal((done.out, done.err, done.code), (b"pod/p condition met\n", b"", 0), "result")
