#include "output/cell_color.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "output/align.hpp"

using namespace yare;

TEST_CASE("colours of statuses") {
    const std::vector<std::pair<Color, std::vector<std::string>>> cases = {
        {Color::green,
         {"Running", "Completed", "Ready", "Active", "Bound", "Current", "True", "1/1", "12/12",
          "Succeeded"}},
        {Color::yellow,
         {"Pending", "ContainerCreating", "PodInitializing", "Terminating", "Unknown", "InProgress", "0/1",
          "1/2", "Init:0/2", "Init:2/2", "Ready,SchedulingDisabled", "Released", "Init:PodInitializing"}},
        {Color::red,
         {"CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "Error",
          "Evicted",
          "OOMKilled",
          "Failed",
          "NotReady",
          "NotReady,SchedulingDisabled",
          "Init:Error",
          "Init:CrashLoopBackOff",
          "Init:ExitCode:1",
          "False (MissingEndpoints)",
          "False",
          "NotFound",
          "CreateContainerConfigError",
          "InvalidImageName",
          "OutOfcpu",
          "UnexpectedAdmissionError",
          "ContainerCannotRun",
          "Signal:9",
          "DeadlineExceeded",
          "Lost"}},
        {Color::none, {"", "<none>", "0/0", "web", "1/x", "/", "/1", "1/", "5", "RunningLate", ",", "Init"}},
    };
    for (const auto& [color, texts] : cases) {
        for (const auto& text : texts) {
            CAPTURE(text);
            CHECK(cell_color(CellKind::status, text) == color);
            CHECK(cell_color(CellKind::plain, text) == Color::none);
        }
    }
    CHECK(cell_color(CellKind::event, "Warning") == Color::yellow);
    CHECK(cell_color(CellKind::event, "Normal") == Color::none);
    CHECK(cell_color(CellKind::event, "Running") == Color::none);
}

TEST_CASE("columns of statuses") {
    for (const std::string column : {"STATUS", "PHASE", "READY", "STATE", "HEALTH", "SYNC STATUS"}) {
        CHECK(cell_kind(column) == CellKind::status);
    }
    for (const std::string column : {"NAME", "", "AGE", "STATUSES", "READY REPLICAS", "REASON"}) {
        CHECK(cell_kind(column) == CellKind::plain);
    }
    CHECK(cell_kind("TYPE") == CellKind::event);
}

namespace {

std::string printed(bool painted) {
    AlignedLines lines;
    const std::vector<std::vector<std::string>> rows = {{"web-0", "1/1", "Running", "5d"},
                                                        {"web-1", "0/1", "CrashLoopBackOff", "1h"},
                                                        {"käse", "0/1", "Completed", ""}};
    if (painted) {
        lines.paint({"NAME", "READY", "STATUS", "AGE"});
    }
    for (const char* name : {"NAME", "READY", "STATUS", "AGE"}) {
        lines.cell(name);
    }
    lines.end_header();
    for (const auto& row : rows) {
        for (const auto& cell : row) {
            lines.cell(cell);
        }
        lines.end_line();
    }
    StringOutput out;
    lines.print(out);
    lines.cell("late");
    lines.cell("0/2");
    lines.cell("Running");
    lines.end_line();
    lines.print(out);
    return out.text();
}

std::string without_colors(std::string text) {
    for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
        text.erase(at, text.find('m', at) + 1 - at);
    }
    return text;
}

}  // namespace

TEST_CASE("colours change nothing but colours") {
    CHECK(printed(false).find('\x1b') == std::string::npos);
    CHECK(without_colors(printed(true)) == printed(false));
    CHECK(printed(true) ==
          "\x1b[1mNAME\x1b[0m    \x1b[1mREADY\x1b[0m   \x1b[1mSTATUS\x1b[0m             \x1b[1mAGE\x1b[0m\n"
          "web-0   \x1b[32m1/1\x1b[0m     \x1b[32mRunning\x1b[0m            5d\n"
          "web-1   \x1b[33m0/1\x1b[0m     \x1b[31mCrashLoopBackOff\x1b[0m   1h\n"
          "käse    0/1     \x1b[32mCompleted\x1b[0m          \n"
          "late    \x1b[33m0/2\x1b[0m     \x1b[32mRunning\x1b[0m\n");
}
