#include "flag_tables.hpp"

#include "format_flags.hpp"
#include "selection_flags.hpp"

namespace yare {

namespace {

using enum FlagType;

constexpr FlagSpec k_global[] = {
    {"as", 0, text, "''",
     "Username to impersonate for the operation. User could be a regular user or a service account in a "
     "namespace."},
    {"as-group", 0, array, "[]",
     "Group to impersonate for the operation, this flag can be repeated to specify multiple groups."},
    {"as-uid", 0, text, "''", "UID to impersonate for the operation."},
    {"as-user-extra", 0, array, "[]",
     "User extras (KEY=VALUE) to impersonate for the operation, this flag can be repeated to specify "
     "multiple values for "
     "the same key."},
    {"cache-dir", 0, text, "'$HOME/.kube/cache'", "Default cache directory"},
    {"certificate-authority", 0, text, "''", "Path to a cert file for the certificate authority"},
    {"client-certificate", 0, text, "''", "Path to a client certificate file for TLS"},
    {"client-key", 0, text, "''", "Path to a client key file for TLS"},
    {"cluster", 0, text, "''", "The name of the kubeconfig cluster to use"},
    {"color", 0, text, "'auto'",
     "When to colour tables, errors, warnings and logs: auto (on a terminal), always or never."},
    {"context", 0, text, "''", "The name of the kubeconfig context to use"},
    {"disable-compression", 0, boolean, "false",
     "If true, opt-out of response compression for all requests to the server"},
    {"insecure-skip-tls-verify", 0, boolean, "false",
     "If true, the server's certificate will not be checked for validity. This will make your HTTPS "
     "connections insecure"},
    {"kubeconfig", 0, text, "''", "Path to the kubeconfig file to use for CLI requests."},
    {"kuberc", 0, text, "''",
     "Path to the kuberc file, of which only the policy for credential plugins is read. This can be disabled "
     "by exporting KUBECTL_KUBERC=false or KUBERC=off."},
    {"log-flush-frequency", 0, text, "5s",
     "Accepted for scripts written for kubectl: log lines are written at once."},
    {"namespace", 'n', text, "''", "If present, the namespace scope for this CLI request"},
    {"password", 0, text, "''", "Password for basic authentication to the API server"},
    {"request-timeout", 0, text, "'0'",
     "The length of time to wait before giving up on a single server request. Non-zero values should contain "
     "a "
     "corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests."},
    {"server", 's', text, "''", "The address and port of the Kubernetes API server"},
    {"tls-server-name", 0, text, "''",
     "Server name to use for server certificate validation. If it is not provided, the hostname used to "
     "contact the "
     "server is used"},
    {"token", 0, text, "''", "Bearer token for authentication to the API server"},
    {"user", 0, text, "''", "The name of the kubeconfig user to use"},
    {"username", 0, text, "''", "Username for basic authentication to the API server"},
    {"v", 'v', integer, "0",
     "number for the log level verbosity: 6 shows requests, 7 their headers, 8 also response headers and "
     "bodies. Credentials "
     "are masked."},
    {"vmodule", 0, text, "''", "Accepted for scripts written for kubectl: -v alone decides what is logged."},
    {"warnings-as-errors", 0, boolean, "false",
     "Treat warnings received from the server as errors and exit with a non-zero exit code"},
};

constexpr FlagSpec k_label_columns = {"label-columns", 'L', list, "[]",
                                      "Accepts a comma separated list of labels that are going to be "
                                      "presented as columns. Names are case-sensitive. You can "
                                      "also use multiple flag options like -L label1 -L label2..."};
constexpr FlagSpec k_no_headers = {
    "no-headers", 0, boolean, "false",
    "When using the default or custom-column output format, don't print headers (default print headers)."};
constexpr FlagSpec k_output = {
    "output", 'o', text, "''",
    "Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, "
    "jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide)."};
constexpr FlagSpec k_query = {"query", 0, array, "[]",
                              "API query parameter (KEY=VALUE) to pass on as it is, e.g. resourceVersion=0; "
                              "this flag can be repeated."};
constexpr FlagSpec k_server_print = {
    "server-print", 0, boolean, "true",
    "If true, have the server return the appropriate table output. Supports extension APIs and CRDs."};
constexpr FlagSpec k_show_kind = {"show-kind", 0, boolean, "false",
                                  "If present, list the resource type for the requested object(s)."};
constexpr FlagSpec k_show_labels = {
    "show-labels", 0, boolean, "false",
    "When printing, show all labels as the last column (default hide labels column)"};
constexpr FlagSpec k_show_managed_fields = {
    "show-managed-fields", 0, boolean, "false",
    "If true, keep the managedFields when printing objects in JSON or YAML format."};

constexpr FlagSpec k_output_watch_events = {
    "output-watch-events", 0, boolean, "false",
    "Output watch event objects when --watch or --watch-only is used. Existing objects are output as initial "
    "ADDED events."};
constexpr FlagSpec k_watch = {"watch", 'w', boolean, "false",
                              "After listing/getting the requested object, watch for changes."};
constexpr FlagSpec k_watch_only = {
    "watch-only", 0, boolean, "false",
    "Watch for changes to the requested object(s), without listing/getting first."};

constexpr FlagSpec k_sort_by = {
    "sort-by", 0, text, "''",
    "If non-empty, sort by this field, expressed as a JSONPath expression (e.g. '{.metadata.name}'): "
    "numbers, "
    "quantities, texts and times. Several fields are separated by commas; one with '-' before it sorts in "
    "reverse."};
constexpr FlagSpec k_sort_natural = {
    "sort-natural", 0, boolean, "false",
    "With --sort-by, numbers within texts count as numbers: web-2 stands before web-10."};

constexpr FlagSpec k_get[] = {
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_chunk_size_flag,
    k_field_selector_flag,
    {"filename", 'f', list, "[]",
     "Filename, directory, or URL to files identifying the resource to get from a server."},
    {"ignore-not-found", 0, boolean, "false",
     "If set to true, suppresses NotFound error for specific objects that do not exist. Using this flag with "
     "commands that "
     "query for collections of resources has no effect when no resources are found."},
    k_label_columns,
    k_no_headers,
    k_output,
    k_output_watch_events,
    {"raw", 0, text, "''",
     "Raw URI to request from the server.  Uses the transport specified by the kubeconfig file."},
    {"recursive", 'R', boolean, "false",
     "Process the directory used in -f, --filename recursively. Useful when you want to manage related "
     "manifests "
     "organized within the same directory."},
    k_selector_flag,
    k_server_print,
    k_show_kind,
    k_show_labels,
    k_show_managed_fields,
    k_sort_by,
    k_sort_natural,
    {"subresource", 0, text, "''", "If specified, gets the subresource of the requested object."},
    k_template_flag,
    k_watch,
    k_watch_only,
};

constexpr FlagSpec k_list[] = {
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_chunk_size_flag,
    k_field_selector_flag,
    k_label_columns,
    k_no_headers,
    k_output,
    k_output_watch_events,
    k_query,
    k_selector_flag,
    k_server_print,
    k_show_kind,
    k_show_labels,
    k_show_managed_fields,
    k_sort_by,
    k_sort_natural,
    k_template_flag,
    k_watch,
    k_watch_only,
};

}  // namespace

FlagTable global_flags() { return k_global; }
FlagTable get_flags() { return k_get; }
FlagTable list_flags() { return k_list; }

}  // namespace yare
