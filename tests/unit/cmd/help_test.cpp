#include "cmd/help.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cmd/columns.hpp"
#include "cmd/flag_tables.hpp"
#include "cmd/help_groups.hpp"
#include "cmd/wrap.hpp"

using namespace yare;

namespace {

std::string said(const std::vector<std::string>& args, std::size_t columns = 80) {
    const auto text = std::get<TextCommand>(parse_command(args, "yare"));
    CHECK(text.code == 0);
    return text.shown(columns);
}

std::string refusal_of(const std::vector<std::string>& args) {
    try {
        parse_command(args, "yare");
    } catch (const Error& error) {
        return error.line();
    }
    return "";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// The lines of a text that are wider than `columns`, without examples.
std::vector<std::string> wide_lines(const std::string& text, std::size_t columns) {
    std::vector<std::string> wide;
    bool example = false;
    for (const auto& line : split(text, '\n')) {
        if (!line.empty() && line.front() != ' ') {
            example = line == "Examples:";
        }
        if (!example && line.size() > columns) {
            wide.push_back(line);
        }
    }
    return wide;
}

const FlagSpec k_made_up_flags[] = {
    {"output", 'o', FlagType::text, "''", "Output format. One of: (json, yaml)."},
    {"watch", 'w', FlagType::boolean, "false", "After listing, watch for changes."},
    {"frobnicate", 0, FlagType::boolean, "true", "Whatever a later verb brings."},
    {"selector", 'l', FlagType::text, "''", "Selector."},
    {"a-flag-with-a-very-long-name-indeed", 0, FlagType::integer, "5", "Its text stands below it."},
};
FlagTable made_up_flags() { return k_made_up_flags; }

const Verb k_made_up_verb = {
    .name = "frob",
    .summary = "Frob things",
    .description =
        "Frob things.\n\n A second paragraph of kubectl begins with a space and goes on for so long "
        "that it has to be broken.\n\n  * kept\n    as it is",
    .examples = "  # One\n  %s frob x\n  \n  # Two\n  %s frob y",
    .usage = "TYPE [flags]",
    .flags = made_up_flags,
    .parse = nullptr,
    .aliases = "fr,fro",
};

}  // namespace

TEST_CASE("wrap: lines are broken at spaces and indented") {
    CHECK(wrap("", 10) == "");
    CHECK(wrap("one two three", 8) == "one two\nthree");
    CHECK(wrap("one two three", 7) == "one two\nthree");
    CHECK(wrap("one two three", 10, 2, 4) == "one\n  two\n  three");
    CHECK(wrap("one\ntwo", 10, 3) == "one\n   two");
    CHECK(wrap("averyveryverylongword x", 5) == "averyveryverylongword\nx");
    CHECK(wrap("  in one two", 8, 1) == "  in one\n   two");
    CHECK(wrap("a\n\nb", 8, 2) == "a\n\n  b");
    CHECK(wrap("\xc3\xa4\xc3\xb6\xc3\xbc \xc3\x9f", 5) == "\xc3\xa4\xc3\xb6\xc3\xbc \xc3\x9f");
    CHECK(wrap_paragraphs("One.\n\n Two words\n  a  list\n", 5) == "One.\n\nTwo\nwords\n  a  list");
    CHECK(wrap_paragraphs("A:\n\n  1.  one two three\n  10. four five\n  * six seven", 14) ==
          "A:\n\n  1.  one two\n      three\n  10. four\n      five\n  * six seven");
    CHECK(wrap_paragraphs("A:\n  -x yy zz\n  1.\n  -  ", 5) == "A:\n  -x yy zz\n  1.\n  -");
}

TEST_CASE("help of a verb: every part, in its layout") {
    CHECK(verb_help(k_made_up_verb, "yare", 72) ==
          "Frob things.\n\n"
          "A second paragraph of kubectl begins with a space and goes on for so\n"
          "long that it has to be broken.\n\n"
          "  * kept\n"
          "    as it is\n\n"
          "Usage:\n"
          "  yare frob TYPE [flags]\n\n"
          "Aliases:\n"
          "  frob, fr, fro\n\n"
          "Examples:\n"
          "  # One\n"
          "  yare frob x\n\n"
          "  # Two\n"
          "  yare frob y\n\n"
          "Flags:\n"
          "      --frobnicate=true       Whatever a later verb brings.\n"
          "      --a-flag-with-a-very-long-name-indeed=5\n"
          "                              Its text stands below it.\n\n"
          "Selection flags:\n"
          "  -l, --selector=''           Selector.\n\n"
          "Output flags:\n"
          "  -o, --output=''             Output format. One of: (json, yaml).\n\n"
          "Watching flags:\n"
          "  -w, --watch                 After listing, watch for changes.\n\n"
          "Use \"yare options\" for a list of global command-line options (applies to\n"
          "all commands).\n");
}

TEST_CASE("help: where there is little room, texts stand below flags") {
    const auto text = verb_help(k_made_up_verb, "yare", 60);
    CHECK(has(text, "  -l, --selector=''\n        Selector.\n"));
    CHECK(wide_lines(text, 60).empty());
}

TEST_CASE("help fits its columns, whatever it is about") {
    for (const std::size_t columns : {60, 80, 100}) {
        CAPTURE(columns);
        CHECK(wide_lines(program_help("yare", columns), columns) == std::vector<std::string>());
        CHECK(wide_lines(options_help(columns), columns) == std::vector<std::string>());
        for (const auto* verb : verbs()) {
            CAPTURE(std::string(verb->name));
            for (const auto& line : wide_lines(verb_help(*verb, "yare", columns), columns)) {
                CAPTURE(line);
                const bool is_one_word = trim(line).find(' ') == std::string_view::npos;
                const bool is_kept = has(verb->description, line);  // a command to copy
                CHECK((is_one_word || is_kept));
            }
        }
    }
}

TEST_CASE("help names every flag of a verb once, and no global one") {
    for (const auto* verb : verbs()) {
        CAPTURE(std::string(verb->name));
        std::multiset<const FlagSpec*> shown;
        for (const auto& group : group_flags(*verb)) {
            CHECK(!group.flags.empty());
            shown.insert(group.flags.begin(), group.flags.end());
        }
        std::multiset<const FlagSpec*> all;
        for (const auto& flag : verb->flags()) {
            all.insert(&flag);
        }
        CHECK(shown == all);
    }
    std::size_t global = 0;
    for (const auto& group : group_global_flags()) {
        CHECK(group.title != "Flags");  // each has a heading
        global += group.flags.size();
    }
    CHECK(global == global_flags().size());
}

TEST_CASE("help names every verb of one word once") {
    std::multiset<const Verb*> shown;
    for (const auto& group : group_verbs()) {
        shown.insert(group.verbs.begin(), group.verbs.end());
    }
    const auto all = verbs_behind(nullptr);
    CHECK(shown == std::multiset<const Verb*>(all.begin(), all.end()));
    for (const auto* verb : all) {
        CHECK(has(program_help("yare"), std::string("\n  ") + verb->name + " "));
    }
}

TEST_CASE("help wherever it is asked for") {
    const std::string get = said({"get", "--help"});
    CHECK(has(get, "Usage:\n  yare get "));
    for (const std::vector<std::string>& args :
         std::vector<std::vector<std::string>>{{"get", "-h"},
                                               {"-h", "get"},
                                               {"get", "pods", "-n", "x", "-h"},
                                               {"get", "-h", "pods"},
                                               {"-n", "x", "--help", "get", "pods"},
                                               {"help", "get"}}) {
        CAPTURE(args.back());
        CHECK(said(args) == get);
    }
    const std::string tls = said({"create", "secret", "tls", "--help"});
    CHECK(has(tls, "Usage:\n  yare create secret tls "));
    CHECK(said({"--help", "create", "secret", "tls"}) == tls);
    CHECK(said({"create", "-h", "secret", "tls", "x"}) == tls);
    CHECK(said({"help", "create", "secret", "tls"}) == tls);
    CHECK(said({}) == said({"--help"}));
    CHECK(said({"help"}) == said({"-h"}));
    CHECK(has(said({"options"}), "  -n, --namespace=''"));
    CHECK(has(said({"get", "-h"}, 60), "  -o, --output=''\n        Output"));
}

TEST_CASE("words and flags that do not exist, and what may have been meant") {
    CHECK(refusal_of({"gte", "pods"}) ==
          "error: unknown command \"gte\" for \"yare\"\n\nDid you mean this?\n\tget");
    CHECK(refusal_of({"frobnicate"}) ==
          "error: unknown command \"frobnicate\" for \"yare\"\nSee 'yare --help' for usage.");
    CHECK(refusal_of({"help", "gte"}) == refusal_of({"gte"}));
    CHECK(
        refusal_of({"get", "pods", "--outptu", "json"}) ==
        "error: unknown flag: --outptu\nSee 'yare get --help' for usage.\n\nDid you mean this?\n\t--output");
    CHECK(refusal_of({"--namespcae=x", "get", "pods"}) ==
          "error: unknown flag: --namespcae\nSee 'yare get --help' for usage.\n\nDid you mean "
          "this?\n\t--namespace");
    CHECK(refusal_of({"--outptu", "json", "rollout", "-n", "x", "status", "a"})
              .starts_with("error: unknown flag: --outptu\nSee 'yare rollout status --help' for usage."));
    CHECK(refusal_of({"--nope", "get"}) == "error: unknown flag: --nope\nSee 'yare --help' for usage.");
    CHECK(refusal_of({"get", "pods", "--nope"}) ==
          "error: unknown flag: --nope\nSee 'yare get --help' for usage.");
    CHECK(refusal_of({"create", "configmpa", "x"}) ==
          "error: Unexpected args: [configmpa x]\nSee 'yare create -h' for help and examples\n\n"
          "Did you mean this?\n\tconfigmap");
    CHECK(refusal_of({"create", "secret", "genric"}) ==
          "error: unknown command \"genric\"\nSee 'yare create secret -h' for help and examples\n\n"
          "Did you mean this?\n\tgeneric");
}

TEST_CASE("the columns of help") {
    CHECK(help_columns({}, std::nullopt) == 80);
    CHECK(help_columns({}, 72) == 72);
    CHECK(help_columns({}, 20) == 60);
    CHECK(help_columns({}, 300) == 100);
    CHECK(help_columns({{"COLUMNS", "90"}}, std::nullopt) == 90);
    CHECK(help_columns({{"COLUMNS", "90"}}, 72) == 90);
    CHECK(help_columns({{"COLUMNS", "1"}}, 72) == 60);
    for (const char* wrong : {"", "0", "-5", "x", "80x", "99999999999999999999999"}) {
        CAPTURE(wrong);
        CHECK(help_columns({{"COLUMNS", wrong}}, 72) == 72);
    }
}
