// What a login needs of the process.
#pragma once

#include <functional>
#include <memory>

#include "base/time.hpp"
#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "login/run_program.hpp"
#include "transport/http.hpp"

namespace yare {

struct LoginPlace {
    Environment environment;
    StopSignal stop = {};
    int stdin_descriptor = 0;
    std::function<Moment()> now = present;
    /// Makes the way to an OpenID provider.
    std::function<std::unique_ptr<Transport>(const Connection&)> transport = {};
};

}  // namespace yare
