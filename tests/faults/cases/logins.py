"""Credential plugins that misbehave, and servers that refuse what they gave."""
import json
import os

from harness import case
from server import Cut
from wire import printed_table, refusal, reply, table

GOOD = reply(table("web"))
REFUSED = refusal(401, "Unauthorized", "Unauthorized", message="Unauthorized")
V1 = "client.authentication.k8s.io/v1"
# Gives the token t1, then t2, and so on.
COUNTING = """#!/bin/sh
echo >> "$RUNS"
echo '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"s3cr3t-'$(wc -l < "$RUNS")'"}}'
""" % V1
BEHIND_PLUGIN = "Unable to connect to the server: getting credentials: "


class Login:
    """A server and a kubeconfig whose user has the plugin `script`."""

    def __init__(self, trial, script, *responses, **more):
        self.trial = trial
        self.runs = trial.path("runs")
        self.program = trial.write("plugin", script, mode=0o755)
        self.server = trial.serve(*(responses or [GOOD]), tls=more.pop("tls", trial.certificates.server()))
        self.user = ("exec: {apiVersion: %s, interactiveMode: Never, command: '%s', env: [{name: RUNS, value: '%s'}]}"
                     % (V1, self.program, self.runs))
        self.config = trial.kubeconfig(self.server, user=self.user)

    def yare(self, *args, **more):
        return self.trial.yare(*args, config=self.config, **more)

    def count(self):
        return os.path.getsize(self.runs) if os.path.exists(self.runs) else 0

    def tokens(self):
        return [line.rpartition(b"-")[2] for head in self.server.requests for line in head.split(b"\r\n")
                if line.startswith(b"Authorization: ")]

    def expect(self, result, tokens, runs):
        if self.tokens() != tokens or self.count() != runs:
            result.refuse("tokens %r, %d runs" % (self.tokens(), self.count()))


@case("a 401 runs the plugin again, and the same request is made once more")
def _(trial):
    login = Login(trial, COUNTING, REFUSED, GOOD)
    result = login.yare("get", "pods").succeeds(printed_table("web"))
    login.expect(result, [b"1", b"2"], 2)


@case("two 401 are told in words, after one more try")
def _(trial):
    login = Login(trial, COUNTING, REFUSED)
    result = login.yare("get", "pods").fails("error: You must be logged in to the server (Unauthorized)")
    login.expect(result, [b"1", b"2"], 2)


@case("a change that got a 401 is made once more with the same body")
def _(trial):
    created = reply(json.dumps({"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "a", "namespace": "default"}}),
                    status="201 Created")
    login = Login(trial, COUNTING, REFUSED, created)
    manifest = trial.write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    result = login.yare("create", "-f", manifest).succeeds(b"configmap/a created\n")
    login.expect(result, [b"1", b"2"], 2)
    if login.server.bodies[0] != login.server.bodies[1] or b"ConfigMap" not in login.server.bodies[0]:
        result.refuse("bodies %r" % login.server.bodies)


@case("the connection of a 401 may be closed by the server")
def _(trial):
    login = Login(trial, COUNTING, Cut(REFUSED, notify=True), GOOD)
    result = login.yare("get", "pods").succeeds(printed_table("web"))
    login.expect(result, [b"1", b"2"], 2)


@case("a plugin that fails when it is asked again")
def _(trial):
    script = COUNTING + 'test $(wc -l < "$RUNS") = 1 || exit 3\n'
    login = Login(trial, script, REFUSED)
    result = login.yare("get", "pods").fails(
        "the server has asked for the client to provide credentials; refreshing credentials: exec: executable "
        "%s failed with exit code 3" % login.program)
    login.expect(result, [b"1"], 2)


@case("a token file is read again after a 401")
def _(trial):
    token = trial.write("token", "one")

    def replace(conversation, head):
        trial.write("token", "two")
        return REFUSED
    server = trial.serve(replace, GOOD, tls=trial.certificates.server())
    result = trial.yare("get", "pods", config=trial.kubeconfig(server, user="tokenFile: '%s'" % token))
    result.succeeds(printed_table("web"))
    if [b"Bearer one" in server.requests[0], b"Bearer two" in server.requests[1]] != [True, True]:
        result.refuse("%r" % server.requests)


@case("the plugin does not run for plain http, nor for a static token")
def _(trial):
    login = Login(trial, COUNTING, GOOD, tls=None)
    result = login.yare("get", "pods").succeeds(printed_table("web"))
    login.expect(result, [], 0)
    login = Login(trial, COUNTING, REFUSED)
    result = login.yare("get", "pods", "--token", "mine-9").fails("error: You must be logged in to the server")
    login.expect(result, [b"9"], 0)


@case("-v shows nothing of what a plugin gave, nor of the trial with it")
def _(trial):
    for answers in ((GOOD,), (REFUSED, GOOD), (REFUSED,), (Cut(GOOD[:-5]),)):
        login = Login(trial, COUNTING, *answers)
        result = login.yare("get", "pods", "-v", "10", limit=40)
        if b"s3cr3t" in result.err + result.out:
            result.refuse("the token shows")


def failing(name, script, words, **more):
    @case(name)
    def _(trial):
        login = Login(trial, script)
        result = login.yare("get", "pods", measured=not trial.sanitized, **more).fails(BEHIND_PLUGIN + words, lines=None)
        if login.server.requests:
            result.refuse("the server was asked")
        result.within_memory(60)


failing("a plugin without an end of its output", "#!/bin/sh\nexec yes\n", "exec: more than 1048576 bytes of output")
failing("a plugin that prints zeros for ever", "#!/bin/sh\nexec cat /dev/zero\n", "exec: more than 1048576 bytes of output")
for _each in "[{":
    failing("a plugin that prints a megabyte of " + _each,
            "#!/bin/sh\nhead -c 1000000 /dev/zero | tr '\\0' '%s'\n" % _each, "decoding stdout: ")
failing("a plugin that prints noise", "#!/bin/sh\nhead -c 500000 /bin/sh\n", "decoding stdout: ")
failing("a plugin that says nothing", "#!/bin/sh\n", "exec plugin is configured to use API version")
failing("a plugin without its interpreter", "#!/no/such/shell\n", "exec: fork/exec ")


@case("a plugin whose child holds its output")
def _(trial):
    login = Login(trial, COUNTING + "sleep 25 2>/dev/null &\n")
    result = login.yare("get", "pods", limit=15).succeeds(printed_table("web"))
    login.expect(result, [b"1"], 1)


@case("several objects that fail for want of a login: the plugin runs once")
def _(trial):
    login = Login(trial, '#!/bin/sh\necho >> "$RUNS"\nexit 5\n')
    result = login.yare("get", "pods", "a", "b", "c", limit=20).fails("failed with exit code 5", lines=None)
    login.expect(result, [], 1)


@case("a cache of credentials that is damaged or cannot be written")
def _(trial):
    script = COUNTING.replace('"}}\'', '","expirationTimestamp":"2099-01-01T00:00:00Z"}}\'')
    login = Login(trial, script)
    cache = trial.path("cache")
    env = {"YARE_CREDENTIAL_CACHE": "1", "KUBECACHEDIR": cache}
    login.yare("get", "pods", env=env).succeeds(printed_table("web"))
    result = login.yare("get", "pods", env=env).succeeds(printed_table("web"))
    login.expect(result, [b"1", b"1"], 1)
    name = os.path.join(cache, "credentials", os.listdir(os.path.join(cache, "credentials"))[0])
    for text in (b"", b"{", b"[" * 100000, os.urandom(5000)):
        with open(name, "wb") as file:
            file.write(text)
        before = login.count()
        result = login.yare("get", "pods", env=env).succeeds(printed_table("web"))
        if login.count() != before + 1:
            result.refuse("%d runs" % login.count())
    before = login.count()
    result = login.yare("get", "pods", env={"YARE_CREDENTIAL_CACHE": "1", "KUBECACHEDIR": "/proc/none"})
    result.succeeds(printed_table("web"))
    if login.count() != before + 1:
        result.refuse("%d runs" % login.count())
