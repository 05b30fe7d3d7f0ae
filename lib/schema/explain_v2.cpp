#include "schema/explain_v2.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/schema_v2.hpp"
#include "schema/unknown.hpp"
#include "schema/word_wrap.hpp"

namespace yare {

namespace {

using Kind = SchemaV2::Kind;

// kubectl/pkg/explain/{explain,model_printer,recursive_fields_printer}.go
constexpr std::size_t k_width = 80;
constexpr std::size_t k_description_indent = 5;
constexpr std::size_t k_field_indent = 3;
constexpr std::size_t k_level_indent = 3;

bool leads_on(const SchemaV2& schema) {
    return schema.kind() == Kind::array || schema.kind() == Kind::map || schema.kind() == Kind::reference;
}

// Down to the field that was asked for; a primitive or anything ends the way, whatever is left of it.
SchemaV2 look_up(SchemaV2 schema, const std::vector<std::string>& fields) {
    std::size_t at = 0;
    std::size_t steps = 0;
    while (at < fields.size() && schema.kind() != Kind::primitive && schema.kind() != Kind::arbitrary) {
        if (leads_on(schema)) {
            if (++steps > k_max_schema_depth) {
                throw_endless();
            }
            schema = schema.inner();
            continue;
        }
        if (!schema.has_field(fields[at])) {
            throw UnknownField(fields[at], fields[at], schema.field_names());
        }
        schema = schema.field(fields[at++]);
        steps = 0;
    }
    return schema;
}

class Printer {
  public:
    Printer(const Explanation& what, std::string& out) : what_(what), out_(out) {}

    void print(SchemaV2 schema);

  private:
    void line(std::size_t indent, std::string_view text) {
        out_.append(text.empty() ? 0 : indent, ' ');
        out_ += text;
        out_ += '\n';
    }

    void wrapped(std::size_t indent, std::string_view text) {
        for (const auto& each : fill_lines(text, k_width - indent)) {
            line(indent, each);
        }
    }

    void head() {
        line(0, "KIND:     " + what_.kind.kind);
        const auto& group = what_.kind.group;
        line(0, "VERSION:  " + (group.empty() ? "" : group + "/") + what_.kind.version);
        line(0, "");
    }

    void descriptions(const std::vector<std::string>& texts);
    void fields(const SchemaV2& object);
    void nested_fields(SchemaV2 schema, std::size_t indent);
    void nested_object(const SchemaV2& object, std::size_t indent);

    const Explanation& what_;
    std::string& out_;
    std::vector<std::string> entered_;  // references on the way to here
    std::size_t count_ = 0;
};

void Printer::print(SchemaV2 schema) {
    const std::string name = what_.fields.empty() ? "" : what_.fields.back();
    const std::string type = schema.type_name();
    std::vector<std::string> texts;
    while (leads_on(schema)) {
        if (texts.size() > k_max_schema_depth) {
            throw_endless();
        }
        texts.push_back(schema.description());
        schema = schema.inner();
    }
    texts.push_back(schema.description());
    head();
    if (schema.kind() == Kind::primitive) {
        line(0, "FIELD:    " + name + " <" + type + ">\n");
    } else if (schema.kind() == Kind::object && !name.empty()) {
        line(0, "RESOURCE: " + name + " <" + type + ">\n");
    }
    descriptions(texts);
    if (schema.kind() != Kind::object) {
        return;
    }
    out_ += "\nFIELDS:\n";
    if (what_.recursive) {
        nested_object(schema, k_field_indent);
    } else {
        fields(schema);
    }
}

void Printer::descriptions(const std::vector<std::string>& texts) {
    out_ += "DESCRIPTION:\n";
    bool is_empty = true;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].empty()) {
            continue;
        }
        if (i != 0) {
            line(0, "");
        }
        is_empty = false;
        wrapped(k_description_indent, texts[i]);
    }
    if (is_empty) {
        line(k_description_indent, "<empty>");
    }
}

void Printer::fields(const SchemaV2& object) {
    for (const auto& name : object.field_names()) {
        const auto field = object.field(name);
        line(k_field_indent,
             name + "\t<" + field.type_name() + ">" + (object.is_required(name) ? " -required-" : ""));
        wrapped(k_field_indent + 2, field.description());
        line(0, "");
    }
}

void Printer::nested_object(const SchemaV2& object, std::size_t indent) {
    if (indent > k_level_indent * k_max_schema_depth) {
        throw_endless();
    }
    for (const auto& name : object.field_names()) {
        if (++count_ > k_max_explained_fields) {
            throw_endless();
        }
        const auto field = object.field(name);
        line(indent, name + "\t<" + field.type_name() + ">");
        nested_fields(field, indent + k_level_indent);
    }
}

void Printer::nested_fields(SchemaV2 schema, std::size_t indent) {
    const std::size_t before = entered_.size();
    while (leads_on(schema)) {
        if (schema.kind() == Kind::reference) {
            const std::string target = schema.target();
            if (std::find(entered_.begin(), entered_.end(), target) != entered_.end()) {
                break;
            }
            if (entered_.size() > k_max_schema_depth) {
                throw_endless();
            }
            entered_.push_back(target);
        }
        schema = schema.inner();
    }
    if (schema.kind() == Kind::object) {
        nested_object(schema, indent);
    }
    entered_.resize(before);
}

}  // namespace

void explain_v2(const SchemaDocument& document, const Explanation& what, std::string& out) {
    const auto names = document.names_of(what.kind);
    if (names.empty()) {
        throw UnknownSchema("couldn't find resource for " + go_quote(what.kind.words()));
    }
    const auto type = SchemaV2::named(document, names.back());
    Printer(what, out).print(look_up(type, what.fields));
}

}  // namespace yare
