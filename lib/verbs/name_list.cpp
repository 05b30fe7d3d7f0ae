#include "verbs/name_list.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/list_scanner.hpp"

namespace yare {

namespace {

constexpr std::size_t k_longest_answer = std::size_t{32} << 20;
constexpr const char* k_page = "500";
constexpr const char* k_accept_table = "application/json;as=Table;v=v1;g=meta.k8s.io,";
constexpr const char* k_accept_names =
    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
constexpr char k_behind_names = '~';  // greater than every byte of a name

// The columns that make a description: the first of a list that there is, and the age.
class Columns {
  public:
    // `definitions` is the member columnDefinitions of a Table.
    explicit Columns(std::string_view definitions) {
        JsonTree tree;
        const auto array = tree.parse(definitions);
        std::size_t place = 0;
        std::size_t best = std::size(k_telling);
        for (auto column = array.first(); column; column = column.next(), ++place) {
            const auto title = column.find("name").text();
            if (!name && column.find("format").text() == "name") {
                name = place;
            }
            const auto rank = static_cast<std::size_t>(
                std::find(std::begin(k_telling), std::end(k_telling), title) - std::begin(k_telling));
            if (rank < best) {
                best = rank;
                telling = place;
            }
            if (title == "Age") {
                age = place;
            }
        }
    }

    std::optional<std::size_t> name, telling, age;

  private:
    static constexpr std::string_view k_telling[] = {"Status", "Ready", "Phase", "Completions", "Type"};
};

// One page of a list while it arrives.
class Page {
  public:
    explicit Page(const std::string& typed)
        : typed_(typed), scanner_([this](std::string_view element) { take(element); }) {}

    // Whether more is wanted.
    bool feed(std::string_view piece) {
        scanner_.feed(piece);
        return !is_past_;
    }

    void finish() const {
        if (!is_past_) {
            scanner_.finish();
        }
    }

    // The server's token for the next page; empty at the end of the list.
    std::string next() const {
        const auto metadata = scanner_.member("metadata");
        if (is_past_ || metadata.empty()) {
            return "";
        }
        JsonTree tree;
        return tree.parse(metadata).find("continue").text();
    }

    bool lacks_names() const { return lacks_names_; }
    bool has_rows() const { return scanner_.list_name() == "rows"; }

    Candidates names;           // with the prefix, safe
    std::string first;          // the first name of all, as it came
    bool has_odd_name = false;  // a name with the prefix that may not be offered

  private:
    void take(std::string_view element) {
        if (is_past_ || lacks_names_) {
            return;
        }
        const auto object = tree_.parse(element);
        std::string name;
        std::string description;
        if (has_rows()) {
            if (!columns_) {
                columns_.emplace(scanner_.member("columnDefinitions"));
            }
            lacks_names_ = !columns_->name;
            read_row(object, name, description);
        } else {
            name = object.find("metadata").find("name").text();
        }
        if (first.empty()) {
            first = name;
        }
        sort_out(std::move(name), std::move(description));
    }

    void read_row(const JsonValue& row, std::string& name, std::string& description) const {
        std::size_t place = 0;
        std::string age;
        for (auto cell = row.find("cells").first(); cell; cell = cell.next(), ++place) {
            if (place == columns_->name) {
                name = cell.text();
            } else if (place == columns_->telling) {
                description = cell.text();
            } else if (place == columns_->age) {
                age = cell.text();
            }
        }
        description += (description.empty() || age.empty() ? "" : ", ") + age;
    }

    void sort_out(std::string name, std::string description) {
        if (!name.starts_with(typed_)) {
            // A store with revisions is read in the order of names: nothing with the prefix comes any more.
            is_past_ = name > typed_ && is_sorted_store();
            return;
        }
        if (is_safe_word(name)) {
            names.push_back({std::move(name), safe_description(description)});
        } else {
            has_odd_name = true;
        }
    }

    bool is_sorted_store() {
        if (!sorted_) {
            const auto metadata = scanner_.member("metadata");
            JsonTree tree;
            sorted_ = !metadata.empty() && !tree.parse(metadata).find("resourceVersion").text().empty();
        }
        return *sorted_;
    }

    const std::string& typed_;
    ListScanner scanner_;
    JsonTree tree_;
    std::optional<Columns> columns_;
    std::optional<bool> sorted_;
    bool lacks_names_ = false;
    bool is_past_ = false;
};

std::string start_token(const std::string& start) {
    std::string json = R"({"v":"meta.k8s.io/v1","rv":-1,"start":)";
    append_go_json_string(json, start);
    std::string token = base64_encode(json + "}");
    token.erase(token.find_last_not_of('=') + 1);
    std::replace(token.begin(), token.end(), '+', '-');
    std::replace(token.begin(), token.end(), '/', '_');
    return token;
}

class NameReader {
  public:
    NameReader(CompletionWire& wire, const std::string& path, const std::string& typed)
        : wire_(wire), path_(path), typed_(typed) {}

    void run() {
        auto page = typed_.empty() ? read(k_page, "") : read(k_page, start_token(typed_));
        const bool may_be_refused = !typed_.empty() && answer.status != 401 && answer.status != 403;
        if (page && page->lacks_names()) {
            accept_table_ = false;
            page = typed_.empty() ? read(k_page, "") : read(k_page, start_token(typed_));
        }
        if (!page && answer.status >= 400 && answer.status < 500 && answer.status != 404 && may_be_refused) {
            read_pages(read(k_page, ""));
            return;
        }
        if (!page) {
            return;
        }
        if (!typed_.empty() && !page->first.empty() && page->first < typed_) {
            read_pages(std::move(page));  // it did not heed the token
            return;
        }
        add(*page);
        if (page->next().empty()) {
            answer.is_whole = answer.has_right_prefix = true;
            return;
        }
        seek();
    }

    NameAnswer answer;

  private:
    std::unique_ptr<Page> read(const char* limit, const std::string& token) {
        HttpRequest request;
        request.path = path_;
        request.query = {{"limit", limit}};
        if (accept_table_) {
            request.query.insert(request.query.begin(), {"includeObject", "None"});
        }
        if (!token.empty()) {
            request.query.emplace_back("continue", token);
        }
        request.headers.emplace_back("Accept",
                                     std::string(accept_table_ ? k_accept_table : "") + k_accept_names);
        auto page = std::make_unique<Page>(typed_);
        answer.status = 0;
        const auto response = wire_.send(request, [&](const HttpResponse& head, std::string_view piece) {
            answer.status = head.status;
            return head.status == 200 && page->feed(piece);
        });
        answer.status = response.status;
        if (response.status != 200) {
            return nullptr;
        }
        page->finish();
        return page;
    }

    void add(Page& page) {
        std::move(page.names.begin(), page.names.end(), std::back_inserter(answer.names));
    }

    // The plain way: to the end of the list, or as far as time allows.
    void read_pages(std::unique_ptr<Page> page) {
        while (page) {
            add(*page);
            const auto next = page->next();
            if (next.empty()) {
                answer.is_whole = answer.has_right_prefix = true;
                return;
            }
            page = read(k_page, next);
        }
    }

    // Adds names until the common beginning is that of all.
    void seek() {
        for (;;) {
            const std::string common = common_prefix(answer.names);
            if (common.size() <= typed_.size()) {
                answer.has_right_prefix = !answer.names.empty();
                return;
            }
            const auto page = read("1", start_token(common + k_behind_names));
            if (!page) {
                return;
            }
            if (page->names.empty()) {
                answer.has_right_prefix = !page->has_odd_name;
                return;
            }
            if (page->names.front().value.starts_with(common)) {
                return;  // it did not heed the token
            }
            add(*page);
        }
    }

    CompletionWire& wire_;
    const std::string& path_;
    const std::string& typed_;
    bool accept_table_ = true;
};

}  // namespace

HttpResponse CompletionWire::send(HttpRequest request, const BodyReceiver& receive) {
    const auto left = std::chrono::duration_cast<Milliseconds>(deadline_ - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
        throw TransportError(TransportError::Cause::timeout, "", "no time left");
    }
    request.timeout = left;
    std::size_t received = 0;
    return transport_.send(request, [&](const HttpResponse& head, std::string_view piece) {
        received += piece.size();
        if (received > k_longest_answer) {
            throw TransportError(TransportError::Cause::other, "", "the answer is too long");
        }
        return receive(head, piece);
    });
}

HttpResponse CompletionWire::get(HttpRequest request, std::string& body) {
    body.clear();
    return send(std::move(request), [&](const HttpResponse&, std::string_view piece) {
        body += piece;
        return true;
    });
}

NameAnswer list_names(CompletionWire& wire, const std::string& path, const std::string& typed) {
    NameReader reader(wire, path, typed);
    try {
        reader.run();
    } catch (const Error&) {
        // Whatever failed (the wire, the deadline, the server's JSON): what came before it still counts.
    }
    return std::move(reader.answer);
}

}  // namespace yare
