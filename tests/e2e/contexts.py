"""config: every verb beside kubectl on copies of the same kubeconfig files, and the bytes that stay."""
import itertools
import os
import stat

from differences import config_words
from harness import Skip, check, compare, expect, expect_equal, words
from dataclasses import replace

BASE = """apiVersion: v1
kind: Config
# clusters
clusters:
- name: one
  cluster:
    server: https://one:6443
    certificate-authority: ./ca.crt
    foreign: {kept: yes}
- cluster:   # the second
    server: https://two
    certificate-authority-data: YWJj
    tls-server-name: zwei
    proxy-url: http://proxy
    extensions:
    - name: x
      extension: {z: 1, a: [1, 2.5, "<>&"]}
  name: two
contexts:
- name: a
  context: {cluster: one, user: u1, namespace: ns}
- name: b
  context:
    cluster: two
    user: u2   # whoever
- name: d.o.t
  context:
    cluster: two
    user: ""
current-context: a # here
users:
- name: u1
  user:
    token: secret
    client-key-data: ""
    client-certificate: sub/u.crt
- name: u2
  user:
    username: x
    password: word
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: ./helper
      env:
      - name: A
        value: b
      - name: C
        value: d
    as: me
    as-groups: [g1, g2]
    as-user-extra: {k: [v, w]}
- name: u3
  user:
    auth-provider:
      name: oidc
      config: {client-id: id, id-token: idt}
    tokenFile: /abs/token
    client-certificate-data: Y2VydA==
    client-key-data: a2V5
    exec: {command: plain, args: [x, "y z"], provideClusterInfo: true, interactiveMode: Never}
"""

SECOND = """apiVersion: v1
kind: Config
preferences:
  colors: true
clusters:
- name: two
  cluster: {server: https://hidden}
- name: three
  cluster: {server: https://three, insecure-skip-tls-verify: true, disable-compression: true}
contexts:
- name: second
  context: {cluster: three, user: u9}
- name: a
  context: {cluster: hidden, user: hidden}
current-context: second
users:
- name: u9
  user: {token: t9}
extensions:
- name: top
  extension: {k: v}
"""

JSON = """{
    "kind": "Config",
    "apiVersion": "v1",
    "clusters": [
        {"name": "j", "cluster": {"server": "https://j"}}
    ],
    "contexts": [
        {
            "name": "j",
            "context": {
                "cluster": "j",
                "user": ""
            }
        }
    ],
    "current-context": "j"
}
"""

FILES = {"one": {"a": BASE}, "two": {"a": BASE, "b": SECOND}, "late": {"b": SECOND, "c": BASE}, "json": {"a": JSON},
         "none": {}, "empty": {"a": ""}, "bare": {"a": "{}\n"}, "words": {"a": "# nothing\n"},
         "nulls": {"a": "clusters:\ncontexts: null\nusers: []\n"}}

READING = """
view
view --raw
view -o json
view -o json --raw
view -o kyaml
view -o name
view -o jsonpath={.users[*].name}
view -o jsonpath={.users[1].user}
view -o jsonpath-as-json={.contexts}
view -o go-template={{.kind}}{{range .contexts}}{{.name}},{{end}}
view --template={{.kind}} -o go-template
view -o jsonpath={.nothing}
view -o custom-columns=A:.a
view -o foo
view --minify
view --minify --context b
view --minify --context nope
view --minify --raw -o json --context second
view --merge=false
view --merge=false --kubeconfig a
view --kubeconfig a
view --kubeconfig nofile
view --kubeconfig nofile --merge
view --merge=maybe
view x y
get-contexts
get-contexts a
get-contexts b a b
get-contexts nope
get-contexts nope a never
get-contexts -o name
get-contexts -o name b
get-contexts --no-headers
get-contexts -o wide
get-contexts -o=name --kubeconfig a
get-contexts --kubeconfig nofile
current-context
current-context x
current-context --context b
get-users
get-users --kubeconfig b
""".strip().splitlines()

CHANGES = """
use-context b
use b
use-context a
use-context second
use-context nope
use-context ''
set-context --current --namespace=other
set-context --current -n ''
set-context a --namespace other
set-context a --cluster x --user y
set-context b -n new
set-context b --cluster ''
set-context second --user new
set-context fresh
set-context fresh --cluster one --user u1 --namespace z
set-context 'odd: name # x' --cluster 'yes'
set-context a
set-context
set-context --current a
set-cluster one
set-cluster one --server https://new
set-cluster two --server https://new
set-cluster two --server https://new --tls-server-name other
set-cluster two --insecure-skip-tls-verify
set-cluster three --insecure-skip-tls-verify=false
set-cluster one --certificate-authority /elsewhere/ca.crt
set-cluster one --certificate-authority sub/u.crt
set-cluster two --certificate-authority ../ca.crt
set-cluster one --certificate-authority sub/u.crt --embed-certs
set-cluster one --embed-certs
set-cluster one --embed-certs --certificate-authority nofile
set-cluster one --insecure-skip-tls-verify --certificate-authority x
set-cluster fresh --server https://f --proxy-url socks5://p
set-cluster ''
set-cluster two --proxy-url ''
set-credentials u1 --token other
set-credentials u1 --username me --password pw
set-credentials u2 --token t
set-credentials u2 --username ''
set-credentials u3 --client-certificate sub/u.crt
set-credentials u3 --client-certificate sub/u.crt --client-key sub/u.crt --embed-certs
set-credentials u3 --client-key /elsewhere/k
set-credentials u3 --auth-provider-arg id-token=x,refresh-token=y --auth-provider-arg client-id-
set-credentials u3 --auth-provider other --auth-provider-arg a=b
set-credentials u1 --auth-provider-arg a=b
set-credentials u1 --auth-provider oidc
set-credentials u2 --exec-env A=z --exec-env N=1 --exec-env C-
set-credentials u2 --exec-arg a --exec-arg b,c
set-credentials u2 --exec-command other
set-credentials u2 --exec-api-version client.authentication.k8s.io/v1
set-credentials u3 --exec-api-version client.authentication.k8s.io/v1
set-credentials u3 --exec-command other --exec-interactive-mode Always --exec-provide-cluster-info=false
set-credentials u1 --exec-command c --exec-api-version client.authentication.k8s.io/v1 --exec-interactive-mode Never
set-credentials u1 --exec-env A=b
set-credentials fresh
set-credentials fresh --token t
set-credentials ''
set-credentials u --token=a --username=b
set-credentials u --exec-interactive-mode=x
set-credentials u --embed-certs
set-credentials u --embed-certs --client-key=no
set current-context b
set current-context nope
set contexts.a.namespace other
set contexts.d.o.t.user somebody
set contexts.new.one.cluster x
set clusters.one.server https://other
set clusters.one.certificate-authority x/y
set clusters.two.certificate-authority-data ZGVm
set clusters.two.certificate-authority-data !!
set clusters.two.certificate-authority-data abc
set clusters.two.certificate-authority-data abc --set-raw-bytes
set clusters.two.certificate-authority-data abc --set-raw-bytes=false
set clusters.one.insecure-skip-tls-verify true
set clusters.three.insecure-skip-tls-verify false
set clusters.one.insecure-skip-tls-verify maybe
set clusters.fresh.server x
set clusters..server x
set users.u2.act-as other
set users.u2.act-as-groups x
set users.u2.act-as-user-extra.k v
set users.u2.act-as-user-extra v
set users.u2.auth-provider.name x
set users.u2.exec.command x
set users.u1.token x
set preferences.colors true
set preferences.colors maybe
set foo bar
set . x
set contexts.a.cluster. x
set current-context.x y
set kind Pod
set clusters.one.extensions y
set '' x
set x ''
unset current-context
unset contexts.a.namespace
unset contexts.b.user
unset contexts
unset clusters
unset users
unset contexts.a
unset contexts.nope
unset contexts.nope.user
unset clusters.two.extensions
unset clusters.three.insecure-skip-tls-verify
unset users.u2.exec
unset users.u2.act-as-user-extra
unset users.u2.act-as-user-extra.k
unset users.u2.act-as-groups
unset users.u2.exec.command
unset preferences
unset preferences.colors
unset foo
unset kind
unset ''
delete-context a
delete-context b
delete-context second
delete-context nope
delete-cluster one
delete-cluster two
delete-cluster nope
delete-user u1
delete-user nope
delete-user
rename-context a z
rename-context b z
rename-context second z
rename-context a b
rename-context a a
rename-context nope z
rename-context a ''
foo bar
""".strip().splitlines()

# On every set of files, beside the two that CHANGES runs on.
EVERYWHERE = """
view
get-contexts
current-context
use-context j
use-context a
set-context --current --namespace x
set-context new --cluster c --user u
set-context j --namespace n
set-cluster one --server https://x
set-credentials new --token t
set current-context x
unset current-context
delete-context j
rename-context j k
set-context new --kubeconfig deep/er/file
use-context a --kubeconfig nofile
""".strip().splitlines()

WRONG_CALLS = """
config
config use-context
config use-context a b
config rename-context a
config set a
config unset
config unset a b
config set-context a b
config set-cluster
config set-cluster a b
config set-credentials
config set-credentials u --auth-provider-arg=x
config set-credentials u --exec-env=x --exec-env=-
config delete-context
config delete-cluster a b
""".strip().splitlines()

BROKEN = ("[1]\n", "a: b: c\n", "clusters: {}\n", "contexts:\n- name: a\n- name: a\n", "current-context: [x]\n",
          "users:\n- name: u\n  user: {token: yes}\n", "kind: Pod\napiVersion: v1\n", "a: \x01\n", "a: \xff\n", "a: \x00b\n")

numbers = itertools.count()


class Copies:
    """The same files twice, for kubectl and for yare, and what each of them makes of them."""

    def __init__(self, place, files, names=None):
        self.place = place
        self.names = names if names is not None else [*files, "last"]
        self.root = place.path(f"contexts-{next(numbers)}")
        for program in ("kubectl", "yare"):
            for name, text in {**files, "ca.crt": "CA\n", "sub/u.crt": "CERTIFICATE\n"}.items():
                path = os.path.join(self.root, program, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(text.encode("latin-1"))

    def run(self, program, args):
        env = {"KUBECONFIG": ":".join(self.names), "HOME": "."}
        cwd = os.path.join(self.root, program)
        if program == "yare":
            return self.place.yare(args, name="kubectl", env=env, cwd=cwd)
        return self.place.run_kubectl(args, env=env, cwd=cwd)

    def file(self, program, name):
        return os.path.join(self.root, program, name)

    def read(self, name, program="yare"):
        with open(self.file(program, name), "rb") as file:
            return file.read()

    def tree(self, program):
        top = os.path.join(self.root, program)
        return sorted(os.path.relpath(os.path.join(folder, name), top) for folder, _, names in os.walk(top) for name in names)

    def meaning(self, program, name):
        """What a file says, as one program shows it; the paths of one of both."""
        shown = self.place.yare(["config", "view", "--raw", "-o", "json", "--merge=false", "--kubeconfig", self.file(program, name)])
        return shown.out.replace(os.path.join(self.root, program).encode(), b"DIR") + shown.err

    def compare(self, args, alter=None):
        theirs, ours = self.run("kubectl", args), self.run("yare", args)
        theirs, ours = self.without_root(theirs, "kubectl"), self.without_root(ours, "yare")
        if alter:
            theirs, ours = alter(theirs), alter(ours)
        text = compare(theirs, ours)
        expect(not text, text)
        expect_equal(self.tree("yare"), self.tree("kubectl"), "files")
        for name in self.tree("yare"):
            if "crt" not in name and self.read(name) != self.read(name, "kubectl"):
                expect_equal(self.meaning("yare", name), self.meaning("kubectl", name), name)

    def without_root(self, result, program):
        root = os.path.join(self.root, program).encode()
        return replace(result, out=result.out.replace(root, b"DIR"), err=result.err.replace(root, b"DIR"))


def map_words(result):
    """Without Go's pointers: kubectl prints the map it cannot set."""
    return replace(result, err=result.err.partition(b"map[")[0])


def order(result):
    """kubectl's order of names is random."""
    return replace(result, out=b"".join(sorted(result.out.splitlines(keepends=True))))


def compared(line, files, alter=None):
    def call(place):
        Copies(place, FILES[files]).compare(["config", *words(line)], alter)
    call.__doc__ = f"config {line} [{files}]"
    return check(call)


def cases(_):
    for line in READING:
        for files in ("one", "two"):
            yield compared(line, files)
    for line in CHANGES:
        alter = map_words if "extensions y" in line else None
        for files in ("one", "two"):
            yield compared(line, files, alter)
    for line in EVERYWHERE:
        for files in ("late", "json", "none", "empty", "bare", "words", "nulls"):
            yield compared(line, files)
    for line in ("set clusters.one x", "set clusters x", "set clusters.one.foo x"):
        yield compared(line, "one", map_words)
    yield compared("get-clusters", "two", order)
    for line in WRONG_CALLS:
        yield wrong_call(line)
    for number, text in enumerate(BROKEN):
        yield broken(number, text)
    for call in (bytes_stay, dos_lines, json_bytes, links_and_modes, lock_of_another, no_room, read_only, minify_without_current,
                 default_file, embedded, flatten, hidden_file, relative_paths, two_files_renamed):
        yield check(call)


def wrong_call(line):
    def call(place):
        copies = Copies(place, FILES["one"])
        theirs, ours = copies.run("kubectl", words(line)), copies.run("yare", words(line))
        if line == "config":   # its help, on stderr
            theirs, ours = (replace(each, out=each.err, err=b"") for each in (theirs, ours))
        expect_equal((ours.err, ours.code), (theirs.err, theirs.code), line)
        expect((b"Usage:" in ours.out) == (b"Usage:" in theirs.out), ours)
    call.__doc__ = f"{line}: help and its words"
    return check(call)


def broken(number, text):
    def call(place):
        for args in (["view"], ["use-context", "a"], ["set-context", "new"]):
            copies = Copies(place, {"a": text, "b": SECOND}, ["a", "b"])
            copies.compare(["config", *args], config_words if number != 3 else first_words)
            expect_equal(copies.read("a"), text.encode("latin-1"), "the file")
    call.__doc__ = f"a kubeconfig that is none is left alone: {text!r}"
    return check(call)


def first_words(result):
    return replace(result, err=config_words(result).err.partition(b"\n")[0])


def edited(place, text, *lines):
    copies = Copies(place, {"a": text}, ["a"])
    for line in lines:
        done = copies.run("yare", ["config", *words(line)])
        expect(done.code == 0, done)
    expect(copies.tree("yare") == ["a", "ca.crt", "sub/u.crt"], copies.tree("yare"))
    return copies.read("a").decode()


def bytes_stay(place):
    """what is not changed keeps every byte"""
    for line, old, new in (
            ("use-context b", "current-context: a # here", "current-context: b # here"),
            ("use-context d.o.t", "current-context: a # here", "current-context: d.o.t # here"),
            ("unset current-context", "current-context: a # here", 'current-context: "" # here'),
            ("set-context --current --namespace other", "namespace: ns}", "namespace: other}"),
            ("set-context b --user other", "user: u2   # whoever", "user: other   # whoever"),
            ("set-context b --namespace nn", "    user: u2   # whoever\n", "    user: u2   # whoever\n    namespace: nn\n"),
            ("unset contexts.a.namespace", ", namespace: ns}", "}"),
            ("set clusters.two.server https://x", "server: https://two", "server: https://x"),
            ("rename-context b c", "- name: b\n", "- name: c\n"),
            ("delete-context b", "- name: b\n  context:\n    cluster: two\n    user: u2   # whoever\n", ""),
            ("delete-user u1", "- name: u1\n  user:\n    token: secret\n    client-key-data: \"\"\n    client-certificate: sub/u.crt\n", ""),
            ("set-context new --user u", "current-context: a #", "- context:\n    cluster: \"\"\n    user: u\n  name: new\ncurrent-context: a #")):
        expect_equal(edited(place, BASE, line), BASE.replace(old, new), line)


def dos_lines(place):
    """lines that end in CR LF go on to do so"""
    text = BASE.replace("\n", "\r\n")
    expect_equal(edited(place, text, "use-context b", "set-context b --namespace nn"),
                 BASE.replace("t: a # here", "t: b # here").replace("# whoever\n", "# whoever\n    namespace: nn\n").replace("\n", "\r\n"), "file")


def json_bytes(place):
    """a kubeconfig in JSON stays JSON"""
    expect_equal(edited(place, JSON, "set-context --current --namespace nn"),
                 JSON.replace('"user": ""\n', '"user": "",\n                "namespace": "nn"\n'), "file")


def links_and_modes(place):
    """modes and symbolic links stay; a new file is private"""
    copies = Copies(place, {"real": BASE}, ["link"])
    os.chmod(copies.file("yare", "real"), 0o640)
    os.symlink("real", copies.file("yare", "link"))
    expect(copies.run("yare", ["config", "use-context", "b"]).code == 0, "use-context")
    expect(os.path.islink(copies.file("yare", "link")), "the link has gone")
    expect_equal(stat.S_IMODE(os.stat(copies.file("yare", "real")).st_mode), 0o640, "mode")
    expect_equal(copies.read("real").decode(), BASE.replace("t: a # here", "t: b # here"), "file")
    copies.run("yare", ["config", "set-context", "x", "--kubeconfig", "new"])
    expect_equal(stat.S_IMODE(os.stat(copies.file("yare", "new")).st_mode), 0o600, "mode of a new file")


def lock_of_another(place):
    """a lock that stays is an error that says whose it is, and the file is left alone"""
    copies = Copies(place, {"a": BASE, "a.lock": ""}, ["a"])
    theirs, ours = (copies.run(program, ["config", "use-context", "b"]) for program in ("kubectl", "yare"))
    expect(ours.code == 1 and ours.err.startswith(theirs.err.rstrip(b"\n") + b": made by "), ours)
    expect_equal(copies.read("a").decode(), BASE, "file")
    expect(copies.tree("yare") == ["a", "a.lock", "ca.crt", "sub/u.crt"], copies.tree("yare"))


def no_room(place):
    """where the new file does not fit the old one stays, and nothing else is left"""
    copies = Copies(place, {"a": BASE}, ["a"])
    done = place.start("/bin/sh", ["-c", f"ulimit -f 1; trap '' XFSZ; exec {place.path('bin/yare')} config use-context b"],
                       "yare-home", env={"KUBECONFIG": "a"}, cwd=os.path.join(copies.root, "yare"))()
    if done.code == 0:
        raise Skip("files may be larger here than asked for")
    expect(done.err.startswith(b"error: write a: file too large"), done)
    expect_equal(copies.read("a").decode(), BASE, "file")
    expect(copies.tree("yare") == ["a", "ca.crt", "sub/u.crt"], copies.tree("yare"))


def read_only(place):
    """a folder that may not be written to"""
    if os.geteuid() == 0:
        raise Skip("root may write everywhere")
    copies = Copies(place, {"in/a": BASE}, ["in/a"])
    for program in ("kubectl", "yare"):
        os.chmod(os.path.dirname(copies.file(program, "in/a")), 0o500)
    copies.compare(["config", "use-context", "b"])


def minify_without_current(place):
    """view --minify where no context is current"""
    Copies(place, {"a": BASE.replace("current-context: a # here\n", "")}).compare(["config", "view", "--minify"])


def default_file(place):
    """without KUBECONFIG it is .kube/config under HOME"""
    copies = Copies(place, {".kube/config": BASE}, [])
    copies.compare(["config", "use-context", "b"])
    copies.compare(["config", "set-context", "--current", "--namespace", "n"])
    fresh = Copies(place, {}, [])
    fresh.compare(["config", "set-cluster", "c", "--server", "s"])


def embedded(place):
    """what --embed-certs takes in is what the file holds"""
    text = edited(place, BASE, "set-cluster one --certificate-authority ca.crt --embed-certs")
    expect("certificate-authority-data: Q0EK\n" in text and "./ca.crt" not in text, text)


def flatten(place):
    """view --flatten"""
    text = BASE.replace("    client-key-data: \"\"\n", "")
    copies = Copies(place, {"a": text, "b": SECOND})
    copies.compare(["config", "view", "--flatten"])
    copies.compare(["config", "view", "--flatten", "--minify", "-o", "json"])
    both = Copies(place, {"a": text.replace("    certificate-authority-data: YWJj", "    certificate-authority-data: YWJj\n    certificate-authority: x")})
    both.compare(["config", "view", "--flatten"])
    missing = Copies(place, {"a": text.replace("./ca.crt", "gone.crt")})
    missing.compare(["config", "view", "--flatten"])


def hidden_file(place):
    """files of the list that are missing, named twice or folders"""
    for names in (["gone", "a", "b"], ["a", "a", "b"], ["gone", "never"], ["b", "gone"]):
        for line in ("set-context new", "use-context second", "unset current-context", "delete-cluster two"):
            Copies(place, FILES["two"], names).compare(["config", *words(line)])


def relative_paths(place):
    """paths in a file of another folder"""
    text = BASE.replace("./ca.crt", "../ca.crt")
    for line in ("set-cluster one --server x", "set-cluster one --certificate-authority ca.crt",
                 "set-cluster one --certificate-authority deep/x.crt", "set-credentials u2 --exec-arg x",
                 "set-credentials u1 --client-key deep/k"):
        Copies(place, {"deep/a": text}, ["deep/a"]).compare(["config", *words(line)])


def two_files_renamed(place):
    """a context of one file that is current in the other"""
    copies = Copies(place, {"a": "current-context: second\n", "b": SECOND}, ["a", "b"])
    copies.compare(["config", "rename-context", "second", "other"])
    expect_equal(copies.read("b").decode(), SECOND.replace("- name: second", "- name: other"), "file")
