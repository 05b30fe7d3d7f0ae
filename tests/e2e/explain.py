"""`explain`: kubectl's text of every type of the server and of their fields, and its errors."""
from differences import first_line
from harness import check, expect, expect_equal, same

# Every type that this server serves; each as it is and with all fields of fields.
TYPES = """
bindings componentstatuses configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes
pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services
mutatingwebhookconfigurations validatingwebhookconfigurations customresourcedefinitions apiservices controllerrevisions
daemonsets deployments replicasets statefulsets tokenreviews localsubjectaccessreviews selfsubjectaccessreviews
selfsubjectrulesreviews subjectaccessreviews horizontalpodautoscalers cronjobs jobs certificatesigningrequests leases
endpointslices flowschemas prioritylevelconfigurations ingressclasses ingresses networkpolicies runtimeclasses
poddisruptionbudgets podsecuritypolicies clusterrolebindings clusterroles rolebindings roles priorityclasses csidrivers
csinodes storageclasses volumeattachments ships
"""

LINES = """
explain
explain ''
explain pods nodes
explain pods
explain pod
explain Pod
explain PODS
explain po
explain pods.
explain .pods
explain pods..spec
explain pods.spec
explain po.spec
explain pods.spec -R
explain pods.spec --recursive=false
explain pods.spec.containers
explain pods.spec.containers -R
explain pods.spec.containers.livenessProbe.httpGet.port
explain pods.spec.containers.resources.limits
explain pods.spec.containers.image.further
explain pods.spec.volumes.configMap.items
explain pods.spec.nodeSelector
explain pods.metadata
explain pods.metadata.labels
explain pods.metadata.managedFields.fieldsV1
explain pods.metadata.creationTimestamp
explain pods.status.conditions
explain secrets.data
explain nosuch
explain nosuch.spec
explain nosuch --api-version=v1
explain all
explain pods/spec
explain pods,svc
explain pods.nosuch
explain pods.spec.nosuch
explain pods.spec.nosuch.more
explain pods.spec.containers[0]
explain pods[*]
explain pods.*
explain pods}
explain "pods['spec']"
explain 'pods.spec["containers"]'
explain pods.spec.containers[0] --api-version=v1
explain pods -o plaintext
explain pods -o plaintext-openapiv2
explain pods -o foo
explain pods -o ''
explain nosuch -o foo
explain pods --api-version=v1
explain pods --api-version=v2
explain pods --api-version=apps/v1
explain pods --api-version=a/b/c
explain deployments --api-version=apps/v1
explain deploy --api-version=apps/v1beta1
explain ingresses --api-version=extensions/v1beta1
explain ingresses.spec.rules --api-version=networking.k8s.io/v1
explain hpa --api-version=autoscaling/v2beta2
explain hpa.spec.metrics --api-version=autoscaling/v2beta2 -R
explain deployments.apps
explain deployments.apps.spec
explain deployments.apps.spec.template.spec.containers.ports
explain deploy.apps
explain deployments.v1.apps
explain ingresses.networking.k8s.io.spec
explain events.lastTimestamp
explain crd.spec.versions.schema.openAPIV3Schema
explain crd.spec.versions.schema.openAPIV3Schema.properties
explain crd.spec.versions.schema.openAPIV3Schema.enum
explain mutatingwebhookconfigurations.webhooks.clientConfig.caBundle
explain roles.rules.verbs
explain ships.spec
explain ships.nosuch
explain ships.example.com
explain pods --foo
explain pods -o
explain pods -R=maybe
explain pods --context=reader
explain pods.spec.nosuch --context=reader
"""


def cases(_):
    for name in TYPES.split():
        yield same(f"explain {name}")
        yield same(f"explain {name} -R")
    for line in LINES.strip().splitlines():
        yield same(line, alter=first_line)
    yield check(another_group)


def another_group(place):
    """a type of a group beside one of the same name without a group: kubectl takes the group for fields"""
    done = place.yare(["explain", "events.events.k8s.io.note"])
    expect_equal((done.err, done.code), (b"", 0), "result")
    expect(b"VERSION:  events.k8s.io/v1\n" in done.out, f"the group: {done.out!r}")
