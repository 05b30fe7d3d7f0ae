#include "status/fields.hpp"

#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace yare {

namespace {

// A text or nothing at all.
bool may_be_text(const JsonValue& value) {
    return value.kind() == JsonValue::Kind::missing || value.kind() == JsonValue::Kind::null ||
           value.is_string();
}

bool is_absent(const JsonValue& value) { return !value || value.kind() == JsonValue::Kind::null; }

}  // namespace

std::string group_of(const JsonValue& object) {
    const auto version = string_of(object.find("apiVersion"));
    const auto slash = version.find('/');
    return slash == std::string::npos ? std::string() : version.substr(0, slash);
}

std::string string_of(const JsonValue& value) { return value.is_string() ? value.text() : std::string(); }

std::optional<std::int64_t> integer_of(const JsonValue& value) {
    if (value.kind() != JsonValue::Kind::number) {
        return std::nullopt;
    }
    const auto text = value.raw();
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::int64_t count_of(const JsonValue& value, std::int64_t otherwise) {
    const auto number = integer_of(value);
    const bool fits = number && *number >= std::numeric_limits<std::int32_t>::min() &&
                      *number <= std::numeric_limits<std::int32_t>::max();
    return fits ? *number : otherwise;
}

std::optional<std::vector<ConditionFacts>> read_conditions(const JsonValue& object) {
    const auto status = object.find("status");
    const auto list = status.find("conditions");
    if ((!is_absent(status) && !status.is_object()) || (!is_absent(list) && !list.is_array())) {
        return std::nullopt;
    }
    std::vector<ConditionFacts> conditions;
    for (auto entry = list.first(); entry; entry = entry.next()) {
        const auto type = entry.find("type");
        const auto value = entry.find("status");
        const auto reason = entry.find("reason");
        const auto message = entry.find("message");
        if (!entry.is_object() || !may_be_text(type) || !may_be_text(value) || !may_be_text(reason) ||
            !may_be_text(message)) {
            return std::nullopt;
        }
        conditions.push_back({string_of(type), string_of(value), string_of(reason), string_of(message),
                              integer_of(entry.find("observedGeneration"))});
    }
    return conditions;
}

const ConditionFacts* find_condition(const std::vector<ConditionFacts>& conditions, std::string_view type) {
    for (const auto& condition : conditions) {
        if (condition.type == type) {
            return &condition;
        }
    }
    return nullptr;
}

std::string one_line(std::string_view text, std::size_t limit) {
    std::string line;
    std::size_t fitting = 0;  // how much of the line leaves room for the dots
    bool is_space_due = false;
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        const auto bytes = text.substr(0, length == 0 ? 1 : length);
        text.remove_prefix(bytes.size());
        if (length == 0 || code == U' ' || !is_printable(code)) {
            is_space_due = !line.empty();
            continue;
        }
        if (is_space_due) {
            line += ' ';
            is_space_due = false;
        }
        line += bytes;
        if (line.size() > limit) {
            line.resize(fitting);
            line += "...";
            break;
        }
        if (line.size() + 3 <= limit) {
            fitting = line.size();
        }
    }
    return line;
}

std::string said(std::string_view reason, std::string_view message) {
    auto line = one_line(reason, 100);
    const auto more = one_line(message);
    if (!line.empty() && !more.empty() && line != more) {
        line += ": " + more;
    } else if (line.empty()) {
        line = more;
    }
    if (line.ends_with('.') && !line.ends_with("..")) {
        line.pop_back();
    }
    return line;
}

std::string counted(std::int64_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string part_of(std::int64_t part, std::int64_t whole, std::string_view nouns) {
    return std::to_string(part) + " of " + std::to_string(whole) + " " + std::string(nouns);
}

}  // namespace yare
