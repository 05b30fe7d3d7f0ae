// A folder of its own for each test case, removed with what is in it.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace yare::test {

class TempDir {
  public:
    TempDir() {
        std::string pattern = (std::filesystem::temp_directory_path() / "yare-config-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("mkdtemp " + pattern);
        }
        path_ = std::filesystem::canonical(pattern).string();
    }
    ~TempDir() {
        std::error_code ignored;  // nothing to be done about it in a destructor
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::string& path() const { return path_; }
    std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

    /// Writes a file, with its folders, and returns its path.
    std::string write(std::string_view name, std::string_view text) const {
        const std::string file = *this / name;
        std::filesystem::create_directories(std::filesystem::path(file).parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

    /// `text` with every {dir} replaced by the folder.
    std::string fill(std::string text) const {
        for (auto at = text.find("{dir}"); at != std::string::npos; at = text.find("{dir}", at)) {
            text.replace(at, 5, path_);
        }
        return text;
    }

  private:
    std::string path_;
};

}  // namespace yare::test
