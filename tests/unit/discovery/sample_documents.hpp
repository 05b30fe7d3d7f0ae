// Excerpts of what API servers answer to discovery requests.
#pragma once

#include <string>

namespace yare::samples {

/// /api, aggregated discovery v2 (Kubernetes 1.30 and newer).
inline const std::string k_aggregated_api = R"({
 "kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},
 "items":[{"metadata":{"creationTimestamp":null},"versions":[{"version":"v1","freshness":"Current",
  "resources":[
  {"resource":"bindings","responseKind":{"group":"","version":"","kind":"Binding"},"scope":"Namespaced",
   "singularResource":"binding","verbs":["create"]},
  {"resource":"events","responseKind":{"group":"","version":"","kind":"Event"},"scope":"Namespaced",
   "singularResource":"event","verbs":["get","list"],"shortNames":["ev"]},
  {"resource":"nodes","responseKind":{"group":"","version":"","kind":"Node"},"scope":"Cluster",
   "singularResource":"node","verbs":["get","list"],"shortNames":["no"],
   "subresources":[{"subresource":"status","responseKind":{"group":"","version":"","kind":"Node"},
    "verbs":["get"]}]},
  {"resource":"pods","responseKind":{"group":"","version":"","kind":"Pod"},"scope":"Namespaced",
   "singularResource":"pod","verbs":["create","delete","get","list","watch"],"shortNames":["po"],
    "categories":["all"],
   "subresources":[
    {"subresource":"eviction","responseKind":{"group":"policy","version":"v1","kind":"Eviction"},
     "verbs":["create"]},
    {"subresource":"log","responseKind":{"group":"","version":"","kind":"Pod"},"verbs":["get"]}]},
  {"resource":"services","responseKind":{"group":"","version":"","kind":"Service"},"scope":"Namespaced",
   "singularResource":"service","verbs":["get","list"],"shortNames":["svc"],"categories":["all"]}]}]}]})";

/// /apis of the same server: two versions in a group, custom resources, and an aggregated API server that is
/// down.
inline const std::string k_aggregated_apis = R"({
 "kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},
 "items":[
 {"metadata":{"name":"apps","creationTimestamp":null},"versions":[{"version":"v1","freshness":"Current",
  "resources":[
  {"resource":"deployments","responseKind":{"group":"","version":"","kind":"Deployment"},
   "scope":"Namespaced",
   "singularResource":"deployment","verbs":["get","list"],"shortNames":["deploy"],"categories":["all"],
   "subresources":[
    {"subresource":"scale","responseKind":{"group":"autoscaling","version":"v1","kind":"Scale"},
     "verbs":["get"]}]}]}]},
 {"metadata":{"name":"events.k8s.io"},"versions":[{"version":"v1","freshness":"Current","resources":[
  {"resource":"events","responseKind":{"group":"","version":"","kind":"Event"},"scope":"Namespaced",
   "singularResource":"event","verbs":["get","list"],"shortNames":["ev"]}]}]},
 {"metadata":{"name":"autoscaling"},"versions":[
  {"version":"v2","freshness":"Current","resources":[
   {"resource":"horizontalpodautoscalers","responseKind":{"group":"","version":"",
    "kind":"HorizontalPodAutoscaler"},
    "scope":"Namespaced","singularResource":"horizontalpodautoscaler","verbs":["get","list"],
     "shortNames":["hpa"],
    "categories":["all"]}]},
  {"version":"v1","freshness":"Current","resources":[
   {"resource":"horizontalpodautoscalers","responseKind":{"group":"","version":"",
    "kind":"HorizontalPodAutoscaler"},
    "scope":"Namespaced","singularResource":"horizontalpodautoscaler","verbs":["get","list"],
     "shortNames":["hpa"],
    "categories":["all"]}]}]},
 {"metadata":{"name":"networking.k8s.io"},"versions":[{"version":"v1","freshness":"Current","resources":[
  {"resource":"ingresses","responseKind":{"group":"","version":"","kind":"Ingress"},"scope":"Namespaced",
   "singularResource":"ingress","verbs":["get","list"],"shortNames":["ing"]}]}]},
 {"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]},
 {"metadata":{"name":"cert-manager.io"},"versions":[{"version":"v1","freshness":"Current","resources":[
  {"resource":"certificates","responseKind":{"group":"cert-manager.io","version":"v1","kind":"Certificate"},
   "scope":"Namespaced","singularResource":"certificate","verbs":["get","list"],"shortNames":["cert",
    "certs"],
   "categories":["cert-manager"]},
  {"resource":"clusterissuers","responseKind":{"group":"cert-manager.io","version":"v1",
   "kind":"ClusterIssuer"},
   "scope":"Cluster","singularResource":"clusterissuer","verbs":["get","list"],
    "categories":["cert-manager"]}]}]},
 {"metadata":{"name":"serving.knative.dev"},"versions":[
  {"version":"v1","freshness":"Current","resources":[
   {"resource":"services","responseKind":{"group":"serving.knative.dev","version":"v1","kind":"Service"},
    "scope":"Namespaced","singularResource":"service","verbs":["get","list"],"shortNames":["kservice",
     "ksvc"],
    "categories":["all","knative"]}]},
  {"version":"v1alpha1","freshness":"Current","resources":[
   {"resource":"services","responseKind":{"group":"serving.knative.dev","version":"v1alpha1",
    "kind":"Service"},
    "scope":"Namespaced","singularResource":"service","verbs":["get","list"],"shortNames":["kservice",
     "ksvc"],
    "categories":["all","knative"]},
   {"resource":"domainmappings",
    "responseKind":{"group":"serving.knative.dev","version":"v1alpha1","kind":"DomainMapping"},
     "scope":"Namespaced",
    "singularResource":"domainmapping","verbs":["get","list"],"shortNames":["dm"],
     "categories":["knative"]}]}]},
 {"metadata":{"name":"zoo.example.com"},"versions":[{"version":"v1","freshness":"Current","resources":[
  {"resource":"lions","responseKind":{"group":"zoo.example.com","version":"v1","kind":"Panthera"},
   "scope":"Namespaced",
   "singularResource":"lion","verbs":["get","list"],"shortNames":["cert","ev","po"]}]}]}]})";

/// /apis of an aggregated API server of Kubernetes 1.26 to 1.29, whole.
inline const std::string k_aggregated_apis_v2beta1 = R"({
 "kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2beta1","metadata":{},
 "items":[{"metadata":{"name":"stable.example.com","creationTimestamp":null},"versions":[
  {"version":"v1","resources":[
   {"resource":"crontabs","responseKind":{"group":"stable.example.com","version":"v1","kind":"CronTab"},
    "scope":"Namespaced","singularResource":"crontab","verbs":["get","list"],"shortNames":["ct"],
    "subresources":[{"subresource":"status",
     "responseKind":{"group":"stable.example.com","version":"v1","kind":"CronTab"},"verbs":["get"]}]}],
   "freshness":"Current"}]}]})";

/// The older form, Kubernetes 1.20: no singular names.
inline const std::string k_api_versions =
    R"({"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[)"
    R"({"clientCIDR":"0.0.0.0/0","serverAddress":"10.0.0.1:6443"}]})";

inline const std::string k_api_group_list = R"({"kind":"APIGroupList","apiVersion":"v1","groups":[
 {"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],
  "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}},
 {"name":"batch","versions":[{"groupVersion":"batch/v2alpha1","version":"v2alpha1"},
  {"groupVersion":"batch/v1","version":"v1"},{"groupVersion":"batch/v1beta1","version":"v1beta1"}],
  "preferredVersion":{"groupVersion":"batch/v1","version":"v1"}},
 {"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}],
  "preferredVersion":{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}},
 {"name":"stable.example.com","versions":[{"groupVersion":"stable.example.com/v1","version":"v1"}],
  "preferredVersion":{"groupVersion":"stable.example.com/v1","version":"v1"}}]})";

inline const std::string k_core_list = R"({"kind":"APIResourceList","groupVersion":"v1","resources":[
 {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["get","list"],"shortNames":["po"],
  "categories":["all"],"storageVersionHash":"xPOwRZ+Yhw8="},
 {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod","verbs":["get"]},
 {"name":"serviceaccounts/token","singularName":"","namespaced":true,"group":"authentication.k8s.io",
  "version":"v1",
  "kind":"TokenRequest","verbs":["create"]},
 {"name":"nodes","singularName":"","namespaced":false,"kind":"Node","verbs":["get","list"],
  "shortNames":["no"]}]})";

inline const std::string k_apps_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1",
 "resources":[{"name":"deployments","singularName":"","namespaced":true,"kind":"Deployment",
  "verbs":["get","list"],
 "shortNames":["deploy"],"categories":["all"]},
 {"name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling","version":"v1",
  "kind":"Scale",
 "verbs":["get"]}]})";

inline const std::string k_batch_v1_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"batch/v1",
 "resources":[{"name":"jobs","singularName":"","namespaced":true,"kind":"Job","verbs":["get","list"],
 "categories":["all"]}]})";

inline const std::string k_batch_v1beta1_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"batch/v1beta1",
 "resources":[{"name":"cronjobs","singularName":"","namespaced":true,"kind":"CronJob","verbs":["get",
  "list"],
 "shortNames":["cj"],"categories":["all"]}]})";

inline const std::string k_batch_v2alpha1_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"batch/v2alpha1","resources":null})";

inline const std::string k_metrics_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"metrics.k8s.io/v1beta1","resources":[
 {"name":"nodes","singularName":"","namespaced":false,"kind":"NodeMetrics","verbs":["get","list"]},
 {"name":"pods","singularName":"","namespaced":true,"kind":"PodMetrics","verbs":["get","list"]}]})";

inline const std::string k_stable_list =
    R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"stable.example.com/v1","resources":[
 {"name":"crontabs","singularName":"crontab","namespaced":true,"kind":"CronTab","verbs":["get","list"],
 "shortNames":["ct"],"storageVersionHash":"1="}]})";

}  // namespace yare::samples
