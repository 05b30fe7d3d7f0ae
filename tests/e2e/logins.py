"""Credential plugins, their policy, and auth providers: beside kubectl, with small plugins against the real server."""
import base64
import http.server
import json
import os
import pty
import stat
import subprocess
import threading
import time

from differences import no_log_lines
from harness import check, expect, expect_equal, same

V1 = "client.authentication.k8s.io/v1"
BETA = V1 + "beta1"
HEAD = f'"kind":"ExecCredential","apiVersion":"{V1}"'

# Prints the answer named by its first argument; leaves what it was told and how often it ran at $HOME.
PLUGIN = f"""#!/bin/sh
printf '%s' "$KUBERNETES_EXEC_INFO" > "$HOME/info"
env | grep -v -e ^_= -e ^HOME= -e ^KUBERNETES_EXEC_INFO= -e '^ ' -e '^}}' -e '^$' | sort > "$HOME/env"
readlink /proc/self/fd/0 > "$HOME/stdin"
echo >> "$HOME/runs"
case "$1" in
good) echo '{{{HEAD},"status":{{"token":"admin-token"}}}}';;
beta) echo '{{"kind":"ExecCredential","apiVersion":"{BETA}","status":{{"token":"admin-token"}}}}';;
yaml) printf 'kind: ExecCredential\\napiVersion: {V1}\\nstatus: {{token: admin-token}}\\n';;
expiring) echo '{{{HEAD},"status":{{"token":"admin-token","expirationTimestamp":"2099-01-01T00:00:00Z"}}}}';;
expired) echo '{{{HEAD},"status":{{"token":"admin-token","expirationTimestamp":"2020-01-01T00:00:00Z"}}}}';;
certificate) cat "$2";;
noisy) echo 'words of the plugin' >&2; echo '{{{HEAD},"status":{{"token":"admin-token"}}}}';;
fail) echo 'words of the plugin' >&2; exit 7;;
killed) kill -TERM $$;;
slow) sleep 0.3; exec "$0" expiring;;
say) printf '%s' "$2";;
esac
"""

ANSWERS = {
    "empty": "", "words": "hello", "brace": "{", "list": "[]", "null": "null", "yaml-mistake": "a: b: c",
    "trailing": "{" + HEAD + ',"status":{"token":"admin-token"}} x',
    "no-kind": '{"apiVersion":"' + V1 + '"}', "no-version": '{"kind":"ExecCredential"}',
    "other-kind": '{"kind":"Foo","apiVersion":"' + V1 + '"}', "other-group": '{"kind":"ExecCredential","apiVersion":"foo/v1"}',
    "beta-for-v1": '{"kind":"ExecCredential","apiVersion":"' + BETA + '","status":{"token":"x"}}',
    "alpha-for-v1": '{"kind":"ExecCredential","apiVersion":"' + V1 + 'alpha1","status":{"token":"x"}}',
    "no-status": "{" + HEAD + "}", "empty-status": "{" + HEAD + ',"status":{}}',
    "number-token": "{" + HEAD + ',"status":{"token":5}}', "list-status": "{" + HEAD + ',"status":[]}',
    "bad-time": "{" + HEAD + ',"status":{"token":"admin-token","expirationTimestamp":"soon"}}',
    "half-time": "{" + HEAD + ',"status":{"token":"admin-token","expirationTimestamp":"2020-13-01T00:00:00Z"}}',
    "half": "{" + HEAD + ',"status":{"clientCertificateData":"x"}}',
    "bad-pair": "{" + HEAD + ',"status":{"clientCertificateData":"x","clientKeyData":"y"}}',
    "bad-token": "{" + HEAD + ',"status":{"token":"wrong"}}',
    "newline-token": "{" + HEAD + ',"status":{"token":"a\\nb"}}',
    "odd-case": '{"KIND":"ExecCredential","apiversion":"' + V1 + '","Status":{"token":"x"}}',
    "unknown-field": "{" + HEAD + ',"more":[1],"status":{"token":"admin-token","more":{}}}',
}

PREFERENCE = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n"
POLICIES = {
    "allow-all": "credentialPluginPolicy: AllowAll\n", "deny-all": "credentialPluginPolicy: DenyAll\n",
    "unknown": "credentialPluginPolicy: Foo\n", "no-list": "credentialPluginPolicy: Allowlist\n",
    "empty-list": "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n",
    "needless-list": "credentialPluginPolicy: DenyAll\ncredentialPluginAllowlist: []\n",
    "empty-entry": "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: a}, {}]\n",
    "unclean-entry": "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: a/../b}]\n",
    "by-name": "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: plugin.sh}]\n",
    "others": "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: other}, {command: /bin/plugin.sh}]\n",
}

PROVIDERS = {
    "gcp": "{name: gcp}", "azure": "{name: azure}", "openstack": "{name: openstack}", "oidc-bare": "{name: oidc}",
    "oidc-no-client": "{name: oidc, config: {idp-issuer-url: 'https://i'}}",
    "oidc-no-token": "{name: oidc, config: {idp-issuer-url: 'https://i', client-id: c}}",
    "oidc-opaque": "{name: oidc, config: {idp-issuer-url: 'https://i', client-id: c, id-token: opaque}}",
    "oidc-bad-ca": "{name: oidc, config: {idp-issuer-url: 'https://i', client-id: c, idp-certificate-authority-data: '%%'}}",
    "oidc-no-ca": "{name: oidc, config: {idp-issuer-url: 'https://i', client-id: c, idp-certificate-authority: /nofile}}",
}


def config(place, name, user, cluster=""):
    place.file(name, (
        "apiVersion: v1\nkind: Config\ncurrent-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n"
        f"clusters: [{{name: c, cluster: {{server: '{place.server}', "
        f"certificate-authority: '{place.cluster}/ca.crt'{cluster}}}}}]\nusers: [{{name: u, user: {{{user}}}}}]\n"))
    return name


def plugin(arguments="[good]", more="", version=V1, command="./plugin.sh"):
    mode = "" if "interactiveMode" in more or version != V1 else ", interactiveMode: Never"
    return f"exec: {{apiVersion: {version}, command: {command}, args: {arguments}{mode}{', ' + more if more else ''}}}"


def write_configs(place):
    """Every kubeconfig; yields the names of those that both programs are called with."""
    place.file("plugin.sh", PLUGIN)
    place.file("unrunnable.sh", PLUGIN)
    place.file("not-a-program", "words\n")
    for name in ("plugin.sh", "not-a-program"):
        os.chmod(place.path("files/" + name), 0o755)
    for name in ("good", "yaml", "expired", "noisy", "fail", "killed"):
        yield config(place, "login-" + name, plugin(f"[{name}]"))
    yield config(place, "login-beta", plugin("[beta]", version=BETA))
    yield config(place, "login-alpha", plugin(version=V1 + "alpha1"))
    yield config(place, "login-no-mode", plugin(more="interactiveMode: ''"))
    yield config(place, "login-odd-mode", plugin(more="interactiveMode: Sometimes"))
    yield config(place, "login-always", plugin(more="interactiveMode: Always"))
    yield config(place, "login-both", plugin() + ", auth-provider: {name: oidc}")
    yield config(place, "login-nameless-env", plugin(more="env: [{name: '', value: a}]"))
    yield config(place, "login-missing", plugin(command="no-such-plugin"))
    yield config(place, "login-hint", plugin(command="no-such-plugin", more='installHint: "get\\tit\\e[1m now\\nor é\\u200b"'))
    yield config(place, "login-missing-path", plugin(command="./no-such-plugin"))
    yield config(place, "login-unrunnable", plugin(command="./unrunnable.sh"))
    yield config(place, "login-no-program", plugin(command="./not-a-program"))
    yield config(place, "login-directory", plugin(command="/tmp/"))
    yield config(place, "login-token", plugin("[fail]") + ", token: admin-token")
    for name, text in ANSWERS.items():
        yield config(place, "answer-" + name, plugin(json.dumps(["say", text])))
    for name, text in PROVIDERS.items():
        yield config(place, name, f"auth-provider: {text}")


def cases(place):
    for name in write_configs(place):
        yield same(f"get ns default -o name --kubeconfig {name}", alter=no_log_lines)
    yield same("get ns default -o name --kubeconfig login-good --token wrong", alter=no_log_lines)
    yield same("get ns default -o name --kubeconfig login-fail --token admin-token")
    for name, text in POLICIES.items():
        place.file("rc-" + name, PREFERENCE + text)
        yield same(f"get ns default -o name --kubeconfig login-good --kuberc rc-{name}", alter=no_log_lines)
    place.file("rc-broken", "a: [")
    for rc in ("rc-broken", "rc-none", "rc-deny-all", "off"):
        yield same("get ns default -o name --kubeconfig login-good", name=f"KUBERC={rc}", env={"KUBERC": rc},
                   alter=no_log_lines)
    yield same("get ns default -o name --kubeconfig login-good", name="KUBECTL_KUBERC=false",
               env={"KUBECTL_KUBERC": "false", "KUBERC": "rc-deny-all"})
    yield same("get ns default -o name --kubeconfig login-good --kuberc rc-deny-all", name="KUBERC=off and --kuberc",
               env={"KUBERC": "off"})
    yield same("get ns default -o name --kubeconfig login-good --kuberc=")
    yield same("get ns default -o name --kubeconfig login-missing --kuberc rc-by-name", alter=no_log_lines)
    for call in (told_the_same, certificate, oidc_refresh, one_run, cached, cache_of_others, on_terminal, interrupted, no_leaks):
        yield check(call, serial=True)


def of_home(place, home, name):
    with open(place.path(f"{home}/{name}"), "rb") as file:
        return file.read()


def forget_runs(place, home="yare-home"):
    path = place.path(home + "/runs")
    if os.path.exists(path):
        os.unlink(path)


def runs(place, home="yare-home"):
    path = place.path(home + "/runs")
    return len(of_home(place, home, "runs")) if os.path.exists(path) else 0


def told_the_same(place):
    """a plugin is told the same bytes as by kubectl"""
    extension = ("extensions: [{name: other, extension: 1}, {name: client.authentication.k8s.io/exec, extension: "
                 "{z: 1, 'a<': [1.5, 1e3, true, null, 'x&'], k: {b: 2, a: 1}, e: 12345678901234567890123}}]")
    for number, (more, cluster) in enumerate([
            ("", ""), ("provideClusterInfo: true", ""), ("provideClusterInfo: true", ", " + extension),
            ("provideClusterInfo: true, env: [{name: A, value: 'c<d'}, {name: A, value: e}, {name: TERM, value: x}]",
             ", tls-server-name: localhost, disable-compression: true")]):
        name = config(place, f"told-{number}", plugin(more=more), cluster)
        theirs, ours = place.both(["get", "ns", "default", "-o", "name", "--kubeconfig", name])
        expect_equal((ours.out, ours.err, ours.code), (theirs.out, theirs.err, theirs.code), "output")
        for what in ("info", "env", "stdin"):
            expect_equal(of_home(place, "yare-home", what), of_home(place, "kubectl-home", what), f"{what} of {name}")


def certificate(place):
    """a plugin's client certificate is shown to the server"""
    pair = []
    for name in ("admin.crt", "admin.key"):
        with open(os.path.join(place.cluster, name), encoding="ascii") as file:
            pair.append(file.read())
    answer = {"kind": "ExecCredential", "apiVersion": V1,
              "status": {"clientCertificateData": pair[0], "clientKeyData": pair[1]}}
    place.file("answer.json", json.dumps(answer))
    name = config(place, "login-certificate", plugin(f"[certificate, {place.path('files/answer.json')}]"))
    theirs, ours = place.both(["get", "ns", "default", "-o", "name", "--kubeconfig", name])
    expect_equal((theirs.out, theirs.err), (b"namespace/default\n", b""), "kubectl")
    expect_equal((ours.out, ours.err), (b"namespace/default\n", b""), "yare")


def id_token(end):
    claims = base64.urlsafe_b64encode(json.dumps({"exp": end}).encode()).rstrip(b"=").decode()
    return f"e30.{claims}.sig"


class Provider(http.server.BaseHTTPRequestHandler):
    """An OpenID provider that refuses a client in the header, as some do; keeps what it was asked."""

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.asked.append(self.path)
        self.answer(200, {"token_endpoint": f"http://127.0.0.1:{self.server.server_port}/token?x=y"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, body, self.headers["Content-Type"], self.headers["Authorization"]))
        if self.headers["Authorization"]:
            self.answer(401, {"error": "invalid_client"})
        else:
            self.answer(200, {"access_token": "a", "id_token": id_token(4000000000), "refresh_token": "r2"})

    def log_message(self, *_):
        pass


def oidc_refresh(place):
    """an id-token that has expired is refreshed as by kubectl, and the new tokens are written back"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    user = ("auth-provider: {name: oidc, config: {idp-issuer-url: 'http://127.0.0.1:%d/', client-id: 'me&', client-secret: "
            "'s e', refresh-token: r1, id-token: %s}}" % (server.server_port, id_token(1)))
    said, asked, written = [], [], []
    for run, name in ((place.run_kubectl, "oidc-theirs"), (lambda args: place.yare(args, name="kubectl"), "oidc-ours")):
        config(place, name, user)
        server.asked = []
        for _ in range(2):
            result = no_log_lines(run(["get", "ns", "default", "-o", "name", "--kubeconfig", name]))
            said.append((result.out, result.err, result.code))
        asked.append(server.asked)
        written.append(json.loads(place.run_kubectl(["config", "view", "--raw", "-o", "json", "--kubeconfig", name]).out))
    server.shutdown()
    expect_equal(said[2:], said[:2], "output")
    expect_equal(asked[1], asked[0], "what the provider was asked")
    expect_equal(written[1], written[0], "the kubeconfig")
    expect(written[1]["users"][0]["user"]["auth-provider"]["config"]["refresh-token"] == "r2", written[1])


def one_run(place):
    """a plugin runs once for all connections of a process, and never for static credentials"""
    for number in range(12):
        place.file(f"many/{number}.yaml", f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: login-{number}}}\n")
    forget_runs(place)
    said = place.yare(["create", "-f", "many", "--kubeconfig", "login-good"])
    expect_equal((said.code, said.err), (0, b""), "create")
    expect_equal(runs(place), 1, "runs")
    said = place.yare(["delete", "-f", "many", "--kubeconfig", "login-good"])
    expect_equal((said.code, runs(place)), (0, 2), "delete")
    for args in (["--kubeconfig", "login-token"], ["--kubeconfig", "login-good", "--token", "admin-token"]):
        expect_equal(place.yare(["get", "ns", "default", *args]).code, 0, "with a token")
    expect_equal(runs(place), 2, "runs with a token")


def timed(call):
    began = time.monotonic()
    result = call()
    return time.monotonic() - began, result


def cached(place):
    """YARE_CREDENTIAL_CACHE=1 keeps what a plugin gave for the next process, for this user alone"""
    name = config(place, "login-slow", plugin("[slow]"))
    env = {"YARE_CREDENTIAL_CACHE": "1"}
    folder = place.path("yare-home/.kube/cache/credentials")

    def get(env=env):
        return place.yare(["get", "ns", "default", "-o", "name", "--kubeconfig", name], env=env)
    get({})
    expect(not os.path.exists(folder), "kept without having been asked for")
    forget_runs(place)
    first, said = timed(get)
    expect_equal((said.out, said.err, runs(place)), (b"namespace/default\n", b"", 2), "first")   # it runs itself again
    second, said = timed(get)
    expect_equal((said.out, said.err, runs(place)), (b"namespace/default\n", b"", 2), "second")
    expect(second < first - 0.2, f"{second:.3f} s after {first:.3f} s")
    files = os.listdir(folder)
    expect_equal(len(files), 1, "files")
    modes = [stat.S_IMODE(os.stat(path).st_mode) for path in (folder, os.path.join(folder, files[0]))]
    expect_equal(modes, [0o700, 0o600], "modes")
    with open(os.path.join(folder, files[0]), encoding="utf-8") as file:
        kept = file.read()
    with open(os.path.join(folder, files[0]), "w", encoding="utf-8") as file:
        file.write(kept.replace("admin-token", "wrong"))
    said = get()    # the server refuses it: the plugin runs, and the request is made again
    expect_equal((said.out, said.err, runs(place)), (b"namespace/default\n", b"", 4), "after a 401")
    with open(os.path.join(folder, files[0]), encoding="utf-8") as file:
        expect(json.load(file)["token"] == "admin-token", "the refused token is still there")


def cache_of_others(place):
    """a cache that others can read, or a link in its place, is not used"""
    env = {"YARE_CREDENTIAL_CACHE": "1"}
    name = config(place, "login-expiring", plugin("[expiring]"))
    folder = place.path("yare-home/.kube/cache/credentials")
    call = ["get", "ns", "default", "-o", "name", "--kubeconfig", name]
    place.yare(call, env=env)
    forget_runs(place)
    place.yare(call, env=env)
    expect_equal(runs(place), 0, "runs with a good cache")
    os.chmod(folder, 0o755)
    expect_equal((place.yare(call, env=env).out, runs(place)), (b"namespace/default\n", 1), "open folder")
    os.chmod(folder, 0o700)
    os.rename(folder, folder + ".real")
    os.symlink(folder + ".real", folder)
    expect_equal((place.yare(call, env=env).out, runs(place)), (b"namespace/default\n", 2), "link")


def talk_on_terminal(place, program, home, args, typed=b"", manifest=False):
    """Runs a program whose standard input is a terminal; its stdout and code."""
    master, slave = pty.openpty()
    process = subprocess.Popen([program, *args], stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=place.environment(home), cwd=place.path("files"), start_new_session=True)
    os.close(slave)
    os.write(master, typed)
    out, err = process.communicate(timeout=60)
    os.close(master)
    return out, err, process.returncode


def on_terminal(place):
    """IfAvailable and Always get a terminal, unless `-f -` uses it"""
    place.file("asking.sh", "#!/bin/sh\nread token\nprintf '%s' \"$KUBERNETES_EXEC_INFO\" > $HOME/info\n"
               f"""echo '{{{HEAD},"status":{{"token":"'"$token"'"}}}}'\n""")
    os.chmod(place.path("files/asking.sh"), 0o755)
    for mode in ("IfAvailable", "Always"):
        name = config(place, "asking-" + mode, plugin(command="./asking.sh", more="interactiveMode: " + mode))
        args = ["get", "ns", "default", "-o", "name", "--kubeconfig", name]
        said = talk_on_terminal(place, place.path("bin/yare"), "yare-home", args, b"admin-token\n")
        expect_equal(said, (b"namespace/default\n", b"", 0), mode)
        expect(b'"interactive":true' in of_home(place, "yare-home", "info"), "interactive is false")
    said = talk_on_terminal(place, place.path("bin/yare"), "yare-home",
                            ["create", "-f", "-", "--kubeconfig", "asking-Always"],
                            b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: never}\n\x04\x04")
    expect_equal(said[1:], (
        b"Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: "
        b"standard input is unavailable: used by stdin resource manifest reader\n", 1), "Always with -f -")


def interrupted(place):
    """Ctrl-C ends a plugin that is under way, and yare with it"""
    place.file("waiting.sh", "#!/bin/sh\necho $$ > $HOME/pid\nexec sleep 60\n")
    os.chmod(place.path("files/waiting.sh"), 0o755)
    name = config(place, "login-waiting", plugin(command="./waiting.sh"))
    for args in (["get", "ns"], ["delete", "cm", "--all", "-n", "nowhere"], ["logs", "-f", "some-pod"]):
        path = place.path("yare-home/pid")
        if os.path.exists(path):
            os.unlink(path)
        process = subprocess.Popen([place.path("bin/yare"), *args, "--kubeconfig", name], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                                   env=place.environment("yare-home"), cwd=place.path("files"))
        while not os.path.exists(path) or not of_home(place, "yare-home", "pid").strip():
            time.sleep(0.02)
        time.sleep(0.1)
        began = time.monotonic()
        os.killpg(process.pid, 2)   # as a terminal does: to all of the foreground
        process.communicate(timeout=20)
        expect(process.returncode in (130, -2), f"{args}: {process.returncode}")
        expect(time.monotonic() - began < 2, f"{args}: slow")
        child = int(of_home(place, "yare-home", "pid"))
        try:
            with open(f"/proc/{child}/stat", encoding="ascii") as file:
                expect(file.read().rpartition(")")[2].split()[0] == "Z", f"{args}: the plugin is still there")
        except FileNotFoundError:
            pass


def no_leaks(place):
    """a plugin inherits none of our files; what it gives does not show in -v"""
    place.file("listing.sh", "#!/bin/sh\nls /proc/$$/fd > $HOME/fds\nexec ./plugin.sh good\n")
    os.chmod(place.path("files/listing.sh"), 0o755)
    name = config(place, "login-listing", plugin(command="./listing.sh"))
    said = place.yare(["get", "ns", "default", "-v", "9", "--kubeconfig", name])
    expect_equal(said.code, 0, "exit code")
    expect(b"admin-token" not in said.err and b"<masked>" in said.err, "the token shows")
    place.run_kubectl(["get", "ns", "default", "--kubeconfig", name])
    expect_equal(of_home(place, "yare-home", "fds"), of_home(place, "kubectl-home", "fds"), "descriptors")
    expect(base64.b64encode(b"admin-token") not in said.err, "the token shows")
