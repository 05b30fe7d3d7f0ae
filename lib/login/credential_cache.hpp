// What plugins gave, kept in files for the next process. For users who ask for it.
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "login/exec_credential.hpp"

namespace yare {

/// Files NAME.json, mode 0600, in `folder`, mode 0700, both of this user alone; links are not followed. A
/// cache that cannot be read or written is none: nothing here throws, and what is damaged, foreign or open to
/// others is not used.
class CredentialCache {
  public:
    /// `folder` empty: nothing is ever kept.
    explicit CredentialCache(std::string folder) : folder_(std::move(folder)) {}

    /// What was kept under `name` (no slash in it), unless it expires within a minute of `now`.
    std::optional<ExecAnswer> find(const std::string& name, Moment now) const;

    /// Keeps `answer`; one that says no expiry, or one within a minute, is not kept.
    void keep(const std::string& name, const ExecAnswer& answer, Moment now) const;

    void drop(const std::string& name) const;

  private:
    std::string folder_;
};

}  // namespace yare
