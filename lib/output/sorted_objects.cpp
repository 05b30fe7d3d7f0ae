#include "output/sorted_objects.hpp"

#include <utility>
#include <vector>

#include "base/json_write.hpp"
#include "output/sort_order.hpp"

namespace yare {

namespace {

// As much as object_name() looks at.
std::string name_alone(const JsonValue& object) {
    return "{\"apiVersion\":" + to_go_json(object.find("apiVersion")) +
           ",\"kind\":" + to_go_json(object.find("kind")) +
           ",\"metadata\":{\"name\":" + to_go_json(object.find("metadata").find("name")) + "}}";
}

class SortedObjects final : public ObjectPrinter {
  public:
    SortedObjects(const Format& format, std::unique_ptr<ObjectPrinter> printer)
        : order_(format.sort_by, format.sort_natural),
          names_only_(format.kind == Format::Kind::name),
          writer_(0),
          printer_(std::move(printer)) {
        writer_.keep_order(true);
        writer_.skip_managed_fields(!format.has_expression() && !format.show_managed_fields);
    }

    void single(const JsonValue& object) override { printer_->single(object); }
    void document(const JsonValue& object) override { printer_->document(object); }

    void element(const JsonValue& object) override {
        order_.add(object);
        std::string text;
        const auto name = object.find("metadata").find("name");
        if (names_only_ && name && object.find("apiVersion") && object.find("kind")) {
            text = name_alone(object);
        } else {
            writer_.write(text, object);
        }
        texts_.push_back(std::move(text));
    }

    void end_list() override {
        if (!texts_.empty()) {
            JsonTree tree;
            for (const std::size_t index : order_.order()) {
                printer_->element(tree.parse(texts_[index]));
                texts_[index] = {};
            }
        }
        printer_->end_list();
    }

  private:
    SortOrder order_;
    bool names_only_;
    JsonWriter writer_;
    std::unique_ptr<ObjectPrinter> printer_;
    std::vector<std::string> texts_;
};

}  // namespace

std::unique_ptr<ObjectPrinter> make_sorted_printer(const Format& format,
                                                   std::unique_ptr<ObjectPrinter> printer) {
    return std::make_unique<SortedObjects>(format, std::move(printer));
}

}  // namespace yare
