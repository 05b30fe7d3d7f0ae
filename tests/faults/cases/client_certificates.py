"""Client certificates and keys that are missing, wrong or unreadable."""
import base64

from harness import add, case
from wire import printed_table, reply, table

GOOD = reply(table("web"))


def demanding(trial):
    return trial.serve(GOOD, tls=trial.certificates.server(client_from="ca"))


def user(certificate, key):
    return "client-certificate: '%s', client-key: '%s'" % (certificate, key)


@case("the right one is taken")
def _(trial):
    certificates = trial.certificates
    server = demanding(trial)
    config = trial.kubeconfig(server, user=user(certificates.certificate("client"), certificates.key("client")))
    trial.yare("get", "pods", config=config).succeeds(printed_table("web"))


@case("demanded but missing")
def _(trial):
    trial.yare("get", "pods", server=demanding(trial), limit=40).fails("certificate required")


@case("of another authority")
def _(trial):
    certificates = trial.certificates
    config = trial.kubeconfig(demanding(trial), user=user(certificates.certificate("strange_client"),
                                                          certificates.key("strange_client")))
    trial.yare("get", "pods", config=config, limit=40).fails("unknown certificate authority")


@case("a key that belongs to another certificate")
def _(trial):
    certificates = trial.certificates
    server = demanding(trial)
    config = trial.kubeconfig(server, user=user(certificates.certificate("client"), certificates.key("good")))
    trial.yare("get", "pods", config=config).fails("private key does not match public key")


@case("a certificate without its key")
def _(trial):
    config = trial.kubeconfig(demanding(trial), user="client-certificate: " + trial.certificates.certificate("client"))
    trial.yare("get", "pods", config=config).fails("client-key")


def unreadable(make):
    def action(trial):
        certificates = trial.certificates
        certificate, key = certificates.certificate("client"), certificates.key("client")
        bad = make(trial)
        for pair in ((bad, key), (certificate, bad)):
            server = demanding(trial)
            result = trial.yare("get", "pods", config=trial.kubeconfig(server, user=user(*pair))).fails()
            if server.connections:
                result.refuse("the server was asked")
    return action


ENCRYPTED = b"""-----BEGIN ENCRYPTED PRIVATE KEY-----
MIIBHDBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIAAAAAAAAAAACAggA
-----END ENCRYPTED PRIVATE KEY-----
"""
for _name, _make in [
        ("missing", lambda t: t.path("nowhere")), ("a directory", lambda t: t.dir),
        ("empty", lambda t: t.write("bad", b"")), ("garbage", lambda t: t.write("bad", bytes(range(256)) * 9)),
        ("PEM of garbage", lambda t: t.write(
            "bad", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
        ("PEM of a garbage key", lambda t: t.write(
            "bad", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")),
        ("an encrypted key", lambda t: t.write("bad", ENCRYPTED)),
        ("PEM without an end", lambda t: t.write("bad", b"-----BEGIN CERTIFICATE-----\nAAAA\n")),
        ("an endless file", lambda t: "/dev/zero")]:
    add("a file that is " + _name, unreadable(_make))


@case("data that is no base64, and data as well as a file")
def _(trial):
    for inner in ("client-certificate-data: '%%%', client-key-data: '%%%'",
                  "client-certificate-data: '" + base64.b64encode(b"garbage").decode() + "', client-key-data: 'AAAA'"):
        server = demanding(trial)
        result = trial.yare("get", "pods", config=trial.kubeconfig(server, user=inner)).fails()
        if server.connections:
            result.refuse("the server was asked")
    certificates = trial.certificates
    both = user(certificates.certificate("client"), certificates.key("client")) + ", client-key-data: 'AAAA'"
    trial.yare("get", "pods", config=trial.kubeconfig(demanding(trial), user=both)).fails("client-key-data")


@case("a key never shows in a message")
def _(trial):
    secret = "c2VjcmV0LWtleS1ieXRlcw=="
    inner = "client-certificate-data: '%s', client-key-data: '%s'" % (secret, secret)
    for flags in ([], ["-v", "8"]):
        config = trial.kubeconfig(demanding(trial), user=inner)
        result = trial.yare("get", "pods", *flags, config=config).fails(lines=None)
        if secret.encode() in result.err or b"secret-key-bytes" in result.err:
            result.refuse("the key shows")
