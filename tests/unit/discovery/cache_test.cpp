#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "discovery/api_resources.hpp"
#include "discovery/cache_file.hpp"
#include "sample_documents.hpp"
#include "temporary_directory.hpp"

using namespace yare;
using namespace std::chrono_literals;

namespace {

bool equal(const ServedType& a, const ServedType& b) {
    return a.same_endpoint(b) && a.singular == b.singular && a.kind == b.kind &&
           a.namespaced == b.namespaced && a.short_names == b.short_names && a.categories == b.categories &&
           a.verbs == b.verbs && a.singular_is_guess == b.singular_is_guess &&
           a.storage_version_hash == b.storage_version_hash;
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

void set_age(const std::string& path, std::chrono::seconds age) {
    const auto when = std::chrono::system_clock::now() - age;
    const timespec time{std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count(), 0};
    const timespec times[] = {time, time};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

}  // namespace

TEST_CASE("resources come back from the cache's text as they were") {
    ApiResources resources;
    read_aggregated(samples::k_aggregated_api, resources);
    read_aggregated(samples::k_aggregated_apis, resources);
    resources.types[0].kind = "quote\" back\\slash \n \x01 \xc3\xa4";
    const auto read = from_cache(to_cache(resources));
    REQUIRE(read);
    REQUIRE(read->types.size() == resources.types.size());
    for (std::size_t i = 0; i < read->types.size(); ++i) {
        CHECK(equal(read->types[i], resources.types[i]));
    }
    CHECK(from_cache(to_cache({}))->types.empty());

    ApiResources older;
    read_resource_list(R"({"kind":"APIResourceList","groupVersion":"v1","resources":[
        {"name":"pods","singularName":"","kind":"Pod","storageVersionHash":"a="}]})",
                       older);
    const auto again = from_cache(to_cache(older));
    REQUIRE(again);
    CHECK(equal(again->types.at(0), older.types.at(0)));
    CHECK(again->types.at(0).singular == "pod");
    CHECK(again->types.at(0).singular_is_guess);
    CHECK(again->types.at(0).storage_version_hash == "a=");
}

TEST_CASE("a text that is not whole is no cache") {
    ApiResources resources;
    read_aggregated(samples::k_aggregated_apis_v2beta1, resources);
    const std::string text = to_cache(resources);
    const std::string whole = text.substr(0, text.size() - 1);  // the newline is not needed
    REQUIRE(from_cache(whole));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(from_cache(whole.substr(0, length)));
    }
    const char* const others[] = {
        R"({"types":[]})",
        R"({"yareDiscovery":3,"types":[]})",
        R"({"yareDiscovery":1,"types":[]})",
        R"({"yareDiscovery":"2","types":[]})",
        R"({"yareDiscovery":2})",
        R"({"yareDiscovery":2,"types":{}})",
        R"({"yareDiscovery":2,"types":[7]})",
        R"({"yareDiscovery":2,"types":[[]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",true,[],[]]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",true,[],[],[],"",""]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",1,[],[],[],""]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod",5,true,[],[],[],""]]})",
        R"({"yareDiscovery":2,"types":[["","v1","","pod","Pod",true,[],[],[],""]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",true,[1],[],[],""]]})",
        R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",true,[],[],[],7]]})",
    };
    for (const auto* other : others) {
        CAPTURE(other);
        CHECK_FALSE(from_cache(other));
    }
    CHECK(from_cache(R"({"yareDiscovery":2,"types":[["","v1","pods","pod","Pod",true,[],[],[],""]]})"));
}

TEST_CASE("a cache file is private, replaced whole, and read while it is young") {
    const TemporaryDirectory directory;
    const std::string path = directory.path() + "/a/b/resources.json";
    CHECK_FALSE(read_cache_file(path, 6h));
    const mode_t old_mask = ::umask(0);
    CHECK(write_cache_file(path, "one"));
    ::umask(old_mask);
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(directory.path() + "/a") == 0750);
    CHECK(mode_of(directory.path() + "/a/b") == 0750);
    CHECK(read_cache_file(path, 6h) == "one");
    CHECK(write_cache_file(path, "two, longer"));
    CHECK(read_cache_file(path, 6h) == "two, longer");
    CHECK(write_cache_file(path, ""));
    CHECK(read_cache_file(path, 6h) == "");
    const auto entries = std::filesystem::directory_iterator(directory.path() + "/a/b");
    CHECK(std::distance(begin(entries), end(entries)) == 1);  // no temporary file left

    set_age(path, 6h - 10s);
    CHECK(read_cache_file(path, 6h));
    set_age(path, 6h);
    CHECK_FALSE(read_cache_file(path, 6h));
    set_age(path, -1h);
    CHECK_FALSE(read_cache_file(path, 6h));
}

TEST_CASE("what is not a plain file is no cache, and cannot hang or fail the run") {
    const TemporaryDirectory directory;
    const std::string path = directory.path() + "/resources.json";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    CHECK_FALSE(read_cache_file(path, 6h));
    CHECK_FALSE(read_cache_file(directory.path(), 6h));
    CHECK_FALSE(read_cache_file("", 6h));
    CHECK_FALSE(write_cache_file("", "text"));

    const std::string blocked = directory.path() + "/file/resources.json";
    std::ofstream(directory.path() + "/file") << "in the way";
    CHECK_FALSE(write_cache_file(blocked, "text"));
    CHECK_FALSE(read_cache_file(blocked, 6h));

    std::filesystem::create_directory(directory.path() + "/taken");
    CHECK_FALSE(write_cache_file(directory.path() + "/taken", "text"));
    const auto entries = std::filesystem::directory_iterator(directory.path());
    CHECK(std::distance(begin(entries), end(entries)) == 3);  // the temporary file is gone

    const std::string huge = directory.path() + "/huge";
    std::ofstream(huge) << "x";
    REQUIRE(::truncate(huge.c_str(), (off_t{64} << 20) + 1) == 0);
    CHECK_FALSE(read_cache_file(huge, 6h));
}

TEST_CASE("another user's file is not trusted") {
    if (::geteuid() != 0) {
        return;  // only root can give a file away
    }
    const TemporaryDirectory directory;
    const std::string path = directory.path() + "/resources.json";
    REQUIRE(write_cache_file(path, "text"));
    REQUIRE(::chown(path.c_str(), 65534, 65534) == 0);
    CHECK_FALSE(read_cache_file(path, 6h));
}
