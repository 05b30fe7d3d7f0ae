// Reading small OpenAPI documents in tests.
#pragma once

#include <memory>
#include <string>

#include "schema/explain_v2.hpp"
#include "schema/explain_v3.hpp"

namespace yare {

inline std::unique_ptr<SchemaDocument> read_schemas(const std::string& text,
                                                    std::vector<std::string> paths = {}) {
    auto document = std::make_unique<SchemaDocument>(std::move(paths));
    document->feed(text);
    document->finish();
    return document;
}

/// The schema members of the type Foo of example.com/v1, in a document of version 2; `more` are further
/// definitions.
inline std::string document_v2(const std::string& foo, const std::string& more = "") {
    return R"({"swagger":"2.0","paths":{"/":{"get":{}}},"definitions":{"com.example.v1.Foo":{)" + foo +
           R"(,"x-kubernetes-group-version-kind":[{"group":"example.com","version":"v1","kind":"Foo"}]})" +
           more + "}}";
}

/// The same in a document of version 3.
inline std::string document_v3(const std::string& foo, const std::string& more = "") {
    return R"({"openapi":"3.0.0","paths":{"/apis/example.com/v1/foos":{"get":{"x-kubernetes-group-version-kind":)"
           R"({"group":"example.com","version":"v1","kind":"Foo"}}}},"components":{"schemas":{"com.example.v1.Foo":{)" +
           foo +
           R"(,"x-kubernetes-group-version-kind":[{"group":"example.com","version":"v1","kind":"Foo"}]})" +
           more + "}}}";
}

inline ResourceType foo_type() {
    ResourceType type;
    type.group = "example.com";
    type.version = "v1";
    type.plural = "foos";
    type.singular = "foo";
    type.kind = "Foo";
    return type;
}

/// What is printed, the error behind it.
inline std::string explained_v2(const std::string& document, std::vector<std::string> fields = {},
                                bool recursive = false) {
    std::string out;
    try {
        explain_v2(*read_schemas(document), {{"example.com", "v1", "Foo"}, std::move(fields), recursive},
                   out);
    } catch (const Error& error) {
        out += error.line() + "\n";
    }
    return out;
}

inline std::string explained_v3(const std::string& document, std::vector<std::string> fields = {},
                                bool recursive = false) {
    std::string out;
    try {
        explain_v3(*read_schemas(document, operation_paths(foo_type())), foo_type(),
                   {{}, std::move(fields), recursive}, out);
    } catch (const Error& error) {
        out += error.line() + "\n";
    }
    return out;
}

}  // namespace yare
