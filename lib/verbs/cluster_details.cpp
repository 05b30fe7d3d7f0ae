// Containers and labels for completion.
#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/list_scanner.hpp"
#include "request/path.hpp"
#include "verbs/cluster_words.hpp"

namespace yare {

namespace {

constexpr std::chrono::seconds k_fresh{10};
constexpr std::chrono::hours k_stale{24};
constexpr std::size_t k_most_values = 100;  // in a selector that leaves out those that are known

// The spec of the pod that an object is or makes; missing where it makes none.
JsonValue pod_spec(const JsonValue& object) {
    const auto spec = object.find("spec");
    if (const auto job = spec.find("jobTemplate")) {
        return job.find("spec").find("template").find("spec");
    }
    if (const auto pod = spec.find("template")) {
        return pod.find("spec");
    }
    return spec;
}

Candidates containers_of(const JsonValue& object) {
    Candidates found;
    for (const auto* list : {"containers", "initContainers", "ephemeralContainers"}) {
        for (auto each = pod_spec(object).find(list).first(); each; each = each.next()) {
            auto name = each.find("name").text();
            if (is_safe_word(name)) {
                found.push_back({std::move(name), safe_description(each.find("image").text())});
            }
        }
    }
    return found;
}

// The labels of the objects of one page of metadata.
struct LabelPage {
    std::set<std::string> words;  // the keys, or the values of one
    std::string next;
    bool is_read = false;
};

LabelPage read_labels(CompletionWire& wire, HttpRequest request, const std::string& key) {
    request.headers.emplace_back(
        "Accept", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json");
    LabelPage page;
    JsonTree tree;
    tree.leave_out("managedFields");
    ListScanner scanner([&](std::string_view element) {
        const auto labels = tree.parse(element).find("metadata").find("labels");
        if (!key.empty()) {
            page.words.insert(labels.find(key).text());
            return;
        }
        for (auto label = labels.first(); label; label = label.next()) {
            page.words.emplace(label.key());
        }
    });
    const auto head =
        wire.send(std::move(request), [&](const HttpResponse& response, std::string_view piece) {
            if (response.status == 200) {
                scanner.feed(piece);
            }
            return response.status == 200;
        });
    if (head.status != 200) {
        return page;
    }
    scanner.finish();
    page.is_read = true;
    if (const auto metadata = scanner.member("metadata"); !metadata.empty()) {
        JsonTree of_list;
        page.next = of_list.parse(metadata).find("continue").text();
    }
    return page;
}

// What has been found of labels, and whether that is all.
class LabelReader {
  public:
    LabelReader(CompletionWire& wire, std::string path, std::string selector, std::string key)
        : wire_(wire), path_(std::move(path)), selector_(std::move(selector)), key_(std::move(key)) {}

    void run() {
        std::string next;
        std::string unseen;
        do {
            HttpRequest request;
            request.path = path_;
            request.query = {{"limit", "500"}};
            if (auto selector = selector_ + unseen; !selector.empty()) {
                request.query.emplace_back("labelSelector", std::move(selector));
            }
            if (!next.empty()) {
                request.query.emplace_back("continue", next);
            }
            auto page = read_labels(wire_, std::move(request), key_);
            if (!page.is_read) {
                return;
            }
            const auto known = words.size();
            words.merge(page.words);
            next = page.next;
            if (!unseen.empty() && words.size() == known && !next.empty()) {
                return;  // the server does not heed the selector
            }
            if (!next.empty() && !key_.empty() && words.size() <= k_most_values && are_all_safe()) {
                unseen = "," + key_ + " notin (" + joined() + ")";
                next.clear();
                continue;
            }
            unseen.clear();
            if (next.empty()) {
                is_whole = true;
                return;
            }
        } while (true);
    }

    std::set<std::string> words;
    bool is_whole = false;

  private:
    bool are_all_safe() const {
        return std::all_of(words.begin(), words.end(),
                           [](const std::string& word) { return word.empty() || is_safe_word(word); });
    }

    std::string joined() const {
        std::string text;
        for (const auto& word : words) {
            text += (&word == &*words.begin() ? "" : ",") + word;
        }
        return text;
    }

    CompletionWire& wire_;
    std::string path_;
    std::string selector_;
    std::string key_;
};

}  // namespace

Candidates ClusterWords::containers_at(const std::string& path, const std::string& selector) {
    const std::string question = "containers " + path + "?" + selector;
    if (const auto answer = cache_->find(question, k_fresh)) {
        return answer->words;
    }
    if (path.empty() || wire() == nullptr) {
        return {};
    }
    HttpRequest request;
    request.path = path;
    request.headers.emplace_back("Accept", "application/json");
    if (!selector.empty()) {
        request.query = {{"labelSelector", selector}, {"limit", "1"}};
    }
    try {
        std::string body;
        const auto head = wire_->get(std::move(request), body);
        if (head.status == 200) {
            JsonTree tree;
            tree.leave_out("managedFields");
            const auto root = tree.parse(body);
            auto found = containers_of(selector.empty() ? root : root.find("items").first());
            cache_->keep(question, {found, true});
            return found;
        }
        if (head.status < 500) {
            return {};
        }
    } catch (const Error&) {
        // too late, or not reached: what was known then
    }
    const auto old = cache_->find(question, k_stale);
    return old ? old->words : Candidates();
}

Candidates ClusterWords::containers(std::string_view type, const std::string& name) {
    const auto found = find_type(type);
    if (!found || connection() == nullptr || !is_safe_word(name)) {
        return {};
    }
    try {
        return containers_at(object_path(*found, connection_->namespace_name, name), "");
    } catch (const UsageError&) {
        return {};  // no name of an object
    }
}

Candidates ClusterWords::containers_of_selected(const std::string& selector) {
    const auto pods = find_type("pods");
    return pods && connection() != nullptr ? containers_at(path_of(*pods), selector) : Candidates();
}

Candidates ClusterWords::labels(std::string_view type, const std::string& selector, const std::string& key,
                                const std::string& typed) {
    const auto found = find_type(type);
    if (!found || connection() == nullptr) {
        return {};
    }
    const auto path = path_of(*found);
    const std::string question = "labels " + path + " " + selector + " " + key;
    auto answer = cache_->find(question, k_fresh);
    if (!answer && !path.empty() && wire() != nullptr) {
        LabelReader reader(*wire_, path, selector, key);
        try {
            reader.run();
        } catch (const Error&) {
            // what came before the failure still counts
        }
        KeptAnswer fresh{{}, reader.is_whole};
        for (const auto& word : reader.words) {
            if (is_safe_word(word)) {
                fresh.words.push_back({word, ""});
            }
        }
        if (reader.is_whole) {
            cache_->keep(question, fresh);
        } else if (auto old = cache_->find(question, k_stale)) {
            fresh = std::move(*old);
        }
        answer = std::move(fresh);
    }
    if (!answer) {
        return {};
    }
    std::erase_if(answer->words, [&](const Candidate& each) { return !each.value.starts_with(typed); });
    const bool misleads =
        !answer->is_whole && (answer->words.size() < 2 || common_prefix(answer->words).size() > typed.size());
    return misleads ? Candidates() : std::move(answer->words);
}

Candidates ClusterWords::label_keys(std::string_view type, const std::string& typed) {
    return labels(type, "", "", typed);
}

Candidates ClusterWords::label_values(std::string_view type, const std::string& requirements,
                                      const std::string& key, const std::string& typed) {
    if (!is_safe_word(key)) {
        return {};
    }
    return labels(type, requirements + (requirements.empty() ? "" : ",") + key, key, typed);
}

}  // namespace yare
