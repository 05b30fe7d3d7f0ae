#include "verbs/pod_watch.hpp"

#include "verbs/steady_watch.hpp"

namespace yare {

namespace {

class PodSink final : public WatchSink {
  public:
    PodSink(PodBoard& board, std::size_t number) : board_(board), number_(number) {}

    void begin_list() override { pods_.clear(); }
    void element(const ListScanner&, std::string_view json) override {
        pods_.push_back(read_pod(tree_.parse(json)));
    }
    void page_end(const ListScanner&) override {}
    void restart() override { pods_.clear(); }
    void end_list() override {
        board_.replace(number_, pods_);
        pods_.clear();
    }
    bool event(std::string_view type, const JsonValue& object) override {
        auto pod = read_pod(object);
        if (type == "DELETED") {
            board_.remove(number_, std::move(pod));
        } else {
            board_.put(number_, std::move(pod));
        }
        return true;
    }

  private:
    PodBoard& board_;
    std::size_t number_;
    JsonTree tree_;
    std::vector<PodFacts> pods_;
};

}  // namespace

void watch_pods(Lookout& lookout, PodBoard& board, const ResourceType& type, const PodSource& source,
                std::size_t number) {
    const auto client = lookout.open_line();
    WatchScope scope;
    scope.type = type;
    scope.name_space = source.name_space;
    scope.name = source.pod_name;
    scope.selection = selection_of(source);
    scope.selection.chunk_size = 0;
    if (!source.resource_version.empty()) {
        scope.version = source.resource_version;
    }
    scope.was_read = true;
    PodSink sink(board, number);
    watch_steadily(*client, std::move(scope), sink,
                   {[&] { return board.is_stopped(); }, [&](Milliseconds time) { board.sleep(time); }});
}

}  // namespace yare
