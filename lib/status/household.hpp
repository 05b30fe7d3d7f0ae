// What belongs to a workload, and what ails it: the way from a verdict to its cause.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "base/time.hpp"
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
                                      // pod's controller-revision-hash; empty: not said
    std::string wanted_revision;      // which one its own members are to be made of now; empty: any
    std::optional<Moment> created;
    bool has_template = false;  // spec.template: it makes pods
    Verdict verdict;            // its own
};
Member read_member(const JsonValue& object, Moment now);

/// What an Event says (core/v1 Event, type Warning).
struct Complaint {
    std::string event_uid;
    std::string about;  // uid of the object
    std::string reason;
    std::string message;
    std::optional<Moment> last;
};
Complaint read_complaint(const JsonValue& event);

/// Members and complaints, looked up by owner. Used by one thread at a time.
class Household {
  public:
    void put(Member member);
    void remove(const std::string& uid);
    void put(Complaint complaint);
    void remove_complaint(const std::string& event_uid);

    /// The verdict on `member` seen through to its cause. One that is Current, or whose controller has not
    /// seen the latest generation yet, stays as it is. Else: pods of the wanted revision that have failed for
    /// good (crash loop, bad image) make it Failed, with their reason; otherwise the reason is completed by
    /// the first pod that cannot go on (Unschedulable and others), and by the latest warning about the
    /// object, what it owns, and their pods.
    Verdict explain(const Member& member) const;

  private:
    std::map<std::string, Member> members_;                          // by uid
    std::map<std::string, std::vector<std::string>> owned_;          // uids by their owner's
    std::map<std::string, std::map<std::string, Complaint>> about_;  // by the object's uid, then the event's
};

}  // namespace yare
