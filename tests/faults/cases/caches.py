"""Cache folders that are broken, hostile or cannot be written."""
import glob
import os

from cases.discovery import WIDGETS, aggregated, groups, server_of
from harness import add, case
from wire import printed_table


def good(trial):
    return server_of(trial, aggregated(groups()), aggregated(WIDGETS))


def filled(trial):
    """A server, and the one file of the cache that a first run against it left."""
    server = good(trial)
    trial.yare("get", "widgets", server=server).succeeds(printed_table("w1"))
    files = [path for path in glob.glob(trial.home + "/.kube/cache/**", recursive=True) if os.path.isfile(path)]
    if len(files) != 1:
        trial.yare("version").refuse("expected one file in the cache, and found %s" % files)
    return server, files[0]


def put(content):
    def spoil(path):
        with open(path, "wb") as file:
            file.write(content)
    return spoil


def replaced(make):
    def spoil(path):
        os.unlink(path)
        make(path)
    return spoil


def sparse(path):
    with open(path, "wb") as file:
        file.truncate(20 << 30)


SPOILT = [
    ("empty", put(b"")), ("garbage", put(bytes(range(256)) * 100)), ("half", lambda p: os.truncate(p, 50)),
    ("JSON of another shape", put(b"[1,2,{}]")), ("null", put(b"null")), ("deep", put(b"[" * 1000000)),
    ("types of wrong types", put(b'{"types":[1,{"plural":7}],"format":{}}')),
    ("20 GB", sparse), ("a directory", replaced(os.mkdir)), ("a pipe", replaced(os.mkfifo)),
    ("a symlink to itself", replaced(lambda p: os.symlink(p, p))),
    ("a symlink to /dev/zero", replaced(lambda p: os.symlink("/dev/zero", p))),
    ("gone", os.unlink), ("not readable", lambda p: os.chmod(p, 0)),
    ("from the future", lambda p: os.utime(p, (5000000000, 5000000000))),
    ("years old", lambda p: os.utime(p, (1, 1))),
]


def shrugs(spoil):
    def action(trial):
        server, path = filled(trial)
        spoil(path)
        for _ in range(2):
            trial.yare("get", "widgets", server=server, limit=20).succeeds(printed_table("w1"))
    return action


for _name, _spoil in SPOILT:
    add("a file that is " + _name, shrugs(_spoil))


@case("every byte of the file may be wrong")
def _(trial):
    server, path = filled(trial)
    with open(path, "rb") as file:
        whole = file.read()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        put(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1:])(path)
        result = trial.yare("get", "widgets", server=server, limit=20)
        if result.code:
            result.fails()


@case("files are private")
def _(trial):
    _, path = filled(trial)
    if os.stat(path).st_mode & 0o007:
        trial.yare("version").refuse("others may read %s" % path)


@case("no place for the cache")
def _(trial):
    for folder in (trial.write("file", b""), "/dev/null/x", "/proc/x", "", trial.path("n" * 300), "/dev/full"):
        trial.yare("get", "widgets", "--cache-dir", folder, server=good(trial)).succeeds(printed_table("w1"))
        trial.yare("get", "widgets", server=good(trial), env={"KUBECACHEDIR": folder}).succeeds(printed_table("w1"))


@case("no HOME")
def _(trial):
    kuberc = b"kuberc: no preferences loaded from /dev/null/.kube/kuberc: open /dev/null/.kube/kuberc: not a directory\n"
    for home, said in (("", b""), ("/dev/null", kuberc), ("/nonexistent", b""), ("relative", b"")):  # as kubectl
        trial.yare("get", "widgets", server=good(trial), env={"HOME": home}).succeeds(printed_table("w1"), said)


@case("a folder that may not be written")
def _(trial):
    trial.become_nobody()
    os.mkdir(trial.path("cache"), 0o555)
    server = good(trial)
    config = trial.kubeconfig(server)
    os.chmod(config, 0o644)
    trial.yare("get", "widgets", "--cache-dir", trial.path("cache"), config=config).succeeds(printed_table("w1"))
    if os.listdir(trial.path("cache")):
        trial.yare("version").refuse("something was written")
