// What may stand at the cursor of one line.
#pragma once

#include <string>

#include "complete_line.hpp"
#include "complete_table.hpp"
#include "verbs/cluster_words.hpp"

namespace yare {

/// cobra's ShellCompDirective bits.
enum Directive : int {
    k_complete_error = 1,
    k_no_space = 2,
    k_no_files = 4,
    k_extensions = 8,    // the candidates are extensions of files
    k_directories = 16,  // only directories
};

/// The candidates for one line. `cluster` is asked only for what is not known without it.
class Completer {
  public:
    Completer(const UnfinishedLine& line, ClusterWords& cluster) : line_(line), cluster_(cluster) {}

    void run();
    const Candidates& found() const { return found_; }
    int directive() const { return directive_; }

  private:
    void offer(const std::string& value, const std::string& description);
    void offer_all(const Candidates& candidates, const std::string& before = "");
    void offer_listed(const Candidates& candidates);
    void offer_words(const std::string& text, bool is_list);
    void offer_new(Candidates candidates, std::size_t first_argument);
    std::string behind_comma() const;

    // flags: complete_flags.cpp
    void offer_flags();
    void offer_flag(const FlagSpec& flag, std::vector<std::string_view>& offered);
    void offer_flag_value();
    void offer_value(const Offer& what);
    void offer_manifests();
    void offer_containers();
    void offer_labels();
    void offer_shown_columns();
    void offer_conditions();

    // arguments: complete_arguments.cpp
    void offer_argument();
    void offer_verbs();
    void offer_arguments(const ArgumentOffer& what);
    void offer_target(const std::string& types);
    void offer_slash_target();
    void offer_log_target();
    Candidates types_for(const std::string& types, const std::string& typed);
    std::string type_of_arguments() const;

    const UnfinishedLine& line_;
    ClusterWords& cluster_;
    Candidates found_;
    int directive_ = k_no_files;
};

}  // namespace yare
