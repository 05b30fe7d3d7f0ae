"""The cluster that is measured on: its pods, its pages and its audit log."""
import http.client
import json
import os
import ssl
import subprocess
import time
import urllib.parse

from measure import Failed

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(os.path.dirname(HERE), "cluster")
CLUSTER = os.path.join(FOLDER, "cluster")
NAMESPACE = "bench"
LIST = f"/api/v1/namespaces/{NAMESPACE}/pods"
METADATA_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
TOKEN_SECONDS = 240     # the server forgets the state of a list 5 to 10 minutes later (--etcd-compaction-interval)
AUDIT_QUIET_SECONDS = 0.3


class Cluster:
    def __init__(self, directory):
        self.directory = os.path.abspath(directory)
        with open(self.file("server"), encoding="ascii") as file:
            self.server = file.read().strip()
        url = urllib.parse.urlsplit(self.server)
        self.host, self.port = url.hostname, url.port
        self.tls = ssl.create_default_context(cafile=self.file("ca.crt"))
        self.tls.load_cert_chain(self.file("admin.crt"), self.file("admin.key"))
        self.tokens = {}    # {path and query: (when, [continue tokens])}

    def file(self, name):
        return os.path.join(self.directory, name)

    def get(self, path, accept="application/json"):
        connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=120)
        try:
            connection.request("GET", path, headers={"Accept": accept, "User-Agent": "pages"})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise Failed(f"GET {path}: {response.status} {body[:300].decode(errors='replace')}")
        return json.loads(body)

    def count(self):
        page = self.get(f"{LIST}?limit=1")
        return len(page["items"] or []) + page["metadata"].get("remainingItemCount", 0)

    def fill(self, count):
        """Creates the pods that are missing."""
        there = self.count()
        if there > count:
            raise Failed(f"{self.directory} holds {there} pods in {NAMESPACE}, more than {count}")
        if there < count:
            subprocess.run([CLUSTER, "fill-pods", self.directory, str(count), NAMESPACE], check=True,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.tokens = {}
        if self.count() != count:
            raise Failed(f"{self.directory} holds {self.count()} pods in {NAMESPACE}, not {count}")

    def cpu(self):
        """Seconds the API server has computed so far."""
        with open(self.file("kube-apiserver.pid"), encoding="ascii") as file:
            pid = file.read().split()[0]
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()      # the program's name may hold spaces
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def some_pod(self):
        return self.get(f"{LIST}?limit=1", METADATA_ONLY)["items"][0]["metadata"]["name"]

    def pages(self, first):
        """The path and query of every page of the list that begins with this one."""
        began, tokens = self.tokens.get(first, (0, []))
        if time.monotonic() - began > TOKEN_SECONDS or began == 0:
            began, tokens, path = time.monotonic(), [], first
            while True:
                token = self.get(path, METADATA_ONLY)["metadata"].get("continue")
                if not token:
                    break
                tokens.append(urllib.parse.quote(token, safe=""))
                path = f"{first}&continue={tokens[-1]}"
            self.tokens[first] = (began, tokens)
        return [first, *(f"{first}&continue={token}" for token in tokens)]

    def audited(self, call, agent):
        """How many requests of a User-Agent that begins with agent the server saw during the call."""
        path = self.file("audit.log")
        before = settled_size(path)
        call()
        after = settled_size(path)
        with open(path, "rb") as log:
            log.seek(before)
            events = [json.loads(line) for line in log.read(after - before).splitlines()]
        return sum(event["stage"] == "ResponseComplete" and event.get("userAgent", "").startswith(agent)
                   for event in events)


def settled_size(path):
    """The size of a file that has not grown for a moment."""
    size = -1
    while size != (size := os.path.getsize(path)):
        time.sleep(AUDIT_QUIET_SECONDS)
    return size
