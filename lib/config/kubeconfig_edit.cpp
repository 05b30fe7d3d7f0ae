#include "config/kubeconfig_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "config/file_replace.hpp"
#include "config/kubeconfig_text.hpp"

namespace yare {

namespace {

using nlohmann::json;

// A file to write: what it has to hold.
struct NewText {
    std::string path;
    std::string text;
};

// What comes from a command line may be no UTF-8; as in Go, it becomes U+FFFD.
json in_utf8(const json& value) {
    return json::parse(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

// A file that holds nothing yet gets all that kubectl writes into one.
std::string new_text(const KubeconfigFile& old, const json& value) {
    json after = in_utf8(value);
    if (!old.value.empty()) {
        return change_kubeconfig_text(old.text, old.value, after);
    }
    const json whole = empty_kubeconfig();
    for (const auto& [key, member] : whole.items()) {
        if (!after.contains(key)) {
            after[key] = member;
        }
    }
    return change_kubeconfig_text(old.text, old.value, after);
}

std::vector<NewText> changes(const KubeconfigPaths& paths,
                             const std::function<void(std::vector<KubeconfigFile>&)>& edit) {
    const auto before = read_kubeconfig_files(paths);
    auto after = before;
    edit(after);
    std::vector<NewText> texts;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].value != after[i].value) {
            texts.push_back({before[i].path, new_text(before[i], after[i].value)});
        }
    }
    return texts;
}

}  // namespace

void edit_kubeconfig_files(const KubeconfigPaths& paths,
                           const std::function<void(std::vector<KubeconfigFile>&)>& edit) {
    constexpr int k_tries = 5;
    for (int i = 0; i < k_tries; ++i) {
        std::vector<std::string> locked;
        for (auto& change : changes(paths, edit)) {
            locked.push_back(std::move(change.path));
        }
        if (locked.empty()) {
            return;
        }
        const FileLocks locks(locked);
        const auto texts = changes(paths, edit);
        const bool all_locked = std::all_of(texts.begin(), texts.end(), [&](const NewText& each) {
            return std::find(locked.begin(), locked.end(), each.path) != locked.end();
        });
        if (!all_locked) {
            continue;  // others changed where things stand
        }
        for (const auto& each : texts) {
            replace_file(each.path, each.text);
        }
        return;
    }
    throw ConfigError("the kubeconfig files keep changing; try again");
}

void edit_kubeconfig_file(const std::string& path, const std::function<void(json&)>& edit) {
    edit_kubeconfig_files({{path}, true},
                          [&](std::vector<KubeconfigFile>& files) { edit(files.front().value); });
}

}  // namespace yare
