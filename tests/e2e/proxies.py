"""Ways through a SOCKS5 proxy, and who goes directly where NO_PROXY says so."""
import os
import socket
import struct
import threading

from harness import check, expect, expect_equal, same

METHOD = b"\x05\x00"
REFUSAL = b"\x05\xff"
DONE = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"


class SocksProxy:
    """Connects everybody to `target`, whatever they ask for; `heard` holds what they asked for. With `answers` it
    gives one after each thing it hears, and ends."""

    def __init__(self, target=None, password=None, answers=None):
        self.target, self.password, self.answers = target, password, answers
        self.heard = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def url(self, user=""):
        return f"socks5://{user}127.0.0.1:{self.port}"

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()

    def serve(self, sock):
        with sock:
            try:
                if self.answers is not None:
                    self.recite(sock)
                elif self.greet(sock):
                    self.relay(sock)
            except OSError:
                pass   # the client may leave when it likes

    def recite(self, sock):
        for answer in self.answers:
            self.heard.append(sock.recv(1000))
            sock.sendall(answer)
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(1000):
            pass

    def greet(self, sock):
        methods = exactly(sock, exactly(sock, 2)[1])
        wanted = 2 if self.password else 0
        sock.sendall(bytes([5, wanted if wanted in methods else 0xff]))
        if wanted not in methods:
            return False
        if not self.password:
            return True
        name = exactly(sock, exactly(sock, 2)[1])
        good = (name, exactly(sock, exactly(sock, 1)[0])) == self.password
        sock.sendall(b"\x01\x00" if good else b"\x01\x01")
        return good

    def relay(self, sock):
        kind = exactly(sock, 4)[3]
        size = {1: 4, 4: 16}.get(kind) or exactly(sock, 1)[0]
        self.heard.append((kind, exactly(sock, size), struct.unpack(">H", exactly(sock, 2))[0]))
        with socket.create_connection(self.target) as upstream:
            sock.sendall(DONE)
            back = threading.Thread(target=pump, args=(upstream, sock), daemon=True)
            back.start()
            pump(sock, upstream)
            back.join()


def exactly(sock, size):
    data = b""
    while len(data) < size:
        piece = sock.recv(size - len(data))
        if not piece:
            raise OSError("the client has gone")
        data += piece
    return data


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def write_config(place, name, server, proxy):
    place.file(name, (
        "apiVersion: v1\nkind: Config\ncurrent-context: x\n"
        f"clusters:\n- name: c\n  cluster: {{server: '{server}', proxy-url: '{proxy}', "
        f"certificate-authority: '{place.cluster}/ca.crt'}}\n"
        f"users:\n- name: u\n  user: {{client-certificate: '{place.cluster}/admin.crt', "
        f"client-key: '{place.cluster}/admin.key'}}\n"
        "contexts:\n- name: x\n  context: {cluster: c, user: u}\n"))
    return name


# name, what the proxy says to one thing after the other, user and password
TROUBLE = [
    ("no method will do", [REFUSAL], ""),
    ("version 4", [b"\x04\x00"], ""),
    ("a proxy that speaks HTTP", [b"HTTP/1.1 400 Bad Request\r\n\r\n"], ""),
    ("nothing said", [b""], ""),
    ("half a greeting", [b"\x05"], ""),
    ("a method that was not offered", [b"\x05\x01"], "u:p@"),
    ("a refused password", [b"\x05\x02", b"\x01\x01"], "u:p@"),
    ("an odd answer to a password", [b"\x05\x02", b"\x05\x00"], "u:p@"),
    ("no answer to a password", [b"\x05\x02", b""], "u:p@"),
    ("a reserved byte", [METHOD, b"\x05\x00\x01\x01" + bytes(6)], ""),
    ("an odd kind of address", [METHOD, b"\x05\x00\x00\x09" + bytes(6)], ""),
    ("half a reply", [METHOD, b"\x05\x00\x00"], ""),
    ("half an address", [METHOD, b"\x05\x00\x00\x01\x00"], ""),
    ("no address", [METHOD, b"\x05\x00\x00\x03"], ""),
    *((f"reply {code}", [METHOD, bytes([5, code, 0, 1]) + bytes(6)], "") for code in (*range(1, 10), 255)),
]

# NO_PROXY, server, whether it is reached directly
DIRECT = """
| https://localhost:1 | yes
| https://127.9.9.9:1 | yes
| https://[::1]:1 | yes
| https://[::ffff:127.0.0.1]:1 | yes
| https://localhost.invalid | no
* | https://h.invalid | yes
*.invalid | https://h.invalid | yes
*invalid | https://h.invalid | no
foo.invalid | https://foo.invalid | yes
foo.invalid | https://bar.foo.invalid | yes
foo.invalid | https://barfoo.invalid | no
FOO.invalid | https://Bar.foo.INVALID | yes
.foo.invalid | https://foo.invalid | no
.foo.invalid | https://bar.foo.invalid | yes
*.foo.invalid | https://foo.invalid | no
foo.invalid:443 | https://foo.invalid | yes
foo.invalid:443 | https://foo.invalid:6443 | no
.foo.invalid:6443 | https://bar.foo.invalid:6443 | yes
x , foo.invalid , | https://foo.invalid | yes
foo.invalid bar.invalid | https://foo.invalid | no
https://foo.invalid | https://foo.invalid | no
:443 | https://h.invalid | no
192.0.2.1 | https://192.0.2.1 | yes
192.0.2.1:443 | https://192.0.2.1 | yes
192.0.2.1:80 | https://192.0.2.1 | no
.2.1 | https://192.0.2.1 | no
192.0.2.0/24 | https://192.0.2.7:6443 | yes
h.invalid, 192.0.2.0/24 | https://192.0.2.7 | yes
192.0.2.0/25 | https://192.0.2.128 | no
192.0.2.9/24 | https://192.0.2.7 | yes
192.0.2.0/24:443 | https://192.0.2.7 | no
192.0.2.0/33 | https://192.0.2.1 | no
192.0.2/24 | https://192.0.2.7 | no
0.0.0.0/0 | https://[2001:db8::1] | no
192.0.2.0/24 | https://[::ffff:192.0.2.1] | yes
2001:db8::/32 | https://[2001:db8:ffff::1]:6443 | yes
2001:db8::/33 | https://[2001:db8:ffff::1] | no
[2001:db8::1]:443 | https://[2001:db8::1] | yes
[2001:db8::1]:80 | https://[2001:db8::1] | no
fe80::/10 | https://[fe80::1%25lo] | yes
"""


def cases(place):
    target = (place.host_port.rpartition(":")[0], int(place.host_port.rpartition(":")[2]))
    good, guarded = SocksProxy(target), SocksProxy(target, (b"us@er", b"p:w"))
    named = f"https://kubernetes.default.svc:{target[1]}"
    plain = write_config(place, "through-socks", place.server, good.url())
    by_name = write_config(place, "through-socks-by-name", named, guarded.url("us%40er:p%3Aw@"))
    wrong = write_config(place, "through-socks-wrongly", named, guarded.url("us%40er:wrong@"))
    nameless = write_config(place, "through-socks-unasked", named, guarded.url())
    for line in ("get pods -n shop", "get pods db-0 -n shop -o yaml", "get pods -n nowhere", "get pods missing"):
        yield same(f"{line} --kubeconfig {plain}")
        yield same(f"{line} --kubeconfig {by_name}")
    yield same(f"get pods --kubeconfig {wrong}")
    yield same(f"get pods --kubeconfig {nameless}")
    for name, answers, user in TROUBLE:
        config = write_config(place, "socks " + name, named, SocksProxy(answers=answers).url(user))
        yield same(["get", "--raw", "/api", "--kubeconfig", config], name="SOCKS: " + name)
    for scheme in ("socks5h", "socks4"):
        config = write_config(place, scheme, named, f"{scheme}://127.0.0.1:1")
        yield same(f"get pods --kubeconfig {config}")
    yield check(lambda place: names_travel(place, guarded, by_name, target),
                name="a SOCKS proxy gets the server's name")
    yield check(through_the_environment)
    for row in DIRECT.strip("\n").splitlines():
        rule, server, direct = (each.strip() for each in row.split("|"))
        yield direct_case("NO_PROXY", rule, server, direct == "yes")
    yield direct_case("no_proxy", "192.0.2.0/24", "https://192.0.2.7", True)
    yield direct_case("no_proxy", "foo.invalid", "https://bar.foo.invalid", True)


def direct_case(variable, rule, server, direct):
    def call(place):
        wanted = {}
        for program in ("yare", "kubectl"):
            proxy = SocksProxy(answers=[REFUSAL])
            args = ["get", "--raw", "/api", "-s", server, "--token", "x", "--request-timeout", "700ms"]
            env = {"NO_PROXY": None, variable: rule, "HTTPS_PROXY": proxy.url(), "KUBECONFIG": os.devnull}
            if program == "yare":
                place.yare(args, env=env)
            elif place.kubectl:
                place.run_kubectl(args, env=env)
            else:
                continue
            wanted[program] = not proxy.heard
        expect_equal(wanted, dict.fromkeys(wanted, direct), "reached directly")
    return check(call, name=f"{variable}={rule} {server}")


def names_travel(place, proxy, config, target):
    before = len(proxy.heard)
    said = place.yare(["get", "pods", "-n", "shop", "-v", "9", "--kubeconfig", config])
    expect(said.code == 0, said)
    expect_equal(set(proxy.heard[before:]), {(3, b"kubernetes.default.svc", target[1])}, "asked for")
    expect(b"p%3Aw" not in said.err and b"p:w" not in said.err, said)


def through_the_environment(place):
    """a SOCKS proxy of the environment serves names"""
    host, _, port = place.host_port.rpartition(":")
    for variable in ("HTTPS_PROXY", "https_proxy"):
        for scheme in ("socks5", "socks5h"):
            proxy = SocksProxy((host, int(port)))
            args = ["get", "pods", "-n", "shop", "-s", f"https://kubernetes.default.svc:{port}"]
            env = {"NO_PROXY": None, variable: f"{scheme}://127.0.0.1:{proxy.port}"}
            said = place.yare(args, env=env)
            expect(said.code == 0 and b"db-0" in said.out, said)
            expect_equal(set(proxy.heard), {(3, b"kubernetes.default.svc", int(port))}, "asked for")
