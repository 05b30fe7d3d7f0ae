// Cuts wanted members out of a large JSON text while it arrives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"

namespace yare {

/// Takes an object in pieces of any size. Of each member of it `choose` says what is to be done: pass over
/// it, keep its text, or look at its own members. Checks only what cutting needs: what is kept still has to
/// be parsed, and of what is passed over only brackets and quotes are looked at. Memory: what is kept.
class MemberScanner {
  public:
    enum class Choice : std::uint8_t { skip, keep, enter };

    /// `place` has the names of the objects entered, outermost first. A value to be entered that is no object
    /// is passed over.
    using Choose = std::function<Choice(const std::vector<std::string>& place, const std::string& name)>;
    using OnMember =
        std::function<void(const std::vector<std::string>& place, const std::string& name, std::string json)>;

    MemberScanner(Choose choose, OnMember on_member)
        : choose_(std::move(choose)), on_member_(std::move(on_member)) {}

    /// Throws JsonError for a text that is no object, and when more than k_limit is kept.
    void feed(std::string_view piece);

    /// To be called at the end of the text: throws JsonError `unexpected end of JSON input` when it is not
    /// whole.
    void finish() const;

    static constexpr std::size_t k_limit = std::size_t{64} << 20;

  private:
    enum class State : std::uint8_t { start, key, colon, value, after_value, done };

    const char* between(const char* at);
    const char* inside(const char* at, const char* end);
    const char* skip_string(const char* at, const char* end);
    void begin_value(char first);
    void begin_token(char first, bool keeps);
    void end_token();
    [[noreturn]] void fail(char c, const char* where) const;

    Choose choose_;
    OnMember on_member_;
    State state_ = State::start;
    std::vector<std::string> place_;
    std::string key_;
    std::string token_;
    bool after_comma_ = false;
    bool inside_ = false;  // a key or a value
    bool keeps_ = false;   // it goes to token_
    bool in_string_ = false;
    bool escaped_ = false;
    bool scalar_ = false;  // a number or a word: it ends at a delimiter
    std::size_t depth_ = 0;
    std::size_t kept_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace yare
