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

std::string open_json(const StatusRow& row) {
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
    return json;
}

// The node at `at` with all below it; `at` is then behind them.
std::string tree_json(const std::vector<StatusNode>& nodes, std::size_t& at) {
    const auto& node = nodes[at++];
    std::string json = open_json(node.row) + ",\"owned\":[";
    while (at < nodes.size() && nodes[at].depth > node.depth) {
        json += json.ends_with('[') ? "" : ",";
        json += tree_json(nodes, at);
    }
    return json + "]}";
}

void print_objects(const std::vector<std::string>& objects, const Format& format, bool single, Output& out) {
    HeldOutput held(out);
    const auto printer = make_object_printer(format, held);
    JsonTree tree;
    for (const auto& json : objects) {
        if (single) {
            printer->single(tree.parse(json));
        } else {
            printer->element(tree.parse(json));
        }
    }
    if (!single) {
        printer->end_list();
    }
    held.release();
}

void add_cells(AlignedLines& lines, const StatusRow& row, const std::string& name, bool with_namespace,
               Moment now) {
    if (with_namespace) {
        lines.cell(row.name_space);
    }
    lines.cell(name);
    lines.cell(health_word(row.verdict.health));
    lines.cell(row.exists ? age_text(row.created, now) : "<none>");
    lines.cell(row.verdict.reason);
    lines.end_line();
}

void add_header(AlignedLines& lines, bool with_namespace, const TableLook& look) {
    std::vector<std::string> columns = {"NAME", "STATUS", "AGE", "REASON"};
    if (with_namespace) {
        columns.insert(columns.begin(), "NAMESPACE");
    }
    if (look.color) {
        lines.paint(columns);
    }
    if (look.headers) {
        for (const auto& column : columns) {
            lines.cell(column);
        }
        lines.end_header();
    }
}

std::string kind_and_name(const StatusRow& row) { return row.type.lower_kind_group() + "/" + row.name; }

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

void print_status_table(const std::vector<StatusRow>& rows, const StatusNaming& naming, const TableLook& look,
                        Moment now, Output& out) {
    AlignedLines lines;
    add_header(lines, naming.with_namespace, look);
    for (const auto& row : rows) {
        add_cells(lines, row, naming.with_kind ? kind_and_name(row) : row.name, naming.with_namespace, now);
    }
    lines.print(out);
}

void print_status_objects(const std::vector<StatusRow>& rows, const Format& format, bool single,
                          Output& out) {
    std::vector<std::string> objects;
    for (const auto& row : rows) {
        objects.push_back(open_json(row) + "}");
    }
    print_objects(objects, format, single, out);
}

void print_status_tree(const std::vector<StatusNode>& nodes, const StatusNaming& naming,
                       const TableLook& look, Moment now, Output& out) {
    AlignedLines lines;
    add_header(lines, naming.with_namespace, look);
    for (const auto& node : nodes) {
        add_cells(lines, node.row, node.branch + kind_and_name(node.row), naming.with_namespace, now);
    }
    lines.print(out);
}

void print_status_tree_objects(const std::vector<StatusNode>& nodes, const Format& format, bool single,
                               Output& out) {
    std::vector<std::string> objects;
    for (std::size_t at = 0; at < nodes.size();) {
        objects.push_back(tree_json(nodes, at));
    }
    print_objects(objects, format, single, out);
}

std::string status_name(const StatusRow& row, const StatusNaming& naming) {
    return kind_and_name(row) +
           (naming.with_namespace && !row.name_space.empty() ? " (" + row.name_space + ")" : "");
}

std::string verdict_line(const StatusRow& row, const StatusNaming& naming) {
    return status_name(row, naming) + ": " + std::string(health_word(row.verdict.health)) +
           (row.verdict.reason.empty() ? "" : ": " + row.verdict.reason);
}

}  // namespace yare
