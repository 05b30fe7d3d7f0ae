"""create with a kind: workloads, services, ingresses, roles and bindings, made from flags."""
import http.server
import json
import re
import threading
import time
from dataclasses import replace

from differences import error_prefix, formats, no_short_name_warning
from harness import check, compare, expect, expect_equal, same

# Each is run with --dry-run=client -o yaml.
MADE = """
deployment a --image=x
deployment a --image=x -n shop -- date -u
deployment a --image=x --save-config -n shop --port=0
deployment a --image=reg:5000/team/web:1@sha256:ab,db@sha256:ab,x/y/z:2 -r 3 --port=80
deployment '' --image=a, --replicas=-1
deployment a --image= --port 0x50
deployment a --image=x --image='"y,z"' -r 010
job a --image=x
job a --image=x --save-config -n shop -- sh -c 'echo "<&>"'
cronjob a --image=x --schedule='*/5 * * * *'
cronjob a --image= --schedule= --restart=Never --save-config -n shop -- date
service clusterip a --tcp=80
service clusterip a --tcp=80:http,81:8081 --tcp=082:+9:7 -n shop --save-config
service clusterip a --clusterip=None
service clusterip a --clusterip=10.0.0.9 --tcp=0 --clusterip=10.0.0.8
service nodeport a --tcp=80 --node-port=30080
service nodeport a --tcp=80 --node-port=99999999999
service loadbalancer a --tcp=80:8080,443
service externalname a --external-name=a.b-c.9
service externalname a --external-name=a --tcp=5 -n shop
ingress a --rule=/=svc:80
ingress a --rule='foo.com/bar=svc1:8080,tls=my-cert' --annotation=b=c --annotation=a=d=e --annotation=b= --class=c
ingress a --rule='foo.com/path*=svc:8080' --rule='bar.com/admin*=svc2:http' --rule=foo.com/=svc:https
ingress a --rule='a.com/=s:1,tls' --rule='b.com/=s:1,tls' --rule=/=s:1,tls --rule=a.com/x=s:2,tls=z --rule=c/=s:1,tls=z --rule=d/=s:1,tls=z
ingress a --rule=/=s:1,tls --rule='/a=s:1,foo=bar=x' --rule=c/=s:1,tls=q
ingress a --rule='*.a_b/x/y?z&<>=svc:-1/more' --rule=/=svc:99999999999 --default-backend=d:
ingress a --default-backend=d:http --save-config -n shop
ingress a --rule=/=s:0
role a --verb=get --resource=pods
role a --verb=get,list,get --verb=watch --resource=po,pod,Pods,pods/log,deploy,deployments.apps/scale,ing,pods/status/x -n shop --save-config
role a --verb=get,*,list --resource=deployments.app,ships --resource-name=a,b --resource-name=c --resource-name=c
role a --verb=get --resource=pods,*,nodes
role a --verb=get --resource=*/scale,nothing,deploy,*.apps
role a --verb=impersonate --resource=users,groups,sa,userextras.authentication.k8s.io/scopes
role a --verb=bind,escalate,get --resource=roles,clusterroles
role a --verb=use --resource=psp
clusterrole a --verb=get --resource=nodes,pods -n shop
clusterrole a --verb=get,* --non-resource-url='/*,/a,/*,*' --resource=pods --save-config
clusterrole a --verb=get --non-resource-url=/healthz
clusterrole a --aggregation-rule=b=c,a=d,,b=e --aggregation-rule=' x = y =z' --save-config
rolebinding a --role=x --user=u,v --user=w --group=g --serviceaccount=n:s -n shop --save-config
rolebinding a --clusterrole=x
clusterrolebinding a --clusterrole=x --user=u --user= --group=g --serviceaccount=n:s -n shop
clusterrolebinding a --clusterrole= --group='<a>' --save-config
"""

# Other formats and other ways to say it.
SAID = """
create deployment a --image=x --dry-run=client -o json --save-config -n shop
create job a --image=x --dry-run=client -o json -- date
create cronjob a --image=x --schedule=x --dry-run=client -o json --save-config
create service clusterip a --tcp=1:a --dry-run=client -o json
create ingress a --rule=a/b=c:d,tls=e --dry-run=client -o json --default-backend=a:1 --class=c --annotation=x=y
create role a --verb=get --resource=pods --resource-name=b -n shop --dry-run=client -o json
create ingress a --rule=/=c:d --annotation=z=1 --annotation=a=2 --save-config -n shop --dry-run=client -o json
create clusterrole a --aggregation-rule=a=b --dry-run=client -o json
create clusterrole a --verb=get --resource=pods --non-resource-url=/a --dry-run=client -o json
create rolebinding a --role=x --user=u --serviceaccount=n:s --dry-run=client -o json
create deploy a --image=x --dry-run=client
create cj a --image=x --schedule=x --dry-run=client
create svc externalname a --external-name=a --dry-run=client
create ing a --rule=/=a:b --dry-run=client
create clusterrolebinding a --clusterrole=x --dry-run=client
create service nodeport '' --tcp=80 --dry-run=client
create -n shop deployment --image x --dry-run client a -o name
--user=x create rolebinding a --role=x --dry-run=client -o yaml
create deployment a --image=x --dry-run=server
create job a --image=x --dry-run=server -o name -- date
create service loadbalancer a --tcp=80 --dry-run=server
create service externalname a --external-name=a.b --dry-run=server -n shop
create role a --verb=get --resource=pods --dry-run=server
create clusterrole a --verb=get --resource=pods --dry-run=server -o name
create rolebinding a --role=x --user=u --dry-run=server
create clusterrolebinding a --clusterrole=x --user=u --dry-run=server
create deployment a --image=x -r -1
create deployment A_b --image=x
create deployment a --image=x -n missing
create service clusterip a --tcp=0
create service nodeport a --tcp=80,81 --node-port=30000
create service nodeport '' --tcp=80
create cronjob a --image=x --schedule='* * * * *'
create ingress a --rule=/=a:0 --dry-run=server
create role 'a/b' --verb=get --resource=pods
create clusterrole cluster-admin --verb=get --resource=pods
create clusterrolebinding cluster-admin --clusterrole=x
create job a --from=ns/default
create job a --from=cronjob/missing
create job a --from=cronjob
create job a --from=a/b/c
create job a --from=cronjob/
create job a --from=nothing/c
create job a --image=x --from=cronjob/a
create job a --from=cronjob/a -- date
create job a
create role a --verb=frob,get --resource=ev,nodes --dry-run=client
create role a --verb=frob --resource=pods --dry-run=client --warnings-as-errors
"""

# Wrong calls: neither asks the server for anything.
WRONG = """
create deployment
create deployment a
create deployment --image=x
create deployment a b --image=x
create deployment --image=x -- a b
create deployment -- a --image=x
create deployment a --image=x,y -- c
create deployment a --image=x --port=2147483648
create deployment a --image=x -r
create deployment a --image=x --replicas=x
create deployment a --image='"x'
create deployment a --image=x --foo
create deployment a --image=x --dry-run=foo
create deployment a --image=x --validate=foo
create -- deployment a --image=x
create cronjob a
create cronjob a --image=x
create service
create service nothing
create svc a b
create service --tcp=1
create service clusterip
create service clusterip a
create service clusterip a --tcp=
create service clusterip a --tcp=x
create service clusterip a --tcp=,1
create service clusterip a --tcp=+1
create service clusterip a --tcp=70000
create service clusterip a --tcp=1:
create service clusterip a --tcp=1:x_Y
create service clusterip a --tcp=1:-a--1234567890123-
create service clusterip a --tcp=1:0
create service clusterip a --tcp=1:99999999999999999999
create service clusterip a --node-port=1
create service nodeport a --node-port=3.4
create service externalname a
create service externalname a --external-name=A.b
create service externalname a --external-name=a..b
create ingress a
create ingress a --rule=a
create ingress a --rule=a/b=c:
create ingress a --rule='a b/c=d:e'
create ingress a --rule=/=a:b --annotation=a
create ingress a --rule=/=a:b --default-backend=a
create role
create role a
create role a --verb=get
create role a --verb=get --resource=/x
create role a --verb=get --resource=nothing
create role a --verb=get --resource=deployments.v1.apps
create role a --verb=use --resource=pods
create role a --verb=impersonate --resource=userextras
create role '' --verb=frob --resource=pods
create clusterrole a
create clusterrole a --verb=get
create clusterrole a --verb=get --non-resource-url=x
create clusterrole a --verb=get --non-resource-url='/*/a'
create clusterrole a --verb=frob --resource=pods --non-resource-url=/a
create clusterrole a --aggregation-rule=a
create clusterrole a --aggregation-rule=a=b --verb=get
create rolebinding a
create rolebinding a --role=x --clusterrole=y
create rolebinding a --role=x --serviceaccount=y
create rolebinding '' --role=x
create clusterrolebinding a
create clusterrolebinding a --clusterrole=x --serviceaccount=a:b:c
"""

# What `create` makes for real, in a namespace of either program.
REAL = """
deployment a --image=x --port=80 -r 2
job a --image=x -- date
service clusterip a --tcp=80:http
service externalname b --external-name=a.b
ingress a --rule=a.com/b*=c:80,tls=d --annotation=a=b
role a --verb=get --resource=pods,deploy
rolebinding a --role=a --user=u --serviceaccount=n:s
"""


def cases(_):
    for line in MADE.strip().splitlines():
        whole = f"create {line} --dry-run=client -o yaml" if " -- " not in line else before_command(line)
        yield same(whole, alter=no_short_name_warning)
    for line in SAID.strip().splitlines():
        yield same(line, alter=said)
    for line in WRONG.strip().splitlines():
        yield same(line, alter=help_of_services if line == "create service" else error_prefix)
    yield same("create deployment a --image=x --dry-run=client -o foo", alter=formats)
    yield check(random_names)
    yield check(kubectl_panics)
    yield check(for_real, serial=True)
    yield check(from_cron_job, serial=True)
    yield check(from_old_cron_job, serial=True)


def before_command(line):
    flags, _, command = line.partition(" -- ")
    return f"create {flags} --dry-run=client -o yaml -- {command}"


def said(result):
    return no_short_name_warning(error_prefix(result))


def help_of_services(result):
    """The help of either, on stderr: that it is the one of services."""
    first = result.err.partition(b"\n")[0]
    return replace(result, err=first + b"\nclusterip" * (b"\n  clusterip " in result.err))


def random_names(place):
    """names of containers with _ or . get five random characters"""
    line = "create deployment a --image=q_u.x:1,q_u.x --dry-run=client -o yaml".split()
    names = re.findall(rb"name: q-u-x-[bcdfghjklmnpqrstvwxz2456789]{5}\n", place.yare(line).out)
    expect(len(set(names)) == 2, names)


def kubectl_panics(place):
    """rules that kubectl 1.36 panics on are refused"""
    for rule in ("/a,b=svc:80", "/a=b=svc:80"):
        result = place.yare(["create", "ingress", "a", "--rule", rule, "--dry-run=client"])
        expect(result.code == 1 and result.err.startswith(f"error: rule {rule} is invalid and ".encode()), result)


def for_real(place):
    """what is made for real is the same, and made once only"""
    made = {}
    namespaces = {program: f"{program}-{time.time_ns()}" for program in ("kubectl", "yare")}
    for namespace in namespaces.values():
        place.api.call("POST", "/api/v1/namespaces", json.dumps({"metadata": {"name": namespace}}))
    for line in REAL.strip().splitlines():
        name = line.split(" --")[0]
        for program, run in (("kubectl", place.run_kubectl), ("yare", lambda args: place.yare(args, name="kubectl"))):
            args = ["create", "-n", namespaces[program], "-o", "json", *line.split()]
            first, again = run(args), run(args)
            expect(first.code == 0, f"{program} {line}: {first}")
            answer = json.loads(first.out)
            for member in ("uid", "resourceVersion", "creationTimestamp", "namespace", "selfLink"):
                answer["metadata"].pop(member, None)
            spec = answer.get("spec", {})
            for member in ("clusterIP", "clusterIPs"):
                spec.pop(member, None)
            text = json.dumps(answer).replace(json.loads(first.out)["metadata"]["uid"], "UID")
            made.setdefault(name, {})[program] = (text, again)
    for name, both in made.items():
        expect_equal(both["yare"][0], both["kubectl"][0], name)
        difference = compare(both["kubectl"][1], both["yare"][1])
        expect(not difference and b"already exists" in both["yare"][1].err, f"{name}: {difference}")


CRON_JOB = {
    "kind": "CronJob", "apiVersion": "batch/v1",
    "metadata": {"name": "c", "namespace": "default", "uid": "1-2-3", "labels": {"not": "this"}},
    "spec": {"schedule": "* * * * *", "jobTemplate": {
        "metadata": {"creationTimestamp": None, "labels": {"b": "1", "a": "2"}, "annotations": {"x": "y", "a": "b"}},
        "spec": {"parallelism": 2, "template": {
            "metadata": {"creationTimestamp": None, "labels": {"q": "r"}},
            "spec": {"containers": [{"name": "c", "image": "x", "resources": {}}], "restartPolicy": "Never"}}}},
        "concurrencyPolicy": "Allow"},
    "status": {}}


class NewServer(http.server.BaseHTTPRequestHandler):
    """As much of a server with batch/v1 CronJobs as making one, and a job from one, asks for."""
    protocol_version = "HTTP/1.1"

    def answers(self):
        group_version = {"groupVersion": "batch/v1", "version": "v1"}
        resources = [{"name": f"{kind.lower()}s", "singularName": kind.lower(), "namespaced": True, "kind": kind,
                      "shortNames": [kind[0].lower() + "j"], "verbs": ["create", "get"]} for kind in ("CronJob", "Job")]
        return {
            "/api": {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []},
            "/api/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": []},
            "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [
                {"name": "batch", "versions": [group_version], "preferredVersion": group_version}]},
            "/apis/batch/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "batch/v1",
                               "resources": resources},
            "/apis/batch/v1/namespaces/default/cronjobs/c": CRON_JOB,
            "/apis/batch/v1/namespaces/shop/cronjobs/c": {**CRON_JOB, "metadata": {"name": "c", "uid": "4"}}}

    def reply(self, status, body, content_type="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.partition("?")[0]
        found = self.answers().get(path)
        missing = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404,
                   "message": "not here"}
        self.reply(200 if found else 404, json.dumps(found or missing).encode())

    def do_POST(self):
        """What was sent comes back as it came: kubectl sends protobuf."""
        self.reply(201, self.rfile.read(int(self.headers["Content-Length"])), self.headers["Content-Type"])

    def log_message(self, *_):
        pass


def from_cron_job(place):
    """a job from a cron job of batch/v1, and such a cron job itself, are kubectl's"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NewServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for line in ("job j --from=cronjob/c --dry-run=client -o yaml", "job j --from=cj/c --dry-run=client -o json -n shop",
                     "job j --from=cronjobs.batch/c -o json --save-config", "job j --from=cronjob/none", "job j --from=cj/c",
                     "cronjob c --image=x --schedule=x -o json -n shop -- date", "cronjob c --image=x --schedule=x"):
            flags, dashes, command = line.partition(" -- ")
            args = f"create {flags} --server=http://127.0.0.1:{server.server_port}{dashes}{command}".split()
            difference = compare(*place.both(args))
            expect(not difference, f"{line}:\n{difference}")
    finally:
        server.shutdown()
        server.server_close()


def from_old_cron_job(place):
    """a job from a cron job of a server that has no batch/v1 ones (kubectl cannot) belongs to it"""
    cron_job = {**CRON_JOB, "apiVersion": "batch/v1beta1", "metadata": {"name": "old"}}
    place.api.call("POST", "/apis/batch/v1beta1/namespaces/empty/cronjobs", json.dumps(cron_job))
    try:
        result = place.yare("create job j --from=cronjob/old -n empty --dry-run=server -o json".split())
        expect(result.code == 0, result)
        job = json.loads(result.out)
        owner = job["metadata"]["ownerReferences"][0]
        expect_equal((owner["apiVersion"], owner["kind"], owner["name"]), ("batch/v1beta1", "CronJob", "old"), "owner")
        expect_equal(job["metadata"]["annotations"], {"cronjob.kubernetes.io/instantiate": "manual", "x": "y", "a": "b"},
                     "annotations")
        expect_equal(job["spec"]["parallelism"], 2, "parallelism")
    finally:
        place.api.call("DELETE", "/apis/batch/v1beta1/namespaces/empty/cronjobs/old")
