// What somebody may have meant who typed a word that does not exist.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// How many letters have to be inserted, removed, replaced or swapped with their neighbour to make `b` of `a`
/// (bytes; no part is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The words nearest to one that was typed: at most three, the nearest first, in the order of consider()
/// where they are as near. Near is one edit for words of up to five letters, two for longer ones, and a word
/// that goes on where the typed one (of two letters or more) ends. Without regard to case.
class Suggestions {
  public:
    explicit Suggestions(std::string_view typed);

    /// `shown` stands for the candidate in text(), once. A word that is not made of letters, digits and
    /// `.-_/` is never shown.
    void consider(std::string_view candidate, std::string_view shown);
    void consider(std::string_view candidate) { consider(candidate, candidate); }

    /// `\n\nDid you mean this?\n\tFIRST\n\tSECOND` (cobra's words), to be put behind a message; empty where
    /// nothing is near.
    std::string text() const;

  private:
    struct Found {
        std::size_t distance;
        std::string shown;
    };
    std::string typed_;
    std::size_t limit_ = 0;
    std::vector<Found> found_;  // sorted
};

}  // namespace yare
