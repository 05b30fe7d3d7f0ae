#include "verbs/status_causes.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/error.hpp"
#include "verbs/collection.hpp"
#include "verbs/list_item.hpp"
#include "verbs/steady_watch.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

// Controllers that own their pods without a replica set between (apps/v1, batch/v1, core/v1).
constexpr std::array<std::string_view, 5> k_own_pods = {"replicasets", "statefulsets", "daemonsets", "jobs",
                                                        "replicationcontrollers"};

bool owns_replica_sets(const StatusRow& row) {
    return row.makes_pods &&
           std::find(k_own_pods.begin(), k_own_pods.end(), row.type.plural) == k_own_pods.end();
}

// Whether there is something to explain.
bool is_riddle(const StatusRow& row) {
    return row.exists && row.type.namespaced && row.verdict.is_observed &&
           (row.verdict.health == Health::in_progress || row.verdict.health == Health::failed ||
            row.verdict.health == Health::terminating);
}

}  // namespace

class StatusCauses::Sink final : public WatchSink {
  public:
    Sink(StatusBoard& board, const Collection& collection, Outages* outages)
        : board_(board), what_(collection.what), item_(collection.type), outages_(outages) {}
    ~Sink() override { mended(); }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    void begin_list() override { listed_.clear(); }
    void element(const ListScanner&, std::string_view json) override {
        const auto object = item_.parse(json);
        put(object);
        listed_.insert(uid_of(object));
    }
    void page_end(const ListScanner&) override {}
    void restart() override { listed_.clear(); }
    void end_list() override {
        for (const auto& uid : there_) {
            if (listed_.count(uid) == 0) {
                remove(uid);
            }
        }
        there_ = std::exchange(listed_, {});
    }
    bool event(std::string_view type, const JsonValue& object) override {
        const auto uid = uid_of(object);
        if (type == "DELETED") {
            remove(uid);
            there_.erase(uid);
        } else {
            put(object);
            there_.insert(uid);
        }
        return true;
    }

    void broken(const Error& why) override {
        if (outages_ != nullptr) {
            outages_->begin(this, why);
        }
    }
    void mended() override {
        if (outages_ != nullptr) {
            outages_->end(this);
        }
    }

  private:
    static std::string uid_of(const JsonValue& object) { return object.find("metadata").find("uid").text(); }
    void put(const JsonValue& object) {
        if (what_ == Collection::What::warnings) {
            board_.complaint(object);
        } else {
            board_.relative(object);
        }
    }
    void remove(const std::string& uid) {
        if (what_ == Collection::What::warnings) {
            board_.complaint_gone(uid);
        } else {
            board_.relative_gone(uid);
        }
    }

    StatusBoard& board_;
    Collection::What what_;
    ListItem item_;
    Outages* outages_;
    std::unordered_set<std::string> there_;
    std::unordered_set<std::string> listed_;
};

StatusCauses::StatusCauses(Session& session, StatusBoard& board, bool all_namespaces)
    : session_(session),
      board_(board),
      all_namespaces_(all_namespaces),
      replica_sets_(session.discovery.find({"replicasets.apps"})),
      pods_(session.discovery.find({"pods"})),
      events_(session.discovery.find({"events"})) {}

std::vector<StatusCauses::Collection> StatusCauses::missing(const std::vector<StatusRow>& rows) {
    using What = Collection::What;
    std::vector<Collection> collections;
    const auto add = [&](What what, const ResourceType& type, const StatusRow& row, Selection selection) {
        const std::string name_space = all_namespaces_ ? "" : row.name_space;
        if (begun_.emplace(what, name_space).second) {
            collections.push_back({what, type, name_space, std::move(selection)});
        }
    };
    for (const auto& row : rows) {
        if (!is_riddle(row)) {
            continue;
        }
        Selection of_pods;
        // Of one workload only its own pods are read: there may be thousands beside them.
        of_pods.label_selector = board_.is_about_one() ? row.pod_selector : "";
        if (owns_replica_sets(row)) {
            add(What::replica_sets, replica_sets_, row, of_pods);
        }
        if (row.makes_pods) {
            add(What::pods, pods_, row, of_pods);
        }
        Selection of_warnings;
        of_warnings.field_selector = "type=Warning";
        if (board_.is_about_one() && !row.makes_pods) {
            of_warnings.field_selector = "involvedObject.uid=" + row.uid + ",type=Warning";
        }
        add(What::warnings, events_, row, of_warnings);
    }
    return collections;
}

void StatusCauses::note(const Collection& collection, const Error& error) {
    const std::string where = collection.name_space.empty() ? "" : " in namespace " + collection.name_space;
    const std::lock_guard lock(mutex_);
    notes_.push_back("Warning: " + collection.type.group_resource() + where +
                     " cannot be read, reasons may be incomplete: " + error.words());
}

std::vector<std::string> StatusCauses::take_notes() {
    const std::lock_guard lock(mutex_);
    return std::exchange(notes_, {});
}

void StatusCauses::read(const std::vector<StatusRow>& rows) {
    for (const auto& collection : missing(rows)) {
        Sink sink(board_, collection, nullptr);
        try {
            read_collection(session_.client, collection.type, collection.name_space, collection.selection,
                            "application/json", {}, sink);
        } catch (const ApiError& error) {
            note(collection, error);
        }
    }
}

void StatusCauses::watch(Lookout& lookout, Outages& outages, const std::vector<StatusRow>& rows) {
    for (auto& collection : missing(rows)) {
        lookout.start([this, &lookout, &outages, collection] {
            const auto client = lookout.open_line();
            WatchScope scope;
            scope.type = collection.type;
            scope.name_space = collection.name_space;
            scope.selection = collection.selection;
            scope.left_out = "managedFields";
            scope.was_read = true;  // the server has answered: what fails now may pass
            Sink sink(board_, collection, &outages);
            try {
                watch_steadily(
                    *client, std::move(scope), sink,
                    {[&] { return lookout.is_stopped(); }, [&](Milliseconds time) { lookout.pause(time); }});
            } catch (const ApiError& error) {
                if (!lookout.is_stopped()) {
                    note(collection, error);
                }
            }
        });
    }
}

}  // namespace yare
