#include "verbs/api_resources.hpp"

#include <algorithm>

#include "base/json_tree.hpp"
#include "output/align.hpp"
#include "output/objects.hpp"

namespace yare {

namespace {

using Texts = std::vector<std::string>;
using Types = std::vector<ServedType>;

bool holds_all(const Texts& texts, const Texts& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
        return std::find(texts.begin(), texts.end(), each) != texts.end();
    });
}

bool is_wanted(const ServedType& type, const ApiResourcesRequest& request) {
    return !type.verbs.empty() && request.group.value_or(type.group) == type.group &&
           request.namespaced.value_or(type.namespaced) == type.namespaced &&
           holds_all(type.verbs, request.verbs) && holds_all(type.categories, request.categories);
}

const std::string& sort_key(const ServedType& type, ApiResourcesRequest::Order order) {
    using Order = ApiResourcesRequest::Order;
    return order == Order::by_name ? type.plural : order == Order::by_kind ? type.kind : type.group;
}

Types wanted_types(const ApiResources& resources, const ApiResourcesRequest& request) {
    Types types = resources.preferred();
    std::erase_if(types, [&](const ServedType& type) { return !is_wanted(type, request); });
    std::stable_sort(types.begin(), types.end(), [&](const ServedType& a, const ServedType& b) {
        const int order = sort_key(a, request.order).compare(sort_key(b, request.order));
        return order != 0 ? order < 0 : a.plural < b.plural;
    });
    return types;
}

std::string joined(const Texts& texts) {
    std::string all;
    for (const auto& text : texts) {
        all += (&text == texts.data() ? "" : ",") + text;
    }
    return all;
}

void print_table(const Types& types, const Format& format, Output& out) {
    const bool is_wide = format.kind == Format::Kind::wide;
    AlignedLines lines;
    if (!format.no_headers) {
        for (const char* name : {"NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"}) {
            lines.cell(name);
        }
        if (is_wide) {
            lines.cell("VERBS");
            lines.cell("CATEGORIES");
        }
        lines.end_line();
    }
    for (const auto& type : types) {
        lines.cell(type.plural);
        lines.cell(joined(type.short_names));
        lines.cell(type.api_version());
        lines.cell(type.namespaced ? "true" : "false");
        lines.cell(type.kind);
        if (is_wide) {
            lines.cell(joined(type.verbs));
            lines.cell(joined(type.categories));
        }
        lines.end_line();
    }
    lines.print(out);
}

void append_text(std::string& out, const char* name, const std::string& text) {
    append_go_json_string(out, name);
    out += ':';
    append_go_json_string(out, text);
    out += ',';
}

void append_texts(std::string& out, const char* name, const Texts& texts) {
    append_go_json_string(out, name);
    out += ":[";
    for (const auto& text : texts) {
        out += &text == texts.data() ? "" : ",";
        append_go_json_string(out, text);
    }
    out += "],";
}

// meta/v1 APIResource, its members in Go's order.
void append_resource(std::string& out, const ServedType& type) {
    out += '{';
    append_text(out, "name", type.plural);
    append_text(out, "singularName", type.singular_is_guess ? "" : type.singular);
    out += type.namespaced ? "\"namespaced\":true," : "\"namespaced\":false,";
    if (!type.group.empty()) {
        append_text(out, "group", type.group);
    }
    append_text(out, "version", type.version);
    append_text(out, "kind", type.kind);
    append_texts(out, "verbs", type.verbs);
    if (!type.short_names.empty()) {
        append_texts(out, "shortNames", type.short_names);
    }
    if (!type.categories.empty()) {
        append_texts(out, "categories", type.categories);
    }
    if (!type.storage_version_hash.empty()) {
        append_text(out, "storageVersionHash", type.storage_version_hash);
    }
    out.back() = '}';
}

std::string resource_list(const Types& types) {
    std::string text = R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"","resources":)";
    for (const auto& type : types) {
        text += &type == types.data() ? "[" : ",";
        append_resource(text, type);
    }
    return text + (types.empty() ? "null}" : "]}");
}

void print_types(const Types& types, const Format& format, Output& out) {
    if (format.is_table()) {
        print_table(types, format, out);
        return;
    }
    if (format.kind == Format::Kind::name) {
        for (const auto& type : types) {
            out.write(type.group_resource() + "\n");
        }
        return;
    }
    const std::string text = resource_list(types);
    JsonTree tree;
    Format ordered = format;
    ordered.keep_order = true;
    make_object_printer(ordered, out)->single(tree.parse(text));
}

}  // namespace

void print_api_resources(Session& session, const ApiResourcesRequest& request, const Format& format) {
    const ApiResources& resources = request.cached ? session.discovery.known() : session.discovery.all();
    if (!resources.types.empty()) {
        print_types(wanted_types(resources, request), format, session.streams.out);
    }
    if (!resources.failed.empty()) {
        throw Error(resources.incomplete_words());
    }
}

void print_api_versions(Session& session) {
    Texts names;
    try {
        names = session.discovery.group_versions();
    } catch (const Interrupted&) {
        throw;
    } catch (const Error& error) {
        throw Error(std::string("couldn't get available api versions from server: ") + error.what());
    }
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        session.streams.out.write(name + "\n");
    }
}

}  // namespace yare
