#include "request/goals.hpp"

#include <doctest/doctest.h>

using namespace yare;

namespace {

using Kind = Goal::Kind;
using Parse = Goal (*)(const std::string&);

const char* kind_word(Kind kind) {
    switch (kind) {
        case Kind::current:
            return "current";
        case Kind::complete:
            return "complete";
        case Kind::failed:
            return "failed";
        case Kind::deleted:
            return "deleted";
        case Kind::exists:
            return "exists";
        case Kind::condition:
            return "condition";
        case Kind::jsonpath:
            return "jsonpath";
    }
    return "";
}

// `condition|Ready|true`, or what is said.
std::string read(Parse parse, const std::string& word) {
    try {
        const auto goal = parse(word);
        return std::string(kind_word(goal.kind)) + "|" + goal.name + "|" + goal.value;
    } catch (const UsageError& error) {
        return error.what();
    }
}

const std::string k_format =
    "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or "
    "--for=jsonpath='{.status.readyReplicas}'";
const std::string k_value =
    "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3";

}  // namespace

TEST_CASE("goals of wait are read as kubectl reads them") {
    const std::pair<std::string, std::string> cases[] = {
        {"create", "exists||"},
        {"CREATE", "exists||"},
        {"Delete", "deleted||"},
        {"condition=Ready", "condition|Ready|true"},
        {"condition=Ready=False", "condition|Ready|False"},
        {"condition=Ready=", "condition|Ready|"},
        {"condition=", "condition||true"},
        {"condition=a=b=c", "condition|a|b=c"},
        {"Condition=Ready", "unrecognized condition: \"Condition=Ready\""},
        {"condition", "unrecognized condition: \"condition\""},
        {"", "unrecognized condition: \"\""},
        {"deleted", "unrecognized condition: \"deleted\""},
        {"current", "unrecognized condition: \"current\""},
        {"a\"b", "unrecognized condition: \"a\\\"b\""},
        {"jsonpath={.status.phase}", "jsonpath|{.status.phase}|"},
        {"jsonpath={.status.phase}=Running", "jsonpath|{.status.phase}|Running"},
        {"jsonpath=.a[?(@.b==\"c\")].d=e", "jsonpath|.a[?(@.b==\"c\")].d|e"},
        {"jsonpath={.a}='it\"s'\"", "jsonpath|{.a}|it\"s"},
        {"jsonpath={.a}='\"'", k_value},
        {"jsonpath={.a}=", k_value},
        {"jsonpath={.a}=b=c", k_format},
        {"jsonpath={.a}==b", "jsonpath|{.a}==b|"},
        {"jsonpath={.a}===b", "jsonpath|{.a}==|b"},
        {"jsonpath=", "jsonpath||"},
    };
    for (const auto& [word, wanted] : cases) {
        CAPTURE(word);
        CHECK(read(parse_wait_goal, word) == wanted);
    }
}

TEST_CASE("goals of status are those of wait and more") {
    const std::pair<std::string, std::string> cases[] = {
        {"current", "current||"},
        {"Complete", "complete||"},
        {"deleted", "deleted||"},
        {"delete", "deleted||"},
        {"exists", "exists||"},
        {"create", "exists||"},
        {"condition=Ready", "condition|Ready|true"},
        {"jsonpath={.a}=1", "jsonpath|{.a}|1"},
        {"jsonpath={.a}=1=2", k_format},
        {"condition=", "a condition needs a name: condition=NAME[=VALUE]"},
        {"failed",
         "unrecognized condition: \"failed\", must be one of: current, complete, deleted, exists, "
         "condition=NAME[=VALUE], jsonpath=EXPRESSION[=VALUE]"},
    };
    for (const auto& [word, wanted] : cases) {
        CAPTURE(word);
        CHECK(read(parse_status_goal, word) == wanted);
    }
}

TEST_CASE("failures are failed, conditions and paths") {
    const std::pair<std::string, std::string> cases[] = {
        {"failed", "failed||"},
        {"condition=Failed", "condition|Failed|true"},
        {"jsonpath={.status.phase}=Failed", "jsonpath|{.status.phase}|Failed"},
        {"condition==x", "a condition needs a name: condition=NAME[=VALUE]"},
        {"deleted",
         "unrecognized condition: \"deleted\", must be one of: failed, none, condition=NAME[=VALUE], "
         "jsonpath=EXPRESSION[=VALUE]"},
    };
    for (const auto& [word, wanted] : cases) {
        CAPTURE(word);
        CHECK(read(parse_failure, word) == wanted);
    }
}
