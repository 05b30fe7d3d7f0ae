"""Where credentials must not go."""
import base64

from harness import add, case
from server import Cut
from wire import printed_table, refusal, reply, table

GOOD = reply(table("web"))
SECRETS = (b"s3cr3t", base64.b64encode(b"me:s3cr3t"))
USERS = {"a token": "token: s3cr3t", "basic": "username: me, password: s3cr3t"}


def lacks_secrets(trial, server):
    for head in server.requests:
        if b"\nauthorization:" in head.lower() or any(secret in head for secret in SECRETS):
            trial.yare("version").refuse("credentials were sent: %r" % head)


def kept_from_plain_http(inner):
    def action(trial):
        server = trial.serve(GOOD)
        trial.yare("get", "pods", config=trial.kubeconfig(server, user=inner)).succeeds(printed_table("web"))
        trial.yare("get", "widgets", config=trial.kubeconfig(server, user=inner)).fails()
        lacks_secrets(trial, server)
    return action


for _name, _inner in USERS.items():
    add("%s is not sent over plain http" % _name, kept_from_plain_http(_inner))


@case("--token and --username are not sent over plain http")
def _(trial):
    server = trial.serve(GOOD)
    trial.yare("get", "pods", "--token", "s3cr3t", server=server)
    trial.yare("get", "pods", "--username", "me", "--password", "s3cr3t", server=server)
    lacks_secrets(trial, server)


@case("a token is sent over https, and only to that server")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server())
    trial.yare("get", "pods", config=trial.kubeconfig(server, user="token: s3cr3t")).succeeds(printed_table("web"))
    if b"Authorization: Bearer s3cr3t" not in server.requests[0]:
        trial.yare("version").refuse("no token in %r" % server.requests[0])


@case("no credentials for a manifest's URL")
def _(trial):
    server = trial.serve(GOOD, tls=trial.certificates.server())
    other = trial.serve(reply("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"))
    config = trial.kubeconfig(server, user="token: s3cr3t")
    trial.yare("get", "-f", other.url + "/pod.yaml", config=config)
    if not other.requests:
        trial.yare("version").refuse("the manifest was not asked for")
    lacks_secrets(trial, other)


@case("credentials in the server's address are not sent in clear, nor shown")
def _(trial):
    server = trial.serve(GOOD)
    result = trial.yare("get", "pods", config=trial.kubeconfig("http://me:s3cr3t@" + server.authority))
    if b"s3cr3t" in result.err + result.out:
        result.refuse("the password shows")
    lacks_secrets(trial, server)


@case("-v masks them, also in a failing run")
def _(trial):
    for answer in (GOOD, refusal(401, "Unauthorized", "Unauthorized"), Cut(GOOD[:-5])):
        for inner in USERS.values():
            server = trial.serve(answer, tls=trial.certificates.server())
            config = trial.kubeconfig(server, user=inner)
            result = trial.yare("get", "pods", "-v", "9", config=config, limit=40)
            if any(secret in result.err for secret in SECRETS):
                result.refuse("credentials show")


@case("401 is asked once and told in words")
def _(trial):
    server = trial.serve(refusal(401, "Unauthorized", "Unauthorized", message="Unauthorized"),
                         tls=trial.certificates.server())
    config = trial.kubeconfig(server, user="token: s3cr3t")
    result = trial.yare("get", "pods", config=config)
    result.fails("error: You must be logged in to the server (Unauthorized)")
    if len(server.requests) != 1:
        result.refuse("%d requests" % len(server.requests))
