// The family of exceptions that libyare throws. The library never prints: the caller shows words() or line().
#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace yare {

/// Base of every exception of this library. what() is the bare message, without any prefix.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;

    /// The text as one of several errors, in kubectl's words: what() for a local error.
    virtual std::string words() const { return what(); }

    /// The text when it is the only error: `error: ` before a local error that does not begin with it
    /// already.
    virtual std::string line() const;
};

/// The call itself is wrong: flags, arguments, combinations.
class UsageError : public Error {
  public:
    using Error::Error;
};

/// A kubeconfig, a credential file or the environment is wrong. Its message names the file.
class ConfigError : public Error {
  public:
    using Error::Error;
};

/// What clientcmd calls an invalid configuration: shown behind `Error in configuration: `.
class InvalidConfigError : public ConfigError {
  public:
    /// `problems` holds at least one message; several are shown as a list of `* ` lines.
    explicit InvalidConfigError(std::vector<std::string> problems);
    std::string words() const override;
    std::string line() const override { return words(); }

  private:
    std::vector<std::string> problems_;
};

/// The server could not be reached, or the connection broke before a whole answer was read.
class TransportError : public Error {
  public:
    enum class Cause { refused, unknown_host, timeout, tls, proxy, closed, protocol, cancelled, other };

    /// `host` is HOST:PORT as dialled; `message` is the cause in words (`dial tcp 1.2.3.4:6443: i/o
    /// timeout`).
    TransportError(Cause cause, std::string host, const std::string& message);

    Cause cause() const { return cause_; }
    const std::string& host() const { return host_; }

    /// Whether the server may have got the request: some of it had been handed to an open connection.
    bool was_sent() const { return was_sent_; }
    void set_sent() { was_sent_ = true; }

    /// `The connection to the server HOST was refused - did you specify the right host or port?` for a
    /// refused connection, else `Unable to connect to the server: MESSAGE`.
    std::string words() const override;
    std::string line() const override { return words(); }

  private:
    Cause cause_;
    std::string host_;
    bool was_sent_ = false;
};

/// One entry of a Status' details.causes.
struct StatusCause {
    std::string field;
    std::string message;
};

/// An answer of the API server that is an error (meta/v1 Status, or what was made of an answer without one).
class ApiError : public Error {
  public:
    struct Fields {
        int code = 0;              // HTTP status
        std::string reason;        // Status.reason, e.g. NotFound
        std::string message;       // Status.message
        bool has_details = false;  // whether Status.details was there
        std::string details_kind;  // Status.details.kind (a resource for NotFound, a kind for Invalid)
        std::string details_name;  // Status.details.name
        std::vector<StatusCause> causes;
        std::string continue_token;                       // ListMeta.continue of a 410 ResourceExpired
        std::optional<std::chrono::seconds> retry_after;  // header Retry-After in seconds
    };
    explicit ApiError(Fields fields);

    const Fields& fields() const { return fields_; }
    int code() const { return fields_.code; }
    const std::string& reason() const { return fields_.reason; }
    bool is_not_found() const { return fields_.reason == "NotFound"; }

    /// kubectl's StandardErrorMessage and its special form for reason Invalid (may span several lines).
    std::string words() const override;
    std::string line() const override;

  private:
    Fields fields_;
};

/// A change was asked for and the answer did not come: the change may have been made or not.
class UnknownOutcome : public Error {
  public:
    using Error::Error;
};

/// An object could not be printed in the way asked for: the expression does not fit it. What was to be done
/// with it is done.
class PrintError : public Error {
  public:
    using Error::Error;
    PrintError(const PrintError& error, bool is_bare) : Error(error), is_bare_(is_bare) {}
    /// Bare: without `error: `, as kubectl shows it where objects come from files.
    std::string line() const override { return is_bare_ ? what() : Error::line(); }

  private:
    bool is_bare_ = false;
};

/// A server-side apply met another manager's fields; its text is advice of several lines.
class ApplyConflict : public Error {
  public:
    using Error::Error;
};

/// The user asked to stop (Ctrl-C). Its text is shown as it is; the exit code is 130.
class Interrupted : public Error {
  public:
    using Error::Error;
    std::string line() const override { return what(); }
};

/// Writing the output failed. A closed pipe has its own class because it is not worth a word.
class OutputError : public Error {
  public:
    using Error::Error;
};

class BrokenPipe : public OutputError {
  public:
    BrokenPipe() : OutputError("write: broken pipe") {}
};

/// Errors of a call that went on after each of them.
class ErrorList {
  public:
    void add(const Error& error);
    /// What add() would take, of any exception; one that is no Error is thrown on, as an OutputError is.
    void add(const std::exception_ptr& error);
    bool empty() const { return words_.empty(); }
    std::size_t size() const { return words_.size(); }

    /// Throws one Error for all of them, in the order added: a line each; a single one as if it were alone.
    /// Does nothing when empty.
    void raise() const;

    /// As raise(), but what is thrown is an Interrupted.
    [[noreturn]] void raise_interrupted() const;

    /// As raise(), but a single one is shown by its words() too: without `error: `.
    void raise_words() const;

  private:
    std::string joined() const;
    std::vector<std::string> words_;
    std::string line_;  // of the first one
};

}  // namespace yare
