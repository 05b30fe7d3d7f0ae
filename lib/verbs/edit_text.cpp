#include "verbs/edit_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";

bool is_comment(std::string_view line) { return trim(line).starts_with('#'); }

}  // namespace

std::string_view without_edit_header(std::string_view text) {
    if (text.starts_with(k_byte_order_mark)) {
        text.remove_prefix(k_byte_order_mark.size());
    }
    while (text.starts_with('#')) {
        const std::size_t end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return text;
}

bool has_edited_content(std::string_view text) {
    const auto lines = split(without_edit_header(text), '\n');
    return std::any_of(lines.begin(), lines.end(),
                       [](const std::string& line) { return !trim(line).empty() && !is_comment(line); });
}

std::string edited_meaning(const std::string& text) {
    std::string all;
    try {
        for (const auto& document : read_yaml(text)) {
            all += to_go_json(document.value) + "\n";
        }
    } catch (const YamlError&) {
        all.clear();
        for (const auto& line : split(without_edit_header(text), '\n')) {
            all += is_comment(line) ? "" : line + "\n";
        }
    }
    return all;
}

std::string edit_header(const std::vector<EditReason>& reasons) {
    std::string text =
        "# Please edit the object below. Lines beginning with a '#' will be ignored,\n"
        "# and an empty file will abort the edit. If an error occurs while saving this file will be\n"
        "# reopened with the relevant failures.\n#\n";
    const auto comment = [](const std::string& words) {
        std::string out;
        for (const auto& line : split(words, '\n')) {
            out += (out.empty() ? "" : "\n# ") + line;
        }
        return out + "\n";
    };
    for (const auto& reason : reasons) {
        text += "# " + comment(reason.head + (reason.items.empty() ? "" : ":"));
        for (const auto& item : reason.items) {
            text += "# * " + comment(item);
        }
        text += "#\n";
    }
    return text;
}

}  // namespace yare
