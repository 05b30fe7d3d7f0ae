#include "log_flags.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"

namespace yare {

namespace {

using enum FlagType;

constexpr FlagSpec k_logs_flags[] = {
    {"all-containers", 0, boolean, "false", "Get all containers' logs in the pod(s)."},
    {"all-pods", 0, boolean, "false", "Get logs from all pod(s). Sets prefix to true."},
    {"container", 'c', text, "''", "Print the logs of this container"},
    {"exclude", 0, array, "[]",
     "Leave out lines that match this regular expression; this flag can be repeated. Timestamps and prefixes "
     "do not count as part of a line."},
    {"follow", 'f', boolean, "false", "Specify if the logs should be streamed."},
    {"follow-new", 0, boolean, "true",
     "With -f, also follow pods that start later. If false, the pods that were there at the "
     "start are all."},
    {"highlight", 0, array, "[]",
     "Mark what matches this regular expression, on a terminal; this flag can be repeated."},
    {"ignore-errors", 0, boolean, "false",
     "If watching / following pod logs, allow for any errors that occur to be non-fatal"},
    {"include", 0, array, "[]",
     "Print only lines that match this regular expression, or one of them where this flag is repeated. "
     "Timestamps and prefixes do not count as part of a line."},
    {"insecure-skip-tls-verify-backend", 0, boolean, "false",
     "Skip verifying the identity of the kubelet that logs are requested from.  In theory, an attacker could "
     "provide invalid log content back. You might want to use this if your kubelet serving certificates have "
     "expired."},
    {"limit-bytes", 0, integer, "0", "Maximum bytes of logs to return. Defaults to no limit."},
    {"max-log-requests", 0, integer, "50",
     "Specify maximum number of concurrent logs to follow when using by a selector. Defaults to 50."},
    {"merge", 0, boolean, "false",
     "Print the lines of several containers in the order of their timestamps, and not one container behind "
     "the other. Cannot be used with -f."},
    {"output", 'o', text, "''",
     "Output format. One of: (raw, json). With json each line is an object with the keys pod, "
     "container, timestamp and message."},
    {"pod-running-timeout", 0, duration, "20s",
     "The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running"},
    {"prefix", 0, boolean, "false", "Prefix each log line with the log source (pod name and container name)"},
    {"previous", 'p', boolean, "false",
     "If true, print the logs for the previous instance of the container in a pod if it exists."},
    {"raw-control", 0, boolean, "false",
     "Pass control characters of a container on to the terminal as they are. Where the output is no terminal "
     "they always are."},
    k_selector_flag,
    {"since", 0, duration, "0s",
     "Only return logs newer than a relative duration like 5s, 2m, or 3h. Defaults to all logs. Only one of "
     "since-time / since may be used."},
    {"since-time", 0, text, "''",
     "Only return logs after a specific date (RFC3339). Defaults to all logs. Only one of since-time / since "
     "may be used."},
    {"tail", 0, integer, "-1",
     "Lines of recent log file to display. Defaults to -1 with no selector, showing all log lines otherwise "
     "10, if a selector is provided."},
    {"timestamps", 0, boolean, "false", "Include timestamps on each line in the log output"},
    {"until", 0, text, "''",
     "Only return logs older than a relative duration like 5s, 2m, or 3h, or from before a specific date "
     "(RFC3339). Defaults to all logs."},
};

FlagTable logs_flags() { return k_logs_flags; }

void parse_logs(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    command.what = read_logs_request(flags, program);
}

}  // namespace

const Verb k_logs_verb = {
    "logs",
    "Print the logs for a container in a pod",
    "Print the logs for a container in a pod or specified resource. If the pod has only one container, the "
    "container name is optional.\n\n"
    " Several pods and workloads can be named: every argument behind the first is then of the form "
    "TYPE/NAME. "
    "With -f, pods that appear later join in, restarted containers go on, and a stream that breaks is taken "
    "up again where it stopped: no line is lost or printed twice.",
    "  # Return snapshot logs from pod nginx with only one container\n"
    "  %s logs nginx\n"
    "  \n"
    "  # Return snapshot logs from pod nginx, prefixing each line with the source pod and container name\n"
    "  %s logs nginx --prefix\n"
    "  \n"
    "  # Return snapshot logs from pod nginx, limiting output to 500 bytes\n"
    "  %s logs nginx --limit-bytes=500\n"
    "  \n"
    "  # Return snapshot logs from pod nginx, waiting up to 20 seconds for it to start running.\n"
    "  %s logs nginx --pod-running-timeout=20s\n"
    "  \n"
    "  # Return snapshot logs from pod nginx with multi containers\n"
    "  %s logs nginx --all-containers=true\n"
    "  \n"
    "  # Return snapshot logs from all pods in the deployment nginx\n"
    "  %s logs deployment/nginx --all-pods=true\n"
    "  \n"
    "  # Return snapshot logs from all containers in pods defined by label app=nginx\n"
    "  %s logs -l app=nginx --all-containers=true\n"
    "  \n"
    "  # Return snapshot logs from all pods defined by label app=nginx, limiting concurrent log requests to "
    "10 pods\n"
    "  %s logs -l app=nginx --max-log-requests=10\n"
    "  \n"
    "  # Return snapshot of previous terminated ruby container logs from pod web-1\n"
    "  %s logs -p -c ruby web-1\n"
    "  \n"
    "  # Begin streaming the logs from pod nginx, continuing even if errors occur\n"
    "  %s logs nginx -f --ignore-errors=true\n"
    "  \n"
    "  # Begin streaming the logs of the ruby container in pod web-1\n"
    "  %s logs -f -c ruby web-1\n"
    "  \n"
    "  # Begin streaming the logs from all containers in pods defined by label app=nginx\n"
    "  %s logs -f -l app=nginx --all-containers=true\n"
    "  \n"
    "  # Display only the most recent 20 lines of output in pod nginx\n"
    "  %s logs --tail=20 nginx\n"
    "  \n"
    "  # Show all logs from pod nginx written in the last hour\n"
    "  %s logs --since=1h nginx\n"
    "  \n"
    "  # Show all logs with timestamps from pod nginx starting from August 30, 2024, at 06:00:00 UTC\n"
    "  %s logs nginx --since-time=2024-08-30T06:00:00Z --timestamps=true\n"
    "  \n"
    "  # Show logs from a kubelet with an expired serving certificate\n"
    "  %s logs --insecure-skip-tls-verify-backend nginx\n"
    "  \n"
    "  # Return snapshot logs from first container of a job named hello\n"
    "  %s logs job/hello\n"
    "  \n"
    "  # Return snapshot logs from container nginx-1 of a deployment named nginx\n"
    "  %s logs deployment/nginx -c nginx-1\n"
    "  \n"
    "  # Follow a whole application: two deployments with all their pods, as they come and go\n"
    "  %s logs -f --all-pods deploy/web deploy/worker\n"
    "  \n"
    "  # The lines of all pods with a label in the order of time, between two and one hours ago\n"
    "  %s logs -l app=nginx --tail=-1 --merge --timestamps --since=2h --until=1h\n"
    "  \n"
    "  # Only lines about errors but those of health checks, as JSON\n"
    "  %s logs deployment/nginx --include='(?i)error' --exclude=/healthz -o json",
    "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]",
    logs_flags,
    parse_logs,
};

}  // namespace yare
