#include "verbs/log_snapshot.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <set>

#include "base/error.hpp"
#include "verbs/log_printing.hpp"
#include "verbs/log_request.hpp"
#include "verbs/lookout.hpp"
#include "verbs/pager.hpp"

namespace yare {

namespace {

constexpr std::size_t k_lanes = 4;                              // logs fetched at the same time
constexpr std::size_t k_merge_window = std::size_t{128} << 10;  // of each log

struct Item {
    PodFacts pod;
    std::string container;
};

// A line, or a part of one, held until it is its turn.
struct HeldPart {
    std::string text;
    LinePart shape;
    LinePart part() const { return {text, shape.first, shape.last, shape.newline}; }
};

// A connection that fetches logs.
struct Lane {
    Lane() = default;
    // What it still fetches is not waited for.
    ~Lane() {
        if (client) {
            client->cancel();
        }
    }
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    std::shared_ptr<Client> client;
    std::unique_ptr<Pager> pager;
};

// One log of several that are merged.
struct Strand {
    Lane lane;
    LineReader reader;
    std::deque<HeldPart> parts;
    LogTime time = LogTime::min();  // of the next line
    bool has_ended = false;
    std::unique_ptr<LogPrinting> printing;
};

class LogSnapshot {
  public:
    LogSnapshot(Session& session, const LogsRequest& request, const std::vector<PodSource>& sources);
    void run();

  private:
    void plan(const std::vector<PodSource>& sources);
    void print_all();
    void print(const Item& item, const std::function<void(LogPrinting&)>& read);
    void print_only(const Item& item);
    void print_in_turn();
    void print_next(Lane& lane, std::size_t number);
    void request_next(Lane& lane, std::size_t number);
    void print_merged();
    void fetch_line(Strand& strand);
    void print_line(Strand& strand);
    HttpRequest request_for(const Item& item) const;
    /// Whether the server, which counts timestamps too, cannot be asked for so many bytes.
    bool counts_bytes() const { return request_.limit_bytes && style_.stamped && !style_.show_stamps; }
    LogPrinting printing_of(const Item& item) {
        return {style_, output_, item.pod.name, item.container,
                counts_bytes() ? ByteLimit(request_.limit_bytes) : ByteLimit()};
    }
    Subject subject_of(const Item& item) const { return {pods_.group_resource(), item.pod.name}; }
    void note(const Error& error);
    void throw_if_stopped() const;

    Session& session_;
    const LogsRequest& request_;
    ResourceType pods_;
    LogStyle style_;
    LogOutput output_;
    std::vector<Item> items_;
    ErrorList errors_;
    std::atomic<bool> is_done_ = false;
    Lookout lookout_;
};

LogSnapshot::LogSnapshot(Session& session, const LogsRequest& request, const std::vector<PodSource>& sources)
    : session_(session),
      request_(request),
      pods_(pod_type(session)),
      style_(log_style(session, request)),
      output_(session.streams.out, session.streams.out_is_terminal, false),
      lookout_(session) {
    plan(sources);
}

void LogSnapshot::plan(const std::vector<PodSource>& sources) {
    std::set<std::pair<std::string, std::string>> known;
    for (const auto& source : sources) {
        for (const auto& pod : source.pods) {
            const auto names = choose_containers(
                pod, request_, [&](const std::string& line) { session_.streams.err.write(line + "\n"); });
            for (const auto& name : names) {
                if (known.insert({pod.uid, name}).second) {
                    items_.push_back({pod, name});
                }
            }
        }
    }
    if (request_.merge && items_.size() > static_cast<std::size_t>(std::max(request_.max_requests, 1))) {
        throw Error("you are attempting to merge " + std::to_string(items_.size()) +
                    " log streams, but maximum allowed concurrency is " +
                    std::to_string(request_.max_requests) + ", use --max-log-requests to increase the limit");
    }
}

HttpRequest LogSnapshot::request_for(const Item& item) const {
    LogSpan span = span_of(request_);
    span.timestamps = style_.stamped;
    if (counts_bytes()) {
        span.limit_bytes.reset();
    }
    return log_request(pods_, item.pod, item.container, span);
}

// As kubectl, with --ignore-errors the failure is part of the output.
void LogSnapshot::note(const Error& error) {
    if (request_.ignore_errors) {
        output_.write(output_.open(), failure_line(error, style_));
    } else {
        errors_.add(error);
    }
}

// In a handler: what breaks because of Ctrl-C is no news, and half a line is left out.
void LogSnapshot::throw_if_stopped() const {
    if (lookout_.is_stopped()) {
        throw;
    }
}

// Prints the log that `read` reads; what came of one that failed, too.
void LogSnapshot::print(const Item& item, const std::function<void(LogPrinting&)>& read) {
    auto printing = printing_of(item);
    try {
        read(printing);
        printing.finish();
    } catch (const OutputError&) {
        throw;
    } catch (const Error& error) {
        throw_if_stopped();
        printing.finish();
        note(error);
    }
}

void LogSnapshot::print_only(const Item& item) {
    print(item, [&](LogPrinting& printing) {
        session_.client.stream(
            request_for(item), subject_of(item),
            [&](const HttpResponse&, std::string_view piece) { return printing.take(piece); });
    });
}

void LogSnapshot::request_next(Lane& lane, std::size_t number) {
    if (number >= items_.size()) {
        return;
    }
    if (!lane.client) {
        lane.client = lookout_.open_line();
    }
    lane.pager = std::make_unique<Pager>(*lane.client, subject_of(items_[number]));
    lane.pager->request(request_for(items_[number]));
}

void LogSnapshot::print_next(Lane& lane, std::size_t number) {
    print(items_[number], [&](LogPrinting& printing) {
        while (const auto piece = lane.pager->next()) {
            if (!printing.take(*piece)) {
                break;
            }
        }
    });
    request_next(lane, number + k_lanes);
}

void LogSnapshot::print_in_turn() {
    Lane lanes[k_lanes];
    for (std::size_t number = 0; number < k_lanes; ++number) {
        request_next(lanes[number], number);
    }
    for (std::size_t number = 0; number < items_.size(); ++number) {
        print_next(lanes[number % k_lanes], number);
    }
}

// Sees to it that the strand has the start of its next line, if there is one.
void LogSnapshot::fetch_line(Strand& strand) {
    const auto keep = [&](const LinePart& part) { strand.parts.push_back({std::string(part.text), part}); };
    while (strand.parts.empty() && !strand.has_ended) {
        std::optional<std::string> piece;
        try {
            piece = strand.lane.pager->next();
        } catch (const Error& error) {
            throw_if_stopped();
            note(error);
        }
        if (piece) {
            strand.reader.feed(*piece, keep);
        } else {
            strand.reader.finish(keep);
            strand.has_ended = true;
        }
    }
    if (!strand.parts.empty()) {
        // A line without a time stays behind the one before it.
        strand.time = split_stamp(strand.parts.front().text).time.value_or(strand.time);
    }
}

void LogSnapshot::print_line(Strand& strand) {
    for (bool is_last = false; !is_last;) {
        while (strand.parts.empty() && !strand.has_ended) {
            fetch_line(strand);
        }
        if (strand.parts.empty()) {
            break;
        }
        is_last = strand.parts.front().shape.last;
        strand.printing->print(strand.parts.front().part());
        strand.parts.pop_front();
    }
    strand.printing->flush();
}

void LogSnapshot::print_merged() {
    std::deque<Strand> strands;
    for (const auto& item : items_) {
        auto& strand = strands.emplace_back();
        strand.lane.client = lookout_.open_line();
        strand.printing = std::make_unique<LogPrinting>(printing_of(item));
        strand.lane.pager = std::make_unique<Pager>(*strand.lane.client, subject_of(item), k_merge_window);
        strand.lane.pager->request(request_for(item));
    }
    using Head = std::pair<LogTime, std::size_t>;  // of equal times the first log's line comes first
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    const auto line_up = [&](std::size_t number) {
        fetch_line(strands[number]);
        if (!strands[number].parts.empty()) {
            heads.emplace(strands[number].time, number);
        }
    };
    for (std::size_t number = 0; number < strands.size(); ++number) {
        line_up(number);
    }
    while (!heads.empty()) {
        const auto number = heads.top().second;
        heads.pop();
        print_line(strands[number]);
        line_up(number);
    }
}

void LogSnapshot::print_all() {
    if (items_.size() == 1) {
        print_only(items_[0]);
    } else if (request_.merge) {
        print_merged();
    } else {
        print_in_turn();
    }
}

void LogSnapshot::run() {
    using Clock = Lookout::Clock;
    lookout_.start([this] {
        print_all();
        is_done_ = true;
    });
    lookout_.run([this]() -> std::optional<Clock::time_point> {
        return is_done_ ? std::nullopt : std::optional(Clock::time_point::max());
    });
    errors_.raise();
}

}  // namespace

void print_logs(Session& session, const LogsRequest& request, const std::vector<PodSource>& sources) {
    LogSnapshot(session, request, sources).run();
}

}  // namespace yare
