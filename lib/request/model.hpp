// What the user asks of the API: one plain struct a verb.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/regex.hpp"
#include "base/time.hpp"
#include "request/explain_request.hpp"
#include "request/generators/sources.hpp"
#include "request/manifest.hpp"
#include "request/targets.hpp"
#include "request/writing.hpp"

namespace yare {

/// Connections that work on many objects at once.
constexpr int k_default_concurrency = 8;

/// Which members of a collection.
struct Selection {
    bool all_namespaces = false;
    std::string label_selector;
    std::string field_selector;
    std::int64_t chunk_size = 500;                           // objects a page; 0: all at once
    std::vector<std::pair<std::string, std::string>> query;  // further API parameters, as given
};

/// Whether a reading goes on with what changes.
struct Watching {
    bool watch = false;
    bool only_changes = false;  // nothing of what is there at the start
    bool show_events = false;   // what happened to each object, too
};

struct GetRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    std::string subresource;
    bool ignore_not_found = false;
    Watching watching = {};
};

struct ListRequest {
    std::vector<TypeName> types;
    Selection selection;
    Watching watching = {};
};

/// A path as it stands; the body of the answer is passed on as it comes.
struct RawRequest {
    std::string path;  // may hold a query
    std::string method = "GET";
    std::string file = {};  // what is sent: a file, `-` for standard input; empty for nothing
};

/// POST of every object in manifests.
struct CreateRequest {
    ManifestFiles files;
    std::string label_selector;
    Writing how;
    bool save_config = false;  // keeps the object in kubectl's last-applied annotation
    bool edit = false;         // each object in the user's editor first
    bool windows_line_endings = false;
    int concurrency = k_default_concurrency;
};

/// POST of one object made from flags: `create configmap` and its like.
struct GenerateRequest {
    MakeObject make;
    std::string failure;  // what kubectl says before an error of the server: `failed to create configmap: `
    Writing how;
    bool save_config = false;
};

/// A token for a service account.
struct TokenRequest {
    std::string service_account;
    std::vector<std::string> audiences;
    std::chrono::seconds lifetime{0};  // 0: as the server likes
    std::string bound_kind;            // Pod, Secret, Node: it ends with that object; empty: with none
    std::string bound_name;
    std::string bound_uid;
};

/// DELETE of each object that is named, selected or in manifests.
struct DeleteRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool all = false;
    bool ignore_not_found = false;
    bool interactive = false;
    bool names_only = false;  // -o name
    Deletion how;
    int concurrency = k_default_concurrency;
};

/// One DELETE of each whole collection. Without `all` there is a selector.
struct DeleteCollectionRequest {
    std::vector<TypeName> types;
    Selection selection;
    bool all = false;
    bool names_only = false;
    Deletion how;
    int concurrency = k_default_concurrency;
};

/// PATCH of each object that is named, selected or in manifests.
struct PatchRequest {
    enum class Type { strategic, merge, json, apply };

    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool all = false;
    Type type = Type::strategic;
    std::string patch;       // YAML or JSON
    std::string patch_file;  // where it stands; empty: in `patch`
    std::string subresource;
    bool local = false;  // only computed from the manifests, no server
    bool force_conflicts = false;
    Writing how;
    int concurrency = k_default_concurrency;
};

/// PUT of every object in manifests.
struct UpdateRequest {
    ManifestFiles files;
    Targets targets;  // at most one object: what the manifest replaces, where its kind does not say so
    std::string subresource;
    Writing how;
    bool save_config = false;
    bool force = false;  // delete and create
    Deletion deletion;
    int concurrency = k_default_concurrency;
};

/// A new size for objects that have a scale subresource.
struct ScaleRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool all = false;
    std::int64_t replicas = 0;
    std::optional<std::int64_t> current_replicas;  // precondition
    std::string resource_version;                  // precondition
    Milliseconds timeout{0};                       // to wait for the size; 0: not at all
    DryRun dry_run = DryRun::none;
    int concurrency = k_default_concurrency;
};

/// Server-side apply of every object in manifests.
struct ApplyRequest {
    ManifestFiles files;
    std::string label_selector;
    std::string subresource;
    Writing how;
    bool force_conflicts = false;
    int concurrency = k_default_concurrency;
};

/// What containers wrote: of pods, of the pods of workloads, of those that a selector selects.
struct LogsRequest {
    enum class Output { raw, json };

    std::vector<NamedTarget> targets;  // a POD is one of type `pods`; none: what `label_selector` selects
    std::string label_selector;
    std::string container;  // empty: each pod's default
    bool container_is_argument = false;
    bool all_containers = false;
    bool all_pods = false;  // of a workload, where otherwise one is chosen
    bool follow = false;
    bool follow_new = true;  // pods that appear while following, too
    bool previous = false;   // the instance before the last restart
    bool timestamps = false;
    bool prefix = false;
    bool merge = false;  // streams by time, not one behind the other
    bool ignore_errors = false;
    bool skip_backend_verification = false;  // of the kubelet's certificate, by the API server
    std::optional<std::int64_t> tail;        // lines; nothing: all
    std::optional<std::int64_t> since;       // seconds
    std::string since_time;                  // RFC 3339 in UTC, full seconds
    std::optional<Milliseconds> until_ago;   // before now
    std::optional<Moment> until_time;
    std::optional<std::int64_t> limit_bytes;  // of each stream
    Milliseconds pod_running_timeout{20000};
    int max_requests = 0;  // streams at the same time; one is always allowed
    Output output = Output::raw;
    bool raw_control = false;  // control characters go to a terminal as they are
    std::vector<Regex> include;
    std::vector<Regex> exclude;
    std::optional<Regex> highlight;
};

/// What is waited for of an object.
struct Goal {
    enum class Kind { current, complete, failed, deleted, exists, condition, jsonpath };
    Kind kind = Kind::current;
    std::string name = {};  // of a condition; a JSONPath expression as typed
    std::string value =
        {};  // what it is to be (a condition: `true` where nothing is said; JSONPath: empty: any)
};

/// How objects are: one verdict each.
struct StatusRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool subresource = false;  // -o status: the status subresource as it is
    bool tree = false;         // with what they own
    bool wait = false;
    std::vector<Goal> goals;       // all of them; none: current
    std::vector<Goal> fail_on;     // one of them ends the waiting; none: nothing does
    Milliseconds timeout{300000};  // 0: looked at once; negative: no limit
};

/// kubectl's wait.
struct WaitRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool all = false;
    bool local = false;  // only what the manifests say
    std::vector<Goal> goals;
    Milliseconds timeout{30000};  // 0: looked at once; negative: a week
};

/// kubectl's rollout status.
struct RolloutStatusRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    bool watch = true;
    std::int64_t revision = 0;  // 0: the latest
    Milliseconds timeout{0};    // 0: no limit
};

using Request =
    std::variant<GetRequest, ListRequest, RawRequest, CreateRequest, GenerateRequest, TokenRequest,
                 DeleteRequest, DeleteCollectionRequest, PatchRequest, UpdateRequest, ScaleRequest,
                 ApplyRequest, LogsRequest, StatusRequest, WaitRequest, RolloutStatusRequest, ExplainRequest>;

}  // namespace yare
