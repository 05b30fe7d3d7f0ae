// What a verb that changes objects says about each of them: a sentence, a name, or the object.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "output/format.hpp"
#include "output/objects.hpp"
#include "request/writing.hpp"

namespace yare {

/// `configmap/a created`, with ` (dry run)` or ` (server dry run)` behind it. `done` is the verb's
/// participle.
class Results {
  public:
    /// YAML documents are `apart` by a line of `---`.
    Results(const Format& format, DryRun dry_run, Output& out, bool apart = true);

    /// Prints one object (JSON text); it must have apiVersion and kind.
    void object(std::string_view json, const char* done);

    /// Prints the sentence or name of an object that is not at hand; not for other formats.
    void named(const std::string& name, const char* done);

    bool prints_sentences() const { return printer_ == nullptr; }

  private:
    std::unique_ptr<ObjectPrinter> printer_;  // null for sentences
    bool names_only_;
    bool apart_;
    const char* suffix_;
    Output& out_;
    JsonTree tree_;
};

/// Lines on a terminal that tell how far a long call has come; nothing where stderr is no terminal.
class Progress {
  public:
    /// `doing` and `count`: `creating`, 500.
    Progress(Streams& streams, std::string doing, std::size_t count);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// So many are done now. Shown ten times a second at most.
    void set(std::size_t done);

    /// Takes the line away, before something else is printed.
    void clear();

  private:
    Streams& streams_;
    std::string doing_;
    std::size_t count_;
    std::chrono::steady_clock::time_point next_;
    bool shown_ = false;
};

/// Prints results in the order of their numbers, however they come in: each as soon as all before it are
/// there.
class InOrder {
  public:
    explicit InOrder(std::size_t count) : known_(count) {}

    /// `say` is run at once or later, or never where those before it never come.
    void add(std::size_t index, std::function<void()> say);

  private:
    std::vector<std::function<void()>> known_;
    std::size_t next_ = 0;
};

}  // namespace yare
