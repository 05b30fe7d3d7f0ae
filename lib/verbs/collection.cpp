#include "verbs/collection.hpp"

#include "base/text.hpp"
#include "request/path.hpp"
#include "verbs/pager.hpp"

namespace yare {

namespace {

HttpRequest list_request(const ResourceType& type, std::string_view name_space, const Selection& selection,
                         const std::string& accept) {
    HttpRequest request;
    request.path = collection_path(type, name_space);
    request.headers.emplace_back("Accept", accept);
    if (!selection.field_selector.empty()) {
        request.query.emplace_back("fieldSelector", selection.field_selector);
    }
    if (!selection.label_selector.empty()) {
        request.query.emplace_back("labelSelector", selection.label_selector);
    }
    return request;
}

// client-go's EnhanceListError (cli-runtime/pkg/resource/selector.go).
ApiError explain(const ApiError& error, const ResourceType& type, const Selection& selection) {
    const bool explained = error.reason() == "BadRequest" || error.reason() == "NotFound";
    if (!explained) {
        return error;
    }
    auto fields = error.fields();
    const std::string resource = type.group + "/" + type.version + ", Resource=" + type.plural;
    if (selection.label_selector.empty() && selection.field_selector.empty()) {
        fields.message = "Unable to list " + go_quote(resource) + ": " + fields.message;
    } else {
        fields.message = "Unable to find " + go_quote(resource) + " that match label selector " +
                         go_quote(selection.label_selector) + ", field selector " +
                         go_quote(selection.field_selector) + ": " + fields.message;
    }
    return ApiError(std::move(fields));
}

std::string continue_token(const ListScanner& page) {
    const auto metadata = page.member("metadata");
    if (metadata.empty()) {
        return {};
    }
    JsonTree tree;
    const auto token = tree.parse(metadata).find("continue");
    if (token.is_string()) {
        return token.text();
    }
    if (token && token.raw() != "null") {
        throw Error("the server sent a list whose continue token is not a string");
    }
    return {};
}

// Puts the request for the page behind the one being read in line, once its token is known.
class NextPage {
  public:
    NextPage(Pager& pager, const HttpRequest& base, std::int64_t chunk_size)
        : pager_(pager), base_(base), chunk_size_(chunk_size) {}

    void request(const std::string& token) {
        HttpRequest request = base_;
        if (chunk_size_ > 0) {
            request.query.emplace_back("limit", std::to_string(chunk_size_));
        }
        if (!token.empty()) {
            // A list that leads back to where it is would never end.
            if (token == last_) {
                throw Error("the server sent the same continue token twice");
            }
            last_ = token;
            request.query.emplace_back("continue", token);
        }
        pager_.request(std::move(request));
    }

  private:
    Pager& pager_;
    const HttpRequest& base_;
    std::int64_t chunk_size_;
    std::string last_;  // the token sent last
};

// Reads one answer; returns the token of the next page, already requested, or an empty one.
std::string read_page(Pager& pager, NextPage& next, const HttpRequest& request, CollectionSink& sink) {
    ListScanner page([&](std::string_view json) { sink.element(page, json); });
    std::string token;
    std::string head;  // the start of an answer, for what is no list
    bool asked = false;
    const auto ask = [&] {
        token = continue_token(page);
        if (!asked && !token.empty()) {
            next.request(token);
        }
        asked = true;
    };
    while (const auto piece = pager.next()) {
        if (!page.is_list() && head.size() < Pager::k_piece) {
            head.append(*piece);
        }
        page.feed(*piece);
        if (!asked && page.is_list() && !page.member("metadata").empty()) {
            ask();
        }
    }
    page.finish();
    if (!page.is_list()) {
        throw_if_failure(request, HttpResponse{200, {}}, head);
        throw Error("the server's answer to GET " + request.target() + " is not a list");
    }
    if (!asked) {
        ask();
    }
    sink.page_end(page);
    return token;
}

}  // namespace

void read_collection(Client& client, const ResourceType& type, std::string_view name_space,
                     const Selection& selection, const std::string& accept,
                     const std::vector<std::pair<std::string, std::string>>& query, CollectionSink& sink,
                     Milliseconds time) {
    HttpRequest base = list_request(type, name_space, selection, accept);
    base.timeout = time;
    base.query.insert(base.query.end(), query.begin(), query.end());
    base.query.insert(base.query.end(), selection.query.begin(), selection.query.end());
    const Subject subject{type.group_resource(), {}};
    std::int64_t chunk_size = selection.chunk_size;
    bool later_page = false;
    for (;;) {
        Pager pager(client, subject);
        NextPage next(pager, base, chunk_size);
        try {
            next.request({});
            for (later_page = false; !read_page(pager, next, base, sink).empty();) {
                later_page = true;
            }
            return;
        } catch (const ApiError& error) {
            if (error.code() != 410 || !later_page || chunk_size == 0) {
                throw explain(error, type, selection);
            }
        } catch (const JsonError& error) {
            throw Error("the server's answer to GET " + base.target() +
                        " is not whole JSON: " + error.what());
        }
        chunk_size = 0;
        sink.restart();
    }
}

}  // namespace yare
