#include "request/label_names.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_longest_label = 63;
constexpr std::size_t k_longest_subdomain = 253;
constexpr const char* k_label_form = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
bool is_punctuation(char c) { return c == '-' || c == '_' || c == '.'; }

bool is_label(std::string_view text) {
    return !text.empty() && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_alphanumeric(c) || is_punctuation(c); });
}

bool is_subdomain(std::string_view text) {
    const auto parts = split(text, '.');
    return std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
        const auto is_plain = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
        return !part.empty() && is_plain(part.front()) && is_plain(part.back()) &&
               std::all_of(part.begin(), part.end(), [&](char c) { return is_plain(c) || c == '-'; });
    });
}

std::string too_long(std::size_t most) {
    return "must be no more than " + std::to_string(most) + " characters";
}

std::string form(const std::string& words, const std::string& expression,
                 const std::vector<std::string>& examples) {
    std::string text = words + " (e.g. ";
    for (const auto& example : examples) {
        text += (&example == examples.data() ? "'" : " or '") + example + "', ";
    }
    return text + "regex used for validation is '" + expression + "')";
}

std::string label_key_form() {
    return form(
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        "alphanumeric character",
        k_label_form, {"MyName", "my.name", "123-abc"});
}

void add_path_problems(std::string_view text, std::vector<std::string>& problems) {
    if (text == "." || text == "..") {
        problems.push_back("must not be '" + std::string(text) + "'");
    } else if (text.starts_with("..")) {
        problems.emplace_back("must not start with '..'");
    }
}

}  // namespace

std::vector<std::string> label_key_problems(std::string_view key) {
    const auto parts = split(key, '/');
    if (parts.size() > 2) {
        return {"a valid label key " + label_key_form() +
                " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"};
    }
    std::vector<std::string> problems;
    if (parts.size() == 2) {
        const auto& prefix = parts.front();
        if (prefix.empty()) {
            problems.emplace_back("prefix part must be non-empty");
        }
        if (prefix.size() > k_longest_subdomain) {
            problems.push_back("prefix part " + too_long(k_longest_subdomain));
        }
        if (!prefix.empty() && !is_subdomain(prefix)) {
            problems.push_back(
                "prefix part " +
                form("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "
                     "'-' or '.', and must start and end with an alphanumeric character",
                     "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", {"example.com"}));
        }
    }
    const auto& name = parts.back();
    if (name.empty()) {
        problems.emplace_back("name part must be non-empty");
    } else if (name.size() > k_longest_label) {
        problems.push_back("name part " + too_long(k_longest_label));
    }
    if (!is_label(name)) {
        problems.push_back("name part " + label_key_form());
    }
    return problems;
}

std::vector<std::string> label_value_problems(std::string_view value) {
    std::vector<std::string> problems;
    if (value.size() > k_longest_label) {
        problems.push_back(too_long(k_longest_label));
    }
    if (!value.empty() && !is_label(value)) {
        problems.push_back(
            form("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
                 "'.', and must start and end with an alphanumeric character",
                 std::string("(") + k_label_form + ")?", {"MyValue", "my_value", "12345"}));
    }
    return problems;
}

std::vector<std::string> data_key_problems(std::string_view key) {
    std::vector<std::string> problems;
    if (key.size() > k_longest_subdomain) {
        problems.push_back(too_long(k_longest_subdomain));
    }
    const bool fits =
        std::all_of(key.begin(), key.end(), [](char c) { return is_alphanumeric(c) || is_punctuation(c); });
    if (key.empty() || !fits) {
        problems.push_back(form("a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                                "[-._a-zA-Z0-9]+", {"key.name", "KEY_NAME", "key-name"}));
    }
    add_path_problems(key, problems);
    return problems;
}

std::vector<std::string> variable_name_problems(std::string_view name) {
    std::vector<std::string> problems;
    const bool fits =
        std::all_of(name.begin(), name.end(), [](char c) { return is_alphanumeric(c) || is_punctuation(c); });
    if (name.empty() || !fits || is_digit(name.front())) {
        problems.push_back(
            form("a valid environment variable name must consist of alphabetic characters, digits, '_', '-', "
                 "or '.', and must not start with a digit",
                 "[-._a-zA-Z][-._a-zA-Z0-9]*", {"my.env-name", "MY_ENV.NAME", "MyEnvName1"}));
    }
    add_path_problems(name, problems);
    return problems;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (&part != parts.data()) {
            text += separator;
        }
        text += part;
    }
    return text;
}

}  // namespace yare
