#include "output/sort_order.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

// The parts of `fields` between commas that stand in no bracket, brace, parenthesis or quotes.
std::vector<std::string> split_fields(std::string_view fields) {
    std::vector<std::string> parts(1);
    char quote = 0;
    int depth = 0;
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const char c = fields[at];
        if (c == '\\' && at + 1 < fields.size()) {
            parts.back().append(fields.substr(at++, 2));
            continue;
        }
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (depth > 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == '[' || c == '(' || c == '{') {
            ++depth;
        } else if (c == ']' || c == ')' || c == '}') {
            --depth;
        }
        if (c == ',' && depth <= 0 && quote == 0) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

// kubectl sorts tables by an expression that it cannot relax, too, as it is written (get.go,
// NewRuntimeSorter).
std::string field_path(std::string_view field) {
    try {
        return relaxed_path(field);
    } catch (const UsageError& error) {
        try {
            JsonPath::parse(field);
        } catch (const UsageError&) {
            throw UsageError(error.what());
        }
        return std::string(field);
    }
}

std::vector<SortTerm> read_terms(std::string_view fields, bool natural) {
    std::vector<SortTerm> terms;
    for (const auto& part : split_fields(fields)) {
        std::string_view field = trim(part);
        const bool reverse = field.starts_with('-');
        field.remove_prefix(reverse ? 1 : 0);
        if (field.empty()) {
            throw UsageError("--sort-by " + go_quote(fields) + ": a field is empty");
        }
        terms.push_back({field_path(field), reverse, natural});
    }
    return terms;
}

}  // namespace

SortOrder::SortOrder(std::string_view fields, bool natural) : order_(read_terms(fields, natural)) {
    for (const auto& term : order_.terms()) {
        fields_.push_back({JsonPath::parse(term.field)});
    }
}

void SortOrder::add(const JsonValue& object) {
    std::vector<JsonValue> firsts;
    for (auto& field : fields_) {
        const auto groups = field.path.find_results(object, {});
        const bool any = !groups.empty() && !groups.front().empty();
        const auto* value = any ? std::get_if<JsonValue>(&groups.front().front()) : nullptr;
        field.found = field.found || any;
        firsts.push_back(value == nullptr ? JsonValue() : *value);
    }
    order_.add(firsts);
}

bool SortOrder::found() const {
    return std::all_of(fields_.begin(), fields_.end(), [](const Field& field) { return field.found; });
}

}  // namespace yare
