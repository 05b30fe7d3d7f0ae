#include "verbs/field_check.hpp"

#include <charconv>

#include "base/text.hpp"
#include "request/unknown_fields.hpp"
#include "verbs/dropped_fields.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_findings = 100;
constexpr int k_first_checking_minor = 25;  // ServerSideFieldValidation is on by default (beta) from 1.25

std::string listed(const std::vector<std::string>& fields) {
    std::string words;
    for (const auto& field : fields) {
        words += (words.empty() ? "" : ", ") + go_quote(field);
    }
    return words;
}

}  // namespace

const FieldCheck::Version& FieldCheck::server_version() {
    if (!version_) {
        HttpRequest request;
        request.path = "/version";
        request.headers.emplace_back("Accept", "application/json, */*");
        JsonTree tree;
        const auto answer = session_.client.get(request, {});
        const auto version = tree.parse(answer.body);
        const std::string minor = version.find("minor").text();  // `20`, `27+`
        int number = 0;
        std::from_chars(minor.data(), minor.data() + minor.size(), number);
        version_ = {version.find("gitVersion").text(),
                    number >= k_first_checking_minor || version.find("major").text() != "1"};
    }
    return *version_;
}

void FieldCheck::refuse_unknown(std::vector<SelectedObject>& objects, ErrorList& errors) {
    if (validation_ != FieldValidation::strict) {
        return;  // look() finds what is worth a warning
    }
    std::erase_if(objects, [&](const SelectedObject& object) {
        JsonTree tree;
        const auto& type = object.place.type;
        const auto fields = unknown_fields(tree.parse(object.object), type.api_version(), type.kind);
        if (fields.empty() || server_version().checks_fields) {
            return false;
        }
        errors.add(
            Error("error validating " + go_quote(object.source) + ": error validating data: unknown field " +
                  listed(fields) + " of " + object.place.words() +
                  "; if you choose to ignore these errors, turn validation off with --validate=false"));
        return true;
    });
}

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
    try {
        if (server_version().checks_fields) {
            return;
        }
    } catch (const Error& error) {
        errors.add(error);
        return;
    }
    const auto& version = server_version();
    const auto say = [&](const std::string& words) {
        if (validation_ == FieldValidation::strict) {
            errors.add(Error(words));
        } else {
            session_.client.warn(words);
        }
    };
    for (const auto& finding : findings_) {
        say("the server (" + version.words + ") does not check fields and dropped unknown ones of " +
            finding.object + " from " + go_quote(finding.source) + ": " + listed(finding.fields) +
            "; --validate=false sends objects unchecked");
    }
    if (more_ > 0) {
        say("the server dropped unknown fields of " + std::to_string(more_) + " more objects");
    }
}

}  // namespace yare
