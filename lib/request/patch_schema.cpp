#include "request/patch_schema.hpp"

#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

// Two texts, each line starting with its key, lines sorted by it:
//
//   GROUP/VERSION STRUCT...             the kinds; a kind has the name of its struct
//   STRUCT FIELD... , FIELD being NAME MARKS TYPE [+ | !] [=KEY] without blanks:
//     MARKS  `:` for a plain TYPE; `*` pointer, `[` slice, `%` map (of which no TYPE is told)
//     TYPE   STRUCT in upper case, else a reflect.Kind
//     +      patchStrategy merge;  !  patchStrategy replace;  =KEY  patchMergeKey
//
// A second struct of the same name is NAME~2, and so on.
#include "request/patch_schema.inc"

constexpr std::string_view k_marks = ":*[%";

// Takes the part of `text` in front of `separator` off it; all of it when there is none.
std::string_view take(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return part;
}

// The rest of the line of `text` that starts with `key`.
std::optional<std::string_view> find_line(std::string_view text, std::string_view key) {
    while (!text.empty()) {
        const std::size_t middle = text.rfind('\n', text.size() / 2);
        const std::size_t begin = middle == text.npos ? 0 : middle + 1;
        std::string_view behind = text.substr(begin);
        std::string_view line = take(behind, '\n');
        const std::string_view found = take(line, ' ');
        if (found == key) {
            return line;
        }
        text = found < key ? behind : text.substr(0, begin == 0 ? 0 : begin - 1);
    }
    return std::nullopt;
}

std::string_view struct_name(std::string_view id) { return id.substr(0, id.find('~')); }

std::optional<std::string_view> find_struct(std::string_view api_version, std::string_view kind) {
    std::string_view ids = find_line(k_patch_kinds.substr(1), api_version).value_or("");
    while (!ids.empty()) {
        const std::string_view id = take(ids, ' ');
        if (struct_name(id) == kind) {
            return id;
        }
    }
    return std::nullopt;
}

// `text` is a FIELD behind its NAME.
PatchField read_field(std::string_view text) {
    const std::size_t behind_marks = text.find_first_not_of(k_marks);
    std::string_view marks = text.substr(0, behind_marks);
    marks.remove_prefix(marks.starts_with(':') ? 1 : 0);
    text.remove_prefix(behind_marks == text.npos ? text.size() : behind_marks);
    const std::size_t behind_type = text.find_first_of("+!=");
    PatchField field{PatchType(marks, text.substr(0, behind_type)), false, false, {}};
    if (behind_type != text.npos) {
        field.merge = text[behind_type] == '+';
        field.replace = text[behind_type] == '!';
        if (const std::size_t key = text.find('=', behind_type); key != text.npos) {
            field.merge_key = text.substr(key + 1);
        }
    }
    return field;
}

}  // namespace

std::string_view PatchType::kind() const {
    switch (marks_.empty() ? ':' : marks_.front()) {
        case '*':
            return "ptr";
        case '[':
            return "slice";
        case '%':
            return "map";
        default:
            return name_.front() >= 'A' && name_.front() <= 'Z' ? "struct" : name_;
    }
}

bool PatchType::has_fields() const {
    const PatchType self(marks_.substr(marks_.starts_with('*') ? 1 : 0), name_);
    return self.kind() == "struct" && !find_line(k_patch_structs.substr(1), name_).value_or("").empty();
}

bool PatchType::has_field(std::string_view key) const {
    try {
        static_cast<void>(field(key));
        return true;
    } catch (const Error&) {
        return false;
    }
}

PatchField PatchType::field(std::string_view key) const {
    const PatchType self(marks_.substr(marks_.starts_with('*') ? 1 : 0), name_);
    if (self.kind() != "struct") {
        throw Error("merging an object in json but data type is not struct, instead is: " +
                    std::string(self.kind()));
    }
    std::string_view fields = find_line(k_patch_structs.substr(1), name_).value_or("");
    std::optional<PatchField> alike;
    const std::string folded = to_lower(key);
    while (!fields.empty()) {
        const std::string_view text = take(fields, ' ');
        const std::size_t end = text.find_first_of(k_marks);
        const std::string_view name = text.substr(0, end);
        if (name == key) {
            return read_field(text.substr(end));
        }
        if (!alike && to_lower(name) == folded) {
            alike = read_field(text.substr(end));
        }
    }
    if (!alike) {
        throw Error("unable to find api field in struct " + std::string(struct_name(name_)) +
                    " for the json field " + go_quote(key));
    }
    return *alike;
}

PatchField PatchType::list_field(std::string_view key) const {
    PatchField found = field(key);
    std::string_view marks = found.type.marks_;
    if (marks.starts_with('[')) {
        marks.remove_prefix(1);
        if (marks.starts_with('[')) {
            throw Error("unexpected slice of slice");
        }
    } else if (marks.starts_with('*')) {
        marks.remove_prefix(marks.starts_with("*[") ? 2 : 1);
    } else {
        throw Error("expected slice or array type, but got: " + std::string(kind()));
    }
    found.type.marks_ = marks;
    return found;
}

bool knows_patch_schema(std::string_view api_version, std::string_view kind) {
    return find_struct(api_version, kind).has_value();
}

PatchType patch_schema(std::string_view api_version, std::string_view kind) {
    const auto id = find_struct(api_version, kind);
    if (!id) {
        const std::size_t slash = api_version.find('/');
        std::string gvk(slash == api_version.npos ? "/" + std::string(api_version) : api_version);
        throw Error("strategic merge patch is not supported for " + gvk + ", Kind=" + std::string(kind) +
                    " locally, try --type merge");
    }
    return PatchType("", *id);
}

}  // namespace yare
