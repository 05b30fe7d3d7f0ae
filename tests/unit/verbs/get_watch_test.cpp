#include "verbs/get_watch.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "served_session.hpp"

using namespace yare;

namespace {

using End = Served::End;

const std::string k_maps = "/api/v1/namespaces/default/configmaps";
const std::string k_first = k_maps + "?limit=500";

std::string watch_from(const std::string& version) {
    return k_maps + "?allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
}

std::string config_map(const std::string& name, const std::string& version) {
    return R"({"metadata":{"name":")" + name + R"(","namespace":"default","uid":"u-)" + name +
           R"(","resourceVersion":")" + version + R"("}})";
}

std::string row(const std::string& name, const std::string& version) {
    return R"({"cells":[")" + name + R"(",)" + version + R"(],"object":)" + config_map(name, version) + "}";
}

std::string table(const std::string& version, const std::string& rows, bool columns = true) {
    return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":")" + version +
           R"("},"columnDefinitions":)" +
           (columns ? R"([{"name":"Name","type":"string","format":"name"},{"name":"Data","type":"integer"}])"
                    : "null") +
           R"(,"rows":[)" + rows + "]}";
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

std::string row_event(const std::string& type, const std::string& name, const std::string& version) {
    return event(type, table(version, row(name, version), false));
}

std::string list(const std::string& version, const std::string& items) {
    return R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":")" + version +
           R"("},"items":[)" + items + "]}";
}

const std::string k_expired =
    event("ERROR", R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410})");
const std::string k_refused = event(
    "ERROR",
    R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"BadRequest","message":"enough","code":400})");

struct Told {
    std::string out, error;
};

// What is printed until the server says that it is enough.
Told watched(ServedSession& served, const Format& format, const Watching& watching = {true}) {
    ListRequest request;
    request.types = {{"configmaps"}};
    request.watching = watching;
    Told told;
    try {
        watch_list(served.session, request, format);
    } catch (const Error& error) {
        told.error = error.line();
    }
    told.out = served.out.text();
    return told;
}

Format format_of(Format::Kind kind) {
    Format format;
    format.kind = kind;
    return format;
}

constexpr const char* k_enough = "Error from server (BadRequest): enough";

}  // namespace

TEST_CASE("get -w prints what is there, then what changes") {
    ServedSession served;
    served.server.script[k_first] = {{table("5", row("a", "3"))}};
    served.server.script[watch_from("5")] = {{row_event("ADDED", "longer", "6") +
                                              row_event("MODIFIED", "a", "7") +
                                              row_event("DELETED", "a", "8") + k_refused}};
    const auto told = watched(served, {});
    CHECK(told.out ==
          "NAME   DATA\n"
          "a      3\n"
          "longer   6\n"
          "a        7\n"
          "a        8     (deleted)\n");
    CHECK(told.error == k_enough);
}

TEST_CASE("get -w shows events in a column, and nothing of the start where only changes are wanted") {
    ServedSession served;
    served.server.script[k_first] = {{table("5", row("a", "3"))}};
    served.server.script[watch_from("5")] = {{row_event("DELETED", "a", "8") + k_refused}};
    CHECK(watched(served, {}, {true, true, true}).out == "EVENT      NAME   DATA\nDELETED    a      8\n");
}

TEST_CASE("get -w lists again after 410, and prints only what changed") {
    ServedSession served;
    served.server.script[k_first] = {{table("5", row("a", "3") + "," + row("b", "4"))},
                                     {table("9", row("b", "4") + "," + row("c", "8"))}};
    served.server.script[watch_from("5")] = {{k_expired}};
    served.server.script[watch_from("9")] = {{k_refused}};
    CHECK(watched(served, {}).out == "NAME   DATA\na      3\nb      4\nc      8\na      3     (deleted)\n");
}

TEST_CASE("get -w prints whole objects as documents, and as events what is left of those that are gone") {
    ServedSession served;
    served.server.script[k_first] = {{list("5", config_map("a", "3"))}, {list("9", "")}};
    served.server.script[watch_from("5")] = {{k_expired}};
    served.server.script[watch_from("9")] = {{k_refused}};
    CHECK(watched(served, format_of(Format::Kind::json), {true, false, true}).out ==
          R"({"type":"ADDED","object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a",)"
          R"("namespace":"default","resourceVersion":"3","uid":"u-a"}}})"
          "\n"
          R"({"type":"DELETED","object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a",)"
          R"("namespace":"default","uid":"u-a"}}})"
          "\n");
}

TEST_CASE("get -w prints names of what comes and goes") {
    ServedSession served;
    served.server.script[k_first] = {{list("5", config_map("a", "3"))}, {list("9", config_map("b", "8"))}};
    served.server.script[watch_from("5")] = {{k_expired}};
    served.server.script[watch_from("9")] = {{k_refused}};
    CHECK(watched(served, format_of(Format::Kind::name)).out == "configmap/a\nconfigmap/b\nconfigmap/a\n");
}

TEST_CASE("get -w prints nothing of a first list that breaks off") {
    for (const auto kind : {Format::Kind::table, Format::Kind::name, Format::Kind::yaml}) {
        ServedSession served;
        const bool is_table = kind == Format::Kind::table;
        const auto whole = is_table ? table("5", row("a", "3") + "," + row("b", "4"))
                                    : list("5", config_map("a", "3") + "," + config_map("b", "4"));
        served.server.script[k_first] = {{whole.substr(0, whole.size() - 9), End::cut}};
        const auto told = watched(served, format_of(kind));
        CHECK(told.out == "");
        CHECK(told.error == "Unable to connect to the server: unexpected EOF");
    }
}

TEST_CASE("get -w takes a Status, an unknown event and garbage for errors, never for rows") {
    const auto status =
        R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"BadRequest","message":"enough","code":400})";
    struct {
        std::string events, error;
    } const cases[] = {
        {k_refused, k_enough},
        {event("MODIFIED", status), k_enough},
        {row_event("RENAMED", "a", "6"),
         "error: the server sent a watch event of the unknown type \"RENAMED\""},
        {event("ADDED", "{}"),
         "error: the server sent something without a name where an object was asked for"},
        {event("ADDED", table("6", "7")), "error: the server sent a table with a row that is not an object"},
        {"[]\n", "error: the server sent something that is no watch event"},
    };
    for (const auto& [events, error] : cases) {
        ServedSession served;
        served.server.script[k_first] = {{table("5", row("a", "3"))}};
        served.server.script[watch_from("5")] = {{events}};
        const auto told = watched(served, {});
        CHECK(told.out == "NAME   DATA\na      3\n");
        CHECK(told.error == error);
    }
}

TEST_CASE("get -w ends without an error when its time is over") {
    ServedSession served;
    served.connection.request_timeout = Milliseconds(200);
    served.server.script[k_first] = {{table("5", row("a", "3"))}};
    served.server.script[watch_from("5")] = {{"", End::stall}};
    const auto told = watched(served, {});
    CHECK(told.out == "NAME   DATA\na      3\n");
    CHECK(told.error == "");
}

TEST_CASE("get -w of a named object begins with a GET") {
    ServedSession served;
    const std::string one = k_maps + "?fieldSelector=metadata.name%3Da";
    served.server.script[k_maps + "/a"] = {{table("3", row("a", "3"))}};
    served.server.script[one + "&limit=500"] = {{table("5", row("a", "4"))}};
    served.server.script[one + "&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=290&watch=true"] =
        {{row_event("MODIFIED", "a", "6") + k_refused}};
    GetRequest request;
    request.targets.objects = {{{"configmaps"}, "a"}};
    request.watching.watch = true;
    CHECK_THROWS_WITH(watch_get(served.session, request, {}), "enough");
    CHECK(served.out.text() == "NAME   DATA\na      3\na      4\na      6\n");
}

TEST_CASE("get -w -n a,b watches both namespaces in one table") {
    ServedSession served;
    served.connection.namespace_name = "default,other";
    served.connection.namespace_is_explicit = true;
    const std::string other = "/api/v1/namespaces/other/configmaps";
    served.server.script[k_first] = {{table("5", row("a", "3"))}};
    served.server.script[other + "?limit=500"] = {{table("6", row("b", "4"))}};
    served.server.script[watch_from("5")] = {{"", End::stall}};
    served.server
        .script[other + "?allowWatchBookmarks=true&resourceVersion=6&timeoutSeconds=290&watch=true"] = {
        {"", End::stall}};
    served.connection.request_timeout = Milliseconds(200);
    CHECK(watched(served, {}).out == "NAMESPACE   NAME   DATA\ndefault     a      3\ndefault     b      4\n");
}
