"""The cases, how they run, and what they can ask for."""
import concurrent.futures
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

from certificates import Certificates
from result import Result, Skipped, Unexpected
from server import Server

WORKERS = 16
NOBODY = 65534
MEASURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "measure.py")
SANITIZER = re.compile(rb"(ERROR|WARNING): (Address|Leak|Thread)Sanitizer|runtime error:|AddressSanitizer:DEADLYSIGNAL")

CASES = []


class Case:
    def __init__(self, topic, name, action, heavy):
        self.topic = topic
        self.name = name
        self.action = action
        self.heavy = heavy   # needs much memory or processor time: few of these at once

    def title(self):
        return self.topic + ": " + self.name


def add(name, action, heavy=False):
    """Adds a case; `action` gets a Trial and raises Unexpected for a misbehaviour."""
    topic = action.__module__.rpartition(".")[2].replace("_", " ")
    CASES.append(Case(topic, name, action, heavy))


def case(name, heavy=False):
    def register(action):
        add(name, action, heavy)
        return action
    return register


class Suite:
    """What all cases share: the binary and one temporary folder."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.root = tempfile.mkdtemp(prefix="yare-faults-")
        with open(self.binary, "rb") as file:
            self.sanitized = b"__asan_init" in file.read()
        self.heavy = threading.Semaphore(2)
        self.certificates = Certificates(os.path.join(self.root, "certificates"))


class Trial:
    """One case under way: its own folder, servers and runs of yare."""

    def __init__(self, suite, number):
        self.suite = suite
        self.sanitized = suite.sanitized
        self.certificates = suite.certificates
        self.dir = os.path.join(suite.root, "case%d" % number)
        self.home = os.path.join(self.dir, "home")
        os.makedirs(self.home)
        self.servers = []
        self.runs = 0
        self.user = None    # None: that of this process

    def serve(self, *responses, tls=None, talk=None):
        """A server on loopback that gives `responses` one after the other; the last one again and again."""
        server = Server(list(responses), tls=tls, talk=talk)
        self.servers.append(server)
        return server

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, content, mode=0o600):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(path, mode)
        return path

    def kubeconfig(self, server, cluster="", user="", name="kubeconfig"):
        """A kubeconfig for `server` (a Server or a URL); `cluster` and `user` are flow mappings' inner parts."""
        url = server if isinstance(server, str) else server.url
        if not isinstance(server, str) and server.secure and not cluster:
            cluster = "certificate-authority: " + self.certificates.authority()
        return self.write(name, (
            "apiVersion: v1\nkind: Config\ncurrent-context: it\n"
            "contexts: [{name: it, context: {cluster: it, user: it}}]\n"
            "clusters: [{name: it, cluster: {server: \"%s\", %s}}]\n"
            "users: [{name: it, user: {%s}}]\n") % (url, cluster, user))

    def environment(self, extra=None):
        values = {"HOME": self.home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        values.update(extra or {})
        return values

    def start(self, args, env=None, stdin=subprocess.DEVNULL, stdout=None, stderr=None, **more):
        return subprocess.Popen([self.suite.binary, *args], env=self.environment(env), stdin=stdin, stdout=stdout,
                                stderr=stderr, cwd=self.dir, **more)

    def identity(self):
        return {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}

    def become_nobody(self):
        """For root, whom no mode stops: the runs that follow are those of a user without rights. Skipped where that
        user cannot run this binary."""
        if os.geteuid() != 0:
            return
        os.chmod(self.suite.root, 0o711)
        for path in (self.dir, self.home):
            os.chown(path, NOBODY, NOBODY)
        self.user = NOBODY
        try:
            probe = subprocess.run([self.suite.binary, "--help"], user=NOBODY, group=NOBODY, extra_groups=[],
                                   stdin=subprocess.DEVNULL, capture_output=True)
        except OSError as error:
            raise Skipped("an ordinary user cannot run the binary") from error
        if probe.returncode != 0:
            raise Skipped("an ordinary user cannot run the binary")

    def yare(self, *args, server=None, config=None, env=None, limit=30, stdin=b"", measured=False):
        """Runs yare to its end. `limit` is in seconds: past it the run has hung, which is a failure."""
        if server is not None and config is None:
            config = self.kubeconfig(server)
        args = list(args) + (["--kubeconfig", config] if config else [])
        self.runs += 1
        names = [self.path("%s%d" % (name, self.runs)) for name in ("in", "out", "err", "peak")]
        with open(names[0], "wb") as file:
            file.write(stdin)
        command = [self.suite.binary, *args]
        if measured:
            command = [sys.executable, "-S", "-E", MEASURE, names[3], *command]
        begun = time.monotonic()
        with open(names[0], "rb") as inp, open(names[1], "wb") as out, open(names[2], "wb") as err:
            child = subprocess.Popen(command, env=self.environment(env), stdin=inp, stdout=out, stderr=err,
                                     cwd=self.dir, start_new_session=True, **self.identity())
            try:
                code = child.wait(limit)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                code = None
        result = Result(args, code, read(names[1]), read(names[2]), time.monotonic() - begun)
        if measured and code is not None:
            result.peak = int(read(names[3]))
        for name in names:
            if os.path.exists(name):
                os.unlink(name)
        return self.checked(result, limit)

    def end_by_interrupt(self, args, server, after=1.5, limit=10, ready=None, config=None):
        """Runs yare, which is not done by itself, and checks that SIGINT ends it at once: `after` seconds behind its
        first request, or behind the moment when `ready(stdout so far)` became true."""
        config = config or self.kubeconfig(server)
        out, err = self.path("interrupted-out"), self.path("interrupted-err")
        begun = time.monotonic()
        with open(out, "wb") as out_file, open(err, "wb") as err_file:
            child = self.start([*args, "--kubeconfig", config], stdout=out_file, stderr=err_file)
            while ready and child.poll() is None and time.monotonic() < begun + 20 and not ready(read(out)):
                time.sleep(0.02)
            # a sanitized one takes its time to begin
            while server and not server.requests and child.poll() is None and time.monotonic() < begun + 20:
                time.sleep(0.02)
            try:
                child.wait(after)
                early = True
            except subprocess.TimeoutExpired:
                early = False
                child.send_signal(signal.SIGINT)
            try:
                code = child.wait(limit)
            except subprocess.TimeoutExpired:
                child.kill()
                code = child.wait() and None
        result = Result(args, code, read(out), read(err), time.monotonic() - begun)
        if early:
            result.refuse("expected to go on until SIGINT")
        if code not in (130, -signal.SIGINT):
            result.refuse("expected to end by SIGINT")
        if SANITIZER.search(result.err):
            result.refuse("a sanitizer's report")
        return result.lacks_whole_list()

    def checked(self, result, limit):
        """Refuses what no run may do: hang, crash, or report a misuse of memory."""
        if result.code is None:
            result.refuse("still running after %s s" % limit)
        if SANITIZER.search(result.err):
            result.refuse("a sanitizer's report")
        if result.code < 0:
            result.refuse("ended by signal %d" % -result.code)
        return result

    def end(self):
        for server in self.servers:
            server.close()
        shutil.rmtree(self.dir, ignore_errors=True)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def run_case(suite, number, chosen):
    """Nothing for a pass, else ("failed" or "skipped", why)."""
    trial = Trial(suite, number)
    try:
        if chosen.heavy:
            with suite.heavy:
                chosen.action(trial)
        else:
            chosen.action(trial)
        return None
    except Skipped as skipped:
        return "skipped", str(skipped)
    except Unexpected as unexpected:
        return "failed", str(unexpected)
    except Exception:   # a broken case must show as a failure, and the others go on
        return "failed", traceback.format_exc()
    finally:
        trial.end()


def run_all(binary, pattern):
    # A shell's background job ignores SIGINT, and so would every yare started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    suite = Suite(binary)
    pool = concurrent.futures.ThreadPoolExecutor(WORKERS)
    chosen = [each for each in CASES if pattern in each.title()]
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        suite.certificates.make_all()
        waiting = {pool.submit(run_case, suite, i, each): each for i, each in enumerate(chosen)}
        for done in concurrent.futures.as_completed(waiting):
            ending, why = done.result() or ("passed", "")
            counts[ending] += 1
            if ending != "passed":
                print("%s %s\n    %s" % (ending.upper(), waiting[done].title(), why.replace("\n", "\n    ")),
                      flush=True)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        pool.shutdown(wait=False, cancel_futures=True)
        while os.path.exists(suite.root):   # a case under way may put something there meanwhile
            shutil.rmtree(suite.root, ignore_errors=True)
        os._exit(130)   # without waiting for the cases under way
    finally:
        shutil.rmtree(suite.root, ignore_errors=True)
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % counts)
    return 1 if counts["failed"] else 0
