"""`yare status --wait`: when it ends, with what exit code, and what it says of why."""
import re

from harness import check, expect, expect_equal
from status_stage import CORE, IMAGE_TROUBLE, config_map, deployment, job, make, pod, stage_of, template, warn, workload

NS = "st-wait"
LONG = "--timeout=60s"      # no case lasts as long


def cases(_):
    for call in (rolls_out, already_there, several_kinds, crash_loop, crash_loop_in_a_rollout, bad_image, stall,
                 job_fails, job_completes, job_is_not_current, unschedulable_pod, forbidden_by_quota, missing,
                 missing_among_others, exists_later, type_exists_later, deleted, deleted_already, deleted_of_a_type,
                 replaced, deleted_while_waited_for, namespace_is_deleted, time_is_over, looks_once, selected_join,
                 manifests):
        yield check(call)


def ends(run, status, code, reason=None):
    """The wait ends with the code; the last line of its table has that status and reason. Its result."""
    said = run.end()
    lines = said.out.decode().splitlines()
    expect(lines and said.code == code, f"expected exit code {code}: {run.shown()}")
    cells = re.split(r" {2,}", lines[-1])
    expect(status in cells[1:3] and (reason is None or re.search(reason, lines[-1])),
           f"expected {status}, {reason}: {lines[-1]!r}")
    return said


def on_stage(place, *objects):
    stage = stage_of(place)
    stage.namespace(NS)
    path = make(stage, NS, *objects) if objects else ""
    return stage, path


def rolls_out(place):
    """a rollout is waited for, and its changes are told"""
    stage, _ = on_stage(place, deployment("w-rolls", "creating"))
    with stage.waits(NS, "deploy/w-rolls", "--wait") as run:
        run.await_err(b"deployment.apps/w-rolls: InProgress: 0 of 2 replicas available\n")
        stage.play(NS, "w-rolls", "ready")
        said = ends(run, "Current", 0, "2 replicas available$")
    expect(said.err.endswith(b"deployment.apps/w-rolls: Current: 2 replicas available\n"), f"stderr: {said.err!r}")


def already_there(place):
    """what is as asked ends the wait at once"""
    stage, _ = on_stage(place, config_map("w-there"))
    with stage.waits(NS, "cm/w-there", "--wait") as run:
        said = ends(run, "Current", 0)
    expect_equal(said.err, b"configmap/w-there: Current: Exists\n", "stderr")


def several_kinds(place):
    """objects of several kinds are waited for at the same time"""
    stage, _ = on_stage(place, deployment("w-many", "creating", 1), pod("w-many-pod", "creating"), job("w-many-job", "ready"),
                        workload("StatefulSet", "w-many-set", "creating"), config_map("w-many-map"))
    names = ["deploy/w-many", "pod/w-many-pod", "job/w-many-job", "sts/w-many-set", "cm/w-many-map"]
    with stage.waits(NS, *names, LONG) as run:
        run.await_err(b"statefulset.apps/w-many-set: InProgress")
        run.await_err(b"configmap/w-many-map: Current")
        for app in ("w-many-set", "w-many-pod", "w-many"):
            stage.play(NS, app, "ready")
        run.await_err(b"deployment.apps/w-many: Current")
        run.await_err(b"pod/w-many-pod: Current")
        stage.play(NS, "w-many-job", "succeed")
        said = run.end()
    expect_equal((said.code, said.out.count(b" Current ")), (0, 5), f"exit code and objects that are current in {said.out!r}")


def fails(place, objects, words, reason, name):
    """The wait on `words` ends with 3 and the reason, in both outputs, long before its time is over."""
    stage, _ = on_stage(place, *objects)
    with stage.waits(NS, *words.split(), "--timeout=10m") as run:
        said = ends(run, "Failed", 3, reason)
    line = said.err.decode().splitlines()[-1]
    expect(line.startswith(f"error: {name}: Failed: ") and re.search(reason, line), f"the last line of stderr: {line!r}")
    return stage


def crash_loop(place):
    """a crash loop ends the wait at once"""
    fails(place, [deployment("w-crash", "crash")], "deploy/w-crash",
          r"CrashLoopBackOff: app, 5 restarts, last exit 1 \(pod w-crash-\S+", "deployment.apps/w-crash")


def crash_loop_in_a_rollout(place):
    """a new template whose pods crash ends the wait at once, though the old pods are well"""
    stage, path = on_stage(place, deployment("w-new", "ready"))
    stage.comes_to(NS, "deploy/w-new", "Current", "2 replicas available", 0)
    stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"act": "creating"}}}}})
    with stage.waits(NS, "deploy/w-new", "--timeout=10m") as run:
        run.await_err(b"deployment.apps/w-new: InProgress")
        stage.api.merge(path, {"spec": {"template": {"metadata": {"labels": {"act": "crash"}}}}})
        ends(run, "Failed", 3, "CrashLoopBackOff: app, 5 restarts, last exit 1")


def bad_image(place):
    """an image that cannot be had ends the wait at once"""
    fails(place, [deployment("w-image", "image", 1)], "deploy/w-image", "ImagePullBackOff: app, " + IMAGE_TROUBLE,
          "deployment.apps/w-image")


def stall(place):
    """a Deployment that exceeds its deadline ends the wait"""
    fails(place, [deployment("w-stall", "creating", 1, progressDeadlineSeconds=1)], "deploy/w-stall",
          "ProgressDeadlineExceeded: ", "deployment.apps/w-stall")


def job_fails(place):
    """a Job that fails ends the wait at once, one among others, too, also with --for=complete"""
    fails(place, [job("w-job-bad", "fail"), job("w-job-on", "ready")], "job/w-job-bad job/w-job-bad",
          "BackoffLimitExceeded: ", "job.batch/w-job-bad")
    stage, _ = on_stage(place)
    for goal in ("--for=complete", "--for=condition=Complete"):
        with stage.waits(NS, "job/w-job-bad", "job/w-job-on", goal, LONG) as run:
            expect_equal(run.end().code, 3, f"exit code of {goal}")


def job_completes(place):
    """--for=complete waits until a Job is complete"""
    stage, _ = on_stage(place, job("w-job", "ready"))
    with stage.waits(NS, "job/w-job", "--for=complete", LONG) as run:
        run.await_err(b"job.batch/w-job: InProgress: 0 of 1 completions, 1 active\n")
        stage.play(NS, "w-job", "succeed")
        ends(run, "Current", 0, "Completed$")


def job_is_not_current(place):
    """a Pod that runs and is ready is current, not complete"""
    stage, _ = on_stage(place, pod("w-runs", "ready"))
    stage.comes_to(NS, "pod/w-runs", "Current", "Ready", 0)
    with stage.waits(NS, "pod/w-runs", "--for=complete", LONG) as run:
        run.await_err(b"pod/w-runs: Current")
        stage.play(NS, "w-runs", "succeed")
        ends(run, "Current", 0, "Completed$")


def unschedulable_pod(place):
    """a Pod that finds no node fails once time has passed, though nobody tells"""
    stage, path = on_stage(place, pod("w-large", "unschedulable"))
    stage.await_object(path, lambda found: found["status"].get("conditions"), "condition")
    with stage.waits(NS, "pod/w-large", LONG) as run:
        run.await_err(b"pod/w-large: InProgress: Unschedulable: 0/3 nodes are available")
        ends(run, "Failed", 3, "Unschedulable")


def forbidden_by_quota(place):
    """what a quota forbids is told while it is waited for, and is no failure"""
    stage, _ = on_stage(place)
    name_space = stage.namespace("st-wait-quota")
    path = make(stage, name_space, {"kind": "ResourceQuota", "metadata": {"name": "none"}, "spec": {"hard": {"pods": "0"}}})
    stage.await_object(path, lambda found: found.get("status", {}).get("hard"), "status of the quota")
    make(stage, name_space, deployment("d", "ready", 1))
    with stage.waits(name_space, "deploy/d", LONG) as run:
        run.await_err(b"FailedCreate: pods \"d-")
        stage.api.merge(path, {"spec": {"hard": {"pods": "5"}}})
        # The controller tries again after a while of its own.
        stage.api.merge(f"/apis/apps/v1/namespaces/{name_space}/deployments/d", {"spec": {"replicas": 2}})
        ends(run, "Current", 0, "2 replicas available$")


def missing(place):
    """an object that is not there ends the wait at once"""
    stage, _ = on_stage(place)
    with stage.waits(NS, "deploy/w-nope", "--wait") as run:
        said = ends(run, "NotFound", 4)
    expect(b'error: deployment.apps/w-nope: NotFound: deployments.apps "w-nope" not found\n' in said.err, said.err)


def missing_among_others(place):
    """one that is missing ends the wait for all; one that has failed counts for more"""
    stage, _ = on_stage(place, pod("w-idle", "idle"), pod("w-bad", "fail"))
    stage.comes_to(NS, "pod/w-bad", "Failed", "Error: app, exit 3", 3)
    with stage.waits(NS, "pod/w-idle", "pod/w-nope", "cm/w-nope", LONG) as run:
        expect_equal(run.end().code, 4, "exit code where two are missing")
    with stage.waits(NS, "pod/w-idle", "pod/w-nope", "pod/w-bad", LONG) as run:
        expect_equal(run.end().code, 3, "exit code where one has failed")


def exists_later(place):
    """--for=exists waits for what comes later"""
    stage, _ = on_stage(place)
    with stage.waits(NS, "cm/w-late", "deploy/w-late", "--for=exists", LONG) as run:
        run.await_err(b'deployment.apps/w-late: NotFound')
        make(stage, NS, config_map("w-late"))
        run.await_err(b"configmap/w-late: Current: Exists\n")
        make(stage, NS, deployment("w-late", "idle"))
        expect_equal(run.end().code, 0, "exit code")
    with stage.waits(NS, "cm/w-late-too", "--for=create", "--for=current", LONG) as run:
        run.await_err(b'configmap/w-late-too: NotFound')
        make(stage, NS, config_map("w-late-too"))
        ends(run, "Current", 0)


def type_exists_later(place):
    """--for=exists of a whole type waits for the first object"""
    stage, _ = on_stage(place)
    name_space = stage.namespace("st-wait-first")
    with stage.waits(name_space, "jobs", "--for=exists", "-l", "a=b", LONG) as run:
        make(stage, name_space, job("other", "idle"), job("first", "idle", labels={"a": "b"}))
        said = run.end()
    expect(said.code == 0 and b"first" in said.out and b"other" not in said.out, str(said))


def deleted(place):
    """--for=deleted waits until all are gone"""
    stage, path = on_stage(place, config_map("w-gone"), config_map("w-held", finalizers=["yare.example/held"]))
    with stage.waits(NS, "cm/w-gone", "cm/w-held", "--for=deleted", LONG) as run:
        run.await_err(b"configmap/w-held: Current")
        stage.api.call("DELETE", path.replace("w-held", "w-gone"))
        run.await_err(b"configmap/w-gone: NotFound")
        stage.api.call("DELETE", path)
        run.await_err(b"configmap/w-held: Terminating: waits for finalizer yare.example/held\n")
        stage.api.merge(path, {"metadata": {"finalizers": None}})
        ends(run, "NotFound", 0)


def deleted_already(place):
    """--for=deleted of what is not there ends at once"""
    stage, _ = on_stage(place)
    for words in (["cm/w-never"], ["cm", "-l", "never=there"], ["cm/w-never", "--for=delete"]):
        said = stage.status(NS, *words, "--for=deleted", LONG)
        expect_equal(said.code, 0, f"exit code of {words} ({said})")


def deleted_of_a_type(place):
    """--for=deleted of all that a selector chooses"""
    stage, _ = on_stage(place, pod("w-go-0", "idle", {"go": "away"}), pod("w-go-1", "idle", {"go": "away"}))
    with stage.waits(NS, "pods", "-l", "go=away", "--for=deleted", LONG) as run:
        run.await_err(b"pod/w-go-1: InProgress")
        for number in range(2):
            stage.api.call("DELETE", f"{CORE}/namespaces/{NS}/pods/w-go-{number}", {"gracePeriodSeconds": 0})
        said = run.end()
    expect_equal((said.code, said.out.count(b"NotFound")), (0, 2), f"exit code and gone objects: {said.out!r}")


def replaced(place):
    """an object that was replaced by another of its name is deleted"""
    stage, path = on_stage(place, config_map("w-again"))
    with stage.waits(NS, "cm/w-again", "--for=deleted", LONG) as run:
        run.await_err(b"configmap/w-again: Current")
        stage.api.call("DELETE", path)
        make(stage, NS, config_map("w-again"))
        expect_equal(run.end().code, 0, "exit code")


def deleted_while_waited_for(place):
    """an object that goes away while it is waited for is not found"""
    stage, path = on_stage(place, pod("w-lost", "idle"))
    with stage.waits(NS, "pod/w-lost", LONG) as run:
        run.await_err(b"pod/w-lost: InProgress")
        stage.api.call("DELETE", path, {"gracePeriodSeconds": 0})
        ends(run, "NotFound", 4)


def namespace_is_deleted(place):
    """a namespace is waited for until it is gone, and says what keeps it"""
    stage, _ = on_stage(place)
    name_space = stage.namespace("st-wait-ends")
    path = make(stage, name_space, config_map("held", finalizers=["yare.example/held"]))
    with stage.waits(NS, f"ns/{name_space}", "--for=deleted", LONG) as run:
        run.await_err(b"namespace/st-wait-ends: Current")
        stage.api.call("DELETE", f"{CORE}/namespaces/{name_space}")
        run.await_err(b"yare.example/held in 1 resource instances")
        stage.api.merge(path, {"metadata": {"finalizers": None}})
        ends(run, "NotFound", 0)


def time_is_over(place):
    """when the time is over the exit code is 2, and what was missing is told"""
    stage, _ = on_stage(place, pod("w-slow", "creating"), pod("w-slow-too", "creating"))
    for name in ("w-slow", "w-slow-too"):
        stage.comes_to(NS, f"pod/{name}", "InProgress", "ContainerCreating: app", 2)
    said = stage.status(NS, "pod/w-slow", "pod/w-slow-too", "--timeout=1s")
    expect_equal(said.code, 2, f"exit code ({said.err!r})")
    expect_equal(said.err.decode().splitlines()[-1],
                 "error: timed out waiting for pod/w-slow: InProgress: ContainerCreating: app (and 1 more)", "stderr's end")
    expect_equal(said.out.count(b"InProgress"), 2, f"objects in {said.out!r}")


def looks_once(place):
    """--timeout=0 looks once, and --wait=false does not wait, whatever is asked for"""
    stage, path = on_stage(place, pod("w-once", "creating"))
    stage.comes_to(NS, "pod/w-once", "InProgress", "ContainerCreating: app", 2)
    warn(stage, NS, stage.api.call("GET", path), "FailedMount", "no such volume")
    for words, code in (("--timeout=0", 2), ("--wait --timeout=0", 2), ("--for=deleted --timeout=0", 2),
                        ("--for=exists --timeout=0", 0), ("--for=exists --wait=false", 0),
                        ("--for=jsonpath={.status.phase}=Pending --timeout=0s", 0),
                        ("--for=condition=Ready --timeout=0", 2), ("--fail-on=jsonpath={.status.phase}=Pending --timeout=0", 3)):
        said = stage.status(NS, "pod/w-once", *words.split())
        expect_equal(said.code, code, f"exit code of {words} ({said})")
        expect(b"ContainerCreating: app; FailedMount: no such volume" in said.out, f"{words}: {said}")
    said = stage.status(NS, "pod/w-once-not", "--for=exists", "--timeout=0")
    expect_equal(said.code, 2, f"exit code of what does not exist yet ({said})")


def selected_join(place):
    """objects that join what a selector chooses are waited for, and those that leave are not any more"""
    stage, path = on_stage(place, pod("w-sel-0", "creating", {"sel": "yes"}), pod("w-sel-1", "creating", {"sel": "yes"}))
    with stage.waits(NS, "pods", "-l", "sel=yes", LONG) as run:
        run.await_err(b"pod/w-sel-1: InProgress")
        make(stage, NS, pod("w-sel-2", "creating", {"sel": "yes"}))
        run.await_err(b"pod/w-sel-2: InProgress")
        stage.api.merge(path, {"metadata": {"labels": {"sel": None}}})
        stage.play(NS, "w-sel-0", "ready")
        stage.play(NS, "w-sel-2", "ready")
        said = run.end()
    expect_equal(said.code, 0, f"exit code ({said})")
    expect(b"w-sel-2" in said.out and b"w-sel-1" not in said.out, f"{said.out!r}")


def manifests(place):
    """what manifests name is waited for, of several types and namespaces"""
    stage, _ = on_stage(place, config_map("w-file"), deployment("w-file", "creating", 1))
    other = stage.namespace("st-wait-other")
    make(stage, other, config_map("w-file"))
    place.file("w-file.yaml", f"""apiVersion: v1
kind: ConfigMap
metadata: {{name: w-file, namespace: {NS}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: w-file, namespace: {other}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: w-file, namespace: {NS}}}
""")
    with stage.waits(None, "-f", "w-file.yaml", LONG) as run:
        run.await_err(b"deployment.apps/w-file (st-wait): InProgress")
        stage.play(NS, "w-file", "ready")
        said = run.end()
    expect_equal((said.code, said.out.count(b" Current ")), (0, 3), f"exit code and current objects in {said.out!r}")
