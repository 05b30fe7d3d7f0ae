#include "verbs/logs.hpp"

#include "request/path.hpp"

namespace yare {

void logs(Session& session, const LogsRequest& request) {
    for (const auto& target : request.targets) {
        const auto type = session.discovery.find(target.type);
        HttpRequest get;
        get.path = object_path(type, session.connection.namespace_name, target.name, "log");
        if (!request.container.empty()) {
            get.query.emplace_back("container", request.container);
        }
        session.client.stream(get, {type.group_resource(), target.name},
                              [&](const HttpResponse&, std::string_view piece) {
                                  session.streams.out.write(piece);
                                  return true;
                              });
    }
}

}  // namespace yare
