// One create by name whose answers get lost; one deletion likewise.
#include <doctest/doctest.h>

#include "scripted_session.hpp"
#include "verbs/deletion.hpp"

using namespace yare;

namespace {

const std::string k_post = "POST /api/v1/namespaces/default/configmaps?fieldValidation=Strict";
const std::string k_get = "GET /api/v1/namespaces/default/configmaps/a";
const std::string k_delete = "DELETE /api/v1/namespaces/default/configmaps/a";
const std::string k_object = R"({"metadata":{"name":"a"},"data":{"k":"v"}})";

std::string status(int code, const std::string& reason, const std::string& more = "") {
    return R"({"kind":"Status","apiVersion":"v1","status":"Failure","message":"it is so","reason":")" +
           reason + "\"" + more + R"(,"code":)" + std::to_string(code) + "}";
}

const Scripted k_lost{k_post, 0, ""};
const Scripted k_lost_deletion{k_delete, 0, ""};

// The answer, or the error behind `! `.
std::string created(std::deque<Scripted> script, const std::string& name = "a") {
    // The scripted transport loses what was sent.
    class Sent final : public Transport {
      public:
        explicit Sent(Transport& inner) : inner_(inner) {}
        HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
            try {
                return inner_.send(request, receive);
            } catch (TransportError& error) {
                error.set_sent();
                throw;
            }
        }

      private:
        Transport& inner_;
    };
    ScriptedTransport scripted(std::move(script));
    Sent sent(scripted);
    Client client(sent, {Milliseconds(0), {}, [](Milliseconds) {}});
    std::string outcome;
    try {
        if (name == "delete") {
            const auto pending = delete_object(client, config_map_place("a"), "uid-1", {});
            outcome = pending ? "pending " + pending->uid : "gone";
        } else {
            outcome = create_object(client, config_map_place(name), k_object, {});
        }
    } catch (const Error& error) {
        outcome = std::string("! ") + error.what();
    }
    CHECK(scripted.rest() == "");
    return outcome;
}

const std::string k_unknown = "it is unknown whether configmaps \"a\" was created";

}  // namespace

TEST_CASE("a create by name whose answer is lost is sent again") {
    CHECK(created({{k_post, 201, k_object}}) == k_object);
    CHECK(created({k_lost, {k_post, 201, k_object}}) == k_object);
    CHECK(created({k_lost, k_lost, {k_post, 201, k_object}}) == k_object);
    CHECK(created({k_lost, k_lost, k_lost}) == "! the server's answer was lost (EOF): " + k_unknown);
}

TEST_CASE("there already is a success after a lost answer only, and with the same content only") {
    const Scripted already{k_post, 409, status(409, "AlreadyExists")};
    const std::string other = R"({"metadata":{"name":"a"},"data":{"k":"w"}})";
    CHECK(created({already}) == "! it is so");
    CHECK(created({k_lost, already, {k_get, 200, k_object}}) == k_object);
    CHECK(created({k_lost, already, {k_get, 200, other}}) ==
          "! it is so, and differs from what was sent (the answer to a first try was lost: EOF)");
    const auto unseen = created({k_lost, already, {k_get, 403, status(403, "Forbidden")}});
    CHECK(unseen == "! the server's answer was lost (EOF), and then: it is so: " + k_unknown);
    CHECK(created({k_lost, already, {k_get, 200, "[]"}}).ends_with(k_unknown));
    CHECK(created({k_lost, already, {k_get, 200, "oh"}}).ends_with(k_unknown));
}

TEST_CASE("any other refusal after a lost answer leaves the outcome unknown") {
    for (const int code : {403, 404, 422, 500, 503}) {
        CHECK(created({k_lost, {k_post, code, status(code, "X")}}).ends_with(k_unknown));
    }
}

TEST_CASE("a create without a name is never sent again") {
    CHECK(created({k_lost}, "") ==
          "! the server's answer was lost (EOF): it is unknown whether the new object of "
          "configmaps was created");
}

TEST_CASE("429 and 503 with Retry-After are no lost answers, and nothing was done before") {
    const Scripted busy{k_post, 503, status(503, "X"), {{"Retry-After", "0"}}};
    CHECK(created({busy, busy, {k_post, 201, k_object}}, "") == k_object);
    CHECK(created({{k_post, 201, status(503, "X"), {{"Retry-After", "0"}}}}) == "! it is so");
    CHECK(created({{k_post, 500, status(500, "X"), {{"Retry-After", "0"}}}}) == "! it is so");
}

TEST_CASE("a deletion with a UID is sent again; gone or replaced then is done") {
    const std::string details = R"(,"details":{"name":"a","kind":"configmaps"})";
    const Scripted done{k_delete, 200, R"({"kind":"Status","status":"Success","details":{"uid":"uid-1"}})"};
    CHECK(created({done}, "delete") == "gone");
    CHECK(created({k_lost_deletion, done}, "delete") == "gone");
    CHECK(created({k_lost_deletion, {k_delete, 404, status(404, "NotFound", details)}}, "delete") == "gone");
    CHECK(created({k_lost_deletion, {k_delete, 409, status(409, "Conflict", details)}}, "delete") == "gone");
    CHECK(created({{k_delete, 404, status(404, "NotFound", details)}}, "delete") == "! it is so");
    // A 404 that names no object is of something in between.
    const auto unknown = created({k_lost_deletion, {k_delete, 404, "oh"}}, "delete");
    CHECK(unknown.ends_with("it is unknown whether configmaps \"a\" was deleted"));
    CHECK(
        created({k_lost_deletion, k_lost_deletion, k_lost_deletion}, "delete").starts_with("! the server's"));
    CHECK(created({{k_delete, 200, R"({"kind":"ConfigMap","metadata":{"uid":"uid-1"}})"}}, "delete") ==
          "pending uid-1");
    CHECK(created({{k_delete, 200, "[]"}}, "delete") == "! the server's answer is not an object");
}
