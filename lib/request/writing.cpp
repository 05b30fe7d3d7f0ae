#include "request/writing.hpp"

#include <nlohmann/json.hpp>

namespace yare {

QueryParameters writing_query_without_validation(const Writing& how) {
    QueryParameters query;
    if (how.dry_run == DryRun::server) {
        query.emplace_back("dryRun", "All");
    }
    if (!how.field_manager.empty()) {
        query.emplace_back("fieldManager", how.field_manager);
    }
    return query;
}

QueryParameters writing_query(const Writing& how) {
    auto query = writing_query_without_validation(how);
    query.emplace_back("fieldValidation", how.validation == FieldValidation::strict ? "Strict"
                                          : how.validation == FieldValidation::warn ? "Warn"
                                                                                    : "Ignore");
    return query;
}

std::string delete_options(const Deletion& how, const std::string& uid) {
    nlohmann::ordered_json options = {{"kind", "DeleteOptions"}, {"apiVersion", "v1"}};
    if (how.grace_period) {
        options["gracePeriodSeconds"] = *how.grace_period;
    }
    if (const auto& wanted = how.uid.empty() ? uid : how.uid; !wanted.empty()) {
        options["preconditions"]["uid"] = wanted;
    }
    if (!how.resource_version.empty()) {
        options["preconditions"]["resourceVersion"] = how.resource_version;
    }
    options["propagationPolicy"] = how.cascade == Cascade::background   ? "Background"
                                   : how.cascade == Cascade::foreground ? "Foreground"
                                                                        : "Orphan";
    if (how.dry_run == DryRun::server) {
        options["dryRun"] = nlohmann::ordered_json::array({"All"});
    }
    return options.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace yare
