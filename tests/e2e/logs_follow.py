"""`logs -f`: which pods and containers are followed, and when it ends."""
import time

from harness import Failure, check, expect_equal
from logs_follower import Follower, each_exactly, exactly
from logs_stage import NS, kubelet_of


def cases(_):
    for call in (one_pod, container_is_named, always_restarted, scheduled_later, tail_then_new, since_then_new,
                 starts_later, restarts, crash_loop, status_comes_late, status_comes_first, joins, fixed_set, leaves,
                 replaced, all_containers, workload_joins, several_targets, timestamps):
        yield check(call)


def prefix(pod, container="app"):
    return f"[pod/{pod}/{container}] ".encode()


def ends_well(follow, wanted):
    said = follow.end()
    exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def one_pod(place):
    """one container is followed to its end"""
    pod = kubelet_of(place).pod("f-one")
    wanted = [*pod["app"].write(5)]
    with Follower(place, "-f", "f-one") as follow:
        for _ in range(5):
            follow.await_lines(len(wanted))
            wanted += pod["app"].write(20)
        pod.finish()
        ends_well(follow, wanted)


def container_is_named(place):
    """the named container alone decides when it ends"""
    pod = kubelet_of(place).pod("f-named", ["app", "side"], restart="Never")
    wanted = [*pod["side"].write(3)]
    with Follower(place, "-f", "f-named", "-c", "side") as follow:
        pod["side"].await_streams(1)
        pod["app"].write(3)
        wanted += pod["side"].write(3)
        follow.await_lines(6)
        pod["side"].finish()
        ends_well(follow, wanted)
    pod.delete()


def always_restarted(place):
    """a container that has ended, but will be started again, is waited for until its pod goes"""
    pod = kubelet_of(place).pod("f-always", restart="Always")
    wanted = [*pod["app"].write(3, "first")]
    with Follower(place, "-f", "f-always") as follow:
        for number in range(2):
            follow.await_lines(len(wanted))
            pod["app"].finish()
            pod["app"].await_streams(0)
            pod["app"].start()
            wanted += pod["app"].write(3, f"instance-{number}")
        follow.await_lines(9)
        pod.delete()
        said = follow.end()
    exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def await_asked(place, path):
    """Waits until yare has asked the server for the path, as its audit log says."""
    for _ in range(600):
        with open(place.audit_log, "rb") as file:
            if any(f'"{path}"'.encode() in line and b'"userAgent":"yare/' in line for line in file):
                return
        time.sleep(0.1)
    raise Failure(f"yare has not asked for {path}")


def scheduled_later(place):
    """a pod that has no node yet is followed once it runs on one"""
    kubelet = kubelet_of(place)
    pod = kubelet.pod("f-bound", node="", state="waiting")
    with Follower(place, "-f", "f-bound") as follow:
        await_asked(place, f"/api/v1/namespaces/{NS}/pods/f-bound")
        kubelet.bind(pod)
        pod["app"].start()
        wanted = [*pod["app"].write(3)]
        follow.await_lines(3)
        pod.finish()
        said = follow.end()
    exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def tail_then_new(place):
    """--tail counts the lines at the start, and 0 is none"""
    for count in (0, 2):
        pod = kubelet_of(place).pod(f"f-tail-{count}")
        before = pod["app"].write(9, "before")
        with Follower(place, "-f", f"f-tail-{count}", f"--tail={count}") as follow:
            pod["app"].await_streams(1)
            wanted = [*before[9 - count:], *pod["app"].write(3, "after")]
            follow.await_lines(len(wanted))
            pod["app"].cut("eof")
            wanted += pod["app"].write(3, "later")
            follow.await_lines(len(wanted))
            pod.finish()
            ends_well(follow, wanted)


def since_then_new(place):
    """--since is about the start"""
    pod = kubelet_of(place).pod("f-since")
    pod["app"].append(b"long ago\n", at=10**18)
    with Follower(place, "-f", "f-since", "--since=1h") as follow:
        pod["app"].await_streams(1)
        wanted = [*pod["app"].write(2)]
        follow.await_lines(2)
        pod["app"].cut("eof")
        wanted += pod["app"].write(2)
        follow.await_lines(4)
        pod.finish()
        ends_well(follow, wanted)


def starts_later(place):
    """a container that waits to start is followed once it runs"""
    pod = kubelet_of(place).pod("f-later", state="waiting")
    with Follower(place, "-f", "f-later") as follow:
        pod["app"].await_requests(1)
        pod["app"].start()
        wanted = [*pod["app"].write(4)]
        follow.await_lines(4)
        pod.finish()
        said = follow.end()
    exactly(said.out, wanted)
    expect_equal(said.code, 0, "exit code")


def restarts(place):
    """a container that starts again is followed on, whichever of the status and the end of the log comes first"""
    pod = kubelet_of(place).pod("f-restarts", labels={"app": "f-restarts"})
    wanted = [*pod["app"].write(3, "first")]
    with Follower(place, "-f", "-l", "app=f-restarts") as follow:
        for number in range(3):
            follow.await_lines(len(wanted))
            pod["app"].restart()
            wanted += pod["app"].write(3, f"instance-{number}")
        follow.await_lines(len(wanted))
        pod.finish()
        said = follow.end()
    exactly(said.out, wanted)
    # Where the status lags it may say that it cannot know whether it has seen every instance.
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def crash_loop(place):
    """between two instances a kubelet still gives the last one's log: it is not printed again"""
    pod = kubelet_of(place).pod("f-crash", labels={"app": "f-crash"})
    wanted = [*pod["app"].write(3, "first")]
    with Follower(place, "-f", "-l", "app=f-crash") as follow:
        for number in range(2):
            follow.await_lines(len(wanted))
            pod["app"].crash()
            pod["app"].await_streams(0)
            pod["app"].start()
            wanted += pod["app"].write(3, f"instance-{number}")
            follow.await_lines(len(wanted))
        pod.finish()
        ends_well(follow, wanted)


def status_comes_late(place):
    """the status may say for a while that a container runs that has ended"""
    pod = kubelet_of(place).pod("f-lag", labels={"app": "f-lag"})
    wanted = [*pod["app"].write(3, "first")]
    with Follower(place, "-f", "-l", "app=f-lag") as follow:
        follow.await_lines(3)
        asked = len(pod["app"].requests)
        pod["app"].crash(publish=False)
        # It asks again, since the status still says that it runs, and gets the same log.
        pod["app"].await_requests(asked + 1)
        pod.publish()
        pod["app"].start(publish=False)
        wanted += pod["app"].write(3, "second")
        pod.publish()
        follow.await_lines(6)
        asked = len(pod["app"].requests)
        pod["app"].finish(publish=False)
        pod["app"].await_requests(asked + 1)
        pod.publish()
        ends_well(follow, wanted)


def status_comes_first(place):
    """lines that are still on their way when the status says that a container has ended are printed"""
    pod = kubelet_of(place).pod("f-first", labels={"app": "f-first"})
    pod["app"].stall()
    with Follower(place, "-f", "-l", "app=f-first") as follow:
        pod["app"].await_streams(1)
        wanted = [*pod["app"].write(500)]
        pod["app"].finish()
        pod["app"].resume()
        ends_well(follow, wanted)


def joins(place):
    """pods that appear later are followed from their first line; with the last one it ends"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod("f-join-0", labels={"app": "f-join"})]
    wanted = {prefix("f-join-0"): [*pods[0]["app"].write(3)]}
    with Follower(place, "-f", "-l", "app=f-join", "--prefix") as follow:
        follow.await_lines(3)
        for number in (1, 2):
            name = f"f-join-{number}"
            pod = kubelet.pod(name, labels={"app": "f-join"}, state="waiting")
            pod["app"].start(publish=False)
            wanted[prefix(name)] = [*pod["app"].write(30)]
            pod.publish()
            pods.append(pod)
        for pod in pods:
            wanted[prefix(pod.name)] += pod["app"].write(3)
        follow.await_lines(sum(map(len, wanted.values())))
        for pod in pods:
            pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def fixed_set(place):
    """--follow-new=false keeps the pods that are there at the start"""
    kubelet = kubelet_of(place)
    first = kubelet.pod("f-fixed-0", labels={"app": "f-fixed"})
    wanted = [prefix("f-fixed-0") + line for line in first["app"].write(3)]
    with Follower(place, "-f", "-l", "app=f-fixed", "--prefix", "--follow-new=false") as follow:
        follow.await_lines(3)
        second = kubelet.pod("f-fixed-1", labels={"app": "f-fixed"})
        second["app"].write(3)
        first["app"].restart()
        wanted += [prefix("f-fixed-0") + line for line in first["app"].write(3, "again")]
        follow.await_lines(6)
        first.finish()
        ends_well(follow, wanted)
    expect_equal(second["app"].requests, [], "requests for the new pod")
    second.delete()


def leaves(place):
    """a pod that is deleted leaves; the others go on"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"f-leave-{number}", labels={"app": "f-leave"}) for number in range(3)]
    wanted = {prefix(pod.name): [*pod["app"].write(3)] for pod in pods}
    with Follower(place, "-f", "-l", "app=f-leave", "--prefix") as follow:
        follow.await_lines(9)
        pods[0].delete(grace=30)
        wanted[prefix("f-leave-0")] += pods[0]["app"].write(2, "last words")
        pods[0].delete()
        wanted[prefix("f-leave-1")] += pods[1]["app"].write(2, "still here")
        follow.await_lines(13)
        pods[1].delete()
        pods[2].finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def replaced(place):
    """a pod that is made anew under its name is a new pod"""
    kubelet = kubelet_of(place)
    pod = kubelet.pod("f-again-0", labels={"app": "f-again"})
    stay = kubelet.pod("f-again-1", labels={"app": "f-again"})
    wanted = [*pod["app"].write(3, "old pod")]
    with Follower(place, "-f", "-l", "app=f-again") as follow:
        follow.await_lines(3)
        pod.delete()
        pod = kubelet.pod("f-again-0", labels={"app": "f-again"})
        wanted += pod["app"].write(3, "new pod")
        follow.await_lines(6)
        pod.finish()
        stay.finish()
        ends_well(follow, wanted)


def all_containers(place):
    """--all-containers follows every container of a pod"""
    pod = kubelet_of(place).pod("f-all", ["app", "side"], init=["setup"])
    wanted = {prefix("f-all", name): [*pod[name].write(4)] for name in ("setup", "app", "side")}
    with Follower(place, "-f", "f-all", "--all-containers", "--prefix") as follow:
        follow.await_lines(12)
        wanted[prefix("f-all", "side")] += pod["side"].write(3)
        follow.await_lines(15)
        pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def workload_joins(place):
    """--all-pods of a workload follows the pods that replace others"""
    kubelet = kubelet_of(place)
    kubelet.api.create(f"/apis/apps/v1/namespaces/{NS}/deployments", {"metadata": {"name": "f-roll"}, "spec": {
        "selector": {"matchLabels": {"app": "f-roll"}}, "template": {
            "metadata": {"labels": {"app": "f-roll"}}, "spec": {"containers": [{"name": "app", "image": "i:1"}]}}}})
    old = kubelet.pod("f-roll-a", labels={"app": "f-roll"})
    wanted = {prefix("f-roll-a"): [*old["app"].write(3)]}
    with Follower(place, "-f", "deploy/f-roll", "--all-pods") as follow:
        follow.await_lines(3)
        new = kubelet.pod("f-roll-b", labels={"app": "f-roll"})
        wanted[prefix("f-roll-b")] = [*new["app"].write(3)]
        follow.await_lines(6)
        old.delete()
        wanted[prefix("f-roll-b")] += new["app"].write(3)
        follow.await_lines(9)
        new.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal(said.code, 0, f"exit code ({said.err!r})")


def several_targets(place):
    """several targets are followed together"""
    kubelet = kubelet_of(place)
    pods = [kubelet.pod(f"f-many-{number}") for number in range(3)]
    with Follower(place, "-f", *(f"pod/{pod.name}" for pod in pods), "--prefix") as follow:
        wanted = {prefix(pod.name): [*pod["app"].write(3)] for pod in pods}
        follow.await_lines(9)
        for pod in pods:
            pod.finish()
        said = follow.end()
    each_exactly(said.out, wanted)
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def timestamps(place):
    """--timestamps shows those of the kubelet, also after a stream was taken up again"""
    pod = kubelet_of(place).pod("f-stamps")
    pod["app"].write(3)
    with Follower(place, "-f", "f-stamps", "--timestamps", "--prefix") as follow:
        follow.await_lines(3)
        pod["app"].cut("eof")
        pod["app"].write(3)
        follow.await_lines(6)
        pod.finish()
        said = follow.end()
    whole, _ = pod["app"].instances[0].read(0, True, 6)
    exactly(said.out, [prefix("f-stamps") + line for line in whole.splitlines(keepends=True)])
