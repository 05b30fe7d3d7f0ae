#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "request/manifest.hpp"

using namespace yare;

namespace {

using Texts = std::map<std::string, std::string>;  // by URL

std::string pod(const std::string& name) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + "}\n";
}

ManifestSources serve(const Texts& texts) {
    ManifestSources sources;
    sources.get_url = [texts](const std::string& url) -> std::string {
        const auto found = texts.find(url);
        if (found == texts.end()) {
            throw Error("unable to read URL \"" + url + "\", server reported 404 Not Found, status code=404");
        }
        return found->second;
    };
    return sources;
}

std::vector<std::string> names_of(const Texts& texts) {
    std::vector<std::string> names;
    for (const auto& [name, text] : texts) {
        names.push_back(name);
    }
    return names;
}

Manifests read(const Texts& texts) { return read_manifests_strictly({names_of(texts), false}, serve(texts)); }

std::string error_of(const Texts& texts) {
    try {
        read(texts);
    } catch (const Error& error) {
        return error.line();
    }
    return "";
}

std::string error_of(const std::string& text) {
    try {
        read_manifest_text_strictly("m", text);
    } catch (const Error& error) {
        return error.line();
    }
    return "";
}

}  // namespace

TEST_CASE("what changes things tells where a manifest is wrong") {
    const std::string parsing = "error: error parsing m: error converting YAML to JSON: yaml: ";
    const std::string decoding = "error: unable to decode \"m\": ";
    const std::string untyped =
        "error: unable to get type info from the object \"*unstructured.Unstructured\": Object ";
    struct Case {
        std::string text, error;
    };
    const std::vector<Case> cases = {
        {pod("a") + "---\n\na: 1\nb: c: d\n",
         parsing + "line 3: mapping values are not allowed in this context (m:7:5, document 2)"},
        {"a: 1\r\n---\r\nb: \xc3\xa9: d\r\n",
         "unable to decode \"m\": Object 'Kind' is missing in '{\"a\":1}' (m:1:1, document 1)\n"
         "error parsing m: error converting YAML to JSON: yaml: mapping values are not allowed in this "
         "context (m:3:5, document 2)"},
        {"\xef\xbb\xbf# c\n---\n---\n  a: [1\n",
         parsing + "line 2: did not find expected ',' or ']' (m:5:1, document 1)"},
        {pod("a") + "kind: Pod\nkind: Pod\n",
         parsing + "unmarshal errors: line 4: key \"kind\" already set in map; line 5: key \"kind\" already "
                   "set in map (m:4:1, document 1)"},
        {pod("\xff"), parsing + "invalid leading UTF-8 octet (m:3:18, document 1)"},
        {pod("x") + std::string("a: \0\n", 5),
         parsing + "control characters are not allowed (m:4:4, document 1)"},
        {pod("x") + "a: *b\n", parsing + "unknown anchor 'b' referenced (m:4:4, document 1)"},
        {pod("x") + "<<: 5\n",
         parsing + "map merge requires map or sequence of maps as the value (m:4:5, document 1)"},
        {pod("x") + "n: .nan\n",
         "error: error parsing m: error converting YAML to JSON: json: unsupported value: NaN (m:4:4, "
         "document 1)"},
        {pod("x") + "...\na: 1\n",
         parsing + "line 4: did not find expected <document start> (m:5:1, document 2)"},
        {pod("x") + "--- a\n",
         "error: error parsing m: invalid Yaml document separator: a (m:4:4, document 1)"},
        {"{\"kind\": \"Pod\",\n \"metadata\": ]}",
         "error: error parsing m: json: offset 30: invalid character ']' looking for beginning of value "
         "(m:2:14, "
         "document 1)"},
        {"{\"kind\": \"Pod\"", "error: error parsing m: unexpected EOF (m:1:15, document 1)"},
        {"{\"kind\": \"Pod\", \"n\": 1e999}",
         "error: error parsing m: json: cannot unmarshal number 1e999 into Go value of type float64 (m:1:1, "
         "document 1)"},
        {"\n{\"a\": 1}", decoding + "Object 'Kind' is missing in '{\"a\":1}' (m:2:1, document 1)"},
        {"- a\n", decoding +
                      "json: cannot unmarshal array into Go value of type unstructured.detector (m:1:1, "
                      "document 1)"},
        {"apiVersion: v1\nkind: Pod\n", "error: resource name may not be empty (m:1:1, document 1)"},
        {"# c\n---\nkind: Pod\n",
         decoding + "Object 'apiVersion' is missing in '{\"kind\":\"Pod\"}' (m:3:1, document 1)"},
        {"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  metadata: {name: x}\n",
         untyped + "'Kind' is missing in 'object has no kind field ' (m:4, document 1, items[0])"},
        {"apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: x}}\n"
         "- apiVersion: v1\n  kind: PodList\n  items:\n  - metadata: {}\n",
         "error: resource name may not be empty (m:5, document 1, items[1].items[0])"},
        {"apiVersion: v1\nkind: List\nitems:\n- 5\n",
         decoding + "json: cannot unmarshal number into Go value of type map[string]interface {} (m:4, "
                    "document 1, items[0])"},
        {"{\"apiVersion\": \"v1\", \"kind\": \"PodList\",\n\"items\": [{}]}",
         "error: resource name may not be empty (m:1:1, document 1, items[0])"},
        {"", ""},
        {"# nothing\n---\n---\n# nothing\n", ""},
        {"...\n", parsing + "did not find expected node content (m:1:1, document 1)"},
        {"apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\n", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(error_of(c.text) == c.error);
    }
}

TEST_CASE("every problem of every file is in the one error, in order") {
    CHECK(
        error_of(Texts{{"http://x/1", pod("a") + "---\na: [\n---\nb: 1\n---\n" + pod("d") + "---\nc: d: e\n"},
                       {"http://x/2", pod("b")},
                       {"http://x/3", "- a\n"},
                       {"http://x/4", "{\"a\": 1}\n{]\n{\"b\": 2}"}}) ==
        "error parsing http://x/1: error converting YAML to JSON: yaml: line 1: did not find expected node "
        "content (http://x/1:6:1, document 2)\n"
        "unable to decode \"http://x/1\": Object 'Kind' is missing in '{\"b\":1}' (http://x/1:7:1, document "
        "3)\n"
        "error parsing http://x/1: error converting YAML to JSON: yaml: mapping values are not allowed in "
        "this "
        "context (http://x/1:13:5, document 5)\n"
        "unable to decode \"http://x/3\": json: cannot unmarshal array into Go value of type "
        "unstructured.detector (http://x/3:1:1, document 1)\n"
        "unable to decode \"http://x/4\": Object 'Kind' is missing in '{\"a\":1}' (http://x/4:1:1, document "
        "1)\n"
        "error parsing http://x/4: json: offset 11: invalid character ']' looking for beginning of object "
        "key "
        "string (http://x/4:2:2, document 2)");
    CHECK_THROWS_WITH_AS(
        read_manifests_strictly({{"http://x/1", "http://x/gone"}, false}, serve({{"http://x/1", pod("a")}})),
        "error: unable to read URL \"http://x/gone\", server reported 404 Not Found, status code=404", Error);
}

TEST_CASE("problems of a file are counted behind the twentieth") {
    std::string text;
    for (int i = 0; i < 23; ++i) {
        text += "--- #\na: [\n";
    }
    const std::string error = error_of(text);
    CHECK(std::count(error.begin(), error.end(), '\n') == 20);
    CHECK(error.ends_with("\nm: 3 more problems"));
}

TEST_CASE("an object that is shown in an error is cut") {
    const std::string error = error_of("a: " + std::string(1 << 20, 'x') + "\xc3\xa9\n");
    CHECK(error.size() < 1100);
    CHECK(error.starts_with("error: unable to decode \"m\": Object 'Kind' is missing in '{\"a\":\"xxx"));
    CHECK(error.ends_with("x... (m:1:1, document 1)"));
}

TEST_CASE("objects know their document and line") {
    const auto manifests =
        read({{"http://x/1", "---\n# c\n---\n" + pod("a") + "---\n---\n\n" + pod("b")},
              {"http://x/2",
               "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: c}}\n\n"
               "- {apiVersion: v1, kind: PodList, items: [{metadata: {name: d}},\n    {metadata: {name: "
               "e}}]}\n"}});
    std::string seen;
    for (const auto& object : manifests.objects) {
        seen += object.source.back() + (":" + object.name) + ":" + std::to_string(object.document) + ":" +
                std::to_string(object.line) + " ";
    }
    CHECK(seen == "1:a:1:4 1:b:2:10 2:c:1:4 2:d:1:6 2:e:1:6 ");
    CHECK(manifests.sources == 2);
    CHECK(manifests.notes.empty());
}

TEST_CASE("values of two meanings are noted") {
    const auto manifests = read({{"http://x/1", pod("yes1") + "spec:\n  on: no\n  mode: 0644\n"},
                                 {"http://x/2", pod("a") + "a: [" + std::string(19 * 4, ' ') + "]\n"}});
    CHECK(manifests.notes ==
          std::vector<std::string>{
              "http://x/1:5:7: no is read as the boolean false (YAML 1.1); YAML 1.2 reads the "
              "string \"no\": write false or \"no\"",
              "http://x/1:6:9: 0644 is read as the number 420 (YAML 1.1); YAML 1.2 reads the "
              "number 644: write 420 or 644"});
    std::string many = pod("b") + "a: [";
    for (int i = 0; i < 21; ++i) {
        many += "on,";
    }
    const auto more = read({{"http://x/1", pod("a") + "a: off\n"}, {"http://x/2", many + "]\n"}});
    REQUIRE(more.notes.size() == 21);
    CHECK(more.notes[0].starts_with("http://x/1:4:4: off is"));
    CHECK(more.notes[19].starts_with("http://x/2:4:59: on is"));
    CHECK(more.notes[20] == "and 2 more values that YAML 1.1 and YAML 1.2 read differently");
}

TEST_CASE("hostile manifests end in an error") {
    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        laughs += std::string(1, c) + ": &" + c + " [";
        for (int i = 0; i < 10; ++i) {
            laughs += std::string("*") + static_cast<char>(c - 1) + ",";
        }
        laughs += "]\n";
    }
    CHECK(error_of(laughs).find("document contains excessive aliasing (m:") != std::string::npos);
    CHECK(error_of(std::string(20000, '[')).find("exceeded max depth of 10000 (m:1:10001, document 1)") !=
          std::string::npos);
    CHECK(error_of("a: " + std::string(20000, '{')).find("(m:1:") != std::string::npos);
    CHECK(error_of(std::string("\0\0\0", 3)).find("(m:1:1, document 1)") != std::string::npos);
    CHECK(error_of(std::string("\xff\xfe\x00", 3)).find("(m:1:1, document 1)") != std::string::npos);
}
