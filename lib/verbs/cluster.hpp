// Where a cluster is and what is in it: kubectl's cluster-info and cluster-info dump.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the address of the control plane and of each service that is labelled
/// kubernetes.io/cluster-service=true, a line each, and what to do next; that last line also before an error
/// is thrown, as kubectl does.
void print_cluster_info(Session& session, const ClusterInfoRequest& request);

/// Prints nodes and, of each namespace, events, workloads, services, pods and the logs of their containers;
/// into files (0600) of a tree of folders (0700) where the request names a directory. A log that cannot be
/// had is noted in its place. Throws ApiError, TransportError, Error.
void dump_cluster(Session& session, const ClusterDumpRequest& request, const Format& format);

}  // namespace yare
