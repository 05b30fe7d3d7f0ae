#include "verbs/dropped_fields.hpp"

#include <algorithm>
#include <string_view>

#include "base/encoding.hpp"

namespace yare {

namespace {

// Written by the server, whatever was sent.
constexpr std::string_view k_server_metadata[] = {
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generateName",
    "generation",
    "managedFields",
    "resourceVersion",
    "selfLink",
    "uid",
};

bool is_empty(const JsonValue& value) {
    switch (value.kind()) {
        case JsonValue::Kind::object:
        case JsonValue::Kind::array:
            for (auto member = value.first(); member; member = member.next()) {
                if (!is_empty(member)) {
                    return false;
                }
            }
            return true;
        case JsonValue::Kind::string:
            return value.raw().empty();
        case JsonValue::Kind::number:
            return value.raw() == "0";
        case JsonValue::Kind::boolean:
            return !value.is_true();
        default:
            return true;
    }
}

bool is_scalar(const JsonValue& value) { return !value.is_object() && !value.is_array(); }

class Comparison {
  public:
    Comparison(bool with_values, std::size_t limit) : with_values_(with_values), limit_(limit) {}

    void objects(const JsonValue& sent, const JsonValue& there, const std::string& path, std::size_t depth) {
        for (auto member = sent.first(); member && found_.size() < limit_; member = member.next()) {
            const auto key = member.key();
            if (with_values_ && depth == 0 && key == "stringData") {
                string_data(member, there.find("data"));
            }
            const bool is_skipped =
                (depth == 0 && (key == "status" || key == "stringData")) ||
                (path == "metadata" && std::find(std::begin(k_server_metadata), std::end(k_server_metadata),
                                                 key) != std::end(k_server_metadata));
            if (!is_skipped) {
                values(member, there.find(key),
                       path.empty() ? std::string(key) : path + "." + std::string(key), depth);
            }
        }
    }

    std::vector<std::string> found_;

  private:
    // Deeper than any object of the API; what lies below is not looked at.
    static constexpr std::size_t k_deep = 200;

    // A Secret's, which the server keeps as data in base64.
    void string_data(const JsonValue& sent, const JsonValue& data) {
        for (auto member = sent.first(); member; member = member.next()) {
            if (data.find(member.key()).text() != base64_encode(member.text())) {
                found_.push_back("stringData." + std::string(member.key()));
            }
        }
    }

    void values(const JsonValue& sent, const JsonValue& there, const std::string& path, std::size_t depth) {
        const bool differ = with_values_ && there && is_scalar(sent) && is_scalar(there) &&
                            sent.kind() != JsonValue::Kind::null && sent.text() != there.text();
        if (differ) {
            found_.push_back(path);
            return;
        }
        if (is_empty(sent) || depth > k_deep) {
            return;
        }
        if (!there || there.kind() == JsonValue::Kind::null) {
            found_.push_back(path);
        } else if (sent.is_object() && there.is_object()) {
            objects(sent, there, path, depth + 1);
        } else if (sent.is_array() && there.is_array()) {
            elements(sent, there, path, depth);
        } else if (with_values_ && (!is_scalar(sent) || !is_scalar(there) || sent.text() != there.text())) {
            found_.push_back(path);
        }
    }

    // A server may add elements, but not in the midst of those sent.
    void elements(const JsonValue& sent, const JsonValue& there, const std::string& path, std::size_t depth) {
        auto other = there.first();
        std::size_t index = 0;
        for (auto element = sent.first(); element && found_.size() < limit_; element = element.next()) {
            const std::string here = path + "[" + std::to_string(index++) + "]";
            if (!other) {
                if (with_values_) {
                    found_.push_back(here);
                }
                return;
            }
            values(element, other, here, depth + 1);
            other = other.next();
        }
    }

    bool with_values_;
    std::size_t limit_;
};

}  // namespace

std::vector<std::string> dropped_fields(const JsonValue& sent, const JsonValue& there, std::size_t limit) {
    Comparison comparison(false, limit);
    comparison.objects(sent, there, "", 0);
    return std::move(comparison.found_);
}

bool holds_everything(const JsonValue& sent, const JsonValue& there) {
    Comparison comparison(true, 1);
    comparison.objects(sent, there, "", 0);
    return comparison.found_.empty();
}

}  // namespace yare
