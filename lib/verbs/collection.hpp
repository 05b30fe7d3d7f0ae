// Reading a collection: page by page, element by element.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/list_scanner.hpp"
#include "discovery/resource_type.hpp"
#include "request/model.hpp"
#include "verbs/client.hpp"

namespace yare {

/// What becomes of the elements.
class CollectionSink {
  public:
    virtual ~CollectionSink() = default;

    /// One element of the page that `page` is reading, as JSON text.
    virtual void element(const ListScanner& page, std::string_view json) = 0;

    /// A page has been read whole.
    virtual void page_end(const ListScanner& page) = 0;

    /// The server has forgotten the snapshot between two pages (410): everything comes again from the start,
    /// in one page, of a newer snapshot.
    virtual void restart() = 0;
};

/// Lists `type` (in `name_space`, or everywhere where that is empty), following `continue`. The next page is
/// requested while `sink` still works on the one before. `accept` goes into the header, `query` is added to
/// the selection's. `time` is the longest that a page may take; 0: the client's own limit. Throws ApiError
/// (with kubectl's `Unable to list ...` words for 400 and 404), TransportError, JsonError; then the elements
/// given to `sink` are not the whole collection.
void read_collection(Client& client, const ResourceType& type, std::string_view name_space,
                     const Selection& selection, const std::string& accept,
                     const std::vector<std::pair<std::string, std::string>>& query, CollectionSink& sink,
                     Milliseconds time = Milliseconds(0));

}  // namespace yare
