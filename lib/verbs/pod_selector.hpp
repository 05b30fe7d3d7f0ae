// Which pods belong to an object.
#pragma once

#include <string>

#include "base/json_tree.hpp"

namespace yare {

/// The selector of pods, as a query's labelSelector, that an object states itself: `spec.selector` where it
/// is a plain map (ReplicationController, Service) or a LabelSelector beside a `spec.template` (Deployment,
/// Job and what is like them). Empty where it states none: its scale may (autoscaling/v1 Scale,
/// status.selector). Throws Error for a selector that would select every pod, and one that is malformed.
std::string own_pod_selector(const JsonValue& object);

/// Labels that must all be there, in the form of a query.
std::string labels_text(const JsonValue& labels);

/// A LabelSelector (meta/v1) in the form of a query; its requirements are sorted, as client-go sends them.
/// Throws Error `invalid label selector: ...`.
std::string label_selector_text(const JsonValue& selector);

}  // namespace yare
