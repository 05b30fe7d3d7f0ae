// The rows behind builtin.hpp.
#pragma once

#include <array>
#include <string_view>

namespace yare {

/// A row costs nothing at start-up: constant data, no copies. The singular is the kind in lower case.
struct BuiltinType {
    std::string_view group;
    std::string_view version;
    std::string_view plural;
    std::string_view kind;
    bool namespaced;
    std::array<std::string_view, 2> short_names{};
};

/// Types of which a wrong guess cannot pass for a right answer, on any server from 1.20 on.
///
/// kubectl takes a type from its group's preferred version where that has it, so a row names a version that
/// is preferred on every server that serves it. The others answer 404, and discovery decides: cronjobs,
/// poddisruptionbudgets and endpointslices (v1 since 1.21, before that v1beta1 alone), flowcontrol (v1
/// since 1.29), horizontalpodautoscalers (autoscaling/v2 appeared in 1.23 and is preferred over v1 since).
///
/// Every server serves each resource in some version. Newer ones (validatingadmissionpolicies, ipaddresses,
/// servicecidrs, volumeattributesclasses, resource.k8s.io) are left to discovery: a server without them
/// answers a user without rights 403 and not 404, and a custom resource of that name
/// (ipaddresses.ipam.cluster.x-k8s.io) would be hidden.
///
/// Nothing that servers list earlier has the name: rows stand in the servers' order of groups. `events` alone
/// is the core one; the other needs its group.
///
/// Facts: apiVersionPriorities (pkg/controlplane/apiserver/aggregator.go) and api/discovery/*.json of
/// kubernetes/kubernetes.
// clang-format off
inline constexpr auto k_builtin_types = std::to_array<BuiltinType>({
    // group, version, plural, kind, namespaced, short names
    {"", "v1", "pods", "Pod", true, {"po"}},
    {"", "v1", "services", "Service", true, {"svc"}},
    {"", "v1", "configmaps", "ConfigMap", true, {"cm"}},
    {"", "v1", "secrets", "Secret", true, {}},
    {"", "v1", "namespaces", "Namespace", false, {"ns"}},
    {"", "v1", "nodes", "Node", false, {"no"}},
    {"", "v1", "events", "Event", true, {"ev"}},
    {"", "v1", "endpoints", "Endpoints", true, {"ep"}},
    {"", "v1", "persistentvolumes", "PersistentVolume", false, {"pv"}},
    {"", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true, {"pvc"}},
    {"", "v1", "replicationcontrollers", "ReplicationController", true, {"rc"}},
    {"", "v1", "resourcequotas", "ResourceQuota", true, {"quota"}},
    {"", "v1", "limitranges", "LimitRange", true, {"limits"}},
    {"", "v1", "serviceaccounts", "ServiceAccount", true, {"sa"}},
    {"", "v1", "podtemplates", "PodTemplate", true, {}},
    {"", "v1", "componentstatuses", "ComponentStatus", false, {"cs"}},
    {"", "v1", "bindings", "Binding", true, {}},
    {"apiregistration.k8s.io", "v1", "apiservices", "APIService", false, {}},
    {"apps", "v1", "deployments", "Deployment", true, {"deploy"}},
    {"apps", "v1", "replicasets", "ReplicaSet", true, {"rs"}},
    {"apps", "v1", "statefulsets", "StatefulSet", true, {"sts"}},
    {"apps", "v1", "daemonsets", "DaemonSet", true, {"ds"}},
    {"apps", "v1", "controllerrevisions", "ControllerRevision", true, {}},
    {"events.k8s.io", "v1", "events", "Event", true, {"ev"}},
    {"authentication.k8s.io", "v1", "tokenreviews", "TokenReview", false, {}},
    {"authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false, {}},
    {"authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false, {}},
    {"authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview", false, {}},
    {"authorization.k8s.io", "v1", "localsubjectaccessreviews", "LocalSubjectAccessReview", true, {}},
    {"autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, {"hpa"}},
    {"batch", "v1", "jobs", "Job", true, {}},
    {"batch", "v1", "cronjobs", "CronJob", true, {"cj"}},
    {"certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", false, {"csr"}},
    {"networking.k8s.io", "v1", "ingresses", "Ingress", true, {"ing"}},
    {"networking.k8s.io", "v1", "ingressclasses", "IngressClass", false, {}},
    {"networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, {"netpol"}},
    {"policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, {"pdb"}},
    {"rbac.authorization.k8s.io", "v1", "roles", "Role", true, {}},
    {"rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true, {}},
    {"rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false, {}},
    {"rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, {}},
    {"storage.k8s.io", "v1", "storageclasses", "StorageClass", false, {"sc"}},
    {"storage.k8s.io", "v1", "volumeattachments", "VolumeAttachment", false, {}},
    {"storage.k8s.io", "v1", "csidrivers", "CSIDriver", false, {}},
    {"storage.k8s.io", "v1", "csinodes", "CSINode", false, {}},
    {"storage.k8s.io", "v1", "csistoragecapacities", "CSIStorageCapacity", true, {}},
    {"admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration",
     false, {}},
    {"admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations",
     "ValidatingWebhookConfiguration",
     false, {}},
    {"apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition",
     false, {"crd", "crds"}},
    {"scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false, {"pc"}},
    {"coordination.k8s.io", "v1", "leases", "Lease", true, {}},
    {"node.k8s.io", "v1", "runtimeclasses", "RuntimeClass", false, {}},
    {"discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true, {}},
    {"flowcontrol.apiserver.k8s.io", "v1", "flowschemas", "FlowSchema", false, {}},
    {"flowcontrol.apiserver.k8s.io", "v1", "prioritylevelconfigurations", "PriorityLevelConfiguration",
     false, {}},
});
// clang-format on

}  // namespace yare
