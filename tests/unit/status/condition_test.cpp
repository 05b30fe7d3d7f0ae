#include "status/condition.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

using namespace yare;

namespace {

bool is(const std::string& json, const char* type = "ready", const char* status = "true") {
    JsonTree tree;
    return condition_is(tree.parse(json), type, status);
}

std::string error_of(const std::string& json) {
    try {
        is(json);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("condition_is: names and values without case, the first of that name") {
    const std::string ready = R"({"status":{"conditions":[7,{"type":1},{"type":"Ready"},
        {"type":"Other","status":"False"},{"type":"READY","status":"True"},{"type":"Ready","status":"False"}]}})";
    CHECK(is(ready));
    CHECK_FALSE(is(ready, "Ready", "False"));
    CHECK(is(ready, "other", "fAlse"));
    CHECK_FALSE(is(ready, "Missing"));
    CHECK_FALSE(is("{}"));
    CHECK_FALSE(is(R"({"status":null})"));
    CHECK_FALSE(is(R"({"status":{}})"));
    CHECK_FALSE(is(R"({"status":{"conditions":[]}})"));
}

TEST_CASE("condition_is: one that is older than the generation is not met") {
    const auto with = [](const std::string& metadata, const std::string& status,
                         const std::string& condition) {
        return R"({"metadata":{)" + metadata + R"(},"status":{)" + status +
               R"("conditions":[{"type":"Ready","status":"True")" + condition + "}]}}";
    };
    CHECK_FALSE(is(with(R"("generation":2)", R"("observedGeneration":1,)", "")));
    CHECK(is(with(R"("generation":2)", R"("observedGeneration":2,)", "")));
    CHECK(is(with(R"("generation":2)", R"("observedGeneration":3,)", "")));
    CHECK(is(with(R"("generation":2)", R"("observedGeneration":1,)", R"(,"observedGeneration":2)")));
    CHECK_FALSE(is(with(R"("generation":2)", R"("observedGeneration":2,)", R"(,"observedGeneration":1)")));
    CHECK(is(with("", R"("observedGeneration":1,)", "")));
    CHECK(is(with(R"("generation":2)", "", "")));
    CHECK(is(with(R"("generation":2)", R"("observedGeneration":"1",)", "")));
}

TEST_CASE("condition_is: conditions that are no list, in apimachinery's words") {
    CHECK(error_of(R"({"status":"ok"})") ==
          ".status.conditions accessor error: ok is of the type string, expected map[string]interface{}");
    CHECK(error_of(R"({"status":{"conditions":1.5}})") ==
          ".status.conditions accessor error: 1.5 is of the type float64, expected []interface{}");
    CHECK(error_of(R"({"status":{"conditions":null}})") ==
          ".status.conditions accessor error: <nil> is of the type <nil>, expected []interface{}");
    CHECK(error_of(R"({"status":{"conditions":{}}})")
              .ends_with("is of the type map[string]interface {}, expected []interface{}"));
}
