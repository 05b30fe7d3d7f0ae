#include "base/error.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

// kubectl's MultilineError: one problem on the line of its prefix, several on lines of their own.
std::string with_list(const std::string& prefix, const std::vector<std::string>& lines) {
    if (lines.size() == 1) {
        return prefix + lines.front();
    }
    std::string text = prefix;
    for (const auto& line : lines) {
        text += "\n* " + line;
    }
    return text;
}

std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += text.empty() ? part : ", " + part;
    }
    return text;
}

std::string invalid_words(const ApiError::Fields& fields) {
    if (!fields.has_details) {
        return fields.message.empty() ? "The request is invalid"
                                      : "The request is invalid: " + fields.message;
    }
    std::string text = "The request is invalid";
    if (!fields.details_kind.empty() || !fields.details_name.empty()) {
        text = "The " + fields.details_kind + " " + go_quote(fields.details_name) + " is invalid";
    } else if (!fields.message.empty() && fields.causes.empty()) {
        text += ": " + fields.message;
    }
    std::vector<std::string> lines;
    for (const auto& cause : fields.causes) {
        std::string line = cause.field + ": " + cause.message;
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
            lines.push_back(std::move(line));
        }
    }
    return lines.empty() ? text : with_list(text + ": ", lines);
}

// A text that is shown as it is.
class ShownError final : public Error {
  public:
    using Error::Error;
    std::string line() const override { return what(); }
};

}  // namespace

std::string Error::line() const {
    std::string text = words();
    return text.starts_with("error: ") ? text : "error: " + text;
}

InvalidConfigError::InvalidConfigError(std::vector<std::string> problems)
    : ConfigError(join(problems)), problems_(std::move(problems)) {}

std::string InvalidConfigError::words() const { return with_list("Error in configuration: ", problems_); }

TransportError::TransportError(Cause cause, std::string host, const std::string& message)
    : Error(message), cause_(cause), host_(std::move(host)) {}

std::string TransportError::words() const {
    if (cause_ == Cause::refused) {
        return "The connection to the server " + host_ +
               " was refused - did you specify the right host or port?";
    }
    return std::string("Unable to connect to the server: ") + what();
}

ApiError::ApiError(Fields fields) : Error(fields.message), fields_(std::move(fields)) {}

std::string ApiError::words() const {
    if (fields_.reason == "Unauthorized") {
        return "error: You must be logged in to the server (" + fields_.message + ")";
    }
    if (!fields_.reason.empty()) {
        return "Error from server (" + fields_.reason + "): " + fields_.message;
    }
    return "Error from server: " + fields_.message;
}

std::string ApiError::line() const { return fields_.reason == "Invalid" ? invalid_words(fields_) : words(); }

void ErrorList::add(const Error& error) {
    if (words_.empty()) {
        line_ = error.line();
    }
    words_.push_back(error.words());
}

void ErrorList::add(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const OutputError&) {
        throw;
    } catch (const Error& known) {
        add(known);
    }
}

std::string ErrorList::joined() const {
    std::string text;
    for (const auto& words : words_) {
        text += (text.empty() ? "" : "\n") + words;
    }
    return text;
}

void ErrorList::raise() const {
    if (words_.size() == 1) {
        throw ShownError(line_);
    }
    raise_words();
}

void ErrorList::raise_words() const {
    if (!words_.empty()) {
        throw ShownError(joined());
    }
}

void ErrorList::raise_interrupted() const { throw Interrupted(words_.size() == 1 ? line_ : joined()); }

}  // namespace yare
