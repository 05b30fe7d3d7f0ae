#include "verbs/field_check.hpp"

#include <charconv>

#include "base/text.hpp"
#include "verbs/dropped_fields.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_findings = 100;
constexpr int k_first_checking_minor = 25;  // ServerSideFieldValidation is on by default (beta) from 1.25

struct Version {
    std::string words;  // v1.20.2
    bool checks_fields = false;
};

Version server_version(Client& client) {
    HttpRequest request;
    request.path = "/version";
    request.headers.emplace_back("Accept", "application/json, */*");
    JsonTree tree;
    const auto answer = client.get(request, {});
    const auto version = tree.parse(answer.body);
    const std::string minor = version.find("minor").text();  // `20`, `27+`
    int number = 0;
    std::from_chars(minor.data(), minor.data() + minor.size(), number);
    return {version.find("gitVersion").text(),
            number >= k_first_checking_minor || version.find("major").text() != "1"};
}

}  // namespace

void FieldCheck::look(const std::string& source, const ObjectPlace& place, std::string_view sent,
                      std::string_view answer) {
    if (validation_ == FieldValidation::ignore) {
        return;
    }
    JsonTree sent_tree;
    JsonTree answer_tree;
    auto fields = dropped_fields(sent_tree.parse(sent), answer_tree.parse(answer));
    if (fields.empty()) {
        return;
    }
    if (findings_.size() == k_max_findings) {
        ++more_;
        return;
    }
    findings_.push_back({source, place.words(), std::move(fields)});
}

void FieldCheck::finish(ErrorList& errors) {
    if (findings_.empty()) {
        return;
    }
    const auto version = server_version(session_.client);
    if (version.checks_fields) {
        return;
    }
    const auto say = [&](const std::string& words) {
        if (validation_ == FieldValidation::strict) {
            errors.add(Error(words));
        } else {
            session_.client.warn(words);
        }
    };
    for (const auto& finding : findings_) {
        std::string fields;
        for (const auto& field : finding.fields) {
            fields += (fields.empty() ? "" : ", ") + go_quote(field);
        }
        say("the server (" + version.words + ") does not check fields and dropped unknown ones of " +
            finding.object + " from " + go_quote(finding.source) + ": " + fields +
            "; --validate=false sends objects unchecked");
    }
    if (more_ > 0) {
        say("the server dropped unknown fields of " + std::to_string(more_) + " more objects");
    }
}

}  // namespace yare
