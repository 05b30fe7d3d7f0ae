"""`yare __complete`: what it asks of a real server, what it offers, and how long it takes at most."""
import contextlib
import json
import os
import socket
import time

from harness import check, expect, expect_equal
from requests import Audit, fresh, query

MANY = 620       # configmaps: more than a page of 500
SLOWEST = 1.5    # seconds; half of one is the rule, the rest is for a loaded machine


def offered(place, line, **options):
    """The candidates for `line` (the last word is at the cursor) and the directive."""
    said = place.yare(["__complete", *line.split(" ")], **options)
    expect_equal((said.code, said.err), (0, b""), f"{line}: exit code and stderr")
    *lines, end = said.out.decode().split("\n")[:-1]
    expect(end.startswith(":") and end[1:].isdigit(), f"{line}: ends with {end!r}")
    return [each.split("\t")[0] for each in lines], int(end[1:])


def expect_offered(place, line, wanted, directive=4, **options):
    expect_equal(offered(place, line, **options), (wanted, directive), line)


def asked(place, line, wanted, number, **options):
    """The URIs that completing `line` asks for; `wanted` are the candidates."""
    audit = Audit(place)
    expect_equal(offered(place, line, **options)[0], wanted, line)
    found = audit.requests(number)
    expect(len(found) == number, f"{line}: {len(found)} requests instead of {number}:\n  " + "\n  ".join(found))
    return found


def cases(_):
    for call in (no_requests, one_request, same_as_kubectl, custom_types, old_versions, containers, labels, may_not,
                 behind_a_page, silent_server, private_cache):
        yield check(call, serial=True)


def no_requests(place):
    """verbs, flags, values, built-in types, contexts: nothing is asked"""
    here = fresh(place)
    audit = Audit(place)
    expect_offered(place, "ge", ["get"], **here)
    expect_offered(place, "get -o js", ["json", "jsonpath", "jsonpath-as-json", "jsonpath-file"], **here)
    expect_offered(place, "get statef", ["statefulsets"], **here)
    expect_offered(place, "get --context=re", ["reader"], **here)
    expect_offered(place, "get -f ", ["json", "yaml", "yml"], 8, **here)
    expect(len(offered(place, "get --", **here)[0]) > 40, "too few flags")
    time.sleep(0.3)
    expect_equal(audit.requests(0), [], "requests")


def one_request(place):
    """names are one small request, the next Tab is none"""
    here = fresh(place)
    uri = asked(place, "get -n shop deploy ", sorted(names(place, "deployments.apps")), 1, **here)[0]
    expect_equal(query(uri), {"limit": "500", "includeObject": "None"}, "query")
    asked(place, "get -n shop deploy ", sorted(names(place, "deployments.apps")), 0, **here)
    asked(place, "get -n shop deploy/w", [f"deploy/{n}" for n in sorted(names(place, "deployments.apps")) if n[0] == "w"], 0, **here)
    uri = asked(place, "get -n shop pods d", sorted(n for n in names(place, "pods") if n[0] == "d"), 1, **here)[0]
    expect_equal(sorted(query(uri)), ["continue", "includeObject", "limit"], "query with a prefix")
    asked(place, "get pods -n sho", ["shop"], 1, **here)


def names(place, kind):
    said = place.yare(["get", kind, "-n", "shop", "-o", "name"])
    return [line.split("/")[1] for line in said.out.decode().split()]


def same_as_kubectl(place):
    """kubectl completes the same names"""
    for line in ("get -n shop pods ", "get -n shop svc w", "get -n shop deploy/", "get nodes "):
        said = place.run_kubectl(["__complete", *line.split(" ")])
        theirs = sorted(each.split("\t")[0] for each in said.out.decode().split("\n") if each and each[0] != ":")
        expect_equal(sorted(offered(place, line, **fresh(place))[0]), theirs, line)


def custom_types(place):
    """a custom type is looked up once, then it is in the cache of types"""
    here = fresh(place)
    audit = Audit(place)
    expect("oddities" in offered(place, "get oddit", **here)[0], "no custom type")
    time.sleep(0.3)
    found = audit.requests(2)
    expect({"/api", "/apis"} <= set(found), f"no discovery: {found}")
    asked(place, "get oddit", ["oddities"], 0, **here)
    asked(place, "get -n odd oddities/nosuch", [], 1, **here)


def old_versions(place):
    """a type that this server has in another version than newer ones"""
    expect_offered(place, "get -n kube-system endpointslices nosuch", [], **fresh(place))
    found, _ = offered(place, "get -n default endpointslices ", **fresh(place))
    expect_equal(found, ["kubernetes"], "endpointslices of v1beta1")


def containers(place):
    """containers of a pod with their images"""
    pod = json.loads(place.yare(["get", "pod", "db-0", "-n", "shop", "-o", "json"]).out)
    wanted = [(each["name"], each["image"]) for each in pod["spec"]["containers"]]
    said = place.yare(["__complete", "logs", "-n", "shop", "db-0", "-c", ""], **fresh(place))
    lines = [tuple(line.split("\t")) for line in said.out.decode().split("\n")[:-2]]
    expect_equal(lines[:len(wanted)], wanted, "containers")


def labels(place):
    """keys of labels, and the values that one has"""
    here = fresh(place)
    keys, directive = offered(place, "get pods -n shop -l ", **here)
    expect("app=" in keys and directive == 6, f"keys {keys}, {directive}")
    pods = json.loads(place.yare(["get", "pods", "-n", "shop", "-o", "json"]).out)["items"]
    apps = sorted({pod["metadata"].get("labels", {}).get("app") for pod in pods} - {None})
    asked(place, "get pods -n shop -l app=", [f"app={app}" for app in apps], 1, **here)
    asked(place, "get pods -n shop -l app=", [f"app={app}" for app in apps], 0, **here)


def may_not(place):
    """what the user may not list is not offered, and not said"""
    expect_offered(place, "--context reader -n shop get secrets ", [], **fresh(place))


def fill(place):
    """A namespace with more configmaps than a page has."""
    if place.yare(["get", "ns", "completion"]).code == 0:
        return
    place.yare(["create", "ns", "completion"])
    things = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"app-{i:05}", "namespace": "completion"}}
              for i in range(MANY)]
    things += [{**things[0], "metadata": {"name": n, "namespace": "completion"}} for n in ("app-00x", "apple", "web")]
    said = place.yare(["create", "-f", "-"], stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": things}).encode())
    expect_equal(said.code, 0, "filling")


def common(words):
    return os.path.commonprefix(words)


def behind_a_page(place):
    """where a page is cut, what a shell would insert is still common to all names"""
    fill(place)
    every = [each.split("/")[1] for each in place.yare(["get", "cm", "-n", "completion", "-o", "name"]).out.decode().split()]
    for typed in ("", "a", "app-", "app-0", "app-00", "app-006", "w", "x"):
        found, _ = offered(place, f"get -n completion cm {typed}", **fresh(place))
        matching = [name for name in every if name.startswith(typed)]
        expect_equal(common(found), common(matching), f"common beginning behind {typed!r}")
        expect(set(found) <= set(matching), f"{typed!r}: a name that is not there")
        if len(matching) <= 500:
            expect_equal(found, matching, f"names behind {typed!r}")
    uris = asked(place, "get -n completion cm app-006", [n for n in every if n.startswith("app-006")], 1, **fresh(place))
    expect_equal(query(uris[0])["limit"], "500", "limit")


def silent_server(place):
    """a server that never answers, a host that has no address, a file that never ends: half a second"""
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        for server in (f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port}", "https://nosuch.invalid"):
            for line in ("get pods ", "get -n x pods/a", "get nosuchtype", "logs a -c ", "get pods -l a="):
                begin = time.monotonic()
                found, _ = offered(place, f"-s {server} {line}", **fresh(place))
                took = time.monotonic() - begin
                expect(took < SLOWEST, f"{server} {line}: {took:.2f} s")
                expect_equal([each for each in found if not each.endswith("/")], [], line)
    pipe = place.path("pipe")
    os.mkfifo(pipe)
    begin = time.monotonic()
    expect_offered(place, f"--kubeconfig {pipe} get pods ", [])
    expect(time.monotonic() - begin < SLOWEST, "a pipe as kubeconfig")


def private_cache(place):
    """the cache of answers is for this user alone and holds no credential"""
    here = fresh(place)
    offered(place, "--token admin-token -n shop get pods ", **here)
    kept = 0
    for folder, _, files in os.walk(place.path(here["home"])):
        for name in files:
            path = os.path.join(folder, name)
            expect_equal(os.stat(path).st_mode & 0o077, 0, f"others' rights to {path}")
            with open(path, "rb") as file:
                expect(b"admin-token" not in file.read() and "admin-token" not in path, f"a credential in {path}")
            if folder.endswith("/completion"):
                expect_equal(os.stat(folder).st_mode & 0o777, 0o700, f"rights to {folder}")
                kept += 1
    expect_equal(kept, 1, "answers kept")
