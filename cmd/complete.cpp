#include "complete.hpp"

#include <new>

#include "base/error.hpp"
#include "complete_arguments.hpp"
#include "plugin.hpp"

namespace yare {

namespace {

constexpr Milliseconds k_for_answers{450};  // of the limit: the rest is for starting, reading files, printing

std::string print(const Completer& completer, bool with_descriptions) {
    std::string text;
    for (const auto& each : completer.found()) {
        text += each.value;
        if (with_descriptions && !each.description.empty()) {
            text += "\t" + each.description;
        }
        text += '\n';
    }
    return text + ":" + std::to_string(completer.directive()) + "\n";
}

// Shells hand words on without expanding them: `~/other` and `$HOME/other` mean the home directory all the
// same.
Overrides at_home(Overrides where, const Environment& environment) {
    const auto home = environment.find("HOME");
    for (auto* file : {&where.kubeconfig, &where.certificate_authority, &where.client_certificate,
                       &where.client_key, &where.cache_dir, &where.kuberc}) {
        for (const std::string_view start : {"~/", "$HOME/"}) {
            if (home != environment.end() && *file && (*file)->starts_with(start)) {
                *file = home->second + (*file)->substr(start.size() - 1);
            }
        }
    }
    return where;
}

std::string answer(const Process& process) {
    const auto& args = process.args;
    const bool has_current = args.size() > 1;
    const std::vector<std::string> words(args.begin() + 1, args.end() - (has_current ? 1 : 0));
    const auto line = read_unfinished(words, has_current ? args.back() : "");
    ClusterWords cluster({.where = at_home(overrides_of(line), process.environment),
                          .environment = process.environment,
                          .all_namespaces = line.is_true("all-namespaces"),
                          .service_account_dir = process.service_account_dir,
                          .transport = process.transport,
                          .deadline = std::chrono::steady_clock::now() + k_for_answers});
    Completer completer(line, cluster, [&process] {
        const auto path = process.environment.find("PATH");
        return path == process.environment.end() ? std::vector<std::string>()
                                                 : plugin_names(path->second, process.program);
    });
    completer.run();
    return print(completer, args.front() == "__complete");
}

}  // namespace

bool asks_completion(const std::vector<std::string>& args) {
    return !args.empty() && (args.front() == "__complete" || args.front() == "__completeNoDesc");
}

int complete(const Process& process) {
    std::string text;
    try {
        text = answer(process);
    } catch (const Error&) {
        text = ":" + std::to_string(k_complete_error) + "\n";
    } catch (const std::bad_alloc&) {
        text = ":" + std::to_string(k_complete_error) + "\n";
    }
    if (process.before_completion) {
        process.before_completion();
    }
    process.streams.out.write(text);
    process.streams.out.flush();
    return 0;
}

}  // namespace yare
