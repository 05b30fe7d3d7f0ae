#include "schema/explain_v3.hpp"

#include <algorithm>

#include "base/json_write.hpp"
#include "base/object_members.hpp"
#include "base/text.hpp"
#include "schema/schema_v3.hpp"
#include "schema/unknown.hpp"
#include "schema/word_wrap.hpp"

namespace yare {

namespace {

using namespace openapi_v3;

// kubectl/pkg/explain/v2/templates/plaintext.tmpl
constexpr std::size_t k_wide = 76;
constexpr std::size_t k_indent = 4;
constexpr std::size_t k_shown_values = 4;

using History = std::vector<std::string>;  // references followed on the way

bool has(const History& history, const std::string& reference) {
    return std::find(history.begin(), history.end(), reference) != history.end();
}

class Printer {
  public:
    Printer(const SchemaDocument& document, const Explanation& what, std::string& out)
        : document_(document), what_(what), out_(out) {}

    /// Follows the fields from `at` on and prints what is there; false, and nothing printed, when there is
    /// no such field.
    bool print(const JsonValue& schema, std::size_t at, History history);

    [[noreturn]] void throw_unknown() const {
        throw UnknownField(what_.fields.back(), what_.fields[furthest_], nearest_);
    }

  private:
    void step() {
        if (++steps_ > k_max_explained_fields) {
            throw_endless();
        }
    }

    void print_field_line(const JsonValue& field, const std::string& name);
    void print_all(const JsonValue& schema);
    void field_list(const JsonValue& schema, std::size_t level, std::size_t depth);
    void field_detail(const JsonValue& object, const JsonValue& field, std::size_t level);
    void external_docs(const JsonValue& schema, std::size_t indent, std::size_t inner, std::size_t width);
    void remember(const JsonValue& properties, std::size_t at);

    const SchemaDocument& document_;
    const Explanation& what_;
    std::string& out_;
    History entered_;
    std::size_t steps_ = 0;
    std::size_t furthest_ = 0;          // which field was not found
    std::vector<std::string> nearest_;  // those that are there in its place
};

// Notes which fields there are where one is missing.
void Printer::remember(const JsonValue& properties, std::size_t at) {
    if (at < furthest_ || !properties.is_object()) {
        return;
    }
    if (at > furthest_) {
        nearest_.clear();
    }
    furthest_ = at;
    for (auto each = properties.first(); each; each = each.next()) {
        nearest_.emplace_back(each.key());
    }
}

bool Printer::print(const JsonValue& schema, std::size_t at, History history) {
    step();
    if (at == what_.fields.size()) {
        print_all(resolved(document_, schema));
        return true;
    }
    const std::string reference = reference_of(schema);
    if (!reference.empty() && has(history, reference)) {
        return false;
    }
    if (history.size() > k_max_schema_depth) {
        throw_endless();
    }
    history.push_back(reference);
    const JsonValue object = resolved(document_, schema);
    const auto properties = object.find("properties");
    const auto field = properties.find(what_.fields[at]);
    if (field.is_object()) {
        if (at + 1 == what_.fields.size()) {
            print_field_line(field, what_.fields[at]);
        }
        return print(field, at + 1, {});
    }
    remember(properties, at);
    if (const auto items = object.find("items"); is_true(items)) {
        return print(items, at, std::move(history));
    }
    if (const auto values = values_of(object)) {
        return print(values, at, std::move(history));
    }
    for (const auto& each : elements(object.find("allOf"))) {
        if (print(each, at, history)) {
            return true;
        }
    }
    return false;
}

void Printer::print_field_line(const JsonValue& field, const std::string& name) {
    out_ += "FIELD: " + name + " <" + type_name(document_, field) + ">\n";
    const auto values = elements(field.find("enum"));
    out_ += values.empty() ? "" : "ENUM:";
    for (const auto& value : values) {
        out_ += "\n    " + value_text(value);
    }
    out_ += "\n\n";
}

// The description, and the fields behind it.
void Printer::print_all(const JsonValue& schema) {
    const std::string text = descriptions(document_, schema);
    out_ += "DESCRIPTION:\n";
    out_ += indent_lines(wrap_words(text.empty() ? "<empty>" : text, k_wide), k_indent) + "\n";
    external_docs(schema, 0, k_indent, k_wide);
    const std::size_t before = out_.size();
    field_list(schema, 1, 0);
    if (out_.size() > before) {
        out_.insert(before, "FIELDS:\n");
    }
}

void Printer::field_list(const JsonValue& schema, std::size_t level, std::size_t depth) {
    step();
    const std::string reference = reference_of(schema);
    if (!reference.empty() && has(entered_, reference)) {
        return;
    }
    if (depth > k_max_schema_depth) {
        throw_endless();
    }
    entered_.push_back(reference);
    const JsonValue object = resolved(document_, schema);
    std::vector<JsonValue> fields;
    append_members(fields, object.find("properties"), false, false);
    for (const auto& field : fields) {
        field_detail(object, field, level);
        if (what_.recursive) {
            field_list(field, level + 1, depth + 1);
        }
    }
    for (const auto& each : elements(object.find("allOf"))) {
        field_list(each, level, depth + 1);
    }
    if (const auto items = object.find("items"); is_true(items)) {
        field_list(items, level, depth + 1);
    }
    if (const auto values = values_of(object)) {
        field_list(values, level, depth + 1);
    }
    entered_.pop_back();
}

void Printer::field_detail(const JsonValue& object, const JsonValue& field, std::size_t level) {
    step();
    const std::size_t indent = level * 2;
    const std::string pad(indent, ' ');
    out_ += pad;
    out_ += field.key();
    out_ += "\t<" + type_name(document_, field) + ">";
    const auto required = element_texts(object.find("required"));
    if (std::find(required.begin(), required.end(), field.key()) != required.end()) {
        out_ += " -required-";
    }
    const auto values = elements(field.find("enum"));
    for (std::size_t i = 0; i < std::min(values.size(), k_shown_values); ++i) {
        out_ += i == 0 ? "\n" + pad + "enum: " : ", ";
        out_ += value_text(values[i]);
    }
    out_ += values.size() > k_shown_values ? ", ....\n" : "\n";
    if (what_.recursive) {
        return;
    }
    const auto description = text_of(field, "description");
    const std::string text = description.empty() ? "<no description>" : description;
    out_ += indent_lines(wrap_words(text, k_wide + 2 - indent), indent + 2) + "\n";
    external_docs(field, indent + 2, indent + 4, k_wide - indent);
    out_ += "\n";
}

void Printer::external_docs(const JsonValue& schema, std::size_t indent, std::size_t inner,
                            std::size_t width) {
    const auto docs = schema.find("externalDocs");
    if (!is_true(docs)) {
        return;
    }
    out_ += "\n" + indent_lines("EXTERNAL DOCS:", indent) + "\n";
    if (const auto text = text_of(docs, "description"); !text.empty()) {
        out_ += indent_lines(wrap_words(text, width), inner) + "\n";
    }
    if (const auto url = text_of(docs, "url"); !url.empty()) {
        out_ += indent_lines("URL: " + url, inner) + "\n";
    }
}

// What the operations of a type say about its kind; the last path that says anything counts.
JsonValue find_kind(const SchemaDocument& document, const ResourceType& type) {
    JsonValue kind;
    for (const auto& path : operation_paths(type)) {
        const auto item = document.path_item(path);
        for (const char* method : {"get", "post", "put", "patch", "delete"}) {
            const auto operation = item.find(method);
            if (!is_true(operation)) {
                continue;
            }
            kind = operation.find("x-kubernetes-group-version-kind");
            if (is_true(kind)) {
                break;
            }
        }
    }
    return is_true(kind) ? kind : JsonValue();
}

}  // namespace

std::vector<std::string> operation_paths(const ResourceType& type) {
    const std::string root = (type.group.empty() ? "/api" : "/apis/" + type.group) + "/" + type.version + "/";
    const std::string in_namespace = root + "namespaces/{namespace}/" + type.plural;
    return {root + type.plural, root + type.plural + "/{name}", in_namespace, in_namespace + "/{name}"};
}

void explain_v3(const SchemaDocument& document, const ResourceType& type, const Explanation& what,
                std::string& out) {
    const auto found = find_kind(document, type);
    if (!found) {
        throw UnknownSchema("GVR (" + type.group + "/" + type.version + ", Resource=" + type.plural +
                            ") not found in OpenAPI schema");
    }
    const auto kind = read_group_version_kind(found);
    out += kind.group.empty() ? "" : "GROUP:      " + kind.group + "\n";
    out += "KIND:       " + kind.kind + "\nVERSION:    " + kind.version + "\n\n";
    const auto names = document.names_of(kind);
    if (names.empty()) {
        throw Error("GVK map[group:" + kind.group + " kind:" + kind.kind + " version:" + kind.version +
                    "] not found in OpenAPI schema");
    }
    Printer printer(document, what, out);
    if (!printer.print(document.schema(names.front()), 0, {})) {
        printer.throw_unknown();
    }
    out += "\n";
}

}  // namespace yare
