// Objects of a List in the order of --sort-by.
#pragma once

#include <memory>

#include "output/format.hpp"
#include "output/objects.hpp"

namespace yare {

/// Hands the elements of a List to `printer` at its end, in the order of `format.sort_by`; one object that
/// stands alone at once. Until then elements are kept as compact text, no more of each than the format shows.
/// end_list() throws Error where none of them has the field, or no order is known for it.
std::unique_ptr<ObjectPrinter> make_sorted_printer(const Format& format,
                                                   std::unique_ptr<ObjectPrinter> printer);

}  // namespace yare
