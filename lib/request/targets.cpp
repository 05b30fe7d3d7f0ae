#include "request/targets.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

bool has_slash(const std::string& text) { return text.find('/') != std::string::npos; }

// The parts between commas, each once, empty ones kept: kubectl then knows no type "".
std::vector<std::string> split_types(std::string_view text) {
    std::vector<std::string> types;
    for (auto& part : split(text, ',')) {
        if (std::find(types.begin(), types.end(), part) == types.end()) {
            types.push_back(std::move(part));
        }
    }
    return types;
}

// `a,b n1 n2` as `a/n1 a/n2 b/n1 b/n2`; anything else as it is.
std::vector<std::string> multiplied(const std::vector<std::string>& args) {
    const auto types = args.size() < 2 ? std::vector<std::string>() : split_types(args.front());
    if (types.size() < 2) {
        return args;
    }
    std::vector<std::string> pairs;
    for (const auto& type : types) {
        for (std::size_t i = 1; i < args.size(); ++i) {
            pairs.push_back(type + "/" + args[i]);
        }
    }
    return pairs;
}

NamedTarget read_slash_form(const std::string& text) {
    const auto parts = split(text, '/');
    if (parts.size() != 2) {
        throw UsageError("arguments in resource/name form may not have more than one slash");
    }
    if (parts[0].empty() || parts[1].empty() || split_types(parts[0]).size() != 1) {
        throw UsageError("arguments in resource/name form must have a single resource and name");
    }
    return {TypeName{parts[0]}, parts[1]};
}

}  // namespace

Targets parse_targets(const std::vector<std::string>& given, const std::string& command) {
    const auto args = multiplied(given);
    const auto slashes = static_cast<std::size_t>(std::count_if(args.begin(), args.end(), has_slash));
    Targets targets;
    if (slashes > 0 && slashes < args.size()) {
        throw UsageError(
            "there is no need to specify a resource type as a separate argument when passing arguments in "
            "resource/name form (e.g. '" +
            command + " get resource/<resource_name>' instead of '" + command +
            " get resource resource/<resource_name>'");
    }
    if (slashes > 0) {
        targets.slash_form = true;
        for (const auto& arg : args) {
            targets.objects.push_back(read_slash_form(arg));
        }
    } else if (args.size() == 1) {
        for (auto& type : split_types(args.front())) {
            targets.types.push_back(TypeName{std::move(type)});
        }
    } else if (args.size() > 1) {
        for (std::size_t i = 1; i < args.size(); ++i) {
            targets.objects.push_back({TypeName{split_types(args.front()).front()}, args[i]});
        }
    }
    return targets;
}

UsageError nothing_named() {
    return UsageError(
        "You must provide one or more resources by argument or filename.\n"
        "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n"
        "   '<resource> <name>'\n   '<resource>'");
}

}  // namespace yare
