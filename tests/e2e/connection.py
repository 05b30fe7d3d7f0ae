"""Where the server is, who asks, and what is said when one of both is wrong."""
import base64
import os
import re
import socket

from differences import config_words, last_line, lookup
from harness import Skip, check, expect, expect_equal, same

LINES = """
get pods -n shop --context reader
get pods,svc -n shop --context reader
get pods db-0 -n shop --context reader
get pods db-0 cart -n shop --context reader
get nodes --context reader
get pods -A --context reader
get pods -n shop --context reader -o json
get pods -n shop --context reader -o yaml
get pods -n shop --context reader -o name
get pods -n nowhere --context reader
get ships -n shop --context reader
get --raw /api/v1/nodes --context reader
get pods -n shop --user reader
get pods -n shop --token admin-token --user reader
get pods -n shop --as jane
get pods -n shop --as jane --as-group system:masters
get pods -n shop --as jane --as-group a --as-group system:masters
get pods db-0 -n shop --as system:serviceaccount:shop:default
get pods --as-group x
get pods --as-uid 5
get pods -n shop --as jane --as-user-extra a=b
get pods --as-user-extra a=b
get pods --context nope
get pods --cluster nope
get pods --user nope
get pods --context ''
get pods --kubeconfig nofile
get pods --kubeconfig .
get pods --kubeconfig not-yaml
get pods --kubeconfig bad-server
get pods --kubeconfig both-ca
get pods --kubeconfig junk-ca-data
get pods --kubeconfig missing-ca
get pods --kubeconfig missing-key
get pods --kubeconfig two-ways
get pods --kubeconfig insecure-and-ca
get pods --kubeconfig bad-proxy
get pods --kubeconfig no-current
get pods --kubeconfig shop-context
get pods --kubeconfig shop-context -n empty
get pods --kubeconfig shop-context -A --no-headers
get pods missing --kubeconfig shop-context
get pods --certificate-authority nofile
get pods --client-certificate nofile --client-key nofile
get pods --client-certificate nofile
get pods --tls-server-name localhost -n shop
get pods --tls-server-name kubernetes.default.svc -n shop
get pods --insecure-skip-tls-verify -n shop
get pods --insecure-skip-tls-verify=true --certificate-authority x
get pods -s SERVER -n shop
get pods -s SERVER/ -n shop
get pods --username a --password b --token c
"""

# What kubectl logs discovery failures before.
LAST_LINES = """
get pods --kubeconfig no-cluster
get pods --kubeconfig no-server
get pods -s SERVER/prefix -n shop
get pods a b -s https://127.0.0.1:1 -o yaml
get pods -s https://127.0.0.1:1
get pods -s https://localhost:1
get pods -s 127.0.0.1:1
get pods -s http://127.0.0.1:1
get pods -s https://127.0.0.1:1 -o json
get pods --kubeconfig wrong-ca
get pods --tls-server-name wrong.example
get pods --kubeconfig bad-token
get pods x --kubeconfig bad-token
get nodes --kubeconfig bad-token -o json
"""


def entry(name, cluster="", user="", context="cluster: c, user: u", current="x"):
    """A kubeconfig of one cluster, one user and one context."""
    return name, (f"apiVersion: v1\nkind: Config\ncurrent-context: {current}\n"
                  f"clusters:\n- name: c\n  cluster: {{{cluster}}}\n"
                  f"users:\n- name: u\n  user: {{{user}}}\n"
                  f"contexts:\n- name: x\n  context: {{{context}}}\n")


def kubeconfigs(place):
    server = f"server: '{place.server}'"
    ca = f"certificate-authority: '{place.cluster}/ca.crt'"
    admin = f"client-certificate: '{place.cluster}/admin.crt', client-key: '{place.cluster}/admin.key'"
    good = f"{server}, {ca}"
    with open(place.path("files/other-ca.crt"), "rb") as file:
        other = base64.b64encode(file.read()).decode()
    with open(os.path.join(place.cluster, "ca.crt"), "rb") as file:
        data = base64.b64encode(file.read()).decode()
    yield "not-yaml", "a: [b\n c: }"
    yield "wrong-type", "apiVersion: v1\nkind: Config\nclusters: 5\n"
    yield entry("no-cluster", good, admin, context="user: u")
    yield entry("no-server", ca, admin)
    yield entry("bad-server", f"server: 'https://[bad', {ca}", admin)
    yield entry("both-ca", f"{good}, certificate-authority-data: {data}", admin)
    yield entry("bad-ca-data", f"{server}, certificate-authority-data: '***'", admin)
    yield entry("junk-ca-data", f"{server}, certificate-authority-data: {base64.b64encode(b'junk').decode()}", admin)
    yield entry("missing-ca", f"{server}, certificate-authority: nofile", admin)
    yield entry("missing-key", good, f"client-certificate: '{place.cluster}/admin.crt'")
    yield entry("bad-key", good, f"client-certificate: '{place.cluster}/admin.crt', client-key: '{place.cluster}/ca.crt'")
    yield entry("two-ways", good, "token: a, username: b, password: c")
    yield entry("insecure-and-ca", f"{good}, insecure-skip-tls-verify: true", admin)
    yield entry("unknown-user", good, admin, context="cluster: c, user: v")
    yield entry("bad-proxy", f"{good}, proxy-url: 'ftp://127.0.0.1:1'", admin)
    yield entry("no-current", good, admin, current="other")
    yield entry("shop-context", good, admin, context="cluster: c, user: u, namespace: shop")
    yield entry("wrong-ca", f"{server}, certificate-authority-data: {other}", admin)
    yield entry("bad-token", good, "token: wrong")


def cases(place):
    place.make_certificate("files/other-ca", "/CN=other")
    for name, text in kubeconfigs(place):
        place.file(name, text)
    for line in LINES.strip().splitlines():
        yield same(line.replace("SERVER", place.server), name=line)
    for line in LAST_LINES.strip().splitlines():
        yield same(line.replace("SERVER", place.server), name=line, alter=last_line)
    for name in ("wrong-type", "bad-ca-data"):
        yield same(f"get pods --kubeconfig {name}", alter=config_words)
    yield same("get pods -s https://no-such-host.invalid:443", alter=lookup)
    yield same("get pods -n shop", name="get pods with KUBECONFIG=a:missing:b", env={
        "KUBECONFIG": f"{place.path('files/nofile')}:{place.kubeconfig}:{place.path('files/shop-context')}"})
    yield same("get pods", name="get pods without a kubeconfig", alter=last_line, env={"KUBECONFIG": None})
    for call in (anonymous, refused_flags, wrong_token_in_words, wrong_certificates_in_words, one_line_when_refused,
                 http_gets_no_credentials, ipv6):
        yield check(call)


def anonymous(place):
    """without credentials the request is anonymous (kubectl asks for a user name on stdout)"""
    said = place.yare(["get", "pods", "--kubeconfig", "unknown-user"])
    expect(said.code == 1 and not said.out and b'User "system:anonymous" cannot list' in said.err, said)


def refused_flags(place):
    """what kubectl quietly ignores in --as-user-extra is refused"""
    said = place.yare(["get", "pods", "--as", "jane", "--as-user-extra", "nonsense"])
    expect(said.code == 1 and b'invalid argument "nonsense" for "--as-user-extra" flag' in said.err, said)


def wrong_token_in_words(place):
    """a wrong token is an unauthorized request, in one line"""
    said = place.yare(["get", "pods", "--kubeconfig", "bad-token"])
    expect_equal(said.err, b"error: You must be logged in to the server (Unauthorized)\n", "stderr")
    expect_equal(said.code, 1, "exit code")


def wrong_certificates_in_words(place):
    """a certificate of an unknown authority, or for another name, is refused in words"""
    for words, part in ((["--kubeconfig", "wrong-ca"], b"certificate signed by unknown authority"),
                        (["--tls-server-name", "wrong.example"], b"not wrong.example")):
        said = place.yare(["get", "pods", *words])
        expect(said.code == 1 and part in said.err and said.err.count(b"\n") == 1, said)


def one_line_when_refused(place):
    """a refused connection is one line (kubectl logs five more)"""
    said = place.yare(["get", "pods", "-s", "https://127.0.0.1:1"])
    expect_equal(said.err, b"The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n", "stderr")
    expect_equal((said.code, said.out), (1, b""), "exit code and stdout")


def http_gets_no_credentials(place):
    """no token goes to a server without TLS"""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(20)
    finish = place.start(place.path("bin/yare"), ["get", "pods", "-s", f"http://127.0.0.1:{server.getsockname()[1]}",
                                                  "--token", "secret"],
                         "yare-home")
    connection, _ = server.accept()
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += connection.recv(4096)
    connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.close()
    finish()
    server.close()
    expect(b"secret" not in asked and b"Authorization" not in asked, asked)


def ipv6(place):
    """a server on an IPv6 address is read like any other"""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        raise Skip("this machine has no IPv6") from None
    cluster = place.start_cluster("cluster6", "--bind", "::1")
    said = place.yare(["get", "ns", "default", "-o", "name"], env={"KUBECONFIG": os.path.join(cluster, "kubeconfig")})
    expect_equal((said.out, said.err, said.code), (b"namespace/default\n", b"", 0), "output")
    with open(os.path.join(cluster, "server"), encoding="ascii") as file:
        server = file.read().strip()
    expect(re.match(r"https://\[::1\]:\d+$", server), server)
    said = place.yare(["get", "ns"], env={"KUBECONFIG": os.path.join(cluster, "kubeconfig"), "HOME": place.path("yare-home")})
    expect(said.code == 0 and b"kube-system" in said.out, said)
