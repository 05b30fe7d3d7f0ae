// The rules for single kinds (cli-utils pkg/kstatus/status/core.go), for judge() alone.
#pragma once

#include <vector>

#include "base/json_tree.hpp"
#include "status/fields.hpp"
#include "status/verdict.hpp"

namespace yare {

using Conditions = std::vector<ConditionFacts>;

Verdict judge_deployment(const JsonValue& object, const Conditions& conditions);
Verdict judge_replica_set(const JsonValue& object, const Conditions& conditions);
Verdict judge_stateful_set(const JsonValue& object, const Conditions& conditions);
Verdict judge_daemon_set(const JsonValue& object, const Conditions& conditions);

Verdict judge_job(const JsonValue& object, const Conditions& conditions);
Verdict judge_cron_job(const JsonValue& object, const Conditions& conditions);
Verdict judge_claim(const JsonValue& object, const Conditions& conditions);
Verdict judge_service(const JsonValue& object, const Conditions& conditions);
Verdict judge_definition(const JsonValue& object, const Conditions& conditions);
Verdict judge_disruption_budget(const JsonValue& object, const Conditions& conditions);

}  // namespace yare
