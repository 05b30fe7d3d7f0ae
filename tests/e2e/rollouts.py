"""`rollout status`: kubectl's words, output and exit codes, for workloads whose status the test writes."""
import signal
import time
from dataclasses import replace

from harness import expect_equal
from logs_follower import Cutter
from waiting import await_watches, delete, merge, process, status, together, workload
from writing import change, configmap, own, text

D, E = workload("Deployment", "d"), workload("Deployment", "e", replicas=1)
DS = workload("DaemonSet", "ds")
STS = workload("StatefulSet", "sts", replicas=3)
PARTITIONED = workload("StatefulSet", "part", replicas=3,
                       updateStrategy={"type": "RollingUpdate", "rollingUpdate": {"partition": 1}})
ON_DELETE = workload("StatefulSet", "ondel", updateStrategy={"type": "OnDelete"})
FILES = {"d.yaml": text(D), "dn.yaml": text(workload("Deployment", "none"), D), "a.yaml": text(configmap("a"))}

LINES = """
rollout
rollout status
rollout foo
rollout status foo
rollout foo bar
rollout status nosuch/x
rollout status deploy/d --watch=false
rollout status deploy/d -w=false
rollout status deploy/d --timeout=1s
rollout status deploy/d --timeout=5
rollout status deploy d e --watch=false
rollout status deploy/none
rollout status deploy/none deploy/d ds/ds --watch=false
rollout status deploy/d deploy/d --timeout=1s
rollout status deploy --watch=false
rollout status deploy,ds,sts --watch=false
rollout status deploy -l app=d --watch=false
rollout status deploy -l app=none
rollout status deploy/d -l app=d
rollout status deploy d -l app=d
rollout status cm/a
rollout status cm/none
rollout status cm/a deploy/d --watch=false
rollout status deploy/d cm/a cm/none --watch=false
rollout status rs/none
rollout status deploy/d --revision=-1
rollout status deploy/d --revision=1 --watch=false
rollout status deploy/d --revision=7 --watch=false
rollout status deploy/d --revision=x
rollout status deploy/e --revision=3
rollout status deploy/e --revision=2
rollout status ds/ds --watch=false
rollout status sts/sts --watch=false
rollout status sts/part --watch=false
rollout status sts/ondel
rollout status deploy/e
rollout status deploy/e deploy/e
rollout status -f d.yaml --watch=false
rollout status -f a.yaml
rollout status -f missing.yaml
rollout status -f d.yaml deploy/d
rollout status -f d.yaml deploy
rollout status deploy/d --watch=false --context=reader
rollout status deploy --watch=false --context=reader
"""
DONE = {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1, "readyReplicas": 1}


def revision(name, number):
    """A change of annotations is another generation of a Deployment."""
    return lambda place: merge(place, "Deployment", name, {"metadata": {"annotations": {
        "deployment.kubernetes.io/revision": str(number)}}})


SETUP = [D, E, DS, STS, PARTITIONED, ON_DELETE, configmap("a"), revision("d", 1), revision("e", 3),
         status("Deployment", "d", observedGeneration=2, replicas=1),
         status("Deployment", "e", **{**DONE, "observedGeneration": 2})]


def cases(_):
    for line in LINES.strip().splitlines():
        # What help lists is what the program has.
        alter = no_help if line == "rollout" else None
        yield change(line, setup=SETUP, files=FILES, alter=alter, kinds=("StatefulSet", "DaemonSet"))
    yield from changes()
    for call in (one_after_the_other, missing_in_a_file, interrupted):
        yield own(call, files=FILES)
    yield own(survives_cuts)


def no_help(result):
    return replace(result, out=b"" if b"Available Commands:" in result.out else result.out)


def deployment(name="d", **fields):
    ready = {"readyReplicas": fields["availableReplicas"]} if "availableReplicas" in fields else {}
    return status("Deployment", name, **{"observedGeneration": 1, **ready, **fields})


def changes():
    first = deployment(replicas=1, updatedReplicas=1)
    done = deployment(replicas=2, updatedReplicas=2, availableReplicas=2)
    yield together("rollout status deploy/d", first, deployment(replicas=3, updatedReplicas=1),
                   deployment(replicas=3, updatedReplicas=2), deployment(replicas=2, updatedReplicas=2),
                   deployment(replicas=2, updatedReplicas=2, availableReplicas=1), done, setup=[D])
    yield together("rollout status deploy/d", first, deployment(
        conditions=[{"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}]), setup=[D],
        name="a rollout that exceeds its deadline")
    yield together("rollout status deploy/d", first, delete("Deployment", "d"), setup=[D], name="a rollout whose object is deleted")
    yield together("rollout status deploy/d --revision=1", deployment(observedGeneration=2, replicas=1, updatedReplicas=1),
                   revision("d", 2), deployment(observedGeneration=3, replicas=1), setup=[D, revision("d", 1)],
                   name="a rollout that another revision takes the place of")
    yield together("rollout status deploy/d", first, lambda place: merge(place, "Deployment", "d", {"spec": {"replicas": 3}}),
                   deployment(observedGeneration=2, replicas=3, updatedReplicas=3, availableReplicas=3), setup=[D],
                   name="a rollout that begins anew")
    yield together("rollout status deploy/d --timeout=3s", first, setup=[D], name="a rollout that takes too long")
    yield together("rollout status ds ds",
                   *(status("DaemonSet", "ds", observedGeneration=1, desiredNumberScheduled=2, currentNumberScheduled=2,
                            numberMisscheduled=0, numberReady=0, updatedNumberScheduled=updated, numberAvailable=available)
                     for updated, available in ((1, 0), (2, 0), (2, 1), (2, 2))), setup=[DS])
    yield together("rollout status sts/sts",
                   *(status("StatefulSet", "sts", observedGeneration=1, replicas=3, readyReplicas=ready, currentRevision=old,
                            updateRevision="sts-2", updatedReplicas=updated)
                     for ready, old, updated in ((1, "sts-1", 0), (3, "sts-1", 0), (3, "sts-1", 2), (3, "sts-2", 3))), setup=[STS])
    yield together("rollout status sts/part",
                   *(status("StatefulSet", "part", observedGeneration=1, replicas=3, readyReplicas=3, currentRevision="part-1",
                            updateRevision="part-2", updatedReplicas=updated) for updated in (0, 1, 2)), setup=[PARTITIONED])
    yield together("rollout status deploy/d deploy/e", first, done, deployment("e", replicas=1), deployment("e", **DONE),
                   setup=[D, E], name="two rollouts")
    yield together("rollout status deploy/d deploy/e", deployment("e", replicas=1), deployment("e", **DONE), first, done,
                   setup=[D, E], name="two rollouts, the second of which is done first")
    yield together("rollout status deploy -l team=x", deployment("e", **DONE), done, setup=[
        workload("Deployment", "d"), E, *(lambda place, name=name: merge(
            place, "Deployment", name, {"metadata": {"labels": {"team": "x"}}}) for name in "de")])


def one_after_the_other(place):
    """the limit of time is one for each, from when its turn comes, and a failed one does not keep back the others"""
    for thing in (D, E):
        place.post(thing)
    deployment(replicas=1, updatedReplicas=1)(place)
    finish = place.start("rollout status deploy/d deploy/none deploy/e --timeout=2s")
    time.sleep(3)
    deployment("e", **DONE)(place)
    done = finish()
    expect_equal(done.out, b'Waiting for deployment "d" rollout to finish: 1 out of 2 new replicas have been updated...\n'
                 b'Waiting for deployment spec update to be observed...\ndeployment "e" successfully rolled out\n', "stdout")
    expect_equal((place.masked(done).err, done.code), (
        b"timed out waiting for the condition\n"
        b'Error from server (NotFound): deployments.apps "none" not found\n', 1), "stderr and exit code")


def missing_in_a_file(place):
    """what a file names and the server does not have is an error, and the others are reported"""
    place.post(D)
    deployment(replicas=2, updatedReplicas=2, availableReplicas=2)(place)
    place.said("rollout status -f dn.yaml", out='deployment "d" successfully rolled out\n', code=1,
               err='Error from server (NotFound): deployments.apps "none" not found\n')


def interrupted(place):
    """Ctrl-C ends it with 130"""
    place.post(D)
    running = process(place, "rollout", "status", "deploy/d")
    await_watches(place)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    expect_equal((out, err, running.returncode), (b"Waiting for deployment spec update to be observed...\n", b"", 130), "result")


def survives_cuts(place):
    """connections that break are taken up again, and nothing is said twice"""
    place.post(D)
    with Cutter(place.world) as cutter:
        finish = place.start(f"rollout status deploy/d --timeout=30s --server={cutter.server} --tls-server-name=localhost")
        await_watches(place)
        for number in range(3):
            cutter.cut(reset=number % 2 == 0)
            time.sleep(1)
        deployment(replicas=2, updatedReplicas=2, availableReplicas=2)(place)
        done = finish()
    expect_equal((done.out, done.err, done.code), (
        b'Waiting for deployment spec update to be observed...\ndeployment "d" successfully rolled out\n', b"", 0), "result")
