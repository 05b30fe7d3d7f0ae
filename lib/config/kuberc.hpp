// Which credential plugins may run: the one part of kubectl's kuberc file that is read.
#pragma once

#include <string>
#include <vector>

#include "config/login.hpp"
#include "config/overrides.hpp"

namespace yare {

struct Kuberc {
    PluginPolicy policy;
    std::vector<std::string> notes;  // what is wrong with it but does not stop anything, a line each
};

/// --kuberc FILE, else $KUBERC, else $HOME/.kube/kuberc, which alone may be missing; KUBERC=off and
/// KUBECTL_KUBERC=false switch it off (kubectl/pkg/kuberc). The first document that is a Preference of
/// kubectl.config.k8s.io/v1beta1 or v1alpha1 counts; of it credentialPluginPolicy and
/// credentialPluginAllowlist. Throws ConfigError in kubectl's words for a named file that cannot be used and
/// for a policy that contradicts itself.
Kuberc load_kuberc(const Overrides& overrides, const Environment& environment);

}  // namespace yare
