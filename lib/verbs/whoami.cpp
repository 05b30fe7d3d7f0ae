#include "verbs/whoami.hpp"

#include <map>

#include "base/json_tree.hpp"
#include "output/align.hpp"
#include "output/objects.hpp"
#include "verbs/change.hpp"
#include "verbs/empty_times.hpp"

namespace yare {

namespace {

std::string send(Session& session, const std::string& version) {
    const std::string group_version = "authentication.k8s.io/" + version;
    const auto http = change_request(
        "POST", "/apis/" + group_version + "/selfsubjectreviews", {},
        R"({"kind":"SelfSubjectReview","apiVersion":")" + group_version + R"(","metadata":{}})");
    return session.client.change(http, {"selfsubjectreviews.authentication.k8s.io", ""}).body;
}

bool is_code(const ApiError& error, const char* reason, int code) {
    return error.reason() == reason || (error.reason().empty() && error.code() == code);
}

std::string ask(Session& session) {
    for (const char* version : {"v1", "v1beta1", "v1alpha1"}) {
        try {
            return send(session, version);
        } catch (const ApiError& error) {
            if (is_code(error, "Forbidden", 403)) {
                throw Error(
                    "the selfsubjectreviews API is not enabled in the cluster or you do not have permission "
                    "to call it");
            }
            if (!is_code(error, "NotFound", 404)) {
                throw;
            }
        }
    }
    throw Error("the selfsubjectreviews API is not enabled in the cluster");
}

// A slice of strings as Go prints it.
std::string go_texts(const JsonValue& array) {
    std::string all = "[";
    for (const auto& text : element_texts(array)) {
        all += (all.size() == 1 ? "" : " ") + text;
    }
    return all + "]";
}

void print_table(const JsonValue& user, Output& out) {
    AlignedLines lines;
    const auto add = [&](const std::string& name, const std::string& value) {
        lines.cell(name);
        lines.cell(value);
        lines.end_line();
    };
    add("ATTRIBUTE", "VALUE");
    if (const auto name = user.find("username").text(); !name.empty()) {
        add("Username", name);
    }
    if (const auto uid = user.find("uid").text(); !uid.empty()) {
        add("UID", uid);
    }
    if (user.find("groups").size() > 0) {
        add("Groups", go_texts(user.find("groups")));
    }
    std::map<std::string, JsonValue> extra;
    for (auto value = user.find("extra").first(); value; value = value.next()) {
        extra.insert_or_assign(std::string(value.key()), value);
    }
    for (const auto& [name, values] : extra) {
        add("Extra: " + name, go_texts(values));
    }
    lines.print(out);
}

}  // namespace

void who_am_i(Session& session, const Format& format) {
    const auto answer = without_empty_times(ask(session));
    JsonTree tree;
    const auto review = tree.parse(answer);
    if (format.is_table()) {
        print_table(review.find("status").find("userInfo"), session.streams.out);
        return;
    }
    Format ordered = format;
    ordered.keep_order = true;
    make_object_printer(ordered, session.streams.out)->single(review);
}

}  // namespace yare
