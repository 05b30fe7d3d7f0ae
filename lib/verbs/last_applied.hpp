// The annotation in which kubectl's client-side apply keeps what was applied last.
#pragma once

#include <string>

namespace yare {

/// `object` (JSON) with `kubectl.kubernetes.io/last-applied-configuration` set to itself without that
/// annotation, as kubectl's CreateOrUpdateAnnotation does (kubectl/pkg/util/apply.go). `keep_order`: members
/// stay in their order (an object made from flags); else they are sorted, as in a decoded manifest.
std::string with_last_applied(const std::string& object, bool keep_order);

/// The same where the object has that annotation already; else `object` as it is (replace does so).
std::string with_last_applied_if_kept(const std::string& object);

}  // namespace yare
