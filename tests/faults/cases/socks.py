"""SOCKS5 proxies that break off, lie, hang or refuse; and what they may hear."""
import random
import socket
import struct
import threading

from cases.proxies import config_through, pump, secure
from harness import add, case
from wire import printed_table, reply, table

GOOD = reply(table("web"))
METHOD, LOGIN, WELCOME = b"\x05\x00", b"\x05\x02", b"\x01\x00"
REPLIES = {
    "an IPv4 address": b"\x05\x00\x00\x01\x7f\x00\x00\x01\x04\x38",
    "an IPv6 address": b"\x05\x00\x00\x04" + b"\x00" * 15 + b"\x01\x04\x38",
    "a name": b"\x05\x00\x00\x03\x09localhost\x04\x38",
    "an empty name": b"\x05\x00\x00\x03\x00\x04\x38",
    "a long name": b"\x05\x00\x00\x03\xff" + b"n" * 255 + b"\x04\x38",
}


class Gone(Exception):
    """The client has closed."""


def exactly(conversation, size):
    data = b""
    while len(data) < size:
        piece = conversation.sock.recv(size - len(data))
        if not piece:
            raise Gone
        data += piece
    return data


def heard(conversation, size):
    data = exactly(conversation, size)
    with conversation.server.lock:
        conversation.server.requests.append(data)
    return data


def wanted_address(conversation):
    """The request of a client: where to, as (host, port)."""
    kind = heard(conversation, 4)[3]
    if kind == 3:
        host = heard(conversation, heard(conversation, 1)[0]).decode()
    else:
        host = socket.inet_ntop(*((socket.AF_INET, heard(conversation, 4)) if kind == 1 else
                                  (socket.AF_INET6, heard(conversation, 16))))
    return host, struct.unpack(">H", heard(conversation, 2))[0]


def greet(conversation, say, login):
    methods = heard(conversation, 2)
    heard(conversation, methods[1])
    say(LOGIN if login else METHOD)
    if login:
        heard(conversation, heard(conversation, 2)[1])
        heard(conversation, heard(conversation, 1)[0])
        say(WELCOME)


def proxy_that(say, answer=REPLIES["an IPv4 address"], login=False, to=None):
    """A proxy that gives `say` the bytes it has to send."""
    def talk(conversation):
        try:
            greet(conversation, lambda data: say(conversation, data), login)
            host, port = wanted_address(conversation)
            say(conversation, answer)
            with socket.create_connection(to or (host, port)) as upstream:
                back = threading.Thread(target=pump, args=(upstream, conversation.sock), daemon=True)
                back.start()
                pump(conversation.sock, upstream)
                back.join()
        except Gone:
            pass
    return talk


def at_once(conversation, data):
    conversation.send(data)


def byte_by_byte(conversation, data):
    conversation.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in data:
        conversation.send(bytes([byte]))


def after(size, then):
    """Sends `size` bytes in all; then calls `then`."""
    left = {}

    def say(conversation, data):
        rest = left.setdefault(conversation, size)
        left[conversation] = rest - len(data)
        conversation.send(data[:rest])
        if rest <= len(data):
            then(conversation)
            raise Gone
    return say


def end(conversation):
    conversation.sock.shutdown(socket.SHUT_WR)
    conversation.wait_for_end()


def stall(conversation):
    conversation.wait_for_end()


def url_of(proxy, user=""):
    return "socks5://" + user + proxy.authority


def works(say, answer, login):
    def action(trial):
        server = secure(trial)
        proxy = trial.serve(talk=proxy_that(say, answer, login))
        config = config_through(trial, server, url_of(proxy, "joe:pass@" if login else ""))
        result = trial.yare("get", "pods", config=config).succeeds(printed_table("web"))
        if any(b"s3cr3t" in each for each in proxy.requests):
            result.refuse("the proxy heard the token")
        if login and (b"joe" not in proxy.requests or b"pass" not in proxy.requests):
            result.refuse("the proxy heard %r" % proxy.requests)
    return action


for _name, _answer in REPLIES.items():
    add("a good one that names " + _name, works(at_once, _answer, False))
add("a good one that wants a password", works(at_once, REPLIES["a name"], True))
add("a good one that speaks byte by byte", works(byte_by_byte, REPLIES["an IPv6 address"], True))


def cut_everywhere(answer, login):
    def action(trial):
        whole = (LOGIN + WELCOME if login else METHOD) + answer
        for size in range(len(whole)):
            server = secure(trial)
            proxy = trial.serve(talk=proxy_that(after(size, end), answer, login))
            config = config_through(trial, server, url_of(proxy, "joe:pass@" if login else ""))
            words = ["socks connect tcp %s->%s" % (proxy.authority, server.authority), "EOF"]
            result = trial.yare("get", "pods", config=config).fails(*words, within=10)
            if server.connections or proxy.connections != 1:
                result.refuse("cut at %d: %d connections to the server, %d to the proxy" % (
                    size, server.connections, proxy.connections))
    return action


add("cut at every byte", cut_everywhere(REPLIES["an IPv4 address"], False), heavy=True)
add("cut at every byte, with a password and a name", cut_everywhere(REPLIES["a name"], True), heavy=True)


@case("hangs at every step")
def _(trial):
    for size in (0, 1, 2, 3, 4, 6, 8, 13):
        proxy = trial.serve(talk=proxy_that(after(size, stall), login=True))
        config = config_through(trial, secure(trial), url_of(proxy, "joe:pass@"))
        trial.yare("get", "pods", "--request-timeout=1s", config=config, limit=15).fails("time", within=6)


@case("ends by SIGINT while it hangs")
def _(trial):
    proxy = trial.serve(talk=stall)
    config = config_through(trial, secure(trial), url_of(proxy))
    trial.end_by_interrupt(["get", "pods"], proxy, config=config)


# name, what it says to begin with, what to its request, words on stderr
LIES = [
    ("no method will do", b"\x05\xff", b"", "no acceptable authentication methods"),
    ("a method that was not offered", b"\x05\x01", b"", "unsupported authentication method 1"),
    ("a password without one to send", b"\x05\x02", b"", "unsupported authentication method 2"),
    ("version 4", b"\x04\x5a", b"", "unexpected protocol version 4"),
    ("version 0", b"\x00\x5a", b"", "unexpected protocol version 0"),
    ("HTTP", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", "unexpected protocol version 72"),
    ("TLS", b"\x15\x03\x01\x00\x02\x02\x46", b"", "unexpected protocol version 21"),
    ("refused by its rules", METHOD, b"\x05\x02\x00\x01" + bytes(6), "connection not allowed by ruleset"),
    ("no way there", METHOD, b"\x05\x03\x00\x01" + bytes(6), "network unreachable"),
    ("an unknown reply", METHOD, b"\x05\xc8\x00\x01" + bytes(6), "unknown code: 200"),
    ("another version in its reply", METHOD, b"\x04\x00\x00\x01" + bytes(6), "unexpected protocol version 4"),
    ("a reserved byte that is set", METHOD, b"\x05\x00\x01\x01" + bytes(6), "non-zero reserved field"),
    ("an unknown kind of address", METHOD, b"\x05\x00\x00\x07" + bytes(6), "unknown address type 7"),
    ("bytes of its own behind the reply", METHOD, REPLIES["a name"] + b"hello, world", "TLS"),
    ("an endless greeting", METHOD + b"\x06" * (8 << 20), b"", "unexpected protocol version 6"),
]


def lie(greeting, answer, words):
    def talk(conversation):
        methods = exactly(conversation, 2)
        exactly(conversation, methods[1])
        conversation.send(greeting)
        if answer:
            wanted_address(conversation)
            conversation.send(answer)
        end(conversation)

    def action(trial):
        server, proxy = secure(trial), trial.serve(talk=talk)
        result = trial.yare("get", "pods", config=config_through(trial, server, url_of(proxy))).fails(words, within=10)
        if server.connections:
            result.refuse("the server was asked without the proxy")
    return action


for _each in LIES:
    add("answers " + _each[0], lie(*_each[1:]))


@case("refuses for the server")
def _(trial):
    server = secure(trial)
    proxy = trial.serve(talk=proxy_that(at_once, b"\x05\x05\x00\x01" + bytes(6), to=("127.0.0.1", server.port)))
    trial.yare("get", "pods", config=config_through(trial, server, url_of(proxy))).fails(
        "The connection to the server %s was refused" % server.authority)


@case("garbage")
def _(trial):
    chance = random.Random(7)
    for _ in range(30):
        noise = chance.randbytes(600)
        begin = chance.choice([b"", METHOD, METHOD + b"\x05\x00\x00"])
        proxy = trial.serve(talk=lambda conversation, data=begin + noise: (conversation.send(data), end(conversation)))
        trial.yare("get", "pods", config=config_through(trial, secure(trial), url_of(proxy))).fails(within=10)


@case("refuses the password, which never shows")
def _(trial):
    def talk(conversation):
        def say(_, data):
            conversation.send(b"\x01\x01" if data == WELCOME else data)
        try:
            greet(conversation, lambda data: say(conversation, data), True)
        finally:
            end(conversation)
    proxy = trial.serve(talk=talk)
    config = config_through(trial, secure(trial), url_of(proxy, "joe:hidden@"))
    result = trial.yare("get", "pods", "-v", "9", config=config).fails(
        "username/password authentication failed", lines=None)
    if b"hidden" in result.err:
        result.refuse("the password shows")


@case("is not there")
def _(trial):
    proxy = trial.serve(talk=stall)
    proxy.close()
    config = config_through(trial, secure(trial), url_of(proxy, "joe:hidden@"))
    result = trial.yare("get", "pods", config=config).fails(proxy.authority, "refused", "proxy")
    if b"hidden" in result.err:
        result.refuse("the password shows")


@case("a plain http server behind one gets no credentials, and no absolute URL")
def _(trial):
    server = trial.serve(GOOD)
    proxy = trial.serve(talk=proxy_that(at_once))
    config = trial.kubeconfig(server, "proxy-url: '%s'" % url_of(proxy), "token: s3cr3t")
    result = trial.yare("get", "pods", config=config).succeeds(printed_table("web"))
    if any(b"s3cr3t" in head or b"http://" in head for head in server.requests):
        result.refuse("the server heard %r" % server.requests)


@case("the environment's is used, and given the name unresolved")
def _(trial):
    server = trial.serve(GOOD)
    config = trial.kubeconfig("http://cluster.example:6443")
    for scheme in ("socks5", "socks5h"):
        proxy = trial.serve(talk=proxy_that(at_once, to=("127.0.0.1", server.port)))
        env = {"HTTP_PROXY": "%s://%s" % (scheme, proxy.authority)}
        result = trial.yare("get", "pods", config=config, env=env).succeeds(printed_table("web"))
        if b"cluster.example" not in proxy.requests:
            result.refuse("the proxy heard %r" % proxy.requests)
    env = {"ALL_PROXY": url_of(proxy), "all_proxy": url_of(proxy)}
    trial.yare("get", "pods", config=config, env=env).fails("no such host")
