"""The cluster, the two programs and the places a run uses; all of it goes away with the World."""
import http.client
import os
import pty
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import termios
import threading
import urllib.parse
from dataclasses import dataclass

import fixtures
from differences import no_suggestion
from harness import Failure, Skip

HERE = os.path.dirname(os.path.abspath(__file__))
CLUSTER = os.path.join(os.path.dirname(HERE), "cluster")
TIMEOUT = 120


@dataclass
class Result:
    out: bytes
    err: bytes
    code: int


class Api:
    """The API server as its administrator sees it, without any of the programs under test."""

    def __init__(self, directory, server):
        url = urllib.parse.urlsplit(server)
        self.host, self.port = url.hostname, url.port
        self.tls = ssl.create_default_context(cafile=os.path.join(directory, "ca.crt"))
        self.tls.load_cert_chain(os.path.join(directory, "admin.crt"), os.path.join(directory, "admin.key"))
        self.local = threading.local()

    def call(self, method, path, body=b"", content_type="application/json"):
        """The status and the body of the answer."""
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=60)
        connection = self.local.connection
        headers = {"Content-Type": content_type, "Accept": "application/json", "User-Agent": "e2e"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()


def run(command, **options):
    options.setdefault("start_new_session", True)
    return subprocess.run(command, **options)


class World:
    """Use as `with World(YARE, CLUSTER_OR_NONE)`."""

    def __init__(self, yare, cluster):
        self.yare_binary = os.path.abspath(yare)
        self.given_cluster = cluster and os.path.abspath(cluster)

    def __enter__(self):
        self.temp = tempfile.mkdtemp(prefix="yare-e2e.")
        self.cluster = self.given_cluster or os.path.join(self.temp, "cluster")
        self.started = [] if self.given_cluster else [self.cluster]
        self.at_end = []    # calls that end what topics started
        try:
            self.set_up()
        except BaseException:
            self.clean_up()
            raise
        return self

    def __exit__(self, *_):
        self.clean_up()

    def set_up(self):
        if not os.access(self.yare_binary, os.X_OK):
            raise SystemExit(f"no program {self.yare_binary}")
        for name in ("bin", "kubectl-home", "yare-home", "files"):
            os.mkdir(self.path(name))
        shutil.copy2(self.yare_binary, self.path("bin/yare"))
        os.symlink("yare", self.path("bin/kubectl"))
        self.find_kubectl()
        if not self.given_cluster:
            run([os.path.join(CLUSTER, "cluster"), "start", self.cluster], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(self.cluster, "server"), encoding="ascii") as file:
            self.server = file.read().strip()
        self.host_port = self.server.removeprefix("https://")
        self.kubeconfig = os.path.join(self.cluster, "kubeconfig")
        self.audit_log = os.path.join(self.cluster, "audit.log")
        self.api = Api(self.cluster, self.server)
        fixtures.fill(self)
        self.warm_up()

    def clean_up(self):
        for call in reversed(self.at_end):
            call()
        for cluster in self.started:
            run([os.path.join(CLUSTER, "cluster"), "stop", cluster], stdout=subprocess.DEVNULL)
        shutil.rmtree(self.temp, ignore_errors=True)

    def start_cluster(self, name, *options):
        """Starts another cluster, which ends with this World; returns its directory."""
        directory = self.path(name)
        self.started.append(directory)
        done = run([os.path.join(CLUSTER, "cluster"), "start", directory, *options], capture_output=True)
        if done.returncode != 0:
            raise Failure(f"no second cluster: {done.stderr.decode()}")
        return directory

    def find_kubectl(self):
        found = run([os.path.join(CLUSTER, "kubectl")], stdout=subprocess.PIPE)
        self.kubectl = found.stdout.decode().strip() if found.returncode == 0 else None
        if not self.kubectl:
            print("no kubectl to compare with", file=sys.stderr)

    def warm_up(self):
        """Fills both caches: what either does on a fresh one has cases of its own."""
        self.yare(["get", "ships"])
        if self.kubectl:
            self.run_kubectl(["get", "ships"])

    def path(self, name):
        return os.path.join(self.temp, name)

    def file(self, name, data):
        """Writes files/NAME, where cases of -f run; returns the name."""
        path = self.path(os.path.join("files", name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
        return name

    def make_certificate(self, name, subject):
        """A self-signed NAME.crt with its key."""
        run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "9", "-subj",
             subject, "-keyout", self.path(name + ".key"), "-out", self.path(name + ".crt")], check=True, capture_output=True)

    def environment(self, home, changes=None):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.path(home), "KUBECONFIG": self.kubeconfig,
                       "LC_ALL": "C.UTF-8", "TERM": "xterm", "NO_PROXY": "*"}
        for name, value in (changes or {}).items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value
        return environment

    def start(self, program, args, home, env=None, stdin=b"", cwd="files", **options):
        process = subprocess.Popen(
            [program, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment(home, env), cwd=self.path(cwd), start_new_session=True, **options)
        box = []

        def talk():
            try:
                out, err = process.communicate(stdin, timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
                err += b"[killed: it took too long]\n"
            box.append(Result(out, err, process.returncode))

        thread = threading.Thread(target=talk)
        thread.start()

        def finish():
            thread.join()
            return box[0]

        return finish

    def yare(self, args, name="yare", **options):
        return self.start(self.path("bin/" + name), args, options.pop("home", "yare-home"), **options)()

    def on_terminal(self, args, env=None, columns=0):
        """Exit code and everything shown when both outputs are a terminal."""
        reader, writer = pty.openpty()
        if columns:
            termios.tcsetwinsize(writer, (24, columns))
        process = subprocess.Popen([self.path("bin/yare"), *args], stdin=subprocess.DEVNULL, stdout=writer, stderr=writer,
                                   env=self.environment("yare-home", env), cwd=self.path("files"), start_new_session=True)
        os.close(writer)
        shown = b""
        while True:
            try:
                piece = os.read(reader, 65536)
            except OSError:   # EIO: nobody has the terminal open any more
                break
            if not piece:
                break
            shown += piece
        os.close(reader)
        return process.wait(), shown

    def run_kubectl(self, args, **options):
        if not self.kubectl:
            raise Skip("no kubectl to compare with")
        return self.start(self.kubectl, args, "kubectl-home", **options)()

    def both(self, args, **options):
        """What kubectl and yare under kubectl's name give, run side by side."""
        if not self.kubectl:
            raise Skip("no kubectl to compare with")
        theirs = self.start(self.kubectl, args, "kubectl-home", **options)
        ours = self.start(self.path("bin/kubectl"), args, "yare-home", **options)
        theirs, ours = theirs(), ours()
        return theirs, no_suggestion(ours, theirs)

    def version(self):
        """The server's version as (major, minor)."""
        _, body = self.api.call("GET", "/version")
        major, minor = (re.search(rb'"%s": "(\d+)' % word, body).group(1) for word in (b"major", b"minor"))
        return int(major), int(minor)
