// Cuts the JSON text of a list into its elements while it arrives.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"

namespace yare {

/// Takes an object in pieces of any size. The elements of its array `items` (a List) or `rows` (a meta/v1
/// Table) are handed on one by one, every other member is kept as text. Checks only what cutting needs: each
/// element still has to be parsed. Memory: one element, and the other members.
class ListScanner {
  public:
    using OnElement = std::function<void(std::string_view json)>;

    explicit ListScanner(OnElement on_element) : on_element_(std::move(on_element)) {}

    /// Throws JsonError for a text that is no object, and for one element or the other members together over
    /// k_limit.
    void feed(std::string_view piece);

    /// To be called at the end of the text: throws JsonError `unexpected end of JSON input` when it is not
    /// whole.
    void finish() const;

    /// The text of a member other than the elements (`metadata`); empty while it has not been seen.
    std::string_view member(std::string_view name) const;

    /// Whether the array of elements has been seen.
    bool is_list() const { return !list_name_.empty(); }
    /// The name of that array: `items` or `rows`; empty before it has been seen.
    const std::string& list_name() const { return list_name_; }
    std::size_t elements() const { return elements_; }
    /// All bytes seen so far.
    std::size_t bytes() const { return bytes_; }

    static constexpr std::size_t k_limit = std::size_t{256} << 20;

  private:
    enum class State { start, key, colon, value, after_value, element, after_element, done };

    const char* between(const char* at);
    const char* capture(const char* at, const char* end);
    const char* skip_string(const char* at, const char* end);
    void begin_capture(char first);
    void captured(std::string_view text);
    [[noreturn]] void fail(char c, const char* where) const;

    OnElement on_element_;
    State state_ = State::start;
    bool after_comma_ = false;
    bool capturing_ = false;
    bool in_string_ = false;
    bool escaped_ = false;
    bool scalar_ = false;  // the captured value is a number or a word: it ends at a delimiter
    std::size_t depth_ = 0;
    std::string buffer_;  // the part of the captured value that came in earlier pieces
    std::string key_;
    std::map<std::string, std::string, std::less<>> members_;
    std::size_t member_bytes_ = 0;
    std::size_t bytes_ = 0;
    std::size_t elements_ = 0;
    std::string list_name_;
};

}  // namespace yare
