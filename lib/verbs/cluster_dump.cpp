#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "output/objects.hpp"
#include "request/path.hpp"
#include "verbs/cluster.hpp"
#include "verbs/empty_times.hpp"

namespace yare {

namespace {

// What is dumped of a namespace, and how its file is called
// (kubectl/pkg/cmd/clusterinfo/clusterinfo_dump.go).
struct Dumped {
    const char* type;
    const char* file;
};
constexpr Dumped k_lists[] = {{"events", "events"},
                              {"replicationcontrollers", "replication-controllers"},
                              {"services", "services"},
                              {"daemonsets", "daemonsets"},
                              {"deployments", "deployments"},
                              {"replicasets", "replicasets"},
                              {"pods", "pods"}};

[[noreturn]] void refuse(const char* doing, const std::string& path) {
    throw Error(std::string(doing) + " " + path + ": " + std::strerror(errno));
}

// Its parents, too. Pods' logs may hold what others must not read.
void make_directory(const std::string& path) {
    for (auto slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
        const auto part = path.substr(0, slash);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST && slash == std::string::npos) {
            refuse("mkdir", part);
        }
        if (slash == std::string::npos) {
            return;
        }
    }
}

// A part of a path that a server's answer or the user names.
const std::string& checked_name(const std::string& name) {
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos ||
        name.find('\0') != std::string::npos) {
        throw Error("no file can have the name " + go_quote(name));
    }
    return name;
}

// Goes to one file after the other, or always to the same output.
class Place final : public Output {
  public:
    Place(const ClusterDumpRequest& request, Output& out)
        : directory_(request.directory == "-" ? "" : request.directory), out_(out) {}
    ~Place() override { close(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    /// From here on into DIRECTORY/FOLDER/NAME; `folder` may be empty.
    void open(const std::string& folder, const std::string& name) {
        if (directory_.empty()) {
            return;
        }
        finish();
        const auto where = folder.empty() ? directory_ : directory_ + "/" + folder;
        make_directory(where);
        const auto path = where + "/" + name;
        fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (fd_ < 0) {
            refuse("open", path);
        }
        file_ = std::make_unique<FdOutput>(fd_);
    }

    void finish() {
        if (file_) {
            file_->flush();
        }
        close();
    }

    void write(std::string_view bytes) override { file_ ? file_->write(bytes) : out_.write(bytes); }

    const std::string& directory() const { return directory_; }

  private:
    void close() {
        file_.reset();
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }

    std::string directory_;
    Output& out_;
    int fd_ = -1;
    std::unique_ptr<FdOutput> file_;
};

Format in_order(const Format& format) {
    Format ordered = format;
    ordered.keep_order = true;
    return ordered;
}

// One run of cluster-info dump.
class Dump {
  public:
    Dump(Session& session, const ClusterDumpRequest& request, const Format& format)
        : session_(session),
          request_(request),
          place_(request, session.streams.out),
          printer_(make_object_printer(in_order(format), place_)),
          suffix_(format.kind == Format::Kind::json   ? ".json"
                  : format.kind == Format::Kind::yaml ? ".yaml"
                                                      : ".txt") {}

    void run() {
        dump_list({"nodes", "nodes"}, "");
        for (const auto& name_space : name_spaces()) {
            checked_name(name_space);
            std::string pods;
            for (const auto& each : k_lists) {
                pods = dump_list(each, name_space);
            }
            dump_logs(pods, name_space);
        }
        place_.finish();
        if (!place_.directory().empty()) {
            session_.streams.out.write("Cluster info dumped to " + place_.directory() + "\n");
        }
    }

  private:
    std::string ask(const char* type_name, const std::string& name_space) {
        const auto type = session_.discovery.find({type_name});
        HttpRequest http;
        http.path = collection_path(type, name_space);
        http.headers.emplace_back("Accept", "application/json");
        return without_empty_times(session_.client.get(http, {type.group_resource(), ""}).body);
    }

    std::string dump_list(const Dumped& what, const std::string& name_space) {
        auto answer = ask(what.type, name_space);
        JsonTree tree;
        const auto list = tree.parse(answer);
        place_.open(name_space, std::string(what.file) + suffix_);
        printer_->document(list);
        return answer;
    }

    std::vector<std::string> name_spaces() {
        if (!request_.all_namespaces) {
            return request_.name_spaces.empty()
                       ? std::vector<std::string>{"kube-system", session_.connection.namespace_name}
                       : request_.name_spaces;
        }
        const auto answer = ask("namespaces", "");
        JsonTree tree;
        std::vector<std::string> names;
        for (auto each = tree.parse(answer).find("items").first(); each; each = each.next()) {
            names.push_back(each.find("metadata").find("name").text());
        }
        return names;
    }

    void dump_logs(const std::string& pods, const std::string& name_space) {
        JsonTree tree;
        for (auto pod = tree.parse(pods).find("items").first(); pod; pod = pod.next()) {
            const auto name = pod.find("metadata").find("name").text();
            place_.open(name_space + "/" + checked_name(name), "logs.txt");
            for (const char* containers : {"initContainers", "containers"}) {
                for (auto each = pod.find("spec").find(containers).first(); each; each = each.next()) {
                    dump_log(name_space, name, each.find("name").text());
                }
            }
        }
    }

    void dump_log(const std::string& name_space, const std::string& pod, const std::string& container) {
        const auto whose =
            " logs for container " + container + " of pod " + name_space + "/" + pod + " ====\n";
        place_.write("==== START" + whose);
        try {
            const auto type = session_.discovery.find({"pods"});
            HttpRequest http;
            http.path = object_path(type, name_space, pod, "log");
            http.query = {{"container", container}};
            http.headers.emplace_back("Accept", "application/json, */*");
            session_.client.stream(http, {"pods", pod}, [&](const HttpResponse&, std::string_view piece) {
                place_.write(piece);
                return true;
            });
        } catch (const OutputError&) {
            throw;
        } catch (const Interrupted&) {
            throw;
        } catch (const Error& error) {
            place_.write(std::string("Request log error: ") + error.what() + "\n");
        }
        place_.write("==== END" + whose);
    }

    Session& session_;
    const ClusterDumpRequest& request_;
    Place place_;
    std::unique_ptr<ObjectPrinter> printer_;
    const char* suffix_;
};

}  // namespace

void dump_cluster(Session& session, const ClusterDumpRequest& request, const Format& format) {
    if (format.kind == Format::Kind::name) {
        throw Error("list types are not supported by name printing: *v1.NodeList");  // as kubectl
    }
    Dump(session, request, format).run();
}

}  // namespace yare
