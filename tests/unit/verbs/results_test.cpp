#include "verbs/results.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "base/error.hpp"

using namespace yare;

namespace {

const std::string k_object = R"({"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}})";

std::string said(Format::Kind kind, DryRun dry_run, const std::string& object = k_object) {
    StringOutput out;
    Format format;
    format.kind = kind;
    Results results(format, dry_run, out);
    results.object(object, "created");
    return out.text();
}

}  // namespace

TEST_CASE("what is said of an object, by format and dry run") {
    CHECK(said(Format::Kind::table, DryRun::none) == "configmap/a created\n");
    CHECK(said(Format::Kind::table, DryRun::client) == "configmap/a created (dry run)\n");
    CHECK(said(Format::Kind::table, DryRun::server) == "configmap/a created (server dry run)\n");
    CHECK(said(Format::Kind::name, DryRun::server) == "configmap/a\n");
    CHECK(said(Format::Kind::json, DryRun::none).starts_with("{\n    \"apiVersion\": \"v1\""));
    CHECK(said(Format::Kind::yaml, DryRun::none).find("kind: ConfigMap\n") != std::string::npos);
    for (const char* odd : {"[]", "7", "null", "\"a\"", "", "{", "oh"}) {
        CHECK_THROWS_AS(said(Format::Kind::table, DryRun::none, odd), Error);
    }
}

TEST_CASE("results come in their order, each as soon as those before it are there") {
    InOrder in_order(4);
    std::string told;
    const auto add = [&](std::size_t index) {
        in_order.add(index, [&told, index] { told += std::to_string(index); });
    };
    add(2);
    CHECK(told == "");
    add(0);
    CHECK(told == "0");
    add(1);
    CHECK(told == "012");
    add(3);
    CHECK(told == "0123");
}

TEST_CASE("progress is for a terminal and a long call, and is taken away") {
    for (const bool terminal : {false, true}) {
        StringOutput out, err;
        Streams streams{-1, out, err, terminal};
        {
            Progress progress(streams, "creating", 3);
            progress.set(1);
            CHECK(err.text() == "");
            std::this_thread::sleep_for(std::chrono::milliseconds(750));
            progress.set(2);
            CHECK(err.text() == (terminal ? "creating 2/3" : ""));
        }
        CHECK(err.text() == (terminal ? "creating 2/3\r\x1b[K" : ""));
    }
}
