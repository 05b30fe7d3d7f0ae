#include "base/error.hpp"
#include "base/json_write.hpp"
#include "output/change_printer.hpp"
#include "output/objects.hpp"

namespace yare {

namespace {

using Kind = Format::Kind;

Format inner_format(Format format, bool with_events) {
    format.sort_by.clear();  // kubectl sorts only tables
    if (with_events && format.kind != Kind::name) {
        // A Go struct around the object, of which nothing is left out.
        format.show_managed_fields = true;
        format.keep_order = format.kind == Kind::kyaml;
    }
    return format;
}

class ObjectChanges final : public ChangePrinter {
  public:
    ObjectChanges(const Format& format, const ChangeStyle& style, Output& out)
        : kind_(format.kind),
          with_events_(style.with_events && kind_ != Kind::name),
          printer_(make_object_printer(inner_format(format, style.with_events), out)),
          out_(out) {}

    std::string keep(const WatchedItem& item, Moment) override { return item.metadata().find("uid").text(); }

    void start(const WatchedItem& item, const std::string&) override {
        if (kind_ == Kind::custom_columns) {
            print(
                [&] { printer_->element(with_events_ ? event_document("ADDED", item.value) : item.value); });
            has_elements_ = true;
        } else {
            show("ADDED", item.value);
        }
    }

    void end_start() override {
        if (has_elements_) {
            printer_->end_list();
        }
        has_elements_ = false;
    }

    void change(std::string_view event, const WatchedItem& item, const std::string&) override {
        show(event, item.value);
    }

    void gone(const GoneObject& object) override {
        std::string text = R"({"apiVersion":)";
        append_go_json_string(text, object.type.api_version());
        text += R"(,"kind":)";
        append_go_json_string(text, object.type.kind);
        text += R"(,"metadata":{"name":)";
        append_go_json_string(text, object.name);
        if (!object.name_space.empty()) {
            text += R"(,"namespace":)";
            append_go_json_string(text, object.name_space);
        }
        if (!object.kept.empty()) {
            text += R"(,"uid":)";
            append_go_json_string(text, object.kept);
        }
        text += "}}";
        JsonTree tree;
        show("DELETED", tree.parse(text));
    }

  private:
    // What cannot be printed is told apart from what the server did wrong.
    template <class Action>
    static void print(const Action& action) {
        try {
            action();
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            throw PrintError(error.what());
        }
    }

    void show(std::string_view event, const JsonValue& object) {
        print([&] { show_one(event, object); });
    }

    void show_one(std::string_view event, const JsonValue& object) {
        if (!with_events_) {
            printer_->document(object);
        } else if (kind_ == Kind::json) {
            out_.write(event_text(event, object) + "\n");
        } else {
            printer_->document(event_document(event, object));
        }
    }

    static std::string event_text(std::string_view event, const JsonValue& object) {
        std::string text = R"({"type":)";
        append_go_json_string(text, event);
        return text + R"(,"object":)" + to_go_json(object) + "}";
    }

    JsonValue event_document(std::string_view event, const JsonValue& object) {
        text_ = event_text(event, object);
        return tree_.parse(text_);
    }

    const Kind kind_;
    const bool with_events_;
    const std::unique_ptr<ObjectPrinter> printer_;
    Output& out_;
    std::string text_;
    JsonTree tree_;
    bool has_elements_ = false;
};

}  // namespace

std::unique_ptr<ChangePrinter> make_object_changes(const Format& format, const ChangeStyle& style,
                                                   Output& out) {
    return std::make_unique<ObjectChanges>(format, style, out);
}

}  // namespace yare
