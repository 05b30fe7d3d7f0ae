#include "verbs/edit.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_write.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "request/manifest_paths.hpp"
#include "verbs/edit_text.hpp"

namespace yare {

namespace {

constexpr const char* k_source = "edited-file";

// A file that goes when nobody keeps it.
class TemporaryFile {
  public:
    TemporaryFile(const EditFile& file, const std::string& text);
    ~TemporaryFile() {
        if (!kept_) {
            unlink(path_.c_str());
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }
    void keep() { kept_ = true; }

  private:
    std::string path_;
    bool kept_ = false;
};

TemporaryFile::TemporaryFile(const EditFile& file, const std::string& text) {
    const std::string suffix = file.json ? ".json" : ".yaml";
    path_ =
        file.directory + (file.directory.ends_with('/') ? "" : "/") + file.program + "-edit-XXXXXX" + suffix;
    const int descriptor = mkostemps(path_.data(), static_cast<int>(suffix.size()), O_CLOEXEC);
    const auto fail = [&](const char* doing) {
        throw Error(doing + (" " + path_ + ": ") + go_errno_words(errno));
    };
    if (descriptor < 0) {
        fail("open");
    }
    const auto close_it = [](const int* d) { close(*d); };
    const std::unique_ptr<const int, decltype(close_it)> closer(&descriptor, close_it);
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t count = write(descriptor, rest.data(), rest.size());
        if (count < 0 && errno != EINTR) {
            unlink(path_.c_str());
            fail("write");
        }
        rest.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

std::vector<std::string> problem_lines(const Error& error) {
    constexpr std::string_view k_prefix = "error: ";
    auto lines = split(error.what(), '\n');
    if (lines[0].starts_with(k_prefix)) {
        lines[0].erase(0, k_prefix.size());
    }
    return lines;
}

std::size_t count_lines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool may_be_mended(const ApiError& error) {
    constexpr int k_bad_request = 400;
    constexpr int k_unprocessable = 422;
    return error.code() == k_bad_request || error.code() == k_unprocessable;
}

class Editing {
  public:
    Editing(const EditSubject& subject, const EditFile& file, const SubmitEdited& submit)
        : subject_(subject), file_(file), submit_(submit) {}

    EditOutcome run();

  private:
    std::string header() const { return file_.json ? "" : edit_header(reasons_); }
    std::string original_body() const;
    void edit_once();
    void keep_newest(std::unique_ptr<TemporaryFile> previous);
    bool has_failed() const { return !reasons_.empty(); }
    void give_up();
    EditOutcome cancel_empty();
    std::optional<Manifests> parse();
    bool submit_all(const Manifests& manifests);
    void keep_copy();

    const EditSubject& subject_;
    const EditFile& file_;
    const SubmitEdited& submit_;
    std::unique_ptr<TemporaryFile> current_;
    std::string written_;  // into it
    std::string edited_;   // what it holds after editing
    std::vector<EditReason> reasons_;
    std::exception_ptr refusal_;  // the server's, when that is the reason
};

std::string Editing::original_body() const {
    JsonTree tree;
    const JsonValue object = tree.parse(subject_.object);
    std::string text;
    if (file_.json) {
        JsonWriter writer(4);
        writer.skip_managed_fields(true);
        writer.write(text, object);
        return text + "\n";
    }
    YamlWriter writer;
    writer.write(object, true, [&](std::string_view piece) { text += piece; });
    return text;
}

// A new file each time, as an editor may keep what it knows of the old one.
void Editing::edit_once() {
    const std::string body = has_failed() ? std::string(without_edit_header(edited_)) : original_body();
    const std::string text = header() + body;
    written_.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_bare_end = text[i] == '\n' && (i == 0 || text[i - 1] != '\r');
        written_ += file_.windows_line_endings && is_bare_end ? "\r" : "";
        written_ += text[i];
    }
    auto previous = std::make_unique<TemporaryFile>(file_, written_);
    previous.swap(current_);
    try {
        file_.open_editor(current_->path());
        edited_ = read_file(current_->path());
    } catch (...) {
        keep_newest(std::move(previous));
        throw;
    }
}

// The newest file that the user has changed.
void Editing::keep_newest(std::unique_ptr<TemporaryFile> previous) {
    bool is_changed = false;
    try {
        is_changed = read_file(current_->path()) != written_;
    } catch (const Error&) {
        is_changed = false;  // there is none to keep
    }
    if (!is_changed) {
        current_ = std::move(previous);
    }
    if (current_) {
        keep_copy();
    }
}

void Editing::keep_copy() {
    current_->keep();
    file_.tell("A copy of your changes has been stored to " + go_quote(current_->path()));
}

void Editing::give_up() {
    keep_copy();
    if (refusal_) {
        std::rethrow_exception(refusal_);
    }
    throw Error("Edit cancelled, no valid changes were saved.");
}

std::optional<Manifests> Editing::parse() {
    std::vector<std::string> problems;
    const auto read = [&](std::size_t lines_above) -> std::optional<Manifests> {
        try {
            return read_manifest_text_strictly(
                k_source, std::string(lines_above, '\n') + std::string(without_edit_header(edited_)));
        } catch (const Error& error) {
            problems = problem_lines(error);
            return std::nullopt;
        }
    };
    reasons_.clear();
    refusal_ = nullptr;
    if (auto manifests = read(count_lines(edited_) - count_lines(without_edit_header(edited_)))) {
        return manifests;
    }
    // Once more for the places: they are those in the file that will be opened.
    const auto explain = [&] {
        const std::string head = "The edited file had a syntax error";
        reasons_ = {problems.size() == 1 ? EditReason{head + ": " + problems[0], {}}
                                         : EditReason{head, problems}};
    };
    explain();
    read(count_lines(header()));
    explain();
    file_.tell("error: " + subject_.words + " is invalid");
    if (file_.json) {
        for (const auto& problem : problems) {
            file_.tell(problem);
        }
    }
    return std::nullopt;
}

// False when the server found something to mend. What has been sent cannot be sent again with the rest.
bool Editing::submit_all(const Manifests& manifests) {
    bool is_first = true;
    for (const auto& object : manifests.objects) {
        try {
            submit_(object);
        } catch (const ApiError& error) {
            if (!is_first || !may_be_mended(error)) {
                keep_copy();
                throw;
            }
            refusal_ = std::current_exception();
            EditReason reason{subject_.words + " was not valid", {}};
            for (const auto& cause : error.fields().causes) {
                reason.items.push_back(cause.field + ": " + cause.message);
            }
            if (reason.items.empty()) {
                reason.items.push_back(error.line());
            }
            reasons_ = {std::move(reason)};
            if (file_.json) {
                file_.tell(error.line());
            }
            return false;
        } catch (...) {
            keep_copy();
            throw;
        }
        is_first = false;
    }
    return true;
}

EditOutcome Editing::cancel_empty() {
    file_.tell("Edit cancelled, saved file was empty.");
    return EditOutcome::emptied;
}

EditOutcome Editing::run() {
    const std::string original = edited_meaning(original_body());
    for (;;) {
        const std::string before = has_failed() ? edited_meaning(edited_) : "";
        edit_once();
        const std::string after = edited_meaning(edited_);
        if (!has_edited_content(edited_)) {
            return cancel_empty();
        }
        if (has_failed() && before == after) {
            give_up();
        }
        if (after == original) {
            file_.tell("Edit cancelled, no changes made.");
            return EditOutcome::unchanged;
        }
        const auto manifests = parse();
        if (!manifests) {
            continue;
        }
        for (const auto& note : manifests->notes) {
            file_.warn(note);
        }
        if (manifests->objects.empty()) {
            return cancel_empty();
        }
        if (submit_all(*manifests)) {
            return EditOutcome::submitted;
        }
    }
}

}  // namespace

EditOutcome edit_object(const EditSubject& subject, const EditFile& file, const SubmitEdited& submit) {
    return Editing(subject, file, submit).run();
}

}  // namespace yare
