#include "request/manifest.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "request/manifest_paths.hpp"

using namespace yare;

namespace {

namespace fs = std::filesystem;

// A directory that is the current one for as long as it lives, and goes with it.
class WorkingDirectory {
  public:
    WorkingDirectory() : before_(fs::current_path()) {
        std::string name = (fs::temp_directory_path() / "yare-manifest-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary directory");
        }
        path_ = name;
        fs::current_path(path_);
    }
    ~WorkingDirectory() {
        fs::current_path(before_);
        fs::remove_all(path_);
    }
    WorkingDirectory(const WorkingDirectory&) = delete;
    WorkingDirectory& operator=(const WorkingDirectory&) = delete;

    void write(const std::string& name, const std::string& text) const {
        const fs::path file = path_ / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

  private:
    fs::path before_;
    fs::path path_;
};

std::string pod(const std::string& name) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + "}\n";
}

struct Result {
    Manifests manifests;
    std::string names;   // KIND/NAME of what was read
    std::string errors;  // line() of what is thrown
};

Result read(const std::vector<std::string>& names, bool recursive = false,
            const std::string& standard_input = "") {
    ManifestSources sources;
    sources.read_stdin = [&] { return standard_input; };
    sources.get_url = [](const std::string& url) -> std::string {
        if (url == "https://example.com/pod.yaml") {
            return pod("web");
        }
        throw TransportError(TransportError::Cause::refused, "example.com:80", "refused");
    };
    Result result;
    ErrorList errors;
    result.manifests = read_manifests({names, recursive}, sources, errors);
    for (const auto& object : result.manifests.objects) {
        result.names += (result.names.empty() ? "" : " ") + object.kind + "/" + object.name;
    }
    try {
        errors.raise();
    } catch (const Error& error) {
        result.errors = error.line();
    }
    return result;
}

}  // namespace

TEST_CASE("a manifest becomes objects") {
    const WorkingDirectory directory;
    directory.write("two.yaml", "# first\n" + pod("a") +
                                    "---\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\n "
                                    " namespace: prod\nspec:\n"
                                    "  replicas: 1.0\n  big: 9007199254740993\n  f: 1.50\n");
    const auto result = read({"two.yaml"});
    CHECK(result.errors.empty());
    REQUIRE(result.manifests.objects.size() == 2);
    CHECK(result.manifests.single);
    const auto& first = result.manifests.objects[0];
    CHECK(first.source == "two.yaml");
    CHECK(first.line == 2);
    CHECK(first.json == R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}})");
    const auto& second = result.manifests.objects[1];
    CHECK(second.line == 7);
    CHECK(second.api_version == "apps/v1");
    CHECK(second.kind == "Deployment");
    CHECK(second.name == "d");
    CHECK(second.name_space == "prod");
    CHECK(second.json ==
          R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"prod"},)"
          R"("spec":{"big":9007199254740993,"f":1.5,"replicas":1}})");
}

TEST_CASE("documents of manifests: words of kubectl 1.32 for each") {
    struct Case {
        std::string text, names, errors;
    };
    const std::string untyped =
        "unable to get type info from the object \"*unstructured.Unstructured\": Object ";
    const std::vector<Case> cases = {
        {"", "", ""},
        {"---\n# nothing\n", "", ""},
        {"{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"j\"}}", "Pod/j", ""},
        {"a: 1\n", "", "error: unable to decode \"m\": Object 'Kind' is missing in '{\"a\":1}'"},
        {"kind: 5\napiVersion: v1\n", "",
         "error: unable to decode \"m\": Object 'Kind' is missing in '{\"apiVersion\":\"v1\",\"kind\":5}'"},
        {"kind: X\napiVersion: a/b/c\n", "",
         "error: unable to decode \"m\": Object 'Kind' is missing in "
         "'{\"apiVersion\":\"a/b/c\",\"kind\":\"X\"}'"},
        {"kind: X\n", "",
         "error: unable to decode \"m\": Object 'apiVersion' is missing in '{\"kind\":\"X\"}'"},
        {"- a\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal array into Go value of type "
         "unstructured.detector"},
        {"5\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal number into Go value of type "
         "unstructured.detector"},
        {"abc\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal string into Go value of type "
         "unstructured.detector"},
        {"yes\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal bool into Go value of type "
         "unstructured.detector"},
        {"a: b: c\n", "",
         "error: error parsing m: error converting YAML to JSON: yaml: mapping values are not allowed in "
         "this context"},
        {"a: 1\na: 2\n", "",
         "error: error parsing m: error converting YAML to JSON: yaml: unmarshal errors:\n  line 2: key "
         "\"a\" already set in map"},
        {"--- a\n", "", "error: error parsing m: invalid Yaml document separator: a"},
        {"{\"kind\":\"Pod\"", "", "error: error parsing m: unexpected EOF"},
        {pod("x") + "---\na: b: c\n---\n" + pod("w"), "Pod/x",
         "error: error parsing m: error converting YAML to JSON: yaml: mapping values are not allowed in "
         "this context"},
        {pod("x") + "---\na: 1\n---\n" + pod("w"), "Pod/x Pod/w",
         "error: unable to decode \"m\": Object 'Kind' is missing in '{\"a\":1}'"},
        {"apiVersion: v1\nkind: Pod\n", "", "error: resource name may not be empty"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {name: 5}\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal number into Go struct field "
         "ObjectMeta.metadata.name of type string"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: {a: yes, b: 1}}\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal bool into Go struct field "
         "ObjectMeta.metadata.labels of type string"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: 5, annotations: {a: {}}}\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal object into Go struct field "
         "ObjectMeta.metadata.annotations of type string"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: []}\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal array into Go struct field "
         "ObjectMeta.metadata.labels of type map[string]string"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: {a: null}, annotations: null}\n", "Pod/x",
         ""},
        {"apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\n", "Pod/", ""},
        {"apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: x}}\n"
         "- {apiVersion: v1, kind: PodList, items: [{metadata: {name: w}}]}\n",
         "Pod/x Pod/w", ""},
        {"apiVersion: v1\nkind: List\nitems: []\n", "", ""},
        {"apiVersion: v1\nkind: List\nmetadata: {name: l}\nitems: null\n", "List/l", ""},
        {"apiVersion: v1\nkind: List\nitems: {}\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal object into Go struct field decodeList.items "
         "of type []json.RawMessage"},
        {"apiVersion: v1\nkind: PodList\nitems: 5\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal number into Go struct field decodeList.items "
         "of type []json.RawMessage"},
        {"apiVersion: v1\nkind: List\nitems: [5]\n", "",
         "error: unable to decode \"m\": json: cannot unmarshal number into Go value of type "
         "map[string]interface {}"},
        {"kind: List\napiVersion: v1\nitems:\n- metadata: {name: x}\n- kind: Pod\n  metadata: {name: x}\n",
         "",
         untyped + "'Kind' is missing in 'object has no kind field '\n" + untyped +
             "'apiVersion' is missing in 'object has no apiVersion field'"},
    };
    const WorkingDirectory directory;
    for (const auto& c : cases) {
        CAPTURE(c.text);
        directory.write("m", c.text);
        const auto result = read({"m"});
        CHECK(result.names == c.names);
        CHECK(result.errors == c.errors);
    }
}

TEST_CASE("items of a typed list get their kind from it") {
    const WorkingDirectory directory;
    directory.write("m", "apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: x}\n");
    const auto result = read({"m"});
    REQUIRE(result.manifests.objects.size() == 1);
    CHECK(result.manifests.objects[0].json ==
          R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"}})");
    CHECK(result.manifests.objects[0].source == "m");
}

TEST_CASE("paths: files, directories, patterns") {
    const WorkingDirectory directory;
    directory.write("d/b.yaml", pod("b"));
    directory.write("d/a.json", pod("a"));
    directory.write("d/c.txt", pod("c"));
    directory.write("d/e.yml", pod("e"));
    directory.write("d/c/x.yaml", pod("cx"));
    directory.write("d/.h.yaml", pod("h"));
    directory.write("one/x.yaml", pod("one"));
    directory.write("s*r.yaml", pod("star"));
    directory.write("bad.yaml", "a: b: c\n");
    fs::create_directory("empty");
    fs::create_symlink("d", "link");
    fs::create_directory("dangling");
    fs::create_symlink("/nonexistent/file", "dangling/x.yaml");
    struct Case {
        std::vector<std::string> names;
        bool recursive;
        std::string objects, errors;
        bool single;
    };
    const std::vector<Case> cases = {
        {{"d"}, false, "Pod/h Pod/a Pod/b Pod/e", "", false},
        {{"d"}, true, "Pod/h Pod/a Pod/b Pod/cx Pod/e", "", false},
        {{"d/"}, false, "Pod/h Pod/a Pod/b Pod/e", "", false},
        {{"one"}, false, "Pod/one", "", true},
        {{"d/c.txt"}, true, "Pod/c", "", true},
        {{"d/*.y*ml"}, false, "Pod/h Pod/b Pod/e", "", false},
        {{"./d/[a-b].*"}, false, "Pod/a Pod/b", "", false},
        {{"*/x.yaml"}, false, "", "error: the path \"dangling/x.yaml\" does not exist", false},
        {{"o*/x.yaml"}, false, "Pod/one", "", true},
        {{"d/*/x.yaml"}, false, "Pod/cx", "", true},
        {{"s*r.yaml"}, false, "Pod/star", "", true},
        {{"d/b.yaml", "one"}, false, "Pod/b Pod/one", "", false},
        {{"d/b.yaml", "empty"}, false, "Pod/b", "", true},
        {{"link"}, false, "", "error: error parsing link: read link: is a directory", true},
        {{"link/"}, false, "Pod/h Pod/a Pod/b Pod/e", "", false},
        {{"dangling"}, false, "", "error: open dangling/x.yaml: no such file or directory", true},
        {{"bad.yaml", "d/b.yaml"},
         false,
         "Pod/b",
         "error: error parsing bad.yaml: error converting YAML to JSON: yaml: mapping values are not allowed "
         "in this context",
         false},
        {{"empty"},
         false,
         "",
         "error: error reading [empty]: recognized file extensions are [.json .yaml .yml]",
         false},
        {{"missing"}, false, "", "error: the path \"missing\" does not exist", false},
        {{""}, false, "", "error: the path \"\" does not exist", false},
        {{"x*y"}, false, "", "error: the path \"x*y\" does not exist", false},
        {{"["}, false, "", "error: pattern \"[\" is not valid: syntax error in pattern", false},
        {{"d/["}, false, "", "error: pattern \"d/[\" is not valid: syntax error in pattern", false},
        {{"d/b.yaml/x"},
         false,
         "",
         "error: the path \"d/b.yaml/x\" cannot be accessed: stat d/b.yaml/x: not a directory",
         false},
        {{"d/b.yaml", "missing", "gone"},
         false,
         "",
         "the path \"missing\" does not exist\nthe path \"gone\" does not exist",
         false},
        {{}, false, "", "", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.names);
        const auto result = read(c.names, c.recursive);
        CHECK(result.names == c.objects);
        CHECK(result.errors == c.errors);
        CHECK(result.manifests.single == c.single);
    }
}

TEST_CASE("standard input and URLs") {
    const auto input = read({"-"}, false, pod("in"));
    CHECK(input.names == "Pod/in");
    CHECK_FALSE(input.manifests.single);
    CHECK(input.manifests.objects[0].source == "STDIN");
    CHECK(read({"-"}, false, "a: 1").errors ==
          "error: unable to decode \"STDIN\": Object 'Kind' is missing in '{\"a\":1}'");
    const auto twice = read({"-", "-"}, false, pod("in"));
    CHECK(twice.names.empty());
    CHECK(twice.errors == "error: standard input cannot be used for multiple arguments");

    const auto url = read({"https://example.com/pod.yaml"});
    CHECK(url.names == "Pod/web");
    CHECK(url.manifests.single);
    CHECK(url.manifests.objects[0].source == "https://example.com/pod.yaml");
    CHECK(read({"http://example.com/x", "-"}, false, pod("in")).names == "Pod/in");
    CHECK(
        read({"http://example.com/x"}).errors ==
        "The connection to the server example.com:80 was refused - did you specify the right host or port?");
}

TEST_CASE("without a list of errors they are thrown") {
    const WorkingDirectory directory;
    directory.write("m", pod("x") + "---\na: 1\n");
    CHECK_THROWS_WITH_AS(read_manifests({{"m"}, false}, {}),
                         "error: unable to decode \"m\": Object 'Kind' is missing in '{\"a\":1}'", Error);
}

TEST_CASE("file patterns") {
    struct Case {
        const char* pattern;
        const char* name;
        bool matches;
    };
    // From Go's path/filepath/match_test.go.
    const std::vector<Case> cases = {{"abc", "abc", true},
                                     {"*", "abc", true},
                                     {"*c", "abc", true},
                                     {"a*", "a", true},
                                     {"a*", "ab/c", false},
                                     {"a*/b", "abc/b", true},
                                     {"a*/b", "a/c/b", false},
                                     {"a*b*c*d*e*/f", "axbxcxdxe/f", true},
                                     {"a*b?c*x", "abxbbxdbxebxczzx", true},
                                     {"a*b?c*x", "abxbbxdbxebxczzy", false},
                                     {"ab[c]", "abc", true},
                                     {"ab[b-d]", "abc", true},
                                     {"ab[e-g]", "abc", false},
                                     {"ab[^c]", "abc", false},
                                     {"ab[^b-d]", "abc", false},
                                     {"ab[^e-g]", "abc", true},
                                     {"a\\*b", "a*b", true},
                                     {"a\\*b", "ab", false},
                                     {"[a-ζ]*", "a", true},
                                     {"*[a-\\]]", "x", false},
                                     {"[\\]a]", "]", true},
                                     {"[\\-x]", "-", true},
                                     {"[x\\-]", "z", false},
                                     {"a?b",
                                      "a\xce\xb6"
                                      "b",
                                      true},
                                     {"[^a]?", "\xce\xb6\xff", true},
                                     {"\xff", "\xfe", false},
                                     {"*x", "xxx", true},
                                     {"a?b", "a/b", false},
                                     {"", "", true},
                                     {"a", "", false}};
    for (const auto& c : cases) {
        CAPTURE(c.pattern);
        CAPTURE(c.name);
        CHECK(matches_file_pattern(c.pattern, c.name) == c.matches);
    }
    for (const char* bad : {"[]a]", "[-]", "[x-]", "[-x]", "\\", "[a-b-c]", "[", "[^", "[^bc", "a[", "*["}) {
        CAPTURE(bad);
        CHECK_THROWS_WITH_AS(matches_file_pattern(bad, "a"), "syntax error in pattern", Error);
    }
}
