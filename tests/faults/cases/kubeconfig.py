"""Kubeconfigs that are broken: one clear line that names the file or the entry."""
import os

from harness import add, case
from wire import reply, table

HEAD = "apiVersion: v1\nkind: Config\n"
GOOD = ("contexts: [{name: it, context: {cluster: it, user: it}}]\nclusters: [{name: it, cluster: {server: 'URL'}}]\n"
        "users: [{name: it, user: {}}]\ncurrent-context: it\n")

# name, content, words on stderr
BROKEN = [
    ("not YAML", "a: [b\n: :", ["kubeconfig"]),
    ("tabs", "\tapiVersion: v1\n", ["kubeconfig"]),
    ("words", "just some words\n", ["kubeconfig"]),
    ("a list", "- a\n- b\n", ["kubeconfig"]),
    ("a number", "42\n", ["kubeconfig"]),
    ("HTML", "<!DOCTYPE html><html><body>404</body></html>\n", ["kubeconfig"]),
    ("binary garbage", bytes(range(256)) * 16, ["kubeconfig"]),
    ("zero bytes", b"\0" * 4096, ["kubeconfig"]),
    ("invalid UTF-8", b"apiVersion: v1\nkind: \xff\xfe\n", ["kubeconfig"]),
    ("too deep", "a: " + "[" * 100000, ["kubeconfig"]),
    ("billion laughs", "a0: &a0 [x,x]\n" + "".join(
        "a%d: &a%d [%s]\n" % (i, i, ",".join(["*a%d" % (i - 1)] * 10)) for i in range(1, 20)), []),
    ("an alias in itself", "a: &x [*x]\nclusters: *x\n", []),
    ("clusters as a number", HEAD + "clusters: 7\n", ["kubeconfig"]),
    ("clusters as a mapping", HEAD + "clusters: {a: b}\n", ["kubeconfig"]),
    ("a cluster without a body", HEAD + GOOD.replace("cluster: {server: 'URL'}", "cluster: 7"), ["kubeconfig"]),
    ("a server that is a list", HEAD + GOOD.replace("'URL'", "[a]"), ["kubeconfig"]),
    ("a wrong bool", HEAD + GOOD.replace("'URL'", "'https://x', insecure-skip-tls-verify: perhaps"), ["kubeconfig"]),
    ("another kind", "apiVersion: v1\nkind: Pod\n", []),
    ("another version", "apiVersion: v99\nkind: Config\n", []),
    ("a missing context", HEAD + GOOD.replace("current-context: it", "current-context: other"), ["other"]),
    ("a missing cluster", HEAD + GOOD.replace("cluster: it,", "cluster: other,"), []),
    ("CA data that is no base64",
     HEAD + GOOD.replace("'URL'", "'https://127.0.0.1:9', certificate-authority-data: '%%%'"), []),
    ("CA data that is no certificate",
     HEAD + GOOD.replace("'URL'", "'https://127.0.0.1:9', certificate-authority-data: 'Z2FyYmFnZQ=='"),
     ["root certificates"]),
    ("a server that is no URL", HEAD + GOOD.replace("URL", "::::"), []),
    ("a server with an escape sequence", HEAD + GOOD.replace("'URL'", "\"http://a\\e[31mb\""), []),
]


def broken(content, words):
    def action(trial):
        path = trial.write("kubeconfig", content)
        trial.yare("get", "pods", config=path).fails(*words, within=15)
        trial.yare("get", "pods", env={"KUBECONFIG": path}).fails(*words, within=15)
    return action


for each in BROKEN:
    add(each[0], broken(each[1], each[2]))

UNUSED = {"KUBERNETES_MASTER": "http://127.0.0.1:9"}   # where nobody listens: not port 8080 of this machine


@case("an empty file means no server of its own")
def _(trial):
    for content in ("", "# nothing\n", "---\n", "{}", "null\n", HEAD):
        path = trial.write("kubeconfig", content)
        trial.yare("get", "pods", config=path, env=UNUSED).fails("127.0.0.1:9 was refused")


@case("a directory in its place")
def _(trial):
    os.mkdir(trial.path("folder"))
    trial.yare("get", "pods", config=trial.path("folder")).fails("folder", "directory")
    trial.yare("get", "pods", env={"KUBECONFIG": trial.path("folder")}).fails("folder", "directory")


@case("a missing file named by the flag")
def _(trial):
    trial.yare("get", "pods", config=trial.path("nowhere")).fails("nowhere", "no such file or directory")


@case("a symlink loop")
def _(trial):
    os.symlink(trial.path("loop"), trial.path("loop"))
    trial.yare("get", "pods", config=trial.path("loop")).fails("loop")


@case("no permission to read")
def _(trial):
    trial.become_nobody()
    path = trial.write("kubeconfig", HEAD, mode=0)
    trial.yare("get", "pods", config=path).fails("kubeconfig", "permission denied")
    trial.yare("get", "pods", env={"KUBECONFIG": path}).fails("kubeconfig", "permission denied")


@case("an endless file")
def _(trial):
    trial.yare("get", "pods", config="/dev/zero").fails("/dev/zero", within=20)


@case("a huge file", heavy=True)
def _(trial):
    entries = "".join("- {name: u%d, user: {token: %s}}\n" % (i, "x" * 1000) for i in range(10000))
    server = trial.serve(reply(table("web")))
    path = trial.write("kubeconfig", HEAD + GOOD.replace("URL", server.url).replace(
        "users: [{name: it, user: {}}]\n", "users:\n- {name: it, user: {}}\n" + entries))
    trial.yare("get", "pods", config=path, limit=120).succeeds()
    path = trial.write("kubeconfig", HEAD + "# " + "x" * (40 << 20))
    trial.yare("get", "pods", config=path, env=UNUSED, limit=60).fails("kubeconfig")


@case("a broken file among good ones is named")
def _(trial):
    server = trial.serve(reply(table("web")))
    good, bad = trial.kubeconfig(server, name="good"), trial.write("bad", "a: [b\n: :")
    trial.yare("get", "pods", env={"KUBECONFIG": bad + ":" + good}).fails("bad")


@case("certificate files that are missing, a directory, garbage or empty")
def _(trial):
    garbage, empty = trial.write("garbage", b"\0\1\2" * 1000), trial.write("empty", "")
    for path, words in [(trial.path("nowhere"), ["nowhere"]), (trial.dir, [trial.dir]),
                        (garbage, ["root certificates"]), (empty, ["root certificates"]),
                        (trial.certificates.key("ca"), ["root certificates"])]:
        config = trial.kubeconfig("https://127.0.0.1:9", "certificate-authority: " + path)
        trial.yare("get", "pods", config=config).fails(*words)


@case("a token file that is missing, a directory or has a line break inside")
def _(trial):
    server = trial.serve(reply(table("web")), tls=trial.certificates.server())
    broken_token = trial.write("broken", "to\r\nX-Evil: ken")
    for path, words in [(trial.path("nowhere"), ["nowhere"]), (trial.dir, ["directory"]), (broken_token, ["header"])]:
        config = trial.kubeconfig(server, user="tokenFile: " + path)
        trial.yare("get", "pods", config=config).fails(*words)
    if server.requests:
        trial.yare("version").refuse("a request was sent: %r" % server.requests)
