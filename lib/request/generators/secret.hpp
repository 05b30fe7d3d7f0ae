// `create secret generic`, `create secret tls`, `create secret docker-registry`.
#pragma once

#include <string>

#include "request/generators/data_sources.hpp"

namespace yare {

struct GenericSecretOptions {
    std::string name;
    std::string type;
    DataSources data;
    bool append_hash = false;
};

/// A v1 Secret. Reads the files. Throws Error in kubectl's words, as the others do.
std::string make_generic_secret(const GenericSecretOptions& options, const GeneratorSources& sources);

struct TlsSecretOptions {
    std::string name;
    std::string certificate_file;
    std::string key_file;
    bool append_hash = false;
};

/// A v1 Secret of type kubernetes.io/tls, whose key fits its certificate.
std::string make_tls_secret(const TlsSecretOptions& options, const GeneratorSources& sources);

struct DockerSecretOptions {
    std::string name;
    std::string server;
    std::string username;
    std::string password;
    std::string email;
    std::vector<std::string> files;  // instead of the four above
    bool append_hash = false;
};

/// A v1 Secret of type kubernetes.io/dockerconfigjson.
std::string make_docker_secret(const DockerSecretOptions& options, const GeneratorSources& sources);

}  // namespace yare
