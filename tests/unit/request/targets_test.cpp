#include "request/targets.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

namespace {

// `pods svc` for types, `pod:a pod:b` for objects, `/` in front of the slash form.
std::string words(const std::vector<std::string>& args) {
    const auto targets = parse_targets(args, "yare");
    std::string text = targets.slash_form ? "/" : "";
    for (const auto& type : targets.types) {
        text += "[" + type.text + "]";
    }
    for (const auto& object : targets.objects) {
        text += "[" + object.type.text + ":" + object.name + "]";
    }
    CHECK(targets.empty() == text.empty());
    return text;
}

}  // namespace

TEST_CASE("arguments are types, or types and names") {
    struct Row {
        std::vector<std::string> args;
        const char* expected;
    };
    const Row rows[] = {
        {{}, ""},
        {{"pods"}, "[pods]"},
        {{"pods,svc"}, "[pods][svc]"},
        {{"pods,svc,pods"}, "[pods][svc]"},
        {{"pods,,svc"}, "[pods][][svc]"},
        {{","}, "[]"},
        {{""}, "[]"},
        {{"deployments.v1.apps"}, "[deployments.v1.apps]"},
        {{"pods", "a"}, "[pods:a]"},
        {{"pods", "a", "b", "a"}, "[pods:a][pods:b][pods:a]"},
        {{"pods,pods", "a"}, "[pods:a]"},
        {{"pods", "a,b"}, "[pods:a,b]"},
        {{"pods", ""}, "[pods:]"},
        {{"pods/a"}, "/[pods:a]"},
        {{"pods/a", "svc/b", "pods/a"}, "/[pods:a][svc:b][pods:a]"},
        {{"a,b", "n1", "n2"}, "/[a:n1][a:n2][b:n1][b:n2]"},
        {{"a,b,a", "n"}, "/[a:n][b:n]"},
        {{"a,a/n"}, "/[a,a:n]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.expected);
        CHECK(words(row.args) == row.expected);
    }
}

TEST_CASE("arguments that make no sense are refused in kubectl's words") {
    const std::string mixed =
        "there is no need to specify a resource type as a separate argument when passing arguments in "
        "resource/name form "
        "(e.g. 'yare get resource/<resource_name>' instead of 'yare get resource resource/<resource_name>'";
    const std::string slashes = "arguments in resource/name form may not have more than one slash";
    const std::string single = "arguments in resource/name form must have a single resource and name";
    struct Row {
        std::vector<std::string> args;
        std::string expected;
    };
    const Row rows[] = {
        {{"pods", "pods/a"}, mixed},
        {{"pods/a", "b"}, mixed},
        {{"pods/a/b"}, slashes},
        {{"pods/a", "x//"}, slashes},
        {{"pods/a,svc/b"}, slashes},
        {{"a,b", "n/1"}, slashes},
        {{"/"}, single},
        {{"pods/"}, single},
        {{"/a"}, single},
        {{"pods,svc/a"}, single},
        {{"pods,", "svc"}, single},
        {{"pods,svc", ""}, single},
    };
    for (const auto& row : rows) {
        CAPTURE(row.args.front());
        CHECK_THROWS_WITH_AS(parse_targets(row.args, "yare"), row.expected.c_str(), UsageError);
    }
}
