#include "verbs/change.hpp"

#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "discovery/discovery.hpp"
#include "request/path.hpp"
#include "verbs/dropped_fields.hpp"

namespace yare {

namespace {

constexpr int k_tries_of_a_create = 3;

std::string get_object(Client& client, const ObjectPlace& place) {
    HttpRequest request;
    request.path = object_path(place.type, place.name_space, place.name);
    request.headers.emplace_back("Accept", "application/json");
    return client.get(request, place.subject()).body;
}

// The object that is there already, where it holds all of `sent`: a first try, whose answer was lost, made
// it.
std::string found_already(Client& client, const ObjectPlace& place, const std::string& sent,
                          const std::string& lost, const ApiError& already) {
    std::string found;
    bool same = false;
    try {
        found = get_object(client, place);
        JsonTree sent_tree;
        JsonTree found_tree;
        const auto there = found_tree.parse(found);
        if (!there.is_object()) {
            throw Error("the server's answer is not an object");
        }
        same = holds_everything(sent_tree.parse(sent), there);
    } catch (const Error& error) {
        throw unknown_outcome(place, "created", lost, error);
    }
    if (!same) {
        auto fields = already.fields();
        fields.message +=
            ", and differs from what was sent (the answer to a first try was lost: " + lost + ")";
        throw ApiError(std::move(fields));
    }
    return found;
}

}  // namespace

std::string ObjectPlace::words() const {
    const std::string what = type.group_resource();
    return name.empty() ? "the new object of " + what : what + " " + go_quote(name);
}

UnknownOutcome unknown_outcome(const ObjectPlace& place, const char* done, const TransportError& error) {
    return UnknownOutcome("the server's answer was lost (" + std::string(error.what()) +
                          "): it is unknown whether " + place.words() + " was " + done);
}

UnknownOutcome unknown_outcome(const ObjectPlace& place, const char* done, const std::string& lost,
                               const Error& later) {
    return UnknownOutcome("the server's answer was lost (" + lost + "), and then: " + later.what() +
                          ": it is unknown whether " + place.words() + " was " + done);
}

HttpRequest change_request(std::string method, std::string path, QueryParameters query, std::string body,
                           std::string content_type) {
    HttpRequest request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.query = std::move(query);
    request.headers.emplace_back("Accept", "application/json");
    if (!content_type.empty()) {
        request.headers.emplace_back("Content-Type", std::move(content_type));
    }
    request.body = std::move(body);
    return request;
}

std::string send_change(Client& client, const HttpRequest& request, const ObjectPlace& place,
                        const char* done) {
    try {
        return client.change(request, place.subject()).body;
    } catch (const TransportError& error) {
        if (!error.was_sent()) {
            throw;
        }
        throw unknown_outcome(place, done, error);
    }
}

std::string create_object(Client& client, const ObjectPlace& place, const std::string& object,
                          const Writing& how) {
    const auto request =
        change_request("POST", collection_path(place.type, place.name_space), writing_query(how), object);
    std::string lost;  // what became of an earlier try whose answer did not come
    for (int tries = 1;; ++tries) {
        try {
            return client.change(request, place.subject()).body;
        } catch (const TransportError& error) {
            if (lost.empty() && !error.was_sent()) {
                throw;
            }
            lost = lost.empty() ? error.what() : lost;
            const bool repeatable = !place.name.empty() && error.cause() != TransportError::Cause::timeout &&
                                    error.cause() != TransportError::Cause::cancelled;
            if (!repeatable || tries == k_tries_of_a_create) {
                throw unknown_outcome(place, "created", error);
            }
        } catch (const Interrupted& error) {
            if (lost.empty()) {
                throw;
            }
            throw unknown_outcome(place, "created", lost, error);
        } catch (const ApiError& error) {
            if (lost.empty()) {
                throw;
            }
            // Of the first try any other error says nothing; it may be what filled the quota.
            if (error.reason() != "AlreadyExists") {
                throw unknown_outcome(place, "created", lost, error);
            }
            return found_already(client, place, object, lost, error);
        }
    }
}

void rethrow_with_source(const std::exception_ptr& error, std::string_view doing, std::string_view source) {
    const std::string before = "error when " + std::string(doing) + " " + go_quote(source) + ": ";
    try {
        std::rethrow_exception(error);
    } catch (const ApiError& known) {
        auto fields = known.fields();
        fields.message = before + fields.message;
        throw ApiError(std::move(fields));
    } catch (const TransportError&) {
        throw;
    } catch (const Interrupted&) {
        throw;
    } catch (const NoKindMatch&) {
        throw;
    } catch (const ApplyConflict&) {
        throw;
    } catch (const UnknownOutcome& known) {
        throw UnknownOutcome(before + known.what());
    } catch (const OutputError&) {
        throw;
    } catch (const Error& known) {
        throw Error(before + known.what());
    }
}

void add_with_source(ErrorList& errors, const std::exception_ptr& error, std::string_view doing,
                     std::string_view source) {
    if (source.empty()) {
        errors.add(error);
        return;
    }
    try {
        rethrow_with_source(error, doing, source);
    } catch (...) {
        errors.add(std::current_exception());
    }
}

}  // namespace yare
