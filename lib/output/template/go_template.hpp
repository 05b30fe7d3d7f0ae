// Go's text/template over JSON, as `-o go-template` has it.
#pragma once

#include <memory>
#include <string_view>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "output/objects.hpp"

namespace yare {

namespace gotemplate {
struct Templates;
}

/// A parsed template.
class GoTemplate {
  public:
    /// Throws UsageError with Go's words: `template: output:1: unclosed action`.
    static GoTemplate parse(std::string_view text);
    GoTemplate(GoTemplate&&) noexcept;
    GoTemplate& operator=(GoTemplate&&) noexcept;
    ~GoTemplate();

    std::string_view text() const;

    /// Whether a List can be printed element by element: see output/template/streaming.hpp.
    bool streams() const;

    /// Executes it over `root` and writes the output. Throws Error when what came before is written:
    /// `template: output:1:2: executing "output" at <.x.y>: ...`. Unless `allow_missing_keys`, a missing key
    /// of a map is an error.
    void execute(const JsonValue& root, bool allow_missing_keys, Output& out) const;

    const gotemplate::Templates& templates() const { return *templates_; }

  private:
    explicit GoTemplate(std::unique_ptr<gotemplate::Templates> templates);
    std::unique_ptr<gotemplate::Templates> templates_;
};

enum class ListWay { streamed_where_possible, whole };

/// kubectl's printer for go-template: a List is executed over once, as one object; where the template allows
/// it, while its elements arrive. Output before an error is written. Throws UsageError for the text
/// (GoTemplate::parse), and when printing Error `error executing template "TEXT": template: output:1:2: ...`;
/// what comes of a list after that is ignored. `out` must outlive the printer.
std::unique_ptr<ObjectPrinter> make_template_printer(std::string_view text, bool allow_missing_keys,
                                                     Output& out,
                                                     ListWay way = ListWay::streamed_where_possible);

}  // namespace yare
