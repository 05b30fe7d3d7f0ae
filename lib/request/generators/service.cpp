#include "request/generators/service.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/generators/object_parts.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// apimachinery pkg/util/validation, IsDNS1123Subdomain.
bool is_subdomain(const std::string& name) {
    constexpr std::size_t longest = 253;
    if (name.size() > longest) {
        return false;
    }
    const auto labels = split(name, '.');
    return std::all_of(labels.begin(), labels.end(), [](const std::string& label) {
        return !label.empty() && is_lower_or_digit(label.front()) && is_lower_or_digit(label.back()) &&
               std::all_of(label.begin(), label.end(),
                           [](char c) { return is_lower_or_digit(c) || c == '-'; });
    });
}

// apimachinery pkg/util/validation, IsValidPortName.
void check_port_name(const std::string& name) {
    std::string problems;
    const auto add = [&](bool wrong, const char* words) {
        if (wrong) {
            problems += (problems.empty() ? "" : ",") + std::string(words);
        }
    };
    const auto any = [&](auto matches) { return std::any_of(name.begin(), name.end(), matches); };
    add(name.size() > 15, "must be no more than 15 characters");
    add(name.empty() || any([](char c) { return !is_lower_or_digit(c) && c != '-'; }),
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    add(!any([](char c) { return c >= 'a' && c <= 'z'; }), "must contain at least one letter (a-z)");
    add(name.find("--") != std::string::npos, "must not contain consecutive hyphens");
    add(name.starts_with('-') || name.ends_with('-'), "must not begin or end with a hyphen");
    if (!problems.empty()) {
        throw Error(problems);
    }
}

// k8s.io/utils/net ParsePort with zero allowed: strconv.ParseUint of 16 bits.
int read_port(const std::string& text) {
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || read.ptr != text.data() + text.size() || read.ec == std::errc::invalid_argument) {
        throw Error("strconv.ParseUint: parsing " + go_quote(text) + ": invalid syntax");
    }
    if (read.ec == std::errc::result_out_of_range) {
        throw Error("strconv.ParseUint: parsing " + go_quote(text) + ": value out of range");
    }
    return port;
}

Json read_target_port(const std::string& text) {
    constexpr int highest = 65535;
    const auto number = read_decimal(text);
    if (!number) {
        check_port_name(text);
        return text;
    }
    if (*number < 1 || *number > highest) {
        throw Error("must be between 1 and 65535, inclusive");
    }
    return *number;
}

Json make_port(const std::string& pair, std::int32_t node_port) {
    const auto parts = split(pair, ':');
    const int port = read_port(parts[0]);
    const Json target = parts.size() > 1 ? read_target_port(parts[1]) : Json(port);
    std::string name = pair;
    std::replace(name.begin(), name.end(), ':', '-');
    auto made = Json::object();
    set_if_any(made, "name", name);
    made["protocol"] = "TCP";
    made["port"] = port;
    made["targetPort"] = target;
    if (node_port != 0) {
        made["nodePort"] = node_port;
    }
    return made;
}

void check(const NewService& what) {
    if (what.cluster_ip != "None" && what.tcp.empty() && what.type != "ExternalName") {
        throw Error("at least one tcp port specifier must be provided");
    }
    if (what.type == "ExternalName" && !is_subdomain(what.external_name)) {
        throw Error("invalid service external name " + what.external_name);
    }
}

}  // namespace

std::string make_service(const NewService& what, const GeneratorSources& sources) {
    check(what);
    auto spec = Json::object();
    for (const auto& pair : what.tcp) {
        spec["ports"].push_back(make_port(pair, what.node_port));
    }
    spec["selector"] = {{"app", what.name}};
    set_if_any(spec, "clusterIP", what.cluster_ip);
    spec["type"] = what.type;
    set_if_any(spec, "externalName", what.external_name);
    auto metadata = object_meta(what.name, sources.name_space);
    metadata["labels"] = {{"app", what.name}};
    return object_text({{"kind", "Service"},
                        {"apiVersion", "v1"},
                        {"metadata", std::move(metadata)},
                        {"spec", std::move(spec)},
                        {"status", {{"loadBalancer", Json::object()}}}});
}

}  // namespace yare
