#include "output/template/go_template.hpp"

#include <optional>
#include <string>

#include "base/json_write.hpp"
#include "output/template/execution.hpp"
#include "output/template/parser.hpp"
#include "output/template/runes.hpp"
#include "output/template/streaming.hpp"

namespace yare {

namespace {

using gotemplate::Execution;
using gotemplate::Value;

constexpr std::string_view k_list_begin = R"({"apiVersion":"v1","items":[)";
constexpr std::string_view k_list_end = R"(],"kind":"List","metadata":{"resourceVersion":""}})";

class TemplatePrinter final : public ObjectPrinter {
  public:
    TemplatePrinter(GoTemplate parsed, bool allow_missing_keys, Output& out, ListWay way)
        : template_(std::move(parsed)), allow_missing_keys_(allow_missing_keys), out_(out) {
        if (way == ListWay::streamed_where_possible) {
            streaming_ = find_streaming(template_.templates());
        }
    }

    void single(const JsonValue& object) override {
        report([&] { template_.execute(object, allow_missing_keys_, out_); });
    }

    void document(const JsonValue& object) override { single(object); }

    void element(const JsonValue& object) override {
        if (streaming_) {
            attempt([&] { stream(object); });
            return;
        }
        list_ += list_.empty() ? k_list_begin : ",";
        list_ += to_go_json(object);
    }

    void end_list() override {
        attempt([&] {
            if (streaming_) {
                stream({});
                return;
            }
            list_ += list_.empty() ? std::string(k_list_begin).append(k_list_end) : k_list_end;
            JsonTree tree;
            template_.execute(tree.parse(list_), allow_missing_keys_, out_);
        });
    }

  private:
    // Goes on with an element, or to the end without one.
    void stream(const JsonValue& element) {
        if (done_) {
            return;
        }
        if (!execution_) {
            list_.append(k_list_begin).append(k_list_end);
            execution_.emplace(template_.templates(), !allow_missing_keys_, out_, streaming_->range);
            execution_->start(Value::from_json(root_.parse(list_), false).concrete());
            done_ = execution_->run();
        }
        if (element) {
            execution_->feed(Value::from_json(element, true));
        } else {
            execution_->end_elements();
        }
        done_ = done_ || execution_->run();
    }

    // Of a list, whose elements are of no use when one of them was refused.
    template <typename Print>
    void attempt(const Print& print) {
        if (!failed_) {
            failed_ = true;
            report(print);
            failed_ = false;
        }
    }

    template <typename Print>
    void report(const Print& print) {
        try {
            print();
        } catch (const gotemplate::TemplateError& error) {
            throw Error("error executing template " + gotemplate::quote_text(template_.text(), false) + ": " +
                        error.what());
        }
    }

    GoTemplate template_;
    bool allow_missing_keys_;
    Output& out_;
    std::optional<gotemplate::Streaming> streaming_;
    std::string list_;  // the List as JSON, when streaming without items
    JsonTree root_;
    std::optional<Execution> execution_;
    bool done_ = false;
    bool failed_ = false;
};

}  // namespace

GoTemplate::GoTemplate(std::unique_ptr<gotemplate::Templates> templates) : templates_(std::move(templates)) {}
GoTemplate::GoTemplate(GoTemplate&&) noexcept = default;
GoTemplate& GoTemplate::operator=(GoTemplate&&) noexcept = default;
GoTemplate::~GoTemplate() = default;

GoTemplate GoTemplate::parse(std::string_view text) {
    auto templates = std::make_unique<gotemplate::Templates>();
    templates->source = text;
    parse_templates(*templates);
    return GoTemplate(std::move(templates));
}

std::string_view GoTemplate::text() const { return templates_->source; }

bool GoTemplate::streams() const { return find_streaming(*templates_).has_value(); }

void GoTemplate::execute(const JsonValue& root, bool allow_missing_keys, Output& out) const {
    Execution execution(*templates_, !allow_missing_keys, out);
    execution.start(Value::from_json(root, false).concrete());
    execution.run();
}

std::unique_ptr<ObjectPrinter> make_template_printer(std::string_view text, bool allow_missing_keys,
                                                     Output& out, ListWay way) {
    return std::make_unique<TemplatePrinter>(GoTemplate::parse(text), allow_missing_keys, out, way);
}

}  // namespace yare
