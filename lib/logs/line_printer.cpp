#include "logs/line_printer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/terminal.hpp"
#include "logs/json_text.hpp"

namespace yare {

namespace {

// A pod's colour and the one of its containers, as SGR: none is black, white or grey.
struct Tones {
    std::string_view pod;
    std::string_view container;
};

constexpr std::array<Tones, 12> k_tones = {{
    {"36", "96"},
    {"32", "92"},
    {"35", "95"},
    {"33", "93"},
    {"34", "94"},
    {"31", "91"},
    {"96", "36"},
    {"92", "32"},
    {"95", "35"},
    {"93", "33"},
    {"94", "34"},
    {"91", "31"},
}};

// FNV-1a: a pod has the same colour wherever it is shown.
const Tones& tones_of(std::string_view pod) {
    std::uint32_t hash = 2166136261;
    for (const char c : pod) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
    }
    return k_tones[(hash ^ (hash >> 16)) % k_tones.size()];
}

// kubectl 1.36, pkg/cmd/logs: addPrefixIfNeeded.
std::string prefix(const LogStyle& style, std::string pod, std::string container) {
    if (style.harmless) {
        pod = harmless(pod);
        container = harmless(container);
    }
    if (!style.color) {
        return "[pod/" + pod + '/' + container + "] ";
    }
    const Tones& tones = tones_of(pod);
    const auto sgr = [](std::string_view tone) { return "\x1b[" + std::string(tone) + 'm'; };
    return sgr(tones.pod) + "[pod/" + pod + '/' + sgr(tones.container) + container + sgr(tones.pod) +
           "]\x1b[m ";
}

std::string json_head(std::string_view pod, std::string_view container) {
    return "{\"pod\":\"" + json_text(pod) + "\",\"container\":\"" + json_text(container) +
           "\",\"timestamp\":";
}

bool any_matches(const std::vector<Regex>& patterns, std::string_view text) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const Regex& pattern) { return pattern.matches(text); });
}

}  // namespace

LinePrinter::LinePrinter(const LogStyle& style, std::string pod, std::string container)
    : style_(style),
      text_(style),
      is_plain_(!style.json && text_.is_verbatim()),
      chooses_(!style.include.empty() || !style.exclude.empty()) {
    if (style.json) {
        head_ = json_head(pod, container);
    } else if (style.prefix) {
        head_ = prefix(style, std::move(pod), std::move(container));
    }
}

void LinePrinter::print(std::string& out, const LinePart& part) {
    if (part.first && style_.stamped) {
        print(out, part, split_stamp(part.text));
    } else {
        print(out, part, {std::nullopt, {}, part.text});
    }
}

void LinePrinter::print(std::string& out, const LinePart& part, const StampedLine& line) {
    if (!part.first) {
        if (is_shown_) {
            add(out, part.text, part);
        }
        return;
    }
    is_shown_ = is_wanted(line);
    if (!is_shown_) {
        return;
    }
    if (part.last && is_plain_) {
        out.append(head_).append(style_.show_stamps ? part.text : line.message);
        out.append(part.newline ? 1 : 0, '\n');
    } else {
        begin(out, part, line);
    }
}

bool LinePrinter::is_wanted(const StampedLine& line) {
    if (line.time) {
        time_ = line.time;
        is_late_ = style_.until && *line.time >= *style_.until;
    }
    if (is_late_ || !chooses_) {
        return !is_late_;
    }
    return (style_.include.empty() || any_matches(style_.include, line.message)) &&
           !any_matches(style_.exclude, line.message);
}

void LinePrinter::begin(std::string& out, const LinePart& part, const StampedLine& line) {
    if (style_.json) {
        cut_.clear();
        out += head_;
        if (line.stamp.empty()) {
            out += "null";
        } else {
            out.append(1, '"').append(line.stamp).append(1, '"');
        }
        out += ",\"message\":\"";
    } else {
        text_.begin(out, line.message);
        out += head_;
        if (style_.show_stamps) {
            out.append(part.text.substr(0, part.text.size() - line.message.size()));
        }
    }
    add(out, line.message, part);
}

void LinePrinter::add(std::string& out, std::string_view text, const LinePart& part) {
    if (style_.json) {
        append_json_text(out, text, cut_, part.last);
        if (part.last) {
            out += "\"}\n";
        }
        return;
    }
    text_.add(out, text, part.last);
    if (part.last && part.newline) {
        out += '\n';
    }
}

}  // namespace yare
