// What completion learns from kubeconfig files, caches and the server.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "discovery/api_resources.hpp"
#include "transport/http.hpp"
#include "verbs/answer_cache.hpp"
#include "verbs/candidates.hpp"
#include "verbs/name_list.hpp"

namespace yare {

/// Answers questions about the cluster that a command line is about, until a deadline. No function throws and
/// none says a word: what cannot be known is not offered.
class ClusterWords {
  public:
    struct Options {
        Overrides where;
        Environment environment;
        bool all_namespaces =
            false;  // of a type with namespaces no names are offered then: none would be taken
        std::string service_account_dir;
        std::function<std::unique_ptr<Transport>(const Connection&)> transport;
        std::chrono::steady_clock::time_point deadline;
    };

    explicit ClusterWords(Options options) : options_(std::move(options)) {}

    /// Types that begin with `typed`: the built-in ones, those in the cache of discovery whatever its age,
    /// and, when there is none so, those that the server tells.
    Candidates types(std::string_view typed);

    /// Names of objects of the type (as typed; several with commas) that begin with `typed`. Nothing where
    /// what is known could make a shell insert what is not common to all.
    Candidates names(std::string_view type, const std::string& typed);

    /// Containers of a pod, of a workload's pods, or of the first pod with a label: of init containers,
    /// containers, ephemeral ones; with their images.
    Candidates containers(std::string_view type, const std::string& name);
    Candidates containers_of_selected(const std::string& selector);

    /// Keys of labels of the objects of a type, and the values that one has, among the objects that fulfil
    /// `requirements` (a selector, may be empty).
    Candidates label_keys(std::string_view type, const std::string& typed);
    Candidates label_values(std::string_view type, const std::string& requirements, const std::string& key,
                            const std::string& typed);

    /// Names in the kubeconfig files: contexts with cluster and user, clusters with their servers, users.
    Candidates contexts() const;
    Candidates clusters() const;
    Candidates users() const;

  private:
    const Connection* connection();
    CompletionWire* wire();
    const ApiResources* cached_types();
    const ApiResources* fetch_types();
    std::optional<ResourceType> find_type(std::string_view word);
    std::string path_of(const ResourceType& type);
    NameAnswer ask_names(std::string_view word, const std::string& typed);
    /// Nothing where the server did not say.
    std::optional<Candidates> names_of_one(std::string_view word, const std::string& typed);
    Candidates containers_at(const std::string& path, const std::string& selector);
    Candidates labels(std::string_view type, const std::string& selector, const std::string& key,
                      const std::string& typed);
    std::optional<KeptAnswer> kept(const std::string& question, const std::string& typed,
                                   std::chrono::seconds age);

    Options options_;
    std::optional<Connection> connection_;
    bool tried_connection_ = false;
    std::optional<AnswerCache> cache_;
    std::unique_ptr<Transport> transport_;
    std::optional<CompletionWire> wire_;
    bool tried_wire_ = false;
    std::optional<ApiResources> served_;
    bool tried_cache_ = false;
    bool is_fresh_ = false;  // served_ came from the server in this run
};

}  // namespace yare
