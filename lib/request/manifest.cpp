#include "request/manifest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "request/manifest_objects.hpp"
#include "request/manifest_paths.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_file_size = std::size_t{1} << 30;
constexpr std::size_t k_shown_problems = 20;  // of one source
constexpr std::size_t k_shown_notes = 20;
constexpr const char* k_stdin_name = "STDIN";  // cli-runtime's constSTDINstr

// Where text comes from.
struct Source {
    enum class Kind { file, standard_input, url };
    Kind kind;
    std::string name;
};

bool is_url(const std::string& name) { return name.starts_with("http://") || name.starts_with("https://"); }

// The sources that the arguments name; what is wrong with them goes into `errors`.
std::vector<Source> find_sources(const ManifestFiles& files, ErrorList& errors) {
    std::vector<Source> sources;
    bool uses_stdin = false;
    bool failed = false;
    const auto fail = [&](const Error& error) {
        errors.add(error);
        failed = true;
    };
    for (const auto& name : files.names) {
        if (name == "-") {
            if (uses_stdin) {
                fail(Error("standard input cannot be used for multiple arguments"));
            }
            uses_stdin = true;
            sources.push_back({Source::Kind::standard_input, k_stdin_name});
            continue;
        }
        if (is_url(name)) {
            sources.push_back({Source::Kind::url, name});
            continue;
        }
        try {
            const auto paths = expand_manifest_path(name);
            std::string all;
            for (const auto& path : paths) {
                all += (all.empty() ? "" : " ") + path;
                for (auto& file : find_manifest_files(path, files.recursive)) {
                    sources.push_back({Source::Kind::file, std::move(file)});
                }
            }
            if (sources.empty() && !failed) {
                fail(Error("error reading [" + all + "]: recognized file extensions are [.json .yaml .yml]"));
            }
        } catch (const Error& error) {
            fail(error);
        }
    }
    return failed ? std::vector<Source>() : sources;
}

std::string read_file(const std::string& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw Error("open " + path + ": " + go_errno_words(errno));
    }
    const auto close_it = [](const int* d) { close(*d); };
    const std::unique_ptr<const int, decltype(close_it)> closer(&descriptor, close_it);
    std::string text;
    std::string buffer(64 * 1024, '\0');
    for (;;) {
        const ssize_t count = read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            throw Error("error parsing " + path + ": read " + path + ": " + go_errno_words(errno));
        }
        if (count == 0) {
            return text;
        }
        text.append(buffer, 0, static_cast<std::size_t>(count));
        if (text.size() > k_max_file_size) {
            throw Error("error parsing " + path + ": read " + path + ": file too large");
        }
    }
}

std::string read_source(const Source& source, const ManifestSources& sources) {
    switch (source.kind) {
        case Source::Kind::standard_input:
            return sources.read_stdin();
        case Source::Kind::url:
            return sources.get_url(source.name);
        case Source::Kind::file:
            break;
    }
    return read_file(source.name);
}

std::string yaml_error_words(const std::string& source, const YamlError& error) {
    const char* stage =
        error.stage() == YamlError::Stage::converting ? "error converting YAML to JSON: " : "";
    return "error parsing " + source + ": " + stage + error.what();
}

void read_into(const Source& source, const ManifestSources& sources, Manifests& out, ErrorList& errors) {
    try {
        const std::string text = read_source(source, sources);
        std::size_t number = 0;
        read_yaml(text, [&](YamlDocument&& document) {
            collect_manifest_objects(
                source.name, ++number, document, out.objects,
                [&](const std::string& words, const ManifestPlace& /*place*/) { errors.add(Error(words)); });
        });
    } catch (const YamlError& error) {
        errors.add(Error(yaml_error_words(source.name, error)));
    } catch (const Error& error) {
        errors.add(error);
    }
}

// Reads one text after the other and says of each problem where it is.
class StrictReader {
  public:
    StrictReader(Manifests& out, ErrorList& errors) : out_(out), errors_(errors) {}

    void read(const std::string& source, const std::string& text);
    void finish();

  private:
    void fail(const std::string& source, std::size_t number, const std::string& words,
              const ManifestPlace& place);

    Manifests& out_;
    ErrorList& errors_;
    std::size_t problems_ = 0;  // of the source at hand
    std::size_t notes_ = 0;
};

// kubectl's words on one line, and not without end: they may show a whole object.
std::string one_line(const std::string& words) {
    constexpr std::size_t k_longest = 1000;
    std::string line;
    for (const auto& part : split(words, '\n')) {
        const std::string_view text = trim(part);
        line += line.empty() ? "" : line.ends_with(':') ? " " : "; ";
        line += text;
    }
    if (line.size() > k_longest) {
        std::size_t size = k_longest;
        while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xc0) == 0x80) {
            --size;
        }
        line.resize(size);
        line += "...";
    }
    return line;
}

void StrictReader::fail(const std::string& source, std::size_t number, const std::string& words,
                        const ManifestPlace& place) {
    if (++problems_ > k_shown_problems) {
        return;
    }
    const std::string column = place.column == 0 ? "" : ":" + std::to_string(place.column);
    const std::string item = place.item.empty() ? "" : ", " + place.item;
    errors_.add(Error(one_line(words) + " (" + source + ":" + std::to_string(place.line) + column +
                      ", document " + std::to_string(number) + item + ")"));
}

void StrictReader::read(const std::string& source, const std::string& text) {
    problems_ = 0;
    std::size_t number = 0;
    YamlDifferences differences;
    differences.limit = k_shown_notes - std::min(k_shown_notes, notes_);
    YamlReading reading;
    reading.take = [&](YamlDocument&& document) {
        ++number;
        collect_manifest_objects(source, number, document, out_.objects,
                                 [&](const std::string& words, const ManifestPlace& place) {
                                     fail(source, number, words, place);
                                 });
    };
    reading.fail = [&](const YamlError& error) {
        fail(source, ++number, yaml_error_words(source, error), {error.text_line(), error.text_column(), ""});
    };
    reading.differences = &differences;
    read_yaml(text, reading);
    if (problems_ > k_shown_problems) {
        errors_.add(Error(source + ": " + std::to_string(problems_ - k_shown_problems) + " more problems"));
    }
    for (const auto& difference : differences.first) {
        out_.notes.push_back(source + ":" + std::to_string(difference.line) + ":" +
                             std::to_string(difference.column) + ": " + difference.words);
    }
    notes_ += differences.count;
}

void StrictReader::finish() {
    if (notes_ > k_shown_notes) {
        const std::size_t more = notes_ - k_shown_notes;
        out_.notes.push_back("and " + std::to_string(more) + " more " + (more == 1 ? "value" : "values") +
                             " that YAML 1.1 and YAML 1.2 read differently");
    }
    errors_.raise();
}

Manifests start(const std::vector<Source>& found) {
    Manifests manifests;
    manifests.sources = found.size();
    manifests.single = found.size() == 1 && found.front().kind != Source::Kind::standard_input;
    return manifests;
}

}  // namespace

Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources, ErrorList& errors) {
    const auto found = find_sources(files, errors);
    Manifests manifests = start(found);
    for (const auto& source : found) {
        read_into(source, sources, manifests, errors);
    }
    return manifests;
}

Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources) {
    ErrorList errors;
    Manifests manifests = read_manifests(files, sources, errors);
    errors.raise();
    return manifests;
}

Manifests read_manifests_strictly(const ManifestFiles& files, const ManifestSources& sources) {
    ErrorList errors;
    const auto found = find_sources(files, errors);
    Manifests manifests = start(found);
    StrictReader reader(manifests, errors);
    for (const auto& source : found) {
        try {
            reader.read(source.name, read_source(source, sources));
        } catch (const Error& error) {
            errors.add(error);
        }
    }
    reader.finish();
    return manifests;
}

Manifests read_manifest_text_strictly(const std::string& source, const std::string& text) {
    ErrorList errors;
    Manifests manifests;
    manifests.sources = 1;
    StrictReader reader(manifests, errors);
    reader.read(source, text);
    reader.finish();
    return manifests;
}

}  // namespace yare
