// Lists and tables that do not fit together, read into sinks.
#include "verbs/sinks.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"
#include "scripted_transport.hpp"
#include "verbs/collection.hpp"

using namespace yare;

namespace {

const ResourceType k_type{"", "v1", "pods", "pod", "Pod", true, {}, {}, {}};
const std::string k_path = "GET /api/v1/namespaces/default/pods";

// What reading this script as a table throws.
std::string failure(std::deque<Scripted> script) {
    ScriptedTransport transport(std::move(script));
    Client client(transport, {});
    TablePrinter table({}, false, {});
    TableSink sink(table, k_type);
    Selection selection;
    selection.chunk_size = 0;
    std::string words;
    try {
        read_collection(client, k_type, "default", selection, "application/json", {}, sink);
    } catch (const Error& error) {
        words = error.what();
    }
    CHECK(transport.rest() == "");
    return words;
}

}  // namespace

TEST_CASE("lists and tables that do not fit together are refused") {
    const std::string columns = R"("columnDefinitions":[{"name":"Name","type":"string","format":"name"}])";
    struct Row {
        std::string body, error;
    };
    const Row rows[] = {
        {R"({"items":[7]})", "the server sent a list with an element that is not an object"},
        {R"({"items":[null]})", "the server sent a list with an element that is not an object"},
        {"{" + columns + R"(,"rows":["a"]})", "the server sent a table with a row that is not an object"},
        {R"({"rows":["a"],)" + columns + "}", "the server sent a table with a row that is not an object"},
        {R"({"columnDefinitions":[],"rows":[{"cells":["a"]}]})", "the server sent a table without columns"},
        {R"({"rows":[{"cells":["a"]}],"columnDefinitions":[]})", "the server sent a table without columns"},
        {R"({"metadata":{"continue":7},"items":[]})",
         "the server sent a list whose continue token is not a string"},
        {R"({"metadata":{"continue":null},"items":[]})", ""},
        {R"({"columnDefinitions":[],"rows":[]})", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        CHECK(failure({{k_path, 200, row.body}}) == row.error);
    }
}

TEST_CASE("a continue token that leads nowhere ends the list") {
    const std::string page = R"({"metadata":{"continue":"t"},"items":[{"metadata":{"name":"a"}}]})";
    CHECK(failure({{k_path, 200, page}, {k_path + "?continue=t", 200, page}}) ==
          "the server sent the same continue token twice");
}

TEST_CASE("a continue token may be the word null") {
    const std::string page = R"({"metadata":{"continue":"null"},"items":[]})";
    CHECK(failure({{k_path, 200, page}, {k_path + "?continue=null", 200, R"({"metadata":{},"items":[]})"}}) ==
          "");
}
