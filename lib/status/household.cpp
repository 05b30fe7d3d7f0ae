#include "status/household.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "base/text.hpp"
#include "status/fields.hpp"

namespace yare {

namespace {

constexpr std::size_t k_longest_reason = 600;
constexpr const char* k_revision = "deployment.kubernetes.io/revision";

// A daemon set counts its templates in an annotation, and its pods bear the number as a label
// (pkg/controller/daemon/util, CreatePodTemplate).
constexpr const char* k_template_generation = "deprecated.daemonset.template.generation";
constexpr const char* k_pod_template_generation = "pod-template-generation";

bool is_of_apps(const std::string& group) { return group == "apps" || group == "extensions"; }

void read_revisions(const JsonValue& object, const std::string& group, Member& member) {
    const auto metadata = object.find("metadata");
    const auto annotations = metadata.find("annotations");
    if (member.is_pod) {
        const auto labels = metadata.find("labels");
        const auto generation = string_of(labels.find(k_pod_template_generation));
        member.revision =
            generation.empty() ? string_of(labels.find("controller-revision-hash")) : generation;
    } else if (is_of_apps(group) && member.kind == "ReplicaSet") {
        member.revision = string_of(annotations.find(k_revision));
    } else if (is_of_apps(group) && member.kind == "Deployment") {
        member.wanted_revision = string_of(annotations.find(k_revision));
    } else if (is_of_apps(group) && member.kind == "DaemonSet") {
        member.wanted_revision = string_of(annotations.find(k_template_generation));
    } else if (is_of_apps(group) && member.kind == "StatefulSet") {
        member.wanted_revision = string_of(object.find("status").find("updateRevision"));
    }
}

bool is_wanted(const Member& owner, const Member& owned) {
    return owner.wanted_revision.empty() || owned.revision.empty() || owner.wanted_revision == owned.revision;
}

// A pod that is well, or on its way out, explains nothing.
bool is_well(const Member& member) { return member.is_pod && member.trouble == Trouble::none; }

void complete(std::string& reason, const std::string& more) { reason += (reason.empty() ? "" : "; ") + more; }

}  // namespace

Member read_member(const JsonValue& object, Moment now) { return read_member(object, kind_of(object), now); }

Member read_member(const JsonValue& object, const ObjectKind& kind, Moment now) {
    const auto metadata = object.find("metadata");
    Member member;
    member.uid = string_of(metadata.find("uid"));
    member.kind = kind.kind;
    member.name_space = string_of(metadata.find("namespace"));
    member.name = string_of(metadata.find("name"));
    const auto owners = metadata.find("ownerReferences");
    for (auto owner = owners.first(); owners.is_array() && owner; owner = owner.next()) {
        if (auto uid = string_of(owner.find("uid")); !uid.empty()) {
            member.owners.push_back(std::move(uid));
        }
    }
    member.created = parse_rfc3339(string_of(metadata.find("creationTimestamp")));
    member.has_template = object.find("spec").find("template").is_object();
    member.is_pod = kind.kind == "Pod" && kind.group.empty();
    read_revisions(object, kind.group, member);
    auto finding = examine(object, kind, now);
    member.trouble = finding.trouble;
    member.verdict = std::move(finding.verdict);
    return member;
}

Complaint read_complaint(const JsonValue& event) {
    const auto metadata = event.find("metadata");
    Complaint complaint;
    complaint.event_uid = string_of(metadata.find("uid"));
    for (const char* field : {"involvedObject", "regarding"}) {
        if (complaint.about.empty()) {
            complaint.about = string_of(event.find(field).find("uid"));
        }
    }
    complaint.reason = one_line(string_of(event.find("reason")), 100);
    const auto message = event.find("message");
    complaint.message = one_line(string_of(message ? message : event.find("note")));
    // What stands before the real message: of many alike (client-go tools/record), of pods not made.
    for (const std::string_view prefix : {"(combined from similar events): ", "Error creating: "}) {
        if (complaint.message.starts_with(prefix)) {
            complaint.message.erase(0, prefix.size());
        }
    }
    for (const auto& time : {event.find("series").find("lastObservedTime"), event.find("lastTimestamp"),
                             event.find("deprecatedLastTimestamp"), event.find("eventTime"),
                             event.find("firstTimestamp"), metadata.find("creationTimestamp")}) {
        if (!complaint.last) {
            complaint.last = parse_rfc3339(string_of(time));
        }
    }
    complaint.is_warning = string_of(event.find("type")) == "Warning";
    return complaint;
}

void Household::put(Member member) {
    if (member.uid.empty()) {
        return;
    }
    remove(member.uid);
    if (!is_well(member)) {
        for (const auto& owner : member.owners) {
            owned_[owner].insert(member.uid);
        }
    }
    auto uid = member.uid;
    members_.insert_or_assign(std::move(uid), std::move(member));
}

void Household::remove(const std::string& uid) {
    const auto known = members_.find(uid);
    if (known == members_.end()) {
        return;
    }
    for (const auto& owner : known->second.owners) {
        if (const auto family = owned_.find(owner); family != owned_.end()) {
            family->second.erase(uid);
            if (family->second.empty()) {
                owned_.erase(family);
            }
        }
    }
    members_.erase(known);
}

void Household::put(Complaint complaint) {
    if (complaint.event_uid.empty()) {
        return;
    }
    remove_complaint(complaint.event_uid);
    if (complaint.is_warning && !complaint.about.empty()) {
        object_of_[complaint.event_uid] = complaint.about;
        auto& complaints = about_[complaint.about];
        auto uid = complaint.event_uid;
        complaints.insert_or_assign(std::move(uid), std::move(complaint));
    }
}

void Household::remove_complaint(const std::string& event_uid) {
    const auto object = object_of_.find(event_uid);
    if (object == object_of_.end()) {
        return;
    }
    if (const auto complaints = about_.find(object->second); complaints != about_.end()) {
        complaints->second.erase(event_uid);
        if (complaints->second.empty()) {
            about_.erase(complaints);
        }
    }
    object_of_.erase(object);
}

const Member* Household::find(const std::string& uid) const {
    const auto found = members_.find(uid);
    return found == members_.end() ? nullptr : &found->second;
}

// A walk over what a member owns, and the worst that was met.
class Household::Survey {
  public:
    Survey(const Household& household, const Member& root) : household_(household), root_(root) {
        std::vector<const Member*> waiting = {&root};
        seen_.insert(root.uid);
        while (!waiting.empty()) {
            const auto* member = waiting.back();
            waiting.pop_back();
            note(*member);
            const auto family = household.owned_.find(member->uid);
            if (family == household.owned_.end() || member->uid.empty()) {
                continue;
            }
            for (const auto& uid : family->second) {
                const auto* owned = household.find(uid);
                if (owned != nullptr && is_wanted(*member, *owned) && seen_.insert(owned->uid).second) {
                    waiting.push_back(owned);
                }
            }
        }
    }

    bool is_fatal() const { return worst_ != nullptr && rank(*worst_) == k_fatal; }

    /// Empty: no object to blame.
    std::string cause() const {
        if (worst_ == nullptr) {
            return {};
        }
        auto who = worst_->is_pod ? std::string("pod") : to_lower(worst_->kind);
        who += " " + worst_->name;
        if (is_fatal() && fatal_ > 1) {
            who += " and " + std::to_string(fatal_ - 1) + " more";
        }
        return worst_->verdict.reason + " (" + who + ")";
    }

    /// Empty: no warning to tell.
    std::string warning() const {
        if (latest_ == nullptr) {
            return {};
        }
        auto text = said(latest_->reason, latest_->message);
        if (about_->is_pod && about_ != &root_) {
            text += " (pod " + about_->name + ")";
        }
        return text;
    }
    std::string warning_reason() const { return latest_ == nullptr ? std::string() : latest_->reason; }

  private:
    static constexpr int k_fatal = 4;

    // 0: explains nothing
    static int rank(const Member& member) {
        if (!member.is_pod) {
            return member.verdict.health == Health::failed ? 2 : 0;
        }
        switch (member.trouble) {
            case Trouble::fatal:
                return k_fatal;
            case Trouble::stuck:
                return 3;
            case Trouble::over:
                return 1;
            default:
                return 0;
        }
    }

    // By name, so that the one shown stays the same; of those that have failed, the last one made.
    static bool is_better(const Member& a, const Member& b) {
        if (rank(a) != rank(b)) {
            return rank(a) > rank(b);
        }
        if (a.trouble == Trouble::over && a.created != b.created) {
            return a.created > b.created;
        }
        return a.name < b.name;
    }

    void note(const Member& member) {
        if (&member != &root_ && rank(member) > 0) {
            fatal_ += rank(member) == k_fatal ? 1 : 0;
            if (worst_ == nullptr || is_better(member, *worst_)) {
                worst_ = &member;
            }
        }
        const bool is_over_it = member.has_template && member.verdict.health == Health::current;
        const auto complaints = household_.about_.find(member.uid);
        if (complaints == household_.about_.end() || is_over_it) {
            return;
        }
        for (const auto& [uid, complaint] : complaints->second) {
            if (latest_ == nullptr || complaint.last > latest_->last) {
                latest_ = &complaint;
                about_ = &member;
            }
        }
    }

    const Household& household_;
    const Member& root_;
    std::unordered_set<std::string_view> seen_;
    const Member* worst_ = nullptr;
    std::size_t fatal_ = 0;
    const Complaint* latest_ = nullptr;
    const Member* about_ = nullptr;
};

Verdict Household::explain(const Member& member) const {
    auto verdict = member.verdict;
    const bool is_explained = member.is_pod && member.trouble > Trouble::slow;
    if ((verdict.health != Health::in_progress && verdict.health != Health::failed) || !verdict.is_observed ||
        is_explained) {
        return verdict;
    }
    const Survey survey(*this, member);
    const auto cause = survey.cause();
    if (survey.is_fatal() && verdict.health != Health::failed) {
        verdict.health = Health::failed;
        verdict.reason = cause;
        verdict.until.reset();
    } else if (!cause.empty()) {
        complete(verdict.reason, cause);
    } else if (const auto warning = survey.warning();
               !warning.empty() &&
               (survey.warning_reason().empty() ||
                verdict.reason.find(survey.warning_reason() + ":") == std::string::npos)) {
        complete(verdict.reason, warning);
    }
    verdict.reason = one_line(verdict.reason, k_longest_reason);
    return verdict;
}

}  // namespace yare
