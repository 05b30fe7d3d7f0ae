"""Objects made from flags: data, accounts, quotas, budgets, priorities (`create configmap` and its like), and tokens."""
import base64
import json
import re

from differences import first_line, formats
from harness import check, expect, expect_equal, same

LATIN = b"caf\xe9"
LONG = "k" * 254

FILES = {
    "text.txt": "hello\n",
    "utf8.txt": "é\u2028<&>\t\x01\n",
    "binary.bin": b"\x00\xff\xfe\x80",
    "latin.txt": LATIN,
    "nothing": "",
    "a=b.txt": "equals",
    "sp ace.txt": "space",
    "data/b.txt": "b",
    "data/a.txt": "a",
    "data/z.bin": b"\xff",
    "data/deeper/c.txt": "c",
    "odd/bad key": "x",
    "app.env": "# comment\n\nA=1\n  B=two words \nC=\nHOME_OF=x=y\r\nD.x-y=é\n",
    "bom.env": "\ufeffA=1\nB=2",
    "nobreak.env": "\u00a0\u3000A=1",
    "inherit.env": "GIVEN\nABSENT\n",
    "export.env": "export A=1\n",
    "digit.env": "1A=x\n",
    "noname.env": "=x\n",
    "dots.env": "..=x\n",
    "latebom.env": "A=1\n\ufeffB=2\n",
    "twice.env": "A=1\nA=2\n",
    "latin.env": b"A=" + LATIN + b"\n",
    "config.json": '{"auths": {}}',
}

# What has -O is run once as it is (a sentence), once with -o json, once with -o yaml.
DRY = """
configmap a -O
cm a --from-literal=k=v -O
configmap a --from-literal=k=v --from-literal=b=x=y --from-literal=c= --append-hash -O
configmap a --from-literal=k=<a>&b --append-hash
configmap a --append-hash -o name
configmap a --from-file=text.txt --from-file=k=utf8.txt,nothing -O
configmap a --from-file=utf8.txt --append-hash -o yaml
configmap a --from-file=binary.bin --from-file=b=latin.txt --from-literal=c=d --append-hash -O
configmap a --from-file=data -o yaml
configmap a --from-file=./data// -o yaml
configmap a --from-file=k=data
configmap a --from-file=odd
configmap a --from-file=missing
configmap a --from-file=text.txt/x
configmap a --from-file=k=missing
configmap a --from-file==text.txt
configmap a --from-file=k=
configmap a --from-file=a=b.txt
configmap a --from-file=k=a=b.txt
configmap a --from-file='sp ace.txt'
configmap a --from-file='' -o yaml
configmap a --from-file=/
configmap a --from-file=text.txt --from-literal=text.txt=x
configmap a --from-file=k=binary.bin --from-file=k=latin.txt
configmap a --from-file=k=binary.bin --from-literal=k=x
configmap a --from-literal=a
configmap a --from-literal==a
configmap a --from-literal=''
configmap a --from-literal='a b=c'
configmap a --from-literal=..=c
configmap a --from-literal=.=c
configmap a --from-literal=..a/=c
configmap a --from-literal=LONG=c
configmap a --from-literal=a,b=c,d -o yaml
configmap a --from-literal=x=y,z --from-literal='q="1"' -o yaml
configmap a --from-env-file=app.env -O
configmap a --from-env-file=bom.env,nobreak.env
configmap a --from-env-file=bom.env -o yaml
configmap a --from-env-file=nobreak.env -o yaml
configmap a --from-env-file=inherit.env -o yaml
configmap a --from-env-file=export.env
configmap a --from-env-file=digit.env
configmap a --from-env-file=noname.env
configmap a --from-env-file=dots.env
configmap a --from-env-file=latebom.env
configmap a --from-env-file=twice.env
configmap a --from-env-file=latin.env
configmap a --from-env-file=nothing -o yaml
configmap a --from-env-file=missing.env
configmap a --from-env-file=data
configmap a --from-env-file=app.env --from-literal=a=b
configmap a --from-env-file=app.env --from-file=text.txt
configmap a -n other --from-literal=a=b --save-config -O
configmap
configmap a b
configmap ''
configmap a --nonsense
configmap a --from-literal
configmap a --append-hash=maybe
configmap a --from-file='"x'
secret generic a -O
secret generic a --from-literal=k=v --from-file=binary.bin --type=my/type --append-hash -O
secret generic a --from-literal=k=v --append-hash -o name
secret generic a --from-literal=k=<a>&b --type='<b>' --append-hash -o name
secret generic a --from-file=data -o yaml
secret generic a --from-literal=text.txt=x --from-file=text.txt
secret generic a --from-literal='a b=c'
secret generic a --from-literal=LONG=c
secret generic a --from-literal=.=c
secret generic a --from-literal=x
secret generic a --from-file=missing
secret generic a --from-file=k=data
secret generic a --from-env-file=app.env -o yaml
secret generic a --from-env-file=inherit.env -o yaml
secret generic a --from-env-file=data
secret generic a --from-env-file=app.env --from-literal=a=b
secret generic a -n other --from-literal=a=b --save-config -o json
secret generic ''
secret generic
secret tls a --cert=CERT --key=KEY -O
secret tls a --cert=CERT --key=KEY --append-hash -o name
secret tls a --cert=CERT --key=OTHERKEY
secret tls a --cert=KEY --key=CERT
secret tls a --cert=text.txt --key=KEY
secret tls a --cert=CERT --key=text.txt
secret tls a --cert=missing --key=KEY
secret tls a --cert=CERT --key=missing
secret tls a --cert=CERT --key=data
secret tls a --cert=CERT
secret tls a --key=KEY
secret tls
secret docker-registry a --docker-username=u --docker-password=p -O
secret docker-registry a --docker-username=u --docker-password='p"<&>' --docker-email=e@x --docker-server=r.io --append-hash -O
secret docker-registry a --docker-username=u
secret docker-registry a --docker-username=u --docker-password=p --docker-server=
secret docker-registry a --from-file=config.json -o yaml
secret docker-registry a --from-file=.dockerconfigjson=config.json --append-hash -o yaml
secret docker-registry a --from-file=other=config.json -o yaml
secret docker-registry a --from-file=config.json,config.json
secret docker-registry a --from-file=data
secret docker-registry ''
secret frob
secret frob nicate -n x
secret --frob
secret -o json
serviceaccount a -O
sa a -n other --save-config -O
sa a -o name
sa ''
sa
quota q -O
resourcequota q --hard=cpu=1,memory=1G,pods=2 --scopes=BestEffort,NotTerminating -O
quota q --hard=a=1.50,b=1024Mi,c=0.1,d=1e3,e=+5,f=1000k,g=100000000000000000000,h=-1,i=0.5Ki -o yaml
quota q --hard=a=1,a=2 -o yaml
quota q --hard=a
quota q --hard=a=1=2
quota q --hard=a=1,
quota q --hard=a=x
quota q --hard=a=
quota q --hard=a=1Q
quota q --hard=a=1eE
quota q --scopes=a,
quota q -n other --hard=pods=1 --save-config -o json
quota ''
poddisruptionbudget p --selector=a=b --min-available=1 -O
pdb p --selector=a=b,c=d,a=e --max-unavailable=50% -n other --save-config -O
pdb p --selector='z in (b,a,,b),y notin (c),x,!w,v==u' --min-available=99999999999 -o yaml
pdb p --selector=' ' --min-available=007 -o yaml
pdb p --selector=a!=b --min-available=1
pdb p --selector=a>1 --min-available=1
pdb p --selector='a<x' --min-available=1
pdb p --selector='a in (b' --min-available=1
pdb p --selector='a in b' --min-available=1
pdb p --selector='a b' --min-available=1
pdb p --selector=a, --min-available=1
pdb p --selector=a=b=c --min-available=1
pdb p --selector==b --min-available=1
pdb p --selector=-a=b --min-available=1
pdb p --selector=x/y/z=b --min-available=1
pdb p --selector=X/=b --min-available=1
pdb p --selector='a in (-b,_c)' --min-available=1
pdb p --selector=a=b --min-available=10Mi
pdb p --selector=a=b --max-unavailable=-1
pdb p --selector=a=b --max-unavailable=1 --min-available=1
pdb p --selector=a=b
pdb p --min-available=1
pdb ''
pdb
priorityclass p -O
pc p --value=1000 --global-default --description='a "b"' --preemption-policy=Never --save-config -O
pc p --value=-0x10 --preemption-policy= -n other -o yaml
pc p --value=3000000000
pc p --value=-3000000000
pc p --value=x
pc '' -o yaml
pc
"""

TOKENS = """
token
token a b
token ''
token a --duration=5
token a --duration=1d
token a --duration=-1s
token a --duration=1ms
token a --duration=
token a --duration=3000000h
token a --audience=
token a --bound-object-name=x
token a --bound-object-uid=x
token a --bound-object-kind=Frob
token a --bound-object-kind=Pod
token a --dry-run=client
token missing
token missing -o yaml
token default -n nowhere
token crew --duration=1s
token crew --bound-object-kind=Secret --bound-object-name=missing
token ../x
"""

SERVER = """
configmap made --from-literal=a=b
configmap made --from-literal=a=b -o yaml
secret generic made --from-literal=a=b
secret docker-registry made --docker-username=u --docker-password=p
serviceaccount made
quota made --hard=pods=1
priorityclass made
configmap A_B
secret generic A_B
sa A_B
quota a --hard=pods=x1
quota a --scopes=Frob
priorityclass a --value=2000000001
priorityclass ''
pdb a --selector=a=b --min-available=1
configmap a -n nowhere
configmap a --dry-run=server
configmap a --dry-run=server -o name
secret tls a --cert=CERT --key=KEY --dry-run=server
sa a --dry-run=server
quota a --hard=cpu=1.5 --scopes=BestEffort --dry-run=server
priorityclass a --dry-run=server --value=3
configmap a --dry-run=frob
configmap a --validate=frob
"""

NAMESPACE = "generators-data"


def written(line, place):
    for name in ("CERT", "KEY", "OTHERKEY"):
        file = place.path(("other" if name.startswith("OTHER") else "own") + (".crt" if name == "CERT" else ".key"))
        line = re.sub(rf"={name}\b", "=" + file, line)
    return line.replace("LONG", LONG)


def dry_lines():
    for line in DRY.strip().splitlines():
        plain = line.removesuffix(" -O")
        yield plain
        if plain != line:
            yield plain + " -o json"
            yield plain + " -o yaml"


def cases(place):
    for name, data in FILES.items():
        place.file(name, data)
    for name in ("own", "other"):
        place.make_certificate(name, "/CN=" + name)
    place.api.call("POST", "/api/v1/namespaces", json.dumps({"metadata": {"name": NAMESPACE}}).encode())
    place.api.call("POST", f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts", b'{"metadata": {"name": "crew"}}')
    environment = {"GIVEN": "from the environment"}
    for line in dry_lines():
        yield same("create " + written(line, place) + " --dry-run=client", name=f"create {line}", env=environment)
    for line in TOKENS.strip().splitlines():
        yield same(f"create {line}" + ("" if "-n " in line else f" -n {NAMESPACE}"), name=f"create {line}")
    yield same("create secret", alter=first_line)   # help, in another layout
    yield same("create configmap a --dry-run=client -o frob", alter=formats)
    yield same("create token crew -o frob", alter=formats)
    yield same(["create", "configmap", "a", b"--from-literal=k=" + LATIN, "--append-hash", "--dry-run=client", "-o", "yaml"],
               name="a literal that is not UTF-8")
    yield same("create -n other secret --dry-run=client generic a -o name", name="flags between the words of a verb")
    yield check(long_line_counts)
    yield check(created)
    yield check(token_is_bare)
    yield check(token_says_what_was_asked)
    for line in SERVER.strip().splitlines():
        yield same("create " + written(line, place) + ("" if "-n " in line else f" -n {NAMESPACE}"),
                   name=f"server: create {line}", serial=True)


MADE = {
    "configmap made --from-literal=a=b --from-file=binary.bin":
        ("/api/v1/namespaces/%s/configmaps/made", {"data": {"a": "b"}, "binaryData": {"binary.bin": "AP/+gA=="}}),
    "secret generic made --from-literal=a=b --type=my/type":
        ("/api/v1/namespaces/%s/secrets/made", {"data": {"a": "Yg=="}, "type": "my/type"}),
    "serviceaccount made": ("/api/v1/namespaces/%s/serviceaccounts/made", {}),
    "quota made --hard=cpu=0.5 --scopes=NotTerminating":
        ("/api/v1/namespaces/%s/resourcequotas/made", {"spec": {"hard": {"cpu": "500m"}, "scopes": ["NotTerminating"]}}),
    "priorityclass made --value=7 --description=seven":
        ("/apis/scheduling.k8s.io/v1/priorityclasses/made", {"value": 7, "description": "seven"}),
}


def created(place):
    """objects arrive as they were meant, under the field manager yare-create"""
    for line, (path, wanted) in MADE.items():
        path = path.replace("%s", NAMESPACE)
        place.api.call("DELETE", path)
        said = place.yare(["create", *line.split(), "-n", NAMESPACE])
        expect(said.code == 0 and said.out.endswith(b"/made created\n") and not said.err, f"{line}: {said}")
        found = json.loads(place.api.call("GET", path)[1])
        expect_equal(found["metadata"]["name"], "made", line)
        expect_equal({key: found.get(key) for key in wanted}, wanted, line)
        if wanted:   # the server names no manager of an object without fields
            managers = [entry["manager"] for entry in found["metadata"]["managedFields"]]
            expect(managers == ["yare-create"], f"{line}: {managers}")


def token_is_bare(place):
    """a token stands alone, with a line break on a terminal only, and the server takes it"""
    said = place.yare(["create", "token", "crew", "-n", NAMESPACE])
    expect(said.code == 0 and said.out.count(b".") == 2 and b"\n" not in said.out and not said.err, said)
    code, shown = place.on_terminal(["create", "token", "crew", "-n", NAMESPACE])
    expect(code == 0 and shown.count(b".") == 2 and shown.endswith(b"\n"), shown)
    claims = claims_of(said.out)
    expect(claims["sub"] == f"system:serviceaccount:{NAMESPACE}:crew", claims)


def token_says_what_was_asked(place):
    """audiences, lifetime and bound object of a token are those of the flags; -o shows what kubectl shows"""
    _, body = place.api.call("POST", f"/api/v1/namespaces/{NAMESPACE}/secrets", b'{"metadata": {"name": "seal"}}')
    body = place.api.call("GET", f"/api/v1/namespaces/{NAMESPACE}/secrets/seal")[1]
    uid = json.loads(body)["metadata"]["uid"]
    line = ["create", "token", "crew", "-n", NAMESPACE, "--audience=a,b", "--audience=c", "--duration=1h30m",
            "--bound-object-kind=Secret", "--bound-object-name=seal", "--bound-object-uid=" + uid]
    said = place.yare(line)
    expect(said.code == 0, said)
    claims = claims_of(said.out)
    expect_equal(claims["aud"], ["a,b", "c"], "audiences")
    expect_equal(claims["exp"] - claims["iat"], 5400, "lifetime")
    expect_equal(claims["kubernetes.io"]["secret"], {"name": "seal", "uid": uid}, "bound object")
    for form in ("json", "yaml", "name"):
        theirs, ours = place.both([*line, "-o", form])
        expect_equal(without_token(ours.out), without_token(theirs.out), form)
        expect(ours.code == theirs.code == 0, f"{theirs} {ours}")


def long_line_counts(place):
    """a line of 100 KB in a file of variables counts (kubectl ends there without a word)"""
    place.file("long.env", "A=" + 100_000 * "x" + "\nB=1\n")
    said = place.yare(["create", "configmap", "a", "--from-env-file=long.env", "--dry-run=client", "-o", "json"])
    expect(said.code == 0, said)
    expect_equal({key: len(value) for key, value in json.loads(said.out)["data"].items()}, {"A": 100_000, "B": 1}, "data")


def claims_of(token):
    part = token.split(b".")[1]
    return json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))


def without_token(text):
    text = re.sub(rb"eyJ[\w.-]+", b"TOKEN", text)
    return re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"TIME", text)
