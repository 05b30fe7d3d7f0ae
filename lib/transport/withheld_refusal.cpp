#include "transport/withheld_refusal.hpp"

namespace yare {
namespace {

constexpr int k_unauthorized = 401;

}  // namespace

BodyReceiver WithheldRefusal::receiver() {
    return [this](const HttpResponse& head, std::string_view piece) {
        if (head.status != k_unauthorized || given_up_) return receive_(head, piece);
        kept_ += piece;
        if (kept_.size() <= k_limit) return true;
        given_up_ = true;
        pass_on(head);
        return wanted_;
    };
}

bool WithheldRefusal::withholds(const HttpResponse& response) const {
    return response.status == k_unauthorized && !given_up_;
}

void WithheldRefusal::pass_on(const HttpResponse& response) {
    if (request_.wants_head) wanted_ = receive_(response, {});
    if (wanted_ && !kept_.empty()) wanted_ = receive_(response, kept_);
    kept_.clear();
}

}  // namespace yare
