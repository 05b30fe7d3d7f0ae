#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <map>

#include "app.hpp"
#include "base/text.hpp"
#include "help.hpp"
#include "plugin.hpp"
#include "unknown_command.hpp"
#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_list_flags[] = {
    {"name-only", 0, FlagType::boolean, "false",
     "If true, display only the binary name of each plugin, rather than its full path"},
};

FlagTable no_flags() { return {}; }
FlagTable list_flags() { return k_list_flags; }

// As kubectl: help, which is a failure all the same.
TextCommand say_plugin(const ParsedFlags& flags, const std::string& program) {
    if (!flags.arguments.empty()) {
        throw unknown_inner_command(flags.arguments, program, k_plugin_verb);
    }
    return help_command(k_plugin_verb, program, 1);
}

std::string bare_name(const std::string& name) { return name.substr(name.find('-') + 1); }

// The command that is called where a plugin's name is typed; empty: the plugin itself.
std::string overwritten(const std::string& name, const std::string& program) {
    const Verb* verb = nullptr;
    for (const auto& word : split(bare_name(name), '-')) {
        const Verb* inner = find_verb(word, verb);
        if (verb == nullptr && inner == nullptr && is_own_verb(word)) {
            return word.empty() ? program : program + " " + word;  // `help`, `version`
        }
        if (inner == nullptr) {
            // A verb behind `create` is one that plugins may add.
            return verb == nullptr || verb->name == std::string_view("create") ? ""
                                                                               : program + " " + verb->name;
        }
        verb = inner;
    }
    return verb == nullptr ? "" : program + " " + verb->name;
}

class Verifier {
  public:
    Verifier(const std::vector<PluginFile>& files, std::string program) : program_(std::move(program)) {
        for (const auto& file : files) {
            // The first prefix wins wherever its file stands on PATH; then the first folder.
            for (const auto& prefix : plugin_prefixes(program_)) {
                const std::string name = prefix + "-" + bare_name(file.name);
                if (file.name == name) {
                    first_.emplace(name, file.path());
                }
            }
        }
    }

    std::vector<std::string> warnings(const PluginFile& file) const {
        std::vector<std::string> out;
        struct stat about = {};
        const std::string path = file.path();
        if (::stat(path.c_str(), &about) != 0) {
            std::string reason = std::strerror(errno);
            reason[0] = to_lower(reason.substr(0, 1))[0];
            out.push_back("error: unable to identify " + path + " as an executable file: stat " + path +
                          ": " + reason);
        } else if (S_ISDIR(about.st_mode) || (about.st_mode & 0111) == 0) {
            out.push_back("warning: " + path + " identified as a kubectl plugin, but it is not executable");
        }
        if (const auto shadow = overshadowing(file); shadow != path) {
            out.push_back("warning: " + path + " is overshadowed by a similarly named plugin: " + shadow);
        }
        if (const auto command = overwritten(file.name, program_); !command.empty()) {
            out.push_back("warning: " + file.name + " overwrites existing command: " + go_quote(command));
        }
        return out;
    }

  private:
    std::string overshadowing(const PluginFile& file) const {
        for (const auto& prefix : plugin_prefixes(program_)) {
            const auto found = first_.find(prefix + "-" + bare_name(file.name));
            if (found != first_.end()) {
                return found->second;
            }
        }
        return file.path();
    }

    std::string program_;
    std::map<std::string, std::string> first_;
};

int list_plugins(const Process& process, bool name_only) {
    Streams& streams = process.streams;
    const auto path = process.environment.find("PATH");
    std::vector<std::string> complaints;
    const auto files =
        plugin_files(path == process.environment.end() ? "" : path->second, process.program, complaints);
    for (const auto& complaint : complaints) {
        streams.err.write(complaint + "\n");
    }
    streams.err.flush();
    if (files.empty()) {
        throw Error("unable to find any kubectl plugins in your PATH");
    }
    streams.out.write("The following compatible plugins are available:\n\n");
    const Verifier verifier(files, process.program);
    std::size_t count = 0;
    for (const auto& file : files) {
        streams.out.write((name_only ? file.name : file.path()) + "\n");
        streams.out.flush();  // what is wrong with it stands below it
        for (const auto& warning : verifier.warnings(file)) {
            streams.err.write("  - " + warning + "\n");
            ++count;
        }
        streams.err.flush();
    }
    if (count == 1) {
        throw Error("one plugin warning was found");
    }
    if (count > 1) {
        throw Error(std::to_string(count) + " plugin warnings were found");
    }
    return 0;
}

LocalCommand act_list(const ParsedFlags& flags, const std::string&) {
    const bool name_only = flags.is_true("name-only");
    return {[name_only](const Process& process) { return list_plugins(process, name_only); }};
}

constexpr const char* k_examples =
    "  # List all available plugins\n"
    "  %s plugin list\n"
    "  \n"
    "  # List only binary names of available plugins without paths\n"
    "  %s plugin list --name-only";

}  // namespace

const Verb k_plugin_verb = {
    .name = "plugin",
    .summary = "Provide utilities for interacting with plugins",
    .description =
        "Provide utilities for interacting with plugins.\n\n"
        " A plugin is a program on PATH whose name begins with \"yare-\" or \"kubectl-\": it serves as a "
        "further command, kubectl-foo as \"foo\", kubectl-foo-bar as \"foo bar\" and kubectl-foo_bar as "
        "\"foo-bar\". Commands of this program cannot be replaced.",
    .examples = k_examples,
    .usage = "SUBCOMMAND [options]",
    .flags = no_flags,
    .parse = nullptr,
    .say = say_plugin,
};

const Verb k_plugin_list_verb = {
    .name = "plugin list",
    .summary = "List all visible plugin executables on a user's PATH",
    .description =
        "List all available plugin files on a user's PATH. To see plugins binary names without the full path "
        "use --name-only flag.\n\n"
        " Available plugin files are those that are executable, anywhere on the user's PATH, and begin with "
        "\"yare-\" or \"kubectl-\".",
    .examples = k_examples,
    .usage = "[options]",
    .flags = list_flags,
    .parse = nullptr,
    .act = act_list,
};

}  // namespace yare
