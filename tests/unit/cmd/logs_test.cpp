#include <doctest/doctest.h>

#include "cmd/command.hpp"

using namespace yare;

namespace {

using Args = std::vector<std::string>;

LogsRequest parse(Args args) {
    args.insert(args.begin(), "logs");
    return std::get<LogsRequest>(std::get<ApiCommand>(parse_command(args, "kubectl")).what);
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

std::string join(const Args& args) {
    std::string text = "logs";
    for (const auto& arg : args) {
        text += " " + arg;
    }
    return text;
}

// `pods/web-0 deploy/a`
std::string targets(const LogsRequest& request) {
    std::string text;
    for (const auto& target : request.targets) {
        text += (text.empty() ? "" : " ") + target.type.text + "/" + target.name;
    }
    return text;
}

const std::string k_usage =
    "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\n"
    "POD or TYPE/NAME is a required argument for the logs command\n"
    "See 'kubectl logs -h' for help and examples";
const std::string k_one_of_both =
    "error: only a selector (-l) or a POD name is allowed\nSee 'kubectl logs -h' for help and examples";
const std::string k_nothing =
    "error: You must provide one or more resources by argument or filename.\n"
    "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n"
    "   '<resource> <name>'\n   '<resource>'";
const std::string k_slashes = "error: arguments in resource/name form may not have more than one slash";
const std::string k_single = "error: arguments in resource/name form must have a single resource and name";
const std::string k_selector_and_name =
    "error: selectors and the all flag cannot be used when passing resource/name arguments";
const std::string k_help = "\nSee 'kubectl logs --help' for usage.";

std::string bad_value(const std::string& value, const std::string& flag, const std::string& why) {
    return "error: invalid argument \"" + value + "\" for \"--" + flag + "\" flag: " + why + k_help;
}

std::string bad_time(const std::string& time, const std::string& rest, const std::string& element) {
    return "error: parsing time \"" + time + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + rest +
           "\" as \"" + element + "\"";
}

struct Refusal {
    Args args;
    std::string words;
};

void check(const std::vector<Refusal>& rows) {
    for (const auto& row : rows) {
        const auto call = join(row.args);
        CAPTURE(call);
        CHECK(refusal(row.args) == row.words);
    }
}

}  // namespace

TEST_CASE("arguments of logs are a pod or TYPE/NAME and a container, or several targets") {
    struct Row {
        Args args;
        std::string targets, container;
    };
    const Row rows[] = {
        {{"web-0"}, "pods/web-0", ""},
        {{"web-0", "c"}, "pods/web-0", "c"},
        {{"-c", "c", "web-0"}, "pods/web-0", "c"},
        {{"web-0", "-pc", "c"}, "pods/web-0", "c"},
        {{"web-0", ""}, "pods/web-0", ""},
        {{"pod/web-0"}, "pod/web-0", ""},
        {{"deploy/a", "c"}, "deploy/a", "c"},
        {{"deployments.v1.apps/a", "--", "c"}, "deployments.v1.apps/a", "c"},
        {{"web-0,b"}, "pods/web-0,b", ""},
        {{"pod/web-0,b"}, "pod/web-0,b", ""},
        {{"po,po/web-0"}, "po,po/web-0", ""},
        {{"--", "-x"}, "pods/-x", ""},
        {{"-l", "", "web-0"}, "pods/web-0", ""},
        {{"deploy/a", "deploy/b"}, "deploy/a deploy/b", ""},
        {{"web-0", "pod/web-1", "sts/db"}, "pods/web-0 pod/web-1 sts/db", ""},
        {{"deploy/a", "deploy/b", "-c", "c"}, "deploy/a deploy/b", "c"},
        {{"-l", "app=web"}, "", ""},
        {{"-l", "app=web", "", "c"}, "", "c"},
    };
    for (const auto& row : rows) {
        const auto call = join(row.args);
        CAPTURE(call);
        const auto request = parse(row.args);
        CHECK(targets(request) == row.targets);
        CHECK(request.container == row.container);
    }
    CHECK(parse({"-l", " app=web "}).label_selector == "app=web");
    CHECK(parse({"web-0", "c"}).container_is_argument);
    CHECK_FALSE(parse({"web-0", "-c", "c"}).container_is_argument);
}

// The words of kubectl 1.36.4, but for several targets, which it does not have.
TEST_CASE("wrong arguments of logs") {
    check({
        {{}, k_usage},
        {{"-f", "-p"}, k_usage},
        {{"a", "b", "c"}, k_usage},
        {{"a", "b", "c", "-l", "x=y"}, k_usage},
        {{"deploy/a", "deploy/b", "c"}, k_usage},
        {{"deploy/a", "c", "deploy/b"}, k_usage},
        {{"-l", "app=web", "web-0"}, k_one_of_both},
        {{"-l", "app=web", "pod/web-0"}, k_one_of_both},
        {{"-l", " ", "web-0"}, k_one_of_both},
        {{"-l", "app=web", "web-0", "c"}, k_selector_and_name},
        {{"-l", "app=web", "pod/a", "pod/b"}, k_selector_and_name},
        {{"-l", " "}, "error: resource(s) were provided, but no name was specified"},
        {{"-l", " ", "web-0", "c"},
         "error: you may not specify individual resources and bulk resources in the same call"},
        {{"-l", "app=x", "a/b/c", "d"}, k_slashes},
        {{"a/b/c"}, k_slashes},
        {{"a", "a/b/c"}, k_slashes},
        {{"/x"}, k_single},
        {{"x/"}, k_single},
        {{"/"}, k_single},
        {{"deploy/a", "x/"}, k_single},
        {{"po,svc/web-0"}, k_single},
        {{""}, k_nothing},
        {{"", "c"}, k_nothing},
        {{"", "pod/c"}, k_nothing},
        {{"web-0", "-A"}, "error: unknown shorthand flag: 'A' in -A" + k_help},
        {{"web-0", "-c"}, "error: flag needs an argument: 'c' in -c" + k_help},
    });
}

TEST_CASE("switches of logs") {
    const auto plain = parse({"web-0"});
    CHECK_FALSE(
        (plain.all_containers || plain.all_pods || plain.follow || plain.previous || plain.timestamps));
    CHECK_FALSE((plain.prefix || plain.merge || plain.ignore_errors || plain.skip_backend_verification));
    CHECK_FALSE((plain.raw_control || plain.container_is_argument));
    CHECK(plain.follow_new);
    CHECK(plain.max_requests == 50);
    CHECK(plain.output == LogsRequest::Output::raw);
    CHECK(plain.pod_running_timeout == Milliseconds(20000));
    const auto all =
        parse({"web-0", "--all-containers", "--all-pods", "-fp", "--timestamps", "--ignore-errors",
               "--insecure-skip-tls-verify-backend", "--raw-control", "--follow-new=false", "-o", "json",
               "--max-log-requests=3", "--pod-running-timeout=1500ms"});
    CHECK((all.all_containers && all.all_pods && all.follow && all.previous && all.timestamps));
    CHECK((all.ignore_errors && all.skip_backend_verification && all.raw_control));
    CHECK_FALSE(all.follow_new);
    CHECK(all.output == LogsRequest::Output::json);
    CHECK(all.max_requests == 3);
    CHECK(all.pod_running_timeout == Milliseconds(1500));
    CHECK(parse({"web-0", "--merge"}).merge);
    CHECK(parse({"web-0", "--merge", "-f=false"}).merge);
    CHECK(parse({"web-0", "--prefix"}).prefix);
    CHECK(parse({"web-0", "--all-pods", "--prefix=false"}).prefix);
    CHECK(parse({"web-0", "-o", "raw"}).output == LogsRequest::Output::raw);
    CHECK(parse({"web-0", "--pod-running-timeout=1ns"}).pod_running_timeout == Milliseconds(1));
    CHECK(parse({"web-0", "--max-log-requests=3000000000"}).max_requests == 2147483647);
}

TEST_CASE("how many lines and bytes of logs") {
    CHECK_FALSE(parse({"web-0"}).tail);
    CHECK_FALSE(parse({"web-0", "--tail=-1"}).tail);
    CHECK(parse({"web-0", "--tail=0"}).tail == 0);
    CHECK(parse({"web-0", "--tail=0x10"}).tail == 16);
    CHECK(parse({"-l", "app=web"}).tail == 10);
    CHECK(parse({"-l", "app=web", "--tail=3"}).tail == 3);
    CHECK_FALSE(parse({"-l", "app=web", "--tail=-1"}).tail);
    CHECK_FALSE(parse({"web-0"}).limit_bytes);
    CHECK_FALSE(parse({"web-0", "--limit-bytes=0"}).limit_bytes);
    CHECK(parse({"web-0", "--limit-bytes=500"}).limit_bytes == 500);
}

TEST_CASE("--since is rounded to seconds, halves away from zero") {
    CHECK_FALSE(parse({"web-0"}).since);
    CHECK_FALSE(parse({"web-0", "--since=0"}).since);
    CHECK(parse({"web-0", "--since=1h"}).since == 3600);
    CHECK(parse({"web-0", "--since=400ms"}).since == 0);  // the server refuses it
    CHECK(parse({"web-0", "--since=-400ms"}).since == 0);
    CHECK(parse({"web-0", "--since=500ms"}).since == 1);
    CHECK(parse({"web-0", "--since=1499ms"}).since == 1);
    CHECK(parse({"web-0", "--since=2500ms"}).since == 3);
}

TEST_CASE("--since-time travels in UTC and full seconds") {
    const auto sent = [](const char* time) {
        return parse({"web-0", "--since-time", time, "--since=0"}).since_time;
    };
    CHECK(sent("") == "");
    CHECK(sent("2026-11-22T10:00:00Z") == "2026-11-22T10:00:00Z");
    CHECK(sent("2026-11-22T10:00:00.999999999-07:30") == "2026-11-22T17:30:00Z");
    CHECK(sent("2026-11-22T10:00:00,5+02:00") == "2026-11-22T08:00:00Z");
    CHECK(sent("2026-11-22T1:00:00Z") == "2026-11-22T01:00:00Z");
    CHECK(sent("2026-11-22T10:00:00-24:60") == "2026-11-23T11:00:00Z");
    CHECK(sent("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59Z");
    CHECK(sent("0000-01-01T00:00:00Z") == "0000-01-01T00:00:00Z");
    CHECK(sent("9999-12-31T23:59:59-12:00") == "10000-01-01T11:59:59Z");
}

// The words of kubectl 1.36.4, which are those of Go's package time.
TEST_CASE("--since-time that is no time") {
    struct Row {
        std::string time, rest, element;
    };
    for (const auto& row : std::vector<Row>{
             {"garbage", "garbage", "2006"},
             {" ", " ", "2006"},
             {"202", "202", "2006"},
             {"2a26-11-22T10:00:00Z", "2a26-11-22T10:00:00Z", "2006"},
             {"99999-11-22T10:00:00Z", "9-11-22T10:00:00Z", "-"},
             {"2026-1-22T10:00:00Z", "1-22T10:00:00Z", "01"},
             {"2026-11-22", "", "T"},
             {"2026-11-22 10:00:00Z", " 10:00:00Z", "T"},
             {"2026-11-22t10:00:00z", "t10:00:00z", "T"},
             {"2026-11-22T10:0:00Z", "0:00Z", "04"},
             {"2026-11-22T10:00:00", "", "Z07:00"},
             {"2026-11-22T10:00:00.5", "", "Z07:00"},
             {"2026-11-22T10:00:00.Z", ".Z", "Z07:00"},
             {"2026-11-22T10:00:00+0200", "+0200", "Z07:00"},
             {"2026-11-22T10:00:00+1:30", "+1:30", "Z07:00"},
             {"2026-11-22T10:00:00+a1:30", "+a1:30", "Z07:00"},
             {"2026-11-22T10:00:00*01:30", "*01:30", "Z07:00"},
         }) {
        CHECK(refusal({"web-0", "--since-time", row.time}) == bad_time(row.time, row.rest, row.element));
    }
    CHECK(refusal({"web-0", "--since-time=\xff\t\""}) ==
          bad_time("\\xff\\x09\\\"", "\\xff\\x09\\\"", "2006"));
    for (const auto& [time, why] : std::vector<std::pair<std::string, std::string>>{
             {"2026-13-22T10:00:00Z", "month out of range"},
             {"2026-99-22T", "month out of range"},
             {"2026-02-30T10:00:00Z", "day out of range"},
             {"2026-11-00T10:00:00Z", "day out of range"},
             {"2026-11-22T24:00:00Z", "hour out of range"},
             {"2026-11-22T10:61:00Z", "minute out of range"},
             {"2026-11-22T10:00:61Z", "second out of range"},
             {"2026-11-22T10:00:00+25:00", "time zone offset hour out of range"},
             {"2026-11-22T10:00:00+01:61", "time zone offset minute out of range"},
             {"2026-11-22T10:00:00Zx", "extra text: \"x\""},
         }) {
        CHECK(refusal({"web-0", "--since-time", time}) == "error: parsing time \"" + time + "\": " + why);
    }
}

// In kubectl's order and, but for those of flags that it does not have, in its words.
TEST_CASE("flags of logs that do not go together, or out of range") {
    const std::string since_twice = "error: at most one of `sinceTime` or `sinceSeconds` may be specified";
    const std::string timeout = "error: --pod-running-timeout must be higher than zero";
    const std::string bytes = "error: --limit-bytes must be greater than 0";
    const std::string tail = "error: --tail must be greater than or equal to -1";
    const std::string container =
        "error: --all-containers=true should not be specified with container name c";
    check({
        {{"web-0", "--since=1h", "--since-time=2026-11-22T10:00:00Z"}, since_twice},
        {{"web-0", "--since=-5s", "--since-time=2026-11-22T10:00:00Z"}, since_twice},
        {{"web-0", "--since=-5s"}, "error: --since must be greater than 0"},
        {{"web-0", "--since=5"}, bad_value("5", "since", "time: missing unit in duration \"5\"")},
        {{"web-0", "--all-containers", "-c", "c"}, container},
        {{"web-0", "c", "--all-containers"}, container},
        {{"web-0", "--all-containers", "-c", "d", "c"}, container},
        {{"web-0", "-c", "d", "c"}, "error: only one of -c or an inline [CONTAINER] arg is allowed"},
        {{"web-0", "-c", "", "c"}, "error: only one of -c or an inline [CONTAINER] arg is allowed"},
        {{"web-0", "--all-containers", "-c", ""}, ""},
        {{"web-0", "--limit-bytes=-1"}, bytes},
        {{"--tail=-5", "--limit-bytes=-5", "--since=-5s", "web-0"}, bytes},
        {{"web-0", "--tail=-2"}, tail},
        {{"-l", "app=web", "--tail=-2"}, tail},
        {{"web-0", "--pod-running-timeout=0"}, timeout},
        {{"web-0", "--pod-running-timeout=-1s"}, timeout},
        {{"--pod-running-timeout=0", "--since-time=x", "web-0"}, timeout},
        {{"--pod-running-timeout=0", "--since-time=x"}, k_usage},
        {{"web-0", "--since-time=x", "--limit-bytes=-1"}, bad_time("x", "x", "2006")},
        {{"a/b/c", "--limit-bytes=-1"}, k_slashes},
        {{"web-0", "--merge", "-f"}, "error: --merge and --follow cannot be specified together"},
        {{"web-0", "-o", "yaml"},
         "error: unexpected -o output mode: yaml. We only support '-o raw' and '-o json'"},
    });
}

TEST_CASE("--until is a duration back from now or a time") {
    CHECK_FALSE(parse({"web-0"}).until_ago);
    CHECK_FALSE(parse({"web-0", "--until="}).until_ago);
    CHECK(parse({"web-0", "--until=1m30s"}).until_ago == Milliseconds(90000));
    CHECK(parse({"web-0", "--until=0"}).until_ago == Milliseconds(0));
    CHECK_FALSE(parse({"web-0", "--until=1m30s"}).until_time);
    const auto request = parse({"web-0", "--until=2026-11-22T10:00:00.5+02:00"});
    CHECK(request.until_time == parse_rfc3339("2026-11-22T08:00:00.5Z"));
    CHECK_FALSE(request.until_ago);
    CHECK(parse({"web-0", "--since=2h", "--until=1h"}).until_ago == Milliseconds(3600000));
    const std::string empty = "error: --until must be later than --since or --since-time";
    const std::string form =
        "must be a duration like 5s, 2m, or 3h, or a time like 2026-11-22T10:00:00Z (RFC3339)";
    const std::string time = "--since-time=2026-11-22T10:00:00Z";
    check({
        {{"web-0", "--until=-5s"}, "error: --until must be greater than or equal to 0"},
        {{"web-0", "--until=5"}, bad_value("5", "until", form)},
        {{"web-0", "--until=yesterday"}, bad_value("yesterday", "until", form)},
        {{"web-0", "--until=2026-11-22"}, bad_value("2026-11-22", "until", form)},
        {{"web-0", "--since=1h", "--until=1h"}, empty},
        {{"web-0", "--since=1h", "--until=2h"}, empty},
        {{"web-0", time, "--until=2026-11-22T10:00:00Z"}, empty},
        {{"web-0", time, "--until=2026-11-22T10:00:00.1Z"}, ""},
        {{"web-0", time, "--until=1h"}, ""},
    });
}

TEST_CASE("patterns of logs are compiled") {
    const auto request = parse({"web-0", "--include=a{2},b", "--include", "(?i)err", "--exclude=^$"});
    REQUIRE(request.include.size() == 2);
    CHECK(request.include[0].matches("aa,b"));
    CHECK_FALSE(request.include[0].matches("a"));
    CHECK(request.include[1].matches("an ERROR"));
    REQUIRE(request.exclude.size() == 1);
    CHECK(request.exclude[0].matches(""));
    CHECK_FALSE(request.highlight);
    for (const char* flag : {"include", "exclude", "highlight"}) {
        const std::string name = flag;
        CHECK(refusal({"web-0", "--" + name + "=("}) ==
              bad_value("(", name, "error parsing regexp: missing closing ): `(`"));
        CHECK(refusal({"web-0", "--" + name + "=a", "--" + name + "=b)|(c"}) ==
              bad_value("b)|(c", name, "error parsing regexp: unexpected ): `b)|(c`"));
    }
}

TEST_CASE("--highlight marks what one of its patterns matches") {
    const auto one = parse({"web-0", "--highlight=a|b"}).highlight;
    REQUIRE(one);
    CHECK(one->find("xb") == Regex::Match{1, 2});
    const auto several =
        parse({"web-0", "--highlight=(?i)a", "--highlight=\\Q(b", "--highlight=c"}).highlight;
    REQUIRE(several);
    CHECK(several->find("xA") == Regex::Match{1, 2});
    CHECK(several->find("x(b)") == Regex::Match{1, 3});
    CHECK(several->find("xc") == Regex::Match{1, 2});
    CHECK_FALSE(several->matches("C"));
}
