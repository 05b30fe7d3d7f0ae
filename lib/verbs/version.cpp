#include "verbs/version.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <exception>

#include "base/json_tree.hpp"
#include "base/json_write.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"

namespace yare {

namespace {

constexpr std::string_view k_kubectl = "v1.36.4";  // the one whose behaviour is followed
constexpr std::uint64_t k_supported_skew = 1;      // kubectl/pkg/cmd/version/skew_warning.go

// Members of apimachinery pkg/version Info in Go's order; those that it leaves out when empty.
struct Member {
    const char* name;
    bool is_optional;
};
constexpr Member k_members[] = {{"major", false},
                                {"minor", false},
                                {"emulationMajor", true},
                                {"emulationMinor", true},
                                {"minCompatibilityMajor", true},
                                {"minCompatibilityMinor", true},
                                {"gitVersion", false},
                                {"gitCommit", false},
                                {"gitTreeState", false},
                                {"buildDate", false},
                                {"goVersion", false},
                                {"compiler", false},
                                {"platform", false}};

struct Numbers {
    std::uint64_t major = 0;
    std::uint64_t minor = 0;
};

[[noreturn]] void refuse_version(const std::string& problem) { throw Error(problem); }

// Takes what regexp's [0-9]+ matches off `rest`.
std::string_view take_digits(std::string_view& rest) {
    const auto end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const auto digits = rest.substr(0, end);
    rest.remove_prefix(end);
    return digits;
}

bool is_zero_prefixed(std::string_view digits) { return digits.size() > 1 && digits.front() == '0'; }

std::uint64_t read_number(std::string_view digits, std::string_view version) {
    const auto words = " version component " + go_quote(digits) + " in " + go_quote(version);
    if (is_zero_prefixed(digits)) {
        refuse_version("illegal zero-prefixed" + words);
    }
    std::uint64_t number = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) {
        refuse_version("illegal non-numeric" + words + ": strconv.ParseUint: parsing " + go_quote(digits) +
                       ": value out of range");
    }
    return number;
}

// Identifiers of letters, digits and hyphens, with a dot between them, off the front of `rest`.
std::string_view take_identifiers(std::string_view& rest) {
    constexpr std::string_view letters = "0123456789-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::size_t end = 0;
    for (;;) {
        const auto next = std::min(rest.find_first_not_of(letters, end), rest.size());
        if (next == end) {
            end -= end > 0 ? 1 : 0;  // a dot without anything behind it is not taken
            break;
        }
        end = next;
        if (end == rest.size() || rest[end] != '.') {
            break;
        }
        ++end;
    }
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
}

void check_extra(std::string_view extra, std::string_view version) {
    auto rest = extra;
    const auto take_part = [&](char mark) {
        std::string_view part;
        if (rest.starts_with(mark)) {
            auto behind = rest.substr(1);
            part = take_identifiers(behind);
            rest = part.empty() ? rest : behind;
        }
        return part;
    };
    const auto pre_release = take_part('-');
    take_part('+');
    if (!trim(rest).empty()) {
        refuse_version("could not parse pre-release/metadata (" + std::string(extra) + ") in version " +
                       go_quote(version));
    }
    for (const auto& part : split(pre_release, '.')) {
        if (is_zero_prefixed(part) && part.find_first_not_of("0123456789") == std::string::npos) {
            read_number(part, version);
        }
    }
}

Numbers parse_semantic(std::string_view version) {
    auto rest = trim(version);
    rest.remove_prefix(rest.starts_with('v') ? 1 : 0);
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (;;) {
        const auto digits = take_digits(rest);
        if (digits.empty() && count == 0) {
            refuse_version("could not parse " + go_quote(version) + " as version");
        }
        if (count < parts.size()) {
            parts[count] = digits;
        }
        ++count;
        if (rest.size() < 2 || rest[0] != '.' || rest[1] < '0' || rest[1] > '9') {
            break;
        }
        rest.remove_prefix(1);
    }
    if (count != parts.size()) {
        refuse_version("illegal version string " + go_quote(version));
    }
    const Numbers numbers{read_number(parts[0], version), read_number(parts[1], version)};
    read_number(parts[2], version);
    check_extra(rest, version);
    return numbers;
}

Numbers parse_version(std::string_view version, const char* whose) {
    try {
        return parse_semantic(version);
    } catch (const Error& error) {
        throw Error(std::string(whose) + " version error: " + error.what());
    }
}

const char* compiler() {
#if defined(__clang__)
    return "clang";
#else
    return "gcc";
#endif
}

const char* platform() {
#if defined(__aarch64__)
    return "linux/arm64";
#elif defined(__x86_64__)
    return "linux/amd64";
#else
    return "linux/unknown";
#endif
}

// As Info: what only a Go program has is empty.
std::string client_document() {
    const auto numbers = parse_semantic(k_kubectl);
    return R"({"major":")" + std::to_string(numbers.major) + R"(","minor":")" +
           std::to_string(numbers.minor) + R"(","gitVersion":")" + client_version() +
           R"(","gitCommit":"","gitTreeState":"","buildDate":"1970-01-01T00:00:00Z","goVersion":"","compiler":")" +
           compiler() + R"(","platform":")" + platform() + R"("})";
}

// The members that kubectl knows, as it prints them.
std::string server_document(const JsonValue& server) {
    std::string text;
    for (const auto& member : k_members) {
        const auto value = server.find(member.name);
        const auto word = value.is_string() ? value.text() : std::string();
        if (word.empty() && member.is_optional) {
            continue;
        }
        text += text.empty() ? "{" : ",";
        append_go_json_string(text, member.name);
        text += ':';
        append_go_json_string(text, word);
    }
    return text + "}";
}

std::string version_text(VersionFormat format, const std::string& server_version, const std::string& server) {
    if (format == VersionFormat::lines) {
        return "Client Version: " + client_version() + "\n" +
               (server.empty() ? "" : "Server Version: " + server_version + "\n");
    }
    const std::string document = R"({"clientVersion":)" + client_document() +
                                 (server.empty() ? "" : R"(,"serverVersion":)" + server) + "}";
    JsonTree tree;
    const auto value = tree.parse(document);
    std::string text;
    if (format == VersionFormat::json) {
        JsonWriter writer(2);
        writer.keep_order(true);
        writer.write(text, value);
    } else {
        YamlWriter().write(value, false, [&](std::string_view piece) { text += piece; });
    }
    return text + "\n";
}

}  // namespace

std::string client_version() { return std::string(k_kubectl) + "+yare." YARE_VERSION; }

std::string client_version_text(VersionFormat format) { return version_text(format, "", ""); }

std::string skew_warning(std::string_view client, std::string_view server) {
    const auto ours = parse_version(client, "client");
    const auto theirs = parse_version(server, "server");
    const auto apart = ours.minor > theirs.minor ? ours.minor - theirs.minor : theirs.minor - ours.minor;
    if (ours.major == theirs.major && apart <= k_supported_skew) {
        return "";
    }
    return "version difference between client (" + std::to_string(ours.major) + "." +
           std::to_string(ours.minor) + ") and server (" + std::to_string(theirs.major) + "." +
           std::to_string(theirs.minor) + ") exceeds the supported minor version skew of +/-" +
           std::to_string(k_supported_skew);
}

void print_version(Session& session, const VersionRequest& request) {
    std::string server, version;
    std::exception_ptr failure;
    try {
        HttpRequest http;
        http.path = "/version";
        http.headers.emplace_back("Accept", "application/json, */*");
        const auto answer = session.client.get(http, {});
        JsonTree tree;
        const auto value = tree.parse(answer.body);
        server = server_document(value);
        version = value.find("gitVersion").text();
    } catch (const JsonError& error) {
        failure = std::make_exception_ptr(
            Error(std::string("unable to parse the server version: ") + error.what()));
    } catch (const Interrupted&) {
        throw;
    } catch (const Error&) {
        failure = std::current_exception();
    }
    session.streams.out.write(version_text(request.format, version, server));
    if (failure) {
        std::rethrow_exception(failure);
    }
    const auto warning = skew_warning(client_version(), version);
    if (!warning.empty() && request.warnings_as_errors) {
        throw Error(warning);
    }
    if (!warning.empty()) {
        session.streams.out.flush();
        session.streams.err.write("Warning: " + warning + "\n");
    }
}

}  // namespace yare
