#include "verbs/complete_types.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.hpp"
#include "discovery/builtin.hpp"
#include "discovery/builtin_table.hpp"

namespace yare {

namespace {

// What is offered so far: the first type of a name has it for itself.
class TypeOffers {
  public:
    explicit TypeOffers(std::string_view typed)
        : typed_(typed), wants_group_(typed.find('.') != std::string_view::npos) {}

    void add(std::string_view group, std::string_view version, std::string_view plural,
             std::string_view kind) {
        std::string full(plural);
        full += group.empty() ? "" : "." + std::string(group);
        if (!resources_.insert(full).second) {
            return;  // another version of it
        }
        const bool is_first = plurals_.emplace(plural).second;
        std::string description(kind);
        description += " (" + std::string(group) + (group.empty() ? "" : "/") + std::string(version) + ")";
        if (is_first) {
            offer(std::string(plural), description);
        }
        if (!group.empty() && (wants_group_ || !is_first)) {
            offer(full, description);
        }
    }

    void add_other(std::string_view word, std::string_view description) {
        if (words_.emplace(word).second) {
            offer(std::string(word), std::string(description));
        }
    }

    Candidates take() { return std::move(found_); }

  private:
    void offer(std::string word, std::string description) {
        if (word.starts_with(typed_) && is_safe_word(word)) {
            words_.insert(word);
            found_.push_back({std::move(word), safe_description(description)});
        }
    }

    std::string_view typed_;
    bool wants_group_;
    std::set<std::string, std::less<>> resources_;
    std::set<std::string, std::less<>> plurals_;
    std::set<std::string, std::less<>> words_;
    Candidates found_;
};

// The API keeps no objects of the others.
bool is_listable(const BuiltinType& type) {
    return type.plural != "bindings" && !type.plural.ends_with("reviews");
}

bool is_listable(const ResourceType& type) {
    return type.verbs.empty() || std::find(type.verbs.begin(), type.verbs.end(), "list") != type.verbs.end();
}

void add_builtin(TypeOffers& offers, const BuiltinType& type) {
    offers.add(type.group, type.version, type.plural, type.kind);
}

void add_short_names(TypeOffers& offers, const BuiltinType& type) {
    for (const auto& name : type.short_names) {
        if (!name.empty()) {
            offers.add_other(name, type.plural);
        }
    }
}

void add_served(TypeOffers& offers, const ApiResources& served) {
    for (const auto& type : served.types) {
        if (is_listable(type)) {
            offers.add(type.group, type.version, type.plural, type.kind);
        }
    }
    for (const auto& type : served.types) {
        if (is_listable(type)) {
            for (const auto& name : type.short_names) {
                offers.add_other(name, type.plural);
            }
            for (const auto& name : type.categories) {
                offers.add_other(name, "several types");
            }
        }
    }
}

}  // namespace

Candidates type_candidates(const ApiResources* served, std::string_view typed) {
    TypeOffers offers(typed);
    for (const auto& type : k_builtin_types) {
        if (is_listable(type)) {
            add_builtin(offers, type);
        }
    }
    for (const auto& type : k_builtin_types) {
        if (is_listable(type)) {
            add_short_names(offers, type);
        }
    }
    offers.add_other("all", "several types");
    if (served != nullptr) {
        add_served(offers, *served);
    }
    return offers.take();
}

Candidates listed_type_candidates(std::string_view words, std::string_view typed) {
    TypeOffers offers(typed);
    for (const auto& word : split(words, ' ')) {
        for (const auto& type : k_builtin_types) {
            if (type.plural == word) {
                add_builtin(offers, type);
                add_short_names(offers, type);
                break;
            }
        }
    }
    return offers.take();
}

std::string builtin_plural(std::string_view word) {
    const auto type = find_builtin(TypeName{std::string(word)});
    return type ? type->plural : "";
}

}  // namespace yare
