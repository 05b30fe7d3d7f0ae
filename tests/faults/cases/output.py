"""Standard streams that are closed, full, or read no more."""
import os
import subprocess

from harness import SANITIZER, case
from result import Result
from wire import FORMATS, listing, pods, reply, table

NAMES = ["pod-%05d" % i for i in range(20000)]


def run(trial, args, server, redirections, limit=30):
    """yare in a shell that redirects its streams; stderr to `err` in the case's folder unless said otherwise."""
    config = trial.kubeconfig(server)
    command = "exec \"$0\" \"$@\" " + redirections
    out, err = trial.path("out"), trial.path("err")
    with open(out, "wb") as out_file, open(err, "wb") as err_file:
        child = subprocess.run(["sh", "-c", command, trial.suite.binary, *args, "--kubeconfig", config],
                               env=trial.environment(), stdin=subprocess.DEVNULL, stdout=out_file, stderr=err_file,
                               cwd=trial.dir, timeout=limit)
    with open(out, "rb") as out_file, open(err, "rb") as err_file:
        result = Result([*args, redirections], child.returncode, out_file.read(), err_file.read(), 0)
    return trial.checked(result, limit)


def each_format(trial, redirections, check, names=("web",)):
    for name, flags in FORMATS.items():
        server = trial.serve(reply(listing(name, *names)))
        check(run(trial, ["get", "pods", *flags], server, redirections))


@case("stdout is full")
def _(trial):
    each_format(trial, ">/dev/full",
                lambda r: r.fails("error: write /dev/stdout: no space left on device"))
    each_format(trial, ">/dev/full",
                lambda r: r.fails("error: write /dev/stdout: no space left on device"), NAMES)


@case("stdout is full, for the words of the program itself")
def _(trial):
    server = trial.serve(reply(table("web")))
    for args in (["--help"], ["get", "--help"], ["options"], ["version", "--client"]):
        run(trial, args, server, ">/dev/full").fails("error: write /dev/stdout: no space left on device")


@case("stdout is closed")
def _(trial):
    each_format(trial, ">&-", lambda r: r.fails("error: write /dev/stdout: bad file descriptor"))


@case("stderr is closed")
def _(trial):
    each_format(trial, "2>&-", lambda r: r.succeeds().holds("web"))
    server = trial.serve(reply("no", "500 No"))
    result = run(trial, ["get", "pods"], server, "2>&-")
    if result.code != 1 or result.out:
        result.refuse("expected exit 1 and nothing on stdout")


@case("stderr is full")
def _(trial):
    each_format(trial, "2>/dev/full", lambda r: r.succeeds().holds("web"))
    result = run(trial, ["get", "pods"], trial.serve(reply("no", "500 No")), "2>/dev/full")
    if result.code != 1 or result.out:
        result.refuse("expected exit 1 and nothing on stdout")


@case("stdin is closed")
def _(trial):
    each_format(trial, "<&-", lambda r: r.succeeds().holds("web"))
    run(trial, ["get", "-f", "-"], trial.serve(reply("")), "<&-").fails("stdin")


@case("all three are closed")
def _(trial):
    result = run(trial, ["get", "pods"], trial.serve(reply(table("web"))), "<&- >&- 2>&-")
    if result.code != 1:
        result.refuse("expected exit 1")


@case("stdin is a directory")
def _(trial):
    run(trial, ["get", "-f", "-"], trial.serve(reply("")), "</").fails("is a directory")


@case("nobody reads stdout any more")
def _(trial):
    for name, flags in FORMATS.items():
        config = trial.kubeconfig(trial.serve(reply(listing(name, *NAMES))))
        reading, writing = os.pipe()
        child = trial.start(["get", "pods", *flags, "--kubeconfig", config], stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        os.read(reading, 10)
        os.close(reading)
        err = child.communicate(timeout=30)[1]
        if err or SANITIZER.search(err) or child.returncode not in (141, -13):
            Result([name], child.returncode, b"", err, 0).refuse("expected a quiet end")


@case("a slow reader of stdout gets all of it")
def _(trial):
    config = trial.kubeconfig(trial.serve(reply(pods(*NAMES))))
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    child = trial.start(["get", "pods", "-o", "name", "--kubeconfig", config], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    out = b""
    while piece := os.read(reading, 4096):
        out += piece
    os.close(reading)
    err = child.communicate(timeout=30)[1]
    result = Result(["-o", "name"], child.returncode, out, err, 0)
    result.succeeds("".join("pod/%s\n" % name for name in NAMES).encode())
