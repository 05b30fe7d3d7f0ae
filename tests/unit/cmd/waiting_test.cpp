#include <doctest/doctest.h>

#include "cmd/command.hpp"

using namespace yare;

namespace {

using Args = std::vector<std::string>;
using Kind = Goal::Kind;

ApiCommand parse(const Args& args) { return std::get<ApiCommand>(parse_command(args, "kubectl")); }

template <class Request>
Request request_of(const Args& args) {
    return std::get<Request>(parse(args).what);
}

// What is said of a call; empty when it is right.
std::string refusal(const Args& args) {
    try {
        parse(args);
        return "";
    } catch (const Error& error) {
        return error.line();
    }
}

}  // namespace

TEST_CASE("wait: goals, files, time") {
    const auto plain = request_of<WaitRequest>({"wait", "--for", "delete", "pod/a", "pod/b"});
    CHECK(plain.targets.objects.size() == 2);
    CHECK(plain.goals.size() == 1);
    CHECK(plain.timeout == Milliseconds(30000));
    CHECK(plain.files.recursive);
    const auto more = request_of<WaitRequest>({"wait", "--for=condition=Ready", "--for=create", "-f", "x",
                                               "-R=false", "--timeout=-1ns", "-l", " a=b ", "--all", "-A"});
    CHECK(more.goals[0].kind == Kind::condition);
    CHECK(more.goals[1].kind == Kind::exists);
    CHECK(!more.files.recursive);
    CHECK(more.timeout < Milliseconds(0));
    CHECK(more.selection.label_selector == "a=b");
    CHECK(more.all);
    CHECK(more.selection.all_namespaces);
    CHECK(request_of<WaitRequest>({"wait", "--for=delete", "pod/a", "--timeout=1ns"}).timeout ==
          Milliseconds(1));
    CHECK(request_of<WaitRequest>({"wait", "--for=delete", "pod/a", "--timeout=0"}).timeout ==
          Milliseconds(0));
    CHECK(parse({"wait", "--for=delete", "pod/a", "-o", "name"}).how.kind == Format::Kind::name);
}

TEST_CASE("wait: what is wrong is said in kubectl's words, the format first") {
    CHECK(refusal({"wait", "pod/a"}) == "error: unrecognized condition: []");
    CHECK(refusal({"wait", "--for=x", "pod/a"}) == "error: unrecognized condition: \"x\"");
    CHECK(refusal({"wait", "--for=x", "pod/a", "-o", "foo"}).starts_with("error: unable to match a printer"));
    CHECK(refusal({"wait", "--for=delete", "--timeout=5", "pod/a"}) ==
          "error: invalid argument \"5\" for \"--timeout\" flag: time: missing unit in duration \"5\"\n"
          "See 'kubectl wait --help' for usage.");
    CHECK(refusal({"wait", "--for=create", "--local", "pod/a"})
              .starts_with("error: you must specify resources by --filename when --local is set."));
}

TEST_CASE("rollout status") {
    const auto plain = request_of<RolloutStatusRequest>({"rollout", "status", "deploy/a"});
    CHECK(plain.watch);
    CHECK(plain.timeout == Milliseconds(0));
    CHECK(plain.revision == 0);
    CHECK(!plain.files.recursive);
    const auto more = request_of<RolloutStatusRequest>(
        {"rollout", "-n", "x", "status", "deploy", "-w=false", "--revision=3", "--timeout=-5s", "-l", "a=b"});
    CHECK(!more.watch);
    CHECK(more.timeout == Milliseconds(0));
    CHECK(more.revision == 3);
    CHECK(refusal({"rollout", "status"}) == "error: required resource not specified");
    CHECK(refusal({"rollout", "status", "a", "--revision=-1"}) ==
          "error: revision must be a positive integer: -1");
    CHECK(refusal({"rollout", "statu"}) ==
          "error: unknown command \"statu\"\nSee 'kubectl rollout -h' for help and examples\n\n"
          "Did you mean this?\n\tstatus");
    CHECK(refusal({"rollout", "undo", "x"}) ==
          "error: unknown command \"undo x\"\nSee 'kubectl rollout -h' for help and examples");
    const auto help = std::get<TextCommand>(parse_command({"rollout"}, "kubectl"));
    CHECK(help.code == 1);
    CHECK(help.shown(80).find("Available Commands:\n  status ") != std::string::npos);
    CHECK(std::get<TextCommand>(parse_command({"rollout", "-h"}, "kubectl")).code == 0);
}

TEST_CASE("status: waiting is asked for or implied") {
    const auto look = request_of<StatusRequest>({"status", "pods"});
    CHECK(!look.wait);
    CHECK(look.goals.empty());
    CHECK(look.fail_on.size() == 1);
    CHECK(look.fail_on[0].kind == Kind::failed);
    CHECK(look.timeout == Milliseconds(300000));
    for (const char* flag : {"--wait", "--for=exists", "--fail-on=none", "--timeout=1s"}) {
        CAPTURE(flag);
        CHECK(request_of<StatusRequest>({"status", "pods", flag}).wait);
        CHECK(!request_of<StatusRequest>({"status", "pods", flag, "--wait=false"}).wait);
    }
    const auto wait = request_of<StatusRequest>({"status", "job/a", "--for=complete", "--for=jsonpath={.a}=1",
                                                 "--fail-on=condition=Failed", "--fail-on=failed", "--tree"});
    CHECK(wait.goals.size() == 2);
    CHECK(wait.goals[1].value == "1");
    CHECK(wait.fail_on.size() == 2);
    CHECK(wait.tree);
    CHECK(request_of<StatusRequest>({"status", "pods", "--fail-on=none"}).fail_on.empty());
}

TEST_CASE("status: -o status is the subresource, and stands alone") {
    const auto command = parse({"status", "pod/a", "-o", "status"});
    CHECK(std::get<StatusRequest>(command.what).subresource);
    CHECK(command.how.kind == Format::Kind::json);
    CHECK(parse({"status", "pod/a", "-o", "wide"}).how.kind == Format::Kind::wide);
    for (const char* flag :
         {"--wait", "--for=exists", "--fail-on=none", "--timeout=1s", "--tree", "--no-headers"}) {
        CAPTURE(flag);
        const std::string name = std::string(flag).substr(0, std::string(flag).find('='));
        CHECK(refusal({"status", "pod/a", "-o", "status", flag}) ==
              "error: -o status cannot be used with " + name);
    }
    CHECK(refusal({"status", "pod/a", "-o", "status", "--wait=false"}).empty());
    CHECK(refusal({"status"}) ==
          "error: Required resource not specified.\nSee 'kubectl status -h' for help and examples");
    CHECK(refusal({"status", "pods", "--fail-on=none", "--fail-on=failed"}) ==
          "error: --fail-on=none cannot be used with another --fail-on");
    CHECK(refusal({"status", "pods", "--for=x"}).starts_with("error: unrecognized condition: \"x\""));
}
