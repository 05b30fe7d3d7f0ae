// The names of the objects of one collection that begin with what has been typed.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "transport/http.hpp"
#include "verbs/candidates.hpp"

namespace yare {

/// What a server said.
struct NameAnswer {
    Candidates names;       // safe ones; a cell or two of the table as description
    bool is_whole = false;  // every name with the prefix is among them
    /// Whether the longest common beginning of `names` is that of every name with the prefix, so that a shell
    /// may insert it.
    bool has_right_prefix = false;
    int status = 0;  // of the last answer of the server; 0: none came
};

/// Sends requests that a completion makes: each ends at `deadline`.
class CompletionWire {
  public:
    using Deadline = std::chrono::steady_clock::time_point;
    CompletionWire(Transport& transport, Deadline deadline) : transport_(transport), deadline_(deadline) {}

    /// As Transport::send(); also throws TransportError once the deadline has passed, or 32 MiB have come in
    /// this answer.
    HttpResponse send(HttpRequest request, const BodyReceiver& receive);

    /// Sends a GET and returns its body in `body`. Throws as send().
    HttpResponse get(HttpRequest request, std::string& body);

  private:
    Transport& transport_;
    Deadline deadline_;
};

/// Asks for the names at `path` (a collection) that begin with `typed`: one request, a page of a table
/// without objects, which begins at the prefix and is not read further than that. Where the page was cut,
/// seeks a name that does not share the common beginning of those it has, so that no shell inserts a
/// beginning that only looks common. Where a server cannot seek, reads page after page. Throws nothing: what
/// was learned before a failure is in the answer.
///
/// Seeking is a continue token of our own: base64url of {"v":"meta.k8s.io/v1","rv":-1,"start":KEY}, where -1
/// stands for the latest state and KEY, relative to the collection, is included
/// (k8s.io/apiserver/pkg/storage/continue.go; measured with 1.20.2).
NameAnswer list_names(CompletionWire& wire, const std::string& path, const std::string& typed);

}  // namespace yare
