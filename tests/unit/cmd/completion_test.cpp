#include "cmd/completion.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "cmd/command.hpp"

using namespace yare;

namespace {

std::string print(const std::string& shell, const std::string& program) {
    return std::get<TextCommand>(parse_command({"completion", shell}, program)).text;
}

const CompletedVerb& find(const CompletionTable& table, const std::string& name) {
    return *std::find_if(table.verbs.begin(), table.verbs.end(),
                         [&](const auto& verb) { return verb.name == name; });
}

std::string values(const CompletedVerb& verb, const std::string& flag) {
    const auto found = std::find_if(verb.flags.begin(), verb.flags.end(),
                                    [&](const auto* each) { return each->name == flag; });
    return found == verb.flags.end() ? "no such flag" : (*found)->values.text;
}

}  // namespace

TEST_CASE("completions know what each verb's flags and arguments are") {
    using Arguments = CompletedVerb::Arguments;
    const auto table = completion_table();
    CHECK(values(find(table, "get"), "output") ==
          "json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json "
          "jsonpath-file custom-columns custom-columns-file wide");
    CHECK(values(find(table, "delete"), "output") == "name");
    CHECK(values(find(table, "logs"), "output") == "raw json");
    CHECK(values(find(table, "patch"), "type") == "apply json merge strategic");
    CHECK(values(find(table, "create namespace"), "dry-run") == "client none server");
    CHECK(find(table, "create namespace").aliases == std::vector<std::string>{"ns"});
    CHECK(find(table, "get").arguments == Arguments::objects);
    CHECK(find(table, "delete-collection").arguments == Arguments::types);
    CHECK(find(table, "logs").arguments == Arguments::logs);
    CHECK(find(table, "create namespace").arguments == Arguments::none);
    std::vector<std::string> ids;
    for (const auto& flag : table.flags) {
        CHECK(flag.id.substr(0, flag.id.find('@')) == flag.name);
        ids.push_back(flag.id);
    }
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("a script is for the program that prints it, unless its name is no plain word") {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const auto own = print(shell, "yare");
        CHECK(print(shell, "kubectl").find("yare") == std::string::npos);
        CHECK(print(shell, "kubectl").size() > own.size());
        CHECK(print(shell, "a$(b)") == own);
        CHECK(own.find("@FLAGS@") == std::string::npos);
    }
}

TEST_CASE("words fold at 110 columns") {
    const std::vector<std::string> words(30, "abcdefghi");
    const auto text = fold(words, " ", "    ", " \\");
    CHECK(text.substr(0, text.find('\n')).size() == 105);
    CHECK(text.find("abcdefghi \\\n    abcdefghi") != std::string::npos);
    CHECK(fold({}, " ", "  ") == "  ");
}
