#include "request/path.hpp"

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

// apimachinery pkg/api/validate/content/path.go IsPathSegmentName; the words of client-go rest/request.go.
void check_segment(const char* what, std::string_view text) {
    std::string problems;
    if (text == "." || text == "..") {
        problems = "may not be '" + std::string(text) + "'";
    }
    for (const char c : {'/', '%'}) {
        if (text.find(c) != std::string_view::npos) {
            problems += problems.empty() ? "" : " ";
            problems += "may not contain '" + std::string(1, c) + "'";
        }
    }
    if (!problems.empty()) {
        throw UsageError("invalid " + std::string(what) + " " + go_quote(text) + ": [" + problems + "]");
    }
}

}  // namespace

std::string collection_path(const ResourceType& type, std::string_view name_space) {
    std::string path = type.group.empty() ? "/api/" : "/apis/" + percent_encode_segment(type.group) + "/";
    path += percent_encode_segment(type.version);
    if (type.namespaced && !name_space.empty()) {
        check_segment("namespace", name_space);
        path += "/namespaces/" + percent_encode_segment(name_space);
    }
    check_segment("resource", type.plural);
    return path + "/" + percent_encode_segment(type.plural);
}

std::string object_path(const ResourceType& type, std::string_view name_space, std::string_view name,
                        std::string_view subresource) {
    if (name.empty()) {
        throw UsageError("resource name may not be empty");
    }
    check_segment("resource name", name);
    check_segment("subresource", subresource);
    if (type.namespaced && name_space.empty()) {
        throw UsageError("an empty namespace may not be set when a resource name is provided");
    }
    std::string path = collection_path(type, name_space) + "/" + percent_encode_segment(name);
    if (!subresource.empty()) {
        path += "/" + percent_encode_segment(subresource);
    }
    return path;
}

}  // namespace yare
