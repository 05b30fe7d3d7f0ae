// Requests that change one object, and what is known when one of them fails.
#pragma once

#include <string>
#include <string_view>

#include "discovery/resource_type.hpp"
#include "request/writing.hpp"
#include "verbs/client.hpp"

namespace yare {

/// An object on the server, there or to be.
struct ObjectPlace {
    ResourceType type;
    std::string name_space;  // empty for a type without namespaces
    std::string name;        // empty where the server chooses it (generateName)

    /// `configmaps "a"`, `deployments.apps "web"`: how messages name it.
    std::string words() const;
    Subject subject() const { return {type.group_resource(), name}; }
};

/// A request with a JSON body. `content_type` empty: no body.
HttpRequest change_request(std::string method, std::string path, QueryParameters query, std::string body,
                           std::string content_type = "application/json");

/// What is to be said when the answer was lost: `done` says what may have happened (`created`).
UnknownOutcome unknown_outcome(const ObjectPlace& place, const char* done, const TransportError& error);

/// The same, where the request was sent again and that ended in `later`; `lost` says how the first answer was
/// lost.
UnknownOutcome unknown_outcome(const ObjectPlace& place, const char* done, const std::string& lost,
                               const Error& later);

/// Sends `request` and returns the body of the answer. Throws ApiError; TransportError where the request
/// cannot have arrived; UnknownOutcome where the answer was lost: `done` says what may have happened
/// (`created`).
std::string send_change(Client& client, const HttpRequest& request, const ObjectPlace& place,
                        const char* done);

/// POSTs `object` (JSON) to its collection and returns the server's answer. When the answer is lost and the
/// object has a name, it is sent again: AlreadyExists then is a success if the object there holds everything
/// that was sent; any other error leaves the outcome unknown.
std::string create_object(Client& client, const ObjectPlace& place, const std::string& object,
                          const Writing& how);

/// Adds `error` with `error when creating "x.yaml": ` put before its message, where there is a source; as
/// kubectl's AddSourceToErr does. An OutputError is thrown on.
void add_with_source(ErrorList& errors, const std::exception_ptr& error, std::string_view doing,
                     std::string_view source);

/// Throws `error` again with `error when creating "x.yaml": ` put before its message, as kubectl's
/// AddSourceToErr does (kubectl/pkg/cmd/util/helpers.go). An invalid object (422) is shown by kind and name
/// alone.
[[noreturn]] void rethrow_with_source(const std::exception_ptr& error, std::string_view doing,
                                      std::string_view source);

}  // namespace yare
