// The grammar of label selectors (apimachinery/pkg/labels/selector.go).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct LabelRequirement {
    enum class Operator { exists, missing, equals, not_equals, in, not_in, greater, less };

    std::string key;
    Operator test;
    std::vector<std::string> values;  // sorted, each once
};

/// The requirements of `a`, `!a`, `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a>1`, `a<1`, joined
/// with commas; sorted by key. Throws UsageError in apimachinery's words: `unable to parse requirement: found
/// 'b', expected: ...`.
std::vector<LabelRequirement> parse_label_requirements(std::string_view text);

}  // namespace yare
