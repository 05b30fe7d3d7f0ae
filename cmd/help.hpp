// Help texts, in kubectl's layout.
#pragma once

#include <string>

#include "verb.hpp"

namespace yare {

std::string program_help(const std::string& program);
std::string verb_help(const Verb& verb, const std::string& program);
std::string options_help();

}  // namespace yare
