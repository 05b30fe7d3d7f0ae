#include "verbs/explain.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "output/jsonpath/parser.hpp"
#include "schema/explain_v2.hpp"
#include "schema/explain_v3.hpp"
#include "schema/near_names.hpp"
#include "schema/unknown.hpp"
#include "verbs/openapi.hpp"

namespace yare {

namespace {

constexpr std::string_view k_plaintext = "plaintext";
constexpr std::string_view k_plaintext_v2 = "plaintext-openapiv2";

// An error that kubectl shows without `error: `.
class BareError : public Error {
  public:
    using Error::Error;
    std::string line() const override { return what(); }
};

// The names of a path, read as kubectl does: as a jsonpath expression without its braces. What is no name
// stands as nothing.
std::vector<std::optional<std::string>> read_path(std::string_view text) {
    if (text.ends_with('.')) {
        text.remove_suffix(1);
    }
    jsonpath::Path nodes;
    try {
        nodes = jsonpath::parse_template("{." + std::string(text) + "}");
    } catch (const jsonpath::SyntaxError& error) {
        throw Error(error.message);
    }
    if (nodes.size() != 1 || nodes[0].kind != jsonpath::Node::Kind::action || nodes[0].paths.empty()) {
        throw Error("must pass in 1 jsonpath string");
    }
    std::vector<std::optional<std::string>> names;
    for (const auto& node : nodes[0].paths[0]) {
        const bool is_field = node.kind == jsonpath::Node::Kind::field;
        names.push_back(is_field ? std::optional(node.name) : std::nullopt);
    }
    return names;
}

// `apps/v1` -> apps, v1 (apimachinery, schema.ParseGroupVersion).
std::pair<std::string, std::string> read_group_version(const std::string& text) {
    const auto parts = split(text, '/');
    if (parts.size() > 2) {
        throw Error("unexpected GroupVersion string: " + text);
    }
    return parts.size() == 2 ? std::pair(parts[0], parts[1]) : std::pair(std::string(), text);
}

// The error, and the names that may have been meant on further lines.
[[noreturn]] void throw_with_advice(const UnknownField& error) {
    std::string advice;
    for (const auto& name : near_names(error.missing(), error.names())) {
        advice += (advice.empty() ? "\n\nDid you mean this?\n\t" : "\n\t") + name;
    }
    throw Error(error.what() + advice);
}

// One run of explain.
class Explaining {
  public:
    Explaining(Session& session, const ExplainRequest& request) : session_(session), request_(request) {}

    void run();

  private:
    void read_type();
    void take_fields();
    bool find_served_version();
    bool find_longer_group();
    std::vector<ResourceType> namesakes();
    void explain_type();
    void by_version_2();
    void by_version_3();

    Session& session_;
    const ExplainRequest& request_;
    std::string name_;  // that the path begins with
    ResourceType type_;
    std::vector<std::string> fields_;
    std::optional<OpenApiIndex> index_;
    bool asked_for_index_ = false;
    std::string index_error_;
    std::unique_ptr<SchemaDocument> version_2_;
    std::string printed_;
};

void Explaining::run() {
    read_type();
    const auto show = [&] { session_.streams.out.write(printed_); };
    for (bool is_last = false;; is_last = true) {
        printed_.clear();
        try {
            explain_type();
            show();
            return;
        } catch (const UnknownSchema&) {
            if (is_last || !find_served_version()) {
                show();
                throw;
            }
        } catch (const UnknownField& error) {
            if (is_last || !find_longer_group()) {
                show();
                throw_with_advice(error);
            }
        }
    }
}

void Explaining::read_type() {
    const auto names = read_path(request_.path);
    if (names.empty() || !names[0]) {
        throw Error("invalid jsonpath syntax, first node must be field node");
    }
    if (names[0]->empty()) {
        throw Error("a resource must be present, got: /, Resource=");
    }
    try {
        name_ = *names[0];
        type_ = session_.discovery.find(TypeName{name_});
    } catch (const UnknownType& error) {
        throw BareError(error.what());
    }
    take_fields();
}

// As many names as the group of `type` has, where the path has them behind its first:
// `deployments.apps.spec`.
std::size_t group_length(const std::vector<std::string>& path, const ResourceType& type) {
    const auto group = split(type.group, '.');
    const bool is_there = !type.group.empty() && path.size() > group.size() &&
                          std::equal(group.begin(), group.end(), path.begin() + 1);
    return is_there ? group.size() : 0;
}

// What stands behind the type, group included, is read by itself, as kubectl does: `pods..spec` is a path
// then.
void Explaining::take_fields() {
    std::string_view path = request_.path;
    const std::string type = type_.group_resource();
    const bool is_version_free = request_.api_version.empty();
    if (is_version_free && path.starts_with(type)) {
        const auto rest = path.substr(type.size());
        path = rest.empty() || rest[0] == '.' || rest[0] == '[' ? rest : path;
    }
    const auto names = read_path(path);
    fields_.clear();
    for (std::size_t i = 1; i < names.size(); ++i) {
        if (!names[i]) {
            throw Error(is_version_free ? "invalid jsonpath syntax, first node must be field node"
                                        : "invalid jsonpath syntax, all nodes must be field nodes");
        }
        fields_.push_back(*names[i]);
    }
}

// A type is taken to be served in its usual version until the server has no schema of that.
bool Explaining::find_served_version() {
    if (!request_.api_version.empty()) {
        return false;
    }
    const bool has_group = group_length(split(request_.path, '.'), type_) > 0;
    try {
        const auto type = session_.discovery.find_again(TypeName{has_group ? type_.group_resource() : name_});
        const bool is_other = !type.same_endpoint(std::exchange(type_, type));
        take_fields();
        return is_other;
    } catch (const UnknownType& error) {
        throw BareError(error.what());
    } catch (const ApiError&) {
        return false;  // that the schema is missing is the better error
    }
}

// All types of the first name; none where the server does not say, because what to say then is said already.
std::vector<ResourceType> Explaining::namesakes() {
    try {
        return session_.discovery.all_named(name_);
    } catch (const ApiError&) {
        return {};
    }
}

// `events.events.k8s.io` is no field of the events without a group.
bool Explaining::find_longer_group() {
    if (!request_.api_version.empty()) {
        return false;
    }
    const auto path = split(request_.path, '.');
    const std::size_t before = group_length(path, type_);
    std::size_t longest = before;
    for (const auto& type : namesakes()) {
        if (const auto length = group_length(path, type); length > longest && path[0] == type.plural) {
            longest = length;
            type_ = type;
        }
    }
    take_fields();
    return longest > before;
}

void Explaining::explain_type() {
    if (request_.output == k_plaintext_v2) {
        by_version_2();
        return;
    }
    if (!std::exchange(asked_for_index_, true)) {
        index_ = get_openapi_index(session_, index_error_);
    }
    if (index_) {
        by_version_3();
        return;
    }
    if (request_.output != k_plaintext) {
        throw Error("failed to fetch list of groupVersions: " + index_error_);
    }
    by_version_2();
}

void Explaining::by_version_2() {
    Explanation what{{type_.group, type_.version, type_.kind}, fields_, request_.recursive};
    if (!request_.api_version.empty()) {
        std::tie(what.kind.group, what.kind.version) = read_group_version(request_.api_version);
    }
    if (!version_2_) {
        version_2_ = std::make_unique<SchemaDocument>();
        get_openapi_v2(session_, *version_2_);
    }
    explain_v2(*version_2_, what, printed_);
}

void Explaining::by_version_3() {
    ResourceType type = type_;
    if (!request_.api_version.empty()) {
        std::tie(type.group, type.version) = read_group_version(request_.api_version);
    }
    const std::string name = (type.group.empty() ? "api/" : "apis/" + type.group + "/") + type.version;
    const auto found = index_->find(name);
    if (found == index_->end()) {
        throw UnknownSchema("couldn't find resource for \"" + type.group + "/" + type.version +
                            ", Resource=" + type.plural + "\"");
    }
    SchemaDocument document(operation_paths(type));
    get_openapi_v3(session_, name, found->second, document);
    if (request_.output != k_plaintext) {
        throw Error("unrecognized format: " + request_.output);
    }
    explain_v3(document, type, {{}, fields_, request_.recursive}, printed_);
}

}  // namespace

void explain(Session& session, const ExplainRequest& request) { Explaining(session, request).run(); }

}  // namespace yare
