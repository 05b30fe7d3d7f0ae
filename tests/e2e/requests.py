"""What is asked of the server, by its audit log: how many requests, and which."""
import json
import os
import time
import urllib.parse

from harness import check, expect, expect_equal


class Audit:
    """The requests of yare that the log gained since this was made."""

    def __init__(self, place):
        self.place = place
        self.start = os.path.getsize(place.audit_log)

    def requests(self, wanted):
        """Path and query of each GET, once `wanted` are there; a moment later, if fewer come."""
        end = time.monotonic() + 3
        while True:
            with open(self.place.audit_log, "rb") as file:
                file.seek(self.start)
                lines = file.read().split(b"\n")[:-1]
            events = [json.loads(line) for line in lines]
            found = [e["requestURI"] for e in events if e.get("userAgent", "").startswith("yare/")
                     and e["stage"] == "ResponseComplete"]
            if len(found) >= wanted or time.monotonic() > end:
                return found
            time.sleep(0.05)


def asked(place, words, wanted, **options):
    audit = Audit(place)
    said = place.yare(words, **options)
    expect_equal((said.code, said.err), (0, b""), f"{words}: exit code and stderr")
    found = audit.requests(wanted)
    expect(len(found) == wanted, f"{words}: {len(found)} requests instead of {wanted}:\n  " + "\n  ".join(found))
    return found


def fresh(place):
    """Options for a home of its own, without any cache."""
    place.homes = getattr(place, "homes", 0) + 1
    home = f"home-{place.homes}"
    os.mkdir(place.path(home))
    return {"home": home}


def query(uri):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(uri).query))


def cases(_):
    for call in (one_request, only_what_is_needed, custom_resources, pages, other_lists, timeouts, again_after_404,
                 corrupt_cache):
        yield check(call, serial=True)


def one_request(place):
    """a built-in type on a fresh machine is one request"""
    for words in ("get pods", "get pods -A", "get po,svc", "get deploy web -n shop", "get nodes -o json", "get svc/web -n shop",
                  "get ns -o name", "get pods -n shop -o yaml", "list pods", "get deployments.apps -n shop",
                  "get pods -n shop --ignore-not-found"):
        number = 2 if "," in words else 1
        # An empty list says so on stderr.
        where = [] if "-n" in words or "-A" in words or "n" == words.split()[1][:1] else ["-n", "shop"]
        asked(place, words.split() + where, number, **fresh(place))


def only_what_is_needed(place):
    """a table leaves the objects out exactly when neither labels nor namespaces are shown"""
    for words, lean in (("", True), ("-o wide", True), ("--show-kind", True), ("--no-headers", True), ("--show-labels", False),
                        ("-L app", False), ("-A", False), ("-o name", True), ("-l app=web", True)):
        uri = asked(place, ["get", "pods", "-n", "shop", *words.split()], 1)[0]
        expect_equal(query(uri).get("includeObject"), "None" if lean else None, f"includeObject of {words!r}")
        expect_equal(query(uri).get("limit"), "500", f"limit of {words!r}")
    uri = asked(place, ["get", "pod", "db-0", "-n", "shop"], 1)[0]
    expect_equal(uri, "/api/v1/namespaces/shop/pods/db-0?includeObject=None", "one pod")
    uri = asked(place, ["get", "pods", "-n", "shop", "-o", "json"], 1)[0]
    expect_equal(uri, "/api/v1/namespaces/shop/pods?limit=500", "json")


def custom_resources(place):
    """a custom resource is found by discovery once, and from the cache afterwards"""
    options = fresh(place)
    audit = Audit(place)
    said = place.yare(["get", "ships", "-n", "shop"], **options)
    expect_equal(said.code, 0, "exit code")
    found = audit.requests(3)
    discovered = [uri for uri in found if uri.split("?")[0] in ("/api",
                                                                "/apis") or uri.count("/") <= 3 and "namespaces" not in uri]
    expect_equal(len(found) - len(discovered), 1, f"requests besides discovery in {found}")
    expect_equal(found[:1], ["/api"], "first request")
    if place.version() >= (1, 26):
        expect_equal(len(discovered), 2, f"discovery requests in {found}")
    for words in ("get ships -n shop", "get ship argo -n shop -o yaml", "get sh -n shop -o name", "get oddities -n odd -o name"):
        asked(place, words.split(), 1, **options)


def pages(place):
    """1200 objects in chunks of 500 are three requests, and one without chunks"""
    for form in ("", "json", "yaml", "name"):
        words = ["get", "cm", "-n", "crowd"] + (["-o", form] if form else [])
        found = asked(place, words, 3)
        expect_equal([query(uri).get("limit") for uri in found], ["500"] * 3, "limits")
        expect("continue" not in query(found[0]) and all("continue" in query(uri) for uri in found[1:]), found)
        asked(place, words + ["--chunk-size=0"], 1)
    asked(place, ["get", "cm", "-n", "crowd", "--chunk-size=1000"], 2)


def other_lists(place):
    """selectors and --query travel as they are"""
    uri = asked(place, ["get", "pods", "-n", "shop", "-l", "app in (web, db)", "--field-selector", "status.phase=Running"], 1)[0]
    expect_equal(query(uri)["labelSelector"], "app in (web, db)", "label selector")
    expect_equal(query(uri)["fieldSelector"], "status.phase=Running", "field selector")
    uri = asked(place, ["list", "pods", "-n", "shop", "--query", "resourceVersion=0", "--query", "x=a&b c", "-o", "name"], 1)[0]
    expect_equal((query(uri)["resourceVersion"], query(uri)["x"]), ("0", "a&b c"), "parameters")


def timeouts(place):
    """--request-timeout goes to the server in seconds"""
    uri = asked(place, ["get", "pods", "-n", "shop", "--request-timeout=1m30s"], 1)[0]
    expect_equal(query(uri).get("timeout"), "90s", "timeout")


def again_after_404(place):
    """a type that the server does not have is asked for anew once, also with a cache"""
    audit = Audit(place)
    said = place.yare(["get", "frobs"])
    expect_equal(said.err, b'error: the server doesn\'t have a resource type "frobs"\n', "stderr")
    found = audit.requests(2)
    expect_equal([uri for uri in found].count("/apis"), 1, f"times /apis in {found}")


def corrupt_cache(place):
    """a cache that is damaged or cannot be written costs two requests and no word"""
    options = fresh(place)
    asked_first = place.yare(["get", "ships", "-n", "shop"], **options)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(place.path(options["home"])) for name in names]
    expect(files, "nothing was cached")
    for path in files:
        expect_equal(os.stat(path).st_mode & 0o077, 0, f"others' rights to {path}")
    for damage in (b"", b"{", b"\x00" * 1000, b"[1,2]"):
        for path in files:
            with open(path, "wb") as file:
                file.write(damage)
        said = place.yare(["get", "ships", "-n", "shop", "-o", "name"], **options)
        expect_equal((said.code, said.err), (0, b""), f"with a cache of {damage!r}")
    said = place.yare(["get", "ships", "-n", "shop", "-o", "name", "--cache-dir", "/proc/nowhere"])
    expect_equal((said.code, said.err), (asked_first.code, b""), "without a place for a cache")
