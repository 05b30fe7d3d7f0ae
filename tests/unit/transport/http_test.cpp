#include "transport/http.hpp"

#include <doctest/doctest.h>

#include "transport/status_text.hpp"

using namespace yare;

TEST_CASE("a target is path and encoded query") {
    struct Case {
        std::string path;
        std::vector<std::pair<std::string, std::string>> query;
        std::string target;
    };
    const Case cases[] = {
        {"/api/v1/pods", {}, "/api/v1/pods"},
        {"/api/v1/pods", {{"limit", "500"}}, "/api/v1/pods?limit=500"},
        {"/api",
         {{"labelSelector", "a=b,c in (d, e)"}, {"x", ""}},
         "/api?labelSelector=a%3Db%2Cc+in+%28d%2C+e%29&x="},
        {"/api?x=1", {{"y", "2"}}, "/api?x=1&y=2"},
        {"/api?", {{"y", "2"}}, "/api?y=2"},
        {"/api?x=1&", {{"y", "2"}}, "/api?x=1&y=2"},
        {"/a b/\xc3\xa4%20", {}, "/a%20b/%C3%A4%20"},
        {"/a", {{"k", "a\r\nb"}}, "/a?k=a%0D%0Ab"},
    };
    for (const auto& each : cases) {
        HttpRequest request;
        request.path = each.path;
        request.query = each.query;
        CHECK(request.target() == each.target);
    }
}

TEST_CASE("the first header of a name, whatever its case") {
    HttpResponse response;
    response.headers = {{"Warning", "299 - \"a%25\""}, {"content-type", "x"}, {"WARNING", "second"}};
    CHECK(response.header("warning") == "299 - \"a%25\"");
    CHECK(response.header("Content-Type") == "x");
    CHECK(response.header("Content-Typ") == "");
}

TEST_CASE("statuses have Go's names") {
    CHECK(status_text(200) == "200 OK");
    CHECK(status_text(422) == "422 Unprocessable Entity");
    CHECK(status_text(299) == "299 ");
}
