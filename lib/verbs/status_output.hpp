// Verdicts as they are shown.
#pragma once

#include <string>
#include <vector>

#include "base/streams.hpp"
#include "base/time.hpp"
#include "output/format.hpp"
#include "verbs/status_board.hpp"

namespace yare {

/// How the objects of one call are named, whatever becomes of them.
struct StatusNaming {
    bool with_kind = false;       // deployment.apps/web
    bool with_namespace = false;  // as a column
};
StatusNaming naming_of(const std::vector<StatusRow>& rows, const Format& format, bool all_namespaces);

/// How a table looks.
struct TableLook {
    bool headers = true;
    bool color = false;
};

/// The table: NAME, STATUS, AGE, REASON.
void print_status_table(const std::vector<StatusRow>& rows, const StatusNaming& naming, const TableLook& look,
                        Moment now, Output& out);

/// Verdicts as objects, in any format but tables: {apiVersion, kind, metadata, status, reason}. `single`: one
/// bare object, else a List.
void print_status_objects(const std::vector<StatusRow>& rows, const Format& format, bool single, Output& out);

/// An object and what it owns.
struct StatusNode {
    StatusRow row;
    std::string branch;  // drawn before its name: `│  └─ `; empty for a root
    std::size_t depth = 0;
};

/// The table of roots and what they own below them, in the order of drawing.
void print_status_tree(const std::vector<StatusNode>& nodes, const StatusNaming& naming,
                       const TableLook& look, Moment now, Output& out);

/// The same as objects: each holds what it owns as `owned`.
void print_status_tree_objects(const std::vector<StatusNode>& nodes, const Format& format, bool single,
                               Output& out);

/// `deployment.apps/web`, and where namespaces are shown ` (shop)` behind it.
std::string status_name(const StatusRow& row, const StatusNaming& naming);

/// `deployment.apps/web: InProgress: 2 of 3 replicas available`
std::string verdict_line(const StatusRow& row, const StatusNaming& naming);

}  // namespace yare
