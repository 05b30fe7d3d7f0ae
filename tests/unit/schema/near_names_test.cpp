#include "schema/near_names.hpp"

#include <doctest/doctest.h>

using namespace yare;

TEST_CASE("names that may have been meant") {
    using Names = std::vector<std::string>;
    const Names names = {"containers", "initContainers", "volumes", "nodeName", "hostIPC", "hostPID", "tls"};
    CHECK(near_names("contaners", names) == Names{"containers"});
    CHECK(near_names("Containers", names) == Names{"containers"});
    CHECK(near_names("nodename", names) == Names{"nodeName"});
    CHECK(near_names("hostIP", names) == Names{"hostIPC", "hostPID"});
    CHECK(near_names("tlss", names) == Names{"tls"});
    CHECK(near_names("ab", names).empty());
    CHECK(near_names("nosuch", names).empty());
    CHECK(near_names(std::string(200, 'a'), {std::string(200, 'a')}).empty());
    CHECK(near_names("x", {"x", "x", "y", "z", "w"}) == Names{"x", "w", "y"});
}
