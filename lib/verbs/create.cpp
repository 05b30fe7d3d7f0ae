#include "verbs/create.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "base/yaml_json.hpp"
#include "config/load.hpp"
#include "request/path.hpp"
#include "transport/certificates.hpp"
#include "verbs/bulk.hpp"
#include "verbs/change.hpp"
#include "verbs/field_check.hpp"
#include "verbs/last_applied.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/results.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

// A new object has no resourceVersion (cli-runtime/pkg/resource/helper.go Create).
std::string without_resource_version(const std::string& object) {
    JsonTree tree;
    if (!tree.parse(object).find("metadata").find("resourceVersion")) {
        return object;
    }
    auto value = nlohmann::json::parse(object);
    value["metadata"].erase("resourceVersion");
    return to_go_json(value);
}

// One run of `create -f`.
class Creation {
  public:
    Creation(Session& session, const CreateRequest& request, const Format& format)
        : session_(session),
          request_(request),
          results_(format, request.how.dry_run, session.streams.out),
          check_(session, request.how.validation) {}

    void run();

  private:
    struct Outcome {
        std::string answer;
        std::exception_ptr error;
    };

    void run_phase(std::vector<std::size_t> indices, int concurrency);
    void send(Client& client, std::size_t index);
    void send_again_elsewhere();
    void say(std::size_t index);
    void raise();

    Session& session_;
    const CreateRequest& request_;
    Results results_;
    FieldCheck check_;
    ErrorList errors_;
    std::vector<ManifestTarget> targets_;
    std::vector<Outcome> outcomes_;
    std::vector<std::size_t> lost_types_;  // those whose path the server does not have
    std::vector<std::size_t> not_begun_;
    std::size_t created_ = 0;
    std::unique_ptr<InOrder> in_order_;
    std::unique_ptr<Progress> progress_;
};

void Creation::run() {
    const auto manifests = read_all_manifests(session_, request_.files);
    targets_ = find_targets(session_, manifests, request_.label_selector, errors_);
    if (targets_.empty() && errors_.empty()) {
        throw Error("no objects passed to create");
    }
    for (auto& target : targets_) {
        target.object = without_resource_version(target.object);
        if (request_.save_config) {
            target.object = with_last_applied(target.object, false);
        }
    }
    outcomes_.resize(targets_.size());
    in_order_ = std::make_unique<InOrder>(targets_.size());
    progress_ = std::make_unique<Progress>(session_.streams, "creating", targets_.size());
    std::vector<std::size_t> all(targets_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = i;
    }
    if (request_.concurrency == 1 || request_.how.dry_run == DryRun::client) {
        run_phase(all, 1);
    } else {
        for (const auto phase : {Phase::ground, Phase::defaults, Phase::rest, Phase::hooks}) {
            std::vector<std::size_t> indices;
            std::copy_if(all.begin(), all.end(), std::back_inserter(indices),
                         [&](std::size_t i) { return targets_[i].phase == phase; });
            if (phase == Phase::defaults && request_.how.dry_run == DryRun::none) {
                wait_for_types(session_, targets_);
            }
            run_phase(std::move(indices), request_.concurrency);
        }
    }
    send_again_elsewhere();
    progress_->clear();
    raise();
}

void Creation::run_phase(std::vector<std::size_t> indices, int concurrency) {
    BulkWork work;
    work.count = indices.size();
    work.concurrency = concurrency;
    work.run = [&](Client& client, std::size_t piece) { send(client, indices[piece]); };
    work.done = [&](std::size_t piece, const std::exception_ptr& error) {
        const std::size_t index = indices[piece];
        outcomes_[index].error = error;
        if (is_missing_path(error)) {
            lost_types_.push_back(index);
        } else {
            in_order_->add(index, [this, index] { say(index); });
        }
        progress_->set(created_);
    };
    run_bulk(session_, work);
}

void Creation::send(Client& client, std::size_t index) {
    const auto& target = targets_[index];
    if (request_.how.dry_run == DryRun::client) {
        outcomes_[index].answer = target.object;
        return;
    }
    if (request_.concurrency == 1 && target.awaits_type) {
        wait_for_type(client, target.place.type, session_.interrupt);
    }
    outcomes_[index].answer = create_object(client, target.place, target.object, request_.how);
}

// The built-in table knew a type that this server has elsewhere, or not at all.
void Creation::send_again_elsewhere() {
    for (const auto index : lost_types_) {
        auto& target = targets_[index];
        try {
            const auto type = find_type_again(session_, target);
            if (!type) {
                std::rethrow_exception(outcomes_[index].error);
            }
            target.place.type = *type;
            outcomes_[index].answer =
                create_object(session_.client, target.place, target.object, request_.how);
            outcomes_[index].error = nullptr;
        } catch (const OutputError&) {
            throw;
        } catch (const Error&) {
            outcomes_[index].error = std::current_exception();
        }
        in_order_->add(index, [this, index] { say(index); });
    }
}

void Creation::say(std::size_t index) {
    const auto& target = targets_[index];
    auto& outcome = outcomes_[index];
    try {
        if (outcome.error) {
            std::rethrow_exception(outcome.error);
        }
        progress_->clear();
        results_.object(outcome.answer, "created");
        ++created_;
        if (request_.how.dry_run != DryRun::client) {
            check_.look(target.source, target.place, target.object, outcome.answer);
        }
    } catch (const Interrupted&) {
        not_begun_.push_back(index);
    } catch (const OutputError&) {
        throw;
    } catch (const Error&) {
        try {
            rethrow_with_source(std::current_exception(), "creating", target.source);
        } catch (const Error& error) {
            errors_.add(error);
        }
    }
    outcome.answer = {};
}

void Creation::raise() {
    check_.finish(errors_);
    if (not_begun_.empty()) {
        errors_.raise();
        return;
    }
    std::string words = "interrupted: " + std::to_string(created_) + " of " +
                        std::to_string(targets_.size()) + " objects created, " +
                        std::to_string(not_begun_.size()) + " not begun:";
    for (const auto index : not_begun_) {
        const auto& place = targets_[index].place;
        words += "\n" + place.type.lower_kind_group() + "/" + place.name;
    }
    errors_.add(Interrupted(words));
    errors_.raise_interrupted();
}

}  // namespace

void create(Session& session, const CreateRequest& request, const Format& format) {
    Creation(session, request, format).run();
}

void generate(Session& session, const GenerateRequest& request, const Format& format) {
    GeneratorSources sources;
    sources.name_space =
        session.connection.namespace_is_explicit ? session.connection.namespace_name : std::string();
    sources.find_type = [&](const TypeName& name) { return session.discovery.find(name); };
    sources.get_object = [&](const TypeName& name, const std::string& object) {
        const auto type = session.discovery.find(name);
        HttpRequest http;
        http.path = object_path(type, session.connection.namespace_name, object);
        http.headers.emplace_back("Accept", "application/json");
        return session.client.get(http, {type.group_resource(), object}).body;
    };
    sources.variable = [&](const std::string& name) { return variable(session.environment, name); };
    sources.check_key_pair = [](const std::string& certificate, const std::string& key) {
        read_identity(certificate, key);
    };
    std::string object = request.make(sources);
    if (request.save_config) {
        object = with_last_applied(object, true);
    }
    Format ordered = format;
    ordered.keep_order = true;
    Results results(ordered, request.how.dry_run, session.streams.out);
    if (request.how.dry_run == DryRun::client) {
        results.object(object, "created");
        return;
    }
    JsonTree tree;
    const auto value = tree.parse(object);
    ObjectPlace place;
    place.type = session.discovery.find_kind(value.find("apiVersion").text(), value.find("kind").text());
    place.name_space = place.type.namespaced ? session.connection.namespace_name : "";
    place.name = value.find("metadata").find("name").text();
    try {
        results.object(create_object(session.client, place, object, request.how), "created");
    } catch (const ApiError& error) {
        if (request.failure.empty()) {
            throw;
        }
        throw Error(request.failure + error.what());
    }
}

}  // namespace yare
