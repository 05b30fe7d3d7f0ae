// Objects in a few words, and what judge() says of them.
#pragma once

#include <string>

#include "base/json_tree.hpp"
#include "status/verdict.hpp"

namespace yare::judged {

inline Moment noon() { return *parse_rfc3339("2026-11-22T12:00:00Z"); }

/// `{"apiVersion":V,"kind":K,"metadata":{"name":"web","generation":2,METADATA},REST}`
inline std::string object_of(const std::string& version, const std::string& kind, const std::string& rest,
                             const std::string& metadata = {}) {
    return R"({"apiVersion":")" + version + R"(","kind":")" + kind +
           R"(","metadata":{"name":"web","generation":2)" + (metadata.empty() ? "" : "," + metadata) + "}" +
           (rest.empty() ? "" : "," + rest) + "}";
}

inline Verdict verdict_on(const std::string& json, Moment now = noon()) {
    JsonTree tree;
    return judge(tree.parse(json), now);
}

/// `InProgress: 1 of 2 replicas ready`
inline std::string words_on(const std::string& json, Moment now = noon()) {
    const auto verdict = verdict_on(json, now);
    return std::string(health_word(verdict.health)) + ": " + verdict.reason;
}

struct Case {
    std::string what;
    std::string json;
    std::string expected;
};

}  // namespace yare::judged
