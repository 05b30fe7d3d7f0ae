// Go templates that somebody typed, over a List of a few objects: executed as the objects arrive and over the
// whole List, they give the same bytes and the same error.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/streams.hpp"
#include "output/template/execution.hpp"
#include "output/template/parser.hpp"
#include "output/template/streaming.hpp"

namespace {

using namespace yare::gotemplate;

constexpr std::size_t k_most_steps = 20'000;

const std::vector<std::string> k_objects = {
    R"({"kind":"A","metadata":{"name":"a","labels":{"x":"y"}},"l":[1,"b",null,true,1.5,[2],{"c":3}],"s":"h\u00e9<&","n":null})",
    R"({"kind":"B","metadata":{"name":"b"},"i":-7,"f":1e100,"m":{"z":1,"a":2},"b":"aGk="})",
};

struct Result {
    bool ended = false;
    std::string out;
    std::string error;
};

Result run(const Templates& templates, const BranchNode* streamed, bool is_streamed, bool strict) {
    Result result;
    std::string items;
    for (const auto& object : k_objects) {
        items += (items.empty() ? "" : ",") + object;
    }
    const std::string list = R"({"apiVersion":"v1","items":[)" + (is_streamed ? "" : items) +
                             R"(],"kind":"List","metadata":{"resourceVersion":""}})";
    yare::JsonTree root;
    yare::StringOutput out;
    try {
        Execution execution(templates, strict, out, streamed);
        execution.start(Value::from_json(root.parse(list), false).concrete());
        result.ended = execution.run(k_most_steps);
        for (std::size_t i = 0; is_streamed && !result.ended && i < k_objects.size(); ++i) {
            const std::string copy = k_objects[i];
            yare::JsonTree tree;
            execution.feed(Value::from_json(tree.parse(copy), true));
            result.ended = execution.run(k_most_steps);
        }
        if (is_streamed && !result.ended) {
            execution.end_elements();
            result.ended = execution.run(k_most_steps);
        }
    } catch (const TemplateError& error) {
        result.ended = true;
        result.error = error.what();
    }
    result.out = out.text();
    return result;
}

// Widths and counts of many digits take their time, and show nothing.
bool is_slow(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        digits = (c >= '0' && c <= '9') || c == '_' ? digits + 1 : 0;
        if (digits > 4) {
            return true;
        }
    }
    return text.find('*') != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Templates templates;
    templates.source.assign(reinterpret_cast<const char*>(data), size);
    try {
        parse_templates(templates);
    } catch (const yare::UsageError&) {
        return 0;
    }
    if (is_slow(templates.source)) {
        return 0;
    }
    const bool strict = size % 2 == 0;
    const Result whole = run(templates, nullptr, false, strict);
    const auto streaming = find_streaming(templates);
    if (!streaming) {
        return 0;
    }
    const Result streamed = run(templates, streaming->range, true, strict);
    if (whole.ended && streamed.ended && (whole.out != streamed.out || whole.error != streamed.error)) {
        std::abort();
    }
    return 0;
}
