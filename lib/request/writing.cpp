#include "request/writing.hpp"

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

}  // namespace yare
