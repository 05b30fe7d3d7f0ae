#include "discovery/type_name.hpp"

namespace yare {

namespace {

std::string_view behind_first_dot(std::string_view text) {
    const auto dot = text.find('.');
    return dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
}

}  // namespace

std::string_view TypeName::resource() const {
    const std::string_view all = text;
    return all.substr(0, all.find('.'));
}

std::string_view TypeName::group() const { return behind_first_dot(text); }

bool TypeName::has_version_reading() const { return group().find('.') != std::string_view::npos; }

std::string_view TypeName::version() const {
    return has_version_reading() ? group().substr(0, group().find('.')) : std::string_view();
}

std::string_view TypeName::versioned_group() const { return behind_first_dot(group()); }

}  // namespace yare
