#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "cmd/command.hpp"

namespace yare {

namespace {

Command parsed(const std::vector<std::string>& words) {
    std::vector<std::string> args = {"config"};
    args.insert(args.end(), words.begin(), words.end());
    return parse_command(args, "yare");
}

template <class What>
What request(const std::vector<std::string>& words) {
    return std::get<What>(std::get<ConfigCommand>(parsed(words)).what);
}

std::string error_of(const std::vector<std::string>& words) {
    try {
        const auto command = parsed(words);
        const auto* text = std::get_if<TextCommand>(&command);
        return text == nullptr ? "" : text->error;
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("set-context has flags of its own where others are global") {
    const auto command = std::get<ConfigCommand>(
        parsed({"--kubeconfig", "f", "set-context", "--current", "-n", "x", "--user=u", "--context", "c"}));
    CHECK(command.where.kubeconfig == "f");
    CHECK(command.where.context == "c");
    CHECK_FALSE(command.where.user);
    const auto& what = std::get<SetContextRequest>(command.what);
    CHECK_FALSE(what.name);
    CHECK(what.name_space == "x");
    CHECK(what.user == "u");
    CHECK_FALSE(what.cluster);
}

TEST_CASE("use is use-context, and flags may stand anywhere") {
    CHECK(request<UseContextRequest>({"use", "a"}).name == "a");
    CHECK(request<UseContextRequest>({"use-context", "--kubeconfig=f", "a"}).name == "a");
    CHECK(request<DeleteEntryRequest>({"delete-user", "u"}).list == DeleteEntryRequest::List::users);
}

TEST_CASE("pairs of set-credentials: the last value of a key counts, KEY- removes") {
    const auto what = request<SetCredentialsRequest>({"set-credentials", "u",
                                                      "--auth-provider-arg=a=1,b=2,c-", "--auth-provider-arg",
                                                      "a=3", "--exec-env", "X=1,2", "--exec-arg=a,b"});
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    CHECK(what.auth_provider_args.set == Pairs{{"b", "2"}, {"a", "3"}});
    CHECK(what.auth_provider_args.remove == std::vector<std::string>{"c"});
    CHECK(what.exec_env.set == Pairs{{"X", "1,2"}});
    CHECK(what.exec_args == std::vector<std::string>{"a", "b"});
}

TEST_CASE("config says what is wrong with a call") {
    const struct {
        std::vector<std::string> words;
        const char* error;
    } cases[] = {
        {{"use-context"}, "Unexpected args: []"},
        {{"rename-context", "a"}, "Unexpected args: [a]"},
        {{"rename-context", "a", ""}, "You must specify a new non-empty context name"},
        {{"set", "a"}, "Unexpected args: [a]"},
        {{"set", "a", ""}, "you cannot use set to unset a property"},
        {{"set-credentials", "a", "b"}, "unexpected args: [a b]"},
        {{"set-credentials", "a", "--exec-env", "x", "--exec-env", "-"}, "invalid exec-env format: x, -"},
        {{"set-context"}, "you must specify a non-empty context name or --current"},
        {{"set-cluster", "a", "--embed-certs"}, "you must specify a --certificate-authority to embed"},
        {{"delete-user"},
         "user to delete is required\nSee 'yare config delete-user -h' for help and examples"},
        {{"view", "x"}, "unexpected arguments: [x]\nSee 'yare config view -h' for help and examples"},
        {{"frob"}, "unknown command \"frob\"\nSee 'yare config -h' for help and examples"},
    };
    for (const auto& [words, error] : cases) {
        CHECK(error_of(words) == error);
    }
}

}  // namespace yare
