#include "verbs/edit.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/streams.hpp"
#include "verbs/edit_text.hpp"

using namespace yare;

namespace {

namespace fs = std::filesystem;

constexpr const char* k_header =
    "# Please edit the object below. Lines beginning with a '#' will be ignored,\n"
    "# and an empty file will abort the edit. If an error occurs while saving this file will be\n"
    "# reopened with the relevant failures.\n#\n";
constexpr const char* k_body =
    "apiVersion: v1\ndata:\n  k: |\n    # kept\n    v\nkind: ConfigMap\nmetadata:\n  name: a\n";
constexpr const char* k_object =
    R"({"apiVersion":"v1","data":{"k":"# kept\nv\n"},"kind":"ConfigMap","metadata":{"managedFields":[],"name":"a"}})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// An edit with a scripted editor: each step gets what the file holds and returns what it shall hold.
struct Edit {
    using Step = std::function<std::string(const std::string& text)>;

    Edit() {
        std::string name = (fs::temp_directory_path() / "yare-edit-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        file.directory = name;
        file.program = "yare";
        file.open_editor = [this](const std::string& path) { open(path); };
        file.tell = [this](const std::string& line) { told += replaced_path(line) + "\n"; };
        file.warn = [this](const std::string& note) { told += "Warning: " + note + "\n"; };
    }
    ~Edit() { fs::remove_all(file.directory); }
    Edit(const Edit&) = delete;
    Edit& operator=(const Edit&) = delete;

    void open(const std::string& path) {
        struct stat info = {};
        REQUIRE(stat(path.c_str(), &info) == 0);
        CHECK((info.st_mode & 0777) == 0600);
        last_path = path;
        shown.push_back(read_file(path));
        REQUIRE(shown.size() <= steps.size());
        const std::string text = steps[shown.size() - 1](shown.back());
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        if (text == "fail") {
            throw Error("there was a problem with the editor \"x\"");
        }
    }

    std::string replaced_path(const std::string& line) const {
        const auto at = line.find(last_path);
        return last_path.empty() || at == std::string::npos ? line : replaced(line, last_path, "PATH");
    }

    // The outcome, or the error's line.
    std::string run() {
        try {
            const auto outcome =
                edit_object({k_object, "configmaps \"a\""}, file, [this](const auto& object) {
                    submitted += object.json + "\n";
                    submit(object);
                });
            CHECK(shown.size() == steps.size());
            return outcome == EditOutcome::submitted   ? "submitted"
                   : outcome == EditOutcome::unchanged ? "unchanged"
                                                       : "emptied";
        } catch (const Error& error) {
            return error.line();
        }
    }

    std::size_t files_left() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(file.directory), fs::directory_iterator()));
    }

    EditFile file;
    std::vector<Step> steps;
    std::vector<std::string> shown;
    std::string last_path, told, submitted;
    std::function<void(const ManifestObject&)> submit = [](const ManifestObject&) {};
};

std::string same(const std::string& text) { return text; }

Edit::Step put(const std::string& from, const std::string& to) {
    return [=](const std::string& text) { return replaced(text, from, to); };
}

ApiError refusal(int code, const std::string& reason) {
    ApiError::Fields fields;
    fields.code = code;
    fields.reason = reason;
    fields.message = "no good";
    fields.details_kind = "ConfigMap";
    fields.details_name = "a";
    fields.has_details = true;
    if (code == 422) {
        fields.causes = {{"data.k", "too short"}};
    }
    return ApiError(fields);
}

}  // namespace

TEST_CASE("an object is edited and submitted") {
    Edit edit;
    edit.steps = {put("    v\n", "    w\n")};
    CHECK(edit.run() == "submitted");
    CHECK(edit.shown == std::vector<std::string>{std::string(k_header) + k_body});
    CHECK(edit.last_path.starts_with(edit.file.directory + "/yare-edit-"));
    CHECK(edit.last_path.ends_with(".yaml"));
    CHECK(edit.submitted ==
          "{\"apiVersion\":\"v1\",\"data\":{\"k\":\"# "
          "kept\\nw\\n\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":"
          "\"a\"}}\n");
    CHECK(edit.told.empty());
    CHECK(edit.files_left() == 0);
}

TEST_CASE("an object is edited as JSON") {
    Edit edit;
    edit.file.json = true;
    edit.steps = {put("v\\n", "w\\n")};
    CHECK(edit.run() == "submitted");
    CHECK(edit.shown[0].starts_with("{\n    \"apiVersion\": \"v1\",\n    \"data\": {\n"));
    CHECK(edit.shown[0].ends_with("\n}\n"));
    CHECK(edit.shown[0].find("managedFields") == std::string::npos);
    CHECK(edit.last_path.ends_with(".json"));
}

TEST_CASE("line endings of another system") {
    Edit edit;
    edit.file.windows_line_endings = true;
    edit.steps = {[](const std::string& text) {
                      return replaced(text, "    v\r\n", "    v\r\n    [\r\n") + "x: [\r\n";
                  },
                  put("x: [\r\n", "")};
    CHECK(edit.run() == "submitted");
    for (const auto& text : edit.shown) {
        CHECK(std::count(text.begin(), text.end(), '\n') == std::count(text.begin(), text.end(), '\r'));
    }
    CHECK(edit.submitted.find("\\r") == std::string::npos);
}

TEST_CASE("an edit that changes nothing, or leaves nothing, is cancelled") {
    struct Case {
        Edit::Step step;
        std::string outcome, told;
    };
    const std::vector<Case> cases = {
        {same, "unchanged", "Edit cancelled, no changes made.\n"},
        {[](const std::string&) {
             return std::string(R"({"kind":"ConfigMap","data":{"k":"# kept\nv\n"},"apiVersion":"v1",)") +
                    R"("metadata":{"name":"a"}})";
         },
         "unchanged", "Edit cancelled, no changes made.\n"},
        {put("#\n", "# more\n"), "unchanged", "Edit cancelled, no changes made.\n"},
        {[](const std::string&) { return std::string(); }, "emptied",
         "Edit cancelled, saved file was empty.\n"},
        {[](const std::string&) { return std::string("  # a\n\n\t\n"); }, "emptied",
         "Edit cancelled, saved file was empty.\n"},
        {[](const std::string&) { return std::string("---\nnull\n---\n"); }, "emptied",
         "Edit cancelled, saved file was empty.\n"},
    };
    for (const auto& c : cases) {
        Edit edit;
        edit.steps = {c.step};
        CHECK(edit.run() == c.outcome);
        CHECK(edit.told == c.told);
        CHECK(edit.submitted.empty());
        CHECK(edit.files_left() == 0);
    }
}

TEST_CASE("a file that cannot be read is opened again") {
    Edit edit;
    edit.steps = {[](const std::string& text) { return text + "x: y: z\n"; },
                  [](const std::string& text) { return text + "---\nb: [\n"; },
                  [](const std::string& text) {
                      return replaced(replaced(text, "x: y: z\n---\nb: [\n", ""), "    v\n", "    w\n");
                  }};
    CHECK(edit.run() == "submitted");
    REQUIRE(edit.shown.size() == 3);
    CHECK(
        edit.shown[1] ==
        std::string(k_header) +
            "# The edited file had a syntax error: error parsing edited-file: error converting YAML to JSON: "
            "yaml: line 15: mapping values are not allowed in this context (edited-file:15:5, document "
            "1)\n#\n" +
            k_body + "x: y: z\n");
    CHECK(edit.shown[2].starts_with(std::string(k_header) +
                                    "# The edited file had a syntax error:\n# * error parsing "));
    CHECK(edit.shown[2].find(
              "(edited-file:17:5, document 1)\n# * error parsing edited-file: error converting YAML to "
              "JSON: yaml: line 1: did not find expected node content (edited-file:20:1, document 2)\n"
              "#\napiVersion") != std::string::npos);
    CHECK(edit.told == "error: configmaps \"a\" is invalid\nerror: configmaps \"a\" is invalid\n");
    CHECK(edit.files_left() == 0);
}

TEST_CASE("a file that stays as wrong as it was is kept") {
    Edit edit;
    edit.steps = {put("kind: ConfigMap\n", ""), [](const std::string& text) { return "# again\n" + text; }};
    CHECK(edit.run() == "error: Edit cancelled, no valid changes were saved.");
    CHECK(edit.told ==
          "error: configmaps \"a\" is invalid\nA copy of your changes has been stored to \"PATH\"\n");
    CHECK(edit.files_left() == 1);
    CHECK(read_file(edit.last_path) == "# again\n" + edit.shown[1]);
}

TEST_CASE("what the server finds wrong can be mended") {
    for (const int code : {400, 422}) {
        CAPTURE(code);
        Edit edit;
        bool refused = false;
        edit.submit = [&](const ManifestObject&) {
            if (!refused) {
                refused = true;
                throw refusal(code, code == 400 ? "BadRequest" : "Invalid");
            }
        };
        edit.steps = {put("    v\n", "    w\n"), put("    w\n", "    long\n")};
        CHECK(edit.run() == "submitted");
        CHECK(edit.shown[1].starts_with(
            std::string(k_header) + "# configmaps \"a\" was not valid:\n# * " +
            (code == 422 ? "data.k: too short" : "Error from server (BadRequest): no good") +
            "\n#\napiVersion"));
        CHECK(edit.told.empty());
        CHECK(edit.files_left() == 0);
    }
}

TEST_CASE("an object that the server refuses is kept") {
    struct Case {
        int code;
        std::string reason, line;
        std::size_t opened;
    };
    const std::vector<Case> cases = {
        {422, "Invalid", "The ConfigMap \"a\" is invalid: data.k: too short", 2},
        {400, "BadRequest", "Error from server (BadRequest): no good", 2},
        {409, "AlreadyExists", "Error from server (AlreadyExists): no good", 1},
        {403, "Forbidden", "Error from server (Forbidden): no good", 1},
    };
    for (const auto& c : cases) {
        CAPTURE(c.code);
        Edit edit;
        edit.submit = [&](const ManifestObject&) { throw refusal(c.code, c.reason); };
        edit.steps = {put("    v\n", "    w\n"), same};
        CHECK(edit.run() == c.line);
        CHECK(edit.shown.size() == c.opened);
        CHECK(edit.told == "A copy of your changes has been stored to \"PATH\"\n");
        CHECK(edit.files_left() == 1);
    }
}

TEST_CASE("what has been submitted is not submitted again") {
    Edit edit;
    int count = 0;
    edit.submit = [&](const ManifestObject&) {
        if (++count == 2) {
            throw refusal(422, "Invalid");
        }
    };
    edit.steps = {[](const std::string& text) {
        return text + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ndata: {k: on}\n";
    }};
    CHECK(edit.run() == "The ConfigMap \"a\" is invalid: data.k: too short");
    CHECK(count == 2);
    CHECK(edit.told ==
          "Warning: edited-file:17:11: on is read as the boolean true (YAML 1.1); YAML 1.2 reads the string "
          "\"on\": "
          "write true or \"on\"\n"
          "A copy of your changes has been stored to \"PATH\"\n");
    CHECK(edit.files_left() == 1);
}

TEST_CASE("an editor that fails") {
    Edit untouched;
    untouched.file.open_editor = [](const std::string&) { throw Error("no editor"); };
    CHECK(untouched.run() == "error: no editor");
    CHECK(untouched.told.empty());
    CHECK(untouched.files_left() == 0);

    Edit changed;
    changed.steps = {[](const std::string&) { return std::string("fail"); }};
    CHECK(changed.run() == "error: there was a problem with the editor \"x\"");
    CHECK(changed.told == "A copy of your changes has been stored to \"PATH\"\n");
    CHECK(changed.files_left() == 1);

    Edit gone;
    gone.file.open_editor = [](const std::string& path) { fs::remove(path); };
    CHECK(gone.run().ends_with(": no such file or directory"));
    CHECK(gone.told.empty());

    Edit nowhere;
    nowhere.file.directory += "/none/";
    const std::string line = nowhere.run();
    CHECK(line.starts_with("error: open " + nowhere.file.directory + "yare-edit-"));
    CHECK(line.ends_with(".yaml: no such file or directory"));
}
