#include "verbs/status.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "base/error.hpp"
#include "request/path.hpp"
#include "verbs/bulk.hpp"
#include "verbs/collection.hpp"
#include "verbs/get.hpp"
#include "verbs/list_item.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/named_objects.hpp"
#include "verbs/named_watch.hpp"
#include "verbs/owned_objects.hpp"
#include "verbs/selected_objects.hpp"
#include "verbs/status_causes.hpp"
#include "verbs/status_output.hpp"
#include "verbs/status_wait.hpp"

namespace yare {

namespace {

class BoardSink final : public CollectionSink {
  public:
    BoardSink(StatusBoard& board, std::size_t group, const ResourceType& type)
        : board_(board), group_(group), item_(type) {}
    void element(const ListScanner&, std::string_view json) override {
        const auto object = item_.parse(json);
        const auto& names = board_.groups()[group_].names;
        if (names.empty() || names.count(object.find("metadata").find("name").text()) > 0) {
            board_.seen(group_, object);
        }
    }
    void page_end(const ListScanner&) override {}
    void restart() override { board_.forget(group_); }

  private:
    StatusBoard& board_;
    std::size_t group_;
    ListItem item_;
};

constexpr std::size_t k_most_gets = 50;  // of named objects; more are listed

class StatusReading {
  public:
    StatusReading(Session& session, const StatusRequest& request, const Format& format)
        : session_(session),
          request_(request),
          format_(format),
          name_space_(request.selection.all_namespaces ? "" : session.connection.namespace_name) {}

    int run();

  private:
    void find();
    std::unique_ptr<StatusBoard> make_board();
    void resolve_selectors();
    void read(StatusBoard& board);
    void read_group(StatusBoard& board, std::size_t group, Endpoint endpoint);
    void read_objects(StatusBoard& board, const std::vector<std::size_t>& indexes);
    void get_object(Client& client, StatusBoard& board, std::size_t index);
    void print(const std::vector<StatusRow>& rows, bool is_read);
    void print_tree(const std::vector<StatusRow>& rows);
    void tell(const std::vector<StatusRow>& rows, WaitOutcome outcome);

    Session& session_;
    const StatusRequest& request_;
    const Format& format_;
    std::string name_space_;
    std::vector<NamedObject> objects_;   // either these,
    std::vector<std::size_t> group_of_;  // each with its group,
    std::vector<Endpoint> endpoints_;    // or these
    ErrorList errors_;
};

void StatusReading::find() {
    const auto& selection = request_.selection;
    if (request_.files.names.empty()) {
        const bool selects = !selection.label_selector.empty() || !selection.field_selector.empty();
        if (selects && !request_.targets.objects.empty()) {
            throw UsageError("selectors cannot be used when objects are named");
        }
        objects_ = find_objects(session_, request_.targets, name_space_);
        endpoints_ = find_endpoints(session_.discovery, request_.targets.types);
        return;
    }
    const auto manifests = read_all_manifests(session_, request_.files);
    auto found = find_objects(session_, manifests, selection.label_selector, errors_);
    for (const auto& error : found.elsewhere) {
        errors_.add(error);
    }
    errors_.raise();
    objects_ = std::move(found.objects);
}

// An object that loses its labels is not deleted: what is to be deleted is watched by its name.
void StatusReading::resolve_selectors() {
    const auto& selection = request_.selection;
    const bool is_deletion = std::any_of(request_.goals.begin(), request_.goals.end(),
                                         [](const Goal& goal) { return goal.kind == Goal::Kind::deleted; });
    if (!is_deletion || (selection.label_selector.empty() && selection.field_selector.empty())) {
        return;
    }
    for (const auto& endpoint : std::exchange(endpoints_, {})) {
        for (auto& object : as_named(list_objects(session_, endpoint, name_space_, selection))) {
            objects_.push_back(std::move(object));
        }
    }
}

std::unique_ptr<StatusBoard> StatusReading::make_board() {
    auto goals = request_.goals;
    if (goals.empty()) {
        goals.push_back({Goal::Kind::current});
    }
    auto groups = objects_.empty()
                      ? group_types(endpoints_, name_space_, request_.selection, session_.discovery)
                      : group_objects(objects_, session_.discovery);
    auto board = std::make_unique<StatusBoard>(std::move(groups), goals, request_.fail_on);
    for (const auto& object : objects_) {
        const auto found =
            std::find_if(board->groups().begin(), board->groups().end(), [&](const ObjectGroup& group) {
                return group.type.same_endpoint(object.endpoint.type) &&
                       group.name_space == object.name_space;
            });
        group_of_.push_back(static_cast<std::size_t>(found - board->groups().begin()));
        board->expect(group_of_.back(), object.name_space, object.name);
    }
    return board;
}

// A collection, or what is asked for of it. Nothing is left of one that could not be read whole.
void StatusReading::read_group(StatusBoard& board, std::size_t group, Endpoint endpoint) {
    try {
        with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
            BoardSink sink(board, group, type);
            read_collection(session_.client, type, board.groups()[group].name_space, request_.selection,
                            "application/json", {}, sink);
        });
        board.read(group);
    } catch (const ApiError& error) {
        board.unread(group, error.words());
        errors_.add(error);
    }
}

void StatusReading::get_object(Client& client, StatusBoard& board, std::size_t index) {
    const auto& object = objects_[index];
    const auto& type = object.endpoint.type;
    HttpRequest request;
    request.path = object_path(type, object.name_space, object.name);
    request.headers.emplace_back("Accept", "application/json");
    const auto answer = client.get(request, {type.group_resource(), object.name});
    JsonTree tree;
    board.seen(group_of_[index], tree.parse(answer.body));
}

// By a GET each, several at once.
void StatusReading::read_objects(StatusBoard& board, const std::vector<std::size_t>& indexes) {
    run_bulk(session_, {indexes.size(), k_default_concurrency,
                        [&](Client& client, std::size_t i) { get_object(client, board, indexes[i]); },
                        [&](std::size_t i, const std::exception_ptr& failure) {
                            if (!failure) {
                                return;
                            }
                            auto& object = objects_[indexes[i]];
                            const auto group = group_of_[indexes[i]];
                            try {
                                try {
                                    std::rethrow_exception(failure);
                                } catch (const ApiError& error) {
                                    if (error.code() != 404 || !error.fields().details_name.empty()) {
                                        explain_missing(session_.client, object, error);
                                    }
                                    // No such path: the type may be elsewhere.
                                    object.endpoint.type =
                                        session_.discovery.find_again(object.endpoint.typed);
                                    get_object(session_.client, board, indexes[i]);
                                }
                            } catch (const ApiError& error) {
                                if (error.is_not_found()) {
                                    board.gone(group, object.name_space, object.name, error.what());
                                } else {
                                    board.unread(group, object.name_space, object.name, error.words());
                                    errors_.add(error);
                                }
                            }
                        }});
}

void StatusReading::read(StatusBoard& board) {
    std::vector<std::size_t> single;
    std::vector<bool> is_listed(board.groups().size());
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        const auto group = group_of_[i];
        if (board.groups()[group].names.size() <= k_most_gets) {
            single.push_back(i);
        } else if (!is_listed[group]) {
            is_listed[group] = true;
            read_group(board, group, objects_[i].endpoint);
        }
    }
    if (!single.empty()) {
        read_objects(board, single);
    }
    for (std::size_t group = 0; group < endpoints_.size(); ++group) {
        read_group(board, group, endpoints_[group]);
    }
}

void StatusReading::print_tree(const std::vector<StatusRow>& rows) {
    std::vector<TreeRoot> roots;
    for (const auto& row : rows) {
        roots.push_back({{row.type, row.name_space, row.name}, row.json});
    }
    const auto now = present();
    std::vector<StatusNode> nodes;
    for (auto& object : find_owned(session_, roots, now)) {
        StatusNode node;
        if (object.depth == 0) {
            node.row = rows[object.root];
        } else {
            node.row.type = object.place.type;
            node.row.name_space = object.place.name_space;
            node.row.name = object.place.name;
            node.row.uid = object.uid;
            node.row.created = object.created;
            node.row.exists = true;
            node.row.verdict = object.verdict;
        }
        node.branch = object.branch;
        node.depth = object.depth;
        nodes.push_back(std::move(node));
    }
    if (format_.is_table()) {
        print_status_tree(nodes, naming_of(rows, format_, request_.selection.all_namespaces),
                          {!format_.no_headers, format_.color}, now, session_.streams.out);
    } else {
        print_status_tree_objects(nodes, format_, objects_.size() == 1, session_.streams.out);
    }
}

void StatusReading::print(const std::vector<StatusRow>& rows, bool is_read) {
    if (request_.tree && !rows.empty()) {
        print_tree(rows);
    } else if (!format_.is_table()) {
        print_status_objects(rows, format_, objects_.size() == 1, session_.streams.out);
    } else if (!rows.empty()) {
        const auto naming = naming_of(rows, format_, request_.selection.all_namespaces);
        print_status_table(rows, naming, {!format_.no_headers, format_.color}, present(),
                           session_.streams.out);
    }
    if (rows.empty() && errors_.empty() && is_read) {
        const bool in_namespace = !name_space_.empty() && std::all_of(endpoints_.begin(), endpoints_.end(),
                                                                      [](const Endpoint& endpoint) {
                                                                          return endpoint.type.namespaced;
                                                                      });
        session_.streams.err.write(in_namespace ? "No resources found in " + name_space_ + " namespace.\n"
                                                : "No resources found\n");
    }
}

// Why a waiting did not end as it should.
void StatusReading::tell(const std::vector<StatusRow>& rows, WaitOutcome outcome) {
    const auto naming = naming_of(rows, format_, request_.selection.all_namespaces);
    std::string first;
    std::size_t count = 0;
    for (const auto& row : rows) {
        const bool counts = outcome == WaitOutcome::failed      ? row.has_failed && !row.is_met
                            : outcome == WaitOutcome::not_found ? !row.exists
                                                                : !row.is_met;
        if (counts && ++count == 1) {
            first = verdict_line(row, naming);
        }
    }
    for (const auto& endpoint : endpoints_) {
        first += count > 0 ? "" : (first.empty() ? "" : ", ") + endpoint.type.group_resource();
    }
    std::string line = outcome == WaitOutcome::timeout ? "timed out waiting for " : "";
    line += first;
    line += count > 1 ? " (and " + std::to_string(count - 1) + " more)" : "";
    if (count > 0 || outcome == WaitOutcome::timeout) {
        session_.streams.err.write("error: " + line + "\n");
    }
}

int code_of(WaitOutcome outcome) {
    switch (outcome) {
        case WaitOutcome::met:
            return 0;
        case WaitOutcome::failed:
            return k_status_failed;
        case WaitOutcome::not_found:
            return k_status_not_found;
        default:
            return k_status_in_progress;
    }
}

int StatusReading::run() {
    find();
    if (request_.files.names.empty()) {
        resolve_selectors();
    }
    const auto board = make_board();
    if (request_.tree) {
        board->keep_objects();
    }
    StatusCauses causes(session_, *board, request_.selection.all_namespaces);
    const bool waits = request_.wait && request_.timeout.count() != 0;
    WaitEnd end;
    if (waits) {
        end = await_status(session_, request_, *board, causes, format_);
    } else {
        read(*board);
        causes.read(board->rows());
        for (const auto& note : causes.take_notes()) {
            session_.streams.err.write(note + "\n");
        }
        end.rows = board->rows();
        end.outcome = outcome_of(end.rows, request_);
    }
    if (end.failure) {
        errors_.add(end.failure);
    }
    print(end.rows, !waits || board->is_read());
    session_.streams.out.flush();
    errors_.raise();
    if (request_.wait && end.outcome != WaitOutcome::met) {
        tell(end.rows, end.outcome);
    }
    return code_of(end.outcome);
}

// The status subresource as the server has it.
void print_subresource(Session& session, const StatusRequest& request, const Format& format) {
    GetRequest get_request;
    get_request.targets = request.targets;
    get_request.files = request.files;
    get_request.selection = request.selection;
    get_request.subresource = "status";
    get(session, get_request, format);
}

}  // namespace

int status(Session& session, const StatusRequest& request, const Format& format) {
    if (request.subresource) {
        print_subresource(session, request, format);
        return 0;
    }
    return StatusReading(session, request, format).run();
}

}  // namespace yare
