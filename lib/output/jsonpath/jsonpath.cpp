#include "output/jsonpath/jsonpath.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "output/jsonpath/evaluator.hpp"
#include "output/jsonpath/parser.hpp"
#include "output/jsonpath/template.hpp"

namespace yare {

namespace jsonpath {

namespace {

bool has_identifier(const Condition& condition) {
    return has_identifier(condition.left) || has_identifier(condition.right) ||
           std::any_of(condition.parts.begin(), condition.parts.end(),
                       [](const Condition& part) { return has_identifier(part); });
}

bool is_word(const Path& path, std::string_view word) {
    return !path.empty() && path.front().kind == Node::Kind::identifier && path.front().name == word;
}

bool is_balanced(const Path& nodes) {
    std::size_t open = 0;
    for (const auto& node : nodes) {
        if (opens_range(node)) {
            ++open;
        } else if (closes_range(node)) {
            if (open == 0) {
                return false;
            }
            --open;
        } else if (has_identifier(node.paths.empty() ? Path{} : node.paths.front())) {
            return false;
        }
    }
    return open == 0;
}

}  // namespace

bool has_identifier(const Path& path) {
    return std::any_of(path.begin(), path.end(), [](const Node& node) {
        return node.kind == Node::Kind::identifier || (node.condition && has_identifier(*node.condition)) ||
               std::any_of(node.paths.begin(), node.paths.end(),
                           [](const Path& each) { return has_identifier(each); });
    });
}

bool opens_range(const Node& node) {
    return node.kind == Node::Kind::action && is_word(node.paths.front(), "range") &&
           !has_identifier(Path(node.paths.front().begin() + 1, node.paths.front().end()));
}

bool closes_range(const Node& node) {
    return node.kind == Node::Kind::action && node.paths.front().size() == 1 &&
           is_word(node.paths.front(), "end");
}

std::size_t find_end(const Path& nodes, std::size_t at) {
    std::size_t open = 0;
    for (;; ++at) {
        open += opens_range(nodes[at]) ? 1 : 0;
        if (closes_range(nodes[at]) && --open == 0) {
            return at;
        }
    }
}

}  // namespace jsonpath

namespace {

// ` (at character 4: "[0")`, or with the line in a template of several.
std::string place(std::string_view text, std::size_t offset) {
    constexpr std::size_t k_shown = 20;
    const std::string_view before = text.substr(0, offset);
    const auto count_from = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto count = [](std::string_view part) {
        return std::count_if(part.begin(), part.end(),
                             [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    };
    std::string out = " (at ";
    if (text.find('\n') < text.size() - 1) {
        out += "line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ", ";
    }
    out += "character " + std::to_string(1 + count(before.substr(count_from)));
    if (offset < text.size()) {
        std::size_t end = std::min(text.size(), offset + k_shown);
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
            ++end;
        }
        out += ": " + go_quote(text.substr(offset, end - offset)) + (end < text.size() ? "..." : "");
    }
    return out + ")";
}

}  // namespace

JsonPath JsonPath::parse(std::string_view text) {
    auto parsed = std::make_shared<jsonpath::Template>();
    try {
        parsed->nodes = jsonpath::parse_template(text);
    } catch (const jsonpath::SyntaxError& error) {
        throw JsonPathSyntaxError(error.message + place(text, error.offset));
    }
    parsed->balanced = jsonpath::is_balanced(parsed->nodes);
    JsonPath path;
    path.template_ = std::move(parsed);
    return path;
}

JsonPathGroups JsonPath::find_results(const JsonValue& root, const JsonPathOptions& options) const {
    return jsonpath::Evaluator(*template_, options).find_all(root);
}

std::string relaxed_path(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    std::string_view inside = text;
    const bool in_braces = text.size() >= 2 && text.front() == '{' && text.back() == '}';
    if (in_braces) {
        inside = text.substr(1, text.size() - 2);
    }
    // The dot may be left out, but where nothing else stands it is the path.
    if (inside.size() > 1 && inside.front() == '.') {
        inside.remove_prefix(1);
    }
    if (inside.empty() || inside.find_first_of("{}") != std::string_view::npos) {
        throw UsageError(
            "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or "
            "'{.name1.name2}'");
    }
    return "{." + std::string(inside) + "}";
}

}  // namespace yare
