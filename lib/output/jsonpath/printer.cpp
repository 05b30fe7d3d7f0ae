#include "output/jsonpath/printer.hpp"

#include <optional>

#include "base/json_write.hpp"
#include "base/text.hpp"
#include "output/jsonpath/list_printer.hpp"

namespace yare {

namespace {

using jsonpath::Evaluator;
using jsonpath::GroupText;
using jsonpath::ListPrinter;

class JsonPathPrinter final : public ObjectPrinter {
  public:
    JsonPathPrinter(JsonPath path, std::string_view text, const JsonPathPrinterOptions& options, Output& out)
        : path_(std::move(path)), source_(text), options_(options), out_(out) {
        writer_.keep_order(true);
        auto plan = options.keep_elements ? std::nullopt : jsonpath::plan_list(path_.parsed());
        if (plan) {
            list_.emplace(path_.parsed(), std::move(*plan), path_options(JsonNumbers::of_list),
                          options.as_json);
        }
    }

    void single(const JsonValue& object) override {
        print_whole(object, options_.numbers_are_floats ? JsonNumbers::floats : JsonNumbers::as_sent);
    }

    void document(const JsonValue& object) override { single(object); }

    void element(const JsonValue& object) override {
        if (!list_) {
            kept_ += kept_.empty() ? jsonpath::k_list_begin : ",";
            writer_.write(kept_, object);
            return;
        }
        text_.clear();
        evaluated([&] { list_->element(object, text_); });
        out_.write(text_);
    }

    void end_list() override {
        if (!list_) {
            kept_ += kept_.empty() ? jsonpath::k_list_begin : "";
            kept_ += jsonpath::k_list_end;
            JsonTree tree;
            print_whole(tree.parse(kept_), JsonNumbers::of_list);
            return;
        }
        text_.clear();
        evaluated([&] { list_->end(text_); });
        out_.write(text_);
    }

  private:
    JsonPathOptions path_options(JsonNumbers numbers) const { return {options_.allow_missing_keys, numbers}; }

    // kubectl's words, without the whole object that it shows behind them.
    template <typename Call>
    void evaluated(const Call& call) const {
        try {
            call();
        } catch (const Error& error) {
            throw Error("error executing jsonpath " + go_quote(source_) + ": " + error.what());
        }
    }

    void print_whole(const JsonValue& root, JsonNumbers numbers) {
        constexpr std::size_t k_piece = std::size_t{64} << 10;
        JsonPathGroups groups;
        evaluated([&] { groups = path_.find_results(root, path_options(numbers)); });
        const GroupText group_text(options_.as_json, numbers);
        text_.clear();
        for (const auto& group : groups) {
            group_text.begin(text_);
            for (std::size_t i = 0; i < group.size(); ++i) {
                evaluated([&] { group_text.value(text_, group[i], i == 0); });
                if (text_.size() >= k_piece) {
                    out_.write(text_);
                    text_.clear();
                }
            }
            group_text.end(text_, group.empty());
        }
        out_.write(text_);
    }

    JsonPath path_;
    std::string source_;
    JsonPathPrinterOptions options_;
    Output& out_;
    std::optional<ListPrinter> list_;
    std::string kept_;  // the List so far, where it is needed as a whole
    std::string text_;
    JsonWriter writer_{0};
};

}  // namespace

std::unique_ptr<ObjectPrinter> make_jsonpath_printer(std::string_view text,
                                                     const JsonPathPrinterOptions& options, Output& out) {
    try {
        return std::make_unique<JsonPathPrinter>(JsonPath::parse(text), text, options, out);
    } catch (const JsonPathSyntaxError& error) {
        throw UsageError("error parsing jsonpath " + std::string(text) + ", " + error.what());
    }
}

}  // namespace yare
