"""Proxies that are not there, refuse, or talk nonsense; and what they may hear."""
import socket
import threading

from harness import add, case
from server import Cut, Stall
from wire import printed_table, reply, table

GOOD = reply(table("web"))


def tunnel(conversation, head):
    """What a good proxy does."""
    host, _, port = head.split(b" ")[1].rpartition(b":")
    with socket.create_connection((host.decode().strip("[]"), int(port))) as upstream:
        conversation.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=pump, args=(upstream, conversation.sock), daemon=True)
        back.start()
        pump(conversation.sock, upstream)
        back.join()


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass   # either side may leave first


def secure(trial):
    return trial.serve(GOOD, tls=trial.certificates.server())


def config_through(trial, server, proxy, user="token: s3cr3t"):
    return trial.kubeconfig(server, "certificate-authority: %s, proxy-url: '%s'" % (
        trial.certificates.authority(), proxy), user)


# name, the proxy's answer to CONNECT, words on stderr
TROUBLE = [
    ("407", reply("", "407 Proxy Authentication Required", ["Proxy-Authenticate: Basic"]), ["407"]),
    ("403", reply("no", "403 Forbidden"), ["403"]),
    ("502", reply("<html>", "502 Bad Gateway"), ["502"]),
    ("a redirect", reply("", "302 Found", ["Location: http://127.0.0.1:9"]), ["302"]),
    ("garbage", Cut(b"\x00\x01garbage\r\n\r\n"), ["malformed"]),
    ("an escape sequence", Cut(b"HTTP/1.1 500 \x1b[31mno\r\n\r\n"), ["500"]),
    ("nothing", Cut(b""), ["EOF"]), ("half a head", Cut(b"HTTP/1.1 200 OK\r\nX"), ["EOF"]),
    ("a closed tunnel", Cut(b"HTTP/1.1 200 OK\r\n\r\n"), []),
    ("a body behind its 200", Cut(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"), []),
    ("an endless field", Cut(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 5000000), ["header"]),
    ("endless 1xx", Cut(b"HTTP/1.1 100 Continue\r\n\r\n" * 10000), ["1xx"]),
]


def troubled(answer, words):
    def action(trial):
        server, proxy = secure(trial), trial.serve(answer)
        result = trial.yare("get", "pods", config=config_through(trial, server, proxy.url), limit=40)
        result.fails(*words)
        if server.connections:
            result.refuse("the server was asked without the proxy")
        hears_no_token(result, proxy)
    return action


def hears_no_token(result, proxy):
    for head in proxy.requests:
        if b"s3cr3t" in head or b"\nauthorization:" in head.lower():
            result.refuse("the proxy heard %r" % head)


for _each in TROUBLE:
    add("answers " + _each[0], troubled(_each[1], _each[2]))


@case("refuses connections")
def _(trial):
    proxy = trial.serve(Stall())
    proxy.close()
    result = trial.yare("get", "pods", config=config_through(trial, secure(trial), proxy.url))
    result.fails(proxy.authority, "refused", "proxy")


@case("stalls")
def _(trial):
    proxy = trial.serve(Stall())
    config = config_through(trial, secure(trial), proxy.url)
    trial.yare("get", "pods", "--request-timeout=1s", config=config, limit=15).fails("time")


@case("a good one hears where to, and its own credentials only")
def _(trial):
    server, proxy = secure(trial), trial.serve(tunnel)
    url = proxy.url.replace("://", "://joe:pass@")
    result = trial.yare("get", "pods", config=config_through(trial, server, url)).succeeds(printed_table("web"))
    hears_no_token(result, proxy)
    if b"Proxy-Authorization: Basic am9lOnBhc3M=" not in proxy.requests[0]:
        result.refuse("the proxy heard %r" % proxy.requests[0])
    if b"Proxy-Authorization" in server.requests[0]:
        result.refuse("the server heard the proxy's password")


@case("the proxy's password never shows")
def _(trial):
    proxy = trial.serve(reply("", "407 Proxy Authentication Required"))
    url = proxy.url.replace("://", "://joe:hidden@")
    result = trial.yare("get", "pods", "-v", "9", config=config_through(trial, secure(trial), url)).fails(lines=None)
    if b"hidden" in result.err or b"am9lOmhpZGRlbg" in result.err:
        result.refuse("the password shows")


@case("an https proxy with a wrong certificate is not spoken to")
def _(trial):
    proxy = trial.serve(tunnel, tls=trial.certificates.server("expired"))
    result = trial.yare("get", "pods", config=config_through(trial, secure(trial), proxy.url))
    result.fails("certificate", proxy.authority)
    if proxy.requests:
        result.refuse("the proxy heard %r" % proxy.requests)


@case("a scheme that is none")
def _(trial):
    for url in ("ftp://127.0.0.1:9", "127.0.0.1:9", "http://", "http://127.0.0.1:notaport", "://"):
        server = secure(trial)
        result = trial.yare("get", "pods", config=config_through(trial, server, url)).fails()
        if server.connections:
            result.refuse("the server was asked without the proxy")


@case("the environment's proxy is used, but never for loopback")
def _(trial):
    proxy = trial.serve(reply("", "407 Proxy Authentication Required"))
    for variable in ("HTTPS_PROXY", "https_proxy"):
        trial.yare("get", "pods", server=secure(trial), env={variable: proxy.url}).succeeds(printed_table("web"))
    if proxy.connections:
        trial.yare("version").refuse("the proxy was asked for a loopback address")
    config = trial.kubeconfig("https://cluster.example:6443")
    trial.yare("get", "pods", config=config, env={"HTTPS_PROXY": proxy.url}).fails("407")
    if b"CONNECT cluster.example:6443 HTTP/1.1" not in proxy.requests[0]:
        trial.yare("version").refuse("the proxy heard %r" % proxy.requests[0])


@case("NO_PROXY is respected")
def _(trial):
    proxy = trial.serve(reply("", "407 Proxy Authentication Required"))
    config = trial.kubeconfig("https://cluster.invalid:6443")
    for value in ("cluster.invalid", ".invalid", "invalid", "*", "other,cluster.invalid:6443"):
        for variable in ("NO_PROXY", "no_proxy"):
            env = {"HTTPS_PROXY": proxy.url, variable: value}
            trial.yare("get", "pods", config=config, env=env).fails("no such host")
    if proxy.connections:
        trial.yare("version").refuse("the proxy was asked")
    trial.yare("get", "pods", config=config, env={"HTTPS_PROXY": proxy.url, "NO_PROXY": "luster.invalid"}).fails("407")


@case("a plain http server through a proxy gets no credentials")
def _(trial):
    server = trial.serve(GOOD)
    proxy = trial.serve(GOOD)
    config = trial.kubeconfig(server, "proxy-url: '%s'" % proxy.url, "token: s3cr3t")
    result = trial.yare("get", "pods", config=config).succeeds(printed_table("web"))
    hears_no_token(result, proxy)
    if server.connections:
        result.refuse("the server was asked without the proxy")
