// Reads a jsonpath template as kubectl does (client-go/util/jsonpath/parser.go), oddities included.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "output/jsonpath/node.hpp"

namespace yare::jsonpath {

/// What is wrong with a template, and at which byte of it.
struct SyntaxError {
    std::string message;
    std::size_t offset;
};

/// Text nodes and actions, in order. Throws SyntaxError with kubectl's words.
///
/// A filter that kubectl cannot read may also be made of conditions joined by && and ||, negated by !, in
/// parentheses, of `PATH =~ /REGEX/` (flags i, m and s behind the second slash), and hold filters in its
/// paths.
Path parse_template(std::string_view text);

}  // namespace yare::jsonpath
