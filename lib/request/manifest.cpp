#include "request/manifest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"
#include "request/manifest_paths.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::size_t k_max_file_size = std::size_t{1} << 30;
constexpr const char* k_stdin_name = "STDIN";  // cli-runtime's constSTDINstr

// Where text comes from.
struct Source {
    enum class Kind { file, standard_input, url };
    Kind kind;
    std::string name;
};

bool is_url(const std::string& name) { return name.starts_with("http://") || name.starts_with("https://"); }

// The sources that the arguments name; what is wrong with them goes into `errors`.
std::vector<Source> find_sources(const ManifestFiles& files, ErrorList& errors) {
    std::vector<Source> sources;
    bool uses_stdin = false;
    bool failed = false;
    const auto fail = [&](const Error& error) {
        errors.add(error);
        failed = true;
    };
    for (const auto& name : files.names) {
        if (name == "-") {
            if (uses_stdin) {
                fail(Error("standard input cannot be used for multiple arguments"));
            }
            uses_stdin = true;
            sources.push_back({Source::Kind::standard_input, k_stdin_name});
            continue;
        }
        if (is_url(name)) {
            sources.push_back({Source::Kind::url, name});
            continue;
        }
        try {
            const auto paths = expand_manifest_path(name);
            std::string all;
            for (const auto& path : paths) {
                all += (all.empty() ? "" : " ") + path;
                for (auto& file : find_manifest_files(path, files.recursive)) {
                    sources.push_back({Source::Kind::file, std::move(file)});
                }
            }
            if (sources.empty() && !failed) {
                fail(Error("error reading [" + all + "]: recognized file extensions are [.json .yaml .yml]"));
            }
        } catch (const Error& error) {
            fail(error);
        }
    }
    return failed ? std::vector<Source>() : sources;
}

std::string read_file(const std::string& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw Error("open " + path + ": " + go_errno_words(errno));
    }
    const auto close_it = [](const int* d) { close(*d); };
    const std::unique_ptr<const int, decltype(close_it)> closer(&descriptor, close_it);
    std::string text;
    std::string buffer(64 * 1024, '\0');
    for (;;) {
        const ssize_t count = read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            throw Error("error parsing " + path + ": read " + path + ": " + go_errno_words(errno));
        }
        if (count == 0) {
            return text;
        }
        text.append(buffer, 0, static_cast<std::size_t>(count));
        if (text.size() > k_max_file_size) {
            throw Error("error parsing " + path + ": read " + path + ": file too large");
        }
    }
}

std::string read_source(const Source& source, const ManifestSources& sources) {
    switch (source.kind) {
        case Source::Kind::standard_input:
            return sources.read_stdin();
        case Source::Kind::url:
            return sources.get_url(source.name);
        case Source::Kind::file:
            break;
    }
    return read_file(source.name);
}

// The string member, or nothing of it: as apimachinery's NestedString.
std::string string_at(const json& object, const char* name) {
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

const char* go_kind(const json& value) {
    return value.is_array()     ? "array"
           : value.is_string()  ? "string"
           : value.is_boolean() ? "bool"
           : value.is_null()    ? "null"
                                : "number";
}

// What is wrong with the type of a member of metadata, in the words of encoding/json; empty for nothing.
std::string wrong_type(const json& metadata, const char* name) {
    const auto member = metadata.find(name);
    if (member == metadata.end() || member->is_string() || member->is_null()) {
        return "";
    }
    return std::string("json: cannot unmarshal ") + (member->is_object() ? "object" : go_kind(*member)) +
           " into Go struct field ObjectMeta.metadata." + name + " of type string";
}

// One document: an object, or a list of them (apimachinery unstructured/helpers.go, unstructuredJSONScheme).
class Collector {
  public:
    Collector(const std::string& source, std::size_t line, Manifests& out, ErrorList& errors)
        : source_(source), line_(line), out_(out), errors_(errors) {}

    void document(const json& value);

  private:
    void items(const json& list, const std::string& api_version, const std::string& kind);
    void item(const json& value, const std::string& list_version, const std::string& item_kind);
    void add(const json& object, const std::string& api_version, const std::string& kind);
    void fail_to_decode(const std::string& words) {
        errors_.add(Error("unable to decode " + go_quote(source_) + ": " + words));
    }

    const std::string& source_;
    std::size_t line_;
    Manifests& out_;
    ErrorList& errors_;
};

bool is_list(const json& object) {
    const auto items = object.find("items");
    return items != object.end() && !items->is_null();
}

void Collector::document(const json& value) {
    if (!value.is_object()) {
        fail_to_decode(std::string("json: cannot unmarshal ") + go_kind(value) +
                       " into Go value of type unstructured.detector");
        return;
    }
    const std::string api_version = string_at(value, "apiVersion");
    const std::string kind = string_at(value, "kind");
    const bool is_version = std::count(api_version.begin(), api_version.end(), '/') <= 1;
    if (kind.empty() || !is_version) {
        fail_to_decode("Object 'Kind' is missing in '" + to_go_json(value) + "'");
    } else if (api_version.empty()) {
        fail_to_decode("Object 'apiVersion' is missing in '" + to_go_json(value) + "'");
    } else if (is_list(value)) {
        items(value, api_version, kind);
    } else {
        add(value, api_version, kind);
    }
}

void Collector::items(const json& list, const std::string& api_version, const std::string& kind) {
    const json& elements = list["items"];
    if (!elements.is_array()) {
        fail_to_decode(std::string("json: cannot unmarshal ") +
                       (elements.is_object() ? "object" : go_kind(elements)) +
                       " into Go struct field decodeList.items of type []json.RawMessage");
        return;
    }
    const auto wrong =
        std::find_if(elements.begin(), elements.end(), [](const json& e) { return !e.is_object(); });
    if (wrong != elements.end()) {
        fail_to_decode(std::string("json: cannot unmarshal ") + go_kind(*wrong) +
                       " into Go value of type map[string]interface {}");
        return;
    }
    const std::string item_kind = kind.ends_with("List") ? kind.substr(0, kind.size() - 4) : kind;
    for (const json& element : elements) {
        item(element, api_version, item_kind);
    }
}

// An item that says neither is of the kind that its list is made of.
void Collector::item(const json& value, const std::string& list_version, const std::string& item_kind) {
    const bool inherits =
        string_at(value, "kind").empty() && string_at(value, "apiVersion").empty() && !item_kind.empty();
    const std::string api_version = inherits ? list_version : string_at(value, "apiVersion");
    const std::string kind = inherits ? item_kind : string_at(value, "kind");
    constexpr const char* k_untyped =
        "unable to get type info from the object \"*unstructured.Unstructured\": Object ";
    if (kind.empty()) {
        errors_.add(Error(std::string(k_untyped) + "'Kind' is missing in 'object has no kind field '"));
    } else if (api_version.empty()) {
        errors_.add(
            Error(std::string(k_untyped) + "'apiVersion' is missing in 'object has no apiVersion field'"));
    } else if (is_list(value)) {
        items(value, api_version, kind);
    } else if (inherits) {
        json typed = value;
        typed["apiVersion"] = api_version;
        typed["kind"] = kind;
        add(typed, api_version, kind);
    } else {
        add(value, api_version, kind);
    }
}

void Collector::add(const json& object, const std::string& api_version, const std::string& kind) {
    ManifestObject found;
    found.source = source_;
    found.line = line_;
    found.api_version = api_version;
    found.kind = kind;
    const auto metadata = object.find("metadata");
    bool is_named = false;
    if (metadata != object.end() && metadata->is_object()) {
        for (const char* name : {"name", "namespace"}) {
            if (const auto wrong = wrong_type(*metadata, name); !wrong.empty()) {
                fail_to_decode(wrong);
                return;
            }
        }
        found.name = string_at(*metadata, "name");
        found.name_space = string_at(*metadata, "namespace");
        is_named = !found.name.empty() || !string_at(*metadata, "generateName").empty();
    }
    if (!is_named) {
        errors_.add(Error("resource name may not be empty"));
        return;
    }
    found.json = to_go_json(object);
    out_.objects.push_back(std::move(found));
}

void read_into(const Source& source, const ManifestSources& sources, Manifests& out, ErrorList& errors) {
    try {
        const std::string text = read_source(source, sources);
        read_yaml(text, [&](YamlDocument&& document) {
            Collector(source.name, document.line, out, errors).document(document.value);
        });
    } catch (const YamlError& error) {
        const char* stage =
            error.stage() == YamlError::Stage::converting ? "error converting YAML to JSON: " : "";
        errors.add(Error("error parsing " + source.name + ": " + stage + error.what()));
    } catch (const Error& error) {
        errors.add(error);
    }
}

}  // namespace

Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources, ErrorList& errors) {
    const auto found = find_sources(files, errors);
    Manifests manifests;
    manifests.sources = found.size();
    manifests.single = found.size() == 1 && found.front().kind != Source::Kind::standard_input;
    for (const auto& source : found) {
        read_into(source, sources, manifests, errors);
    }
    return manifests;
}

Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources) {
    ErrorList errors;
    Manifests manifests = read_manifests(files, sources, errors);
    errors.raise();
    return manifests;
}

}  // namespace yare
