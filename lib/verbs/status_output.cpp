#include "verbs/status_output.hpp"

#include <algorithm>

#include "base/json_tree.hpp"
#include "output/align.hpp"
#include "output/objects.hpp"

namespace yare {

namespace {

void append_member(std::string& json, const char* name, std::string_view value) {
    json += json.ends_with('{') ? "\"" : ",\"";
    json.append(name).append("\":");
    append_go_json_string(json, value);
}

std::string as_json(const StatusRow& row) {
    std::string json = "{";
    append_member(json, "apiVersion", row.type.api_version());
    append_member(json, "kind", row.type.kind);
    json += ",\"metadata\":{";
    append_member(json, "name", row.name);
    if (row.type.namespaced) {
        append_member(json, "namespace", row.name_space);
    }
    if (row.exists) {
        append_member(json, "creationTimestamp", row.created);
        append_member(json, "uid", row.uid);
    }
    json += '}';
    append_member(json, "status", health_word(row.verdict.health));
    append_member(json, "reason", row.verdict.reason);
    return json + "}";
}

}  // namespace

StatusNaming naming_of(const std::vector<StatusRow>& rows, const Format& format, bool all_namespaces) {
    const auto differs = [&](const auto& is_same) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const StatusRow& row) { return !is_same(row, rows.front()); });
    };
    StatusNaming naming;
    naming.with_kind = format.show_kind || differs([](const StatusRow& a, const StatusRow& b) {
                           return a.type.same_endpoint(b.type);
                       });
    naming.with_namespace =
        all_namespaces || differs([](const StatusRow& a, const StatusRow& b) {
            return a.name_space == b.name_space || a.name_space.empty() || b.name_space.empty();
        });
    return naming;
}

void print_status_table(const std::vector<StatusRow>& rows, const StatusNaming& naming, bool with_headers,
                        Moment now, Output& out) {
    AlignedLines lines;
    if (with_headers) {
        if (naming.with_namespace) {
            lines.cell("NAMESPACE");
        }
        for (const char* column : {"NAME", "STATUS", "AGE", "REASON"}) {
            lines.cell(column);
        }
        lines.end_line();
    }
    for (const auto& row : rows) {
        if (naming.with_namespace) {
            lines.cell(row.name_space);
        }
        lines.cell((naming.with_kind ? row.type.lower_kind_group() + "/" : "") + row.name);
        lines.cell(health_word(row.verdict.health));
        lines.cell(row.exists ? age_text(row.created, now) : "<none>");
        lines.cell(row.verdict.reason);
        lines.end_line();
    }
    lines.print(out);
}

void print_status_objects(const std::vector<StatusRow>& rows, const Format& format, bool single,
                          Output& out) {
    HeldOutput held(out);
    const auto printer = make_object_printer(format, held);
    JsonTree tree;
    for (const auto& row : rows) {
        const std::string json = as_json(row);
        const auto object = tree.parse(json);
        if (single) {
            printer->single(object);
        } else {
            printer->element(object);
        }
    }
    if (!single) {
        printer->end_list();
    }
    held.release();
}

std::string status_name(const StatusRow& row, const StatusNaming& naming) {
    return row.type.lower_kind_group() + "/" + row.name +
           (naming.with_namespace && !row.name_space.empty() ? " (" + row.name_space + ")" : "");
}

}  // namespace yare
