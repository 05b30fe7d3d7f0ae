// The timestamps that go-yaml v2 recognises.
#pragma once

#include <string_view>

namespace yare {

/// Whether go-yaml's parseTimestamp takes `text` for a point in time: one of Go's layouts
/// `2006-1-2T15:4:5.999999999Z07:00` (or with `t`), `2006-1-2 15:4:5.999999999`, `2006-1-2`, with a date that
/// exists.
bool is_yaml_timestamp(std::string_view text);

}  // namespace yare
