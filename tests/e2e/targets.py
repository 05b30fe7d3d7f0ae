"""What may stand behind `get`: types, names, and their combinations."""
from differences import error_prefix, no_log_lines, no_short_name_warning
from harness import TRIES, check, expect_equal, same

LINES = """
get pod -n shop
get po -n shop
get Pod -n shop
get PODS -n shop
get pods.v1. -n shop
get pods.v1 -n shop
get pods. -n shop
get deploy,rs,sts -n shop
get deployments.apps -n shop
get deployments.v1.apps -n shop
get Deployment.v1.apps -n shop
get deploy.apps -n shop
get deploy.extensions -n shop
get cronjobs -A
get cj -A
get pdb -A
get hpa -A
get endpointslices -A
get flowschemas
get events -n shop
get events.events.k8s.io -n shop
get crd
get ships -n shop
get ship -n shop
get Ship -n shop
get sh -n shop
get ships.yare.example -n shop
get ships.v1.yare.example -n shop
get sh.yare.example -n shop
get ship.v1.yare.example argo -n shop
get ship/argo ship/beagle -n shop
get ship argo beagle -n shop
get ships.v2.yare.example -n shop
get fleet -n shop
get fleet -A
get oddities.v1alpha1.e2e.yare.example -n odd
get bcn
get beacons -n shop
get beacon/north -n nowhere
get beacon north south -o name
get e2e -A -o name
get all
get all -n shop
get all -A
get all -A -o wide
get all -n shop -o name
get all -n shop -o yaml
get all -n shop -o json
get all -n shop --show-labels
get all -n shop --no-headers
get all -n empty
get all -n empty -o json
get all -n empty -o name
get all,cm -n shop
get pods,all,pods -n shop -o name
get pods,services -n shop
get pods,services,nodes -n shop
get pods,po,pod -n shop
get svc,cm -n shop -o json
get svc,cm -n shop -o yaml
get svc,cm -n shop -o name
get svc,cm -n shop --no-headers
get svc,cm -A --no-headers --field-selector metadata.namespace!=crowd
get nodes,pods -n empty
get nodes,pods -n empty -o name
get pods,cm -n empty
get pods,cm -n nowhere
get pods,cm -A -l no=thing
get nodes deck-1 deck-2
get node/deck-1 pod/db-0 -n shop
get node/deck-1 pod/db-0 -n shop -o json
get node/deck-1 pod/db-0 -n shop -o yaml
get node/deck-1 pod/db-0 -n shop -o name
get pod/db-0 pod/web-6d4b75cb6d-8x2kq -n shop
get pod/db-0 svc/web pod/web-6d4b75cb6d-8x2kq -n shop
get svc,deploy web -n shop
get svc,deploy web cart -n shop
get svc,deploy web cart -n shop -o name
get svc,deploy web missing -n shop
get deploy,nodes web -n shop
get pods db-0 db-0 -n shop
get svc/web svc/web -n shop -o json
get pod missing -n shop
get pod missing
get pod missing -n nowhere
get pod missing -n nowhere -o json
get pod/missing pod/gone -n nowhere
get pods -n nowhere
get pods -n nowhere -o json
get pods -n nowhere -o yaml
get pods -n nowhere -o name
get pods missing db-0 gone -n shop
get pods missing db-0 gone -n shop -o wide
get pods missing db-0 gone -n shop -o json
get pods missing db-0 gone -n shop -o yaml
get pods missing db-0 gone -n shop -o name
get pods missing gone -n shop -o json
get pods missing gone -n shop -o yaml
get pods missing gone -n shop -o name
get pods missing db-0 gone -n shop --ignore-not-found
get pods missing gone -n shop --ignore-not-found -o json
get pods missing gone -n shop --ignore-not-found -o yaml
get pods missing -n shop --ignore-not-found
get pods missing -n shop --ignore-not-found -o json
get pods missing -n nowhere --ignore-not-found
get pods missing db-0 -n shop --ignore-not-found -o json
get pods -n empty --ignore-not-found
get pods -n empty --ignore-not-found -o json
get pods -n empty --ignore-not-found -o yaml
get pods -n empty --ignore-not-found -o name
get nodes missing
get ship missing -n shop
get foo --ignore-not-found
get pods db-0 -A
get pods/db-0 -A
get nodes deck-1 -A
get nodes -A
get nodes -A -n shop
get namespaces shop -n shop
get pods db-0 -n shop/x
get pods -n 'a b'
get pods -n ''
get pods '' -n shop
get pods db%2d0 -n shop
get pods a%2fb -n shop
get pods .. -n shop
get pods . -n shop
get pods 'a b' -n shop
get pods a?b -n shop
get pods a#b -n shop
get pods é中 -n shop
get pods a+b&c=d -n shop
get pods a;b -n shop
get pods pods/db-0 -n shop
get pods/db-0/log -n shop
get pods/ -n shop
get /db-0 -n shop
get / -n shop
get pods,svc/web -n shop
get pods/db-0,web -n shop
get , -n shop
get pods, -n shop
get ,pods -n shop
get '' -n shop
get ' ' -n shop
get pods,foo -n shop
get foo,pods -n shop
get foo/bar pods/db-0 -n shop
get pods/db-0 foo/bar -n shop
get foo
get foo bar
get foo/bar
get foo.bar
get foo.v1.bar
get foo.bar/x
get pods.foo
get pods.v2
get pods.v1.apps
get deployments.v9.apps
get .apps
get ships.wrong.example
get po/
get pods.metrics.k8s.io
get bindings
get tokenreviews
get role system:role:x -n odd
get roles -n odd
get roles -n odd -o name
get -n odd role 'rôle 中?a=b&c#d;+'
get -n odd role/'rôle 中?a=b&c#d;+' -o yaml
get configmap name.with-dots.and-1 -n odd
get configmap/name.with-dots.and-1 -n odd -o name
get deploy web --subresource=status -n shop
get deploy web --subresource=scale -n shop
get deploy web --subresource=scale -n shop -o yaml
get deploy web --subresource=scale -n shop -o json
get deploy web --subresource=scale -n shop -o name
get deploy/web --subresource=scale -n shop -o wide
get deploy web cart --subresource=scale -n shop
get deploy web cart --subresource=status -n shop -o json
get deploy web --subresource=foo -n shop
get deploy web --subresource=a/b -n shop
get deploy web --subresource=.. -n shop
get deploy --subresource=status -n shop
get deploy missing --subresource=status -n shop
get pods db-0 --subresource=status -n shop -o yaml
get pods db-0 --subresource=log -n shop
get svc web --subresource=scale -n shop
get ship argo --subresource=scale -n shop -o json
get ship argo --subresource=status -n shop -o yaml
get beacon north --subresource=status
get oddity plain --subresource=scale -n odd -o yaml
"""


def cases(_):
    for line in LINES.strip().splitlines():
        yield same(line, alter=no_log_lines)
    yield same("get ev -n shop", alter=no_short_name_warning)
    for namespace in ("shop/x", "../shop", "%73hop"):
        yield same(f"get pods -n {namespace}", alter=error_prefix)
    yield check(list_is_get)


def list_is_get(place):
    """list prints what get prints for collections"""
    for line in ("pods -n shop", "pods,svc -n shop -o wide", "nodes -o json", "cm -n empty", "ships -A -o yaml",
                 "all -n shop -o name"):
        for _ in range(TRIES):
            wanted, found = (place.yare([verb, *line.split()]) for verb in ("get", "list"))
            if wanted.out == found.out:     # ages may flip by a second between the two
                break
        expect_equal((found.out, found.err, found.code), (wanted.out, wanted.err, wanted.code), line)
