"""Every kind that the server lists, in every format."""
import json
from dataclasses import replace

from harness import check, expect, same


def resources(place):
    """(plural, group, version, namespaced, item) of each listable kind in its group's preferred version; item is the
    first object's (namespace, name), or None."""
    def get(path):
        status, body = place.api.call("GET", path)
        expect(status == 200, f"GET {path}: {status}")
        return json.loads(body)

    groups = [("", "v1", "/api/v1")]
    for group in get("/apis")["groups"]:
        version = group["preferredVersion"]["version"]
        groups.append((group["name"], version, f"/apis/{group['name']}/{version}"))
    for group, version, root in groups:
        for resource in get(root)["resources"]:
            if "/" in resource["name"] or "list" not in resource["verbs"]:
                continue
            elsewhere = "&fieldSelector=metadata.namespace!=dark" if resource["namespaced"] else ""
            items = get(f"{root}/{resource['name']}?limit=1{elsewhere}")["items"]
            where = items and items[0]["metadata"]
            item = (where.get("namespace"), where["name"]) if items else None
            yield resource["name"], group, version, resource["namespaced"], item


def forms(plural, group, version, namespaced, item):
    kind = f"{plural}.{version}.{group}" if group else plural
    # Elsewhere are 1200 of them, or what kubectl cannot print as YAML.
    places = {"configmaps": "-n shop", "secrets": "-n shop", "oddities": "-n odd", "gauges": "-n cells"}
    scope = places.get(plural, "-A") if namespaced else ""
    for flags in ("", "-o wide -L app,team --show-kind", "-o json", "-o yaml", "-o name", "--show-labels --no-headers",
                  "--server-print=false"):
        yield f"get {kind} {scope} {flags}"
    if item is None:
        return
    namespace, name = item
    where = f"-n {namespace}" if namespace else ""
    for flags in ("-o wide", "-o json", "-o yaml --show-managed-fields", "-o name", "--server-print=false --show-labels"):
        yield f"get {kind}/{name} {where} {flags}"
    yield f"get {kind} {name} no-such-name {where} -o json"
    yield f"get {kind} {name} no-such-name {where}"


def unordered(result):
    """The server asks the components of a control plane at once and lists them as they answer."""
    return replace(result, out=b"\n".join(sorted(result.out.split(b"\n"))))


def cases(place):
    found = list(resources(place))
    for resource in found:
        for line in forms(*resource):
            alter = unordered if resource[0] == "componentstatuses" else None
            yield same(" ".join(line.split()), alter=alter)

    def complete(_):
        """the fixtures hold an object of every kind the server has"""
        empty = {f"{r[0]}.{r[1]}" for r in found if r[4] is None}
        allowed = {"certificatesigningrequests.certificates.k8s.io", "csistoragecapacities.storage.k8s.io",
                   "ingresses.extensions"}
        expect(not empty - allowed or place.version() > (1, 20), f"none of {empty - allowed}")

    yield check(complete)
