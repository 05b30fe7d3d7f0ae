#include "verbs/deletion.hpp"

#include <unistd.h>

#include <cerrno>

#include "base/text.hpp"
#include "request/path.hpp"

namespace yare {

namespace {

constexpr int k_tries = 3;
constexpr std::size_t k_longest_line = 4096;

}  // namespace

std::optional<PendingObject> delete_object(Client& client, const ObjectPlace& place, const std::string& uid,
                                           const Deletion& how) {
    const auto request = change_request("DELETE", object_path(place.type, place.name_space, place.name), {},
                                        delete_options(how, uid));
    const bool repeatable = !uid.empty() || !how.uid.empty();
    std::string lost;  // what became of an earlier try whose answer did not come
    for (int tries = 1;; ++tries) {
        try {
            return read_deletion(place, client.change(request, place.subject()).body);
        } catch (const TransportError& error) {
            if (lost.empty() && !error.was_sent()) {
                throw;
            }
            lost = lost.empty() ? error.what() : lost;
            if (!repeatable || tries == k_tries || error.cause() == TransportError::Cause::timeout) {
                throw unknown_outcome(place, "deleted", error);
            }
        } catch (const Interrupted& error) {
            if (lost.empty()) {
                throw;
            }
            throw unknown_outcome(place, "deleted", lost, error);
        } catch (const ApiError& error) {
            if (lost.empty()) {
                throw;
            }
            // A conflict is about the UID that was seen. One that the user gave may never have matched, and a
            // version may have been changed by the first try.
            const bool is_gone = error.is_not_found() && error.fields().has_details;
            if (is_gone || (error.code() == 409 && how.uid.empty() && how.resource_version.empty())) {
                return std::nullopt;
            }
            throw unknown_outcome(place, "deleted", lost, error);
        }
    }
}

void DeletionSentences::warn_of_cluster_scope() {
    if (session_.connection.namespace_is_explicit) {
        session_.client.warn("deleting cluster-scoped resources, not scoped to the provided namespace");
    }
}

void DeletionSentences::say(const ObjectPlace& place) {
    const std::string kind = place.type.lower_kind_group();
    auto& out = session_.streams.out;
    if (names_only_) {
        out.write(kind + "/" + place.name + "\n");
        return;
    }
    std::string words = how_.grace_period == 0 ? "force deleted" : "deleted";
    if (place.type.namespaced) {
        words += " from " + place.name_space + " namespace";
    }
    words += how_.dry_run == DryRun::client   ? " (dry run)"
             : how_.dry_run == DryRun::server ? " (server dry run)"
                                              : "";
    out.write(kind + " \"" + place.name + "\" " + words + "\n");
}

std::string read_line(int descriptor) {
    std::string line;
    for (char c = 0; line.size() < k_longest_line;) {
        const auto count = read(descriptor, &c, 1);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0 || c == '\n') {
            break;
        }
        line += c;
    }
    return line;
}

}  // namespace yare
