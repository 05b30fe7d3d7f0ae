"""scale: of whatever has a scale."""
import json

from fixtures import GROUP
from harness import expect, expect_equal
from writing import change, configmap, deployment, later, oddity, own, text

D, E, O = deployment("d", labels={"app": "x"}), deployment("e", 3, labels={"app": "x"}), oddity("o")
FILES = {"d.yaml": text(D), "de.yaml": text(D, E), "dn.yaml": text(D, deployment("nope"), E), "a.yaml": text(configmap("a")),
         "empty.yaml": "", "elsewhere.yaml": text(deployment("d", namespace="other"))}
STATEFUL = {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "s"}, "spec": {
    **D["spec"], "serviceName": "s"}}

# With d, e, o and a there.
LINES = """
scale deploy d --replicas=4
scale deploy/d --replicas=4
scale deploy d e --replicas=4
scale deploy/d deploy/e --replicas=4 -o name
scale deploy/d deploy/nope deploy/e --replicas=4
scale deploy d --replicas=2
scale deploy d --replicas=0
scale deploy d --replicas=4 -o name
scale deploy d --replicas=4 -o yaml --dry-run=client
scale deploy d --replicas=4 --dry-run=client
scale deploy d --replicas=4 --dry-run=server
scale deploy d --replicas=4 --dry-run=server -o name
scale deploy d --replicas=4 --dry-run=maybe
scale deploy d --current-replicas=2 --replicas=4
scale deploy d --current-replicas=5 --replicas=4
scale deploy d e --current-replicas=2 --replicas=4
scale deploy d --current-replicas=-2 --replicas=4
scale deploy d --resource-version=1 --replicas=4
scale deploy d e --resource-version=1 --replicas=4
scale deploy d
scale deploy d --replicas
scale deploy d --replicas=-1
scale deploy d --replicas=x
scale deploy nope --replicas=4
scale deploy --replicas=4
scale --replicas=4
scale deploy --all --replicas=4
scale deploy -l app=x --replicas=4
scale deploy -l app=none --replicas=4
scale deploy d -l app=x --replicas=4
scale cm a --replicas=4
scale frobs x --replicas=4
scale odd o --replicas=4
scale oddity/o deploy/d --replicas=4
scale odd o --current-replicas=1 --replicas=4
scale odd o --current-replicas=2 --replicas=4
scale -f d.yaml --replicas=4
scale -f de.yaml --replicas=4
scale -f a.yaml --replicas=4
scale -f empty.yaml --replicas=4
scale -f nothing.yaml --replicas=4
scale -f elsewhere.yaml --replicas=4
scale -f d.yaml deploy e --replicas=4
"""


def cases(_):
    for line in LINES.strip().splitlines():
        yield change(line, setup=[D, E, O, configmap("a")], files=FILES, kinds=("Oddity",))
    yield change("scale sts s --replicas=4", setup=[STATEFUL], kinds=("StatefulSet",))
    yield change("scale -f - --replicas=4", stdin=text(D, E), setup=[D, E])
    for call in (forbidden, all_or_selector, goes_on_in_a_file, blind_is_one_request, checked_is_two, resource_version_holds, object_shows_the_new_size,
                 waits_for_status, times_out, custom_resources, selection_everywhere, in_input_order):
        yield own(call, files=FILES)


def forbidden(place):
    """what may not be scaled is refused by the change itself (kubectl asks for the object first)"""
    place.post(D)
    place.said("scale deploy d --replicas=4 --context=reader", code=1,
               err='Error from server (Forbidden): deployments.apps "d" is forbidden: User "reader" cannot patch resource '
                   '"deployments/scale" in API group "apps" in the namespace "NS"\n')


def all_or_selector(place):
    """--all with a selector is refused, as it is by every other verb (kubectl's scale takes the selector)"""
    place.post(D)
    place.said("scale deploy --all -l app=x --replicas=4", code=1,
               err="error: setting 'all' parameter but found a non empty selector. \n")
    expect_equal(place.get("Deployment", "d")["spec"]["replicas"], 2, "replicas")


def goes_on_in_a_file(place):
    """an object of a file that is not there does not keep those behind it from being scaled (kubectl stops there)"""
    place.post(D)
    place.post(E)
    place.said("scale -f dn.yaml --replicas=4", code=1, out="deployment.apps/d scaled\ndeployment.apps/e scaled\n",
               err='Error from server (NotFound): deployments.apps "nope" not found\n')


def blind_is_one_request(place):
    """without preconditions a scale is one PATCH of the scale subresource"""
    place.post(D)
    place.run("scale deploy d --replicas=4")
    expect_equal(place.asked(1), [("patch", "/apis/apps/v1/namespaces/NS/deployments/d/scale")], "requests")


def checked_is_two(place):
    """with a precondition it is a GET and a PUT, which the server refuses where the size has changed in between"""
    place.post(D)
    place.run("scale deploy d --current-replicas=2 --replicas=4")
    expect_equal([verb for verb, _ in place.asked(2)], ["get", "update"], "requests")
    place.run("scale deploy d --current-replicas=2 --replicas=6")
    expect_equal([verb for verb, _ in place.asked(3)], ["get", "update", "get"], "requests")
    expect_equal(place.get("Deployment", "d")["spec"]["replicas"], 4, "replicas")


def resource_version_holds(place):
    """--resource-version that is the current one lets the scale through, another does not"""
    version = place.post(D)["metadata"]["resourceVersion"]
    place.said(f"scale deploy d --replicas=4 --resource-version={version}", out="deployment.apps/d scaled\n")
    done = place.run(f"scale deploy d --replicas=5 --resource-version={version}")
    expect(done.code == 1 and done.err.startswith(f"error: Expected resource version to be {version}, was ".encode()), done)
    expect_equal(place.get("Deployment", "d")["spec"]["replicas"], 4, "replicas")


def object_shows_the_new_size(place):
    """-o json shows the object with its new size"""
    place.post(D)
    done = place.run("scale deploy d --replicas=4 -o json")
    expect_equal((done.code, json.loads(done.out)["spec"]["replicas"]), (0, 4), "exit code and replicas")


def waits_for_status(place):
    """--timeout waits until the status says so"""
    place.post(D)
    timer = later(0.6, lambda: place.call("PATCH", place.path("Deployment", "d", "status"), {"status": {"replicas": 4}},
                                          "application/merge-patch+json"))
    place.said("scale deploy d --replicas=4 --timeout=9s", out="deployment.apps/d scaled\n")
    timer.join()
    expect_equal(place.get("Deployment", "d")["status"]["replicas"], 4, "replicas")


def times_out(place):
    """--timeout that is over is an error with the object's name; the size is set all the same"""
    place.post(D)
    done = place.run("scale deploy d --replicas=4 --timeout=300ms")
    expect(done.code == 1 and b'timed out waiting for "d" to be synced' in done.err, done)
    expect_equal(place.get("Deployment", "d")["spec"]["replicas"], 4, "replicas")


def custom_resources(place):
    """a custom resource is scaled where its definition says that the size stands"""
    place.post(O)
    place.said("scale oddity o --replicas=9", out=f"oddity.{GROUP}/o scaled\n")
    expect_equal(place.get("Oddity", "o")["spec"], {"size": 9}, "spec")


def selection_everywhere(place):
    """scale -A -l takes objects of all namespaces"""
    place.post(deployment("d", labels={"room": "@ns@"}))
    place.post(E)
    place.said("scale deploy -A -l room=@ns@ --replicas=7", explicit=False, out="deployment.apps/d scaled\n")
    expect_equal([place.get("Deployment", name)["spec"]["replicas"] for name in "de"], [7, 3], "replicas")


def in_input_order(place):
    """many are scaled at the same time and told in the order of the input"""
    names = [f"d-{number * 17 % 30:02}" for number in range(30)]
    for name in names:
        place.post(deployment(name))
    done = place.run(["scale", *(f"deploy/{name}" for name in names), "--replicas=5"])
    expect_equal(done.out.decode().split("\n")[:-1], [f"deployment.apps/{name} scaled" for name in names], "results")
