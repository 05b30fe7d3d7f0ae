"""What `logs` prints without -f: targets, containers, parts of a log, and the words when something is wrong."""
from dataclasses import replace

from differences import last_line
from harness import Skip, check, expect, expect_equal, same, words
from logs_stage import AWKWARD, NS, after, kubelet_of, snapshots

LINES = """
logs solo
logs pod/solo
logs pods/solo
logs po/solo
logs solo app
logs solo -c app
logs pod/solo app
logs trio
logs trio app
logs trio -c side
logs trio -c setup
logs trio -c migrate --prefix
logs trio setup --timestamps
logs trio -c nobody
logs trio nobody
logs trio -c nobody --all-containers
logs trio nobody --all-containers
logs trio app -c side
logs trio app -c app
logs trio -c ''
logs trio ''
logs chosen
logs chosen app
logs chosen --prefix
logs mischosen
logs mischosen side
logs solo --prefix
logs trio --prefix
logs solo --timestamps
logs solo --timestamps --prefix
logs solo --tail 3
logs solo --tail=0
logs solo --tail=-1
logs solo --tail=100
logs solo --tail=-2
logs solo --tail x
logs solo --since 3h
logs solo --since=6h
logs solo --since=1s
logs solo --since=0
logs solo --since=0s
logs solo --since=-1h
logs solo --since=1.5h
logs solo --since=90m30s
logs solo --since=100ms
logs solo --since=600ms
logs solo --since=1d
logs solo --since x
logs solo --since-time 2001-01-01T00:00:00Z
logs solo --since-time=2001-01-01T00:00:00+02:00
logs solo --since-time=2001-01-01T00:00:00.123456789Z
logs solo --since-time=2099-01-01T00:00:00Z
logs solo --since-time=2001-01-01
logs solo --since-time=yesterday
logs solo --since-time=''
logs solo --since-time=2001-01-01T00:00:00Z --since=1h
logs solo --since=3h --tail=2
logs solo --since=3h --tail=12 --timestamps
logs solo --limit-bytes 10
logs solo --limit-bytes=1
logs solo --limit-bytes=0
logs solo --limit-bytes=-1
logs solo --limit-bytes=100000
logs solo --limit-bytes=20 --timestamps --prefix
logs solo --limit-bytes=20 --tail=3
logs solo -p
logs solo --previous
logs again
logs again -p
logs again app --previous
logs again -p --tail=1 --prefix --timestamps
logs again side -p
logs looping
logs looping -p
logs done
logs done -p
logs creating
logs creating -p
logs creating --ignore-errors
logs pulling
logs silent
logs silent --prefix --timestamps
logs awkward
logs awkward --prefix
logs awkward --timestamps
logs awkward --tail=2
logs awkward --tail=1 --prefix
logs unended one
logs unended two --prefix
logs on-dead
logs on-dead --ignore-errors
logs on-nothing
logs unscheduled
logs broken
logs broken --ignore-errors
logs broken --prefix --ignore-errors
logs unknown-to-kubelet
logs abroad --insecure-skip-tls-verify-backend
logs abroad --insecure-skip-tls-verify-backend --prefix
logs missing
logs pod/missing
logs missing app
logs missing -f
logs deploy/missing
logs svc/missing
logs foo/missing
logs solo/app
logs ''
logs /solo
logs pod/
logs pod/solo/app
logs pod,svc/web
logs
logs solo app more
logs solo -l app=solo
logs solo --nonsense
logs -l app=solo
logs -l app=solo --tail=2
logs -l app=solo --tail=-1
logs -l app=solo app
logs -l app=trio --tail=1
logs -l app=trio -c side
logs -l app=trio -c nobody
logs -l app=nothing
logs -l app=nothing -f
logs -l app=nothing --all-containers
logs -l 'a b'
logs -l app=solo,nothing
logs -l 'app in (solo)'
logs deploy/lone
logs deployment/lone
logs deployments.apps/lone
logs deployment.v1.apps/lone
logs rs/lone
logs sts/lone
logs ds/lone
logs job/lone
logs job.batch/lone
logs svc/lone
logs service/lone --prefix
logs rc/lone
logs deploy/lone app
logs deploy/lone -c nobody
logs deploy/lone --all-pods
logs deploy/web
logs deploy/web app --tail=1
logs deploy/web --tail=1 --prefix
logs deploy/web proxy
logs deploy/web -c proxy
logs rs/web --tail=1
logs sts/web --tail=1
logs ds/web --tail=1
logs job/web --tail=1
logs svc/web --tail=1
logs rc/web --tail=1
logs svc/web -c nobody
logs deploy/mixed
logs deploy/nothing --pod-running-timeout=1s
logs svc/nothing --pod-running-timeout=1s
logs svc/nothing --pod-running-timeout=0
logs svc/nothing --pod-running-timeout=-1s
logs svc/nothing --pod-running-timeout=x
logs svc/headless
logs configmap/settings
logs cm/settings
logs deploy/nothing -c x --pod-running-timeout=1s
logs solo --max-log-requests=0
logs solo --max-log-requests=-1
logs deploy/web -f --all-pods --max-log-requests=0
logs solo --max-log-requests=x
logs solo --context reader
logs -l app=solo --context reader
logs deploy/lone --context reader
logs missing --context reader
logs solo -n nowhere
logs deploy/lone -n nowhere
logs -l app=solo -n nowhere
logs done -f
logs done -f --prefix --timestamps
logs done -f --tail=1
logs done -f --tail=0
logs done -f --limit-bytes=7
logs again -f -p
logs solo -f=false
logs solo -f --limit-bytes=10
logs -l app=web -f --max-log-requests=2
logs -l app=web -f --all-containers --max-log-requests=5
logs deploy/web -f --all-pods --max-log-requests=1
"""

# kubectl asks again every second, and says each time what it was told; it has waited for the first time when it ends.
WAITS = """
logs creating -f --pod-running-timeout=1500ms
logs broken -f --pod-running-timeout=1500ms
logs on-dead -f --pod-running-timeout=1500ms
logs broken -f --ignore-errors
logs creating -f --ignore-errors
logs creating -f --prefix --ignore-errors
"""

# kubectl takes the pods of a selector, and the containers of a pod, in random order.
ANY_ORDER = """
logs trio --all-containers
logs trio --all-containers --prefix
logs trio --all-containers --tail=1 --timestamps
logs trio --all-containers --all-pods
logs chosen --all-containers
logs again --all-containers -p --ignore-errors
logs -l app=web
logs -l app=web -c app --prefix
logs -l app=web --all-containers --tail=3
logs -l app=web --all-pods
logs -l tier=front --tail=1 --prefix
logs -l app=web --limit-bytes=18
logs deploy/web --all-pods
logs deploy/web --all-pods --tail=2 -c app
logs deploy/web --all-pods --all-containers
logs deploy/web --all-containers --tail=1
logs svc/web --all-pods --prefix=false
logs -l app=mixed --ignore-errors
logs deploy/mixed --all-pods --ignore-errors
"""


def any_order(result):
    return replace(result, out=b"".join(sorted(result.out.splitlines(keepends=True))),
                   err=b"".join(sorted(result.err.splitlines(keepends=True))))


def once(result):
    """Without lines that were said before, and without what only yare asks for."""
    err = result.err.replace(b"&timestamps=true", b"")
    return replace(result, err=b"".join(dict.fromkeys(err.splitlines(keepends=True))))


def in_namespace(line):
    return words(line) if " -n " in line else [*words(line), "-n", NS]


def cases(place):
    for case in all_cases(place):
        yield after(snapshots, case)


def all_cases(_):
    for line in LINES.strip().splitlines():
        yield same(in_namespace(line), name=line)
    for line in WAITS.strip().splitlines():
        yield same(in_namespace(line), name=line, alter=once)
    for line in ANY_ORDER.strip().splitlines():
        yield same(in_namespace(line), name=line, alter=any_order)
    yield same("logs solo -s https://127.0.0.1:1", alter=last_line)
    for line in ("logs abroad", "logs abroad --ignore-errors"):
        yield same(in_namespace(line), name=line)
    for call in (no_previous_to_follow, node_is_missing_for_a_follow, fixed_order, order_of_pods,
                 lines_end_before_the_next_stream, errors_last, verbatim, several_targets,
                 custom_resource):
        yield check(call)


def yare(place, *arguments, **options):
    return place.yare(["logs", "-n", NS, *arguments], **options)


def no_previous_to_follow(place):
    """a previous instance that is not there is not waited for (kubectl asks for it again, until its time is over)"""
    said = yare(place, "done", "-f", "-p")
    words = b'Error from server (BadRequest): previous terminated container "app" in pod "done" not found\n'
    expect_equal((said.out, said.err, said.code), (b"", words, 1), "output")


def node_is_missing_for_a_follow(place):
    """nor is a node that is not there"""
    said = yare(place, "on-nothing", "-f")
    expect_equal((said.out, said.err, said.code),
                 (b"", b'Error from server (NotFound): pods "no-such-node" not found\n', 1), "output")


def fixed_order(place):
    """containers come as init, regular and ephemeral ones, each in the order of the pod"""
    names = (b"setup", b"migrate", b"app", b"side")
    wanted = [b"trio/%s %06d \n" % (name, number) for name in names for number in range(3)]
    if place.has_ephemeral:
        wanted += [b"trio/debugger %06d \n" % number for number in range(2)]
    for more in ([], ["--all-pods"]):
        said = yare(place, "trio", "--all-containers", "--prefix=false", *more)
        found = b"".join(line.split(b"] ")[-1] for line in said.out.splitlines(keepends=True))
        expect_equal(found, b"".join(wanted), f"stdout with {more}")
        expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def order_of_pods(place):
    """pods of a selector come in the server's order, their containers in order within"""
    said = yare(place, "-l", "app=web", "--all-containers", "--tail=1", "--prefix")
    wanted = [b"[pod/web-%d/%s] web-%d/%s %06d \n" % (pod, name, pod, name, last)
              for pod in range(3) for name, last in ((b"app", 14), (b"proxy", 1))]
    expect_equal(said.out, b"".join(wanted), "stdout")


def lines_end_before_the_next_stream(place):
    """a last line without its newline gets one where another stream follows, and only there"""
    said = yare(place, "unended", "--all-containers")
    expect_equal(said.out, b"first\nnot ended\nsecond\nnot ended either", "stdout")
    said = yare(place, "unended", "--all-containers", "--prefix")
    expect_equal(said.out, b"[pod/unended/one] first\n[pod/unended/one] not ended\n"
                           b"[pod/unended/two] second\n[pod/unended/two] not ended either", "stdout with --prefix")
    said = yare(place, "-l", "app=web", "--limit-bytes=20", "--tail=15")
    expect_equal(said.out, b"web-0/app 000000 \nwe\nweb-1/app 000000 \nwe\nweb-2/app 000000 \nwe",
                 "stdout with a limit")


def errors_last(place):
    """a stream that fails keeps no other from being printed (kubectl ends with it, somewhere among the others)"""
    said = yare(place, "-l", "app=mixed")
    others = b"mixed-1/app 000000 \nmixed-1/app 000001 \nmixed-2/app 000000 \nmixed-2/app 000001 \n"
    expect_equal((said.out, said.code), (others, 1), "stdout and exit code")
    expect_equal(said.err, b'Error from server (BadRequest): container "app" in pod "mixed-0" is waiting to start: '
                           b"ContainerCreating\n", "stderr")
    said = yare(place, "-l", "app=mixed", "--ignore-errors")
    error = b'error: container "app" in pod "mixed-0" is waiting to start: ContainerCreating\n'
    expect_equal(said.out, error + others, "stdout")
    expect_equal((said.err, said.code), (b"", 0), "stderr and exit code")


def verbatim(place):
    """what a container wrote reaches a pipe byte for byte, with a prefix too"""
    whole = b"".join(AWKWARD) + b"x" * 300000 + b"\nno end"
    expect_equal(yare(place, "awkward").out, whole, "stdout")
    wanted = b"".join(b"[pod/awkward/app] " + line for line in whole.split(b"\n") for line in [line + b"\n"])[:-1]
    expect_equal(yare(place, "awkward", "--prefix").out, wanted, "stdout with --prefix")
    expect_equal(yare(place, "awkward", "--raw-control").out, whole, "stdout with --raw-control")


def several_targets(place):
    """several targets come one behind the other, in their order"""
    said = yare(place, "deploy/lone", "pod/done", "pod/solo", "--tail=1")
    expect_equal((said.out, said.err, said.code), (b"lone-0/app 000001 \ndone/app 000002 \nnew 7\n", b"", 0), "output")
    said = yare(place, "done", "pod/solo", "--tail=1", "--prefix")
    expect_equal((said.out, said.err, said.code),
                 (b"[pod/done/app] done/app 000002 \n[pod/solo/app] new 7\n", b"", 0), "output of pods")
    said = yare(place, "deploy/web", "svc/lone", "-c", "app", "--all-pods", "--tail=1")
    expect_equal(sorted(said.out.splitlines()),
                 [b"[pod/lone-0/app] lone-0/app 000001 "] +
                 [b"[pod/web-%d/app] web-%d/app 000014 " % (n, n) for n in range(3)], "lines of all pods")


def custom_resource(place):
    """a custom resource with a scale has the pods of the scale's selector"""
    kubelet = kubelet_of(place)
    path = f"/apis/e2e.yare.example/v1/namespaces/{NS}/oddities/lone"
    scale = kubelet.api.call("GET", path + "/scale")
    if not (scale and scale["status"].get("selector")):
        raise Skip("a cluster filled earlier has no scale with a selector for the custom resource")
    said = yare(place, "oddity/lone")
    expect_equal((said.out, said.code), (b"lone-0/app 000000 \nlone-0/app 000001 \n", 0), f"output ({said.err!r})")
