// What reading verbs ask the server to answer with.
#pragma once

namespace yare {

/// meta.k8s.io Tables, as cli-runtime asks for them (kubectl/pkg/cmd/get/get.go).
constexpr const char* k_accept_table =
    "application/json;as=Table;v=v1;g=meta.k8s.io,application/"
    "json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";
constexpr const char* k_accept_json = "application/json";

}  // namespace yare
