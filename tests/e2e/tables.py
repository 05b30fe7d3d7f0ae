"""Flags that shape a selection or a table."""
from harness import same

LINES = """
get pods -n shop --show-labels
get pods -n shop -o wide --show-labels
get pods -A --show-labels
get pods -n shop -L app
get pods -n shop -L app,team
get pods -n shop -L app -L team
get pods -n shop -L app,app
get pods -n shop -L App
get nodes -L kubernetes.io/os,topology.kubernetes.io/zone
get nodes -L kubernetes.io/os/x
get nodes -L ''
get nodes -L ,
get nodes -L 'a,"b,c"'
get nodes -L '"a'
get nodes -L 'x,a"b'
get nodes -L '"a"b,c'
get nodes -L '"a""b",'
get pods -n shop -L app --show-labels
get pods -n shop -L app --no-headers
get pods,svc -n shop -L app --show-labels
get pods -n shop --show-kind
get pods -n shop --show-kind --no-headers
get pods -A --show-kind
get deploy web -n shop --show-kind
get ships -n shop --show-kind -o wide
get pods db-0 -n shop --show-kind -o name
get pods -n shop --show-kind -o yaml
get pods -n shop --no-headers
get pods -n shop --no-headers=false
get pods,svc -n shop --no-headers
get pods -n empty --no-headers
get pods -n shop --no-headers -o json
get pods -n shop --show-labels -o json
get pods -n shop --show-labels -o yaml
get pods -n shop --show-labels -o name
get pods -n shop -L app -o json
get cm labelled -n odd --show-labels
get cm labelled -n odd -L app.kubernetes.io/name,b.c/d,empty,missing,z
get cm -n odd --show-labels
get cm -n odd --show-labels --server-print=false
get pods -n shop --server-print=false
get pods -n shop --server-print=false -o wide
get pods -A --server-print=false
get pods -A --server-print=false --no-headers
get pods,svc -n shop --server-print=false
get svc,pods -A --server-print=false
get svc,nodes -n shop --server-print=false
get svc,nodes -A --server-print=false --show-labels
get svc,ships -n shop --server-print=false -L app
get all -n shop --server-print=false
get all -A --server-print=false
get nodes --server-print=false
get svc,nodes,ships,beacons -A
get nodes,svc -A
get podtemplates,nodes,svc -A -l no=thing
get limitranges,nodes -A -l kubernetes.io/os=linux
get limitranges,nodes -A -l kubernetes.io/os=linux --server-print=false
get nodes --server-print=false --show-kind
get pods db-0 -n shop --server-print=false
get pods db-0 missing -n shop --server-print=false
get pods missing -n shop --server-print=false
get pod/db-0 svc/web -n shop --server-print=false
get pods -n empty --server-print=false
get pods -A -l no=thing --server-print=false
get nodes -l no=thing --server-print=false
get ships,nodes -n empty -l no=thing --server-print=false
get deploy web --subresource=scale -n shop --server-print=false
get pods -n shop --server-print=false -o json
get pods -n shop -o json --show-managed-fields
get pods -n shop -o yaml --show-managed-fields
get deploy web -n shop -o yaml --show-managed-fields
get deploy web -n shop -o json --show-managed-fields=true
get deploy web -n shop -o json --show-managed-fields=false
get deploy web -n shop --show-managed-fields
get ship argo -n shop -o yaml --show-managed-fields
get deploy web -n shop -o JSON
get deploy web -n shop -o Yaml
get deploy web -n shop -o=json
get deploy web -n shop -oyaml
get deploy web -n shop -ojson
get deploy web -n shop -oname
get deploy web -n shop -owide
get deploy web -n shop --output json
get deploy web -n shop --output=yaml
get -o json -n shop deploy web
-n shop get deploy web
--namespace shop get deploy web -o name
-n=shop get deploy
get deploy -nshop
get deploy -n shop -- web
get -n shop -- deploy
get deploy -n empty -n shop
get deploy -o json -o name -n shop
get pods -n shop -l app=web
get pods -n shop -lapp=web
get pods -n shop -l app==web
get pods -n shop -l app!=web
get pods -n shop -l app
get pods -n shop -l !app
get pods -n shop -l 'app in (web, db)'
get pods -n shop -l 'app notin (web,db)'
get pods -n shop -l 'app in (web),app!=db'
get pods -n shop -l 'app in (web),,app'
get pods -n shop -l ' app = web '
get pods -n shop -l 'app='
get pods -n shop -l ''
get pods -n shop -l app=web -l app=db
get cm -n crowd -l 'parity=1' -o name
get cm -n crowd -l 'parity in (0,1)' --chunk-size=100 -o name
get pods,svc -n shop -l app=web
get pods -n shop -l app=web -o json
get pods -n shop -l app=none -o json
get pods -n shop -l app=none -o yaml
get pods -n shop -l app=none
get pods -A -l app=none
get nodes -l disk=ssd
get nodes -l 'disk in (ssd'
get pods -n shop -l 'a b'
get pods -n shop -l 'app=web=x'
get pods -n shop -l 'app in'
get pods -n shop -l 'app in ()'
get pods -n shop -l 'a,'
get pods -n shop -l ,
get pods -n shop -l '='
get pods -n shop -l '=x'
get pods -n shop -l 'app=é'
get pods -n shop -l 'a/b/c=d'
get pods -n shop -l '-a=b'
get pods -n shop -l 'app>1'
get pods -n shop -l 'app>x'
get pods -n shop -l 'app<3'
get pods -n shop -l 'app gt 3'
get pods -n shop -l '!!app'
get pods -n shop -l '!app=web'
get pods -n shop -l 'app=(web)'
get pods,foo -n shop -l 'a b'
get pods -n shop --field-selector status.phase=Running
get pods -n shop --field-selector status.phase!=Running
get pods -n shop --field-selector status.phase==Running,metadata.name=db-0
get pods -n shop --field-selector spec.nodeName=
get pods -n shop --field-selector metadata.name=missing
get pods -n shop --field-selector foo=bar
get pods,svc -n shop --field-selector foo=bar
get pods -n shop --field-selector foo=bar -o json
get pods -n shop --field-selector foo
get pods -n shop --field-selector 'a=b=c'
get pods -n shop --field-selector '='
get pods -n shop --field-selector ','
get pods -n shop --field-selector 'metadata.name=a\\,b'
get pods -n shop --field-selector 'metadata.name=a\\b'
get pods -n shop --field-selector ' metadata.name=db-0 '
get pods -n shop --field-selector 'metadata.name=db-0' -l app=db
get ships -n shop --field-selector spec.class=brig
get ships -n shop --field-selector metadata.name=argo
get nodes --field-selector foo=bar -l a=b
get pods db-0 -n shop -l app=db
get pods/db-0 -n shop -l app=db
get pods db-0 -n shop --field-selector metadata.name=db-0
get pods/db-0 -n shop --field-selector metadata.name=db-0
get cm -n crowd --chunk-size=1000 --no-headers
get cm -n crowd --chunk-size=0 --no-headers
get cm -n crowd --chunk-size=100 --no-headers
get cm -n crowd --no-headers -o wide --show-labels
get cm -n crowd -o yaml
get cm -n crowd -o json --chunk-size=499
get cm -n crowd -o name --chunk-size=600
get pods -n shop --chunk-size=1
get pods -n shop --chunk-size=2
get pods -n shop --chunk-size=1 -o yaml
get pods -n shop --chunk-size=2 -o json
get pods -A --chunk-size=1 -o wide
get pods,svc -A --chunk-size=1
get pods -n shop --chunk-size=3 --server-print=false
get pods -n shop --chunk-size=-1
get pods -n shop --chunk-size=0x10
get pods -n shop --chunk-size=abc
get pods -n shop --chunk-size=
get pods -n shop --chunk-size=99999999999999999999
get pods -n shop --request-timeout=30s
get pods -n shop --request-timeout=30
get pods -n shop --request-timeout=1m30s
get pods -n shop --request-timeout=0
get pods -n shop --request-timeout=1h
get pods -n shop --request-timeout=1500ms
get pods db-0 -n shop --request-timeout=5
get pods -n shop --request-timeout=abc
get pods -n shop --request-timeout=-1
get pods -n shop --request-timeout=-1s
get pods -n shop --request-timeout=1x
get pods -n shop --request-timeout=1.5s
get pods -n shop --request-timeout=
get pods -n shop --request-timeout='1 s'
get pods -n shop --disable-compression
get cm -n odd large -o json --disable-compression
"""


def cases(_):
    for line in LINES.strip().splitlines():
        yield same(line)
