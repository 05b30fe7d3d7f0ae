// The check for unknown fields where the server makes none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "request/writing.hpp"
#include "verbs/change.hpp"
#include "verbs/session.hpp"

namespace yare {

/// API servers from 1.25 on refuse unknown fields (fieldValidation); older ones drop them silently. What they
/// dropped shows when the object that was sent is laid beside the one in the answer; only then is the server
/// asked for its version.
class FieldCheck {
  public:
    FieldCheck(Session& session, FieldValidation validation) : session_(session), validation_(validation) {}

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

    Session& session_;
    FieldValidation validation_;
    std::vector<Finding> findings_;
    std::size_t more_ = 0;
};

}  // namespace yare
