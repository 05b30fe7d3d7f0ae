#include "base/color.hpp"

namespace yare {

namespace {

std::string_view sequence(Color color) {
    switch (color) {
        case Color::none:
            return "";
        case Color::bold:
            return "\x1b[1m";
        case Color::red:
            return "\x1b[31m";
        case Color::green:
            return "\x1b[32m";
        case Color::yellow:
            return "\x1b[33m";
    }
    return "";
}

// How much of a line of an error says that it is one.
std::size_t error_words(std::string_view line) {
    for (const std::string_view start : {"error:", "Error:", "Error in configuration:"}) {
        if (line.starts_with(start)) {
            return start.size();
        }
    }
    const auto colon = line.find(':');
    const bool of_server = line.starts_with("Error from server") && colon != std::string_view::npos;
    return of_server ? colon + 1 : 0;
}

}  // namespace

std::optional<ColorChoice> parse_color_choice(std::string_view word) {
    return word == "auto"     ? std::optional(ColorChoice::automatic)
           : word == "always" ? std::optional(ColorChoice::always)
           : word == "never"  ? std::optional(ColorChoice::never)
                              : std::nullopt;
}

bool allows_color(ColorChoice choice, const std::map<std::string, std::string, std::less<>>& environment,
                  bool is_terminal) {
    const auto value = [&](std::string_view name) -> std::string_view {
        const auto found = environment.find(name);
        return found == environment.end() ? std::string_view() : found->second;
    };
    if (choice != ColorChoice::automatic || !value("NO_COLOR").empty()) {
        return choice == ColorChoice::always;
    }
    if (!value("CLICOLOR_FORCE").empty() && value("CLICOLOR_FORCE") != "0") {
        return true;
    }
    return is_terminal && value("CLICOLOR") != "0" && value("TERM") != "dumb";
}

void write_colored(Output& out, Color color, std::string_view text) {
    if (color == Color::none || text.empty()) {
        out.write(text);
        return;
    }
    out.write_trusted(sequence(color));
    out.write(text);
    out.write_trusted("\x1b[0m");
}

void write_error_colored(Output& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end == std::string_view::npos ? end : end + 1);
        const auto words = error_words(line);
        write_colored(out, Color::red, line.substr(0, words));
        out.write(line.substr(words));
        text.remove_prefix(line.size());
    }
}

}  // namespace yare
