"""Servers whose certificate or TLS is not right."""
import socket
import ssl
import subprocess
import time

from harness import add, case
from result import Skipped
from server import Cut
from wire import printed_table, reply, table

GOOD = reply(table("web"))
TRUST = "tls: failed to verify certificate: "

# certificate, words on stderr
WRONG = [
    ("wrong_ca", [TRUST, "certificate signed by unknown authority"]),
    ("expired", [TRUST, "expired", "is after 2021-01-01T00:00:00Z"]),
    ("future", [TRUST, "not yet valid", "is before 2099-01-01T00:00:00Z"]),
    ("other_name", [TRUST, "127.0.0.1", "doesn't contain any IP SANs"]),
    ("other_address", [TRUST, "certificate is valid for 10.9.8.7, not 127.0.0.1"]),
    ("common_address", [TRUST, "127.0.0.1", "doesn't contain any IP SANs"]),
]


def refuses(trial, server, config, *words):
    result = trial.yare("get", "pods", config=config).fails("Unable to connect to the server", *words)
    if server.requests:
        result.refuse("a request was sent: %r" % server.requests)


def wrong(name, words):
    def action(trial):
        server = trial.serve(GOOD, tls=trial.certificates.server(name))
        refuses(trial, server, trial.kubeconfig(server), *words)
    return action


for _name, _words in WRONG:
    add("certificate " + _name.replace("_", " "), wrong(_name, _words))


def by_name(trial, server, name, extra=""):
    return trial.kubeconfig("https://%s:%d" % (name, server.port),
                            "certificate-authority: %s%s" % (trial.certificates.authority(), extra))


@case("another name: both are told")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server("other_name"))
    refuses(trial, server, by_name(trial, server, "localhost"),
            "certificate is valid for example.com, *.example.org, not localhost")
    refuses(trial, server, by_name(trial, server, "127.0.0.1", ", tls-server-name: a.b.example.org"),
            "not a.b.example.org")
    good = by_name(trial, server, "127.0.0.1", ", tls-server-name: a.example.org")
    trial.yare("get", "pods", config=good).succeeds(printed_table("web"))


@case("a name in the Common Name only")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server("common_name"))
    refuses(trial, server, by_name(trial, server, "localhost"), "legacy Common Name", "SANs")


@case("a certificate with an escape sequence for a name")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server("escapes"))
    refuses(trial, server, by_name(trial, server, "localhost"), "evil", "not localhost")


@case("no CA given: the system's do not know this one")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server())
    refuses(trial, server, trial.kubeconfig(server, cluster="tls-server-name: ''"), "unknown authority")


@case("the given CA alone is trusted")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server())
    config = trial.kubeconfig(server, cluster="certificate-authority: " + trial.certificates.certificate("ca2"))
    refuses(trial, server, config, "unknown authority")
    env = {"SSL_CERT_FILE": trial.certificates.authority()}
    result = trial.yare("get", "pods", config=config, env=env).fails("unknown authority")
    if server.requests:
        result.refuse("a request was sent")


@case("insecure-skip-tls-verify takes all of them")
def _(trial):
    for name in ("wrong_ca", "expired", "other_name"):
        server = trial.serve(GOOD, tls=trial.certificates.server(name))
        config = trial.kubeconfig(server, cluster="insecure-skip-tls-verify: true")
        trial.yare("get", "pods", config=config).succeeds(printed_table("web"))


@case("garbage in place of a handshake")
def _(trial):
    for data in (b"garbage, not TLS\r\n" * 10, b"\x15\x03\x03\x00\x02\x02\x28", b"\x16\x03\x03\xff\xff" + b"\0" * 66000,
                 b"\x17\x03\x03\x00\x05hello", b"\x16\x03\x03\x00\x00" * 1000, b""):
        def talk(conversation, data=data):
            conversation.sock.recv(4096)
            conversation.send(data)
            conversation.close(reset=not data)
        server = trial.serve(talk=talk)
        config = trial.kubeconfig("https://" + server.authority)
        trial.yare("get", "pods", config=config, limit=40).fails()


@case("a record that is spoilt on its way")
def _(trial):
    inner = trial.serve(GOOD, tls=trial.certificates.server())

    def talk(conversation):
        """A man in the middle that flips bits of what comes after the handshake."""
        with socket.create_connection(("127.0.0.1", inner.port)) as upstream:
            for seen in range(100):
                for source, sink in ((conversation.sock, upstream), (upstream, conversation.sock)):
                    source.settimeout(0.2)
                    try:
                        data = source.recv(65536)
                    except TimeoutError:
                        continue
                    if not data:
                        return
                    if source is upstream and seen >= 1:
                        data = data[:-1] + bytes([data[-1] ^ 1])
                    sink.sendall(data)
    server = trial.serve(talk=talk)
    config = trial.kubeconfig("https://" + server.authority, "certificate-authority: " + trial.certificates.authority())
    trial.yare("get", "pods", config=config, limit=40).fails("bad record MAC")


@case("TLS 1.2 is taken, 1.1 is not")
def _(trial):
    context = trial.certificates.server()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    trial.yare("get", "pods", server=trial.serve(GOOD, tls=context)).succeeds(printed_table("web"))
    port = free_port()
    certificates = trial.certificates
    old = subprocess.Popen(
        ["openssl", "s_server", "-accept", "127.0.0.1:%d" % port, "-cert", certificates.certificate("good"), "-key",
         certificates.key("good"), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-quiet"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, old)
        config = trial.kubeconfig("https://127.0.0.1:%d" % port, "certificate-authority: " + certificates.authority())
        trial.yare("get", "pods", config=config, limit=40).fails("protocol version")
    finally:
        old.kill()
        old.wait()


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise Skipped("openssl s_server cannot do this here")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise Skipped("openssl s_server did not start")


@case("a connection without close_notify behind a whole answer is whole")
def _(trial):
    server = trial.serve(Cut(GOOD), tls=trial.certificates.server())
    trial.yare("get", "pods", server=server).succeeds(printed_table("web"))
