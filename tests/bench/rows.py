"""What is measured, and the command lines of the programs that do it."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from dataclasses import dataclass

import measure
from cluster import FOLDER, NAMESPACE

CURL_AGENT = "bench"    # the server indents its JSON for a User-Agent that begins with "curl"
AGE = re.compile(rb"[0-9][0-9smhdy]*$", re.MULTILINE)


@dataclass
class Row:
    title: str
    arguments: list         # of yare and kubectl
    online: bool = True
    many: bool = False      # a list of all the pods
    ages: bool = False      # ends in a column of ages, which differ from one second to the next


def rows(cluster):
    where = ["-n", NAMESPACE]
    return [
        Row("start-up", [], online=False),
        Row("one object", ["get", "pod", cluster.some_pod(), *where, "-o", "json"]),
        Row("table", ["get", "pods", *where], many=True, ages=True),
        Row("table -A", ["get", "pods", "-A"], many=True, ages=True),
        Row("json", ["get", "pods", *where, "-o", "json"], many=True),
        Row("yaml", ["get", "pods", *where, "-o", "yaml"], many=True),
        Row("name", ["get", "pods", *where, "-o", "name"], many=True),
        Row("jsonpath", ["get", "pods", *where, "-o", "jsonpath={.items[*].metadata.name}"], many=True),
        Row("jsonpath range", ["get", "pods", *where, "-o", "jsonpath={range .items[?(@.status.phase==\"Running\")]}"
                               "{.metadata.name}{\"\\t\"}{.spec.containers[*].image}{\"\\n\"}{end}"], many=True),
        Row("go-template", ["get", "pods", *where, "-o", "go-template={{range .items}}{{if eq .status.phase \"Running\"}}"
                            "{{.metadata.name}} {{range .spec.containers}}{{.image}} {{end}}{{end}}\n{{end}}"], many=True),
        Row("custom-columns", ["get", "pods", *where, "-o", "custom-columns=NAME:.metadata.name,PHASE:.status.phase,"
                               "IMAGES:.spec.containers[*].image"], many=True),
        Row("kyaml", ["get", "pods", *where, "-o", "kyaml"], many=True),
        Row("sorted table", ["get", "pods", *where, "--sort-by=.metadata.uid"], many=True, ages=True),
        Row("sorted json", ["get", "pods", *where, "--sort-by=.metadata.uid", "-o", "json"], many=True),
    ]


def output_of(row, path):
    """A hash of what a program printed for the row."""
    with open(path, "rb") as file:
        text = file.read()
    return hashlib.sha256(AGE.sub(b"", text) if row.ages else text).hexdigest()


def find_kubectl():
    done = subprocess.run([os.path.join(FOLDER, "kubectl")], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit("bench: no kubectl to compare with")
    return done.stdout.strip()


class Programs:
    """The programs with a server to talk to and a home folder."""

    def __init__(self, yare, kubectl, cluster, folder, forwarder=None):
        self.yare, self.kubectl, self.cluster = os.path.abspath(shutil.which(yare)), kubectl, cluster
        self.home = os.path.join(folder, "direct" if forwarder is None else "forwarded")
        os.makedirs(self.home)
        self.kubeconfig = cluster.file("kubeconfig")
        self.server = cluster.server
        self.asked = {}         # {row's title: the path and query, and the Accept header, of yare's first request}
        self.met = set()        # programs that have talked to the server from here
        if forwarder is not None:
            port = urllib.parse.urlsplit(self.server).port
            self.server = self.server.replace(f":{port}", f":{forwarder.port}")
            with open(self.kubeconfig, encoding="utf-8") as file:
                text = file.read().replace(cluster.server, self.server)
            self.kubeconfig = os.path.join(self.home, "kubeconfig")
            with open(self.kubeconfig, "w", encoding="utf-8") as file:
                file.write(text)

    @property
    def environment(self):
        return {"PATH": os.environ["PATH"], "HOME": self.home, "KUBECONFIG": self.kubeconfig}

    @staticmethod
    def names(row):
        return ["yare", "kubectl", "curl"] + (["curl --compressed"] if row.online else [])

    @staticmethod
    def agent(name):
        return CURL_AGENT if name.startswith("curl") else name

    def command(self, name, row):
        if name == "yare":
            return [self.yare, *(row.arguments or ["--version"])]
        if name == "kubectl":
            return [self.kubectl, *(row.arguments or ["version", "--client"])]
        if not row.online:
            return ["curl", "--version"]
        return ["curl", "-K", self.curl_config(row), *name.split()[1:]]

    def curl_config(self, row):
        """A file that has curl fetch what yare fetches."""
        path = os.path.join(self.home, "curl")
        first, accept = self.first_request(row)
        pages = self.cluster.pages(first) if row.many else [first]
        with open(path, "w", encoding="ascii") as file:
            file.write("silent\nshow-error\nfail\nfail-early\n")
            file.write(f'user-agent = "{CURL_AGENT}"\nheader = "Accept: {accept}"\n')
            for option, name in (("cacert", "ca.crt"), ("cert", "admin.crt"), ("key", "admin.key")):
                file.write(f'{option} = "{self.cluster.file(name)}"\n')
            file.writelines(f'url = "{self.server}{page}"\n' for page in pages)
        return path

    def first_request(self, row):
        if row.title not in self.asked:
            talk = subprocess.Popen([*self.command("yare", row), "-v=7"], env=self.environment, text=True,
                                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = ""
            while (found := re.search(r'url="([^"]*)".*?^\s*Accept: (.*?)\n', said, re.DOTALL | re.MULTILINE)) is None:
                line = talk.stderr.readline()
                if not line:
                    raise measure.Failed(f"yare -v=7 names no URL and no Accept header: {said[:600]}")
                said += line
            talk.kill()
            talk.communicate()
            url = urllib.parse.urlsplit(found.group(1))
            self.asked[row.title] = (f"{url.path}?{url.query}".rstrip("?"), found.group(2))
        return self.asked[row.title]

    def run(self, measured, name, row, *more):
        """What measured (of the module measure) says of the program at the row."""
        try:
            return measured(self.command(name, row), self.environment, *more)
        except measure.Failed:
            if not (name.startswith("curl") and row.many):
                raise
        # The continue tokens may have expired.
        self.cluster.tokens.clear()
        return measured(self.command(name, row), self.environment, *more)
