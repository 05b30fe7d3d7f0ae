// Answers to completions, kept for the next press of the key.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "verbs/candidates.hpp"

namespace yare {

/// What a question was answered.
struct KeptAnswer {
    Candidates words;
    bool is_whole = false;  // serves longer prefixes, too
};

/// A folder of files that only this user can read (0700, files 0600), one for each question. Their names are
/// digests of server, identity and question; neither they nor what they hold tells a credential. Old ones are
/// swept, and those beyond a number. Failing to read or write is no error: it costs a request.
class AnswerCache {
  public:
    /// The cache for what `connection` sees. None where its identity is a password, which a digest could give
    /// away, or where there is no folder for caches.
    AnswerCache(const Connection& connection, const Environment& environment);

    /// The answer to `question` if it is younger than `age`.
    std::optional<KeptAnswer> find(std::string_view question, std::chrono::seconds age) const;

    /// Keeps an answer, unless it is large.
    void keep(std::string_view question, const KeptAnswer& answer) const;

  private:
    std::string file(std::string_view question) const;
    void sweep() const;

    std::string folder_;  // empty: no cache
    std::string identity_;
};

}  // namespace yare
