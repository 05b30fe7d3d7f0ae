#include "output/objects.hpp"

#include "base/json_write.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "output/custom_columns.hpp"
#include "output/jsonpath/printer.hpp"
#include "output/kyaml.hpp"
#include "output/sorted_objects.hpp"
#include "output/template/go_template.hpp"

namespace yare {

namespace {

// json.MarshalIndent with four spaces, as kubectl's JSONPrinter.
class JsonPrinter final : public ObjectPrinter {
  public:
    JsonPrinter(const Format& format, Output& out) : writer_(4), out_(out) {
        writer_.skip_managed_fields(!format.show_managed_fields);
        writer_.keep_order(format.keep_order);
    }

    void single(const JsonValue& object) override {
        text_.clear();
        writer_.write(text_, object);
        text_ += '\n';
        out_.write(text_);
    }

    void document(const JsonValue& object) override { single(object); }

    void element(const JsonValue& object) override {
        text_ = any_ ? ",\n        " : "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        ";
        any_ = true;
        writer_.write(text_, object, 2);
        out_.write(text_);
    }

    void end_list() override {
        out_.write(any_ ? "\n    ],\n" : "{\n    \"apiVersion\": \"v1\",\n    \"items\": [],\n");
        out_.write(
            "    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n");
    }

  private:
    JsonWriter writer_;
    Output& out_;
    std::string text_;
    bool any_ = false;
};

// sigs.k8s.io/yaml, as kubectl's YAMLPrinter.
class YamlPrinter final : public ObjectPrinter {
  public:
    YamlPrinter(bool show_managed_fields, Output& out)
        : skip_(!show_managed_fields),
          sink_([&out](std::string_view piece) { out.write(piece); }),
          out_(out) {}

    void single(const JsonValue& object) override { writer_.write(object, skip_, sink_); }

    void document(const JsonValue& object) override {
        if (any_) {
            out_.write("---\n");
        }
        any_ = true;
        single(object);
    }

    void element(const JsonValue& object) override {
        if (!any_) {
            out_.write("apiVersion: v1\nitems:\n");
        }
        any_ = true;
        writer_.write_element(object, skip_, sink_);
    }

    void end_list() override {
        if (!any_) {
            out_.write("apiVersion: v1\nitems: []\n");
        }
        out_.write("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
    }

  private:
    bool skip_;
    YamlWriter::Sink sink_;
    Output& out_;
    YamlWriter writer_;
    bool any_ = false;
};

class NamePrinter final : public ObjectPrinter {
  public:
    explicit NamePrinter(Output& out) : out_(out) {}
    void single(const JsonValue& object) override { out_.write(object_name(object) + "\n"); }
    void document(const JsonValue& object) override { single(object); }
    void element(const JsonValue& object) override { names_ += object_name(object) + "\n"; }
    void end_list() override { out_.write(names_); }

  private:
    Output& out_;
    std::string names_;  // kept to the end: lines alone do not show that a list broke off
};

}  // namespace

namespace {

std::unique_ptr<ObjectPrinter> read_template(const std::string& text, bool allow_missing_keys, Output& out) {
    try {
        return make_template_printer(text, allow_missing_keys, out);
    } catch (const UsageError& error) {
        throw UsageError("error parsing template " + text + ", " + error.what());
    }
}

std::unique_ptr<ObjectPrinter> make_plain_printer(const Format& format, Output& out) {
    using Kind = Format::Kind;
    const auto& text = format.expression;
    switch (format.kind) {
        case Kind::json:
            return std::make_unique<JsonPrinter>(format, out);
        case Kind::yaml:
            return std::make_unique<YamlPrinter>(format.show_managed_fields, out);
        case Kind::kyaml:
            return make_kyaml_printer(format, out);
        case Kind::jsonpath:
        case Kind::jsonpath_as_json:
            return make_jsonpath_printer(
                text, {format.allow_missing_keys, format.kind == Kind::jsonpath_as_json, format.keep_order},
                out);
        case Kind::go_template:
            return read_template(text, format.allow_missing_keys, out);
        case Kind::custom_columns:
            // kubectl heeds --no-headers for columns on the command line alone.
            return format.expression_file.empty()
                       ? make_custom_columns_printer(parse_custom_columns(text), format.no_headers, out)
                       : make_custom_columns_printer(parse_custom_columns_file(text), false, out);
        case Kind::name:
        case Kind::table:
        case Kind::wide:
            break;
    }
    return std::make_unique<NamePrinter>(out);
}

}  // namespace

std::unique_ptr<ObjectPrinter> make_object_printer(const Format& format, Output& out) {
    auto printer = make_plain_printer(format, out);
    return format.sort_by.empty() ? std::move(printer) : make_sorted_printer(format, std::move(printer));
}

std::string object_name(const JsonValue& object) {
    const std::string kind = to_lower(object.find("kind").text());
    const std::string api_version = object.find("apiVersion").text();
    if (kind.empty() || api_version.empty()) {
        throw Error("missing apiVersion or kind in an object of the server");
    }
    const auto slash = api_version.find('/');
    const std::string name = object.find("metadata").find("name").text();
    return kind + (slash == std::string::npos ? "" : "." + api_version.substr(0, slash)) + "/" +
           (name.empty() ? "<unknown>" : name);
}

}  // namespace yare
