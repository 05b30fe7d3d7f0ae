#include "request/json_patch.hpp"

#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/yaml_json.hpp"
#include "request/go_value.hpp"

namespace yare {

namespace {

using nlohmann::json;

// JSONPatchMaxCopyBytes of k8s.io/apiserver.
constexpr std::size_t k_most_copied = 3 * 1024 * 1024;

const std::string k_missing = ": missing value";

[[noreturn]] void fail(const std::string& message) { throw Error(message); }

std::string type_word(const json& value) { return value.is_boolean() ? "bool" : value.type_name(); }

const json* member(const json& operation, const char* name) {
    const auto found = operation.is_object() ? operation.find(name) : operation.end();
    return found == operation.end() ? nullptr : &*found;
}

std::string kind_of(const json& operation) {
    const json* op = member(operation, "op");
    return op != nullptr && op->is_string() ? op->get<std::string>() : "";
}

// Why the string `name` of an operation cannot be had; `missing` when there is none.
std::optional<std::string> problem_of_text(const json& operation, const char* name, const char* missing) {
    const json* value = member(operation, name);
    if (value == nullptr || value->is_null()) {
        return missing + k_missing;
    }
    if (!value->is_string()) {
        return "json: cannot unmarshal " + type_word(*value) + " into Go value of type string";
    }
    return std::nullopt;
}

std::optional<std::string> problem_of(const json& operation) {
    const std::string kind = kind_of(operation);
    if (kind == "add" || kind == "replace") {
        if (member(operation, "value") == nullptr) {
            return "failed to decode 'value': operation, missing value field" + k_missing;
        }
    } else if (kind == "move" || kind == "copy") {
        if (const auto problem = problem_of_text(operation, "from", "operation, missing from field")) {
            return "failed to decode 'from': " + *problem;
        }
    } else if (kind != "remove" && kind != "test") {
        return "unsupported operation";
    }
    if (const auto problem = problem_of_text(operation, "path", "operation missing path field")) {
        return "failed to decode 'path': " + *problem;
    }
    return std::nullopt;
}

void validate(const json& patch) {
    if (!patch.is_array()) {
        fail("json: cannot unmarshal " + type_word(patch) + " into Go value of type jsonpatch.Patch");
    }
    for (std::size_t i = 0; i < patch.size(); ++i) {
        if (!patch[i].is_object() && !patch[i].is_null()) {
            fail("json: cannot unmarshal " + type_word(patch[i]) + " into Patch." + std::to_string(i) +
                 " of type jsonpatch.Operation");
        }
    }
    for (const json& operation : patch) {
        if (const auto problem = problem_of(operation)) {
            fail("invalid operation " + to_go_json(operation) + ": " + *problem);
        }
    }
}

// A path's step, `~1` and `~0` decoded in one go.
std::string decode_step(std::string_view step) {
    std::string key;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const char next = step[i] == '~' && i + 1 < step.size() ? step[i + 1] : '\0';
        key += next == '0' ? '~' : next == '1' ? '/' : step[i];
        i += next == '0' || next == '1' ? 1 : 0;
    }
    return key;
}

// strconv.Atoi.
std::int64_t read_index(const std::string& key) {
    const char* begin = key.data() + (key.starts_with('+') && !key.starts_with("+-") ? 1 : 0);
    const char* end = key.data() + key.size();
    std::int64_t index = 0;
    const auto [stop, problem] = std::from_chars(begin, end, index);
    if (stop != end || problem == std::errc::invalid_argument) {
        fail("strconv.Atoi: parsing " + go_quote(key) + ": invalid syntax");
    }
    if (problem == std::errc::result_out_of_range) {
        fail("strconv.Atoi: parsing " + go_quote(key) + ": value out of range");
    }
    return index;
}

// The place in a list of `size` elements; negative counts from the end.
std::size_t resolve_index(std::int64_t index, std::size_t size) {
    const auto most = static_cast<std::int64_t>(size);
    if (index >= most || index < -most) {
        fail("Unable to access invalid index: " + std::to_string(index) + ": invalid index referenced");
    }
    return static_cast<std::size_t>(index < 0 ? index + most : index);
}

// A member or an element, there or not.
struct Place {
    json* container = nullptr;  // null when the way to it is missing
    std::string key;

    json* member() const {
        const auto found = container->find(key);
        return found == container->end() ? nullptr : &*found;
    }
    json& element() const { return (*container)[resolve_index(read_index(key), container->size())]; }

    // Throws where there is nothing.
    json& get() const {
        if (container->is_array()) {
            return element();
        }
        json* found = member();
        if (found == nullptr) {
            fail("unable to get nonexistent key: " + key + k_missing);
        }
        return *found;
    }

    void add(json value) const {
        if (container->is_object()) {
            (*container)[key] = std::move(value);
            return;
        }
        std::size_t index = container->size();
        if (key != "-") {
            std::int64_t wanted = 0;
            try {
                wanted = read_index(key);
            } catch (const Error& error) {
                fail("value was not a proper array index: '" + key + "': " + error.what());
            }
            index = resolve_index(wanted, container->size() + 1);
        }
        auto& elements = container->get_ref<json::array_t&>();
        elements.insert(elements.begin() + static_cast<std::ptrdiff_t>(index), std::move(value));
    }

    json remove() const {
        json taken;
        if (container->is_array()) {
            json& found = element();
            std::swap(taken, found);
            container->erase(static_cast<std::size_t>(&found - &(*container)[0]));
        } else if (json* found = member()) {
            std::swap(taken, *found);
            container->erase(key);
        } else {
            fail("unable to remove nonexistent key: " + key + k_missing);
        }
        return taken;
    }
};

// What is in front of the first `/` does not count, as in evanphx's.
Place find_place(json& document, std::string_view path) {
    std::size_t slash = path.find('/');
    if (slash == path.npos) {
        return {};
    }
    Place place{&document, ""};
    while (true) {
        path.remove_prefix(slash + 1);
        slash = path.find('/');
        place.key = decode_step(path.substr(0, slash));
        if (slash == path.npos) {
            return place;
        }
        try {
            place.container = &place.get();
        } catch (const Error&) {  // missing on the way
            return {};
        }
        if (!place.container->is_structured()) {
            return {};
        }
    }
}

// Runs `step`; its error gets `words` in front.
template <class Step>
auto with_words(const std::string& words, Step step) {
    try {
        return step();
    } catch (const Error& error) {
        fail(words + error.what());
    }
}

class Application {
  public:
    explicit Application(json document) : document_(std::move(document)) {}

    void apply(const json& operation) {
        const std::string kind = kind_of(operation);
        const std::string path = operation["path"].get<std::string>();
        const std::string from = kind == "move" || kind == "copy" ? operation["from"].get<std::string>() : "";
        if (kind == "add") {
            add(path, operation["value"]);
        } else if (kind == "remove") {
            remove(path);
        } else if (kind == "replace") {
            replace(path, operation["value"]);
        } else if (kind == "move") {
            move(from, path);
        } else if (kind == "copy") {
            copy(from, path);
        } else {
            test(path, member(operation, "value"));
        }
    }

    json take() { return std::move(document_); }

  private:
    void add(const std::string& path, const json& value) {
        const Place place = find_place(document_, path);
        if (place.container == nullptr) {
            fail("add operation does not apply: doc is missing path: \"" + path + "\"" + k_missing);
        }
        with_words("error in add for path: '" + path + "': ", [&] { place.add(copy_json(value)); });
    }

    void remove(const std::string& path) {
        const Place place = find_place(document_, path);
        if (place.container == nullptr) {
            fail("remove operation does not apply: doc is missing path: \"" + path + "\"" + k_missing);
        }
        with_words("error in remove for path: '" + path + "': ", [&] { place.remove(); });
    }

    void replace(const std::string& path, const json& value) {
        if (path.empty()) {
            if (!value.is_structured()) {
                fail("replace operation value must be object or array");
            }
            document_ = copy_json(value);
            return;
        }
        const Place place = find_place(document_, path);
        if (place.container == nullptr) {
            fail("replace operation does not apply: doc is missing path: " + path + k_missing);
        }
        json* old = nullptr;
        try {
            old = &place.get();
        } catch (const Error&) {  // kubectl has its own words for that
            fail("Object to be patched is missing field (" + path + k_missing + ")");
        }
        *old = copy_json(value);
    }

    void move(const std::string& from, const std::string& path) {
        const Place source = find_place(document_, from);
        if (source.container == nullptr) {
            fail("move operation does not apply: doc is missing from path: " + from + k_missing);
        }
        json value = with_words("error in move for path: '" + source.key + "': ", [&] {
            source.get();
            return source.remove();
        });
        const Place target = find_place(document_, path);
        if (target.container == nullptr) {
            fail("move operation does not apply: doc is missing destination path: " + path + k_missing);
        }
        with_words("error in move for path: '" + path + "': ", [&] { target.add(std::move(value)); });
    }

    void copy(const std::string& from, const std::string& path) {
        const Place source = find_place(document_, from);
        if (source.container == nullptr) {
            fail("copy operation does not apply: doc is missing from path: " + from + k_missing);
        }
        const json& value =
            *with_words("error in copy for from: '" + from + "': ", [&] { return &source.get(); });
        const Place target = find_place(document_, path);
        if (target.container == nullptr) {
            fail("copy operation does not apply: doc is missing destination path: " + path + k_missing);
        }
        copied_ += to_go_json(value).size();
        if (copied_ > k_most_copied) {
            fail("Unable to complete the copy, the accumulated size increase of copy is " +
                 std::to_string(copied_) + ", exceeding the limit " + std::to_string(k_most_copied));
        }
        with_words("error while adding value during copy: ", [&] { target.add(copy_json(value)); });
    }

    void test(const std::string& path, const json* value) {
        const json nothing;
        const json* found = &document_;
        if (!path.empty()) {
            const Place place = find_place(document_, path);
            if (place.container == nullptr) {
                fail("test operation does not apply: is missing path: " + path + k_missing);
            }
            found = place.container->is_array() ? with_words("error in test for path: '" + path + "': ",
                                                             [&] { return &place.element(); })
                                                : place.member();
        }
        if (!same_json(found != nullptr ? *found : nothing, value != nullptr ? *value : nothing)) {
            fail("testing value " + path + " failed: test failed");
        }
    }

    json document_;
    std::size_t copied_ = 0;
};

}  // namespace

json apply_json_patch(const json& object, const json& patch) {
    if (patch.is_null()) {
        return copy_json(object);
    }
    validate(patch);
    Application application(copy_json(object));
    for (const json& operation : patch) {
        application.apply(operation);
    }
    return application.take();
}

}  // namespace yare
