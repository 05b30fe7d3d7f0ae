#include "verbs/get_watch.hpp"

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "verbs/accept.hpp"
#include "verbs/deadline.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/lookout.hpp"
#include "verbs/named_objects.hpp"
#include "verbs/steady_watch.hpp"
#include "verbs/watched_collection.hpp"

namespace yare {

namespace {

using Clock = std::chrono::steady_clock;

// More named objects of one collection than these are watched together: all of it is read then.
constexpr std::size_t k_most_alone = 8;
constexpr std::size_t k_most_pending = std::size_t{64} << 10;
constexpr Milliseconds k_silence{3000};  // trouble that passes sooner is not worth a word

constexpr const char* k_unprintable = "unable to output the provided object: ";

// What printers have made and nobody has seen yet.
class Pending final : public Output {
  public:
    void write(std::string_view bytes) override { text_.append(bytes); }
    std::size_t size() const { return text_.size(); }
    std::string take() { return std::exchange(text_, {}); }
    void insert(std::size_t at, std::string_view bytes) { text_.insert(at, bytes); }

  private:
    std::string text_;
};

// What is watched over one connection.
struct Part {
    WatchScope scope;
    WatchedCollection collection;
    std::exception_ptr failure = {};  // of printing
};

class GetWatch {
  public:
    GetWatch(Session& session, const Format& format, const Watching& watching, Selection selection)
        : session_(session),
          format_(format),
          watching_(watching),
          selection_(std::move(selection)),
          begun_(Clock::now()) {}

    void read_collections(const std::vector<Endpoint>& endpoints);
    void read_objects(std::vector<NamedObject> objects, bool ignore_not_found);
    void follow();

  private:
    class News;

    bool takes_tables() const { return format_.is_table() && format_.server_print; }
    std::string accept() const { return takes_tables() ? k_accept_table : k_accept_json; }
    // With a field to sort by, the objects behind the rows are needed whole.
    QueryParameters query() const {
        const bool sorts = takes_tables() && !format_.sort_by.empty();
        return sorts ? QueryParameters{{"includeObject", "Object"}} : QueryParameters{};
    }
    Moment now() const {
        return session_.now + std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_);
    }
    ChangePrinter& printer_for(const ResourceType& type, bool with_kind);
    Part& add_part(const ResourceType& type, const std::string& name_space, const std::string& name,
                   std::set<std::string> names, bool with_kind);
    void read_collection_of(Endpoint& endpoint, const std::string& name_space, bool with_kind);
    static void end_start(ChangePrinter& printer);
    void show_start();
    void note_start(const Error& error);
    void watch(Part& part, Lookout& lookout);
    void run(Part& part, Lookout& lookout);
    void pass_on();

    Session& session_;
    const Format& format_;
    const Watching watching_;
    Selection selection_;
    bool with_namespaces_ = false;
    const Clock::time_point begun_;
    Pending pending_;
    std::vector<std::pair<ResourceType, std::unique_ptr<ChangePrinter>>> printers_;  // a table for each type
    std::list<Part> parts_;
    std::size_t planned_ = 0;
    ErrorList start_errors_;
    std::string start_lines_;
    std::atomic<std::size_t> failed_ = 0;
    std::atomic<std::size_t> ended_ = 0;
    std::mutex mutex_;  // of all that follows printing: threads print one behind the other
};

// Whole objects go into one stream of documents; each type has a table of its own.
ChangePrinter& GetWatch::printer_for(const ResourceType& type, bool with_kind) {
    for (auto& [printed, printer] : printers_) {
        if (!format_.is_table() || printed.same_endpoint(type)) {
            return *printer;
        }
    }
    const ChangeStyle style{watching_.show_events, with_namespaces_ && (type.namespaced || !with_kind),
                            with_kind};
    printers_.emplace_back(type, format_.is_table() ? make_table_changes(format_, style, type, pending_)
                                                    : make_object_changes(format_, style, pending_));
    return *printers_.back().second;
}

Part& GetWatch::add_part(const ResourceType& type, const std::string& name_space, const std::string& name,
                         std::set<std::string> names, bool with_kind) {
    WatchScope scope;
    scope.type = type;
    scope.name_space = type.namespaced ? name_space : "";
    scope.name = name;
    scope.selection = selection_;
    scope.accept = accept();
    scope.query = query();
    scope.was_read = true;
    const bool shows_all = format_.show_managed_fields || format_.has_expression() || watching_.show_events ||
                           !format_.sort_by.empty();
    scope.left_out = shows_all ? "" : "managedFields";
    return parts_.emplace_back(Part{
        std::move(scope), WatchedCollection(type, {std::move(names), !watching_.only_changes, takes_tables()},
                                            printer_for(type, with_kind))});
}

// Of several, the others are watched all the same.
void GetWatch::note_start(const Error& error) {
    ++failed_;
    start_errors_.add(error);
    start_lines_ += error.line() + "\n";
}

void GetWatch::read_collection_of(Endpoint& endpoint, const std::string& name_space, bool with_kind) {
    bool has_elements = false;
    try {
        with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
            auto& part = add_part(type, name_space, "", {}, with_kind);
            WatchedPages pages(part.collection, [&] { return now(); });
            VersionSink sink(pages);
            part.collection.begin();
            try {
                read_collection(session_.client, type, part.scope.name_space, selection_, accept(), query(),
                                sink);
            } catch (...) {
                has_elements = sink.has_elements();
                parts_.pop_back();
                throw;
            }
            // From here on it goes by the versions that come.
            std::erase_if(part.scope.selection.query, [](const auto& parameter) {
                return parameter.first == "resourceVersion" || parameter.first == "resourceVersionMatch";
            });
            if (!sink.version().empty()) {
                part.scope.version = sink.version();
            }
        });
    } catch (const PrintError& error) {
        throw PrintError(std::string(k_unprintable) + error.what());
    } catch (const OutputError&) {
        throw;
    } catch (const Error& error) {
        if (has_elements) {
            throw;  // some of it has been given to the printer already
        }
        note_start(error);
    }
}

void GetWatch::read_collections(const std::vector<Endpoint>& endpoints) {
    with_namespaces_ = selection_.all_namespaces || split_name_spaces(session_.connection).size() > 1;
    if (!format_.sort_by.empty()) {
        selection_.chunk_size = 0;
    }
    auto places = find_collections(session_.connection, endpoints, selection_.all_namespaces);
    planned_ = places.size();
    for (auto& place : places) {
        read_collection_of(place.endpoint, place.name_space, endpoints.size() > 1);
    }
    show_start();
}

void GetWatch::read_objects(std::vector<NamedObject> objects, bool ignore_not_found) {
    planned_ = objects.size();
    const bool with_kind = std::any_of(objects.begin(), objects.end(), [&](const NamedObject& object) {
        return !object.endpoint.type.same_endpoint(objects.front().endpoint.type);
    });
    const auto fetch = [&](NamedObject& object) {
        const auto body = fetch_object(session_, object, "", accept(), query()).body;
        JsonTree tree;
        const auto value = tree.parse(body);
        const auto& type = object.endpoint.type;
        auto same = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
            return part.scope.type.same_endpoint(type) && part.scope.name_space == object.name_space;
        });
        const bool alone = objects.size() <= k_most_alone;
        auto& part =
            alone || same == parts_.end()
                ? add_part(type, object.name_space, alone ? object.name : "", {object.name}, with_kind)
                : *same;
        part.collection.add_name(object.name);
        part.collection.first(value, now());
    };
    for (auto& object : objects) {
        try {
            fetch(object);
        } catch (const PrintError& error) {
            throw PrintError(std::string(k_unprintable) + error.what());
        } catch (const ApiError& error) {
            if (!ignore_not_found || !error.is_not_found()) {
                note_start(error);
            }
        } catch (const JsonError& error) {
            throw Error("the server's answer about " + object.endpoint.type.group_resource() + " \"" +
                        object.name + "\" is not JSON: " + error.what());
        }
    }
    show_start();
}

void GetWatch::end_start(ChangePrinter& printer) {
    try {
        printer.end_start();
    } catch (const OutputError&) {
        throw;
    } catch (const Error& error) {  // --sort-by
        throw PrintError(std::string(k_unprintable) + error.what());
    }
}

void GetWatch::show_start() {
    for (std::size_t i = 0; i < printers_.size(); ++i) {
        const auto before = pending_.size();
        end_start(*printers_[i].second);
        if (before > 0 && pending_.size() > before && format_.is_table() && !format_.no_headers) {
            pending_.insert(before, "\n");
        }
    }
    for (auto& part : parts_) {
        part.collection.end();
    }
    pass_on();
    if (parts_.empty()) {
        start_errors_.raise();
    }
    session_.streams.err.write(start_lines_);
}

void GetWatch::pass_on() {
    if (pending_.size() > 0) {
        session_.streams.out.write(pending_.take());
        session_.streams.out.flush();
    }
}

// What the steady watch of one part tells. What fails in printing is no fault of the server's.
class GetWatch::News final : public WatchSink {
  public:
    News(GetWatch& watch, Part& part)
        : watch_(watch), part_(part), pages_(part.collection, [&watch] { return watch.now(); }) {}

    void begin_list() override { part_.collection.begin(); }
    void element(const ListScanner& page, std::string_view json) override {
        with_output([&] { pages_.element(page, json); });
    }
    void page_end(const ListScanner& page) override {
        with_output([&] { pages_.page_end(page); });
        caught_up();
    }
    void restart() override { pages_.restart(); }
    void end_list() override {
        with_output([&] { part_.collection.end(); });
        caught_up();
    }
    bool event(std::string_view type, const JsonValue& object) override {
        with_output([&] { part_.collection.event(type, object, watch_.now()); });
        return true;
    }
    void caught_up() override {
        const std::lock_guard lock(watch_.mutex_);
        watch_.pass_on();
    }
    void broken(const Error& why) override {
        watch_.session_.streams.err.write("Warning: the watch of " + part_.scope.type.group_resource() +
                                          " was interrupted and is tried again: " + why.words() + "\n");
    }

  private:
    template <class Action>
    void with_output(const Action& action) {
        const std::lock_guard lock(watch_.mutex_);
        try {
            action();
        } catch (const PrintError&) {
            part_.failure = std::current_exception();
            throw OutputError("an object cannot be printed");
        }
        if (watch_.pending_.size() > k_most_pending) {
            watch_.pass_on();
        }
    }

    GetWatch& watch_;
    Part& part_;
    WatchedPages pages_;
};

void GetWatch::watch(Part& part, Lookout& lookout) {
    const auto client = lookout.open_line();
    News news(*this, part);
    WatchPace pace{[&] { return lookout.is_stopped(); }, [&](Milliseconds time) { lookout.pause(time); },
                   k_silence};
    try {
        watch_steadily(*client, part.scope, news, pace);
    } catch (const OutputError&) {
        if (part.failure) {
            std::rethrow_exception(part.failure);
        }
        throw;
    } catch (...) {
        news.caught_up();  // what came before it
        throw;
    }
}

void GetWatch::run(Part& part, Lookout& lookout) {
    try {
        watch(part, lookout);
    } catch (const OutputError&) {
        throw;
    } catch (const Error& error) {
        if (planned_ == 1 || lookout.is_stopped()) {
            throw;
        }
        session_.streams.err.write(error.line() + "\n");
        ++failed_;
    }
    ++ended_;
}

void GetWatch::follow() {
    if (!parts_.empty()) {
        Lookout lookout(session_);
        for (auto& part : parts_) {
            lookout.start([this, &part, &lookout] { run(part, lookout); });
        }
        const auto time = session_.connection.request_timeout;
        const auto end = time.count() > 0 ? deadline_after(time) : Clock::time_point::max();
        lookout.run([&]() -> std::optional<Clock::time_point> {
            return ended_ == parts_.size() || Clock::now() >= end ? std::nullopt : std::optional(end);
        });
    }
    if (failed_ > 0) {
        throw Error(std::to_string(failed_) + " of " + std::to_string(planned_) + " watches failed");
    }
}

}  // namespace

void watch_get(Session& session, const GetRequest& request, const Format& format) {
    // Those whose objects are the whole ones; kubectl leaves any subresource out here.
    if (!request.subresource.empty() && request.subresource != "status" && request.subresource != "resize") {
        throw UsageError("the subresource " + go_quote(request.subresource) + " cannot be watched");
    }
    GetWatch watch(session, format, request.watching, request.selection);
    if (!request.files.names.empty()) {
        ErrorList errors;
        const auto manifests = read_named_manifests(session, request.files, errors);
        auto found = find_objects(session, manifests, request.selection.label_selector, errors);
        for (const auto& error : found.elsewhere) {
            errors.add(error);
        }
        errors.raise();
        watch.read_objects(std::move(found.objects), request.ignore_not_found);
    } else if (!request.targets.objects.empty()) {
        const std::string all = request.selection.all_namespaces ? "" : session.connection.namespace_name;
        watch.read_objects(find_objects(session, request.targets, all), request.ignore_not_found);
    } else {
        watch.read_collections(find_endpoints(session.discovery, request.targets.types));
    }
    watch.follow();
}

void watch_list(Session& session, const ListRequest& request, const Format& format) {
    GetWatch watch(session, format, request.watching, request.selection);
    watch.read_collections(find_endpoints(session.discovery, request.types));
    watch.follow();
}

}  // namespace yare
