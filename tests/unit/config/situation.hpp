// A kubeconfig with one context, filled in per case, and what resolving it gives.
#pragma once

#include <string>

#include "base/error.hpp"
#include "config/resolve.hpp"
#include "config/temp_dir.hpp"

namespace yare::test {

/// Context `x` with cluster `c` and user `u`; the arguments are the inside of flow maps (`token: a, as: b`).
inline std::string kubeconfig(const std::string& cluster, const std::string& user,
                              const std::string& context = "") {
    return "current-context: x\nclusters:\n- name: c\n  cluster: {" + cluster +
           "}\nusers:\n- name: u\n  user: {" + user +
           "}\ncontexts:\n- name: x\n  context: {cluster: c, user: u" +
           (context.empty() ? "" : ", " + context) + "}\n";
}

/// Runs outside of any pod unless `account_dir` is one.
inline Connection resolve(const TempDir& dir, Overrides overrides, Environment environment = {},
                          const std::string& account_dir = "/nonexistent") {
    if (!overrides.kubeconfig && !environment.contains("KUBECONFIG")) {
        overrides.kubeconfig = dir / "config";
    }
    return resolve_connection(overrides, environment, account_dir);
}

/// The error's line as the command shows it.
inline std::string line_of_resolving(const TempDir& dir, const Overrides& overrides,
                                     const Environment& environment = {}) {
    try {
        resolve(dir, overrides, environment);
    } catch (const Error& error) {
        return error.line();
    }
    return "no error";
}

}  // namespace yare::test
