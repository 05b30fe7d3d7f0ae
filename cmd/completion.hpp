// The completion scripts: the files of completions/, put into the program by the build.
#pragma once

namespace yare {

extern const char* const k_bash_completion;
extern const char* const k_zsh_completion;
extern const char* const k_fish_completion;

}  // namespace yare
