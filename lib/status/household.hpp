// What belongs to a workload, and what ails it: the way from a verdict to its cause.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/json_tree.hpp"
#include "base/time.hpp"
#include "status/pod_rules.hpp"
#include "status/verdict.hpp"

namespace yare {

/// What is kept of an object.
struct Member {
    std::string uid;
    std::string kind;
    std::string name_space;
    std::string name;
    std::vector<std::string> owners;  // uids of ownerReferences
    std::string revision;             // which template it is made of: a replica set's revision annotation, a
                                      // pod's controller-revision-hash or, of a daemon set,
                                      // pod-template-generation; empty: not said
    std::string wanted_revision;      // which one its own members are to be made of now; empty: any
    std::optional<Moment> created;
    bool has_template = false;  // spec.template: it makes pods
    bool is_pod = false;
    Trouble trouble = Trouble::none;  // of a pod
    Verdict verdict;                  // its own
};
Member read_member(const JsonValue& object, Moment now);
Member read_member(const JsonValue& object, const ObjectKind& kind, Moment now);

/// What an Event says (core/v1 or events.k8s.io/v1).
struct Complaint {
    std::string event_uid;
    std::string about;  // uid of the object
    std::string reason;
    std::string message;
    std::optional<Moment> last;
    bool is_warning = false;  // type Warning; others are no complaints
};
Complaint read_complaint(const JsonValue& event);

/// Members and complaints, looked up by owner. Used by one thread at a time.
class Household {
  public:
    /// Takes a member in, in place of what was known by its uid.
    void put(Member member);
    void remove(const std::string& uid);
    /// Of warnings about an object with a uid; others are dropped.
    void put(Complaint complaint);
    void remove_complaint(const std::string& event_uid);

    /// Null: not known.
    const Member* find(const std::string& uid) const;

    /// The verdict on `member` seen through to its cause. One that is Current or Terminating, or whose
    /// controller has not seen the latest generation yet, stays as it is. Else: pods of the wanted revision
    /// that have failed for good (crash loop, bad image) make it Failed, with their reason; otherwise the
    /// reason is completed by the first pod that cannot go on (Unschedulable and others) or has failed, or
    /// by a failed object that it owns, or by the latest warning about the object, what it owns, and their
    /// pods. Takes time in proportion to what it owns, without the pods that are well.
    Verdict explain(const Member& member) const;

  private:
    std::unordered_map<std::string, Member> members_;  // by uid
    std::unordered_map<std::string, std::set<std::string>>
        owned_;  // uids by their owner's; no pods that are well
    std::unordered_map<std::string, std::map<std::string, Complaint>> about_;  // by the object's uid, then
                                                                               // the event's
    std::unordered_map<std::string, std::string> object_of_;  // by the event's uid: what it is about

    class Survey;
};

}  // namespace yare
