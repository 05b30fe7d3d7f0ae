// Printers for whole objects: JSON, YAML, KYAML, names, and what expressions make of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "discovery/resource_type.hpp"
#include "output/format.hpp"

namespace yare {

/// Prints objects as they come: either one bare object, or a `v1` List of any number of them.
class ObjectPrinter {
  public:
    virtual ~ObjectPrinter() = default;

    /// The one object of a call that named one.
    virtual void single(const JsonValue& object) = 0;

    /// One of several objects that each stand for themselves: YAML documents with `---` between them, JSON
    /// values and names one after the other.
    virtual void document(const JsonValue& object) = 0;

    /// An element of the List, written at once.
    virtual void element(const JsonValue& object) = 0;

    /// Ends the List (an empty one when there was no element). Without this call what was written is no whole
    /// document, so that a list that broke off cannot be taken for a complete one.
    virtual void end_list() = 0;
};

/// For every format but tables; with sort_by, elements are kept to the end of their List. `out` must outlive
/// the printer. Throws Error for an expression that cannot be parsed.
std::unique_ptr<ObjectPrinter> make_object_printer(const Format& format, Output& out);

/// `deployment.apps/web`: kind in lower case and group from the object itself, its name or `<unknown>`.
/// Throws Error when the object has no apiVersion and kind.
std::string object_name(const JsonValue& object);

}  // namespace yare
