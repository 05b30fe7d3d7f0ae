// The verbs of `config`, one function each.
#pragma once

#include "base/streams.hpp"
#include "config/kubeconfig_files.hpp"
#include "output/format.hpp"
#include "request/config_request.hpp"

namespace yare {

struct ConfigWork {
    KubeconfigPaths paths;
    std::string context;  // --context
    const Format& format;
    Streams& streams;
};

void view_config(const ConfigWork& work, const ViewConfigRequest& what);
void use_context(const ConfigWork& work, const UseContextRequest& what);
void set_context(const ConfigWork& work, const SetContextRequest& what);
void rename_context(const ConfigWork& work, const RenameContextRequest& what);
void delete_entry(const ConfigWork& work, const DeleteEntryRequest& what);
void set_cluster(const ConfigWork& work, const SetClusterRequest& what);
void set_credentials(const ConfigWork& work, const SetCredentialsRequest& what);
void set_property(const ConfigWork& work, const SetPropertyRequest& what);
void unset_property(const ConfigWork& work, const UnsetPropertyRequest& what);

}  // namespace yare
