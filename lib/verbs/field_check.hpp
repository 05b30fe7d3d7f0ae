// The check for unknown fields where the server makes none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "request/writing.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/session.hpp"

namespace yare {

/// API servers from 1.25 on refuse unknown fields (fieldValidation); older ones drop them silently. Fields
/// that a built-in type does not have are found before anything is sent; what else was dropped shows when the
/// object that was sent is laid beside the one in the answer. Only where there is something to say is the
/// server asked for its version, and newer ones have said it themselves.
class FieldCheck {
  public:
    FieldCheck(Session& session, FieldValidation validation) : session_(session), validation_(validation) {}

    /// With strict validation, takes those objects out that have unknown fields and would go to a server that
    /// does not check: with an error each, in kubectl's words for such servers.
    void refuse_unknown(std::vector<SelectedObject>& objects, ErrorList& errors);

    /// Compares. Sends nothing.
    void look(const std::string& source, const ObjectPlace& place, std::string_view sent,
              std::string_view answer);

    /// Says what was dropped by a server that does not check: an error each for strict validation, a warning
    /// for warn. Newer servers have said themselves what there is to say. Not to be called while other
    /// threads use the session's client.
    void finish(ErrorList& errors);

  private:
    struct Finding {
        std::string source;
        std::string object;
        std::vector<std::string> fields;
    };

    struct Version {
        std::string words;  // v1.20.2
        bool checks_fields = false;
    };
    const Version& server_version();

    Session& session_;
    FieldValidation validation_;
    std::optional<Version> version_;
    std::vector<Finding> findings_;
    std::size_t more_ = 0;
};

}  // namespace yare
