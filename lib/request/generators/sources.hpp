// What generators of objects may look at besides their flags.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "discovery/resource_type.hpp"
#include "discovery/type_name.hpp"

namespace yare {

struct GeneratorSources {
    /// The namespace to write into the object; empty when none was asked for with -n (the server then takes
    /// the one in the path).
    std::string name_space;

    /// The endpoint that a type name comes to; nothing for an unknown one. Throws Error where that cannot be
    /// told.
    std::function<std::optional<ResourceType>(const TypeName&)> find_type;

    /// The object of that name in the namespace of the call, as the server's JSON.
    std::function<std::string(const TypeName&, const std::string& name)> get_object;

    /// Shows a warning about the object.
    std::function<void(const std::string&)> warn;
    /// The value of an environment variable; empty when there is none.
    std::function<std::string(const std::string& name)> variable;

    /// Throws Error in the words of Go's tls.X509KeyPair unless the PEM texts are a certificate and its key.
    std::function<void(const std::string& certificate, const std::string& key)> check_key_pair;
};

/// Makes an object: JSON text with members in the order in which the server writes them. Throws Error in
/// kubectl's words.
using MakeObject = std::function<std::string(const GeneratorSources&)>;

}  // namespace yare
